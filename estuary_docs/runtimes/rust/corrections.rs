//! The small changes that would make a value pass, by the kinds on whose texts they are tried.

/// A cause, and the change that takes it away.
type Change = (&'static str, fn(&Kind, &str) -> String);

/// Kinds by their names, and what is tried on their texts.
type ChangesOfKinds = (&'static [&'static str], &'static [Change]);

static OF_ANY_KIND: [Change; 4] = [
    ("line-break", without_line_break),
    ("blank-around", |_, text| {
        text.trim_matches(is_white_space).to_owned()
    }),
    ("quotes", without_quotes),
    ("blank-inside", |_, text| text.replace(is_white_space, "")),
];
static OF_SOME_KINDS: [ChangesOfKinds; 12] = [
    (
        &["integer", "decimal", "number", "duration", "size"],
        &[
            ("thousands", without_thousands),
            ("plus", |_, text| text.trim_start_matches('+').to_owned()),
            ("unit", without_unit),
            ("decimals", without_decimals),
        ],
    ),
    (&["duration", "size"], &[("no-unit", with_unit)]),
    (
        &["url", "origin"],
        &[("scheme-case", with_lower_scheme), ("scheme", with_scheme)],
    ),
    (&["url"], &[("other-scheme", with_other_scheme)]),
    (
        &["origin"],
        &[
            ("slash", |_, text| text.trim_end_matches('/').to_owned()),
            ("path", without_path),
        ],
    ),
    (
        &["path"],
        &[("home", |_, text| text.trim_start_matches('~').to_owned())],
    ),
    (&["host", "host-and-port"], &[("host-alone", host_alone)]),
    (&["host"], &[("port", without_port)]),
    (
        &["host-and-port"],
        &[("no-port", |_, text| [text, ":1"].concat())],
    ),
    (&["email"], &[("address-alone", address_alone)]),
    (
        &["host", "host-and-port", "email", "url", "origin"],
        &[
            ("dots", |_, text| in_host(text, without_extra_dots)),
            ("hyphen", |_, text| {
                in_labels(text, |label| label.trim_matches('-'))
            }),
            ("label-long", |_, text| in_labels(text, shortened)),
            ("address", |_, text| in_host(text, with_letter_at_end)),
        ],
    ),
    (
        &["shaped-text"],
        &[
            ("lower-case", |_, text| text.to_lowercase()),
            ("upper-case", |_, text| text.to_uppercase()),
        ],
    ),
];

/// Return the changes that are tried on a text of a kind, those of all kinds first.
fn changes_of(kind: &'static str) -> impl Iterator<Item = &'static Change> {
    let of_kind = OF_SOME_KINDS
        .iter()
        .filter(move |(names, _)| names.contains(&kind));
    OF_ANY_KIND
        .iter()
        .chain(of_kind.flat_map(|(_, changes)| changes.iter()))
}

fn without_line_break(_kind: &Kind, text: &str) -> String {
    stripped(text, &['\r', '\n'])
        .replace("\r\n", " ")
        .replace('\n', " ")
}

fn without_quotes(_kind: &Kind, text: &str) -> String {
    let first = text
        .chars()
        .next()
        .filter(|letter| "'\"`".contains(*letter));
    match first {
        Some(quote) if text.len() > 1 && text.ends_with(quote) => {
            text[1..text.len() - 1].to_owned()
        }
        Some(_) if text.len() == 1 => String::new(),
        _ => text.to_owned(),
    }
}

fn is_of_figures(text: &str) -> bool {
    text.bytes().all(|letter| letter.is_ascii_digit())
}

fn without_thousands(_kind: &Kind, text: &str) -> String {
    let with_commas = text.replace(['_', '\'', ' '], ",");
    let digits = with_commas.replace(',', "");
    let groups: Vec<&str> = with_commas.trim_start_matches('-').split(',').collect();
    // What fewer or more figures follow is perhaps a decimal comma.
    let is_grouped = groups.len() > 1
        && groups[groups.len() - 1].len() == 3
        && !groups[0].trim_matches('0').is_empty();
    if is_grouped && is_of_figures(digits.trim_start_matches('-')) {
        digits
    } else {
        text.to_owned()
    }
}

fn without_unit(_kind: &Kind, text: &str) -> String {
    let is_of_a_unit = |letter: char| letter.is_ascii_alphabetic() || "%µ ".contains(letter);
    let number = text.trim_end_matches(is_of_a_unit);
    let is_number = number.is_empty() || number.ends_with(|letter: char| letter.is_ascii_digit());
    (if is_number { number } else { text }).to_owned()
}

fn with_unit(kind: &Kind, text: &str) -> String {
    let ends_in_figure = text.ends_with(|letter: char| letter.is_ascii_digit());
    let units = if ends_in_figure { kind.words } else { &[] };
    let mut with_each = units.iter().map(|unit| [text, unit].concat());
    with_each
        .find(|changed| fault(kind, changed).is_none())
        .unwrap_or_else(|| text.to_owned())
}

fn without_decimals(_kind: &Kind, text: &str) -> String {
    let (number, decimals) = partition(text, ".");
    (if is_of_figures(decimals) {
        number
    } else {
        text
    })
    .to_owned()
}

fn with_lower_scheme(_kind: &Kind, text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => [&scheme.to_lowercase(), "://", rest].concat(),
        None => text.to_owned(),
    }
}

/// Return the scheme that a text without one is likely to lack: the last of a URL's.
fn scheme_of(kind: &Kind) -> &'static str {
    kind.words
        .last()
        .filter(|_| kind.name == "url")
        .unwrap_or(&"https")
}

fn with_scheme(kind: &Kind, text: &str) -> String {
    if text.contains("://") {
        text.to_owned()
    } else {
        [scheme_of(kind), "://", text].concat()
    }
}

fn with_other_scheme(kind: &Kind, text: &str) -> String {
    [scheme_of(kind), "://", partition(text, "://").1].concat()
}

fn without_path(_kind: &Kind, text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => [scheme, "://", partition(rest, "/").0].concat(),
        None => text.to_owned(),
    }
}

fn host_alone(_kind: &Kind, text: &str) -> String {
    partition(partition_at_last(text, "://").1, "/")
        .0
        .to_owned()
}

fn without_port(_kind: &Kind, text: &str) -> String {
    let (host, port) = partition_at_last(text, ":");
    (if is_of_figures(port) { host } else { text }).to_owned()
}

/// Change the host of a text: what follows scheme and user, up to port, path or query.
fn in_host(text: &str, change: impl Fn(&str) -> String) -> String {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let place = partition_at_last(authority, "@").1;
    let host = partition(place, ":").0;
    let start = text.len() - rest.len() + authority.len() - place.len();
    let (before, after) = (&text[..start], &text[start + host.len()..]);
    [before, &change(host), after].concat()
}

fn in_labels(text: &str, change: fn(&str) -> &str) -> String {
    in_host(text, |host| {
        host.split('.').map(change).collect::<Vec<_>>().join(".")
    })
}

/// Make what ends in a number a name.
fn with_letter_at_end(host: &str) -> String {
    let is_number = host.ends_with(|letter: char| letter.is_ascii_digit());
    [host, if is_number { "a" } else { "" }].concat()
}

fn without_extra_dots(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    labels.join(".")
}

fn shortened(label: &str) -> &str {
    label.get(..LONGEST_LABEL).unwrap_or(label)
}

fn address_alone(_kind: &Kind, text: &str) -> String {
    match text.split_once('<') {
        Some((_, address)) => partition(address, ">").0.to_owned(),
        None => text.replacen("mailto:", "", 1),
    }
}
