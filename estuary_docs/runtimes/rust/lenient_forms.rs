//! The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them.

use std::borrow::Cow;
use std::cmp::Ordering;

const TRUE_WORDS: [&str; 6] = ["1", "on", "t", "true", "y", "yes"];
const FALSE_WORDS: [&str; 6] = ["0", "off", "f", "false", "n", "no"];

fn switch_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_switch(text))
}

fn is_switch(text: &str) -> bool {
    switch(text) || FALSE_WORDS.contains(&&*text.to_lowercase())
}

/// Say whether a sound word means true.
fn switch(text: &str) -> bool {
    TRUE_WORDS.contains(&&*text.to_lowercase())
}

fn number_fault(kind: &Kind, text: &str) -> Option<Slug> {
    match number_of(text, kind.whole) {
        None => Some("malformed"),
        Some(number) if is_within(&number, kind.least, kind.most, kind.above, kind.below) => None,
        Some(_) => Some("out-of-range"),
    }
}

/// Say whether a number is within bounds, themselves excluded where it must be `above` or `below` them.
fn is_within(
    number: &Numeral<'_>,
    least: Option<&str>,
    most: Option<&str>,
    above: bool,
    below: bool,
) -> bool {
    let is_above = |least| match against(number, least) {
        Some(Ordering::Greater) => true,
        order => order == Some(Ordering::Equal) && !above,
    };
    let is_below = |most| match against(number, most) {
        Some(Ordering::Less) => true,
        order => order == Some(Ordering::Equal) && !below,
    };
    least.map_or(true, is_above) && most.map_or(true, is_below)
}

/// Compare a number with an exact one; nothing is in order with what is no number.
fn against(number: &Numeral<'_>, bound: &str) -> Option<Ordering> {
    match number {
        Numeral::Whole(digits) => Some(order(digits, bound)),
        Numeral::Float(float) => match float.partial_cmp(&parsed(bound))? {
            // The bound may be between two floats.
            Ordering::Equal if float.is_finite() => Some(order(&format!("{float:.1074}"), bound)),
            order => Some(order),
        },
    }
}

/// Return the number that pydantic reads.
fn number_of(text: &str, whole: bool) -> Option<Numeral<'_>> {
    let bare = text.trim();
    let is_split = |text: &str| text.starts_with('_') || text.ends_with('_') || text.contains("__");
    if is_split(bare) {
        return None;
    }
    if !whole {
        return bare.replace('_', "").parse().ok().map(Numeral::Float);
    }
    let (number, decimals) = bare.split_once('.').unwrap_or((bare, "0"));
    let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
    let plain = digits.replace('_', "");
    let is_whole = !decimals.is_empty() && decimals.bytes().all(|letter| letter == b'0');
    let is_sound = is_number(&plain) && !is_split(digits) && plain.len() <= MOST_DIGITS_OF_PYTHON;
    let sign = if number.starts_with('-') { "-" } else { "" };
    Some(Numeral::Whole(Cow::from([sign, &plain].concat()))).filter(|_| is_sound && is_whole)
}

fn json_fault(kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(match document_of(text) {
        Ok(Value::Nothing) | Err(NoDocument::TooDeep) => true,
        Ok(Value::Array(_)) => kind.words != ["object"],
        Ok(Value::Object(_)) => kind.words != ["array"],
        Ok(_) => kind.words == ["value"],
        Err(NoDocument::Malformed) => false,
    })
}

fn described_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_text(text, ""))
}

fn float(text: &str) -> f64 {
    match number_of(text, false) {
        Some(Numeral::Float(float)) => float,
        _ => f64::NAN,
    }
}

/// Read a number that pydantic would take for a whole one.
fn lenient_integer(text: &str) -> Number {
    match number_of(text, true) {
        Some(Numeral::Whole(digits)) => Number(digits.into_owned()),
        _ => Number(String::new()),
    }
}
