// Read a JSON document as Python does: integers of any size, and words for numbers that are not finite.

package settings

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// So deeply nested that Python gives up.
const deepestDocument = 990

var wordsOfJSON = map[string]any{
	"null": nil, "true": true, "false": false,
	"NaN": math.NaN(), "Infinity": math.Inf(1), "-Infinity": math.Inf(-1),
}

// jsonReader reads a document; the parts of one are nil, bool, string, *big.Int, float64, []any and jsonObject.
type jsonReader struct {
	text      string
	place     int
	depth     int
	isTooDeep bool
}

// documentOf returns what a text is a document of, if it is one; nothing is said of one that is nested too deeply.
func documentOf(text string) (document any, isOne, isTooDeep bool) {
	reader := &jsonReader{text: text}
	document, isOne = reader.value()
	reader.skip()
	return document, isOne && reader.place == len(text), reader.isTooDeep
}

func (reader *jsonReader) skip() {
	for reader.place < len(reader.text) && strings.IndexByte(" \t\r\n", reader.text[reader.place]) >= 0 {
		reader.place++
	}
}

// takes goes on after a text if it is next, blanks before it aside.
func (reader *jsonReader) takes(next string) bool {
	reader.skip()
	isNext := strings.HasPrefix(reader.text[reader.place:], next)
	if isNext {
		reader.place += len(next)
	}
	return isNext
}

func (reader *jsonReader) value() (value any, isOne bool) {
	reader.depth++
	defer func() { reader.depth-- }()
	if reader.depth > deepestDocument {
		reader.isTooDeep = true
		return nil, false
	}
	switch {
	case reader.takes(`"`):
		return reader.texts()
	case reader.takes("["):
		return reader.array()
	case reader.takes("{"):
		return reader.object()
	}
	for word, meaning := range wordsOfJSON {
		if reader.takes(word) {
			return meaning, true
		}
	}
	return reader.number()
}

func (reader *jsonReader) array() (value any, isOne bool) {
	parts := []any{}
	if reader.takes("]") {
		return parts, true
	}
	for {
		part, isPart := reader.value()
		if !isPart {
			return nil, false
		}
		parts = append(parts, part)
		if reader.takes("]") {
			return parts, true
		}
		if !reader.takes(",") {
			return nil, false
		}
	}
}

// jsonObject has the parts of an object, and their names in the order in which they first came.
type jsonObject struct {
	names []string
	parts map[string]any
}

func (held *jsonObject) put(name string, part any) {
	if _, isHeld := held.parts[name]; !isHeld {
		held.names = append(held.names, name)
	}
	held.parts[name] = part
}

func (reader *jsonReader) object() (value any, isOne bool) {
	held := jsonObject{parts: map[string]any{}}
	if reader.takes("}") {
		return held, true
	}
	for reader.takes(`"`) {
		name, isName := reader.texts()
		if !isName || !reader.takes(":") {
			return nil, false
		}
		part, isPart := reader.value()
		if !isPart {
			return nil, false
		}
		key, _ := name.(string)
		held.put(key, part)
		if reader.takes("}") {
			return held, true
		}
		if !reader.takes(",") {
			return nil, false
		}
	}
	return nil, false
}

// texts reads the rest of a text after its opening quote.
func (reader *jsonReader) texts() (value any, isOne bool) {
	var held strings.Builder
	for reader.place < len(reader.text) {
		letter := reader.text[reader.place]
		reader.place++
		switch {
		case letter == '"':
			return held.String(), true
		case letter < ' ':
			return nil, false
		case letter != '\\':
			held.WriteByte(letter)
		case !reader.escape(&held):
			return nil, false
		}
	}
	return nil, false
}

func (reader *jsonReader) escape(held *strings.Builder) bool {
	if reader.place >= len(reader.text) {
		return false
	}
	letter := reader.text[reader.place]
	reader.place++
	if letter == 'u' {
		unit, isUnit := reader.unit()
		if next := reader.place; isUnit && unit&^0x3ff == 0xd800 && strings.HasPrefix(reader.text[next:], `\u`) {
			reader.place += len(`\u`)
			if low, isLow := reader.unit(); isLow && low&^0x3ff == 0xdc00 {
				unit = 0x10000 + (unit&0x3ff)<<10 + low&0x3ff
			} else {
				reader.place = next
			}
		}
		held.WriteRune(unit)
		return isUnit
	}
	place := strings.IndexByte(`"\/bfnrt`, letter)
	if place >= 0 {
		held.WriteByte("\"\\/\b\f\n\r\t"[place])
	}
	return place >= 0
}

// unit reads four digits to the base of 16; a half of a pair that stands alone counts as one letter.
func (reader *jsonReader) unit() (unit rune, isUnit bool) {
	end := reader.place + 4
	if end > len(reader.text) {
		return utf8.RuneError, false
	}
	number, err := strconv.ParseUint(reader.text[reader.place:end], 16, 16)
	reader.place = end
	return rune(number), err == nil
}

func (reader *jsonReader) number() (value any, isOne bool) {
	start := reader.place
	reader.takesOf("-", 1)
	if reader.takesOf("0", 1) == 0 && reader.takesOf(digits, len(reader.text)) == 0 {
		return nil, false
	}
	isWhole := true
	for _, mark := range []string{".", "eE"} {
		before := reader.place
		if reader.takesOf(mark, 1) == 0 {
			continue
		}
		if mark != "." {
			reader.takesOf("+-", 1)
		}
		if reader.takesOf(digits, len(reader.text)) == 0 {
			reader.place = before
			break
		}
		isWhole = false
	}
	text := reader.text[start:reader.place]
	if isWhole {
		number, _ := new(big.Int).SetString(text, 10)
		return number, len(strings.TrimPrefix(text, "-")) <= mostDigitsOfPython
	}
	number, _ := strconv.ParseFloat(text, 64)
	return number, true
}

// takesOf goes on after as many of some characters as there are, and returns how many there are.
func (reader *jsonReader) takesOf(characters string, most int) int {
	count := 0
	for count < most && reader.place < len(reader.text) && strings.IndexByte(characters, reader.text[reader.place]) >= 0 {
		reader.place++
		count++
	}
	return count
}
