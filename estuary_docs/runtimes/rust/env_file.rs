//! Read an env file, and find every line that its readers do not read alike.

use std::collections::BTreeMap;

const MOST_BYTES_OF_A_LINE: usize = 64 * 1024;
const BARE_CHARACTERS: &str = "_-./:@%+=,?*!^{}[]~";
const SPACES: [char; 2] = [' ', '\t'];
const QUOTES: [char; 2] = ['\'', '"'];
const KNOWN_ESCAPES: &str = "\\'\"$ n";

/// What an env file says.
///
/// `values` maps each name to its value, the first where there are two, and `lines` to its line number from 1. `traps`
/// lists what readers differ about as line number, name or nothing, and trap; the name of a variable is known only
/// where the line assigns one.
#[derive(Default)]
struct EnvFile {
    values: Environ,
    lines: BTreeMap<String, usize>,
    traps: Vec<(usize, String, &'static str)>,
}

impl EnvFile {
    fn new(text: &str) -> Self {
        let mut file = Self::default();
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        if bare.len() < text.len() {
            file.note(1, "", &["byte-order-mark"]);
        }
        let mut lines: Vec<&str> = bare.split('\n').collect();
        let last = lines.last().copied().unwrap_or("");
        if last.is_empty() {
            lines.pop();
        } else if last.ends_with(SPACES) {
            file.note(lines.len(), "", &["space-at-end-of-file"]);
        } else {
            file.note(lines.len(), "", &["no-final-newline"]);
        }
        if let Some(returning) = lines.iter().position(|line| line.contains('\r')) {
            file.note(returning + 1, "", &["carriage-return"]);
            for line in &mut lines {
                *line = line.strip_suffix('\r').unwrap_or(line);
            }
        }
        let mut number = 0;
        while number < lines.len() {
            number += 1;
            number += file.read_line(number, &lines);
        }
        file.traps.sort_by_key(|(line, _, _)| *line);
        file
    }

    /// Read the line of that number; return how many more belong to its value.
    fn read_line(&mut self, number: usize, lines: &[&str]) -> usize {
        let line = lines[number - 1];
        let mut traps = Vec::new();
        if line.len() >= MOST_BYTES_OF_A_LINE {
            traps.push("long-line");
        }
        let mut bare = line.trim_start_matches(SPACES);
        match bare.chars().next() {
            None if line.is_empty() => {}
            None => traps.push("blank-line-with-spaces"),
            Some('#') if line.ends_with('\\') => traps.push("comment-goes-on"),
            Some('#') => {}
            Some(';') => traps.push("semicolon-comment"),
            Some(_) => {
                if bare != line {
                    traps.push("indented");
                }
                if bare.starts_with("export ") || bare.starts_with("export\t") {
                    traps.push("export");
                    bare = bare["export ".len()..].trim_start_matches(SPACES);
                }
                return self.read_assignment(number, bare, traps, &lines[number..]);
            }
        }
        self.note(number, "", &traps);
        0
    }

    fn read_assignment(
        &mut self,
        number: usize,
        bare: &str,
        mut traps: Vec<&'static str>,
        following: &[&str],
    ) -> usize {
        let is_assigned = bare.contains('=');
        let (mut name, raw) = partition(bare, "=");
        if name.ends_with(SPACES) || raw.starts_with(SPACES) {
            traps.push("spaces-round-equals");
            name = name.trim_end_matches(SPACES);
        }
        if !is_name(name) {
            let is_dotted = is_name(&name.replace('.', "_")) && !name.starts_with('.');
            traps.push(match (is_assigned, is_dotted) {
                (false, _) => "no-assignment",
                (true, true) => "dotted-name",
                (true, false) => "bad-name",
            });
            name = "";
        } else if !is_assigned {
            traps.push("no-assignment");
        } else if self.values.contains_key(name) {
            traps.push("duplicate");
        }
        let mut more = 0;
        if is_assigned {
            let trimmed = raw.trim_start_matches(SPACES);
            let value = if trimmed.starts_with(QUOTES) {
                let (value, taken) = quoted(trimmed, &mut traps, following);
                more = taken;
                value
            } else {
                unquoted(raw, &mut traps)
            };
            if !name.is_empty() && !self.values.contains_key(name) {
                self.values.insert(name.to_owned(), value);
                self.lines.insert(name.to_owned(), number);
            }
        }
        self.note(number, name, &traps);
        more
    }

    fn note(&mut self, line: usize, name: &str, traps: &[&'static str]) {
        self.traps
            .extend(traps.iter().map(|trap| (line, name.to_owned(), *trap)));
    }
}

fn unquoted(raw: &str, traps: &mut Vec<&'static str>) -> String {
    if raw.starts_with('#') {
        traps.push("hash-first");
        return String::new();
    }
    let comment = raw
        .match_indices('#')
        .find(|(place, _)| raw[..*place].ends_with(SPACES));
    let mut bare = raw;
    if let Some((place, _)) = comment {
        traps.push(comment_trap(&raw[..place], &raw[place..]));
        bare = raw[..place].trim_end_matches(SPACES);
    }
    if bare.ends_with(SPACES) && !bare.chars().all(is_white_space) {
        traps.push("space-at-end");
    }
    bare = stripped(bare, &SPACES);
    if bare.contains(SPACES) {
        traps.push("unquoted-space");
    } else if bare.contains(['$', '`']) {
        traps.push("expansion");
    } else if bare.contains(['\'', '"', '\\']) {
        traps.push("unquoted-quote");
    } else if bare.contains('#') {
        traps.push("unquoted-hash");
    } else if !is_plain(bare) {
        traps.push("unquoted-special");
    }
    bare.to_owned()
}

/// Name the trap of a comment on the line of a value: dotenvy skips one only if a single space stands before it.
fn comment_trap(before: &str, comment: &str) -> &'static str {
    let spaces = before
        .chars()
        .rev()
        .take(2)
        .filter(|letter| is_white_space(*letter));
    if spaces.count() == 2 && comment.contains(QUOTES) {
        "comment-with-quote"
    } else {
        "inline-comment"
    }
}

fn is_plain(raw: &str) -> bool {
    let is_bare = |letter: char| {
        letter.is_ascii_alphanumeric()
            || BARE_CHARACTERS.contains(letter)
            || !(letter.is_ascii() || is_noncharacter(letter))
    };
    let expands =
        raw.starts_with('~') || raw.contains(":~") || raw != raw.trim_matches(is_white_space);
    !expands && raw.chars().all(is_bare)
}

fn is_noncharacter(letter: char) -> bool {
    u32::from(letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&letter)
}

/// Return what is between the quotes, and how many of the lines that follow it takes.
fn quoted(raw: &str, traps: &mut Vec<&'static str>, following: &[&str]) -> (String, usize) {
    let is_single = raw.starts_with('\'');
    let mut line = &raw[1..];
    let mut end = end_of(line, is_single);
    let mut held = String::new();
    let mut taken = 0;
    while end.is_none() {
        held.push_str(line);
        held.push('\n');
        if let Some(next) = following.get(taken) {
            line = next;
        } else {
            traps.push("unclosed-quote");
            return (raw[1..].to_owned(), 0);
        }
        taken += 1;
        end = end_of(line, is_single);
    }
    let end = end.unwrap_or(0);
    if taken > 0 {
        traps.push("many-lines");
    }
    held.push_str(&line[..end]);
    traps.extend(trap_after(&line[end + 1..]));
    if is_single {
        if held.ends_with('\\') {
            traps.push("backslash-before-quote");
        } else if held.contains("${") || held.contains("\\\\") {
            traps.push("single-quoted-special");
        }
        return (held, taken);
    }
    let (value, escapes) = unescaped(&held);
    if held.contains('$') {
        traps.push("double-quoted-dollar");
    } else if escapes
        .chars()
        .any(|letter| !KNOWN_ESCAPES.contains(letter))
    {
        traps.push("double-quoted-escape");
    } else if !escapes.is_empty() || held.contains('`') {
        traps.push("double-quoted-special");
    }
    (value, taken)
}

/// Name the trap of what is after a closing quote.
fn trap_after(tail: &str) -> Option<&'static str> {
    let comment = tail.trim_start_matches(SPACES);
    if comment.is_empty() {
        return Some("space-at-end").filter(|_| !tail.is_empty());
    }
    Some(
        if comment.len() == tail.len() || !comment.starts_with('#') {
            "text-after-quote"
        } else {
            comment_trap(&tail[..tail.len() - comment.len()], comment)
        },
    )
}

/// Return where the closing quote is; a backslash hides one among double quotes.
fn end_of(text: &str, is_single: bool) -> Option<usize> {
    let quote = if is_single { '\'' } else { '"' };
    let is_hidden = |place: usize| {
        let before = &text[..place];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    };
    text.match_indices(quote)
        .map(|(place, _)| place)
        .find(|place| is_single || !is_hidden(*place))
}

/// Return a text without its backslashes, as dotenvy does, and the letters behind them.
fn unescaped(held: &str) -> (String, String) {
    let (mut value, mut escapes) = (String::new(), String::new());
    let mut is_escaped = false;
    for letter in held.chars() {
        if is_escaped {
            escapes.push(letter);
            value.push(if letter == 'n' { '\n' } else { letter });
        } else if letter != '\\' {
            value.push(letter);
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    (value, escapes)
}
