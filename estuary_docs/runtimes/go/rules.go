// The rules of a variable: when one applies, and what passes its check.

package settings

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// rule is what a variable must pass, or should, when all conditions hold; argument is what its check asks for.
type rule struct {
	slug       string
	severity   string
	check      string
	argument   []string
	conditions []condition
	message    string
	remedy     string
}

// condition is that a variable has one of some words, is set, or is not set.
type condition struct {
	variable string
	is       state
	words    []string
}

type state int

const (
	oneOfWords state = iota
	set
	unset
)

// applies says whether all conditions hold; a variable that is not set has an empty value.
func applies(conditions []condition, values map[string]string) bool {
	return !slices.ContainsFunc(conditions, func(wanted condition) bool {
		value := values[wanted.variable]
		switch wanted.is {
		case set:
			return value == ""
		case unset:
			return value != ""
		default:
			return !slices.Contains(wanted.words, value)
		}
	})
}

// passes says whether a variable's effective value passes a check; of what is not set, only "present" asks anything.
func passes(wanted rule, of kind, text string, values map[string]string) bool {
	if judge, isOfGroup := ofAGroup[wanted.check]; isOfGroup {
		count := 0
		for _, name := range wanted.argument {
			count += oneOf(values[name] != "", 1, 0)
		}
		return judge(count, len(wanted.argument))
	}
	if text == "" {
		return wanted.check != "present"
	}
	if judge, isOfParts := ofEachPart[wanted.check]; isOfParts {
		return !slices.ContainsFunc(partsOf(of, text), func(part string) bool { return !judge(part, wanted.argument) })
	}
	if judge, isOfWhole := ofTheWhole[wanted.check]; isOfWhole {
		return judge(text, wanted.argument, values)
	}
	if wanted.check == "not-contain" {
		return !slices.ContainsFunc(wanted.argument, func(word string) bool { return contains(of, text, word) })
	}
	panic("there is no check " + wanted.check)
}

// borrow gives each variable of the pairs that has no value that of its source; it returns which they are.
//
// What the source has no form for, they have none for either.
func borrow(values, broken map[string]string, sources [][2]string) map[string]bool {
	borrowing := map[string]bool{}
	for _, pair := range sources {
		if values[pair[0]] == "" {
			borrowing[pair[0]] = true
		}
	}
	for _, pair := range sources {
		if name, source := pair[0], pair[1]; borrowing[name] {
			values[name] = values[source]
			if slug, isBroken := broken[source]; isBroken {
				broken[name] = slug
			}
		}
	}
	return borrowing
}

// toldOnce leaves out problems that say what one before has said: what is said of several variables is said once.
func toldOnce(problems []Problem) []Problem {
	var first []Problem
	for _, problem := range problems {
		if !slices.ContainsFunc(first, func(other Problem) bool { return other.Message == problem.Message }) {
			first = append(first, problem)
		}
	}
	return first
}

// inOrderOfLines returns the problems of an env file in the order of its lines: a profile that there is not first, those
// of no line last.
func inOrderOfLines(problems []Problem, profileVariable string) []Problem {
	place := func(problem Problem) int {
		switch {
		case problem.Variable == profileVariable && problem.Rule == "not-a-choice":
			return math.MinInt
		case problem.Line == 0:
			return math.MaxInt
		}
		return problem.Line
	}
	slices.SortStableFunc(problems, func(one, other Problem) int { return cmp.Compare(place(one), place(other)) })
	return problems
}

// contains says whether a list has a word for an item, or another text for a piece, in whichever case.
func contains(of kind, text, word string) bool {
	if of.name == "list" {
		return slices.ContainsFunc(items(text), func(part string) bool { return lowered(part) == lowered(word) })
	}
	return strings.Contains(lowered(text), lowered(word))
}

var ofAGroup = map[string]func(count, all int) bool{
	"at-least-one": func(count, _ int) bool { return count > 0 },
	"at-most-one":  func(count, _ int) bool { return count <= 1 },
	"all-or-none":  func(count, all int) bool { return count == 0 || count == all },
}

var ofEachPart = map[string]func(part string, argument []string) bool{
	"be-one-of":          func(part string, words []string) bool { return slices.Contains(words, part) },
	"be-none-of":         func(part string, words []string) bool { return !slices.Contains(words, part) },
	"not-be-example":     func(part string, words []string) bool { return !slices.Contains(words, part) },
	"use-scheme":         func(part string, scheme []string) bool { return strings.HasPrefix(part, scheme[0]+"://") },
	"not-be-placeholder": func(part string, _ []string) bool { return !looksLikePlaceholder(part) },
	"not-be-guessable":   func(part string, _ []string) bool { return !isGuessable(part) },
}

var ofTheWhole = map[string]func(text string, argument []string, values map[string]string) bool{
	"present": func(string, []string, map[string]string) bool { return true },
	"absent":  func(string, []string, map[string]string) bool { return false },
	"equal":   func(text string, word []string, _ map[string]string) bool { return text == word[0] },
	"have-bytes": func(text string, number []string, _ map[string]string) bool {
		least, err := strconv.Atoi(number[0])
		return err == nil && len(text) >= least
	},
	"differ-from": func(text string, name []string, values map[string]string) bool { return text != values[name[0]] },
	"accompany":   func(_ string, name []string, values map[string]string) bool { return values[name[0]] != "" },
}
