// Find why a value is refused: which small change would make it pass, or what it is in the place of a secret.
//
// A cause is told only if the value passes once it is removed, so that no advice leads to the next error.

package settings

import (
	"slices"
	"strings"
)

const (
	longestExplained      = 200
	shortestAbbreviation  = 3
	lengthOfALongChoice   = 5
	unitLetters           = lettersOfASCII + "%µ "
	schemeOfAnAddress     = "://"
	quotesAround          = "'\"`"
	editsOfALongChoice    = 2
	editsOfAnyOtherChoice = 1
)

var (
	meantTrue  = []string{"1", "on", "t", "true", "y", "yes"}
	meantFalse = []string{"0", "off", "f", "false", "n", "no"}
)

// cause is why a value is refused, and the allowed word that was meant; both are empty where none can be told.
type cause struct {
	name  string
	meant string
}

// change is a small change of a text that may make it pass.
type change struct {
	name string
	of   func(text string) string
}

var changes = []change{
	{"blank-around", func(text string) string { return strings.TrimFunc(text, isWhite) }},
	{"quotes", withoutQuotes},
	{"blank-inside", func(text string) string { return strings.Join(wordsOf(text), "") }},
	{"thousands", withoutThousands},
	{"plus", func(text string) string { return strings.TrimLeft(text, "+") }},
	{"unit", withoutUnit},
	{"decimals", withoutDecimals},
	{"scheme-case", withLowerScheme},
	{"scheme", func(text string) string { return "https://" + text }},
	{"slash", func(text string) string { return strings.TrimRight(text, "/") }},
	{"path", withoutPath},
}

// causeOfForm returns why a text has not the form of a kind.
func causeOfForm(of kind, text string) cause {
	if of.name == "list" {
		item := *of.item
		parts := items(text)
		place := slices.IndexFunc(parts, func(part string) bool { return fault(item, part) != "" })
		if place < 0 {
			return cause{}
		}
		of, text = item, parts[place]
	}
	if text == "" || lengthOf(text) > longestExplained {
		return cause{}
	}
	if fault(of, text) == outOfRange {
		return causeOfRange(of, text)
	}
	for _, change := range changes {
		if changed := change.of(text); changed != "" && changed != text && fault(of, changed) == "" {
			return cause{change.name, ""}
		}
	}
	switch of.name {
	case "choice":
		return causeOfChoice(of.words, text)
	case "flag":
		return causeOfFlag(text)
	}
	return cause{}
}

func causeOfFlag(text string) cause {
	lower := lowered(text)
	meant := ""
	if slices.Contains(meantTrue, lower) {
		meant = "true"
	} else if slices.Contains(meantFalse, lower) {
		meant = "false"
	}
	switch meant {
	case "":
		return causeOfChoice([]string{"true", "false"}, text)
	case lower:
		return cause{"case", meant}
	}
	return cause{"near", meant}
}

// causeOfBreach returns why a value breaks a check, likewise.
func causeOfBreach(broken rule, of kind, text string) cause {
	if text == "" {
		return cause{}
	}
	switch broken.check {
	case "not-be-placeholder":
		for _, part := range partsOf(of, text) {
			if found := standIn(part); found != "" && found != placeholder {
				return cause{found, ""}
			}
		}
	case "equal", "be-one-of":
		choice := kind{name: "choice", words: broken.argument}
		if of.name == "list" {
			return causeOfForm(kind{name: "list", item: &choice}, text)
		}
		return causeOfForm(choice, text)
	}
	return cause{}
}

// causeOfProfile returns what is said of a profile that there is not, and the profile that is judged in.
func causeOfProfile(profiles []string, text, otherwise string) cause {
	if meant := nearestWord(profiles, text); meant != "" {
		return cause{"profile", meant}
	}
	return cause{"no-profile", otherwise}
}

// explained puts what is said of a cause in the place of what a problem says in general.
func explained(problem Problem, of cause, remedies []remedy) Problem {
	for _, told := range remedies {
		if told.cause == of.name {
			facts := map[string]string{"variable": problem.Variable, "meant": of.meant}
			if told.message != "" {
				problem.Message = filled(told.message, facts)
			}
			problem.Remedy = filled(told.remedy, facts)
		}
	}
	return problem
}

// nearestWord returns the only word that a text is a slip or an abbreviation of; an empty text if there is none such.
func nearestWord(words []string, text string) string {
	lower := lowered(strings.TrimFunc(text, isWhite))
	if lower == "" || lengthOf(lower) > longestExplained {
		return ""
	}
	var alike, short, slips []string
	for _, word := range words {
		if lowered(word) == lower {
			alike = append(alike, word)
		}
		if lengthOf(lower) >= shortestAbbreviation && strings.HasPrefix(lowered(word), lower) {
			short = append(short, word)
		}
		isLong := lengthOf(word) > lengthOfALongChoice
		if distance(lower, lowered(word)) <= oneOf(isLong, editsOfALongChoice, editsOfAnyOtherChoice) {
			slips = append(slips, word)
		}
	}
	for _, found := range [][]string{alike, short, slips} {
		if len(found) == 1 {
			return found[0]
		}
	}
	return ""
}

func causeOfChoice(words []string, text string) cause {
	word := nearestWord(words, text)
	switch {
	case word == "":
		return cause{}
	case lowered(word) == lowered(text):
		return cause{"case", word}
	}
	return cause{"near", word}
}

// causeOfRange returns which bound of an integer is passed, and the bound.
func causeOfRange(of kind, text string) cause {
	switch {
	case of.name != "integer":
		return cause{}
	case of.least != "" && fault(kind{name: "integer", least: of.least}, text) != "":
		return cause{"too-small", of.least}
	case of.most != "":
		return cause{"too-large", of.most}
	}
	return cause{"too-large", "None"}
}

func withoutQuotes(text string) string {
	last := len(text) - 1
	if last > 0 && text[0] == text[last] && strings.IndexByte(quotesAround, text[0]) >= 0 {
		return text[1:last]
	}
	return text
}

func withoutThousands(text string) string {
	number := strings.NewReplacer(",", "", "_", "", "'", "", " ", "").Replace(text)
	if hasOnly(digits, strings.TrimLeft(number, "-")) {
		return number
	}
	return text
}

func withoutUnit(text string) string {
	number := strings.TrimRight(text, unitLetters)
	if number == "" || strings.IndexByte(digits, number[len(number)-1]) >= 0 {
		return number
	}
	return text
}

func withoutDecimals(text string) string {
	number, decimals, _ := strings.Cut(text, ".")
	if hasOnly(digits, decimals) {
		return number
	}
	return text
}

func withLowerScheme(text string) string {
	scheme, rest, isURL := strings.Cut(text, schemeOfAnAddress)
	if !isURL {
		return text
	}
	return lowered(scheme) + schemeOfAnAddress + rest
}

func withoutPath(text string) string {
	scheme, rest, isURL := strings.Cut(text, schemeOfAnAddress)
	if !isURL {
		return text
	}
	authority, _, _ := strings.Cut(rest, "/")
	return scheme + schemeOfAnAddress + authority
}
