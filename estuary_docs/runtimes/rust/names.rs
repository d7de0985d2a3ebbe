//! Tell a misspelt variable of the service from the rest of a normal environment.

const LENGTH_OF_A_LONG_WORD: usize = 6;
const MOST_EDITS_OF_A_NAME: usize = 3;
/// Kubernetes sets names with these parts in every container, for each service of the namespace.
const OF_SERVICE_LINKS: [&str; 2] = ["_SERVICE_", "_PORT"];

/// Names that are known, and which of them another one is a slip of.
///
/// A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each word
/// (two in a long one, three in all), or one word left out of three or more.
struct Names {
    known: &'static [Variable],
}

impl Names {
    /// Return the known name that `name` is a slip of.
    fn nearest(&self, name: &str) -> Option<&'static str> {
        if !is_name(name) {
            return None;
        }
        let upper = name.to_ascii_uppercase();
        let names = || self.known.iter().map(|variable| variable.name);
        if let Some(same) = names().find(|known| *known == upper) {
            return Some(same);
        }
        let letters = upper.as_bytes();
        let (begin, end) = (letters.first(), letters.last());
        let of_one_begin = |known: &&str| known.as_bytes().first() == begin;
        let of_one_end = |known: &&str| known.as_bytes().last() == end;
        let (mut found, mut least) = (None, MOST_EDITS_OF_A_NAME + 1);
        for known in names()
            .filter(of_one_begin)
            .chain(names().filter(of_one_end))
        {
            if upper.len() < known.len() + 4 && known.len() < upper.len() + 4 {
                let edits = if is_one_edit(letters, known.as_bytes()) {
                    1
                } else {
                    edits_of(&upper, known)
                };
                if edits < least {
                    (found, least) = (Some(known), edits);
                }
            }
        }
        // Without one of its words, a name still begins or ends as it did.
        let is_like = |known: &&str| of_one_begin(known) || of_one_end(known);
        found.or_else(|| {
            names()
                .filter(is_like)
                .find(|known| lacks_a_word(&upper, known))
        })
    }
}

/// Say whether a name begins like one of the service's own, and looks like a name: it may be a piece of a secret.
fn is_own_name(name: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| name.starts_with(prefix))
        && is_name(name)
        && !name.bytes().any(|letter| letter.is_ascii_lowercase())
        && name.bytes().any(|letter| letter.is_ascii_uppercase())
        && !OF_SERVICE_LINKS.iter().any(|part| name.contains(part))
}

/// Say whether a name is another one of three words or more without one of them.
fn lacks_a_word(name: &str, known: &str) -> bool {
    let words = || name.split('_');
    let theirs = || known.split('_');
    if known.len() <= name.len() {
        return false;
    }
    let count = theirs().count();
    if count < 3 || words().count() + 1 != count {
        return false;
    }
    (0..count).any(|left_out| {
        let kept = theirs().enumerate().filter(|(place, _)| *place != left_out);
        kept.map(|(_, word)| word).eq(words())
    })
}

/// Return how many edits lead from words to others; more than the most if they are no slip of them.
fn edits_of(name: &str, known: &str) -> usize {
    let none = MOST_EDITS_OF_A_NAME + 1;
    if name.split('_').count() != known.split('_').count() {
        return none;
    }
    let mut total = 0;
    for (word, theirs) in name.split('_').zip(known.split('_')) {
        if word == theirs {
            continue;
        }
        let most = if theirs.len() >= LENGTH_OF_A_LONG_WORD {
            2
        } else {
            1
        };
        // Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
        if word
            .chars()
            .filter(|letter| !theirs.contains(*letter))
            .count()
            > most
        {
            return none;
        }
        let edits = distance(word, theirs);
        total += edits;
        if total > MOST_EDITS_OF_A_NAME || edits > most {
            return none;
        }
    }
    if total == 0 {
        none
    } else {
        total
    }
}

fn is_one_edit(one: &[u8], other: &[u8]) -> bool {
    let start = one
        .iter()
        .zip(other)
        .take_while(|(letter, theirs)| letter == theirs)
        .count();
    let (one, other) = (&one[start..], &other[start..]);
    let after = |letters: &[u8], count: usize| letters.get(count..).unwrap_or(&[]).to_vec();
    let is_swapped = one.len() > 1
        && other.len() > 1
        && one[0] == other[1]
        && one[1] == other[0]
        && one[2..] == other[2..];
    after(one, 1) == after(other, 1)
        || after(one, 1) == other
        || one == after(other, 1)
        || is_swapped
}

/// Return the number of edits between two words: insertions, deletions, changes, swaps of neighbours.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut current = vec![row];
        for column in 1..=other.len() {
            let (letter, theirs) = (one[row - 1], other[column - 1]);
            let changed = last[column - 1] + usize::from(letter != theirs);
            let mut cost = changed.min(last[column] + 1).min(current[column - 1] + 1);
            if row > 1 && column > 1 && letter == other[column - 2] && one[row - 2] == theirs {
                cost = cost.min(before_last[column - 2] + 1);
            }
            current.push(cost);
        }
        before_last = last;
        last = current;
    }
    last[other.len()]
}
