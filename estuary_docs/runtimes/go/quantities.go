// The forms of quantities: decimal numbers, and whole numbers with a unit, which are durations and sizes.

package settings

import (
	"math"
	"math/big"
	"slices"
	"strings"
	"time"
)

// What Python's timedelta holds: 999,999,999 days.
const longestDuration = "86399999913600000"

// unitsOf has the milliseconds or bytes of each unit.
var unitsOf = map[string]int64{
	"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
	"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
	"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
}

func init() {
	faults["decimal"] = decimalFault
	faults["duration"] = func(of kind, text string) string {
		if of.most == "" {
			of.most = longestDuration
		}
		return quantityFault(of, text)
	}
	faults["size"] = quantityFault
	written["duration"] = writtenIn
	written["size"] = writtenIn
}

func decimalFault(of kind, text string) string {
	magnitude := text
	if strings.HasPrefix(text, "-") && (of.least == "" || of.least[0] == '-') {
		magnitude = text[1:]
	}
	whole, part, hasPoint := strings.Cut(magnitude, ".")
	if !isNumber(whole) || hasPoint && !isNumber(part) {
		return malformed
	}
	if len(strings.TrimLeft(whole, "0")) > mostDigits || len(part) > mostDigits {
		return outOfRange
	}
	places := max(placesOf(text), placesOf(of.least), placesOf(of.most))
	number := scaled(text, places)
	if of.least != "" {
		if order := compared(number, scaled(of.least, places)); order < 0 || of.above && order == 0 {
			return outOfRange
		}
	}
	if of.most != "" {
		if order := compared(number, scaled(of.most, places)); order > 0 || of.below && order == 0 {
			return outOfRange
		}
	}
	return ""
}

func placesOf(decimal string) int {
	_, part, _ := strings.Cut(decimal, ".")
	return len(part)
}

// scaled returns a decimal number, times ten to the power of places, which are no fewer than it has.
func scaled(decimal string, places int) string {
	whole, part, _ := strings.Cut(decimal, ".")
	return whole + part + strings.Repeat("0", places-len(part))
}

// quantity returns how much a number with a unit is, in milliseconds or bytes, or the slug of what is wrong with it.
func quantity(text string, units []string) (amount *big.Int, slug string) {
	number := strings.TrimRight(text, strings.Join(units, ""))
	unit := text[len(number):]
	if !isNumber(number) || !slices.Contains(units, unit) {
		return nil, malformed
	}
	if len(strings.TrimLeft(number, "0")) > mostDigits {
		return nil, outOfRange
	}
	amount, _ = new(big.Int).SetString(number, 10)
	return amount.Mul(amount, big.NewInt(unitsOf[unit])), ""
}

// writtenIn returns an amount in the largest unit in which it is a whole number; an empty text if there is none.
func writtenIn(amount string, units []string) string {
	number, _ := new(big.Int).SetString(amount, 10)
	least, most := "", ""
	for _, unit := range units {
		factor := big.NewInt(unitsOf[unit])
		if number.Sign() < 0 || new(big.Int).Rem(number, factor).Sign() != 0 {
			continue
		}
		if least == "" || unitsOf[unit] < unitsOf[least] {
			least = unit
		}
		if number.Cmp(factor) >= 0 && (most == "" || unitsOf[unit] > unitsOf[most]) {
			most = unit
		}
	}
	if most == "" {
		most = least
	}
	if most == "" {
		return ""
	}
	return number.Quo(number, big.NewInt(unitsOf[most])).String() + most
}

func quantityFault(of kind, text string) string {
	amount, slug := quantity(text, of.words)
	if slug != "" {
		return slug
	}
	total := amount.String()
	if of.least != "" && compared(total, of.least) < 0 || of.most != "" && compared(total, of.most) > 0 {
		return outOfRange
	}
	return ""
}

// amountOf returns how much a sound text is, in milliseconds or bytes.
func amountOf(text string) *big.Int {
	amount, slug := quantity(text, []string{strings.TrimLeft(text, digits)})
	if slug != "" {
		return new(big.Int)
	}
	return amount
}

// durationOf returns the duration that a text is, or the longest of Go, some 292 years, where it is longer.
func durationOf(text string) time.Duration {
	amount := amountOf(text)
	if amount.Cmp(big.NewInt(math.MaxInt64/int64(time.Millisecond))) > 0 {
		return math.MaxInt64
	}
	return time.Duration(amount.Int64()) * time.Millisecond
}

// sizeOf returns the bytes of a size that 64 bits hold.
func sizeOf(text string) uint64 {
	return amountOf(text).Uint64()
}

// bytesOf returns the bytes of any size.
func bytesOf(text string) Number {
	return Number(amountOf(text).String())
}
