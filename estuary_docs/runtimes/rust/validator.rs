//! Judge an environment by tables: the interpreter that a service ships with.

use std::borrow::Cow;
use std::collections::BTreeMap;

const UNREADABLE: &str = "unreadable";

/// Return every error and warning about an environment, in the order of the variables.
///
/// `profile` takes the place of the one that the environment chooses.
#[must_use]
pub fn check(environ: &Environ, profile: Option<Profile>) -> Vec<Problem> {
    judged(Source::new(environ, profile)).1
}

/// Return every error and warning about the text of an env file and nothing else; those of its lines come first.
#[must_use]
pub fn check_env_file(text: &str, profile: Option<Profile>) -> Vec<Problem> {
    let file = EnvFile::new(text);
    let mut problems: Vec<Problem> = file
        .traps
        .iter()
        .map(|(line, name, trap)| of_line(*line, name, trap))
        .collect();
    for mut problem in check(&file.values, profile) {
        let line = file.lines.get(&problem.variable);
        let line_of_file = || file.lines.get(&[&problem.variable, FILE_SUFFIX].concat());
        problem.line = line.or_else(line_of_file).copied();
        problems.push(problem);
    }
    in_order_of_lines(&mut problems, TABLES.profile_variable);
    problems
}

/// What `judged` returns.
type Judgement<'a> = (Values<'a>, Vec<Problem>, Vec<Option<Slug>>);

/// Return the effective values, every problem, and the slug of each value without a form.
///
/// A malformed value counts as its default where the rules of others ask for it; its own rules are passed over.
fn judged(environ: Source<'_>) -> Judgement<'_> {
    let (mut values, mut broken) = read(environ);
    let borrowing = borrow(&mut values, &mut broken, TABLES.borrowed_defaults);
    let mut problems: Vec<Problem> = Vec::new();
    for (place, variable) in TABLES.variables.iter().enumerate() {
        let name = variable.name;
        for old in variable
            .old_names
            .iter()
            .filter(|old| environ.get(old).is_some())
        {
            problems.push(worded("renamed", old, &[("new", name)]));
        }
        if let (Some(advice), Some(_)) = (variable.deprecated, environ.get(name)) {
            problems.push(worded("deprecated", name, &[("advice", advice)]));
        }
        if broken[place].is_some() && borrowing.contains(&place) {
            continue;
        }
        if let Some(fault) = &broken[place] {
            let file = [name, FILE_SUFFIX].concat();
            let facts = [("file", &*file), ("kind", variable.label)];
            let mut problem = worded(fault.slug, name, &facts);
            if let Some((kind, text)) = &fault.read {
                let cause = cause_of(place, kind, text, &mut values);
                problem = explained(problem, &cause, TABLES.remedies);
            }
            // What was meant by a profile decides on all the rest.
            let is_first = TABLES.profile_variable == Some(name);
            problems.insert(if is_first { 0 } else { problems.len() }, problem);
        } else {
            breaches(place, &values, &mut problems);
        }
    }
    let mut once = told_once(problems);
    unknown(environ.environ, &mut once);
    let slugs = broken
        .into_iter()
        .map(|fault| fault.map(|fault| fault.slug));
    (values, once, slugs.collect())
}

/// Return what may be logged: of a secret whether it is set and how long, of the others the effective value.
///
/// What is malformed, or holds a secret's value, is not shown.
#[must_use]
pub fn redacted(environ: &Environ, profile: Option<Profile>) -> BTreeMap<&'static str, String> {
    let source = Source::new(environ, profile);
    let (values, _, broken) = judged(source);
    let each = || TABLES.variables.iter().zip(&values.texts);
    let mut pieces = Pieces::default();
    for (variable, text) in each().filter(|(variable, _)| variable.is_secret) {
        for text in text.as_deref().into_iter().chain(source.get(variable.name)) {
            std::iter::once(text)
                .chain(items(text))
                .filter(|piece| !piece.is_empty())
                .for_each(|piece| pieces.add(piece));
        }
    }
    let shown = each().zip(&broken).map(|((variable, text), slug)| {
        let told = match (slug, text) {
            (Some(slug), _) => (*slug).to_owned(),
            (None, None) => "unset".to_owned(),
            (None, Some(text)) if variable.is_secret => format!("set ({})", length_class(text)),
            (None, Some(text)) if pieces.are_in(text) => {
                "hidden: holds the value of a secret".to_owned()
            }
            (None, Some(text)) => without_credentials(text),
        };
        (variable.name, told)
    });
    shown.collect()
}

fn chosen_profile(environ: Source<'_>) -> &'static str {
    if let Some(profile) = environ.profile {
        return profile;
    }
    let chosen = TABLES
        .profile_variable
        .and_then(|name| environ.get(name))
        .unwrap_or("");
    if let Some(profile) = TABLES.profiles.iter().find(|profile| **profile == chosen) {
        return profile;
    }
    match nearest_word(TABLES.profiles, chosen) {
        "" => TABLES.default_profile,
        profile => profile,
    }
}

/// What is wrong with a value that has no form, and its kind and text where it was read.
#[derive(Clone)]
struct Fault<'a> {
    slug: Slug,
    read: Option<(&'static Kind, Cow<'a, str>)>,
}

/// Return the effective values, and what is wrong with each that has no form.
fn read(environ: Source<'_>) -> (Values<'_>, Vec<Option<Fault<'_>>>) {
    let chosen = chosen_profile(environ);
    let mut texts: Vec<Option<Cow<'_, str>>> = TABLES
        .variables
        .iter()
        .map(|variable| variable.default.map(Cow::from))
        .collect();
    let of_profile = TABLES
        .profile_defaults
        .iter()
        .filter(|(name, _)| *name == chosen);
    for (place, default) in of_profile.flat_map(|(_, defaults)| *defaults) {
        texts[*place] = default.map(Cow::from);
    }
    let mut broken = vec![None; texts.len()];
    for (place, variable) in TABLES.variables.iter().enumerate() {
        let is_given = |name: &&str| environ.get(name).is_some();
        if variable.yields_to.iter().any(is_given) {
            continue;
        }
        let given = environ.get(variable.name);
        let read = if variable.has_file {
            read_secret(environ, variable.name)
        } else {
            Ok(given.map(Cow::from))
        };
        let text = match read {
            Ok(Some(text)) => text,
            Ok(None) => continue,
            Err(slug) => {
                broken[place] = Some(Fault { slug, read: None });
                // Set, though nobody can say to what: presence is all that other rules may ask of it.
                texts[place] = Some(Cow::from(UNREADABLE));
                continue;
            }
        };
        let kind = if given.is_some() {
            variable.kind
        } else {
            in_file(variable.kind)
        };
        if !is_set(kind, &text) {
            continue;
        }
        let slug = fault(kind, &text);
        if let Some(slug) = slug {
            broken[place] = Some(Fault {
                slug,
                read: Some((kind, text.clone())),
            });
        }
        // Other rules see the default in the place of a malformed value.
        if slug.is_none() || texts[place].is_none() {
            texts[place] = Some(text);
        }
    }
    (Values { texts }, broken)
}

/// Return why a value has no form; nothing where what would be right breaks a rule.
fn cause_of(place: usize, kind: &Kind, text: &str, values: &mut Values<'_>) -> Cause {
    if TABLES.profile_variable == Some(TABLES.variables[place].name) {
        return cause_of_profile(TABLES.profiles, text, TABLES.default_profile);
    }
    let cause = cause_of_form(kind, text);
    if cause.corrected.is_empty() {
        return cause;
    }
    let mut problems = Vec::new();
    let corrected = Some(Cow::from(cause.corrected.clone()));
    let before = std::mem::replace(&mut values.texts[place], corrected);
    breaches(place, values, &mut problems);
    values.texts[place] = before;
    if has_errors(&problems) {
        Cause::default()
    } else {
        cause
    }
}

fn breaches(place: usize, values: &Values<'_>, problems: &mut Vec<Problem>) {
    let variable = &TABLES.variables[place];
    let text = values.texts[place].as_deref();
    for rule in variable.rules {
        if applies(rule.conditions, values) && !passes(rule, variable.kind, text, values) {
            let problem = Problem {
                variable: variable.name.to_owned(),
                rule: rule.slug,
                severity: rule.severity,
                message: rule.message.to_owned(),
                remedy: rule.remedy.to_owned(),
                line: None,
            };
            let cause = cause_of_breach(rule, variable.kind, text);
            problems.push(explained(problem, &cause, TABLES.remedies));
        }
    }
}

fn is_known(name: &str) -> bool {
    let of_file = name.strip_suffix(FILE_SUFFIX);
    let is_of = |variable: &Variable| {
        variable.name == name
            || (variable.has_file && of_file == Some(variable.name))
            || variable.old_names.contains(&name)
    };
    TABLES.external.contains(&name) || TABLES.variables.iter().any(is_of)
}

fn unknown(environ: &Environ, problems: &mut Vec<Problem>) {
    let names = Names {
        known: TABLES.variables,
    };
    for name in environ.keys().filter(|name| !is_known(name)) {
        if let Some(meant) = names.nearest(name) {
            problems.push(worded("misspelt", name, &[("meant", meant)]));
        } else if is_own_name(name, TABLES.prefixes) {
            problems.push(worded("unknown", name, &[]));
        }
    }
}

/// Word what is wrong with a line; a name is shown if it is known, for it may be a piece of a secret.
fn of_line(line: usize, name: &str, trap: &str) -> Problem {
    let (name, subject) = if is_known(name) {
        (name, format!("`{name}`"))
    } else {
        ("", "This line".to_owned())
    };
    Problem {
        line: Some(line),
        ..worded(trap, name, &[("subject", &subject)])
    }
}

fn worded(what: &str, variable: &str, facts: &[(&str, &str)]) -> Problem {
    let message = TABLES.messages.iter().find(|(name, ..)| *name == what);
    let (_, rule, severity, message, remedy) = message.expect("every fault has its message");
    let all = [
        facts,
        &[("variable", variable), ("service", TABLES.service)],
    ]
    .concat();
    Problem {
        variable: variable.to_owned(),
        rule,
        severity: *severity,
        message: filled(message, &all),
        remedy: filled(remedy, &all),
        line: None,
    }
}
