"""The texts that pydantic takes for dates, durations, addresses and their like, as expressions.

Each is an expression for the whole text that Python, ECMA 262 and JSON Schema read alike, without looking ahead, which
Rust and Go cannot do. It is no narrower than the class, and wider where no expression can tell: a network may have host
bits set here.
"""

import re
from collections.abc import Iterable

from estuary_docs.renderers.writing.expressions import digits, in_any_case
from estuary_docs.runtimes.python.forms import LAST_PORT
from estuary_docs.vocabulary.patterns import complaint

ANY = r"[\s\S]*"
YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DAY_OF_MONTH = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
DAY = f"(?:{YEAR}-{DAY_OF_MONTH}|{LEAP_YEAR}-02-29)"
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?"
ZONE = "(?:[Zz]|[+\\-\N{MINUS SIGN}](?:[01][0-9]|2[0-3]):?[0-5][0-9])?"
MIDNIGHT = rf"00:00(?::00(?:[.,]0+)?)?{ZONE}"
SECONDS = r"[+\-]?(?:0*[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)"
DATE = rf"{DAY}(?:[Tt_ ]{MIDNIGHT})?"
MOMENT = rf"{DAY}(?:[Tt_ ]{CLOCK}{ZONE})?|{SECONDS}"
TIME = CLOCK + ZONE
AMOUNT = "[0-9]+(?:[.,][0-9]*)?"
DURATION = (
    rf"[+\-]?(?:P(?:(?:{AMOUNT}[YMWD])+(?:T(?:{AMOUNT}[HMS])*)?|T(?:{AMOUNT}[HMS])+)"
    r"|(?:[0-9]+ *[Dd](?:[Aa][Yy][Ss]?)?,? *)?(?:[0-9]{2,}:[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?)"
    r"|[0-9]+ *[Dd](?:[Aa][Yy][Ss]?)?,? *)"
)
ANY_DIGIT = "[0-9\N{FULLWIDTH DIGIT ZERO}-\N{FULLWIDTH DIGIT NINE}]"
SIZE_UNIT = "(?:[KkMmGgTtPpEe](?:[Ii]?[Bb](?:[Ii][Tt])?)?|[Bb](?:[Ii][Tt])?)"
SIZE = rf"\s*{ANY_DIGIT}*\.?{ANY_DIGIT}+\s*(?:{SIZE_UNIT}(?:[^\w][\s\S]*)?|(?:[^\w\s][\s\S]*)?)".replace(
    r"\w", "A-Za-z0-9_"
)
WORD_IN_PATH = r"[^\s\x00-@\[-^`{-~][^\s\x00-,.\/:-@\[-^`{-~]*"
DOTTED = rf"{WORD_IN_PATH}(?:\.{WORD_IN_PATH})*"
PYTHON_PATH = rf"\s*{DOTTED}(?::{DOTTED})?\s*"
HEX = "[0-9A-Fa-f]"
OCTET = digits(0, 255)
IPV4 = rf"{OCTET}(?:\.{OCTET}){{3}}"
GROUP = f"{HEX}{{1,4}}"
TAIL = f"(?:{GROUP}:{GROUP}|{IPV4})"
IPV6 = (
    "(?:"
    + "|".join(
        (
            rf"(?:{GROUP}:){{6}}{TAIL}",
            rf"::(?:{GROUP}:){{0,5}}{TAIL}",
            *(rf"(?:{GROUP}:){{{count}}}(?::{GROUP}){{0,{6 - count}}}(?::{TAIL}|:{GROUP})" for count in range(1, 6)),
            rf"(?:{GROUP}:){{1,7}}:",
            rf"(?:{GROUP}:){{1,6}}:{GROUP}",
            f"::{GROUP}",
            "::",
        )
    )
    + r")(?:%[^%\/]+)?"
)
EMAIL = rf"{ANY}[^@\s]@[^@\s]*[^@\s.]\.(?:[A-Za-z]|[^\x00-\x7f]){ANY}"
OF_A_HOST = r"[^\x00-\x20#\/:<>?@\[\\\]^|\x7f]"
HOST, ANY_HOST = (rf"(?:\[[0-9A-Fa-f:.]+\]|{OF_A_HOST}{often})" for often in "+*")
REST = rf"(?:[\/?#]{ANY})?[\x00-\x20]*"
REST_OF_SPECIAL = rf"(?:[\/?#\\]{ANY})?[\x00-\x20]*"
PORT = rf"(?::(?:{digits(0, LAST_PORT, 12)})?)?"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FURTHER = r"0-9+.\-"
SPECIAL = ("http", "https", "ws", "wss", "ftp")
BEYOND = "\u00a1-\U0010ffff"
# A character of no text, which stands for a blank while a pattern is looked at.
BLANK = "\ue000"


def network(address: str, longest: int) -> str:
    """Return an expression for the networks of addresses."""
    return rf"(?:{address})(?:\/(?:{digits(0, longest, 4)}|{IPV4}))?"


def uuid(version: int | None) -> str:
    """Return an expression for the UUIDs of a version."""
    third, fourth = (HEX, HEX) if version is None else (str(version), "[89ABab]")
    hyphenated = rf"{HEX}{{8}}-{HEX}{{4}}-{third}{HEX}{{3}}-{fourth}{HEX}{{3}}-{HEX}{{12}}"
    return rf"{hyphenated}|{HEX}{{12}}{third}{HEX}{{3}}{fourth}{HEX}{{15}}|\{{{hyphenated}\}}|urn:uuid:{hyphenated}"


def url(schemes: Iterable[str] | None, *, needs_host: bool, many: bool = False) -> str:
    """Return an expression for the URLs with one of the schemes, or with any; `many` may name several hosts."""
    named = None if schemes is None else sorted(schemes)
    special = [scheme for scheme in SPECIAL if named is None or scheme in named]
    others = [scheme for scheme in named or () if scheme not in SPECIAL]
    parts = []
    if special:
        parts.append(rf"{_schemes(special)}:[\/\\]*(?:[^\/?#\\]*@)?{_hosts(HOST, many=many)}{REST_OF_SPECIAL}")
    if named is None or others:
        scheme = _other_than(special) if named is None else _schemes(others)
        authority = rf"\/\/(?:[^\/?#]*@)?{_hosts(HOST if needs_host else ANY_HOST, many=many)}{REST}"
        parts.append(f"{scheme}:" + (authority if needs_host else rf"(?:{authority}|\/?[^\/]{ANY}|\/?)"))
    return rf"[\x00-\x20]*(?:{'|'.join(parts)})"


def _hosts(host: str, *, many: bool) -> str:
    return rf"{host}{PORT}(?:,(?:[^\/?#,]*@)?{host}{PORT})*" if many else host + PORT


def _schemes(schemes: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(in_any_case, schemes))})"


def _other_than(words: Iterable[str], further: str = "") -> str:
    """Return an expression for the schemes, in any case, that are none of the words; the first is a letter."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    may_end = [""] if further and "" not in rests else []
    rests.pop("", None)
    others = "".join(letter + letter.upper() for letter in LETTERS if letter not in rests)
    parts = [f"{in_any_case(head)}{_other_than(rest, FURTHER)}" for head, rest in rests.items()]
    return f"(?:{'|'.join((*parts, f'[{others}{further}][A-Za-z{FURTHER}]*', *may_end))})"


def portable(pattern: str) -> str | None:
    """Return an expression for the texts in which a pattern of Rust's finds something; None if none is known.

    Letters and digits beyond ASCII are taken wherever a pattern names letters or digits.
    """
    starts, ends = pattern.startswith("^"), pattern.endswith("$") and not pattern.endswith(r"\$")
    bare = pattern[1 if starts else 0 : -1 if ends else None].replace(r"\s", BLANK)
    for escape, members in ((r"\d", "0-9"), (r"\w", "A-Za-z0-9_")):
        within = re.compile(rf"(\[[^\]\\]*){re.escape(escape)}")
        while within.search(bare):
            bare = within.sub(rf"\g<1>{members}{BEYOND}", bare)
        bare = bare.replace(escape, f"[{members}{BEYOND}]")
    if complaint(f"^{bare}$") is not None:
        return None
    return f"{'' if starts else ANY}{bare}{'' if ends else ANY}".replace(BLANK, r"\s")
