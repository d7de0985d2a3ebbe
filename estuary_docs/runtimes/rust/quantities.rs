//! The forms of quantities: decimal numbers, and whole numbers with a unit, which are durations and sizes.

use std::time::Duration;

const MILLISECONDS: [(&str, u64); 5] = [
    ("ms", 1),
    ("s", 1000),
    ("m", 60_000),
    ("h", 3_600_000),
    ("d", 86_400_000),
];
const BYTES: [(&str, u64); 9] = [
    ("B", 1),
    ("KB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
];
/// What Python's `timedelta` holds, in milliseconds.
const LONGEST_DURATION: &str = "86399999913600000";

fn decimal_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let number = without_sign(kind, text);
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    if !is_number(whole) || !is_number(part) {
        return Some("malformed");
    }
    if whole.trim_start_matches('0').len() > MOST_DIGITS || part.len() > MOST_DIGITS {
        return Some("out-of-range");
    }
    range_fault(kind, text)
}

/// Return how much a number with a unit is, in milliseconds or bytes, or the slug of what is wrong with it.
///
/// # Errors
///
/// If it has another form, another unit than `units`, or too many digits.
fn quantity(text: &str, kind: &str, units: &[&str]) -> Result<String, Slug> {
    let digits = text.trim_end_matches(|letter| units.iter().any(|unit| unit.contains(letter)));
    let unit = &text[digits.len()..];
    let factors: &[(&str, u64)] = if kind == "size" {
        &BYTES
    } else {
        &MILLISECONDS
    };
    let factor = factors
        .iter()
        .find(|(name, _)| *name == unit && units.contains(name));
    let significant = digits.trim_start_matches('0');
    match factor {
        Some(_) if !is_number(digits) => Err("malformed"),
        Some(_) if significant.len() > MOST_DIGITS => Err("out-of-range"),
        Some((_, factor)) => Ok(times(significant, *factor)),
        None => Err("malformed"),
    }
}

/// Multiply a number of any number of digits.
fn times(digits: &str, factor: u64) -> String {
    let mut reversed = Vec::new();
    let mut carried = 0;
    for digit in digits.bytes().rev() {
        carried += u128::from(digit - b'0') * u128::from(factor);
        reversed.push(char::from(b"0123456789"[(carried % 10) as usize]));
        carried /= 10;
    }
    while carried > 0 {
        reversed.push(char::from(b"0123456789"[(carried % 10) as usize]));
        carried /= 10;
    }
    if reversed.is_empty() {
        reversed.push('0');
    }
    reversed.iter().rev().collect()
}

fn duration_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let most = kind.most.or(Some(LONGEST_DURATION));
    quantity_fault(&Kind { most, ..*kind }, text)
}

fn size_fault(kind: &Kind, text: &str) -> Option<Slug> {
    quantity_fault(kind, text)
}

fn quantity_fault(kind: &Kind, text: &str) -> Option<Slug> {
    match quantity(text, kind.name, kind.words) {
        Ok(amount) => range_fault(kind, &amount),
        Err(slug) => Some(slug),
    }
}

fn duration(text: &str) -> Duration {
    Duration::from_millis(parsed(&amount(text, "duration", &MILLISECONDS)))
}

fn size<T: FromStr>(text: &str) -> T {
    parsed(&amount(text, "size", &BYTES))
}

/// Read a size that no type is sure to hold, as a number of bytes.
fn large_size(text: &str) -> Number {
    Number(amount(text, "size", &BYTES))
}

fn amount(text: &str, kind: &str, factors: &[(&str, u64)]) -> String {
    let units: Vec<&str> = factors.iter().map(|(unit, _)| *unit).collect();
    quantity(text, kind, &units).unwrap_or_default()
}
