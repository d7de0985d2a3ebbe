"""Tell by its name whether a variable holds a secret, where no schema says so."""

import re

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# What is a secret wherever it ends a name.
SECRETS = frozenset(
    "secret secrets password passwords passwd passphrase passwort pwd pass token credential credentials apikey salt "
    "pepper authtoken accesstoken clientsecret secretkey privatekey encryptionkey masterkey signingkey".split()
)
# Which keys are secrets: an `API_KEY` is one, a `PUBLIC_KEY`, a `PARTITION_KEY` and a `CACHE_KEY` are not.
OF_KEYS = frozenset(
    "api access private secret signing sign encryption encrypt master auth session jwt admin deploy service account "
    "storage hmac cookie app crypto cipher ssh gpg pgp root webhook license rsa aes server security integration write "
    "csrf oauth client shared symmetric verification".split()
)
# What may follow without making the name one *about* the secret, as in `TOKEN_TTL` or `PASSWORD_MIN_LENGTH`.
AFTERTHOUGHTS = frozenset(
    "value current previous old new next primary secondary base64 b64 hex raw plain encoded pem default production "
    "prod staging development dev test".split()
)


def is_secret_name(name: str) -> bool:
    """Say whether a variable of this name holds a secret: a password, a token, a private or shared key."""
    words = [word for word in HUMP.sub("_", name).lower().split("_") if word]
    while len(words) > 1 and (words[-1] in AFTERTHOUGHTS or words[-1].isdigit()):
        words.pop()
    if not words:
        return False
    return words[-1] in SECRETS or (words[-1] in {"key", "keys"} and len(words) > 1 and words[-2] in OF_KEYS)
