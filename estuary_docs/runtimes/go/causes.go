// Find why a value is refused: which small change would make it pass, or what it is in the place of a secret.
//
// A cause is told only if the value passes once it is removed, so that no advice leads to the next error.

package settings

import (
	"slices"
	"strconv"
	"strings"
)

const (
	longestExplained      = 200
	shortestAbbreviation  = 3
	lengthOfALongChoice   = 5
	editsOfALongChoice    = 2
	editsOfAnyOtherChoice = 1
)

var (
	meantTrue  = []string{"1", "on", "t", "true", "y", "yes"}
	meantFalse = []string{"0", "off", "f", "false", "n", "no"}
)

// cause is why a value is refused, what of the schema was meant, and the value with that put right; what cannot be told
// is empty.
type cause struct {
	name      string
	meant     string
	corrected string
}

// causeOfForm returns why a text has not the form of a kind; what was meant is a word or a bound.
func causeOfForm(of kind, text string) cause {
	if of.name == "list" {
		parts := items(text)
		isFaulty := func(part string) bool { return fault(*of.item, part) != "" }
		if place := slices.IndexFunc(parts, isFaulty); place >= 0 {
			return causeOfItem(of, parts, place)
		}
		return causeOfCount(of, len(parts), "items-few", "items-many")
	}
	if text == "" {
		return cause{name: "empty"}
	}
	if lengthOf(text) > longestExplained {
		return cause{}
	}
	if fault(of, text) == outOfRange {
		return causeOfRange(of, text)
	}
	for _, change := range changesOf(of.name) {
		if changed := change.of(of, text); changed != "" && changed != text && fault(of, changed) == "" {
			meant := ""
			if change.name == "scheme" || change.name == "other-scheme" {
				meant, _, _ = strings.Cut(changed, schemeOfAnAddress)
			}
			return cause{change.name, meant, changed}
		}
	}
	return causeOfWords(of, text)
}

// causeOfItem returns why an item of a list has not its form, and the list with the item put right.
func causeOfItem(of kind, parts []string, place int) cause {
	found := causeOfForm(*of.item, parts[place])
	if found.corrected != "" {
		parts[place] = found.corrected
		found.corrected = strings.Join(parts, ",")
		if fault(of, found.corrected) != "" {
			found.corrected = ""
		}
	}
	return found
}

// causeOfWords returns the word that was meant by a text, or the length that it lacks or is over.
func causeOfWords(of kind, text string) cause {
	switch of.name {
	case "choice":
		return causeOfChoice(of.words, text)
	case "flag":
		return causeOfFlag(text)
	case "shaped-text":
		return causeOfLength(of, text)
	case "duration", "size":
		letters := lettersOf(text)
		for _, unit := range of.words {
			start := len(letters) - len(unit)
			if start < 0 {
				continue
			}
			changed := textOf(letters[:start]) + unit
			if lowered(text) == lowered(changed) && fault(of, changed) == "" {
				return cause{"case", unit, changed}
			}
		}
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
		return cause{"case", meant, meant}
	}
	return cause{"near", meant, meant}
}

func causeOfLength(of kind, text string) cause {
	if fault(kind{name: of.name, pattern: of.pattern}, text) != "" {
		return cause{}
	}
	return causeOfCount(of, lengthOf(text), "text-short", "text-long")
}

// causeOfCount returns which of the bounds of letters or items is passed.
func causeOfCount(of kind, count int, few, many string) cause {
	number := strconv.Itoa(count)
	switch {
	case of.least != "" && compared(number, of.least) < 0:
		return cause{few, of.least, ""}
	case of.most != "" && compared(number, of.most) > 0:
		return cause{many, of.most, ""}
	}
	return cause{}
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
				return cause{found, "", ""}
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
		return cause{"profile", meant, ""}
	}
	return cause{"no-profile", otherwise, ""}
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
		return cause{"case", word, word}
	}
	return cause{"near", word, word}
}

// causeOfRange returns which bound of a number or a quantity is passed, and the bound as it is written.
func causeOfRange(of kind, text string) cause {
	alone := of
	alone.most = ""
	isBelow := of.least != "" && fault(alone, text) != ""
	bound, name := of.most, "too-large"
	switch {
	case isBelow && of.above:
		bound, name = of.least, "not-above"
	case isBelow:
		bound, name = of.least, "too-small"
	case of.below:
		name = "not-below"
	}
	if write, isQuantity := written[of.name]; isQuantity && bound != "" {
		bound = write(bound, of.words)
	}
	if bound == "" {
		return cause{}
	}
	return cause{name, bound, ""}
}
