// What judging an environment brings to light, and how it is told.

package settings

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Problem is one thing that is wrong with an environment: Rule is a slug, Severity is "error" or "warning", Line is
// that of the env file, or 0. No field ever holds a value.
type Problem struct {
	Variable string `json:"variable"`
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Remedy   string `json:"remedy"`
	Line     int    `json:"line,omitempty"`
}

// String returns the problem as one line for people.
func (problem Problem) String() string {
	return textLine(problem, "")
}

// InvalidEnvironmentError says that an environment breaks rules; Problems lists all of them, warnings too.
type InvalidEnvironmentError struct {
	Problems []Problem
}

// Error returns every problem, a line each; no value is part of it.
func (invalid *InvalidEnvironmentError) Error() string {
	lines := []string{"the environment is not valid:"}
	for _, problem := range invalid.Problems {
		lines = append(lines, textLine(problem, ""))
	}
	return strings.Join(lines, "\n")
}

// hasErrors says whether one of the problems is an error.
func hasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(problem Problem) bool { return problem.Severity == "error" })
}

// textLine returns a problem as one line for people; path names the env file.
func textLine(problem Problem, path string) string {
	return place(problem, path) + problem.Severity + "[" + problem.Rule + "]: " + problem.Message + " " + problem.Remedy
}

// place returns the place of a problem in an env file, as it stands before a message.
func place(problem Problem, path string) string {
	if path == "" || problem.Line == 0 {
		return ""
	}
	return printable(path) + ":" + strconv.Itoa(problem.Line) + ": "
}

// printable returns a text in which nothing moves the cursor or ends the line.
func printable(text string) string {
	letters := lettersOf(text)
	for place, letter := range letters {
		if !unicode.IsPrint(letter) {
			letters[place] = '?'
		}
	}
	return strings.ReplaceAll(textOf(letters), "##[", "#?[")
}
