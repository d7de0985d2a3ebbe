//! Find why a value is refused: which small change would make it pass, or what it is in the place of a secret.
//!
//! A cause is told only if the value passes once it is removed, so that no advice leads to the next error.

use std::cmp::Ordering;

/// Why a value is refused: the name of the cause, what of the schema was meant, and the text with that put right.
///
/// What was meant is a word or a bound. All are empty where no cause can be told.
#[derive(Clone, Default)]
struct Cause {
    name: &'static str,
    meant: &'static str,
    corrected: String,
}

const MEANT_TRUE: [&str; 6] = ["1", "on", "t", "true", "y", "yes"];
const MEANT_FALSE: [&str; 6] = ["0", "off", "f", "false", "n", "no"];
const LONGEST_EXPLAINED: usize = 200;
const SHORTEST_ABBREVIATION: usize = 3;
const LENGTH_OF_A_LONG_CHOICE: usize = 5;
/// Return why `text` has not the form of `kind`.
fn cause_of_form(kind: &Kind, text: &str) -> Cause {
    if let Some(item) = kind.item {
        let mut parts: Vec<&str> = items(text).collect();
        if let Some(place) = parts.iter().position(|part| fault(item, part).is_some()) {
            let cause = cause_of_form(item, parts[place]);
            parts[place] = &cause.corrected;
            let corrected = Some(parts.join(","))
                .filter(|text| !cause.corrected.is_empty() && fault(kind, text).is_none());
            return Cause {
                corrected: corrected.unwrap_or_default(),
                ..cause
            };
        }
        return of_count(kind, parts.len(), "items-few", "items-many");
    }
    if text.is_empty() {
        return Cause {
            name: "empty",
            ..Cause::default()
        };
    }
    if length_of(text) > LONGEST_EXPLAINED {
        return Cause::default();
    }
    if fault(kind, text) == Some("out-of-range") {
        return of_range(kind, text);
    }
    for (name, change) in changes_of(kind.name) {
        let corrected = change(kind, text);
        if !corrected.is_empty() && corrected != text && fault(kind, &corrected).is_none() {
            let is_of_a_scheme = *name == "scheme" || *name == "other-scheme";
            return Cause {
                name,
                meant: if is_of_a_scheme { scheme_of(kind) } else { "" },
                corrected,
            };
        }
    }
    of_words(kind, text)
}

/// Return the word that was meant by a text, or the length that it lacks or is over.
fn of_words(kind: &Kind, text: &str) -> Cause {
    match kind.name {
        "choice" => nearest(kind.words, text),
        "flag" => {
            let lower = text.to_lowercase();
            let meant = if MEANT_TRUE.contains(&&*lower) {
                "true"
            } else if MEANT_FALSE.contains(&&*lower) {
                "false"
            } else {
                return nearest(&["true", "false"], text);
            };
            word_meant(meant, &lower)
        }
        "shaped-text" => {
            let any_length = Kind {
                least: None,
                most: None,
                ..*kind
            };
            if fault(&any_length, text).is_some() {
                return Cause::default();
            }
            of_count(kind, length_of(text), "text-short", "text-long")
        }
        "duration" | "size" => {
            let of_unit = |unit: &'static str| {
                let kept = length_of(text).saturating_sub(unit.len());
                let corrected: String = text.chars().take(kept).chain(unit.chars()).collect();
                let is_meant = text.to_lowercase() == corrected.to_lowercase();
                Some(Cause {
                    name: "case",
                    meant: unit,
                    corrected,
                })
                .filter(|cause| is_meant && fault(kind, &cause.corrected).is_none())
            };
            kind.words
                .iter()
                .find_map(|unit| of_unit(unit))
                .unwrap_or_default()
        }
        _ => Cause::default(),
    }
}

/// Return which of the bounds of letters or items is passed.
fn of_count(kind: &Kind, count: usize, few: &'static str, many: &'static str) -> Cause {
    let is_past = |bound: &&str, side| order(&count.to_string(), bound) == side;
    let least = kind.least.filter(|least| is_past(least, Ordering::Less));
    let most = kind.most.filter(|most| is_past(most, Ordering::Greater));
    match (least, most) {
        (Some(least), _) => bound(few, least),
        (_, Some(most)) => bound(many, most),
        _ => Cause::default(),
    }
}

fn bound(name: &'static str, meant: &'static str) -> Cause {
    Cause {
        name,
        meant,
        corrected: String::new(),
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
            bound(name.unwrap_or(""), "")
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
        _ => Cause::default(),
    }
}

/// Return what is said of a profile that there is not, and the profile that is judged in.
fn cause_of_profile(
    profiles: &'static [&'static str],
    text: &str,
    otherwise: &'static str,
) -> Cause {
    match nearest_word(profiles, text) {
        "" => bound("no-profile", otherwise),
        meant => bound("profile", meant),
    }
}

/// Put what `remedies` say of a cause in the place of what a problem says in general.
fn explained(mut problem: Problem, cause: &Cause, remedies: &[Remedy]) -> Problem {
    if let Some((_, message, remedy)) = remedies.iter().find(|(name, _, _)| *name == cause.name) {
        let facts = [("variable", &*problem.variable), ("meant", cause.meant)];
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
        "" => Cause::default(),
        word => word_meant(word, &text.to_lowercase()),
    }
}

fn word_meant(word: &'static str, lower: &str) -> Cause {
    Cause {
        name: if word.to_lowercase() == lower {
            "case"
        } else {
            "near"
        },
        meant: word,
        corrected: word.to_owned(),
    }
}

/// Return which bound of a number or a quantity is passed, and the bound as it is written.
fn of_range(kind: &Kind, text: &str) -> Cause {
    let without_most = Kind {
        most: None,
        ..*kind
    };
    let is_below = kind.least.is_some() && fault(&without_most, text).is_some();
    let (meant, name) = match (is_below, kind.above, kind.below) {
        (true, true, _) => (kind.written_least, "not-above"),
        (true, false, _) => (kind.written_least, "too-small"),
        (false, _, true) => (kind.written_most, "not-below"),
        (false, _, false) => (kind.written_most, "too-large"),
    };
    if meant.is_empty() {
        Cause::default()
    } else {
        bound(name, meant)
    }
}
