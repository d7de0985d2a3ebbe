// The forms of values as pydantic reads them: what a text, or a part of a JSON document, is taken for.

package settings

import (
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

const precision = 1e9

var (
	// fitting has what has a form, by the name of the form; further modules add their own.
	fitting     = map[string]func(of *form, value any) bool{}
	expressions sync.Map
)

func init() {
	faults["fitting"] = func(of kind, text string) string {
		return malformedUnless(isText(text, "") && fits(of.fitting, text))
	}
	fitting["any"] = func(*form, any) bool { return true }
	fitting["null"] = func(_ *form, value any) bool { return value == nil }
	fitting["exactly-a-flag"] = func(_ *form, value any) bool { return isA[bool](value) }
	fitting["exactly-whole"] = func(of *form, value any) bool {
		return (isA[*big.Int](value) || isA[float64](value)) && fitsWhole(of, value)
	}
	fitting["exactly-a-number"] = func(of *form, value any) bool {
		return (isA[*big.Int](value) || isA[float64](value)) && fitsNumber(of, value)
	}
	fitting["either"] = func(of *form, value any) bool {
		return slices.ContainsFunc(of.forms, func(each form) bool { return fits(&each, value) })
	}
	fitting["text"] = fitsText
	fitting["whole"] = fitsWhole
	fitting["number"] = fitsNumber
	fitting["exact"] = fitsExact
	fitting["flag"] = fitsFlag
	fitting["one"] = fitsOne
}

// fits says whether a text, or a part of a document, has a form.
func fits(of *form, value any) bool {
	judge, isKnown := fitting[of.name]
	if !isKnown {
		panic("there is no form " + of.name)
	}
	return judge(of, value)
}

func isA[Type any](value any) bool {
	_, isOne := value.(Type)
	return isOne
}

// fitsText says whether a value is a text that matches the whole of a pattern.
func fitsText(of *form, value any) bool {
	text, isText := value.(string)
	if !isText {
		return false
	}
	if of.isStripped {
		text = strings.Trim(text, blanks)
	}
	length := strconv.Itoa(lengthOf(text))
	if of.least != "" && compared(length, of.least) < 0 || of.most != "" && compared(length, of.most) > 0 {
		return false
	}
	if of.pattern == "" {
		return true
	}
	compiled, isKnown := expressions.Load(of.pattern)
	if !isKnown {
		compiled, _ = expressions.LoadOrStore(of.pattern, regexp.MustCompile("^(?:"+of.pattern+")$"))
	}
	expression, _ := compiled.(*regexp.Regexp)
	return expression.MatchString(text)
}

// numeric returns a number that a value is or, if it is a text, is read as; true and false are numbers in Python.
func numeric(value any, isWhole bool) (number any, isNumber bool) {
	switch value := value.(type) {
	case string:
		return numberOf(value, isWhole)
	case bool:
		return big.NewInt(int64(oneOf(value, 1, 0))), true
	case *big.Int, float64:
		return value, true
	}
	return nil, false
}

// wholly returns the integer that a number is.
func wholly(number any) (whole *big.Int, isWhole bool) {
	if float, isFloat := number.(float64); isFloat {
		if math.IsInf(float, 0) || float != math.Trunc(float) {
			return nil, false
		}
		whole, _ = big.NewFloat(float).Int(nil)
		return whole, true
	}
	whole, isWhole = number.(*big.Int)
	return whole, isWhole
}

func fitsWhole(of *form, value any) bool {
	number, isNumber := numeric(value, true)
	whole, isWhole := wholly(number)
	if !isNumber || !isWhole {
		return false
	}
	if multiple, isMultiple := new(big.Int).SetString(of.multiple, 10); isMultiple {
		if new(big.Int).Rem(whole, multiple).Sign() != 0 {
			return false
		}
	}
	return isInBounds(whole, of.least, of.most, false, false)
}

func fitsNumber(of *form, value any) bool {
	number, isNumber := numeric(value, false)
	if !isNumber {
		return false
	}
	float, isFloat := number.(float64)
	if whole, isWhole := number.(*big.Int); isWhole && !isFloat {
		float, _ = new(big.Float).SetInt(whole).Float64()
	}
	isEndless := math.IsInf(float, 0) || math.IsNaN(float)
	if isEndless && of.isFinite {
		return false
	}
	if multiple, err := strconv.ParseFloat(of.multiple, 64); err == nil && !isEndless {
		rest := math.Mod(float, multiple)
		if rest < 0 {
			rest += multiple
		}
		if min(rest, multiple-rest) > math.Abs(float)/precision {
			return false
		}
	}
	return isInBounds(number, of.least, of.most, of.above, of.below)
}

// fitsExact says whether a value is a number that Python's Decimal reads.
func fitsExact(of *form, value any) bool {
	text, isText := value.(string)
	if !isText {
		return !isA[bool](value) && fitsNumber(of, value)
	}
	float, isNumber := floatingNumber(inASCII(strings.ReplaceAll(strings.TrimFunc(text, isWhite), "_", "")))
	if !isNumber {
		return false
	}
	// What is too large for a float is finite still.
	limits := *of
	limits.isFinite = of.isFinite && strings.Contains(lowered(text), "n")
	return fitsNumber(&limits, float)
}

// inASCII returns a text in which every digit of another script is the one of ASCII that it stands for.
func inASCII(text string) string {
	letters := lettersOf(text)
	for place, letter := range letters {
		if letter > latin1 && unicode.Is(unicode.Nd, letter) {
			zero := letter
			for unicode.Is(unicode.Nd, zero-1) {
				zero--
			}
			letters[place] = '0' + (letter-zero)%10
		}
	}
	return textOf(letters)
}

func fitsFlag(_ *form, value any) bool {
	if text, isText := value.(string); isText {
		lower := lowered(text)
		return slices.Contains(meantTrue, lower) || slices.Contains(meantFalse, lower)
	}
	return areSame(numeral("0"), value) || areSame(numeral("1"), value)
}

// fitsOne says whether a value is one of the choices; a text may be read as a whole number first.
func fitsOne(of *form, value any) bool {
	if text, isText := value.(string); isText && of.asNumber {
		value = nil
		if number, isNumber := numberOf(text, true); isNumber {
			value = number
		}
	}
	return slices.ContainsFunc(of.choices, func(choice any) bool { return areSame(choice, value) })
}

// areSame says whether a value is a choice; 1, 1.0 and true are one number in Python.
func areSame(choice, value any) bool {
	switch choice := choice.(type) {
	case nil:
		return value == nil
	case string:
		return value == choice
	case bool:
		return areSame(numeral(strconv.Itoa(oneOf(choice, 1, 0))), value)
	}
	named, _ := choice.(numeral)
	if isA[string](value) {
		return false
	}
	number, isNumber := numeric(value, false)
	order, isOrdered := against(number, string(named))
	return isNumber && isOrdered && order == 0
}
