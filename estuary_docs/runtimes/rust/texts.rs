//! What Python's `str` does and Rust's `str` does not, or does otherwise.
//!
//! A length that matters counts characters. `strip` and `split` go by `is_white_space`. Letters and digits go by ASCII
//! and Latin-1, beyond which all counts as a letter, in Python too.

/// Say whether Python takes a character for white space.
fn is_white_space(letter: char) -> bool {
    letter.is_whitespace() || ('\x1c'..='\x1f').contains(&letter)
}

/// Return a text without some letters at its ends.
fn stripped<'a>(text: &'a str, letters: &[char]) -> &'a str {
    text.trim_matches(|letter| letters.contains(&letter))
}

/// Return the number of characters.
fn length_of(text: &str) -> usize {
    text.chars().count()
}

/// Return what is before the first separator, and what is after it; all is before it where there is none.
fn partition<'a>(text: &'a str, separator: &str) -> (&'a str, &'a str) {
    text.split_once(separator).unwrap_or((text, ""))
}

/// Return the same of the last separator; without one, all is after it.
fn partition_at_last<'a>(text: &'a str, separator: &str) -> (&'a str, &'a str) {
    text.rsplit_once(separator).unwrap_or(("", text))
}

fn is_latin_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || letter > '\u{ff}'
        || matches!(letter, 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// Say whether a character is a letter or a digit.
fn is_letter_or_digit(letter: char) -> bool {
    is_latin_letter(letter)
        || letter.is_ascii_digit()
        || matches!(letter, '²' | '³' | '¹' | '¼'..='¾')
}

/// Say whether a text is letters and digits.
fn is_alphanumeric(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_letter_or_digit)
}

/// Say whether a text is letters.
fn is_alphabetic(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_latin_letter)
}

/// Say whether a text is a name as environments have them.
fn is_name(text: &str) -> bool {
    !text.starts_with(|letter: char| letter.is_ascii_digit())
        && !text.is_empty()
        && text
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
}
