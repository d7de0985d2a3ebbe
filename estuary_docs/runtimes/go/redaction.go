// What may be logged of an environment: nothing from which a secret could be put together again.

package settings

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

const (
	// So many letters of a secret in a row are a piece of it; one that is shorter is hidden where it is whole, or lacks
	// one.
	lettersOfAPiece = 12
	leastToBeCut    = 8
	bytesOfAGroup   = 3
)

var lengthClasses = []int{16, 32, 64}

// pieces are those of secrets by which another text is found to hold one: as it is, reversed, in capitals or encoded.
//
// How an address begins, up to its host, is no secret.
type pieces map[int]map[string]bool

func newPieces(secrets []string) pieces {
	byLength := pieces{}
	for _, text := range secrets {
		_, rest, _ := afterLast(text, "://")
		for _, form := range formsOf(rest) {
			letters := lettersOf(form)
			length := len(letters)
			if length >= leastToBeCut {
				length = min(lettersOfAPiece, length-1)
			}
			if byLength[length] == nil {
				byLength[length] = map[string]bool{}
			}
			for start := 0; start+length <= len(letters); start++ {
				byLength[length][textOf(letters[start:start+length])] = true
			}
		}
	}
	return byLength
}

// areIn says whether a text holds a piece of a secret.
func (byLength pieces) areIn(text string) bool {
	letters := lettersOf(lowered(text))
	for length, found := range byLength {
		for start := 0; start+length <= len(letters); start++ {
			if found[textOf(letters[start:start+length])] {
				return true
			}
		}
	}
	return false
}

// formsOf returns a secret as it is, and in all the other ways that are looked for.
func formsOf(secret string) []string {
	forms := []string{lowered(secret)}
	letters := lettersOf(secret)
	if len(letters) < leastToBeCut {
		return forms
	}
	slices.Reverse(letters)
	forms = append(forms, lowered(textOf(letters)), hex.EncodeToString([]byte(secret)))
	var percent strings.Builder
	for _, letter := range []byte(secret) {
		if isLetterOfASCII(letter) || strings.IndexByte(digits, letter) >= 0 {
			percent.WriteByte(letter)
		} else {
			_, _ = fmt.Fprintf(&percent, "%%%02x", letter)
		}
	}
	forms = append(forms, strings.ToLower(percent.String()))
	// In a longer text each letter may begin at three places of a group.
	for shift := range make([]struct{}, bytesOfAGroup) {
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + secret))
		encoded = strings.ToLower(encoded)[oneOf(shift > 0, len("AAAA"), 0):]
		forms = append(forms, encoded, strings.NewReplacer("+", "-", "/", "_").Replace(encoded))
	}
	return forms
}

// lengthClass returns roughly how long a secret is.
func lengthClass(text string) string {
	least := 0
	for _, bound := range lengthClasses {
		switch {
		case len(text) < bound && least == 0:
			return fmt.Sprintf("fewer than %d bytes", bound)
		case len(text) < bound:
			return fmt.Sprintf("%d to %d bytes", least, bound-1)
		}
		least = bound
	}
	return fmt.Sprintf("%d bytes or more", least)
}

// withoutCredentials returns a text in which no URL shows what comes before its last `@`.
func withoutCredentials(text string) string {
	words := strings.Split(text, " ")
	for place, word := range words {
		scheme, rest, isURL := strings.Cut(word, "://")
		if _, host, hasCredentials := afterLast(rest, "@"); isURL && hasCredentials {
			words[place] = scheme + "://(hidden)@" + host
		}
	}
	return strings.Join(words, " ")
}
