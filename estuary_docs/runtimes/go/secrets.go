// Values that are more than Go's own types: secrets that do not show themselves, and numbers of any size.

package settings

import (
	"fmt"
	"log/slog"
	"strconv"
)

const notShown = "Secret(…)"

// Secret is the value of a secret, which does not show itself where values are listed, logged or encoded. One that is
// not set is empty.
//
// It is kept in a closure, so that not even reflection on a field that is not exported comes across it.
type Secret struct {
	reveal func() string
}

func secretOf(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{func() string { return text }}
}

// Reveal returns the value itself: hand it to what needs it, and to nothing that logs.
func (secret Secret) Reveal() string {
	if secret.IsSet() {
		return secret.reveal()
	}
	return ""
}

// IsSet says whether there is a value.
func (secret Secret) IsSet() bool { return secret.reveal != nil }

// String returns what is not the value.
func (secret Secret) String() string { return notShown }

// GoString returns what is not the value.
func (secret Secret) GoString() string { return notShown }

// Format writes what is not the value, whatever the verb.
func (secret Secret) Format(state fmt.State, _ rune) { _, _ = state.Write([]byte(notShown)) }

// MarshalJSON returns what is not the value.
func (secret Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + notShown + `"`), nil }

// MarshalText returns what is not the value.
func (secret Secret) MarshalText() ([]byte, error) { return []byte(notShown), nil }

// LogValue returns what is not the value.
func (secret Secret) LogValue() slog.Value { return slog.StringValue(notShown) }

// Number is a number as it is written, of any size and precision.
type Number string

// String returns the number as it is written.
func (number Number) String() string { return string(number) }

// Int64 returns the number as an integer; an error if it is none, or too great.
func (number Number) Int64() (int64, error) { return strconv.ParseInt(string(number), 10, 64) }

// Float64 returns the floating-point number that is nearest.
func (number Number) Float64() (float64, error) { return strconv.ParseFloat(string(number), 64) }
