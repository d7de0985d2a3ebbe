//! The regular expressions that every runtime reads alike: letters, classes, groups, and how often each comes.
//!
//! The places that a part of the pattern may end at are found for all places that it may begin at, so that no pattern
//! takes longer than its length times that of the text.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// What Python's `\s` finds.
const WHITE_SPACE: [(char, char); 10] = [
    ('\t', '\r'),
    ('\x1c', ' '),
    ('\u{85}', '\u{85}'),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
];

enum Part {
    One(bool, Vec<(char, char)>),
    Sequence(Vec<Part>),
    Choice(Vec<Part>),
    Repeated(Box<Part>, usize, Option<usize>),
}

/// Say whether the whole of a text is what a pattern from `^` to `$` describes.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let part = choice(&mut inner.chars().peekable());
    let letters: Vec<char> = text.chars().collect();
    let starts = BTreeSet::from([0]);
    ends(&part, &starts, &letters).contains(&letters.len())
}

fn ends(part: &Part, starts: &BTreeSet<usize>, text: &[char]) -> BTreeSet<usize> {
    match part {
        Part::One(wanted, ranges) => starts
            .iter()
            .filter(|place| {
                text.get(**place).map_or(false, |letter| {
                    ranges
                        .iter()
                        .any(|(low, high)| low <= letter && letter <= high)
                        == *wanted
                })
            })
            .map(|place| place + 1)
            .collect(),
        Part::Sequence(parts) => parts
            .iter()
            .fold(starts.clone(), |places, inner| ends(inner, &places, text)),
        Part::Choice(parts) => parts
            .iter()
            .flat_map(|inner| ends(inner, starts, text))
            .collect(),
        Part::Repeated(inner, least, most) => {
            let mut current =
                (0..*least).fold(starts.clone(), |places, _| ends(inner, &places, text));
            let mut all = current.clone();
            let mut times = *least;
            while !current.is_empty() && most.map_or(true, |most| times < most) {
                current = ends(inner, &current, text);
                current.retain(|place| all.insert(*place));
                times += 1;
            }
            all
        }
    }
}

fn choice(letters: &mut Peekable<Chars<'_>>) -> Part {
    let mut parts = vec![sequence(letters)];
    while letters.next_if_eq(&'|').is_some() {
        parts.push(sequence(letters));
    }
    Part::Choice(parts)
}

fn sequence(letters: &mut Peekable<Chars<'_>>) -> Part {
    let mut parts = Vec::new();
    while let Some(letter) = letters.next_if(|letter| *letter != '|' && *letter != ')') {
        let part = match letter {
            '(' => group(letters),
            '[' => class(letters),
            '\\' => Part::One(true, escaped(letters)),
            _ => Part::One(true, vec![(letter, letter)]),
        };
        parts.push(repeated(part, letters));
    }
    Part::Sequence(parts)
}

/// Return the ranges of letters that an escape stands for.
fn escaped(letters: &mut Peekable<Chars<'_>>) -> Vec<(char, char)> {
    match letters.next() {
        Some('s') => WHITE_SPACE.to_vec(),
        Some('x') => {
            let digits: String = letters.by_ref().take(2).collect();
            let letter = u8::from_str_radix(&digits, 16).map_or('x', char::from);
            vec![(letter, letter)]
        }
        letter => letter.map(|letter| (letter, letter)).into_iter().collect(),
    }
}

fn group(letters: &mut Peekable<Chars<'_>>) -> Part {
    if letters.next_if_eq(&'?').is_some() {
        letters.next();
    }
    let inner = choice(letters);
    letters.next();
    inner
}

fn class(letters: &mut Peekable<Chars<'_>>) -> Part {
    let wanted = letters.next_if_eq(&'^').is_none();
    let mut ranges: Vec<(char, char)> = Vec::new();
    let mut is_open = false;
    while let Some(letter) = letters.next() {
        if letter == ']' {
            break;
        }
        let is_range =
            letter == '-' && !ranges.is_empty() && !is_open && letters.peek() != Some(&']');
        if is_range {
            is_open = true;
            continue;
        }
        let members = if letter == '\\' {
            escaped(letters)
        } else {
            vec![(letter, letter)]
        };
        match (ranges.last_mut(), members.first()) {
            (Some(range), Some((_, last))) if is_open => range.1 = *last,
            _ => ranges.extend(members),
        }
        is_open = false;
    }
    Part::One(wanted, ranges)
}

fn repeated(part: Part, letters: &mut Peekable<Chars<'_>>) -> Part {
    let (least, most) = match letters.peek() {
        Some('*') => (0, None),
        Some('+') => (1, None),
        Some('?') => (0, Some(1)),
        Some('{') => {
            let bounds: String = letters
                .by_ref()
                .skip(1)
                .take_while(|letter| *letter != '}')
                .collect();
            let (least, most) = bounds.split_once(',').unwrap_or((&bounds, &bounds));
            return Part::Repeated(
                Box::new(part),
                least.parse().unwrap_or(0),
                most.parse().ok(),
            );
        }
        _ => return part,
    };
    letters.next();
    Part::Repeated(Box::new(part), least, most)
}
