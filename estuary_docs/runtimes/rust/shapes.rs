//! The forms of texts with a shape: a pattern or a length, a path, a host, a host with a port, an e-mail address.

use std::path::PathBuf;

const LINE_ENDS: &str = "\r\n";
const IN_A_MAILBOX: &str = ".!#$%&'*+/=?^_`{|}~-";

fn has_length(kind: &Kind, text: &str) -> bool {
    kind.least.is_none() && kind.most.is_none()
        || range_fault(kind, &length_of(text).to_string()).is_none()
}

fn shaped_text_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let is_matched = |pattern| matches(pattern, text);
    malformed_unless(
        is_text(text, LINE_ENDS) && has_length(kind, text) && kind.pattern.map_or(true, is_matched),
    )
}

fn path_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_text(text, LINE_ENDS) && !text.starts_with('~'))
}

fn host_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_host(text))
}

fn host_and_port_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_host_and_port(text))
}

fn email_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_email(text))
}

/// Say whether a text is a host's name, or an IPv4 or IPv6 address without brackets.
fn is_host(text: &str) -> bool {
    is_host_name(text) || (text.matches(':').count() > 1 && is_address(text))
}

/// Say whether a text is a host and a port, with a colon between them; an IPv6 address stands in brackets.
fn is_host_and_port(text: &str) -> bool {
    is_authority(text) && !text.ends_with(']') && text.contains(':')
}

/// Say whether a text is an e-mail address, as a form of HTML takes it; its domain is the name of a host.
fn is_email(text: &str) -> bool {
    let is_of_a_mailbox =
        |letter: char| letter.is_ascii_alphanumeric() || IN_A_MAILBOX.contains(letter);
    let (mailbox, domain) = partition(text, "@");
    let is_domain = is_host_name(domain) && !domain.contains('_') && !domain.ends_with('.');
    !mailbox.is_empty() && mailbox.chars().all(is_of_a_mailbox) && is_domain
}

fn path(text: &str) -> PathBuf {
    PathBuf::from(text)
}
