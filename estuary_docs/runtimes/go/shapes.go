// The forms of texts with a shape: a pattern or a length, a path, a host, a host with a port, an e-mail address.

package settings

import (
	"regexp"
	"strings"
	"sync"
)

const inAMailbox = lettersAndDigits + ".!#$%&'*+/=?^_`{|}~-"

var patterns sync.Map

func init() {
	faults["shaped-text"] = func(of kind, text string) string {
		return malformedUnless(isText(text, lineEnds) && hasCount(of, lengthOf(text)) && matches(of.pattern, text))
	}
	faults["path"] = func(_ kind, text string) string {
		return malformedUnless(isText(text, lineEnds) && !strings.HasPrefix(text, "~"))
	}
	faults["host"] = func(_ kind, text string) string { return malformedUnless(isHost(text)) }
	faults["host-and-port"] = func(_ kind, text string) string { return malformedUnless(isHostAndPort(text)) }
	faults["email"] = func(_ kind, text string) string { return malformedUnless(isEmail(text)) }
}

func matches(pattern, text string) bool {
	if pattern == "" {
		return true
	}
	compiled, isKnown := patterns.Load(pattern)
	if !isKnown {
		compiled, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	}
	expression, _ := compiled.(*regexp.Regexp)
	return expression.MatchString(text)
}

// isHost says whether a text is a host's name, or an IPv4 or IPv6 address without brackets.
func isHost(text string) bool {
	return isHostName(text) || strings.Count(text, ":") > 1 && hasOnly(ofAnAddress, text)
}

// isHostAndPort says whether a text is a host and a port, with a colon between them; an IPv6 address is in brackets.
func isHostAndPort(text string) bool {
	return isAuthority(text) && !strings.HasSuffix(text, "]") && strings.Contains(text, ":")
}

// isEmail says whether a text is an e-mail address, as a form of HTML takes it; its domain is the name of a host.
func isEmail(text string) bool {
	mailbox, domain, _ := strings.Cut(text, "@")
	isDomain := isHostName(domain) && !strings.Contains(domain, "_") && !strings.HasSuffix(domain, ".")
	return mailbox != "" && hasOnly(inAMailbox, mailbox) && isDomain
}
