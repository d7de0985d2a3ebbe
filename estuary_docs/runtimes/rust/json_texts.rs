//! Read a JSON document as Python does: integers of any size, and words for numbers that are not finite.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// So deeply nested that Python gives up.
const DEEPEST_DOCUMENT: usize = 990;
/// Python converts no longer number.
const MOST_DIGITS_OF_PYTHON: usize = 4300;
const WORDS_OF_JSON: [(&str, Value<'_>); 6] = [
    ("null", Value::Nothing),
    ("true", Value::Flag(true)),
    ("false", Value::Flag(false)),
    ("NaN", Value::Number(Numeral::Float(f64::NAN))),
    ("Infinity", Value::Number(Numeral::Float(f64::INFINITY))),
    (
        "-Infinity",
        Value::Number(Numeral::Float(f64::NEG_INFINITY)),
    ),
];

/// A document, or a part of one; a member of an object is beside its place, where the first of its key is.
#[derive(Clone)]
enum Value<'a> {
    Nothing,
    Flag(bool),
    Number(Numeral<'a>),
    Text(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    Object(BTreeMap<Cow<'a, str>, (usize, Value<'a>)>),
}

/// A number as Python has it: a whole one of any size by its digits, or one with a floating point.
#[derive(Clone)]
enum Numeral<'a> {
    Whole(Cow<'a, str>),
    Float(f64),
}

/// Why a text is no document that can be read.
enum NoDocument {
    Malformed,
    TooDeep,
}

/// What is open around a value that is read: the parts so far, and the key of the one that follows.
enum Open<'a> {
    Array(Vec<Value<'a>>),
    Object(BTreeMap<Cow<'a, str>, (usize, Value<'a>)>, Cow<'a, str>),
}

/// Return what a text is a document of (RFC 8259).
///
/// # Errors
///
/// If it is none, or nested too deeply.
fn document_of(text: &str) -> Result<Value<'_>, NoDocument> {
    let mut reader = JsonReader { rest: text };
    let mut open = Vec::new();
    loop {
        if open.len() >= DEEPEST_DOCUMENT {
            return Err(NoDocument::TooDeep);
        }
        let mut value = match reader.opened_or_value().ok_or(NoDocument::Malformed)? {
            Ok(value) => value,
            Err(opened) => {
                open.push(opened);
                continue;
            }
        };
        loop {
            let opened = match open.pop() {
                Some(opened) => opened,
                None if reader.is_at_end() => return Ok(value),
                None => return Err(NoDocument::Malformed),
            };
            match reader
                .opened_or_closed(opened, value)
                .ok_or(NoDocument::Malformed)?
            {
                Ok(closed) => value = closed,
                Err(opened) => {
                    open.push(opened);
                    break;
                }
            }
        }
    }
}

/// What is left of a text.
struct JsonReader<'a> {
    rest: &'a str,
}

impl<'a> JsonReader<'a> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    fn is_at_end(&mut self) -> bool {
        self.skip();
        self.rest.is_empty()
    }

    /// Go on after a text if it is next, blanks before it aside.
    fn takes(&mut self, next: &str) -> bool {
        self.skip();
        let after = self.rest.strip_prefix(next);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Go on after as many digits as there are, and say whether there is one.
    fn takes_digits(&mut self) -> bool {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let has_one = self.rest.starts_with(is_digit);
        self.rest = self.rest.trim_start_matches(is_digit);
        has_one
    }

    /// Read a value, or what is open before its first part.
    fn opened_or_value(&mut self) -> Option<Result<Value<'a>, Open<'a>>> {
        if self.takes("[") {
            return Some(if self.takes("]") {
                Ok(Value::Array(Vec::new()))
            } else {
                Err(Open::Array(Vec::new()))
            });
        }
        if self.takes("{") {
            return Some(if self.takes("}") {
                Ok(Value::Object(BTreeMap::new()))
            } else {
                Err(Open::Object(BTreeMap::new(), self.key()?))
            });
        }
        if self.takes("\"") {
            return self.text().map(Value::Text).map(Ok);
        }
        let word = WORDS_OF_JSON.into_iter().find(|(word, _)| self.takes(word));
        match word {
            Some((_, meaning)) => Some(Ok(meaning)),
            None => self.number().map(Value::Number).map(Ok),
        }
    }

    /// Put a value into what is open around it; return that, closed or still open.
    fn opened_or_closed(
        &mut self,
        opened: Open<'a>,
        value: Value<'a>,
    ) -> Option<Result<Value<'a>, Open<'a>>> {
        match opened {
            Open::Array(mut parts) => {
                parts.push(value);
                if self.takes(",") {
                    return Some(Err(Open::Array(parts)));
                }
                Some(Ok(Value::Array(parts))).filter(|_| self.takes("]"))
            }
            Open::Object(mut held, key) => {
                let place = held.len();
                held.entry(key).or_insert((place, Value::Nothing)).1 = value;
                if self.takes(",") {
                    return Some(Err(Open::Object(held, self.key()?)));
                }
                Some(Ok(Value::Object(held))).filter(|_| self.takes("}"))
            }
        }
    }

    fn key(&mut self) -> Option<Cow<'a, str>> {
        let key = if self.takes("\"") { self.text() } else { None };
        key.filter(|_| self.takes(":"))
    }

    /// Read the rest of a text after its opening quote.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let mut held = Cow::from("");
        loop {
            let end = self
                .rest
                .find(|letter| matches!(letter, '"' | '\\' | '\0'..='\x1f'))?;
            let (plain, after) = self.rest.split_at(end);
            self.rest = &after[1..];
            held += plain;
            match after.as_bytes()[0] {
                b'"' => return Some(held),
                b'\\' => held.to_mut().push(self.escape()?),
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        Some(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\x08',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unit().map(|unit| self.letter(unit)),
            _ => return None,
        })
    }

    /// Return the letter that a unit is, or a pair of them; a half of a pair that stands alone counts as one letter.
    fn letter(&mut self, unit: u32) -> char {
        let after_unit = self.rest;
        if unit & !0x3ff == 0xd800 {
            self.rest = self.rest.strip_prefix("\\u").unwrap_or("");
            match self.unit() {
                Some(low) if low & !0x3ff == 0xdc00 => {
                    let letter = 0x1_0000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
                    return char::from_u32(letter).unwrap_or(char::REPLACEMENT_CHARACTER);
                }
                _ => self.rest = after_unit,
            }
        }
        char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Read four digits to the base of 16.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        self.rest = &self.rest[4..];
        let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| are_digits)
    }

    fn number(&mut self) -> Option<Numeral<'a>> {
        let text = self.rest;
        self.rest = text.strip_prefix('-').unwrap_or(text);
        let after_zero = self.rest.strip_prefix('0');
        if after_zero.is_none() && !self.takes_digits() {
            return None;
        }
        self.rest = after_zero.unwrap_or(self.rest);
        let after_digits = self.rest;
        for (marks, signs) in [(".", ""), ("eE", "-+")] {
            let before = self.rest;
            if let Some(after) = before.strip_prefix(|letter| marks.contains(letter)) {
                let is_sign = |letter| signs.contains(letter);
                self.rest = after.strip_prefix(is_sign).unwrap_or(after);
                if !self.takes_digits() {
                    self.rest = before;
                    break;
                }
            }
        }
        let number = &text[..text.len() - self.rest.len()];
        if self.rest.len() < after_digits.len() {
            return number.parse().ok().map(Numeral::Float);
        }
        let digits = number.trim_start_matches('-');
        Some(Numeral::Whole(Cow::from(number))).filter(|_| digits.len() <= MOST_DIGITS_OF_PYTHON)
    }
}
