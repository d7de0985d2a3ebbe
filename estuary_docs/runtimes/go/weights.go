// What the words of a text prove: part by part, above zero where a word is known, below where it is not.

package settings

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	longestPart       = 80
	longestWord       = 15
	mostUnknown       = 8
	leastRandomDigits = 7
	noise             = -99
	joints            = "-_. :/,@"
)

// known has the weight of each word, built when the first text is judged.
var known = sync.OnceValue(func() map[string]int {
	weights := map[string]int{}
	for place, words := range []string{glue, standIns, notes} {
		for _, word := range strings.Fields(words) {
			weights[word] = 1 << place
		}
	}
	return weights
})

// plainLetters has the letter that each accented one is read as.
var plainLetters = sync.OnceValue(func() map[rune]rune {
	plain := map[rune]rune{}
	for _, group := range accents {
		letters := lettersOf(group)
		for _, accented := range letters[1:] {
			plain[accented] = letters[0]
		}
	}
	return plain
})

// isFiller says whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters.
func isFiller(part string) bool {
	last, _ := utf8.DecodeLastRuneInString(part)
	bare := lengthOf(strings.TrimRight(part, string(last)))
	run := lengthOf(part) - bare
	isX := last == 'x' || last == 'X'
	return bare == 0 && run > 2 || (isX || last == '0') && run > 5 && bare < 9 || isX && run > 4 && bare < 3
}

// isYear says whether a part is a year of ours, which says nothing of the words beside it.
func isYear(part string) bool {
	return len(part) == 4 && (strings.HasPrefix(part, "19") || strings.HasPrefix(part, "20")) && isNumber(part)
}

// weightsOf weighs the words of a text: above zero where it is known, below where it is not, noise where it is no word.
func weightsOf(text string) []int {
	weights := make([]int, 0, mostUnknown)
	var odd []rune
	unknown, start := 0, 0
	for place, size := 0, 0; place <= len(text); place += size {
		letter := ' '
		size = 1
		if place < len(text) {
			letter, size = letterAt(text, place)
		}
		if isLetterOrDigit(letter) {
			continue
		}
		if !strings.ContainsRune(joints, letter) && !slices.Contains(odd, letter) {
			odd = append(odd, letter)
		}
		part := text[start:place]
		start = place + size
		if part == "" || isYear(part) {
			continue
		}
		weights = append(weights, partWeights(part)...)
		last := weights[len(weights)-1]
		unknown += oneOf(last < 0, 1, 0)
		if last == noise || unknown > mostUnknown {
			return []int{noise}
		}
	}
	if len(odd) > 1 && !strings.Contains(text, " ") {
		weights = append(weights, 2-2*len(odd))
	}
	return weights
}

// partWeights weighs the words that are written together in one run of letters and digits.
func partWeights(part string) []int {
	if isFiller(part) {
		return []int{oneOf(lengthOf(part) > 5, 5, 2)}
	}
	if !isASCII(part) {
		letters := lettersOf(lowered(part))
		for place, letter := range letters {
			if plain, isAccented := plainLetters()[letter]; isAccented {
				letters[place] = plain
			}
		}
		part = textOf(letters)
	}
	lower := lowered(part)
	if weight, isKnown := known()[lower]; isKnown {
		return []int{weight}
	}
	switch {
	case !isASCII(lower) && slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(lower, stem) }):
		return []int{4}
	case !isASCII(lower):
		return []int{oneOf(lengthOf(lower) > 2, -1, 0)}
	case isTyped(part):
		return []int{5}
	case isSequence(lower):
		return []int{2}
	}
	return runWeights(split(part, false))
}

func oneOf(condition bool, one, other int) int {
	if condition {
		return one
	}
	return other
}

// runWeights weighs runs of letters and of digits that take turns.
func runWeights(runs []string) []int {
	if len(runs) > 4 || len(strings.Join(runs, "")) > longestPart {
		return []int{noise}
	}
	var weights []int
	for _, run := range runs {
		lower := strings.ToLower(run)
		switch {
		case isSequence(lower):
			weights = append(weights, 1)
		case isNumber(run):
			weights = append(weights, oneOf(len(run) < leastRandomDigits, 0, noise))
		case len(runs) > 1 && len(run) < 3:
			return []int{noise}
		default:
			words := segment(lower)
			if len(words) == 0 {
				words = humpWeights(split(run, true), len(runs) == 1)
			}
			weights = append(weights, words...)
		}
	}
	if slices.Contains(weights, noise) || len(runs) > 1 && countOf(weights, isBelowZero) > 1 {
		return []int{noise}
	}
	return weights
}

func isBelowZero(weight int) bool { return weight < 0 }

func isAboveZero(weight int) bool { return weight > 0 }

func countOf(weights []int, holds func(int) bool) int {
	count := 0
	for _, weight := range weights {
		count += oneOf(holds(weight), 1, 0)
	}
	return count
}

func sumOf(weights []int) int {
	sum := 0
	for _, weight := range weights {
		sum += weight
	}
	return sum
}

// humpWeights weighs the words of a run of letters in camel case.
func humpWeights(humps []string, isAlone bool) []int {
	var weights []int
	for _, hump := range humps {
		lower := strings.ToLower(hump)
		var words []int
		if weight, isKnown := known()[lower]; isKnown && len(lower) > 1 {
			words = []int{weight}
		} else {
			words = segment(lower)
		}
		length := len(hump)
		switch {
		case len(words) > 0:
			weights = append(weights, words...)
		case length > longestWord, length < 4 && !(isAlone && len(humps) == 1):
			return []int{noise}
		case length > 8:
			weights = append(weights, -4)
		default:
			weights = append(weights, oneOf(3 <= length && length <= 4, -1, -2))
		}
	}
	return weights
}

// split splits ASCII where letters meet digits, or where camel case has its humps.
func split(part string, isCamelCase bool) []string {
	var pieces []string
	start := 0
	for place := 1; place < len(part); place++ {
		letter, before := part[place], part[place-1]
		isBeforeLower := place+1 < len(part) && isLower(part[place+1])
		isHump := isCamelCase && 'A' <= letter && letter <= 'Z' && (isLower(before) || isBeforeLower)
		if isHump || isLetterOfASCII(letter) != isLetterOfASCII(before) {
			pieces = append(pieces, part[start:place])
			start = place
		}
	}
	return append(pieces, part[start:])
}

func isLower(letter byte) bool {
	return 'a' <= letter && letter <= 'z'
}

// segment weighs known words that are written together, such as `supersecretkey`; nothing where a rest remains.
func segment(letters string) []int {
	for end := min(len(letters), longestWord); end > 1; end-- {
		weight, isKnown := known()[letters[:end]]
		if isKnown && (end > 2 || slices.Contains(shortWordsRunTogether, letters[:end])) {
			if rest := segment(letters[end:]); len(rest) > 0 || end == len(letters) {
				return append([]int{weight}, rest...)
			}
		}
	}
	return nil
}
