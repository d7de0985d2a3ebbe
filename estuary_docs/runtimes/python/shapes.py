"""The forms of texts with a shape: a pattern or a length, a path, a host, a host with a port, an e-mail address."""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import (
    CHANGES,
    FAULTS,
    LETTERS_AND_DIGITS,
    OF_AN_ADDRESS,
    is_authority,
    is_host_name,
    is_number,
    is_text,
    malformed_unless,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from estuary_docs.runtimes.python.forms import Kind

LINE_ENDS = "\r\n"
IN_A_MAILBOX = LETTERS_AND_DIGITS | frozenset(".!#$%&'*+/=?^_`{|}~-")


def _matches(pattern: str | None, text: str) -> bool:
    if pattern is None:
        return True
    from re import fullmatch  # noqa: PLC0415 - it takes long to import, and most services have no pattern

    return fullmatch(pattern[1:-1], text) is not None


def _has_length(text: str, least: int | None, most: int | None) -> bool:
    return (least is None or len(text) >= least) and (most is None or len(text) <= most)


def is_host(text: str) -> bool:
    """Say whether a text is a host's name, or an IPv4 or IPv6 address without brackets."""
    return is_host_name(text) or (text.count(":") > 1 and OF_AN_ADDRESS.issuperset(text))


def is_host_and_port(text: str) -> bool:
    """Say whether a text is a host and a port, with a colon between them; an IPv6 address stands in brackets."""
    return is_authority(text) and not text.endswith("]") and ":" in text


def is_email(text: str) -> bool:
    """Say whether a text is an e-mail address, as a form of HTML takes it; its domain is the name of a host."""
    mailbox, _, domain = text.partition("@")
    is_domain = is_host_name(domain) and "_" not in domain and domain[-1] != "."
    return bool(mailbox) and IN_A_MAILBOX.issuperset(mailbox) and is_domain


def _host_alone(_kind: Kind, text: str) -> str:
    return text.rpartition("://")[2].split("/", 1)[0]


def _without_port(_kind: Kind, text: str) -> str:
    host, _, port = text.rpartition(":")
    return host if port == "" or is_number(port) else text


def _address_alone(_kind: Kind, text: str) -> str:
    return text.partition("<")[2].partition(">")[0] if "<" in text else text.replace("mailto:", "", 1)


FAULTS.update(
    {
        "shaped-text": lambda text, pattern, least, most: malformed_unless(
            is_text(text, LINE_ENDS) and _has_length(text, least, most) and _matches(pattern, text)
        ),
        "path": lambda text: malformed_unless(is_text(text, LINE_ENDS) and text[:1] != "~"),
        "host": lambda text: malformed_unless(is_host(text)),
        "host-and-port": lambda text: malformed_unless(is_host_and_port(text)),
        "email": lambda text: malformed_unless(is_email(text)),
    }
)
CHANGES += (
    (("path",), (("home", lambda _, text: text.lstrip("~")),)),
    (("host", "host-and-port"), (("host-alone", _host_alone),)),
    (("host",), (("port", _without_port),)),
    (("host-and-port",), (("no-port", lambda _, text: text + ":1"),)),
    (("email",), (("address-alone", _address_alone),)),
    (("shaped-text",), (("lower-case", lambda _, text: text.lower()), ("upper-case", lambda _, text: text.upper()))),
)
