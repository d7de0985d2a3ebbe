// The tables of a service's rules, and the environment that they are held against.

package settings

import (
	"os"
	"strings"
)

// variable is what a schema says of one: its fallback is the default that holds without a profile.
type variable struct {
	name        string
	isSecret    bool
	hasFile     bool
	kind        kind
	phrase      string
	fallback    string
	rules       []rule
	formerNames []string
	deprecation string
	yieldsTo    []string
}

// profileDefaults are the defaults that a profile has in place of others, as pairs; an empty one is none.
type profileDefaults struct {
	profile string
	pairs   [][2]string
}

// message is what is said where something is wrong.
type message struct {
	what     string
	slug     string
	severity string
	message  string
	remedy   string
}

// remedy is what takes the place of message, where it is not empty, and remedy, by the cause of a fault.
type remedy struct {
	cause   string
	message string
	remedy  string
}

// asRead is a text, and the kind that it was held against.
type asRead struct {
	kind kind
	text string
}

// environment returns what this process was started with.
func environment() map[string]string {
	environ := map[string]string{}
	for _, entry := range os.Environ() {
		name, text, _ := strings.Cut(entry, "=")
		environ[name] = text
	}
	return environ
}
