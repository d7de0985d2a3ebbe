// Tell a stand-in that somebody forgot to replace from a genuine secret.
//
// A value is a placeholder for its structure: it is a template (`<…>`, `${…}`), it trails off (`sk-...`), it can be
// guessed, or its words explain it. One part that is no word makes the whole genuine, and so do many words that say
// nothing of secrets: random strings, hostnames and passphrases contain suspicious words by chance.

package settings

import (
	"slices"
	"strings"
)

const (
	placeholder   = "placeholder"
	templateMarks = "<{([%_@$"
	decoration    = "!@#$%^&*()"
	shortMarks    = "xX*#?-_•…."
	longestJudged = 1000
	longestHole   = 100
	deepest       = 4
)

var (
	addressNotes = []string{"change", "replace", "please", "insert"}
	disguises    = []string{"0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"}
	betweenParts = strings.NewReplacer(";", " ", "&", " ", "?", " ")
	asDots       = strings.NewReplacer("/", ".", "@", ".", ":", ".")
)

// looksLikePlaceholder says whether a text is a stand-in rather than a secret.
func looksLikePlaceholder(text string) bool {
	return standIn(text) != ""
}

// standIn returns what a text is in the place of a secret: placeholder, reference or command; empty if it is one.
func standIn(text string) string {
	if text != "" && strings.TrimFunc(text, isWhite) == "" {
		return placeholder
	}
	return standsIn(text, deepest)
}

// standsIn judges a text, or what is inside it: the password of an address, the value of an assignment, the rest of a
// key.
func standsIn(text string, depth int) string {
	text = strings.ReplaceAll(strings.Trim(strings.TrimFunc(text, isWhite), `"'`), `\n`, " ")
	found := ""
	if lengthOf(text) <= longestJudged {
		found = unresolved(text)
	}
	text = strings.Trim(text, "`")
	switch {
	case found != "":
		return found
	case isGuessable(text):
		return placeholderIf(lengthOf(text) > 2 || isWithin(text, shortMarks))
	case lengthOf(text) > longestJudged || depth == 0:
		return ""
	case isTemplate(text):
		if strings.Contains(text, "${") || strings.Contains(text, "{{") {
			return reference
		}
		return placeholder
	case trailsOff(text):
		return placeholder
	}
	return insideOf(text, depth-1)
}

func placeholderIf(condition bool) string {
	if condition {
		return placeholder
	}
	return ""
}

// insideOf judges what a text that has no telling form itself is made of.
func insideOf(text string, depth int) string {
	for _, piece := range wordsOf(betweenParts.Replace(text)) {
		key, value, _ := strings.Cut(piece, "=")
		if strings.Trim(value, "=") != "" && hasSuffixOf(strings.ReplaceAll(lowered(key), "_", ""), secretKeys) {
			return standsIn(value, depth)
		}
	}
	scheme, _, isURL := strings.Cut(text, "://")
	if !strings.Contains(scheme, " ") && (isURL || strings.Contains(text, "@tcp(")) {
		return ofURL(text, depth)
	}
	if inside := decoded(strings.TrimPrefix(text, "base64:")); inside != "" && standsIn(inside, depth) != "" {
		return placeholder
	}
	if isHostname(text) {
		return placeholderIf(isAddressToFillIn(text))
	}
	return placeholderIf(isNote(text, depth))
}

func isHostname(text string) bool {
	_, domain, _ := afterLast(text, ".")
	return slices.Contains(topLevelDomains, domain) && domain != text && text == lowered(text) &&
		!strings.ContainsAny(text, "_ ")
}

// isNote says whether a text explains itself, perhaps after the letters that a vendor's keys begin with.
func isNote(text string, depth int) bool {
	for _, vendor := range vendors {
		rest, isVendors := strings.CutPrefix(text, vendor)
		if isVendors && (standsIn(rest, depth) != "" || strings.HasSuffix(rest, "EXAMPLE") && lengthOf(rest) == 16) {
			return true
		}
	}
	if isShortWord(text) || isRequest(text) {
		return true
	}
	if plain := strings.TrimRight(text, decoration); len(text)-len(plain) > 2 {
		text = plain
	}
	isManual := lowered(text) == "n/a" || strings.HasSuffix(text, "EXAMPLEKEY") && lengthOf(text) == 40
	return isManual || isWordAndCount(text) || isNamedWord(text) || isExplained(text) || isDisguised(text)
}

// isTemplate says whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`.
func isTemplate(text string) bool {
	if !strings.ContainsAny(text, templateMarks) {
		return false
	}
	for place := 0; place < len(templates); place += 2 {
		if hasHole(text, templates[place], templates[place+1]) {
			return true
		}
	}
	name, isVariable := strings.CutPrefix(text, "$")
	return isVariable && isAlphanumeric(strings.ReplaceAll(name, "_", "")) && isNamed(name)
}

// hasHole says whether what is between two marks in a text is filled in later.
func hasHole(text, opening, closing string) bool {
	for from := 0; ; {
		place := strings.Index(text[from:], opening)
		if place < 0 {
			return false
		}
		start := from + place
		inner, after, isClosed := strings.Cut(text[start+len(opening):], closing)
		if !isClosed || lengthOf(inner) > longestHole {
			return false
		}
		if start == 0 && after == "" && (isHole(inner) || isProse(inner)) {
			return true
		}
		if plain := unspaced.Replace(inner); isAlphabetic(plain) {
			isAlone := !endsInAlphanumeric(text[:start]) && !beginsWithAlphanumeric(after)
			isNamedHole := isAlone && lengthOf(plain) > 2 && isNamed(inner) && slices.Min(weightsOf(inner)) >= 0
			if isNamedHole || areWords(text[:start]+" "+after, 1) {
				return true
			}
		}
		from = start + 1
	}
}

func endsInAlphanumeric(text string) bool {
	letters := lettersOf(text)
	return len(letters) > 0 && isLetterOrDigit(letters[len(letters)-1])
}

func beginsWithAlphanumeric(text string) bool {
	letters := lettersOf(text)
	return len(letters) > 0 && isLetterOrDigit(letters[0])
}

func isHole(inner string) bool {
	isWord := isAlphabetic(unspaced.Replace(inner)) && isOfOneCase(inner) && !slices.Contains(weightsOf(inner), noise)
	return isWord || inner == "..." || isNamed(inner) || isDisguised(inner)
}

// areWords says whether a text is at least so many words, all of them known.
func areWords(text string, least int) bool {
	weights := weightsOf(text)
	return len(weights) >= least && slices.Min(weights) > 0
}

// isNamed says whether a text reads as the name of a secret, or as a note about one.
func isNamed(text string) bool {
	return sumOf(weightsOf(text)) > 0
}

func trailsOff(text string) bool {
	if strings.Contains(text, "…") || strings.HasPrefix(text, "...") || strings.HasSuffix(text, "...") {
		return true
	}
	if strings.HasSuffix(text, "***") || strings.HasSuffix(text, "•••") {
		return !slices.Contains(weightsOf(text), noise)
	}
	return strings.Count(text, "...") == 1 && !slices.ContainsFunc(lettersOf(text), func(letter rune) bool {
		return !strings.ContainsRune("-_.:/@= {}\"',;", letter) && !isLetterOrDigit(letter)
	})
}

// ofURL judges the password of a URL, or the address where it has none.
func ofURL(text string, depth int) string {
	scheme, rest, _ := afterLast(text, "://")
	authority := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority = rest[:end]
	}
	credentials, _, _ := afterLast(authority, "@")
	user, password, hasPassword := strings.Cut(credentials, ":")
	switch {
	case hasPassword && slices.Contains([]string{"", user}, password):
		return placeholder
	case hasPassword:
		return standsIn(strings.ReplaceAll(password, "%40", "@"), depth)
	case user != "" && strings.HasPrefix(scheme, "http"):
		return standsIn(user, depth)
	}
	return placeholderIf(isAddressToFillIn(rest))
}

// isAddressToFillIn says whether a label of an address is a note, such as `your-project` or `xxxx`.
func isAddressToFillIn(address string) bool {
	weights := weightsOf(address)
	if slices.Contains(weights, noise) {
		return false
	}
	lower := lowered(address)
	isKnown := len(weights) > 0 && slices.Min(weights) > 0 && slices.Max(weights) == 4
	if isKnown || strings.Contains(lower, "/your/") {
		return true
	}
	fillers := 0
	for _, label := range strings.Split(asDots.Replace(lower), ".") {
		isYours := slices.Contains(strings.Split(strings.ReplaceAll(label, "_", "-"), "-"), "your") ||
			strings.HasPrefix(label, "your") && isNamed(label)
		if isYours && label != "your" || hasPrefixOf(label, addressNotes) && areWords(label, 3) {
			return true
		}
		if length := lengthOf(label); length > 2 && isFiller(label) {
			fillers += oneOf(length == 3, 1, 2)
		}
	}
	return fillers > 1
}

// isExplained says whether the words of a text are those of a note, or of a lazy author.
func isExplained(text string) bool {
	weights := weightsOf(text)
	knownWords, unknown := countOf(weights, isAboveZero), countOf(weights, isBelowZero)
	telling := countOf(weights, func(weight int) bool { return weight > 1 })
	total := sumOf(weights)
	if unknown == 0 {
		return total > 1
	}
	isSentence := strings.Contains(text, " ") && len(weights) > 4 && telling > 0
	if knownWords >= 2*unknown && (telling > 1 && total > 0 || isSentence) ||
		telling > 1 && telling >= 2*unknown || total > 1 && !isASCII(text) {
		return true
	}
	if !slices.Contains(weights, noise) && isNameAndNote(text, weights) {
		return true
	}
	if unknown == 1 {
		isNoted := slices.Max(weights) > 2 || knownWords > 1 || len(weights) < 4
		return total > 0 && telling > 0 && isNoted
	}
	last := len(weights) - 1
	return max(weights[0], weights[last], weights[last-1]) > 2 && total > 0 && knownWords > 2*unknown
}

// isDisguised says whether the text is one such as `P@ssw0rd`.
func isDisguised(text string) bool {
	bare := strings.TrimRight(text, "0123456789!?.*#")
	for _, plain := range []string{text, bare, strings.ReplaceAll(bare, "@", "-")} {
		undisguised := plain
		for _, pair := range disguises {
			undisguised = strings.ReplaceAll(undisguised, pair[:1], pair[1:])
		}
		if length := lengthOf(plain); 3 < length && length < 25 && undisguised != plain {
			weights := weightsOf(undisguised)
			if len(weights) > 0 && slices.Min(weights) > 0 && slices.Max(weights) > 1 {
				return true
			}
		}
	}
	return false
}
