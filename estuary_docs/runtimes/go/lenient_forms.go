// The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them.

package settings

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

const (
	// What Python converts at most.
	mostDigitsOfPython = 4300
	// What pydantic takes off around a number, and Unicode calls white space.
	blanks = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
		"\u2028\u2029\u202f\u205f\u3000"
)

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
	number, isNumber := numberOf(text, of.whole)
	switch {
	case !isNumber:
		return malformed
	case !isInBounds(number, of.least, of.most, of.above, of.below):
		return outOfRange
	}
	return ""
}

// isInBounds says whether a number is within bounds, themselves excluded where it must be above or below them.
func isInBounds(number any, least, most string, above, below bool) bool {
	if least != "" {
		if order, isOrdered := against(number, least); !isOrdered || order < 0 || above && order == 0 {
			return false
		}
	}
	if most != "" {
		if order, isOrdered := against(number, most); !isOrdered || order > 0 || below && order == 0 {
			return false
		}
	}
	return true
}

// against returns less than, more than or exactly 0, as a number is less than, more than or equal to a bound; nothing
// is in order with what is no number.
func against(number any, bound string) (order int, isOrdered bool) {
	switch number := number.(type) {
	case *big.Int:
		return new(big.Rat).SetInt(number).Cmp(exactly(bound)), true
	case float64:
		if math.IsInf(number, 0) || math.IsNaN(number) {
			return oneOf(number > 0, 1, -1), !math.IsNaN(number)
		}
		return new(big.Rat).SetFloat64(number).Cmp(exactly(bound)), true
	}
	return 0, false
}

// numberOf returns the number that pydantic reads, if it is one: a *big.Int where it must be whole, or a float64.
func numberOf(text string, isWhole bool) (number any, isNumber bool) {
	bare := strings.Trim(text, blanks)
	if strings.Contains(bare, "__") || strings.HasPrefix(bare, "_") || strings.HasSuffix(bare, "_") {
		return nil, false
	}
	if isWhole {
		number, isNumber := wholeNumber(bare)
		return number, isNumber
	}
	return floatingNumber(strings.ReplaceAll(bare, "_", ""))
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

// wholeNumber returns the integer that Python reads, if it is one; it may have a point and zeros after it.
func wholeNumber(bare string) (number *big.Int, isNumber bool) {
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
func floatingNumber(bare string) (number float64, isOne bool) {
	sign, magnitude := signed(lowered(bare))
	switch magnitude {
	case "nan":
		return math.NaN(), true
	case "inf", "infinity":
		return math.Inf(oneOf(sign == "-", -1, 1)), true
	}
	mantissa, exponent, hasExponent := strings.Cut(magnitude, "e")
	whole, part, _ := strings.Cut(mantissa, ".")
	_, power := signed(exponent)
	if !isNumber(whole+part) || hasExponent && !isNumber(power) {
		return 0, false
	}
	number, _ = strconv.ParseFloat(sign+magnitude, 64)
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
	document, isOne, isTooDeep := documentOf(text)
	if isTooDeep {
		return true
	}
	if !isOne {
		return false
	}
	switch document.(type) {
	case nil:
		return true
	case []any:
		return top != "object"
	case jsonObject:
		return top != "array"
	}
	return top == "value"
}

func switchOf(text string) bool {
	return slices.Contains(meantTrue, lowered(text))
}

// wholeOf returns a whole number as pydantic reads it, without sign, underscores and zeros that say nothing.
func wholeOf(text string) Number {
	number, _ := numberOf(text, true)
	return Number(fmt.Sprint(number))
}

func floatOf(text string) float64 {
	number, _ := numberOf(text, false)
	float, _ := number.(float64)
	return float
}
