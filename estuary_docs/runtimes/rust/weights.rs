//! What the words of a text prove: part by part, above zero where a word is known, below where it is not.

const LONGEST_PART: usize = 80;
const LONGEST_WORD: usize = 15;
const MOST_UNKNOWN: usize = 8;
const LEAST_RANDOM_DIGITS: usize = 7;
const NOISE: i32 = -99;

/// Return the weight of a word in lower case, if it is known; the words of each first letter are in order.
fn weight_of(word: &str) -> Option<i32> {
    let words = WEIGHTS.get(usize::from(*word.as_bytes().first()?))?;
    let place = words.binary_search_by_key(&word, |(known, _)| known);
    place.ok().map(|place| words[place].1)
}

/// Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters.
fn is_filler(part: &str) -> bool {
    let last = part.chars().next_back().unwrap_or(' ');
    let bare = length_of(part.trim_end_matches(last));
    let run = length_of(part) - bare;
    let goes_on = ("xX0".contains(last) && run > 5 && bare < 9)
        || ("xX".contains(last) && run > 4 && bare < 3);
    (bare == 0 && run > 2) || goes_on
}

/// Say whether a part is a year of ours, which says nothing of the words beside it.
fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && is_number(part)
}

/// Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word.
fn weights_of(text: &str) -> Vec<i32> {
    let mut weights = Vec::new();
    let mut odd = Vec::new();
    let mut unknown = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|letter| !is_letter_or_digit(letter))
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        if let Some(letter) = after.chars().next() {
            if !"-_. :/,@".contains(letter) && !odd.contains(&letter) {
                odd.push(letter);
            }
            rest = &after[letter.len_utf8()..];
        } else {
            rest = after;
        }
        if part.is_empty() || is_year(part) {
            continue;
        }
        part_weights(part, &mut weights);
        let last = weights.last().copied().unwrap_or(0);
        unknown += usize::from(last < 0);
        if last == NOISE || unknown > MOST_UNKNOWN {
            return vec![NOISE];
        }
    }
    if odd.len() > 1 && !text.contains(' ') {
        weights.push(odd.iter().fold(2, |weight, _| weight - 2));
    }
    weights
}

/// Weigh the words that are written together in one run of letters and digits.
fn part_weights(part: &str, weights: &mut Vec<i32>) {
    if is_filler(part) {
        weights.push(if length_of(part) > 5 { 5 } else { 2 });
        return;
    }
    let plain = if part.is_ascii() {
        part.to_owned()
    } else {
        part.to_lowercase().chars().map(without_accent).collect()
    };
    let lower = plain.to_lowercase();
    if let Some(weight) = weight_of(&lower) {
        weights.push(weight);
    } else if !lower.is_ascii() {
        let is_known = STEMS.iter().any(|stem| lower.contains(stem));
        weights.push(if is_known {
            4
        } else {
            -i32::from(length_of(&lower) > 2)
        });
    } else if is_typed(&plain) {
        weights.push(5);
    } else if is_sequence(&lower) {
        weights.push(2);
    } else {
        weights.extend(run_weights(&split(&plain, false)));
    }
}

fn without_accent(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    ACCENTS
        .iter()
        .find(|group| group.contains(letter))
        .and_then(|group| group.chars().next())
        .unwrap_or(letter)
}

/// Weigh runs of letters and of digits that take turns.
fn run_weights(runs: &[&str]) -> Vec<i32> {
    let mut weights = Vec::new();
    if runs.len() > 4 || runs.iter().map(|run| run.len()).sum::<usize>() > LONGEST_PART {
        return vec![NOISE];
    }
    for run in runs {
        let lower = run.to_ascii_lowercase();
        if is_sequence(&lower) {
            weights.push(1);
        } else if is_number(run) {
            weights.push(if run.len() < LEAST_RANDOM_DIGITS {
                0
            } else {
                NOISE
            });
        } else if runs.len() > 1 && run.len() < 3 {
            return vec![NOISE];
        } else {
            let known = segment(&lower);
            weights.extend(if known.is_empty() {
                hump_weights(&split(run, true), runs.len() == 1)
            } else {
                known
            });
        }
    }
    let unknown = weights.iter().filter(|weight| **weight < 0).count();
    if weights.contains(&NOISE) || (runs.len() > 1 && unknown > 1) {
        return vec![NOISE];
    }
    weights
}

/// Weigh the words of a run of letters in camel case.
fn hump_weights(humps: &[&str], alone: bool) -> Vec<i32> {
    let mut weights = Vec::new();
    for hump in humps {
        let lower = hump.to_ascii_lowercase();
        let known = match weight_of(&lower) {
            Some(weight) if lower.len() > 1 => vec![weight],
            _ => segment(&lower),
        };
        if known.is_empty() {
            if hump.len() > LONGEST_WORD || (hump.len() < 4 && !(alone && humps.len() == 1)) {
                return vec![NOISE];
            }
            weights.push(match hump.len() {
                9.. => -4,
                3 | 4 => -1,
                _ => -2,
            });
        }
        weights.extend(known);
    }
    weights
}

/// Split ASCII where letters meet digits, or where camel case has its humps.
fn split(part: &str, camel_case: bool) -> Vec<&str> {
    let letters = part.as_bytes();
    let mut pieces = Vec::new();
    let mut start = 0;
    for place in 1..letters.len() {
        let (letter, before) = (letters[place], letters[place - 1]);
        let is_lower_after = letters.get(place + 1).map_or(false, u8::is_ascii_lowercase);
        let is_hump =
            letter.is_ascii_uppercase() && (before.is_ascii_lowercase() || is_lower_after);
        if (camel_case && is_hump) || letter.is_ascii_digit() != before.is_ascii_digit() {
            pieces.push(&part[start..place]);
            start = place;
        }
    }
    pieces.push(&part[start..]);
    pieces
}

/// Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains.
fn segment(letters: &str) -> Vec<i32> {
    for end in (2..=letters.len().min(LONGEST_WORD)).rev() {
        let (word, after) = letters.split_at(end);
        if end == 2 && !SHORT_WORDS_RUN_TOGETHER.contains(&word) {
            continue;
        }
        if let Some(weight) = weight_of(word) {
            let rest = segment(after);
            if !rest.is_empty() || after.is_empty() {
                return [vec![weight], rest].concat();
            }
        }
    }
    Vec::new()
}
