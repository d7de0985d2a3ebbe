//! Tell what something else is to put a secret in the place of: a reference to a store, a variable, a command.

const REFERENCE: &str = "reference";
const COMMAND: &str = "command";

/// Return what nothing has resolved or run, REFERENCE or COMMAND; an empty text if `text` is neither.
fn unresolved(text: &str) -> &'static str {
    if is_command(text) {
        return COMMAND;
    }
    let begins = BEGINNINGS
        .iter()
        .any(|beginning| text.starts_with(beginning));
    if begins || is_wrapped(text) || is_address_of_a_secret(text) {
        REFERENCE
    } else {
        ""
    }
}

/// Say whether a text is a command of a shell, in the shell's marks or without.
fn is_command(text: &str) -> bool {
    for (opening, closing) in [("$(", ")"), ("`", "`")] {
        let inner = text
            .strip_prefix(opening)
            .and_then(|rest| rest.strip_suffix(closing));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty()) {
            return is_expression(inner);
        }
    }
    let (first, rest) = partition(text, " ");
    let is_argument = |word: &str| {
        OF_COMMANDS
            .iter()
            .any(|beginning| word.starts_with(beginning))
    };
    COMMANDS.contains(&first) && rest.split(' ').any(is_argument)
}

/// Say whether the whole text is a variable, or an expression in the marks of a template.
fn is_wrapped(text: &str) -> bool {
    let is_in_marks = |marks: &[&str]| {
        text.strip_prefix(marks[0])
            .and_then(|rest| rest.strip_suffix(marks[1]))
            .map_or(false, is_expression)
    };
    let is_variable = |name: &str| {
        name.len() > 3
            && name.contains('_')
            && name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.bytes().all(|letter| {
                letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == b'_'
            })
    };
    WRAPPED.chunks(2).any(is_in_marks) || text.strip_prefix('$').map_or(false, is_variable)
}

fn is_expression(inner: &str) -> bool {
    stripped(inner, &[' ', '=', '-', '{', '}'])
        .starts_with(|letter: char| letter.is_ascii_alphanumeric() || "_./$'\"".contains(letter))
}

/// Say whether a text names a secret in a store: `vault:…`, `arn:aws:secretsmanager:…`, `projects/x/secrets/y`.
fn is_address_of_a_secret(text: &str) -> bool {
    let mut parts = text.split('/');
    if parts.next() == Some("projects") && parts.nth(1) == Some("secrets") && parts.next().is_some()
    {
        return true;
    }
    let is_of_a_scheme = |letter: u8| letter.is_ascii_alphanumeric() || b"+-.".contains(&letter);
    let (scheme, rest) = partition(text, ":");
    if rest.is_empty() || scheme.is_empty() || !scheme.bytes().all(is_of_a_scheme) {
        return false;
    }
    if scheme == "arn" {
        let (_, resource) = partition(rest, ":");
        return rest.starts_with("aws")
            && CLOUD_SERVICES
                .iter()
                .any(|service| resource.starts_with(service));
    }
    if scheme == "https" {
        return VAULTS.iter().any(|vault| rest.contains(vault));
    }
    let lower = scheme.to_lowercase();
    let has_one_of = |words: &[&str]| {
        lower
            .split(['+', '-', '.'])
            .any(|name| words.contains(&name))
    };
    if has_one_of(&STORES) {
        return true;
    }
    let is_of_a_path = |letter: u8| letter.is_ascii_lowercase() || b"/_-.#".contains(&letter);
    let is_path = rest.starts_with("//")
        || STORES.contains(&partition(rest, ":").0)
        || (rest.contains('/') && rest.bytes().all(is_of_a_path));
    is_path && has_one_of(&FOLLOWED_BY_A_PATH)
}
