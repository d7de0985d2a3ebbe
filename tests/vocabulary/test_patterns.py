"""The regular expressions that every dialect reads alike."""

import pytest

from estuary_docs.vocabulary.patterns import complaint, is_scheme

PORTABLE = [
    "^$",
    "^[a-z]+(-[a-z0-9]+)*$",
    "^(a|b)?$",
    "^[A-Za-z0-9.]{1,64}$",
    "^(?:sk|pk)_(?:live|test)_[A-Za-z0-9]{24,}$",
    r"^\.[\-a]+[^,]$",
    "^é[-a-z]*$",
    "^[a-z-]{3}$",
]
REFUSED = {
    "a": "does not begin with ^",
    "^a": "does not begin with ^",
    r"^a\$": "does not begin with ^",
    "^a|b$": "outside any group",
    r"^\d+$": r"has \d in it",
    r"^[a-z\d]+$": r"has \d in it",
    r"^[\w.-]+$": r"has \w in it",
    "^a.b$": "has .b in it",
    "^(?=a)b$": "has (? in it",
    "^(?P<name>a)$": "has (? in it",
    r"^(a)\1$": r"has \1 in it",
    "^[[a]$": "has [[ in it",
    "^[]$": "has [] in it",
    "^a+?$": "repeats what cannot be repeated",
    "^(*a)$": "repeats what cannot be repeated",
    "^(a$": "a group that is not closed",
    "^a)$": "closes a group that is not open",
    "^[z-a]$": "is no regular expression",
    "^a{1001}$": "more than 1000 times",
    "^(a{40}b){40}$": "more than 1000 times",
    "^[a&&b]$": "a doubled sign",
    "^a^b$": "has ^b in it",
}


IN_MANY_WAYS = [
    *("^(a+)+$", "^(a*)*$", "^((a)*)*$", "^(a|a)+$", "^(a|b+)+$", "^(a?b?)+$", "^(a+b?)+$"),
    *("^(a[a-z]+)*$", "^(x[xy]*)*$", "^(a{1,2})+$", "^([a-z]{1,3}){1,10}$", "^(é|[^a])*$", "^([a-z]+ ?)+$"),
    *("^(a?){40}$", "^(a{0,1}){40}b$", "^(a|b?){30}c$", "^(a|aa){30}b$", "^(a+){20}b$", "^([a-z]{1,5}){20}1$"),
    *("^[a-z]*[a-z]*[a-z]*1$", "^[a-z]+[a-z0-9]+x?[a-z]+1$", "^(a*){3}b$"),
]
SHARED_OUT_TWICE = [
    *("^(ab)*(ab)*(ab)*(ab)*(ab)*$", "^(ab)*(ab)*(ab)*c$", "^(ab|c)+x?(ab|d)+x?(ab|e)+$", "^a*a*b*b*c$"),
    *("^(ab)*(abab)*ab(ab)*$", "^([a-z]+,)*([a-z]+,)*([a-z]+,)*$"),
]
WITHOUT_TURNS = [
    *(f"^{'a?' * 30}{'a' * 30}$", f"^{'[a-z]?' * 24}1$", f"^{'(ab)?' * 24}$", f"^{'(a|ab)(b|c)?' * 12}x?{'b?' * 12}$"),
    *(f"^{'(a|aa)' * 20}b$", f"^{'[0-9]?[.]?' * 24}$", f"^{'(a|a)' * 20}b$"),
]
IN_ONE_WAY = [
    *("^a*a*$", "^([0-9]{3})+$", "^(ab|ac)+$", "^(jpg|jpeg|png)(,(jpg|jpeg|png))*$", "^([a-z]+,)*[a-z]+$"),
    *("^([^,]*,)*[^,]*$", "^([a-z0-9]{1,63}[.]){1,10}[a-z]{2,}$", "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"),
    *("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$", "^(é|[a-z])*$", "^(a?){1}$"),
    *("^([0-9a-f]{4}){8}$", "^(ab|cd){3}$", "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$", "^([0-9]{1,3}[.]){3}[0-9]{1,3}$"),
    *("^[0-9]*[.]?[0-9]*$", "^[a-z]+@[a-z.]+[.][a-z]+$", "^(ab)*(ab)*$", f"^{'[0-9]?' * 8}$"),
]
HEX, NUMBER, LABEL = "[0-9a-f]", "(0|[1-9][0-9]*)", "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
PRERELEASE = "(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
USUAL = {
    "version": f"^{NUMBER}[.]{NUMBER}[.]{NUMBER}$",
    "semantic version": f"^v?{NUMBER}[.]{NUMBER}[.]{NUMBER}(-{PRERELEASE}([.]{PRERELEASE})*)?"
    r"([+][0-9a-zA-Z-]+([.][0-9a-zA-Z-]+)*)?$",
    "version of Python": "^([0-9]+!)?[0-9]+([.][0-9]+)*((a|b|rc)[0-9]+)?([.]post[0-9]+)?([.]dev[0-9]+)?$",
    "host": f"^{LABEL}([.]{LABEL})*$",
    "domain": f"^({LABEL}[.])+[a-z]{{2,63}}$",
    "host and port": f"^{LABEL}([.]{LABEL})*(:[0-9]{{1,5}})?$",
    "IPv4": f"^{BYTE}([.]{BYTE}){{3}}$",
    "network": f"^{BYTE}[.]{BYTE}[.]{BYTE}[.]{BYTE}/(3[0-2]|[12]?[0-9])$",
    "IPv6": f"^({HEX}{{1,4}}:){{7}}{HEX}{{1,4}}$",
    "MAC": f"^{HEX}{{2}}([:-]{HEX}{{2}}){{5}}$",
    "e-mail": "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$",
    "e-mail by words": f"^[a-z0-9_+-]+([.][a-z0-9_+-]+)*@({LABEL}[.])+[a-z]{{2,}}$",
    "URL": "^https?://[^/ ?#]+(/[^ ?#]*)?([?][^ #]*)?(#[^ ]*)?$",
    "URL of a database": "^postgres(ql)?://[^:@/]+(:[^@/]*)?@[^:/]+(:[0-9]+)?/[a-z_]+$",
    "date": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "short date": "^[0-9]?[0-9]/[0-9]?[0-9]/[0-9][0-9]([0-9][0-9])?$",
    "time": "^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?$",
    "moment": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})$",
    "duration": "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$",
    "ISO duration": "^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$",
    "UUID": f"^{HEX}{{8}}-{HEX}{{4}}-[1-8]{HEX}{{3}}-[89ab]{HEX}{{3}}-{HEX}{{12}}$",
    "commit": f"^{HEX}{{7,40}}$",
    "colour": f"^#?({HEX}{{3}}|{HEX}{{6}})$",
    "Base64": "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    "token of three parts": "^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]*$",
    "number": r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$",
    "amount": "^[0-9]{1,3}(,[0-9]{3})*([.][0-9]{2})?$",
    "optional digits": "^[0-9]?[0-9]?[0-9]$",
    "slug": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "identifier": "^[A-Za-z_][A-Za-z0-9_]*$",
    "dotted name": "^[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)*$",
    "bucket": "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
    "image": "^([a-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*(:[A-Za-z0-9_.-]+)?"
    f"(@sha256:{HEX}{{64}})?$",
    "name of a resource": "^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{0,12}:[A-Za-z0-9/_.:-]+$",
    "region": "^[a-z]{2}(-[a-z]+)+-[0-9]$",
    "language": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$",
    "path": "^(/[A-Za-z0-9._-]+)+/?$",
    "file": "^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*[.](ya?ml|json|toml)$",
    "list": "^[a-z]+( *, *[a-z]+)*$",
    "pairs": "^[a-z]+=[^,=]*(,[a-z]+=[^,=]*)*$",
    "cron": "^([0-9*/,-]+ ){4}[0-9*/,-]+$",
    "telephone": "^[+]?[0-9]{1,3}[ -]?([(][0-9]{1,4}[)])?[0-9 -]{4,14}$",
    "key of a service": "^(sk|pk)_(live|test)_[A-Za-z0-9]{24,}$",
    "queue": "^[a-z.]+$",
}


@pytest.mark.parametrize("pattern", [*IN_MANY_WAYS, *SHARED_OUT_TWICE, *WITHOUT_TURNS])
def test_a_pattern_that_reads_a_text_in_too_many_ways_is_refused(pattern: str) -> None:
    """Python and JavaScript would try all of them before they refuse a text."""
    assert "in so many ways" in str(complaint(pattern))


@pytest.mark.parametrize("kind", USUAL)
def test_usual_patterns_pass(kind: str) -> None:
    """What projects write for usual texts is no pattern that takes long."""
    assert complaint(USUAL[kind]) is None


@pytest.mark.parametrize("pattern", IN_ONE_WAY)
def test_a_repetition_in_a_repetition_is_fine_where_a_text_is_read_in_one_way(pattern: str) -> None:
    """A list with its separators, or groups of a fixed length, are read in one way, or in few."""
    assert complaint(pattern) is None


@pytest.mark.parametrize("pattern", PORTABLE)
def test_a_portable_pattern_passes(pattern: str) -> None:
    """Literals, classes, groups, alternatives and repetitions between ^ and $ are read alike everywhere."""
    assert complaint(pattern) is None


@pytest.mark.parametrize(("pattern", "told"), REFUSED.items())
def test_what_dialects_read_in_their_own_ways_is_refused(pattern: str, told: str) -> None:
    """What one dialect does not know, or reads otherwise, is named."""
    assert told in str(complaint(pattern))


def test_a_scheme_is_in_lower_case_and_bare() -> None:
    """A scheme is a word such as `postgresql+asyncpg`, without what follows it."""
    assert is_scheme("postgresql+asyncpg")
    assert not any(map(is_scheme, ("", "AMQP", "amqp://", "1a")))
