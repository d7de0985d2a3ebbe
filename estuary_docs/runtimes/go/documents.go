// The forms of JSON documents: arrays, objects, and texts that hold one.

package settings

import (
	"slices"
	"strconv"
)

func init() {
	fitting["json"] = fitsJSON
	fitting["array"] = fitsArray
	fitting["tuple"] = fitsTuple
	fitting["mapping"] = fitsMapping
	fitting["object"] = fitsObject
}

// fitsJSON says whether a text is a document of a form, or has the form itself where that may be.
func fitsJSON(of *form, value any) bool {
	text, isText := value.(string)
	if !isText {
		return false
	}
	document, isOne, isTooDeep := documentOf(text)
	switch {
	case isTooDeep:
		return true
	case isOne:
		return fits(of.item, document)
	}
	return of.orText && fits(of.item, value)
}

func isOfLength(of *form, length int) bool {
	text := strconv.Itoa(length)
	return (of.least == "" || compared(text, of.least) >= 0) && (of.most == "" || compared(text, of.most) <= 0)
}

func fitsArray(of *form, value any) bool {
	parts, isArray := value.([]any)
	return isArray && isOfLength(of, len(parts)) &&
		!slices.ContainsFunc(parts, func(part any) bool { return !fits(of.item, part) })
}

func fitsTuple(of *form, value any) bool {
	parts, isArray := value.([]any)
	if !isArray || len(parts) != len(of.forms) {
		return false
	}
	for place, part := range parts {
		if !fits(&of.forms[place], part) {
			return false
		}
	}
	return true
}

func fitsMapping(of *form, value any) bool {
	held, isMapping := value.(jsonObject)
	if !isMapping || !isOfLength(of, len(held.names)) {
		return false
	}
	for name, part := range held.parts {
		if !fits(of.key, name) || !fits(of.item, part) {
			return false
		}
	}
	return true
}

// fitsObject says whether a value is an object; of the names of a key the first that it has counts.
func fitsObject(of *form, value any) bool {
	given, isObject := value.(jsonObject)
	if !isObject {
		return false
	}
	spelled := func(name string) string {
		if of.anyCase {
			return lowered(name)
		}
		return name
	}
	held := map[string]any{}
	for _, name := range given.names {
		held[spelled(name)] = given.parts[name]
	}
	known := map[string]bool{}
	for _, key := range of.keys {
		isPresent := false
		for _, name := range key.names {
			name = spelled(name)
			known[name] = true
			part, isHeld := held[name]
			if isHeld && !isPresent && !fits(&key.form, part) {
				return false
			}
			isPresent = isPresent || isHeld
		}
		if key.isRequired && !isPresent {
			return false
		}
	}
	for name := range held {
		if of.isClosed && !known[name] {
			return false
		}
	}
	return true
}
