//! Measure how little chance there is in a text: repetitions, counted blocks, runs of alphabets and keyboards.

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const COUNTED: &str = "1234567890123456789012345678901234567890123456789012345678901234567890\
                       1234567890123456789012345678901234567890";
const BETWEEN_BLOCKS: &str = "-_ ./:";
const LONGEST_UNIT: usize = 16;
const LONGEST_SEQUENCE: usize = 100;
const SHORTEST_BLOCK: usize = 3;
const SHORTEST_WALK: usize = 3;
const SHORTEST_OF_WALKS: usize = 6;
const SHORTEST_COUNTED: usize = 8;
const TURNS_OF_CHANCE: usize = 24;
const STEPS_OF_CHANCE: usize = 12;

/// Say whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.
fn is_guessable(text: &str) -> bool {
    let length = length_of(text);
    let whole = text.to_lowercase();
    let lower: Vec<char> = whole.chars().collect();
    for size in 1..=LONGEST_UNIT.min(length / 2) {
        if lower.len() >= size && lower[size..] == lower[..lower.len() - size] {
            let unit: String = lower[..size].iter().collect();
            return size == 1 || (size < 7 && length >= 3 * size) || is_sequence(&unit);
        }
    }
    if length == 1 || is_sequence(&whole) || is_walk(&lower) {
        return true;
    }
    let bare: String = whole
        .chars()
        .filter(|letter| !BETWEEN_BLOCKS.contains(*letter))
        .collect();
    is_counted(&bare)
        || (bare.len() != whole.len()
            && length_of(&bare) >= SHORTEST_COUNTED
            && is_guessable(&bare))
}

/// Say whether fingers made a text that looks random: letters and digits take turns, or letters go up by one or two.
fn is_typed(text: &str) -> bool {
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    let every_second = |first: usize| lower.iter().skip(first).step_by(2).collect::<String>();
    let (odd, even) = (every_second(0), every_second(1));
    for (letters, digits) in [(&odd, &even), (&even, &odd)] {
        if lower.len() >= SHORTEST_COUNTED
            && letters.bytes().all(|letter| letter.is_ascii_lowercase())
            && digits.bytes().all(|letter| letter.is_ascii_digit())
        {
            let is_base_16 = letters.bytes().all(|letter| letter <= b'f');
            return is_sequence(letters)
                || (!is_base_16 && (lower.len() >= TURNS_OF_CHANCE || is_sequence(digits)));
        }
    }
    let latin: Vec<u32> = lower
        .iter()
        .filter(|letter| letter.is_ascii_lowercase())
        .map(|letter| u32::from(*letter))
        .collect();
    let steps = || latin.windows(2).map(|pair| (pair[1] + 26 - pair[0]) % 26);
    // Of letters that are digits to the base of 16, many are close to the one before.
    let in_order = steps().filter(|step| (1..3).contains(step)).count();
    steps().count() >= STEPS_OF_CHANCE
        && latin.iter().any(|letter| *letter > u32::from('f'))
        && in_order * 10 >= steps().count() * 7
}

/// Say whether a word is a run such as `123`, `abc`, `abc123`, `абвг` or `0123456789abcdef`.
fn is_sequence(lower: &str) -> bool {
    let length = length_of(lower);
    if !(4..=LONGEST_SEQUENCE).contains(&length) {
        let is_count = length == SHORTEST_WALK && "012345678901 098765432109".contains(lower);
        return lower == "abc" || lower == "xyz" || is_count;
    }
    if is_within_sequences(lower) || COUNTED.contains(lower) {
        return true;
    }
    let codes = || lower.chars().map(|letter| i64::from(u32::from(letter)));
    for step in [1, -1] {
        if codes()
            .zip(codes().skip(1))
            .all(|(before, after)| after - before == step)
        {
            return true;
        }
    }
    for letters in [
        lower.trim_end_matches(DIGITS),
        lower.trim_start_matches(DIGITS),
    ] {
        let count = length_of(letters);
        if count > 2 && count + 2 < length {
            let digits = lower.replacen(letters, "", 1);
            if is_sequence(letters) && is_sequence(&digits) {
                return true;
            }
        }
    }
    false
}

fn is_within_sequences(lower: &str) -> bool {
    !lower.contains([' ', '\n']) && SEQUENCES.contains(lower)
}

/// Say whether a text is made of runs of three characters and more, such as `abc123xyz789!@#`.
fn is_walk(lower: &[char]) -> bool {
    if !(SHORTEST_OF_WALKS..=LONGEST_SEQUENCE).contains(&lower.len()) {
        return false;
    }
    let is_run = |start: usize, end: usize| {
        is_within_sequences(&lower[start..end].iter().collect::<String>())
    };
    let mut start = 0;
    while start < lower.len() {
        let mut end = start + SHORTEST_WALK;
        if end > lower.len() || !is_run(start, end) {
            return false;
        }
        while end < lower.len() && is_run(start, end + 1) {
            end += 1;
        }
        start = end;
    }
    true
}

/// Say whether a text is made of blocks of one character each, such as `aaaaabbbbb`.
fn is_counted(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    let blocks = 1 + letters.windows(2).filter(|pair| pair[0] != pair[1]).count();
    letters.len() >= SHORTEST_COUNTED && blocks * SHORTEST_BLOCK <= letters.len()
}
