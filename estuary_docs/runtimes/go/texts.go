// What Python's str does and Go's strings do not, or do otherwise, and the order of integers of any length.
//
// A byte that is no UTF-8 counts as one letter, as in Python, where it is a surrogate: U+DC80 and following. Go's own
// strings.ToLower puts another letter in its place, and knows one letter for one.

package settings

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

const (
	whiteSpace = "\t\n\v\f\r\x1c\x1d\x1e\x1f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007" +
		"\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
	digits   = "0123456789"
	lineEnds = "\r\n"
	// Letters of which two or three become one each in capitals, and what they become.
	longerInCapitals = "ßSS ŉʼN ǰJ\u030c ΐΙ\u0308\u0301 ΰΥ\u0308\u0301 ևԵՒ ẖH\u0331 ẗT\u0308 ẘW\u030a ẙY\u030a ẚAʾ ὐΥ\u0313 ὒΥ\u0313\u0300 ὔΥ\u0313\u0301 ὖΥ\u0313\u0342 ᾀἈΙ ᾁἉΙ ᾂἊΙ ᾃἋΙ ᾄἌΙ " +
		"ᾅἍΙ ᾆἎΙ ᾇἏΙ ᾈἈΙ ᾉἉΙ ᾊἊΙ ᾋἋΙ ᾌἌΙ ᾍἍΙ ᾎἎΙ ᾏἏΙ ᾐἨΙ ᾑἩΙ ᾒἪΙ ᾓἫΙ ᾔἬΙ ᾕἭΙ ᾖἮΙ ᾗἯΙ ᾘἨΙ ᾙἩΙ " +
		"ᾚἪΙ ᾛἫΙ ᾜἬΙ ᾝἭΙ ᾞἮΙ ᾟἯΙ ᾠὨΙ ᾡὩΙ ᾢὪΙ ᾣὫΙ ᾤὬΙ ᾥὭΙ ᾦὮΙ ᾧὯΙ ᾨὨΙ ᾩὩΙ ᾪὪΙ ᾫὫΙ ᾬὬΙ ᾭὭΙ ᾮὮΙ " +
		"ᾯὯΙ ᾲᾺΙ ᾳΑΙ ᾴΆΙ ᾶΑ\u0342 ᾷΑ\u0342Ι ᾼΑΙ ῂῊΙ ῃΗΙ ῄΉΙ ῆΗ\u0342 ῇΗ\u0342Ι ῌΗΙ ῒΙ\u0308\u0300 ΐΙ\u0308\u0301 ῖΙ\u0342 ῗΙ\u0308\u0342 ῢΥ\u0308\u0300 ΰΥ\u0308\u0301 " +
		"ῤΡ\u0313 ῦΥ\u0342 ῧΥ\u0308\u0342 ῲῺΙ ῳΩΙ ῴΏΙ ῶΩ\u0342 ῷΩ\u0342Ι ῼΩΙ ﬀFF ﬁFI ﬂFL ﬃFFI ﬄFFL ﬅST ﬆST ﬓՄՆ ﬔՄԵ ﬕՄԻ ﬖՎՆ " +
		"ﬗՄԽ "
	insideWords      = "'.:··՟״‘’․‧︓﹒﹕＇．："
	ofAnEscapedByte  = 0xdc00
	latin1           = 0xff
	alphabeticLatin1 = "ªµº"
	numericLatin1    = "²³¹¼½¾"
)

// lettersOf returns the letters of a text; a byte that is no UTF-8 is a surrogate.
func lettersOf(text string) []rune {
	letters := make([]rune, 0, len(text))
	for place := 0; place < len(text); {
		letter, size := letterAt(text, place)
		letters = append(letters, letter)
		place += size
	}
	return letters
}

// letterAt returns the letter at a place of a text, and its length in bytes.
func letterAt(text string, place int) (rune, int) {
	if text[place] < utf8.RuneSelf {
		return rune(text[place]), 1
	}
	letter, size := utf8.DecodeRuneInString(text[place:])
	if letter == utf8.RuneError && size == 1 {
		letter = ofAnEscapedByte + rune(text[place])
	}
	return letter, size
}

// textOf returns the text of letters.
func textOf(letters []rune) string {
	text := make([]byte, 0, len(letters))
	for _, letter := range letters {
		if letter&^latin1 == ofAnEscapedByte {
			text = append(text, byte(letter))
		} else {
			text = utf8.AppendRune(text, letter)
		}
	}
	return string(text)
}

func lengthOf(text string) int {
	return utf8.RuneCountInString(text)
}

// isASCII says whether a text is ASCII.
func isASCII(text string) bool {
	for place := 0; place < len(text); place++ {
		if text[place] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// lowered returns a text in lower case, by the full mapping of Unicode.
func lowered(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	letters := lettersOf(text)
	lower := make([]rune, 0, len(letters))
	for place, letter := range letters {
		switch {
		case letter == 'İ':
			lower = append(lower, 'i', '\u0307')
		case letter == 'Σ' && endsWord(letters, place):
			lower = append(lower, 'ς')
		default:
			lower = append(lower, unicode.ToLower(letter))
		}
	}
	return textOf(lower)
}

// endsWord says whether a letter is the last one of a word, and not the only one (Unicode, section 3.13, Final_Sigma).
func endsWord(letters []rune, place int) bool {
	before, after := place-1, place+1
	for before >= 0 && isInsideWords(letters[before]) {
		before--
	}
	for after < len(letters) && isInsideWords(letters[after]) {
		after++
	}
	return before >= 0 && isCased(letters[before]) && (after == len(letters) || !isCased(letters[after]))
}

func isCased(letter rune) bool {
	return unicode.In(letter, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Lowercase, unicode.Other_Uppercase)
}

func isInsideWords(letter rune) bool {
	return unicode.In(letter, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) ||
		strings.ContainsRune(insideWords, letter)
}

// Replacers of letters that join words, which take long to make.
var (
	spacedOut = strings.NewReplacer("-", " ", "_", " ")
	joined    = strings.NewReplacer("-", "", "_", "")
	unspaced  = strings.NewReplacer(" ", "", "_", "", "-", "")
)

// inCapitals has the letters that are longer in capitals.
var inCapitals = sync.OnceValue(func() map[rune][]rune {
	longer := map[rune][]rune{}
	for _, word := range strings.Fields(longerInCapitals) {
		letters := []rune(word)
		longer[letters[0]] = letters[1:]
	}
	return longer
})

// uppered returns a text in capitals, likewise.
func uppered(text string) string {
	if isASCII(text) {
		return strings.ToUpper(text)
	}
	letters := lettersOf(text)
	upper := make([]rune, 0, len(letters))
	for _, letter := range letters {
		if longer, isLonger := inCapitals()[letter]; isLonger {
			upper = append(upper, longer...)
		} else {
			upper = append(upper, unicode.ToUpper(letter))
		}
	}
	return textOf(upper)
}

// isOfOneCase says whether a text stays as it is in lower case, or in capitals.
func isOfOneCase(text string) bool {
	return text == lowered(text) || text == uppered(text)
}

// isAlphabetic says whether a text is letters; beyond Latin-1 all counts as such, whatever a Unicode version says.
func isAlphabetic(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(letter rune) bool { return !isLetter(letter) })
}

// isAlphanumeric says whether a text is letters and digits, beyond Latin-1 likewise.
func isAlphanumeric(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(letter rune) bool { return !isLetterOrDigit(letter) })
}

func isLetter(letter rune) bool {
	switch {
	case letter < utf8.RuneSelf:
		return 'a' <= letter && letter <= 'z' || 'A' <= letter && letter <= 'Z'
	case letter <= latin1:
		return letter >= 'À' && letter != '×' && letter != '÷' || strings.ContainsRune(alphabeticLatin1, letter)
	}
	return true
}

func isLetterOrDigit(letter rune) bool {
	return '0' <= letter && letter <= '9' || isLetter(letter) ||
		letter >= utf8.RuneSelf && strings.ContainsRune(numericLatin1, letter)
}

// hasOnly says whether a text is made of some characters of ASCII.
func hasOnly(characters, text string) bool {
	return strings.Trim(text, characters) == ""
}

// isName says whether a text is a name as variables have them.
func isName(text string) bool {
	for place := 0; place < len(text); place++ {
		letter := text[place]
		isDigit := '0' <= letter && letter <= '9'
		if letter != '_' && !isLetterOfASCII(letter) && (!isDigit || place == 0) {
			return false
		}
	}
	return text != ""
}

func isLetterOfASCII(letter byte) bool {
	return 'a' <= letter|0x20 && letter|0x20 <= 'z'
}

// isWithin says whether a text is a piece of another one, in letters: a byte that is no UTF-8 is a piece of none.
func isWithin(piece, text string) bool {
	return utf8.ValidString(piece) && strings.Contains(text, piece)
}

func isWhite(letter rune) bool {
	return strings.ContainsRune(whiteSpace, letter)
}

// wordsOf returns the words between white space.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, isWhite)
}

// afterLast returns what stands before the last separator and after it; without one, all is after it.
func afterLast(text, separator string) (before, after string, isFound bool) {
	place := strings.LastIndex(text, separator)
	if place < 0 {
		return "", text, false
	}
	return text[:place], text[place+len(separator):], true
}

func hasPrefixOf(text string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(beginning string) bool { return strings.HasPrefix(text, beginning) })
}

func hasSuffixOf(text string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(text, end) })
}

// filled returns a template with facts in the places of their names; braces that are doubled are single ones.
func filled(template string, facts map[string]string) string {
	var text strings.Builder
	for place := 0; place < len(template); place++ {
		letter := template[place]
		switch {
		case letter != '{' && letter != '}':
			text.WriteByte(letter)
		case strings.HasPrefix(template[place+1:], string(letter)):
			text.WriteByte(letter)
			place++
		default:
			name, _, _ := strings.Cut(template[place+1:], "}")
			text.WriteString(facts[name])
			place += len(name) + 1
		}
	}
	return text.String()
}

// compared returns less than, more than or exactly 0, as an integer is less than, more than or equal to another one.
func compared(one, other string) int {
	isNegative, magnitude := parted(one)
	isOtherNegative, otherMagnitude := parted(other)
	switch {
	case isNegative && isOtherNegative:
		return comparedMagnitudes(otherMagnitude, magnitude)
	case isNegative:
		return -1
	case isOtherNegative:
		return 1
	}
	return comparedMagnitudes(magnitude, otherMagnitude)
}

func comparedMagnitudes(one, other string) int {
	if len(one) != len(other) {
		return len(one) - len(other)
	}
	return strings.Compare(one, other)
}

// parted returns whether an integer is below zero, and its digits without zeros before them.
func parted(integer string) (isNegative bool, magnitude string) {
	magnitude = strings.TrimLeft(strings.TrimPrefix(integer, "-"), "0")
	return integer[0] == '-' && magnitude != "", magnitude
}
