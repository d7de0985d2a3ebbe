"""Tell by its name whether a variable holds a secret, where no schema says so."""

import re

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
SECRET = re.compile(
    r"(?:password|passwd|passphrase|passcode|passwort|pwd|secret|token|credential|apikey|privatekey|secretkey|accesskey"
    r"|(?:api|private|secret|access|signing|signature|sign|encryption|encrypt|master|auth|oauth|account|shared|service"
    r"|session|jwt|hmac|fernet|cipher|license|webhook|deploy|ssh|gpg|pgp|rsa|aes|app|admin|root|server|security|client"
    r"|integration|write|csrf|symmetric|verification|storage|crypto|cookie|salt) (?:\w+ )??key"
    r"|(?<!\w)(?:pass|pepper|salt|psk|basic auth))s?\b"
)
# What a name that speaks of a secret, and ends so, is about instead.
HARMLESS_ENDS = frozenset(
    "age algorithm algorithms algo alg arn audience backend class claim cookie cost count days dir directory "
    "domain duration enabled endpoint env expiration expire expires expiry field file filename folder format "
    "header headers hours in interval issuer iterations leeway length lifetime limit location max method min "
    "minutes mode model ms name param parser path policy port prefix project provider ref regex region required "
    "rounds schema scheme scope seconds size store suffix timeout ttl type uri url urls validity version window".split()
)
# What a name that begins so asks about secrets, or counts them.
HARMLESS_STARTS = frozenset("allow check disable enable max min num require skip use validate verify".split())
# Half of a pair of keys that everybody may have.
PUBLIC = frozenset(("public", "publishable"))


def is_secret_name(name: str) -> bool:
    """Say whether a name is that of a secret, such as `SMTP_PASSWORD` or `apiKey`, and not of a fact about one."""
    words = words_of(name)
    if not words or words[-1] in HARMLESS_ENDS or words[0] in HARMLESS_STARTS or not PUBLIC.isdisjoint(words):
        return False
    return words[-2:] != ["key", "id"] and bool(SECRET.search(" ".join(words)))


def words_of(name: str) -> list[str]:
    """Return the words of a name, in lower case, however they are joined."""
    return [word.lower() for word in WORD.findall(name)]
