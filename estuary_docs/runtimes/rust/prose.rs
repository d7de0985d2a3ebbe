//! Shapes that people give to a text in the place of a secret, whatever its words: prose, a count, base64 of text.

const WORDS_FOR_A_SECRET: [&str; 5] = ["pass", "password", "passwd", "pwd", "secret"];
const VOWELS: &str = "aeiouy";
const BASE_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn is_in_ascii(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_alphabetic())
}

fn ends_with_a_word_for_a_secret(lower: &str) -> bool {
    WORDS_FOR_A_SECRET.iter().any(|word| lower.ends_with(word))
}

/// Say whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`.
fn is_word_and_count(text: &str) -> bool {
    let bare = text.trim_end_matches(['!', '?', '.', '*', '#', '$', '@']);
    let letters = bare.trim_end_matches(DIGITS);
    let (word, count) = (
        letters.trim_end_matches(['-', '_', '@']),
        &bare[letters.len()..],
    );
    let mut after_the_first = word.chars();
    after_the_first.next();
    let rest = after_the_first.as_str();
    let length = length_of(word);
    let is_word =
        is_alphabetic(word) && (rest == rest.to_lowercase() || rest == rest.to_uppercase());
    let is_start = "1234567890".starts_with(count);
    let is_count = is_start && length < if count.len() == 1 { 8 } else { 16 };
    let is_named = count.len() > 2 && is_start && is_in_ascii(word) && (3..31).contains(&length);
    is_named
        || (is_word
            && (3..16).contains(&length)
            && !count.is_empty()
            && (is_year(count) || is_count))
}

/// Say whether a text is a name and a word for a secret, run together, such as `acmepass` or `OrderDeskSecret`.
fn is_named_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    is_in_ascii(&lower) && (7..31).contains(&lower.len()) && ends_with_a_word_for_a_secret(&lower)
}

/// Say whether a text is one short word, such as `alpha`: its vowels and consonants take turns.
fn is_short_word(text: &str) -> bool {
    if !(3..9).contains(&text.len()) || !text.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return false;
    }
    let shape: String = text
        .chars()
        .map(|letter| if VOWELS.contains(letter) { 'v' } else { 'c' })
        .collect();
    !shape.contains("cccc") && !shape.contains("vvv") && shape.contains('v')
}

/// Say whether a text asks its reader to do something, as in `replace-with-your-key`.
fn is_request(text: &str) -> bool {
    let request = text.to_lowercase().replace(['-', '_'].as_ref(), " ");
    REQUESTS
        .iter()
        .any(|beginning| request.starts_with(beginning))
        || request.ends_with(" replace me")
        || request.ends_with(" change me")
}

/// Say whether a text is some words of a language, whichever, as people write them: at most a third is none.
fn is_prose(text: &str) -> bool {
    let punctuation = |letter| ".,;:!?-'\"()’".contains(letter);
    let is_word = |word: &&str| {
        let bare = word.trim_matches(punctuation).replace('\'', "");
        bare.is_empty() || is_alphabetic(&bare)
    };
    let words = || text.split(is_white_space).filter(|word| !word.is_empty());
    words().count() > 2 && 3 * words().filter(is_word).count() >= 2 * words().count()
}

/// Say whether a text is one or two names before a word for a secret, or a note that names begin after.
fn is_name_and_note(text: &str, weights: &[i32]) -> bool {
    let bare = text.replace(['-', '_'].as_ref(), "");
    let is_spaced = bare.len() != text.len();
    let unknown = weights.iter().filter(|weight| **weight < 0).count();
    let (first, last) = match (weights.first(), weights.last()) {
        (Some(first), Some(last)) if is_alphanumeric(&bare) => (*first, *last),
        _ => return false,
    };
    if unknown == 2
        && weights.len() == 3
        && is_spaced
        && ends_with_a_word_for_a_secret(&bare.to_lowercase())
    {
        return true;
    }
    let is_named = unknown == 1 && first < 0 && last == 2 && is_spaced && !weights.contains(&0);
    let is_short = weights.len() < 4 || (weights.iter().sum::<i32>() > 0 && !text.contains('-'));
    let known = weights.iter().filter(|weight| **weight > 0).count();
    (is_named && is_short) || (unknown < 3 && first == 4 && known > 1 && last > 0)
}

/// Return the printable ASCII that a text is base64 of; an empty text if it is none.
fn decoded(text: &str) -> String {
    let bare = text.trim_end_matches('=');
    if text.len() & 3 != 0 || text.len() - bare.len() > 2 {
        return String::new();
    }
    let (mut inside, mut bits, mut pending) = (String::new(), 0, 0);
    for letter in bare.bytes() {
        let code = match BASE_64.iter().position(|known| *known == letter) {
            Some(code) => code,
            None => return String::new(),
        };
        bits = bits * 64 + code;
        pending += 6;
        if pending > 7 {
            pending -= 8;
            let [.., byte] = ((bits >> pending) & 255).to_be_bytes();
            if !(32..127).contains(&byte) {
                return String::new();
            }
            inside.push(char::from(byte));
            bits &= 255;
        }
    }
    inside
}
