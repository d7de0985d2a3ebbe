//! The one written form of each kind of value.

use std::cmp::Ordering;

/// A slug of what is wrong with a text.
type Slug = &'static str;

/// A kind of value: what finds the fault of a text, and what limits it. Bounds are texts, and compared as such.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    fault: fn(&Kind, &str) -> Option<Slug>,
    least: Option<&'static str>,
    most: Option<&'static str>,
    /// The bounds as messages have them, empty where there is none.
    written_least: &'static str,
    written_most: &'static str,
    above: bool,
    below: bool,
    whole: bool,
    /// The words of a choice, the schemes of a URL, the units of a quantity, the top of a JSON document.
    words: &'static [&'static str],
    pattern: Option<&'static str>,
    item: Option<&'static Kind>,
}

/// One-line text, and what other kinds leave as it is here.
const TEXT: Kind = Kind {
    name: "text",
    fault: text_fault,
    least: None,
    most: None,
    written_least: "",
    written_most: "",
    above: false,
    below: false,
    whole: false,
    words: &[],
    pattern: None,
    item: None,
};
static MULTILINE_TEXT: Kind = Kind {
    name: "multiline-text",
    fault: multiline_text_fault,
    ..TEXT
};
const LAST_PORT: u32 = 65535;
const LONGEST_LABEL: usize = 63;
const PARTS_OF_AN_ADDRESS: usize = 4;
const MOST_DIGITS: usize = 1000;
const WEB_SCHEMES: [&str; 4] = ["http", "https", "ws", "wss"];

/// Split a list as it is written.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(|part| stripped(part, &[' ', '\t']))
        .filter(|item| !item.is_empty())
}

/// Say whether a text counts as a value: an empty text is unset, and so is a list without items.
fn is_set(kind: &Kind, text: &str) -> bool {
    !text.is_empty() && (kind.name != "list" || items(text).next().is_some())
}

/// Return what a secret of a kind may be in a file: plain text has as many lines as it wants there.
fn in_file(kind: &'static Kind) -> &'static Kind {
    if kind.name == "text" {
        &MULTILINE_TEXT
    } else {
        kind
    }
}

/// Return the slug of the rule of form that a text breaks.
fn fault(kind: &Kind, text: &str) -> Option<Slug> {
    (kind.fault)(kind, text)
}

/// Return the slug of a malformed text unless the condition of its form holds.
fn malformed_unless(holds: bool) -> Option<Slug> {
    if holds {
        None
    } else {
        Some("malformed")
    }
}

/// Say whether a text can be a value: without NUL, which stands for what is not UTF-8, and the letters `forbidden`.
fn is_text(text: &str, forbidden: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter == '\0' || forbidden.contains(letter))
}

/// Say whether a text is made of the digits 0 to 9.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Compare two decimal numbers by their digits, of which there may be any number.
fn order(one: &str, other: &str) -> Ordering {
    let ((is_below, one), (is_other_below, other)) = (magnitude(one), magnitude(other));
    match (is_below, is_other_below) {
        (false, false) => one.cmp(&other),
        (true, true) => other.cmp(&one),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// Return whether a number is below zero, how many digits it has before the point, these, and those after it.
fn magnitude(text: &str) -> (bool, (usize, &str, &str)) {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.trim_start_matches(['-', '+']);
    let (digits, part) = (digits.trim_start_matches('0'), part.trim_end_matches('0'));
    let is_zero = digits.is_empty() && part.is_empty();
    let is_below = whole.starts_with('-') && !is_zero;
    (is_below, (digits.len(), digits, part))
}

/// Return the slug of a number that is not within the bounds of its kind.
fn range_fault(kind: &Kind, number: &str) -> Option<Slug> {
    let is_above = kind.least.map_or(true, |least| {
        let than_least = order(number, least);
        than_least == Ordering::Greater || (!kind.above && than_least == Ordering::Equal)
    });
    let is_below = kind.most.map_or(true, |most| {
        let than_most = order(number, most);
        than_most == Ordering::Less || (!kind.below && than_most == Ordering::Equal)
    });
    if is_above && is_below {
        None
    } else {
        Some("out-of-range")
    }
}

/// Return a number without the `-` that it may begin with.
fn without_sign<'a>(kind: &Kind, text: &'a str) -> &'a str {
    if kind.least.map_or(true, |least| least.starts_with('-')) {
        text.strip_prefix('-').unwrap_or(text)
    } else {
        text
    }
}

fn list_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let item = kind.item.unwrap_or(&TEXT);
    let count = items(text).count().to_string();
    items(text)
        .find_map(|part| fault(item, part))
        .or_else(|| range_fault(kind, &count).and(Some("malformed")))
}

fn text_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_text(text, "\r\n"))
}

fn multiline_text_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    let line_ends = ['\r', '\n'];
    let is_open = text.starts_with(line_ends) || text.ends_with(line_ends);
    malformed_unless(is_text(text, "") && !is_open)
}

fn flag_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(text == "true" || text == "false")
}

fn choice_fault(kind: &Kind, text: &str) -> Option<Slug> {
    if kind.words.contains(&text) {
        None
    } else {
        Some("not-a-choice")
    }
}

fn integer_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let digits = without_sign(kind, text);
    if !is_number(digits) {
        return Some("malformed");
    }
    if digits.trim_start_matches('0').len() > MOST_DIGITS {
        return Some("out-of-range");
    }
    range_fault(kind, text)
}

fn url_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let (scheme, rest) = text.split_once("://").unwrap_or((text, ""));
    if !kind.words.contains(&scheme) || !rest.bytes().all(|letter| letter.is_ascii_graphic()) {
        return Some("malformed");
    }
    let whole = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (user, authority) = whole.rsplit_once('@').unwrap_or(("", whole));
    let is_local = !WEB_SCHEMES.contains(&scheme) && rest.starts_with('/');
    malformed_unless(is_local || (!user.contains('@') && is_authority(authority)))
}

fn origin_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    let (scheme, authority) = text.split_once("://").unwrap_or((text, ""));
    let is_web = scheme == "http" || scheme == "https";
    malformed_unless(text == "*" || (is_web && is_authority(authority)))
}

/// Say whether a text is a host, or an IPv6 address in brackets, with an optional port.
fn is_authority(text: &str) -> bool {
    let after = if let Some(inner) = text.strip_prefix('[') {
        match inner.split_once(']') {
            Some((address, after)) if (2..46).contains(&address.len()) && is_address(address) => {
                after
            }
            _ => return false,
        }
    } else {
        let end = text.find(':').unwrap_or(text.len());
        if !is_host_name(&text[..end]) {
            return false;
        }
        &text[end..]
    };
    match after.strip_prefix(':') {
        None => after.is_empty(),
        Some(port) => {
            let number = port.parse::<u32>().unwrap_or(0);
            is_number(port) && port.len() <= 5 && (1..=LAST_PORT).contains(&number)
        }
    }
}

/// Say whether a text has the letters of an IPv6 address.
fn is_address(text: &str) -> bool {
    text.bytes()
        .all(|letter| letter.is_ascii_hexdigit() || letter == b':' || letter == b'.')
}

/// Say whether a text is a host's name, which may end in a dot, or an IPv4 address: all that ends in a number.
fn is_host_name(text: &str) -> bool {
    let bare = text.strip_suffix('.').unwrap_or(text);
    if is_number(partition_at_last(bare, ".").1) {
        text.split('.').count() == PARTS_OF_AN_ADDRESS && text.split('.').all(is_byte)
    } else {
        bare.split('.').all(is_label)
    }
}

fn is_byte(text: &str) -> bool {
    text.parse::<u8>()
        .map_or(false, |number| number.to_string() == text)
}

fn is_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || b"_-".contains(&letter))
}
