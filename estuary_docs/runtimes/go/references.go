// Tell what something else is to put a secret in the place of: a reference to a store, a variable, a command.
//
// A value that still is one reached the service because nothing resolved it.

package settings

import (
	"slices"
	"strings"
)

const (
	reference    = "reference"
	command      = "command"
	ofAName      = lettersAndDigits + "_"
	ofAScheme    = lettersAndDigits + "+-."
	ofAPath      = "abcdefghijklmnopqrstuvwxyz/_-.#"
	leastOfAPath = 3
)

// unresolved returns what nothing has resolved or run, reference or command; an empty text if it is neither.
func unresolved(text string) string {
	if isCommand(text) {
		return command
	}
	if hasPrefixOf(text, beginnings) || isWrapped(text) || isAddressOfASecret(text) {
		return reference
	}
	return ""
}

// isCommand says whether a text is a command of a shell, in the shell's marks or without.
func isCommand(text string) bool {
	for _, marks := range [][2]string{{"$(", ")"}, {"`", "`"}} {
		isLong := lengthOf(text) > len(marks[0])+1
		if strings.HasPrefix(text, marks[0]) && strings.HasSuffix(text, marks[1]) && isLong {
			return isExpression(text[len(marks[0]) : len(text)-1])
		}
	}
	words := strings.Split(text, " ")
	return slices.Contains(commands, words[0]) &&
		slices.ContainsFunc(words[1:], func(word string) bool { return hasPrefixOf(word, ofCommands) })
}

// isWrapped says whether the whole text is a variable, or an expression in the marks of a template.
func isWrapped(text string) bool {
	for place := 0; place < len(wrapped); place += 2 {
		opening, closing := wrapped[place], wrapped[place+1]
		if strings.HasPrefix(text, opening) && strings.HasSuffix(text, closing) {
			start, end := len(opening), len(text)-len(closing)
			if start < end && isExpression(text[start:end]) {
				return true
			}
		}
	}
	name, isVariable := strings.CutPrefix(text, "$")
	return isVariable && len(name) > leastOfAPath && strings.Contains(name, "_") && hasOnly(ofAName, name) &&
		name == strings.ToUpper(name) && isLetterOfASCII(name[0])
}

func isExpression(inner string) bool {
	inner = strings.Trim(inner, " =-{}")
	return inner != "" && strings.IndexByte(ofAName+"./$'\"", inner[0]) >= 0
}

// isAddressOfASecret says whether a text names a secret in a store: `vault:…`, `arn:aws:secretsmanager:…`,
// `projects/x/secrets/y`.
func isAddressOfASecret(text string) bool {
	if parts := strings.Split(text, "/"); len(parts) > 3 && parts[0] == "projects" && parts[2] == "secrets" {
		return true
	}
	scheme, rest, _ := strings.Cut(text, ":")
	if rest == "" || scheme == "" || !hasOnly(ofAScheme, scheme) {
		return false
	}
	switch scheme {
	case "arn":
		_, service, _ := strings.Cut(rest, ":")
		return strings.HasPrefix(rest, "aws") && hasPrefixOf(service, cloudServices)
	case "https":
		return slices.ContainsFunc(vaults, func(vault string) bool { return strings.Contains(rest, vault) })
	}
	names := strings.FieldsFunc(strings.ToLower(scheme), func(letter rune) bool {
		return strings.ContainsRune("+-.", letter)
	})
	if slices.ContainsFunc(names, func(name string) bool { return slices.Contains(stores, name) }) {
		return true
	}
	store, _, _ := strings.Cut(rest, ":")
	isPath := strings.HasPrefix(rest, "//") || slices.Contains(stores, store) ||
		strings.Contains(rest, "/") && hasOnly(ofAPath, rest)
	return isPath && slices.ContainsFunc(names, func(name string) bool { return slices.Contains(followedByAPath, name) })
}
