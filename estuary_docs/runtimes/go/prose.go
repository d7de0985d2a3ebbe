// Shapes that people give to a text in the place of a secret, whatever its words: prose, a count, base64 of text.

package settings

import (
	"encoding/base64"
	"slices"
	"strings"
)

const (
	vowels      = "aeiouy"
	counted     = "1234567890"
	punctuation = ".,;:!?-'\"()’"
)

var wordsForASecret = []string{"pass", "password", "passwd", "pwd", "secret"}

// isWordAndCount says whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`.
func isWordAndCount(text string) bool {
	bare := strings.TrimRight(text, "!?.*#$@")
	letters := strings.TrimRight(bare, digits)
	word, count := strings.TrimRight(letters, "-_@"), bare[len(letters):]
	length, isCount := lengthOf(word), strings.HasPrefix(counted, count)
	if len(count) > 2 && isCount && isASCII(word) && isAlphabetic(word) && 2 < length && length < 31 {
		return true
	}
	isShort := length < oneOf(len(count) == 1, 8, 16)
	isWord := isAlphabetic(word) && isOfOneCase(textOf(lettersOf(word)[1:]))
	return isWord && 2 < length && length < 16 && count != "" && (isYear(count) || isCount && isShort)
}

// isNamedWord says whether a text is a name and a word for a secret, run together, such as `acmepass` or
// `OrderDeskSecret`.
func isNamedWord(text string) bool {
	lower := lowered(text)
	isWord := isASCII(lower) && isAlphabetic(lower) && 6 < len(lower) && len(lower) < 31
	return isWord && hasSuffixOf(lower, wordsForASecret)
}

// isShortWord says whether a text is one short word, such as `alpha`: its vowels and consonants take turns.
func isShortWord(text string) bool {
	if len(text) < 3 || len(text) > 8 {
		return false
	}
	shape := []byte(text)
	for place, letter := range shape {
		if !isLower(letter) {
			return false
		}
		shape[place] = 'c'
		if strings.IndexByte(vowels, letter) >= 0 {
			shape[place] = 'v'
		}
	}
	turns := string(shape)
	return !strings.Contains(turns, "cccc") && !strings.Contains(turns, "vvv") && strings.Contains(turns, "v")
}

// isRequest says whether a text asks its reader to do something, as in `replace-with-your-key`.
func isRequest(text string) bool {
	request := spacedOut.Replace(lowered(text))
	return hasPrefixOf(request, requests) || hasSuffixOf(request, []string{" replace me", " change me"})
}

// isProse says whether a text is some words of a language, whichever, as people write them: at most a third is none.
func isProse(text string) bool {
	words := wordsOf(text)
	alphabetic := 0
	for _, word := range words {
		bare := strings.ReplaceAll(strings.Trim(word, punctuation), "'", "")
		alphabetic += oneOf(bare == "" || isAlphabetic(bare), 1, 0)
	}
	return len(words) > 2 && 3*alphabetic >= 2*len(words)
}

// isNameAndNote says whether a text is one or two names before a word for a secret, or a note that names begin after.
func isNameAndNote(text string, weights []int) bool {
	bare := joined.Replace(text)
	if !isAlphanumeric(bare) {
		return false
	}
	unknown, first, last := countOf(weights, isBelowZero), weights[0], weights[len(weights)-1]
	if unknown == 2 && len(weights) == 3 && bare != text && hasSuffixOf(lowered(bare), wordsForASecret) {
		return true
	}
	isNamed := unknown == 1 && first < 0 && last == 2 && bare != text && !slices.Contains(weights, 0)
	if isNamed && (len(weights) < 4 || sumOf(weights) > 0 && !strings.Contains(text, "-")) {
		return true
	}
	return unknown < 3 && first == 4 && countOf(weights, isAboveZero) > 1 && last > 0
}

// decoded returns the printable ASCII that a text is base64 of; an empty text if it is none.
func decoded(text string) string {
	bare := strings.TrimRight(text, "=")
	if lengthOf(text)%4 != 0 || len(text)-len(bare) > 2 || strings.ContainsAny(text, lineEnds) {
		return ""
	}
	inside, err := base64.RawStdEncoding.DecodeString(bare)
	if err != nil || slices.ContainsFunc(inside, func(code byte) bool { return code < ' ' || code > '~' }) {
		return ""
	}
	return string(inside)
}
