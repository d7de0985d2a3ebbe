// The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them.

package settings

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// What Python converts at most.
const mostDigitsOfPython = 4300

func init() {
	faults["switch"] = func(_ kind, text string) string {
		lower := lowered(text)
		return malformedUnless(slices.Contains(meantTrue, lower) || slices.Contains(meantFalse, lower))
	}
	faults["number"] = numberFault
	faults["json"] = func(of kind, text string) string { return malformedUnless(isJSON(text, of.form)) }
	faults["described"] = func(_ kind, text string) string { return malformedUnless(isText(text, "")) }
}

func numberFault(of kind, text string) string {
	order := func(bound string) (int, bool) { return 0, false }
	if of.whole {
		number, isNumber := wholeNumber(text)
		if !isNumber {
			return malformed
		}
		order = func(bound string) (int, bool) { return new(big.Rat).SetInt(number).Cmp(exactly(bound)), true }
	} else {
		number, isNumber := floatingNumber(text)
		if !isNumber {
			return malformed
		}
		order = func(bound string) (int, bool) {
			if math.IsInf(number, 0) || math.IsNaN(number) {
				return oneOf(number > 0, 1, -1), !math.IsNaN(number)
			}
			return new(big.Rat).SetFloat64(number).Cmp(exactly(bound)), true
		}
	}
	if of.least != "" {
		if place, isOrdered := order(of.least); !isOrdered || place < 0 || of.above && place == 0 {
			return outOfRange
		}
	}
	if of.most != "" {
		if place, isOrdered := order(of.most); !isOrdered || place > 0 || of.below && place == 0 {
			return outOfRange
		}
	}
	return ""
}

// exactly returns the number that a bound is: an integer, or what a floating-point number holds of it.
func exactly(bound string) *big.Rat {
	if strings.ContainsAny(bound, ".e") {
		number, _ := strconv.ParseFloat(bound, 64)
		return new(big.Rat).SetFloat64(number)
	}
	number, _ := new(big.Rat).SetString(bound)
	return number
}

// wholeNumber returns the integer that pydantic reads, if it is one: signs, underscores and zeros after a point may be.
func wholeNumber(text string) (number *big.Int, isNumber bool) {
	bare := strings.Trim(text, " \t\r\n")
	before, after, hasPoint := strings.Cut(bare, ".")
	sign, magnitude := signed(before)
	if hasPoint && (after == "" || !hasOnly("0", after)) || !isUnderscored(magnitude) {
		return nil, false
	}
	plain := strings.ReplaceAll(magnitude, "_", "")
	if len(plain) > mostDigitsOfPython {
		return nil, false
	}
	return new(big.Int).SetString(sign+plain, 10)
}

// floatingNumber returns the floating-point number that Python reads, if it is one.
func floatingNumber(text string) (number float64, isNumber bool) {
	sign, magnitude := signed(lowered(strings.Trim(text, " \t\r\n")))
	switch magnitude {
	case "nan":
		return math.NaN(), true
	case "inf", "infinity":
		return math.Inf(oneOf(sign == "-", -1, 1)), true
	}
	mantissa, exponent, hasExponent := strings.Cut(magnitude, "e")
	whole, part, hasPoint := strings.Cut(mantissa, ".")
	_, power := signed(exponent)
	hasDigits := whole != "" || hasPoint && part != ""
	for _, figures := range []string{whole, part} {
		hasDigits = hasDigits && (figures == "" || isUnderscored(figures))
	}
	if !hasDigits || hasExponent && !isUnderscored(power) {
		return 0, false
	}
	number, _ = strconv.ParseFloat(sign+strings.ReplaceAll(magnitude, "_", ""), 64)
	return number, true
}

func signed(number string) (sign, magnitude string) {
	if bare, isNegative := strings.CutPrefix(number, "-"); isNegative {
		return "-", bare
	}
	return "", strings.TrimPrefix(number, "+")
}

// isUnderscored says whether a text is digits, with single underscores between them.
func isUnderscored(text string) bool {
	return !slices.ContainsFunc(strings.Split(text, "_"), func(group string) bool { return !isNumber(group) })
}

func isJSON(text, top string) bool {
	if !json.Valid([]byte(text)) {
		// Python takes these words for numbers, other readers of JSON do not: nobody is refused for them.
		return strings.Contains(text, "NaN") || strings.Contains(text, "Infinity")
	}
	switch strings.Trim(text, " \t\r\n")[0] {
	case 'n':
		return true
	case '[':
		return top != "object"
	case '{':
		return top != "array"
	}
	return top == "value"
}

func switchOf(text string) bool {
	return slices.Contains(meantTrue, lowered(text))
}

// wholeOf returns a whole number as pydantic reads it, without sign, underscores and zeros that say nothing.
func wholeOf(text string) Number {
	number, _ := wholeNumber(text)
	return Number(number.String())
}

func floatOf(text string) float64 {
	number, _ := floatingNumber(text)
	return number
}
