//! Tell a stand-in that somebody forgot to replace from a genuine secret.

use std::borrow::Cow;

const PLACEHOLDER: &str = "placeholder";
const MARKS: [char; 8] = ['<', '{', '(', '[', '%', '_', '@', '$'];
const BETWEEN_WORDS: [char; 3] = [' ', '_', '-'];
const DECORATION: [char; 10] = ['!', '@', '#', '$', '%', '^', '&', '*', '(', ')'];
const ADDRESS_NOTES: [&str; 4] = ["change", "replace", "please", "insert"];
const DISGUISES: [(char, char); 8] = [
    ('0', 'o'),
    ('1', 'i'),
    ('3', 'e'),
    ('4', 'a'),
    ('5', 's'),
    ('7', 't'),
    ('@', 'a'),
    ('$', 's'),
];
const LONGEST_JUDGED: usize = 1000;
const DEEPEST: usize = 4;

/// Say whether a text is a stand-in rather than a secret.
fn looks_like_placeholder(text: &str) -> bool {
    !stand_in(text).is_empty()
}

/// Return what a text is in the place of a secret, "placeholder", "reference" or "command"; empty if it is one.
fn stand_in(text: &str) -> &'static str {
    if !text.is_empty() && text.chars().all(is_white_space) {
        return PLACEHOLDER;
    }
    stands_in(text, DEEPEST)
}

fn placeholder_if(holds: bool) -> &'static str {
    if holds {
        PLACEHOLDER
    } else {
        ""
    }
}

/// Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key.
fn stands_in(text: &str, depth: usize) -> &'static str {
    let trimmed = stripped(text.trim_matches(is_white_space), &['"', '\'']);
    let on_one_line = if trimmed.contains("\\n") {
        Cow::from(trimmed.replace("\\n", " "))
    } else {
        Cow::from(trimmed)
    };
    let is_long = length_of(&on_one_line) > LONGEST_JUDGED;
    let found = if is_long {
        ""
    } else {
        unresolved(&on_one_line)
    };
    let text = on_one_line.trim_matches('`');
    if !found.is_empty() {
        return found;
    }
    if is_guessable(text) {
        return placeholder_if(length_of(text) > 2 || "xX*#?-_•….".contains(text));
    }
    if length_of(text) > LONGEST_JUDGED || depth == 0 {
        return "";
    }
    if is_template(text) {
        let is_expanded = text.contains("${") || text.contains("{{");
        return if is_expanded { REFERENCE } else { PLACEHOLDER };
    }
    if trails_off(text) {
        return PLACEHOLDER;
    }
    for piece in text.split(|letter| is_white_space(letter) || ";&?".contains(letter)) {
        let (key, value) = partition(piece, "=");
        let key = || key.to_lowercase().replace('_', "");
        if !value.trim_matches('=').is_empty() && SECRET_KEYS.iter().any(|end| key().ends_with(end))
        {
            return stands_in(value, depth - 1);
        }
    }
    if !partition(text, "://").0.contains(' ') && (text.contains("://") || text.contains("@tcp(")) {
        return of_url(text, depth - 1);
    }
    let inside = decoded(text.strip_prefix("base64:").unwrap_or(text));
    if !inside.is_empty() && !stands_in(&inside, depth - 1).is_empty() {
        return PLACEHOLDER;
    }
    placeholder_if(if is_hostname(text) {
        is_address_to_fill_in(text)
    } else {
        is_note(text, depth - 1)
    })
}

fn is_hostname(text: &str) -> bool {
    let (_, domain) = partition_at_last(text, ".");
    TOP_LEVEL_DOMAINS.contains(&domain)
        && domain != text
        && text == text.to_lowercase()
        && !text.contains(['_', ' '])
}

/// Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with.
fn is_note(text: &str, depth: usize) -> bool {
    for rest in VENDORS
        .iter()
        .filter_map(|vendor| text.strip_prefix(vendor))
    {
        let is_example = rest.ends_with("EXAMPLE") && length_of(rest) == 16;
        if is_example || !stands_in(rest, depth).is_empty() {
            return true;
        }
    }
    if is_short_word(text) || is_request(text) {
        return true;
    }
    let plain = text.trim_end_matches(DECORATION);
    let text = if text.len() - plain.len() > 2 {
        plain
    } else {
        text
    };
    text.to_lowercase() == "n/a"
        || (text.ends_with("EXAMPLEKEY") && length_of(text) == 40)
        || is_word_and_count(text)
        || is_named_word(text)
        || is_explained(text)
        || is_disguised(text)
}

/// Say whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`.
fn is_template(text: &str) -> bool {
    if !text.contains(MARKS) {
        return false;
    }
    for marks in TEMPLATES.chunks(2) {
        let (opening, closing) = (marks[0], marks[1]);
        let mut from = 0;
        while let Some(start) = text[from..].find(opening).map(|place| from + place) {
            let opened = &text[start + opening.len()..];
            let (inner, after) = match opened.split_once(closing) {
                Some((inner, after)) if length_of(inner) <= 100 => (inner, after),
                _ => break,
            };
            if start == 0 && after.is_empty() && (is_hole(inner) || is_prose(inner)) {
                return true;
            }
            if is_hole_within(inner, &text[..start], after) {
                return true;
            }
            from = start + 1;
        }
    }
    text.strip_prefix('$').map_or(false, |name| {
        is_alphanumeric(&name.replace('_', "")) && is_named(name)
    })
}

/// Say whether a hole of letters stands alone, or among known words.
fn is_hole_within(inner: &str, before: &str, after: &str) -> bool {
    let plain = inner.replace(BETWEEN_WORDS.as_ref(), "");
    if !is_alphabetic(&plain) {
        return false;
    }
    let is_apart = |letter: Option<char>| !letter.map_or(false, is_letter_or_digit);
    let is_alone = is_apart(before.chars().next_back()) && is_apart(after.chars().next());
    let is_name = || {
        let weights = weights_of(inner);
        weights.iter().sum::<i32>() > 0 && weights.iter().all(|weight| *weight >= 0)
    };
    (is_alone && length_of(&plain) > 2 && is_name()) || are_words(&format!("{before} {after}"), 1)
}

fn is_hole(inner: &str) -> bool {
    let is_in_one_case = inner == inner.to_lowercase() || inner == inner.to_uppercase();
    let is_word = is_alphabetic(&inner.replace(BETWEEN_WORDS.as_ref(), ""))
        && is_in_one_case
        && !weights_of(inner).contains(&NOISE);
    is_word || inner == "..." || is_named(inner) || is_disguised(inner)
}

/// Say whether a text is at least so many words, all of them known.
fn are_words(text: &str, least: usize) -> bool {
    let weights = weights_of(text);
    weights.len() >= least && weights.iter().all(|weight| *weight > 0)
}

/// Say whether a text reads as the name of a secret, or as a note about one.
fn is_named(text: &str) -> bool {
    weights_of(text).iter().sum::<i32>() > 0
}

fn trails_off(text: &str) -> bool {
    if text.contains('…') || text.starts_with("...") || text.ends_with("...") {
        return true;
    }
    if text.ends_with("***") || text.ends_with("•••") {
        return !weights_of(text).contains(&NOISE);
    }
    text.matches("...").count() == 1
        && text
            .chars()
            .all(|letter| "-_.:/@= {}\"',;".contains(letter) || is_letter_or_digit(letter))
}

/// Judge the password of a URL, or the address where it has none.
fn of_url(text: &str, depth: usize) -> &'static str {
    let (scheme, rest) = partition_at_last(text, "://");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (credentials, _) = partition_at_last(authority, "@");
    if let Some((user, password)) = credentials.split_once(':') {
        if password.is_empty() || password == user {
            return PLACEHOLDER;
        }
        return stands_in(&password.replace("%40", "@"), depth);
    }
    if !credentials.is_empty() && scheme.starts_with("http") {
        return stands_in(credentials, depth);
    }
    placeholder_if(is_address_to_fill_in(rest))
}

/// Say whether a label of an address is a note, such as `your-project` or `xxxx`.
fn is_address_to_fill_in(address: &str) -> bool {
    let weights = weights_of(address);
    if weights.contains(&NOISE) {
        return false;
    }
    let lower = address.to_lowercase();
    let is_known = !weights.is_empty() && weights.iter().all(|weight| *weight > 0);
    if lower.contains("/your/") || (is_known && weights.iter().max() == Some(&4)) {
        return true;
    }
    let mut fillers = 0;
    for label in lower.split(['/', '@', ':', '.']) {
        let is_said = label.split(['_', '-']).any(|word| word == "your")
            || (label.starts_with("your") && is_named(label));
        let is_asked =
            ADDRESS_NOTES.iter().any(|note| label.starts_with(note)) && are_words(label, 3);
        if (is_said && label != "your") || is_asked {
            return true;
        }
        let length = length_of(label);
        if length > 2 && is_filler(label) {
            fillers += if length == 3 { 1 } else { 2 };
        }
    }
    fillers > 1
}

/// Say whether the words of a text are those of a note, or of a lazy author.
fn is_explained(text: &str) -> bool {
    let weights = weights_of(text);
    let count = |least: i32| weights.iter().filter(|weight| **weight >= least).count();
    let unknown = weights.len() - count(0);
    let (known, telling, total) = (count(1), count(2), weights.iter().sum::<i32>());
    if unknown == 0 {
        return total > 1;
    }
    let is_sentence = text.contains(' ') && weights.len() > 4 && telling > 0;
    if (known >= 2 * unknown && ((telling > 1 && total > 0) || is_sentence))
        || (telling > 1 && telling >= 2 * unknown)
        || (total > 1 && !text.is_ascii())
        || (!weights.contains(&NOISE) && is_name_and_note(text, &weights))
    {
        return true;
    }
    if unknown == 1 {
        return total > 0 && telling > 0 && (count(3) > 0 || known > 1 || weights.len() < 4);
    }
    let at_the_ends = weights.iter().take(1).chain(weights.iter().rev().take(2));
    at_the_ends.max() > Some(&2) && total > 0 && known > 2 * unknown
}

/// Say whether the text is one such as `P@ssw0rd`.
fn is_disguised(text: &str) -> bool {
    let bare =
        text.trim_end_matches(|letter: char| letter.is_ascii_digit() || "!?.*#".contains(letter));
    let plain_letter = |letter: char| {
        DISGUISES
            .iter()
            .find(|(disguise, _)| *disguise == letter)
            .map_or(letter, |(_, plain)| *plain)
    };
    [text, bare, &bare.replace('@', "-")].iter().any(|plain| {
        let undisguised: String = plain.chars().map(plain_letter).collect();
        (4..25).contains(&length_of(plain)) && undisguised != *plain && {
            let weights = weights_of(&undisguised);
            weights.iter().all(|weight| *weight > 0) && weights.iter().max() > Some(&1)
        }
    })
}
