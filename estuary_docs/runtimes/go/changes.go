// The small changes that may make a value pass, by the kinds that they are tried on.

package settings

import (
	"slices"
	"strings"
)

const (
	unitLetters       = lettersOfASCII + "%µ "
	schemeOfAnAddress = "://"
	quotesAround      = "'\"`"
)

// change is a small change of a text that may make it pass.
type change struct {
	name string
	of   func(wanted kind, text string) string
}

var ofAnyKind = []change{
	{"line-break", withoutLineBreak},
	{"blank-around", func(_ kind, text string) string { return strings.TrimFunc(text, isWhite) }},
	{"quotes", withoutQuotes},
	{"blank-inside", func(_ kind, text string) string { return strings.Join(wordsOf(text), "") }},
}

var ofSomeKinds = []struct {
	kinds   []string
	changes []change
}{
	{[]string{"integer", "decimal", "number", "duration", "size"}, []change{
		{"thousands", withoutThousands},
		{"plus", func(_ kind, text string) string { return strings.TrimLeft(text, "+") }},
		{"unit", withoutUnit},
		{"decimals", withoutDecimals},
	}},
	{[]string{"duration", "size"}, []change{{"no-unit", withUnit}}},
	{[]string{"url", "origin"}, []change{{"scheme-case", withLowerScheme}, {"scheme", withScheme}}},
	{[]string{"url"}, []change{{"other-scheme", withOtherScheme}}},
	{[]string{"origin"}, []change{
		{"slash", func(_ kind, text string) string { return strings.TrimRight(text, "/") }},
		{"path", withoutPath},
	}},
	{[]string{"path"}, []change{
		{"home", func(_ kind, text string) string { return strings.TrimLeft(text, "~") }},
	}},
	{[]string{"host", "host-and-port"}, []change{{"host-alone", hostAlone}}},
	{[]string{"host"}, []change{{"port", withoutPort}}},
	{[]string{"host-and-port"}, []change{
		{"no-port", func(_ kind, text string) string { return text + ":1" }},
	}},
	{[]string{"email"}, []change{{"address-alone", addressAlone}}},
	{[]string{"host", "host-and-port", "email", "url", "origin"}, []change{
		{"dots", inHost(withoutExtraDots)},
		{"hyphen", inLabels(func(label string) string { return strings.Trim(label, "-") })},
		{"label-long", inLabels(func(label string) string { return label[:min(len(label), longestLabel)] })},
		{"address", inHost(withLetterAtEnd)},
	}},
	{[]string{"shaped-text"}, []change{
		{"lower-case", func(_ kind, text string) string { return lowered(text) }},
		{"upper-case", func(_ kind, text string) string { return uppered(text) }},
	}},
}

// changesOf returns the changes that are tried on a text of a kind, those that hold for all kinds first.
func changesOf(name string) []change {
	tried := slices.Clone(ofAnyKind)
	for _, some := range ofSomeKinds {
		if slices.Contains(some.kinds, name) {
			tried = append(tried, some.changes...)
		}
	}
	return tried
}

func withoutQuotes(_ kind, text string) string {
	last := len(text) - 1
	if last > 0 && text[0] == text[last] && strings.IndexByte(quotesAround, text[0]) >= 0 {
		return text[1:last]
	}
	return text
}

func withoutThousands(_ kind, text string) string {
	withCommas := strings.NewReplacer("_", ",", "'", ",", " ", ",").Replace(text)
	number := strings.ReplaceAll(withCommas, ",", "")
	groups := strings.Split(strings.TrimLeft(withCommas, "-"), ",")
	last := groups[len(groups)-1]
	// What fewer or more figures follow is perhaps a decimal comma.
	isGrouped := len(groups) > 1 && len(last) == 3 && strings.Trim(groups[0], "0") != ""
	if isGrouped && hasOnly(digits, strings.TrimLeft(number, "-")) {
		return number
	}
	return text
}

func withoutUnit(_ kind, text string) string {
	number := strings.TrimRight(text, unitLetters)
	if number == "" || strings.IndexByte(digits, number[len(number)-1]) >= 0 {
		return number
	}
	return text
}

func withUnit(wanted kind, text string) string {
	endsInFigure := text != "" && strings.IndexByte(digits, text[len(text)-1]) >= 0
	for _, unit := range wanted.words {
		if endsInFigure && fault(wanted, text+unit) == "" {
			return text + unit
		}
	}
	return text
}

func withoutDecimals(_ kind, text string) string {
	number, decimals, _ := strings.Cut(text, ".")
	if hasOnly(digits, decimals) {
		return number
	}
	return text
}

func withLowerScheme(_ kind, text string) string {
	scheme, rest, isURL := strings.Cut(text, schemeOfAnAddress)
	if !isURL {
		return text
	}
	return lowered(scheme) + schemeOfAnAddress + rest
}

func withScheme(wanted kind, text string) string {
	switch {
	case strings.Contains(text, schemeOfAnAddress):
		return text
	case wanted.name == "url":
		return wanted.words[len(wanted.words)-1] + schemeOfAnAddress + text
	}
	return "https" + schemeOfAnAddress + text
}

func withOtherScheme(wanted kind, text string) string {
	_, rest, _ := strings.Cut(text, schemeOfAnAddress)
	return wanted.words[len(wanted.words)-1] + schemeOfAnAddress + rest
}

func withoutPath(_ kind, text string) string {
	scheme, rest, isURL := strings.Cut(text, schemeOfAnAddress)
	if !isURL {
		return text
	}
	authority, _, _ := strings.Cut(rest, "/")
	return scheme + schemeOfAnAddress + authority
}

func hostAlone(_ kind, text string) string {
	_, rest, _ := afterLast(text, schemeOfAnAddress)
	host, _, _ := strings.Cut(rest, "/")
	return host
}

func withoutPort(_ kind, text string) string {
	host, port, _ := afterLast(text, ":")
	if hasOnly(digits, port) {
		return host
	}
	return text
}

// inHost returns the change of a text whose host is changed: what follows scheme and user, up to port, path or query.
func inHost(changed func(host string) string) func(kind, string) string {
	return func(_ kind, text string) string {
		_, rest, isURL := strings.Cut(text, schemeOfAnAddress)
		if !isURL {
			rest = text
		}
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		_, place, _ := afterLast(rest[:end], "@")
		host, _, _ := strings.Cut(place, ":")
		start := len(text) - len(rest) + end - len(place)
		return text[:start] + changed(host) + text[start+len(host):]
	}
}

func inLabels(changed func(label string) string) func(kind, string) string {
	return inHost(func(host string) string {
		labels := strings.Split(host, ".")
		for place, label := range labels {
			labels[place] = changed(label)
		}
		return strings.Join(labels, ".")
	})
}

// withLetterAtEnd makes what ends in a number a name.
func withLetterAtEnd(host string) string {
	if host == strings.TrimRight(host, digits) {
		return host
	}
	return host + "a"
}

func withoutExtraDots(host string) string {
	return strings.Join(strings.FieldsFunc(host, func(letter rune) bool { return letter == '.' }), ".")
}

func addressAlone(_ kind, text string) string {
	if _, rest, isNamed := strings.Cut(text, "<"); isNamed {
		address, _, _ := strings.Cut(rest, ">")
		return address
	}
	return strings.Replace(text, "mailto:", "", 1)
}

func withoutLineBreak(_ kind, text string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ").Replace(strings.Trim(text, lineEnds))
}
