"""Tell by its shape that a text holds a credential, whatever the name of its variable.

Sources: the documented token formats of the providers, RFC 3986 (userinfo), RFC 6750 and 7617 (Bearer, Basic),
RFC 7468 (PEM), crypt(5).
"""

import re
from collections.abc import Iterator

PEM = re.compile(r"-----BEGIN (?!(?:[A-Z0-9 ]+ )?(?:PUBLIC KEY|CERTIFICATE|PARAMETERS))[A-Z0-9 ]*-----|LS0tLS1CRUdJTi")
PUBLIC = re.compile(
    r"-----BEGIN (?:[A-Z0-9 ]+ )?(?:PUBLIC KEY|CERTIFICATE)[A-Z ]*-----"
    r"|(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) AAAA"
    r"|age1[a-z0-9]{50,}$|pk_(?:live|test)_\w+$|(?:sha(?:1|224|256|384|512)|SHA256|md5)[:-]\S+$"
)
# What providers begin their tokens with.
PROVIDERS = (
    r"(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{30,}|github_pat_\w{30,}|gl[a-z]{1,5}-[\w-]{20,}"
    r"|[srw][kh](?:_live|sec)_\w{16,}|xox[a-z]-[\w-]{15,}|xapp-[\w-]{20,}|AIza[\w-]{30,}|GOCSPX-[\w-]{20,}"
    r"|ya29\.[\w-]{20,}|1//0[\w-]{20,}|sk-(?:proj-|ant-)?[\w-]{32,}|[rp]8_\w{20,}|SG\.[\w-]{16,}\.[\w-]{16,}"
    r"|sq0[a-z]{3}-[\w-]{16,}|shp[a-z]{2}_\w{16,}"
    r"|(?:npm|hf|gsk|sbp|ntn|figd|dop_v1|doo_v1|dckr_pat|pscale_tkn|lin_api|glsa|glc|sntrys|rubygems)_[\w-]{16,}"
    r"|pypi-[\w-]{16,}|PMAK-[\w-]{20,}|NRAK-\w{16,}|pplx-\w{20,}|hv[sbr]\.[\w-]{16,}|dt0c01\.\S{20,}|dapi[0-9a-f]{32}"
    r"|dp\.\w{2,3}\.\w{20,}|pul-[0-9a-f]{40}|tskey-[\w-]{16,}|fm[12]_\S{20,}|ATATT\S{20,}|AGE-SECRET-KEY-1\w+"
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"
)
# What may be a token, and is hidden: those of tests, and forms that public values have too.
POSSIBLE = (
    r"[srw][kh]_test_\w{16,}|sk-[\w-]{20,}|key-[0-9a-f]{32}|[0-9a-f]{32}-us\d{1,2}|[xyz]prv\w{50,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\d{8,10}:AA[\w-]{30,}|0x[0-9a-fA-F]{64}(?!\w)"
)
OF_PROVIDER = re.compile(rf"(?<![A-Za-z0-9])(?:{PROVIDERS})")
TOKEN = re.compile(rf"(?<![A-Za-z0-9])(?:{PROVIDERS}|{POSSIBLE})")
HASH = re.compile(r"\$(?:2[abxy]?|1|5|6|7|y|apr1|argon2\w+|scrypt|pbkdf2[\w-]*)\$|pbkdf2_\w+\$|\{S?SHA\d*\}")
SCHEME = re.compile(
    r"(?i:\b(?:bearer|basic|digest|genie-?key|api-?key|splunk|token)\s+)"
    r"(?!(?:auth\w*|tokens?|required?|scheme|access|is|was|has|that|type|and|or|in|for)\b)(?P<rest>\S+)"
)
ADDRESS = re.compile(r"(?P<scheme>[A-Za-z0-9+.-]*)://(?P<rest>[^\s\"'<>|]*)")
USERINFO = re.compile(r"[^/?#@:]*@|[^/?#@:]*:(?!\d{1,5}(?:[/?#,]|$))[^@]*@")
PLAIN_USER = re.compile(r"@|[a-z][a-z_.-]{0,15}:?@")
LATER = re.compile(r"\$\{\w+\}|\$\w+|\$\([\w-]+\)|\{\{[^}]*\}\}|\$\{\{[^}]*\}\}|<[^>]*>|\*+|%\w+%|\{\w+\}|x{3,}|\.{3}")
ACCOUNT = re.compile(r"(?<![\w/@.:-])(?!(?:mailto|acct|sips?|xmpp|sha\d+):)[\w.%+-]+:[^\s@/:]+@(?!sha\d+:)[\w(]")
ORACLE = re.compile(r"jdbc:oracle:[a-z]+:[^/@\s]+/[^@\s]+@")
HOOK = re.compile(
    r"(?i)(?:^|[./])(?:web)?hooks?(?:b2)?[./]|hooks/|webhooks?/|hc-ping\.com/|/private-|/v[23]/[\w-]{24,}$"
    r"|api\.telegram\.org/bot"
)
OPAQUE = re.compile(r"[A-Za-z0-9_-]*(?:\d[A-Za-z]|[A-Za-z]\d)[A-Za-z0-9_-]*|\w{20,}")
MNEMONIC = re.compile(r"[a-z]{3,8}(?: [a-z]{3,8}){11}(?:(?: [a-z]{3,8}){3}){0,4}")
SENTENCE = re.compile(r"\b(?:the|and|for|with|that|was|are|you|not|from|this|into|must|has)\b")
STRONG = re.compile(r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=\S*[!$#%&*?])[^\s/\\(){}\[\]<>|=,;]{8,64}")
# A UUID, or the identifier of a resource in a cloud.
UUID = re.compile(r"\b[a-z]{2,8}-[0-9a-f]{17}\b|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
RUN = re.compile(r"[A-Za-z0-9+/_=-]{15,}")
PIECE = re.compile(r"[A-Za-z0-9]+")
# Where letters and digits change, and where a capital interrupts a word: many in what a machine makes up, few in words.
JOINT = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|(?<=[a-z])(?=[A-Z](?![a-z]{2}))|(?<=[A-Z][a-z])(?=[A-Z])")
LEAST_JOINTS = 4
LEAST_SHARE_OF_JOINTS = 0.13


def token_in(text: str) -> str:
    """Return the private key or the provider's token that stands in a text, as far as its form tells; "" for none."""
    token = PEM.search(text) or OF_PROVIDER.search(text)
    return token[0] if token else ""


def holds_token(text: str) -> bool:
    """Say whether a text holds a private key, a provider's token, a hash of a password, or words that open a wallet."""
    return bool(
        PEM.search(text)
        or TOKEN.search(text)
        or HASH.search(text)
        or (MNEMONIC.fullmatch(text) and not SENTENCE.search(text))
        or any(_is_authorisation(match["rest"]) for match in SCHEME.finditer(text))
    )


def holds_login(text: str) -> bool:
    """Say whether a text holds an address with userinfo, or one that whoever knows it may use."""
    if ORACLE.search(text) or any(not LATER.search(match[0]) for match in ACCOUNT.finditer(LATER.sub("*", text))):
        return True
    return any(_opens(match["scheme"].lower(), match["rest"]) for match in ADDRESS.finditer(text))


def is_made_up(text: str, *, is_identifier: bool) -> bool:
    """Say whether a text holds what a machine made up by chance; of an identifier that is expected."""
    if STRONG.fullmatch(text):
        return True
    return not is_identifier and not UUID.fullmatch(text) and any(map(is_random, _runs(text)))


def is_random(text: str) -> bool:
    """Say whether letters and digits follow each other in a text as only chance lets them."""
    pieces = [piece for piece in PIECE.findall(text) if len(piece) > 3]  # noqa: PLR2004 - parts of words
    length = sum(map(len, pieces))
    joints = sum(len(JOINT.findall(piece)) for piece in pieces)
    return joints >= LEAST_JOINTS and joints >= LEAST_SHARE_OF_JOINTS * length


def _is_authorisation(rest: str) -> bool:
    return not LATER.fullmatch(rest.strip("\"',"))


def _opens(scheme: str, rest: str) -> bool:
    """Say whether what follows `scheme://` lets in: userinfo that is more than a user's name, or an address to call."""
    filled = LATER.sub("*", rest)
    user = USERINFO.match(filled)
    if user and "*@" not in user[0] and not (PLAIN_USER.fullmatch(user[0]) and not scheme.startswith("http")):
        return True
    path = rest.partition("?")[0]
    return bool(HOOK.search(path)) and any(OPAQUE.fullmatch(part) for part in path.split("/")[1:])


def _runs(text: str) -> Iterator[str]:
    """Yield what may be random: not a path, and of an address nothing but random words of its path."""
    for word in re.split(r"[\s,;\"'|]+", text):
        if word.startswith(("/", "./", "~/", "../", "arn:", "W/")) or re.match(r"[A-Z]:\\", word):
            continue
        if "://" in word:
            yield from (part for part in re.split(r"[/?&=#.]", word)[3:] if not re.fullmatch(r"[0-9a-f-]+", part))
        elif "sha256:" not in word:
            yield from (run for run in RUN.findall(word) if not UUID.search(run))
