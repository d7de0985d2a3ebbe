"""Values of variables: which are the same, which may be shown, and which look like genuine secrets."""

import re
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from itertools import pairwise

from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.validation.credential_shapes import token_in
from estuary_docs.validation.showing import LONGEST_JUDGED, may_be_shown


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# What is filled in later: `${X}`, `{X}`, `{{ .Values.x }}`, `$(X)`, `<x>`, `%x%`, or a secret's address.
FILLED_IN_LATER = re.compile(
    r"^(?:secretref|keyvaultref|vault|op|ssm|arn|ref\+\w+):|^@Microsoft\.KeyVault|\$\{|\$\(|\{\{|\{[A-Za-z_]\w*\}"
    r"|\$[A-Za-z_]|<[^>]*>|^%.*%$|\.\.\.|…|\w\.\.\w"
)
CREDENTIALS = re.compile(r"[a-z][a-z0-9+.-]*://[^:/@\s]*:([^@/\s]+)@(\[[^\]]+\]|[^:/?#\s]+)", re.IGNORECASE)
NEAR = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "[::1]", "example.com"))  # noqa: S104 - nothing is bound
LEAST_LETTERS_OF_A_SECRET = 12
LEAST_LETTERS_OF_A_PLAIN_SECRET = 20
# What speaks to whoever sets the value.
ADDRESSED = re.compile(r"(?:^|[^a-z])(?:your|changeme|change|replace|example|sample|dummy)(?:[^a-z]|$)", re.IGNORECASE)
# How figures stand for letters, and what is then a sample.
FIGURES = str.maketrans("013457@$", "oieastas")
WORDS = re.compile(r"secret|password|changeme|example")
SAMPLE = re.compile(r"secret|passw|letmein|sample|changeme|example|test")
LEAST_SHARE_OF_CHANGES = 0.45
# Keys that vendors publish for their emulators, by SHA-256.
OF_EMULATORS = frozenset(
    (
        "0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059",  # https://learn.microsoft.com/azure/storage/common/storage-use-azurite
        "aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615",  # https://learn.microsoft.com/azure/cosmos-db/emulator
    )
)
# How the fingerprint of a public key is written, as against a secret of as many letters.
FINGERPRINT = re.compile(r"(?:[0-9A-F]{4} ?){10}")
# How a class is named in full, which is as long and as mixed as a secret: `org.example.storage.KeyConverter`.
CLASS = re.compile(r"(?:[a-z][a-z_]+\.){2,}(?:[A-Z]+[a-z]+)+[0-9]?")
NOTHING = words("- \N{EN DASH} \N{EM DASH} none null nil unset empty (none) (empty) (unset) n/a") | {""}
# How the two states of a switch are written.
FLAGS = dict.fromkeys(words("true yes on 1"), "true") | dict.fromkeys(words("false no off 0"), "false")
AMOUNT = re.compile(r"([0-9][0-9_,]*(?:\.[0-9]+)?)\s*([a-zµ%]*)")
# Units of time in seconds, and units of size by the power of 1000, or of 1024, that they are in bytes.
SECONDS = {"ms": "0.001", "s sec secs second seconds": "1", "m min mins minute minutes": "60"}
SECONDS |= {"h hr hrs hour hours": "3600", "d day days": "86400", "w week weeks": "604800"}
SIZES = ("b byte bytes", "k kb kib", "mb mib", "g gb gib", "t tb tib")
UNITS = {unit: ("time", (Decimal(factor),)) for units, factor in SECONDS.items() for unit in units.split()} | {
    unit: ("size", (Decimal(1000) ** power, Decimal(1024) ** power))
    for power, units in enumerate(SIZES)
    for unit in units.split()
}
LONGEST_SHOWN = 60


def normal(value: str) -> str:
    """Return the form in which equal values are equal texts, however they are quoted, spaced or capitalised."""
    text = value.strip().strip("`\"'").strip().lower()
    if text in NOTHING:
        return ""
    for separator in ("_", ","):
        plain = text.replace(separator, "")
        if re.fullmatch(r"[+-]?[0-9][0-9_,]*(?:\.[0-9]+)?", text) and re.fullmatch(r"[+-]?[0-9.]+", plain):
            text = plain
    try:
        return str(Decimal(text).normalize() + 0) if re.fullmatch(r"[+-]?[0-9.]+", text) else _plain(text)
    except InvalidOperation:
        return _plain(text)


def agree(one: str, other: str) -> bool:
    """Say whether two values may be the same: as texts, as states of a switch, or as amounts in one unit or two."""
    ours, theirs = normal(one), normal(other)
    if ours == theirs or (ours in FLAGS and FLAGS[ours] == FLAGS.get(theirs)):
        return True
    amounts = [AMOUNT.fullmatch(text) for text in (ours, theirs)]
    if None in amounts:
        return False
    (first, unit), (second, other_unit) = (amount.groups() for amount in amounts if amount)
    if unit == other_unit or not (unit and other_unit):
        return normal(first) == normal(second) or (unit != other_unit and _convert(first, unit, second, other_unit))
    convertible = {unit, other_unit} <= UNITS.keys()
    return not convertible or _convert(first, unit, second, other_unit)


def _convert(first: str, unit: str, second: str, other_unit: str) -> bool:
    """Say whether an amount is another one in another unit; one without a unit may be in any of the other's kind."""
    kind, factors = UNITS.get(unit or other_unit, ("", ()))
    other_kind, others = UNITS.get(other_unit or unit, ("", ()))
    every = tuple(factor for of, listed in UNITS.values() if of == kind for factor in listed)
    left = {Decimal(normal(first)) * factor for factor in (factors if unit else every)}
    right = {Decimal(normal(second)) * factor for factor in (others if other_unit else every)}
    return kind == other_kind and not left.isdisjoint(right)


def is_literal(value: str) -> bool:
    """Say whether a value stands there as it will be, with nothing to be filled in."""
    return FILLED_IN_LATER.search(value) is None


def shown(name: str, value: str) -> str:
    """Return a value as a report shows it."""
    if not may_be_shown(name, value):
        return "a value that is not shown"
    text = "".join(letter if letter.isprintable() else "?" for letter in value)
    return f"`{text[:LONGEST_SHOWN]}{'…' if len(text) > LONGEST_SHOWN else ''}`" if text else "nothing"


def is_exposed(value: str, *, secret: bool) -> bool:
    """Say whether a value looks like a genuine secret; `secret` says that its variable holds one."""
    text = value[:LONGEST_JUDGED].strip().strip("\"'")
    # What stands round a token or a password acquits it of nothing.
    token = token_in(text)
    if token and not _is_sample(token) and "EXAMPLE" not in token:
        return True
    if match := CREDENTIALS.search(text):
        password, host = match.groups()
        near = host.lower() in NEAR or "." not in host or host.endswith((".example.com", ".local", ".test"))
        return not near and is_literal(password) and not _is_sample(password) and _is_random(password)
    return secret and "://" not in text and is_literal(text) and not _is_sample(text) and _is_random(text)


def _is_sample(text: str) -> bool:
    """Say whether a text was written to be replaced."""
    return (
        looks_like_placeholder(text)
        or ADDRESSED.search(text) is not None
        or _is_spelled_in_figures(text)
        or sha256(text.encode()).hexdigest() in OF_EMULATORS
    )


def _is_spelled_in_figures(text: str) -> bool:
    """Say whether a text is a word for a secret with figures in the place of letters, as people make up for samples."""
    plain = text.lower()
    return bool(WORDS.search(plain)) or (
        len(text) < LEAST_LETTERS_OF_A_PLAIN_SECRET and bool(SAMPLE.search(plain.translate(FIGURES)))
    )


def _is_random(text: str) -> bool:
    """Say whether a text is as long and as mixed as what a machine makes up, or a careful person."""
    if (
        len(text) < LEAST_LETTERS_OF_A_SECRET
        or any(letter.isspace() for letter in text)
        or text.startswith(("/", "./"))
        or FINGERPRINT.fullmatch(text)
        or CLASS.fullmatch(text)
    ):
        return False
    if len(text) < LEAST_LETTERS_OF_A_PLAIN_SECRET and _changes(text) < LEAST_SHARE_OF_CHANGES * len(text):
        return False
    classes = sum(any(test(letter) for letter in text) for test in (str.islower, str.isupper, str.isdigit))
    return classes > 1 and (len(text) >= LEAST_LETTERS_OF_A_PLAIN_SECRET or any(map(str.isdigit, text)))


def _changes(text: str) -> int:
    """Count the places where a text goes from one class of letters to another, which words seldom do."""
    classes = ["lower" if letter.islower() else "upper" if letter.isupper() else "other" for letter in text]
    return sum(1 for one, other in pairwise(classes) if one != other)


def _plain(text: str) -> str:
    text = re.sub(r"[\"']", "", text) if text.startswith("[") and text.endswith("]") else text
    return re.sub(r"\s*,\s*", ",", text).removeprefix("./").rstrip("/")
