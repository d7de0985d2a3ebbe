// Measure how little chance there is in a text: repetitions, counted blocks, runs of alphabets and keyboards.

package settings

import (
	"slices"
	"strings"
)

const (
	longestUnit      = 16
	longestSequence  = 100
	shortestBlock    = 3
	shortestWalk     = 3
	shortestOfWalks  = 6
	shortestCounted  = 8
	turnsOfChance    = 24
	stepsOfChance    = 12
	lastOfBase16     = 'f'
	lettersOfLatin   = 26
	shortestSequence = 4
)

var (
	countedDigits     = strings.Repeat("1234567890", 11)
	withoutSeparators = strings.NewReplacer("-", "", "_", "", " ", "", ".", "", "/", "", ":", "")
)

// isGuessable says whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.
func isGuessable(text string) bool {
	length, whole := lengthOf(text), lowered(text)
	lower := lettersOf(whole)
	for size := 1; size <= min(longestUnit, length/2); size++ {
		if slices.Equal(lower[size:], lower[:len(lower)-size]) {
			return size == 1 || size < 7 && length >= 3*size || isSequence(textOf(lower[:size]))
		}
	}
	if length == 1 || isSequence(whole) || isWalk(lower) {
		return true
	}
	bare := withoutSeparators.Replace(whole)
	if bare == whole {
		return isCounted(lower)
	}
	return isCounted(lettersOf(bare)) || lengthOf(bare) >= shortestCounted && isGuessable(bare)
}

// isTyped says whether fingers made a text that looks random: letters and digits take turns, or letters go up by one
// or two.
func isTyped(text string) bool {
	lower := lettersOf(lowered(text))
	turns := [2][]rune{make([]rune, 0, len(lower)), make([]rune, 0, len(lower))}
	for place, letter := range lower {
		turns[place%2] = append(turns[place%2], letter)
	}
	for first := range turns {
		letters, figures := turns[first], textOf(turns[1-first])
		if len(lower) >= shortestCounted && !slices.ContainsFunc(letters, isNotLatin) && hasOnly(digits, figures) {
			isBase16 := slices.Max(letters) <= lastOfBase16
			inTurns := len(lower) >= turnsOfChance || isSequence(figures)
			return isSequence(textOf(letters)) || !isBase16 && inTurns
		}
	}
	latin := slices.DeleteFunc(lower, isNotLatin)
	steps := stepsOf(latin)
	// Of letters that are digits to the base of 16, many are close to the one before.
	inOrder := 0
	for _, step := range steps {
		if turned := (step + lettersOfLatin) % lettersOfLatin; turned > 0 && turned < shortestWalk {
			inOrder++
		}
	}
	return len(steps) >= stepsOfChance && slices.Max(latin) > lastOfBase16 && inOrder*10 >= len(steps)*7
}

func isNotLatin(letter rune) bool {
	return letter < 'a' || letter > 'z'
}

func stepsOf(letters []rune) []rune {
	steps := make([]rune, 0, len(letters))
	for place := 1; place < len(letters); place++ {
		steps = append(steps, letters[place]-letters[place-1])
	}
	return steps
}

// isSequence says whether a word is a run such as `123`, `abc`, `abc123`, `абвг` or `0123456789abcdef`.
func isSequence(lower string) bool {
	length := lengthOf(lower)
	if length < shortestSequence || length > longestSequence {
		isCount := length == shortestWalk && isWithin(lower, "012345678901 098765432109")
		return lower == "abc" || lower == "xyz" || isCount
	}
	if isRun(lower) || isWithin(lower, countedDigits) || isStair(lower) {
		return true
	}
	for _, word := range []string{strings.TrimRight(lower, digits), strings.TrimLeft(lower, digits)} {
		isPart := lengthOf(word) > 2 && lengthOf(word) < length-2
		if isPart && isSequence(word) && isSequence(strings.Replace(lower, word, "", 1)) {
			return true
		}
	}
	return false
}

// isStair says whether each letter of a text is the next one to that before it, up or down all the way.
func isStair(text string) bool {
	before, place := letterAt(text, 0)
	stair := rune(0)
	for place < len(text) {
		letter, size := letterAt(text, place)
		step := letter - before
		if step*step != 1 || stair != 0 && step != stair {
			return false
		}
		before, stair = letter, step
		place += size
	}
	return true
}

func isRun(lower string) bool {
	return isWithin(lower, sequences) && !strings.ContainsAny(lower, " \n")
}

// isWalk says whether a text is made of runs of three characters and more, such as `abc123xyz789!@#`.
func isWalk(lower []rune) bool {
	if len(lower) < shortestOfWalks || len(lower) > longestSequence {
		return false
	}
	for start := 0; start < len(lower); {
		end := start + shortestWalk
		if end > len(lower) || !isRun(textOf(lower[start:end])) {
			return false
		}
		for end < len(lower) && isRun(textOf(lower[start:end+1])) {
			end++
		}
		start = end
	}
	return true
}

// isCounted says whether a text is made of blocks of one character each, such as `aaaaabbbbb`.
func isCounted(lower []rune) bool {
	blocks := 1
	for place := 1; place < len(lower); place++ {
		if lower[place] != lower[place-1] {
			blocks++
		}
	}
	return len(lower) >= shortestCounted && blocks*shortestBlock <= len(lower)
}
