// Judge an environment by tables: the interpreter of a service's rules.
//
// It is the Python runtime, function by function, over the same tables, and gives the same verdicts in the same words.

package settings

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

const unreadable = "unreadable"

// validator is the rules of one service; prefixes begin names that only this service uses.
type validator struct {
	service         string
	profileVariable string
	profiles        []string
	defaultProfile  string
	variables       []variable
	profileDefaults []profileDefaults
	borrowedValues  [][2]string
	messages        []message
	remedies        []remedy
	external        []string
	prefixes        []string

	once  sync.Once
	names *names
	known map[string]bool
}

// index prepares what is looked up by name.
func (judge *validator) index() {
	judge.known = map[string]bool{}
	var variableNames []string
	for _, each := range judge.variables {
		variableNames = append(variableNames, each.name)
		for _, name := range append([]string{each.name}, each.formerNames...) {
			judge.known[name] = true
		}
		if each.hasFile {
			judge.known[each.name+fileSuffix] = true
		}
	}
	for _, name := range judge.external {
		judge.known[name] = true
	}
	judge.names = newNames(variableNames)
}

// check returns every error and warning about an environment, in the order of the variables.
//
// A profile that is not empty takes the place of the one that the environment chooses.
func (judge *validator) check(environ map[string]string, profile string) []Problem {
	_, problems, _ := judge.judged(environ, profile)
	return problems
}

// load returns the effective values in their written form: the defaults of the profile where nothing is set.
//
// The error is an InvalidEnvironmentError, with all problems, if there is an error among them.
func (judge *validator) load(environ map[string]string, profile string) (map[string]string, error) {
	values, problems, _ := judge.judged(environ, profile)
	if hasErrors(problems) {
		return nil, &InvalidEnvironmentError{problems}
	}
	return values, nil
}

// judged returns the effective values, every problem, and the slug of each value without a form.
//
// A malformed value counts as its default where the rules of others ask for it; its own rules are passed over.
func (judge *validator) judged(
	environ map[string]string, profile string,
) (values map[string]string, problems []Problem, broken map[string]string) {
	judge.once.Do(judge.index)
	if profile != "" && judge.profileVariable != "" {
		environ = maps.Clone(environ)
		if environ == nil {
			environ = map[string]string{}
		}
		environ[judge.profileVariable] = profile
	}
	values = judge.defaults(judge.profile(environ))
	broken, texts := judge.read(environ, values)
	borrowing := borrow(values, broken, judge.borrowedValues)
	for _, each := range judge.variables {
		for _, old := range each.formerNames {
			if environ[old] != "" {
				problems = append(problems, judge.worded("renamed", old, "new", each.name))
			}
		}
		if each.deprecation != "" && environ[each.name] != "" {
			problems = append(problems, judge.worded("deprecated", each.name, "advice", each.deprecation))
		}
		slug, isBroken := broken[each.name]
		if !isBroken {
			problems = append(problems, judge.breaches(each, values)...)
		}
		if !isBroken || borrowing[each.name] {
			continue
		}
		problem := judge.worded(slug, each.name, "file", each.name+fileSuffix, "kind", each.phrase)
		if read, isRead := texts[each.name]; isRead {
			problem = explained(problem, judge.cause(each, read, values), judge.remedies)
		}
		// What was meant by a profile decides on all the rest.
		place := oneOf(each.name == judge.profileVariable, 0, len(problems))
		problems = slices.Insert(problems, place, problem)
	}
	return values, append(toldOnce(problems), judge.unknown(environ)...), broken
}

// redacted returns what may be logged: of a secret whether it is set and how long, of the others the effective value.
//
// What is malformed, or holds a secret's value, is not shown.
func (judge *validator) redacted(environ map[string]string, profile string) map[string]string {
	values, _, broken := judge.judged(environ, profile)
	var secrets []string
	for _, each := range judge.variables {
		for _, text := range []string{values[each.name], environ[each.name]} {
			if each.isSecret && text != "" {
				secrets = append(append(secrets, text), items(text)...)
			}
		}
	}
	held := newPieces(secrets)
	shown := map[string]string{}
	for _, each := range judge.variables {
		text := values[each.name]
		slug, isBroken := broken[each.name]
		switch {
		case isBroken:
			shown[each.name] = slug
		case text == "":
			shown[each.name] = "unset"
		case each.isSecret:
			shown[each.name] = "set (" + lengthClass(text) + ")"
		case held.areIn(text):
			shown[each.name] = "hidden: holds the value of a secret"
		default:
			shown[each.name] = withoutCredentials(text)
		}
	}
	return shown
}

// checkEnvFile judges an env file alone; problems are in the order of its lines.
func (judge *validator) checkEnvFile(file *envFile, profile string) []Problem {
	found := judge.check(file.values, profile)
	for place, problem := range found {
		for _, name := range []string{problem.Variable + fileSuffix, problem.Variable} {
			if line := file.lines[name]; line > 0 {
				found[place].Line = line
			}
		}
	}
	var problems []Problem
	for _, trap := range file.traps {
		problems = append(problems, judge.ofLine(trap))
	}
	return inOrderOfLines(append(problems, found...), judge.profileVariable)
}

func (judge *validator) defaults(profile string) map[string]string {
	values := make(map[string]string, len(judge.variables))
	for _, each := range judge.variables {
		if each.fallback != "" {
			values[each.name] = each.fallback
		}
	}
	for _, own := range judge.profileDefaults {
		for _, pair := range own.pairs {
			if own.profile == profile {
				values[pair[0]] = pair[1]
			}
		}
	}
	return values
}

func (judge *validator) profile(environ map[string]string) string {
	chosen := environ[judge.profileVariable]
	if slices.Contains(judge.profiles, chosen) {
		return chosen
	}
	if meant := nearestWord(judge.profiles, chosen); meant != "" {
		return meant
	}
	return judge.defaultProfile
}

// read puts what is set into values; it returns the slug of each value without a form, and how it was read.
func (judge *validator) read(
	environ, values map[string]string,
) (broken map[string]string, texts map[string]asRead) {
	broken, texts = map[string]string{}, map[string]asRead{}
	for _, each := range judge.variables {
		if slices.ContainsFunc(each.yieldsTo, func(other string) bool { return environ[other] != "" }) {
			continue
		}
		text := environ[each.name]
		own := each.kind
		if text == "" {
			own = inFile(own)
		}
		if each.hasFile {
			var slug string
			text, slug = readSecret(environ, each.name)
			if slug != "" {
				broken[each.name] = slug
				// Set, though nobody can say to what: presence is all that other rules may ask of it.
				values[each.name] = unreadable
			}
		}
		if !isSet(own, text) {
			continue
		}
		slug := fault(own, text)
		if slug != "" {
			broken[each.name], texts[each.name] = slug, asRead{own, text}
		}
		// Other rules see the default in the place of a malformed value.
		if slug == "" || values[each.name] == "" {
			values[each.name] = text
		}
	}
	return broken, texts
}

// cause returns why a value has no form; nothing where what would be right breaks a rule.
func (judge *validator) cause(of variable, read asRead, values map[string]string) cause {
	if of.name == judge.profileVariable {
		return causeOfProfile(judge.profiles, read.text, judge.defaultProfile)
	}
	found := causeOfForm(read.kind, read.text)
	if found.corrected != "" {
		corrected := maps.Clone(values)
		corrected[of.name] = found.corrected
		if hasErrors(judge.breaches(of, corrected)) {
			return cause{}
		}
	}
	return found
}

func (judge *validator) breaches(of variable, values map[string]string) []Problem {
	var problems []Problem
	text := values[of.name]
	for _, each := range of.rules {
		if applies(each.conditions, values) && !passes(each, of.kind, text, values) {
			problem := Problem{of.name, each.slug, each.severity, each.message, each.remedy, 0}
			problems = append(problems, explained(problem, causeOfBreach(each, of.kind, text), judge.remedies))
		}
	}
	return problems
}

func (judge *validator) unknown(environ map[string]string) []Problem {
	var problems []Problem
	for name := range environ {
		if judge.known[name] {
			continue
		}
		if meant := judge.names.nearest(name); meant != "" {
			problems = append(problems, judge.worded("misspelt", name, "meant", meant))
		} else if isOwnName(name, judge.prefixes) {
			problems = append(problems, judge.worded("unknown", name))
		}
	}
	slices.SortFunc(problems, func(one, other Problem) int { return strings.Compare(one.Variable, other.Variable) })
	return problems
}

// ofLine words what is wrong with a line; a name is shown if it is known, for it may be a piece of a secret.
func (judge *validator) ofLine(found trap) Problem {
	name, subject := "", "This line"
	if judge.known[found.name] {
		name, subject = found.name, "`"+found.name+"`"
	}
	problem := judge.worded(found.what, name, "subject", subject)
	problem.Line = found.line
	return problem
}

// worded returns a message about a variable; facts are pairs of names and texts.
func (judge *validator) worded(what, variable string, pairs ...string) Problem {
	facts := map[string]string{"variable": variable, "service": judge.service}
	for place := 0; place < len(pairs); place += 2 {
		facts[pairs[place]] = pairs[place+1]
	}
	place := slices.IndexFunc(judge.messages, func(each message) bool { return each.what == what })
	told := judge.messages[place]
	return Problem{variable, told.slug, told.severity, filled(told.message, facts), filled(told.remedy, facts), 0}
}
