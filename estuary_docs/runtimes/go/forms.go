// The one written form of each kind of value.

package settings

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	lastPort = 65535
	// Python converts no more than 4,300 digits, and RE2 repeats nothing more than 1,000 times.
	mostDigits       = 1000
	lettersOfASCII   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	lettersAndDigits = lettersOfASCII + digits
	ofALabel         = lettersAndDigits + "_-"
	longestLabel     = 63
	partsOfAnAddress = 4
	largestByte      = 255
	ofAnAddress      = digits + "ABCDEFabcdef:."
	shortestAddress  = 2
	longestAddress   = 45

	malformed  = "malformed"
	outOfRange = "out-of-range"
)

var webSchemes = []string{"http", "https", "ws", "wss"}

// kind is a kind of value, and what limits it: a bound is empty where there is none.
type kind struct {
	name         string
	item         *kind
	words        []string
	least, most  string
	above, below bool
	whole        bool
	pattern      string
	form         string
	fitting      *form
}

// form is the form of a text, or of a part of a JSON document, as the module of values knows it.
type form struct {
	name         string
	least, most  string
	above, below bool
	multiple     string
	isFinite     bool
	pattern      string
	isStripped   bool
	choices      []any
	asNumber     bool
	key, item    *form
	orText       bool
	forms        []form
	keys         []formOfKey
	anyCase      bool
	isClosed     bool
}

// formOfKey is the form of what one of some names holds in an object.
type formOfKey struct {
	names      []string
	form       form
	isRequired bool
}

// numeral is a number among choices, as it is written.
type numeral string

// What is wrong with a text, and how a bound is written, by the name of the kind; further modules add their own.
var (
	faults  = map[string]func(of kind, text string) string{}
	written = map[string]func(bound string, units []string) string{}
)

func init() {
	faults["list"] = listFault
	faults["text"] = func(_ kind, text string) string { return malformedUnless(isText(text, "\r\n")) }
	faults["multiline-text"] = func(_ kind, text string) string {
		return malformedUnless(isText(text, "") && text == strings.Trim(text, "\r\n"))
	}
	faults["flag"] = func(_ kind, text string) string { return malformedUnless(text == "true" || text == "false") }
	faults["choice"] = func(of kind, text string) string {
		if slices.Contains(of.words, text) {
			return ""
		}
		return "not-a-choice"
	}
	faults["integer"] = integerFault
	faults["url"] = urlFault
	faults["origin"] = func(_ kind, text string) string { return originFault(text) }
}

// items splits a list as it is written.
func items(text string) []string {
	parts := strings.Split(text, ",")
	listed := parts[:0]
	for _, part := range parts {
		if item := strings.Trim(part, " \t"); item != "" {
			listed = append(listed, item)
		}
	}
	return listed
}

// partsOf returns the items of a list, or the one text of another kind.
func partsOf(of kind, text string) []string {
	if of.name == "list" {
		return items(text)
	}
	return []string{text}
}

// isSet says whether a text counts as a value: an empty text is unset, and so is a list without items.
func isSet(of kind, text string) bool {
	return text != "" && (of.name != "list" || len(items(text)) > 0)
}

// inFile returns what a secret of a kind may be in a file: plain text has as many lines as it wants there.
func inFile(of kind) kind {
	if of.name == "text" {
		return kind{name: "multiline-text"}
	}
	return of
}

// fault returns the slug of the rule of form that a text breaks, empty if it breaks none.
func fault(of kind, text string) string {
	judge, isKnown := faults[of.name]
	if !isKnown {
		panic("there is no kind " + of.name)
	}
	return judge(of, text)
}

// malformedUnless returns the slug of a malformed text unless the condition of its form holds.
func malformedUnless(holds bool) string {
	if holds {
		return ""
	}
	return malformed
}

// isText says whether a text can be a value: UTF-8 without NUL, and without the letters that are forbidden.
func isText(text, forbidden string) bool {
	return utf8.ValidString(text) && !strings.ContainsAny(text, forbidden) && !strings.Contains(text, "\x00")
}

// isNumber says whether a text is made of the digits 0 to 9.
func isNumber(text string) bool {
	return text != "" && hasOnly(digits, text)
}

func listFault(of kind, text string) string {
	parts := items(text)
	for _, part := range parts {
		if slug := fault(*of.item, part); slug != "" {
			return slug
		}
	}
	return malformedUnless(hasCount(of, len(parts)))
}

// hasCount says whether a kind lets a text have so many letters, or items.
func hasCount(of kind, count int) bool {
	number := strconv.Itoa(count)
	return (of.least == "" || compared(number, of.least) >= 0) && (of.most == "" || compared(number, of.most) <= 0)
}

func integerFault(of kind, text string) string {
	number := text
	if strings.HasPrefix(text, "-") && (of.least == "" || of.least[0] == '-') {
		number = text[1:]
	}
	switch {
	case !isNumber(number):
		return malformed
	case len(strings.TrimLeft(number, "0")) > mostDigits,
		of.least != "" && compared(text, of.least) < 0,
		of.most != "" && compared(text, of.most) > 0:
		return outOfRange
	}
	return ""
}

func urlFault(of kind, text string) string {
	scheme, rest, _ := strings.Cut(text, "://")
	if !slices.Contains(of.words, scheme) {
		return malformed
	}
	for place := 0; place < len(rest); place++ {
		if rest[place] < '!' || rest[place] > '~' {
			return malformed
		}
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	user, authority, _ := afterLast(rest[:end], "@")
	isLocal := !slices.Contains(webSchemes, scheme) && strings.HasPrefix(rest, "/")
	return malformedUnless(isLocal || !strings.Contains(user, "@") && isAuthority(authority))
}

func originFault(text string) string {
	scheme, authority, _ := strings.Cut(text, "://")
	return malformedUnless(text == "*" || (scheme == "http" || scheme == "https") && isAuthority(authority))
}

// isAuthority says whether a text is a host, or an IPv6 address in brackets, with an optional port.
func isAuthority(text string) bool {
	host, port, hasPort := strings.Cut(text, ":")
	if strings.HasPrefix(text, "[") {
		address, rest, isClosed := strings.Cut(text[1:], "]")
		isLong := len(address) < shortestAddress || len(address) > longestAddress
		if !isClosed || isLong || !hasOnly(ofAnAddress, address) || rest != "" && rest[0] != ':' {
			return false
		}
		port, hasPort = strings.CutPrefix(rest, ":")
	} else if !isHostName(host) {
		return false
	}
	return !hasPort || isPort(port)
}

func isPort(text string) bool {
	number, err := strconv.Atoi(text)
	return err == nil && isNumber(text) && len(text) <= len("65535") && 1 <= number && number <= lastPort
}

// isHostName says whether a text is a host's name, which may end in a dot, or an IPv4 address: all that ends in a number.
func isHostName(text string) bool {
	labels := strings.Split(strings.TrimSuffix(text, "."), ".")
	isPart := isLabel
	if isNumber(labels[len(labels)-1]) {
		if len(labels) != partsOfAnAddress || strings.HasSuffix(text, ".") {
			return false
		}
		isPart = isByte
	}
	return !slices.ContainsFunc(labels, func(label string) bool { return !isPart(label) })
}

func isByte(text string) bool {
	number, err := strconv.Atoi(text)
	return err == nil && strconv.Itoa(number) == text && 0 <= number && number <= largestByte
}

func isLabel(text string) bool {
	isEnded := !strings.HasPrefix(text, "-") && !strings.HasSuffix(text, "-")
	return text != "" && isEnded && len(text) <= longestLabel && hasOnly(ofALabel, text)
}

// listed returns the items of a list, each as what it stands for; nil where there is none.
func listed[Type any](text string, typed func(string) Type) []Type {
	var values []Type
	for _, item := range items(text) {
		values = append(values, typed(item))
	}
	return values
}

// optional returns what a text stands for, nil if it is unset.
func optional[Type any](text string, typed func(string) Type) *Type {
	if text == "" {
		return nil
	}
	value := typed(text)
	return &value
}

func flagOf(text string) bool {
	return text == "true"
}

func textual[Type ~string](text string) Type {
	return Type(text)
}

// integerOf returns the integer that a text is, whose bounds its type holds.
func integerOf[Type ~int8 | ~int16 | ~int32 | ~int64](text string) Type {
	number, _ := strconv.ParseInt(text, 10, 64)
	return Type(number)
}

// unsignedOf returns the integer that a text is, none below zero, whose bounds its type holds.
func unsignedOf[Type ~uint8 | ~uint16 | ~uint32 | ~uint64](text string) Type {
	number, _ := strconv.ParseUint(text, 10, 64)
	return Type(number)
}
