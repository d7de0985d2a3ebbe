// Answers questions from standard input with the generated module beside it; both are lines of JSON, in which each
// letter of a text is a byte.

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// text is any bytes, as JSON carries them.
type text string

func (bytes text) MarshalJSON() ([]byte, error) {
	letters := make([]rune, len(bytes))
	for place := range letters {
		letters[place] = rune(bytes[place])
	}
	return json.Marshal(string(letters))
}

func (bytes *text) UnmarshalJSON(encoded []byte) error {
	var letters string
	if err := json.Unmarshal(encoded, &letters); err != nil {
		return err
	}
	held := make([]byte, 0, len(letters))
	for _, letter := range letters {
		held = append(held, byte(letter))
	}
	*bytes = text(held)
	return nil
}

type question struct {
	Method  string      `json:"method"`
	Text    text        `json:"text"`
	Other   text        `json:"other"`
	Pairs   [][2]text   `json:"pairs"`
	Profile Profile     `json:"profile"`
	Words   []text      `json:"words"`
	Kind    *kindOfJSON `json:"kind"`
}

type kindOfJSON struct {
	Name    string      `json:"name"`
	Item    *kindOfJSON `json:"item"`
	Words   []text      `json:"words"`
	Least   string      `json:"least"`
	Most    string      `json:"most"`
	Above   bool        `json:"above"`
	Below   bool        `json:"below"`
	Whole   bool        `json:"whole"`
	Pattern text        `json:"pattern"`
	Form    string      `json:"form"`
}

func plain(texts []text) []string {
	var held []string
	for _, each := range texts {
		held = append(held, string(each))
	}
	return held
}

func (given *kindOfJSON) kind() kind {
	made := kind{
		given.Name, nil, plain(given.Words), given.Least, given.Most, given.Above, given.Below, given.Whole,
		string(given.Pattern), given.Form, nil,
	}
	if given.Item != nil {
		item := given.Item.kind()
		made.item = &item
	}
	return made
}

func (asked *question) environ() map[string]string {
	environ := map[string]string{}
	for _, pair := range asked.Pairs {
		environ[string(pair[0])] = string(pair[1])
	}
	return environ
}

func told(problems []Problem) []map[string]any {
	all := []map[string]any{}
	for _, problem := range problems {
		facts := map[string]any{
			"variable": text(problem.Variable), "rule": text(problem.Rule), "severity": text(problem.Severity),
			"message": text(problem.Message), "remedy": text(problem.Remedy),
		}
		if problem.Line > 0 {
			facts["line"] = problem.Line
		}
		all = append(all, facts)
	}
	return all
}

func mapped(texts map[string]string) map[string]text {
	all := map[string]text{}
	for name, each := range texts {
		all[name] = text(each)
	}
	return all
}

func answer(asked *question) any {
	switch asked.Method {
	case "check":
		return told(Check(asked.environ(), asked.Profile))
	case "checkEnvFile":
		return told(rulesOfService.checkEnvFile(newEnvFile(string(asked.Text)), string(asked.Profile)))
	case "checkEnvFileAt":
		problems, err := CheckEnvFile(string(asked.Text), asked.Profile)
		if err != nil {
			return text(err.Error())
		}
		return told(problems)
	case "readEnvFile":
		file := newEnvFile(string(asked.Text))
		traps := [][3]any{}
		for _, each := range file.traps {
			traps = append(traps, [3]any{each.line, each.name, each.what})
		}
		return map[string]any{"values": mapped(file.values), "lines": file.lines, "traps": traps}
	case "standIn":
		return standIn(string(asked.Text))
	case "isGuessable":
		return isGuessable(string(asked.Text))
	case "fault":
		return fault(asked.Kind.kind(), string(asked.Text))
	case "isSet":
		return isSet(asked.Kind.kind(), string(asked.Text))
	case "causeOfForm":
		found := causeOfForm(asked.Kind.kind(), string(asked.Text))
		return []text{text(found.name), text(found.meant), text(found.corrected)}
	case "nearest":
		return newNames(plain(asked.Words)).nearest(string(asked.Text))
	case "distance":
		return distance(string(asked.Text), string(asked.Other))
	case "redacted":
		return mapped(Redacted(asked.environ(), asked.Profile))
	case "judged":
		values, _, _ := rulesOfService.judged(asked.environ(), string(asked.Profile))
		return mapped(values)
	case "load":
		settings, err := LoadFrom(asked.environ(), asked.Profile)
		if err != nil {
			return text(err.Error())
		}
		encoded, err := json.Marshal(settings)
		if err != nil {
			panic(err)
		}
		return text(encoded)
	case "shown":
		settings, err := LoadFrom(asked.environ(), asked.Profile)
		return text(fmt.Sprintf("%v %+v %#v %s %d %x %q %v", settings, *settings, settings, settings, settings, settings, settings, err))
	}
	return "there is no such method"
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<30)
	output := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		asked := new(question)
		reply := map[string]any{"answer": nil, "error": nil}
		func() {
			defer func() {
				if caught := recover(); caught != nil {
					reply["error"] = fmt.Sprint(caught)
				}
			}()
			if err := json.Unmarshal(lines.Bytes(), asked); err != nil {
				reply["error"] = err.Error()
				return
			}
			reply["answer"] = answer(asked)
		}()
		if err := output.Encode(reply); err != nil {
			panic(err)
		}
	}
}
