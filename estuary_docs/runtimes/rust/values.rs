//! The forms of values as pydantic reads them: what a text, or a part of a JSON document, is taken for.

use std::borrow::Cow;
use std::cmp::Ordering;

const PRECISION: f64 = 1e9;
/// The digits 0 of other scripts than ours, each followed by the other nine.
const ZEROS: &str = "\u{660}\u{6f0}\u{7c0}\u{966}\u{9e6}\u{a66}\u{ae6}\u{b66}\u{be6}\u{c66}\u{ce6}\
    \u{d66}\u{de6}\u{e50}\u{ed0}\u{f20}\u{1040}\u{1090}\u{17e0}\u{1810}\u{1946}\u{19d0}\u{1a80}\
    \u{1a90}\u{1b50}\u{1bb0}\u{1c40}\u{1c50}\u{a620}\u{a8d0}\u{a900}\u{a9d0}\u{a9f0}\u{aa50}\
    \u{abf0}\u{ff10}\u{104a0}\u{10d30}\u{11066}\u{110f0}\u{11136}\u{111d0}\u{112f0}\u{11450}\
    \u{114d0}\u{11650}\u{116c0}\u{11730}\u{118e0}\u{11950}\u{11c50}\u{11d50}\u{11da0}\u{16a60}\
    \u{16ac0}\u{16b50}\u{1d7ce}\u{1d7d8}\u{1d7e2}\u{1d7ec}\u{1d7f6}\u{1e140}\u{1e2f0}\u{1e950}\
    \u{1fbf0}";

/// A form: what says whether a value has it, what limits it, and what it holds. Bounds are texts.
struct Form {
    fits: fn(&Form, &Value<'_>) -> bool,
    least: Option<&'static str>,
    most: Option<&'static str>,
    above: bool,
    below: bool,
    multiple: Option<&'static str>,
    is_finite: bool,
    pattern: Option<&'static str>,
    is_stripped: bool,
    choices: &'static [Choice],
    as_number: bool,
    forms: &'static [Form],
    key: Option<&'static Form>,
    item: Option<&'static Form>,
    or_text: bool,
    keys: &'static [Key],
    any_case: bool,
    is_closed: bool,
}

/// One of the values that a form is a choice of.
enum Choice {
    Nothing,
    Word(&'static str),
    Number(&'static str),
}

/// A member of an object: its names, of which the first that there is counts, its form, and whether it must be there.
struct Key(&'static [&'static str], Form, bool);

/// Any value, and what other forms leave as it is here.
const ANY: Form = Form {
    fits: fits_any,
    least: None,
    most: None,
    above: false,
    below: false,
    multiple: None,
    is_finite: false,
    pattern: None,
    is_stripped: false,
    choices: &[],
    as_number: false,
    forms: &[],
    key: None,
    item: None,
    or_text: false,
    keys: &[],
    any_case: false,
    is_closed: false,
};

fn fitting_fault(form: &Form, text: &str) -> Option<Slug> {
    malformed_unless(is_text(text, "") && fits(form, &Value::Text(Cow::from(text))))
}

/// Say whether a text, or a part of a document, has a form.
fn fits(form: &Form, value: &Value<'_>) -> bool {
    (form.fits)(form, value)
}

fn fits_any(_form: &Form, _value: &Value<'_>) -> bool {
    true
}

fn fits_null(_form: &Form, value: &Value<'_>) -> bool {
    matches!(value, Value::Nothing)
}

fn fits_exactly_a_flag(_form: &Form, value: &Value<'_>) -> bool {
    matches!(value, Value::Flag(_))
}

fn fits_exactly_whole(form: &Form, value: &Value<'_>) -> bool {
    matches!(value, Value::Number(_)) && fits_whole(form, value)
}

fn fits_exactly_a_number(form: &Form, value: &Value<'_>) -> bool {
    matches!(value, Value::Number(_)) && fits_number(form, value)
}

fn fits_either(form: &Form, value: &Value<'_>) -> bool {
    form.forms.iter().any(|each| fits(each, value))
}

/// Say whether a value is a text that matches the whole of a pattern.
fn fits_text(form: &Form, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => {
            let bare = if form.is_stripped { text.trim() } else { text };
            is_of_length(form, || length_of(bare))
                && form.pattern.map_or(true, |pattern| matches(pattern, bare))
        }
        _ => false,
    }
}

fn is_of_length(form: &Form, length: impl Fn() -> usize) -> bool {
    let is_limited = form.least.is_some() || form.most.is_some();
    !is_limited || {
        let length = Numeral::Whole(Cow::from(length().to_string()));
        is_within(&length, form.least, form.most, false, false)
    }
}

/// Return a number that a value is or, if it is a text, is read as; true and false are numbers in Python.
fn numeric<'a>(value: &'a Value<'_>, whole: bool) -> Option<Numeral<'a>> {
    match value {
        Value::Text(text) => number_of(text, whole),
        Value::Flag(holds) => Some(Numeral::Whole(Cow::from(if *holds { "1" } else { "0" }))),
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

/// Return the digits of the integer that a number is.
fn wholly(number: Numeral<'_>) -> Option<Cow<'_, str>> {
    match number {
        Numeral::Whole(digits) => Some(digits),
        Numeral::Float(float) if float.fract() == 0.0 => Some(Cow::from(format!("{float:.0}"))),
        Numeral::Float(_) => None,
    }
}

fn fits_whole(form: &Form, value: &Value<'_>) -> bool {
    let is_multiple = |digits: &str| {
        form.multiple
            .map_or(true, |multiple| is_multiple_of(multiple, digits))
    };
    match numeric(value, true).and_then(wholly) {
        Some(digits) if is_multiple(&digits) => {
            is_within(&Numeral::Whole(digits), form.least, form.most, false, false)
        }
        _ => false,
    }
}

/// Divide by hand, digit by digit: neither number need fit a type.
fn is_multiple_of(multiple: &str, number: &str) -> bool {
    let mut rest = String::new();
    for digit in number.trim_start_matches('-').chars() {
        rest.push(digit);
        while order(&rest, multiple) != Ordering::Less {
            rest = less(&rest, multiple);
        }
    }
    order(&rest, "0") == Ordering::Equal
}

/// Return what is left of a whole number less one that is not greater.
fn less(number: &str, other: &str) -> String {
    let mut borrowed = 0;
    let mut subtracted = other.bytes().rev();
    let digits = number.bytes().rev().map(|digit| {
        let other = subtracted.next().unwrap_or(b'0') + borrowed;
        borrowed = u8::from(digit < other);
        char::from(digit + 10 * borrowed - other + b'0')
    });
    let reversed: Vec<char> = digits.collect();
    reversed.iter().rev().collect()
}

fn fits_number(form: &Form, value: &Value<'_>) -> bool {
    let number = match numeric(value, false) {
        Some(number) => number,
        None => return false,
    };
    let float = match &number {
        Numeral::Whole(digits) => parsed(digits),
        Numeral::Float(float) => *float,
    };
    if form.is_finite && !float.is_finite() {
        return false;
    }
    if let Some(multiple) = form.multiple.filter(|_| float.is_finite()) {
        let multiple: f64 = parsed(multiple);
        let rest = float.rem_euclid(multiple);
        if rest.min(multiple - rest) > float.abs() / PRECISION {
            return false;
        }
    }
    is_within(&number, form.least, form.most, form.above, form.below)
}

/// Say whether a value is a number that Python's Decimal reads.
fn fits_exact(form: &Form, value: &Value<'_>) -> bool {
    let text = match value {
        Value::Text(text) => text,
        _ => return matches!(value, Value::Number(_)) && fits_number(form, value),
    };
    let bare = text.trim_matches(is_white_space).replace('_', "");
    let number: String = bare.chars().map(in_ascii).collect();
    // What is too large for a float is finite still.
    let limits = Form {
        is_finite: form.is_finite && text.contains(['n', 'N']),
        ..*form
    };
    number.parse().map_or(false, |float| {
        fits_number(&limits, &Value::Number(Numeral::Float(float)))
    })
}

/// Return the digit of ASCII that one of another script stands for.
fn in_ascii(letter: char) -> char {
    let mut digits = ZEROS
        .chars()
        .map(|zero| (letter as usize).wrapping_sub(zero as usize));
    digits
        .find(|digit| *digit < 10)
        .map_or(letter, |digit| char::from(b"0123456789"[digit]))
}

fn fits_flag(_form: &Form, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => is_switch(text),
        _ => ["0", "1"].iter().any(|digit| is_same_number(digit, value)),
    }
}

/// Say whether a value is one of the choices; a text may be read as a whole number first.
fn fits_one(form: &Form, value: &Value<'_>) -> bool {
    let read;
    let value = match value {
        Value::Text(text) if form.as_number => {
            read = number_of(text, true).map_or(Value::Nothing, Value::Number);
            &read
        }
        _ => value,
    };
    form.choices.iter().any(|choice| match (choice, value) {
        (Choice::Nothing, value) => matches!(value, Value::Nothing),
        (Choice::Word(word), Value::Text(text)) => text == word,
        (Choice::Number(number), Value::Flag(_) | Value::Number(_)) => {
            is_same_number(number, value)
        }
        _ => false,
    })
}

/// Say whether a value is a number that is written otherwise or not; 1, 1.0 and true are one number in Python.
fn is_same_number(number: &str, value: &Value<'_>) -> bool {
    numeric(value, false).map_or(false, |of_value| {
        against(&of_value, number) == Some(Ordering::Equal)
    })
}
