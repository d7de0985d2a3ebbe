//! The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them.

const TRUE_WORDS: [&str; 6] = ["1", "on", "t", "true", "y", "yes"];
const FALSE_WORDS: [&str; 6] = ["0", "off", "f", "false", "n", "no"];
/// Python converts no longer number.
const MOST_DIGITS_OF_PYTHON: usize = 4300;

fn switch_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    let lower = text.to_lowercase();
    malformed_unless(TRUE_WORDS.contains(&&*lower) || FALSE_WORDS.contains(&&*lower))
}

/// Say whether a sound word means true.
fn switch(text: &str) -> bool {
    TRUE_WORDS.contains(&&*text.to_lowercase())
}

fn number_fault(kind: &Kind, text: &str) -> Option<Slug> {
    match number_of(text, kind.whole) {
        None => Some("malformed"),
        Some(number) if kind.whole => range_fault(kind, &number),
        Some(number) => float_fault(kind, number.parse().unwrap_or(f64::NAN)),
    }
}

fn float_fault(kind: &Kind, number: f64) -> Option<Slug> {
    let bound = |text: &str| text.parse().unwrap_or(f64::NAN);
    let is_above = kind.least.map(bound).map_or(true, |least| {
        if kind.above {
            number > least
        } else {
            number >= least
        }
    });
    let is_below = kind.most.map(bound).map_or(true, |most| {
        if kind.below {
            number < most
        } else {
            number <= most
        }
    });
    if is_above && is_below {
        None
    } else {
        Some("out-of-range")
    }
}

/// Return a number as Rust reads it, where pydantic reads one.
fn number_of(text: &str, whole: bool) -> Option<String> {
    let bare = text.trim();
    let (number, decimals) = bare.split_once('.').unwrap_or((bare, "0"));
    let is_split = |text: &str| text.starts_with('_') || text.ends_with('_') || text.contains("__");
    if is_split(bare) {
        return None;
    }
    if !whole {
        let plain = bare.replace('_', "");
        return plain.parse::<f64>().ok().map(|_| plain);
    }
    let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
    let plain = digits.replace('_', "");
    let is_whole = !decimals.is_empty() && decimals.bytes().all(|letter| letter == b'0');
    let is_sound = is_number(&plain) && !is_split(digits) && plain.len() <= MOST_DIGITS_OF_PYTHON;
    let sign = if number.starts_with('-') { "-" } else { "" };
    Some([sign, &plain].concat()).filter(|_| is_sound && is_whole)
}

fn json_fault(kind: &Kind, text: &str) -> Option<Slug> {
    // Python takes these words for numbers, other readers of JSON do not: nobody is refused for them.
    let is_pythons = || text.contains("NaN") || text.contains("Infinity");
    let is_of_top = || match (kind.words.first(), text.trim_start().as_bytes().first()) {
        (_, Some(b'n')) => true,
        (Some(&"array"), first) => first == Some(&b'['),
        (Some(&"object"), first) => first == Some(&b'{'),
        _ => true,
    };
    malformed_unless(if is_json(text) {
        is_of_top()
    } else {
        is_pythons()
    })
}

fn described_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_text(text, ""))
}

/// Say whether a text is a JSON document (RFC 8259), however deep.
fn is_json(text: &str) -> bool {
    let mut rest = text;
    let mut open = Vec::new();
    loop {
        rest = without_blanks(rest);
        let begun = rest.chars().next();
        match begun {
            Some(bracket @ ('[' | '{')) => {
                rest = without_blanks(&rest[1..]);
                let closing = if bracket == '[' { ']' } else { '}' };
                if let Some(after) = rest.strip_prefix(closing) {
                    rest = after;
                } else {
                    open.push(closing);
                    match after_key(rest, closing) {
                        Some(after) => rest = after,
                        None => return false,
                    }
                    continue;
                }
            }
            _ => match after_scalar(rest) {
                Some(after) => rest = after,
                None => return false,
            },
        }
        loop {
            rest = without_blanks(rest);
            let closing = match open.last() {
                None => return rest.is_empty(),
                Some(closing) => *closing,
            };
            if let Some(after) = rest.strip_prefix(',') {
                match after_key(without_blanks(after), closing) {
                    Some(after) => rest = after,
                    None => return false,
                }
                break;
            }
            match rest.strip_prefix(closing) {
                Some(after) => rest = after,
                None => return false,
            }
            open.pop();
        }
    }
}

fn without_blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

/// Return what follows the key of an object's member; all of it in an array.
fn after_key(text: &str, closing: char) -> Option<&str> {
    if closing == ']' {
        return Some(text);
    }
    without_blanks(after_string(text)?).strip_prefix(':')
}

fn after_scalar(text: &str) -> Option<&str> {
    for word in ["true", "false", "null", "NaN", "Infinity", "-Infinity"] {
        if let Some(after) = text.strip_prefix(word) {
            return Some(after);
        }
    }
    if text.starts_with('"') {
        return after_string(text);
    }
    let digits = |text: &str| {
        text.len()
            - text
                .trim_start_matches(|letter: char| letter.is_ascii_digit())
                .len()
    };
    let whole = text.strip_prefix('-').unwrap_or(text);
    let count = if whole.starts_with('0') {
        1
    } else {
        digits(whole)
    };
    let mut rest = &whole[count..];
    if count == 0 {
        return None;
    }
    if let Some(part) = rest.strip_prefix('.').filter(|part| digits(part) > 0) {
        rest = &part[digits(part)..];
    }
    if let Some(after) = rest.strip_prefix(['e', 'E']) {
        let power = after.strip_prefix(['-', '+']).unwrap_or(after);
        if digits(power) > 0 {
            rest = &power[digits(power)..];
        }
    }
    let is_whole = rest.len() + count == whole.len();
    Some(rest).filter(|_| !is_whole || count <= MOST_DIGITS_OF_PYTHON)
}

fn after_string(text: &str) -> Option<&str> {
    let mut letters = text.strip_prefix('"')?.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(letters.as_str()),
            '\\' => match letters.next()? {
                '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {}
                'u' => {
                    if !(0..4).all(|_| {
                        letters
                            .next()
                            .map_or(false, |letter| letter.is_ascii_hexdigit())
                    }) {
                        return None;
                    }
                }
                _ => return None,
            },
            '\0'..='\x1f' => return None,
            _ => {}
        }
    }
    None
}

fn float(text: &str) -> f64 {
    parsed(&number_of(text, false).unwrap_or_default())
}

/// Read a number that pydantic would take for a whole one.
fn lenient_integer(text: &str) -> Number {
    Number(number_of(text, true).unwrap_or_default())
}
