//! What may be logged of an environment: nothing from which a secret could be put together again.

use std::collections::{BTreeMap, BTreeSet};

const LENGTH_CLASSES: [usize; 3] = [16, 32, 64];
/// So many letters of a secret in a row are a piece of it; one that is shorter is hidden where it is whole, or lacks one.
const LETTERS_OF_A_PIECE: usize = 12;
const LEAST_TO_BE_CUT: usize = 8;
const LETTERS_OF_BASE_64: &[u8; 64] =
    b"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The pieces of secrets by which another text is found to hold one: as it is, reversed, in capitals or encoded.
///
/// How an address begins, up to its host, is no secret.
#[derive(Default)]
struct Pieces {
    by_length: BTreeMap<usize, BTreeSet<Vec<char>>>,
}

impl Pieces {
    fn add(&mut self, secret: &str) {
        for form in forms_of(partition_at_last(secret, "://").1) {
            let form: Vec<char> = form.chars().collect();
            let length = if form.len() >= LEAST_TO_BE_CUT {
                LETTERS_OF_A_PIECE.min(form.len() - 1)
            } else {
                form.len()
            };
            let pieces = self.by_length.entry(length).or_default();
            pieces.extend((0..=form.len() - length).map(|at| form[at..at + length].to_vec()));
        }
    }

    /// Say whether a text holds a piece of a secret.
    fn are_in(&self, text: &str) -> bool {
        let lower: Vec<char> = text.to_lowercase().chars().collect();
        self.by_length.iter().any(|(length, pieces)| match length {
            0 => true,
            _ => lower.windows(*length).any(|part| pieces.contains(part)),
        })
    }
}

fn forms_of(secret: &str) -> Vec<String> {
    let mut forms = vec![secret.to_lowercase()];
    if length_of(secret) < LEAST_TO_BE_CUT {
        return forms;
    }
    forms.push(secret.chars().rev().collect::<String>().to_lowercase());
    forms.push(secret.bytes().flat_map(in_base_16).collect());
    forms.push(secret.bytes().flat_map(in_a_url).collect());
    for shift in 0..3 {
        // In a longer text each letter may begin at three places of a group.
        let encoded = in_base_64(shift, secret.as_bytes());
        forms.push(encoded.replace('+', "-").replace('/', "_"));
        forms.push(encoded);
    }
    forms
}

fn in_base_16(byte: u8) -> [char; 2] {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    [digit(byte >> 4), digit(byte & 15)]
}

fn in_a_url(byte: u8) -> Vec<char> {
    if byte.is_ascii_alphanumeric() {
        vec![char::from(byte.to_ascii_lowercase())]
    } else {
        [&['%'][..], &in_base_16(byte)].concat()
    }
}

/// Return bytes in base64, in lower case, without the group that zeros before them begin.
fn in_base_64(shift: usize, raw: &[u8]) -> String {
    let bytes = [&vec![0; shift][..], raw].concat();
    let digits = bytes.chunks(3).flat_map(|group| {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let code = move |place: usize| (bits >> (18 - 6 * place)) & 63;
        (0..=group.len()).map(move |place| char::from(LETTERS_OF_BASE_64[code(place) as usize]))
    });
    digits.skip(if shift > 0 { 4 } else { 0 }).collect()
}

/// Return roughly how long a secret is.
fn length_class(text: &str) -> String {
    let mut least = 0;
    for bound in LENGTH_CLASSES {
        if text.len() < bound {
            return if least == 0 {
                format!("fewer than {bound} bytes")
            } else {
                format!("{least} to {} bytes", bound - 1)
            };
        }
        least = bound;
    }
    format!("{least} bytes or more")
}

/// Return a text in which no URL shows what comes before its last `@`.
fn without_credentials(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.split_once("://") {
        Some((scheme, rest)) if rest.contains('@') => {
            format!("{scheme}://(hidden)@{}", partition_at_last(rest, "@").1)
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
