//! The rules of a variable: when one applies, and what passes its check.

/// When a rule applies.
enum Condition {
    Is(&'static str, &'static [&'static str]),
    IsSet(&'static str),
    Unset(&'static str),
}

/// A rule of a variable; `words` are what its check asks for: words, a scheme or the names of variables.
struct Rule {
    slug: Slug,
    severity: Severity,
    check: &'static str,
    words: &'static [&'static str],
    least: usize,
    conditions: &'static [Condition],
    message: &'static str,
    remedy: &'static str,
}

/// Say whether all conditions hold.
fn applies(conditions: &[Condition], values: &Values<'_>) -> bool {
    conditions.iter().all(|condition| match condition {
        Condition::Is(name, words) => values.get(name).map_or(false, |text| words.contains(&text)),
        Condition::IsSet(name) => values.get(name).is_some(),
        Condition::Unset(name) => values.get(name).is_none(),
    })
}

/// Say whether a variable's effective `text` passes a check; of what is not set, only `present` asks anything.
///
/// # Panics
///
/// If the check is not known.
fn passes(rule: &Rule, kind: &Kind, text: Option<&str>, values: &Values<'_>) -> bool {
    let are_set = || {
        rule.words
            .iter()
            .filter(|name| values.get(name).is_some())
            .count()
    };
    match rule.check {
        "at-least-one" => return are_set() > 0,
        "at-most-one" => return are_set() <= 1,
        "all-or-none" => return are_set() == 0 || are_set() == rule.words.len(),
        _ => {}
    }
    let text = match text {
        Some(text) => text,
        None => return rule.check != "present",
    };
    let is_list = kind.name == "list";
    let all = |passes: &dyn Fn(&str) -> bool| {
        if is_list {
            items(text).all(passes)
        } else {
            passes(text)
        }
    };
    let other = || rule.words.first().and_then(|name| values.get(name));
    match rule.check {
        "present" => true,
        "absent" => false,
        "equal" => rule.words.contains(&text),
        "be-one-of" => all(&|part| rule.words.contains(&part)),
        "be-none-of" | "not-be-example" => all(&|part| !rule.words.contains(&part)),
        "use-scheme" => all(&|part| {
            let after = |scheme: &&str| part.strip_prefix(*scheme);
            rule.words
                .iter()
                .filter_map(after)
                .any(|rest| rest.starts_with("://"))
        }),
        "have-bytes" => text.len() >= rule.least,
        "not-be-placeholder" => all(&|part| !looks_like_placeholder(part)),
        "not-be-guessable" => all(&|part| !is_guessable(part)),
        "differ-from" => other() != Some(text),
        "accompany" => other().is_some(),
        "not-contain" => {
            let lower = text.to_lowercase();
            let is_held = |word: String| {
                if is_list {
                    items(&lower).any(|part| part == word)
                } else {
                    lower.contains(&word)
                }
            };
            !rule.words.iter().any(|word| is_held(word.to_lowercase()))
        }
        check => panic!("there is no check {check}"),
    }
}

/// Give each variable of `sources` that has no value that of its source; return which they are.
///
/// What the source has no form for, they have none for either.
fn borrow<'a>(
    values: &mut Values<'a>,
    broken: &mut [Option<Fault<'a>>],
    sources: &[(usize, usize)],
) -> Vec<usize> {
    let mut borrowing: Vec<usize> = sources.iter().map(|(place, _)| *place).collect();
    borrowing.retain(|place| values.texts[*place].is_none());
    for (place, source) in sources {
        if borrowing.contains(place) {
            let (text, fault) = (values.texts[*source].clone(), broken[*source].clone());
            values.texts[*place] = text;
            broken[*place] = fault.or(broken[*place].take());
        }
    }
    borrowing
}

/// Return the problems without those whose message an earlier one has: what is said of several variables.
fn told_once(problems: Vec<Problem>) -> Vec<Problem> {
    let mut once: Vec<Problem> = Vec::with_capacity(problems.len());
    for problem in problems {
        if once.iter().all(|other| other.message != problem.message) {
            once.push(problem);
        }
    }
    once
}

/// Put the problems of an env file in the order of its lines: a profile that there is not first, no line last.
fn in_order_of_lines(problems: &mut [Problem], profile_variable: Option<&str>) {
    problems.sort_by_key(|problem| {
        let is_of_profile =
            profile_variable == Some(&problem.variable) && problem.rule == "not-a-choice";
        (!is_of_profile, problem.line.is_none(), problem.line)
    });
}
