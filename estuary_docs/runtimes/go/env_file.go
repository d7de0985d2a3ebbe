// Read an env file, and find every line that its readers do not read alike.

package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	mostBytesOfAnEnvFile = 16 * 1024 * 1024
	mostBytesOfALine     = 64 * 1024
	bareCharacters       = lettersAndDigits + "_-./:@%+=,?*!^{}[]~"
	spaces               = " \t"
	quotes               = `'"`
	byteOrderMark        = "\ufeff"
	knownEscapes         = "\\'\"$ n"
)

// trap is what readers of a line differ about; the name of a variable is known only where the line assigns one.
type trap struct {
	line int
	name string
	what string
}

// envFile is what an env file says: the value of each name, the first where there are two, its line, and every trap.
type envFile struct {
	values map[string]string
	lines  map[string]int
	traps  []trap
}

func newEnvFile(text string) *envFile {
	file := &envFile{map[string]string{}, map[string]int{}, nil}
	if bare, isMarked := strings.CutPrefix(text, byteOrderMark); isMarked {
		file.traps = append(file.traps, trap{1, "", "byte-order-mark"})
		text = bare
	}
	lines := strings.Split(text, "\n")
	switch last := lines[len(lines)-1]; {
	case last == "":
		lines = lines[:len(lines)-1]
	case strings.ContainsRune(spaces, rune(last[len(last)-1])):
		file.traps = append(file.traps, trap{len(lines), "", "space-at-end-of-file"})
	default:
		file.traps = append(file.traps, trap{len(lines), "", "no-final-newline"})
	}
	if place := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "\r") }); place >= 0 {
		file.traps = append(file.traps, trap{place + 1, "", "carriage-return"})
		for index, line := range lines {
			lines[index] = strings.TrimSuffix(line, "\r")
		}
	}
	for number := 1; number <= len(lines); number++ {
		number += file.readLine(number, lines)
	}
	slices.SortStableFunc(file.traps, func(one, other trap) int { return one.line - other.line })
	return file
}

// readLine reads the line of that number; it returns how many more belong to its value.
func (file *envFile) readLine(number int, lines []string) int {
	line := lines[number-1]
	bare := strings.Trim(line, spaces)
	var traps []string
	if len(line) >= mostBytesOfALine {
		traps = append(traps, "long-line")
	}
	switch {
	case bare == "" && line != "":
		traps = append(traps, "blank-line-with-spaces")
	case bare == "":
	case bare[0] == '#' && strings.HasSuffix(line, `\`):
		traps = append(traps, "comment-goes-on")
	case bare[0] == '#':
	case bare[0] == ';':
		traps = append(traps, "semicolon-comment")
	default:
		bare = strings.TrimLeft(line, spaces)
		if bare != line {
			traps = append(traps, "indented")
		}
		if hasPrefixOf(bare, []string{"export ", "export\t"}) {
			traps = append(traps, "export")
			bare = strings.TrimLeft(bare[len("export "):], spaces)
		}
		return file.readAssignment(number, bare, traps, lines[number:])
	}
	file.add(number, "", traps)
	return 0
}

func (file *envFile) add(number int, name string, traps []string) {
	for _, what := range traps {
		file.traps = append(file.traps, trap{number, name, what})
	}
}

func (file *envFile) readAssignment(number int, bare string, traps, following []string) int {
	name, raw, hasEquals := strings.Cut(bare, "=")
	if name != strings.TrimRight(name, spaces) || raw != strings.TrimLeft(raw, spaces) {
		traps = append(traps, "spaces-round-equals")
		name = strings.TrimRight(name, spaces)
	}
	_, isTaken := file.values[name]
	switch isRight := isName(name); {
	case !hasEquals:
		traps = append(traps, "no-assignment")
	case !isRight && name != "" && name[0] != '.' && isName(strings.ReplaceAll(name, ".", "_")):
		traps = append(traps, "dotted-name")
	case !isRight:
		traps = append(traps, "bad-name")
	case isTaken:
		traps = append(traps, "duplicate")
	}
	if !isName(name) {
		name = ""
	}
	more, value := 0, ""
	if hasEquals {
		if start := strings.TrimLeft(raw, spaces); start != "" && strings.ContainsRune(quotes, rune(start[0])) {
			value, more, traps = quoted(start, traps, following)
		} else {
			value, traps = unquoted(raw, traps)
		}
		if name != "" && !isTaken {
			file.values[name], file.lines[name] = value, number
		}
	}
	file.add(number, name, traps)
	return more
}

func unquoted(raw string, traps []string) (value string, all []string) {
	if strings.HasPrefix(raw, "#") {
		return "", append(traps, "hash-first")
	}
	for place := 1; place < len(raw); place++ {
		if raw[place] == '#' && strings.ContainsRune(spaces, rune(raw[place-1])) {
			traps = append(traps, commentTrap(raw[:place], raw[place:]))
			raw = strings.TrimRight(raw[:place], spaces)
			break
		}
	}
	if raw != strings.TrimRight(raw, spaces) && strings.TrimFunc(raw, isWhite) != "" {
		traps = append(traps, "space-at-end")
	}
	raw = strings.Trim(raw, spaces)
	switch {
	case strings.ContainsAny(raw, spaces):
		traps = append(traps, "unquoted-space")
	case strings.ContainsAny(raw, "$`"):
		traps = append(traps, "expansion")
	case strings.ContainsAny(raw, `'"\`):
		traps = append(traps, "unquoted-quote")
	case strings.Contains(raw, "#"):
		traps = append(traps, "unquoted-hash")
	case !isPlain(raw):
		traps = append(traps, "unquoted-special")
	}
	return raw, traps
}

// commentTrap names the trap of a comment on the line of a value: dotenvy skips one only if a single space stands
// before it.
func commentTrap(before, comment string) string {
	letters := lettersOf(before)
	if last := len(letters); last > 1 && isWhite(letters[last-1]) && isWhite(letters[last-2]) {
		if strings.ContainsAny(comment, quotes) {
			return "comment-with-quote"
		}
	}
	return "inline-comment"
}

func isPlain(raw string) bool {
	if strings.HasPrefix(raw, "~") || strings.Contains(raw, ":~") || raw != strings.TrimFunc(raw, isWhite) {
		return false
	}
	return !slices.ContainsFunc(lettersOf(raw), func(letter rune) bool {
		if letter < utf8.RuneSelf {
			return !strings.ContainsRune(bareCharacters, letter)
		}
		return isNoncharacter(letter)
	})
}

// isNoncharacter says what Unicode says in section 23.7.
func isNoncharacter(letter rune) bool {
	return letter&0xfffe == 0xfffe || 0xfdd0 <= letter && letter <= 0xfdef
}

// quoted returns what stands between the quotes, how many of the lines that follow it takes, and all traps.
func quoted(raw string, traps, following []string) (value string, more int, all []string) {
	quote, line := raw[0], raw[1:]
	var before []string
	end := endOf(line, quote)
	for ; end < 0; end = endOf(line, quote) {
		before = append(before, line)
		if len(before) > len(following) {
			return raw[1:], 0, append(traps, "unclosed-quote")
		}
		line = following[len(before)-1]
	}
	if len(before) > 0 {
		traps = append(traps, "many-lines")
	}
	held := strings.Join(append(slices.Clone(before), line[:end]), "\n")
	traps = append(traps, trapsAfter(line[end+1:])...)
	if quote == '\'' {
		switch {
		case strings.HasSuffix(held, `\`):
			traps = append(traps, "backslash-before-quote")
		case strings.Contains(held, "${") || strings.Contains(held, `\\`):
			traps = append(traps, "single-quoted-special")
		}
		return held, len(before), traps
	}
	value, escapes := unescaped(held)
	switch {
	case strings.Contains(held, "$"):
		traps = append(traps, "double-quoted-dollar")
	case !hasOnly(knownEscapes, escapes):
		traps = append(traps, "double-quoted-escape")
	case escapes != "" || strings.Contains(held, "`"):
		traps = append(traps, "double-quoted-special")
	}
	return value, len(before), traps
}

// trapsAfter names the traps of what stands after a closing quote.
func trapsAfter(tail string) []string {
	comment := strings.TrimLeft(tail, spaces)
	switch {
	case comment != "" && (comment == tail || comment[0] != '#'):
		return []string{"text-after-quote"}
	case comment != "":
		return []string{commentTrap(strings.TrimSuffix(tail, comment), comment)}
	case tail != "":
		return []string{"space-at-end"}
	}
	return nil
}

// endOf returns where the closing quote stands, -1 if nowhere; a backslash hides one among double quotes.
func endOf(text string, quote byte) int {
	isEscaped := false
	for place := 0; place < len(text); place++ {
		if text[place] == quote && !isEscaped {
			return place
		}
		isEscaped = quote == '"' && text[place] == '\\' && !isEscaped
	}
	return -1
}

// unescaped returns a text without its backslashes, as dotenvy does, and the letters behind them.
func unescaped(held string) (text, escapes string) {
	var letters, escaped []rune
	isEscaped := false
	for _, letter := range lettersOf(held) {
		switch {
		case isEscaped && letter == 'n':
			letters = append(letters, '\n')
		case isEscaped || letter != '\\':
			letters = append(letters, letter)
		}
		if isEscaped {
			escaped = append(escaped, letter)
		}
		isEscaped = letter == '\\' && !isEscaped
	}
	return textOf(letters), textOf(escaped)
}

// contentOfEnvFile returns what an env file holds, or an error of one line that says what keeps it from being read.
func contentOfEnvFile(path string) (string, error) {
	content, err := beginningOf(path, mostBytesOfAnEnvFile)
	var inner *fs.PathError
	switch {
	case errors.As(err, &inner):
		return "", fmt.Errorf("%s: cannot be read: %w", printable(path), inner.Err)
	case err != nil:
		return "", fmt.Errorf("%s: cannot be read: %w", printable(path), err)
	case len(content) > mostBytesOfAnEnvFile:
		return "", fmt.Errorf("%s: cannot be read: it is larger than 16 MiB", printable(path))
	case !utf8.Valid(content):
		return "", fmt.Errorf("%s: cannot be read: it is not UTF-8 text", printable(path))
	}
	return string(content), nil
}
