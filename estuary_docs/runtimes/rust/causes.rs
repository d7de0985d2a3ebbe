//! Find why a value is refused: which small change would make it pass, or what it is in the place of a secret.
//!
//! A cause is told only if the value passes once it is removed, so that no advice leads to the next error.

/// The name of a cause, and the word that was meant; both empty where no cause can be told.
type Cause = (&'static str, &'static str);

const NO_CAUSE: Cause = ("", "");
const MEANT_TRUE: [&str; 6] = ["1", "on", "t", "true", "y", "yes"];
const MEANT_FALSE: [&str; 6] = ["0", "off", "f", "false", "n", "no"];
const LONGEST_EXPLAINED: usize = 200;
const SHORTEST_ABBREVIATION: usize = 3;
const LENGTH_OF_A_LONG_CHOICE: usize = 5;
/// A cause, and the change that takes it away.
type Change = (&'static str, fn(&str) -> String);

const CHANGES: [Change; 11] = [
    ("blank-around", |text| {
        text.trim_matches(is_white_space).to_owned()
    }),
    ("quotes", without_quotes),
    ("blank-inside", |text| text.replace(is_white_space, "")),
    ("thousands", without_thousands),
    ("plus", |text| text.trim_start_matches('+').to_owned()),
    ("unit", without_unit),
    ("decimals", without_decimals),
    ("scheme-case", with_lower_scheme),
    ("scheme", |text| ["https://", text].concat()),
    ("slash", |text| text.trim_end_matches('/').to_owned()),
    ("path", without_path),
];

/// Return why `text` has not the form of `kind`.
fn cause_of_form(kind: &Kind, text: &str) -> Cause {
    let (kind, text) = match kind.item {
        Some(item) => (
            item,
            items(text)
                .find(|part| fault(item, part).is_some())
                .unwrap_or(""),
        ),
        None => (kind, text),
    };
    if text.is_empty() || length_of(text) > LONGEST_EXPLAINED {
        return NO_CAUSE;
    }
    if fault(kind, text) == Some("out-of-range") {
        return of_range(kind, text);
    }
    for (name, change) in CHANGES {
        let changed = change(text);
        if !changed.is_empty() && changed != text && fault(kind, &changed).is_none() {
            return (name, "");
        }
    }
    match kind.name {
        "choice" => nearest(kind.words, text),
        "flag" => {
            let lower = text.to_lowercase();
            let name = |meant| if meant == lower { "case" } else { "near" };
            if MEANT_TRUE.contains(&&*lower) {
                (name("true"), "true")
            } else if MEANT_FALSE.contains(&&*lower) {
                (name("false"), "false")
            } else {
                nearest(&["true", "false"], text)
            }
        }
        _ => NO_CAUSE,
    }
}

/// Return why a value breaks a check, likewise.
fn cause_of_breach(rule: &Rule, kind: &Kind, text: Option<&str>) -> Cause {
    let is_list = kind.name == "list";
    let text = text.unwrap_or("");
    match rule.check {
        "not-be-placeholder" => {
            let parts = if is_list {
                items(text).collect()
            } else {
                vec![text]
            };
            let mut names = parts.into_iter().map(stand_in);
            let name = names.find(|name| !name.is_empty() && *name != PLACEHOLDER);
            (name.unwrap_or(""), "")
        }
        "equal" | "be-one-of" => {
            let choice = Kind {
                name: "choice",
                fault: choice_fault,
                words: rule.words,
                ..TEXT
            };
            let mut parts = items(text).filter(|part| fault(&choice, part).is_some());
            cause_of_form(
                &choice,
                if is_list {
                    parts.next().unwrap_or("")
                } else {
                    text
                },
            )
        }
        _ => NO_CAUSE,
    }
}

/// Return what is said of a profile that there is not, and the profile that is judged in.
fn cause_of_profile(
    profiles: &'static [&'static str],
    text: &str,
    otherwise: &'static str,
) -> Cause {
    match nearest_word(profiles, text) {
        "" => ("no-profile", otherwise),
        meant => ("profile", meant),
    }
}

/// Put what `remedies` say of a cause in the place of what a problem says in general.
fn explained(mut problem: Problem, (name, meant): Cause, remedies: &[Remedy]) -> Problem {
    if let Some((_, message, remedy)) = remedies.iter().find(|(cause, _, _)| *cause == name) {
        let facts = [("variable", &*problem.variable), ("meant", meant)];
        let (message, remedy) = (filled(message, &facts), filled(remedy, &facts));
        if !message.is_empty() {
            problem.message = message;
        }
        problem.remedy = remedy;
    }
    problem
}

/// Return a template with the facts in its braces.
fn filled(template: &str, facts: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(place) = rest.find(['{', '}']) {
        text.push_str(&rest[..place]);
        let (brace, after) = rest[place..].split_at(1);
        if let Some(doubled) = after.strip_prefix(brace) {
            text.push_str(brace);
            rest = doubled;
            continue;
        }
        let (name, after) = partition(after, "}");
        let fact = facts.iter().find(|(fact, _)| *fact == name);
        text.push_str(fact.map_or("", |(_, fact)| fact));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Return the only word that a text is a slip or an abbreviation of; an empty text if there is none such.
fn nearest_word(words: &'static [&'static str], text: &str) -> &'static str {
    let lower = text.trim_matches(is_white_space).to_lowercase();
    let length = length_of(&lower);
    if lower.is_empty() || length > LONGEST_EXPLAINED {
        return "";
    }
    let most = |word: &str| 1 + usize::from(length_of(word) > LENGTH_OF_A_LONG_CHOICE);
    let is_alike = |word: &str| word.to_lowercase() == lower;
    let is_short =
        |word: &str| length >= SHORTEST_ABBREVIATION && word.to_lowercase().starts_with(&lower);
    let is_slip = |word: &str| distance(&lower, &word.to_lowercase()) <= most(word);
    let tests: [&dyn Fn(&str) -> bool; 3] = [&is_alike, &is_short, &is_slip];
    for is_meant in tests {
        let mut meant = words.iter().filter(|word| is_meant(word));
        if let (Some(word), None) = (meant.next(), meant.next()) {
            return word;
        }
    }
    ""
}

fn nearest(words: &'static [&'static str], text: &str) -> Cause {
    match nearest_word(words, text) {
        "" => NO_CAUSE,
        word if word.to_lowercase() == text.to_lowercase() => ("case", word),
        word => ("near", word),
    }
}

/// Return which bound of an integer is passed, and the bound.
fn of_range(kind: &Kind, text: &str) -> Cause {
    if kind.name != "integer" {
        return NO_CAUSE;
    }
    let without_most = Kind {
        most: None,
        ..*kind
    };
    match kind.least {
        Some(least) if fault(&without_most, text).is_some() => ("too-small", least),
        _ => ("too-large", kind.most.unwrap_or("None")),
    }
}

fn without_quotes(text: &str) -> String {
    let first = text
        .chars()
        .next()
        .filter(|letter| "'\"`".contains(*letter));
    match first {
        Some(quote) if text.len() > 1 && text.ends_with(quote) => {
            text[1..text.len() - 1].to_owned()
        }
        Some(_) if text.len() == 1 => String::new(),
        _ => text.to_owned(),
    }
}

fn without_thousands(text: &str) -> String {
    let digits = text.replace([',', '_', '\'', ' '].as_ref(), "");
    if digits
        .trim_start_matches('-')
        .bytes()
        .all(|letter| letter.is_ascii_digit())
    {
        digits
    } else {
        text.to_owned()
    }
}

fn without_unit(text: &str) -> String {
    let is_of_a_unit = |letter: char| letter.is_ascii_alphabetic() || "%µ ".contains(letter);
    let number = text.trim_end_matches(is_of_a_unit);
    if number.is_empty() || number.ends_with(|letter: char| letter.is_ascii_digit()) {
        number.to_owned()
    } else {
        text.to_owned()
    }
}

fn without_decimals(text: &str) -> String {
    let (number, decimals) = partition(text, ".");
    if decimals.bytes().all(|letter| letter.is_ascii_digit()) {
        number.to_owned()
    } else {
        text.to_owned()
    }
}

fn with_lower_scheme(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => [&scheme.to_lowercase(), "://", rest].concat(),
        None => text.to_owned(),
    }
}

fn without_path(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => [scheme, "://", partition(rest, "/").0].concat(),
        None => text.to_owned(),
    }
}
