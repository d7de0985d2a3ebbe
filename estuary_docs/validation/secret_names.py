"""Tell by its name whether a variable holds a secret, where no schema says so."""

import re

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
SECRET = re.compile(
    r"(?:password|passwd|passphrase|passcode|passwort|pwd|secret|token|credential|apikey|privatekey|secretkey|accesskey"
    r"|(?<!\w)(?!(?:com|by|sur|tres|over|under)pass)\w*pass"
    r"|(?<!\w)(?:pw|\w*rootpw|creds?|pepper|salt|psk|pin|mnemonic|basic auth|http auth|rediscli auth|userpass)"
    r"|(?<!\w)private pem|(?<!\w)(?:jwt|hmac|fernet)$"
    r"|(?:seed|backup) (?:phrase|words)|(?:totp|otp|wallet|master|recovery) seed|(?:recovery|backup) code"
    r"|(?<!\w)(?!(?:primary|foreign|sort|partition|cache|routing|object|idempotency|group|shard|index|range|hot|row"
    r"|public|unique|dedup|message|feature|verify|verification|site|host|kms|gpg|pgp) )\w+ key)s?\b"
)
# What a name that speaks of a secret, and ends so, is about instead.
HARMLESS_ENDS = frozenset(
    "age algorithm algorithms algo alg arn audience backend class claim cookie cost count days dir directory "
    "domain duration enabled endpoint env expiration expire expires expiry field file filename folder format "
    "header headers host hosts hours in interval issuer iterations leeway length lifetime limit location max method "
    "min minutes mode model ms name param parser path policy port prefix project provider ref regex region required "
    "rounds schema hasher history retries attempts "
    "digits uppercase lowercase strength bytes charset chars check protected alias names budget manager "
    "rotation scheme scope seconds size store suffix timeout ttl type uri url urls validity vault version "
    "window".split()
)
# What a name that begins so asks about secrets, or counts them.
HARMLESS_STARTS = frozenset(
    "check disable enable force hide max min no num require show skip use validate verify".split()
)
# What a name that has such a word anywhere switches.
SWITCHING = frozenset("allow enable enabled disable disabled show hide random require required protected".split())
# What a name that has such a word counts, so that a number under it is no secret.
COUNTING = frozenset(
    "age attempts budget context cost count days duration expire expires expiry history hours input interval length "
    "lifetime limit max min minutes ms num number output per price rate retries rounds seconds size timeout "
    "tokens ttl".split()
)
# Half of a pair of keys that everybody may have.
PUBLIC = frozenset(("public", "publishable"))


def is_secret_name(name: str) -> bool:
    """Say whether a name is that of a secret, such as `SMTP_PASSWORD` or `apiKey`, and not of a fact about one."""
    words = words_of(name)
    if words[-1:] == ["id"] and words[-2:-1] and words[-2] in HARMLESS_ENDS:
        return False
    if (
        not words
        or words[-1] in HARMLESS_ENDS
        or words[0] in HARMLESS_STARTS
        or not (PUBLIC | SWITCHING).isdisjoint(words)
    ):
        return False
    return words[-2:] != ["key", "id"] and bool(SECRET.search(" ".join(words)))


def words_of(name: str) -> list[str]:
    """Return the words of a name, in lower case, however they are joined."""
    return [word.lower() for word in WORD.findall(name)]
