"""What a sentence claims to be the default of a variable."""

import re

SAID = re.compile(
    r"\b(?:by\s+default|defaults?(?:\s+value)?)[*_]*\s*(?:(?:(?::|=)(?=[\s*_`\"'\w/.-])|\bto\b|\bis\b|[-\u2013\u2014]\s)[*_]*\s*)+?"
    r"(?:`+([^`\n]*?)`+|\"([^\"\n]*)\"|'([^'\n]*)'|((?:[^\s`\"',;()|]|,(?=\S))+)(?=\s*(?:[.);,|]|$)))",
    re.IGNORECASE | re.MULTILINE,
)
BRACKETED = re.compile(
    r"\(\s*default\s+(?:`+([^`\n]*?)`+|\"([^\"\n]*)\"|'([^'\n]*)'|([^\s`\"',;()|]+))\s*[);,]", re.IGNORECASE
)
# `The default log level is `info``: what it is the default of stands between, and its last word must be of the name.
CALLED = re.compile(r"\bthe\s+default(?:\s+[a-z-]+){0,2}\s+([a-z]+)\s+is\s+(`+)([^`\n]+)\2", re.IGNORECASE)
NO_CLAIM = re.compile(
    r"\[\]|\{\}|-|--|---|\u2013|\u2014|n/a|na|none|\(none\)|null|nil|undefined|unset|\(unset\)|required|\(required\)|optional|"
    r"\(optional\)|empty|\(empty\)|auto|automatic|generated|\(generated\)|random|\(random\)|varies|various|see|"
    r"same|yes\*|\*|\?|…|\.\.\.|tbd|todo|mandatory|unspecified|\(unspecified\)|any|disabled|enabled|inherit|"
    r"inherited|computed|dynamic|derived|detected|the|a|an|not|no|nothing|true/false"
)
OBSCURE = re.compile(r"\$\{|\$\(|<[^>]*>|\.\.\.|…")
CONDITION = re.compile(
    r"\s*\(?(?:[/+]|or\b|and\b|if\b|in\b|when\b|for\b|on\b|unless\b|under\b|with\b|[a-z]+\s+(?:in|if)\b)", re.IGNORECASE
)
PROFILE = re.compile(r"\(.*\b(?:dev|prod|stag|docker|test)", re.IGNORECASE)
PLAIN = re.compile(r"-?\d+(?:\.\d+)?|true|false|https?://\S+|/\S+|[\w.-]+:\d+")
# A value that is an address, and a link to it.
LINKED = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]*)\)|<(https?://[^>\s]+)>")
WITH_UNIT = re.compile(r"-?\d+(?:\.\d+)?\s+[A-Za-z%]+")


def claimed(text: str, name: str) -> str | None:
    """Return the default that a sentence claims for a variable, as an environment would hold it, or None for none."""
    matches = [match for pattern in (SAID, BRACKETED, CALLED) for match in pattern.finditer(text)]
    if (
        len(matches) != 1
        or CONDITION.match(text, matches[0].end())
        or PROFILE.match(text[matches[0].end() :].lstrip(" "))
    ):
        return None
    if matches[0].re is CALLED:
        return cell(f"`{matches[0][3]}`") if matches[0][1].upper() in name.upper().split("_") else None
    groups = matches[0].groups()
    bare = groups[3]
    if bare is not None:
        bare = bare.rstrip(".:!?*_")
        return cell(bare) if PLAIN.fullmatch(bare) else None
    return cell("`" + next(group for group in groups if group is not None) + "`")


def cell(text: str) -> str | None:
    """Return the default that the cell of a column of defaults claims, or None where it claims none."""
    bare = text.strip().strip("*_").strip()
    linked = LINKED.fullmatch(bare)
    bare = (linked[1] or linked[2]) if linked else bare
    coded = re.match(r"(`+)(.*?)\1", bare)
    if coded:
        rest = bare[coded.end() :].strip()
        if "`" in rest or rest.startswith(",") or CONDITION.match(rest) or PROFILE.match(rest):
            return None
        bare = coded[2].strip()
    elif " " in bare:
        return None
    bare = unquoted(bare)
    no_claim = not bare or NO_CLAIM.fullmatch(bare.lower()) or OBSCURE.search(bare) or WITH_UNIT.fullmatch(bare)
    return None if no_claim else bare


def unquoted(text: str) -> str:
    """Return a text without the quotes around it."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
