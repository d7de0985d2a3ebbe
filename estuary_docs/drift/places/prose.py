"""The names in the text of a document: what is surely a variable, and what may be one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from estuary_docs.drift.mention import NO_LONGER_THERE, NOT_CALLED_A_VARIABLE, Certainty
from estuary_docs.drift.places import fences
from estuary_docs.drift.places.blocks import Fence, Line
from estuary_docs.drift.places.claims import unquoted
from estuary_docs.drift.places.context import GONE, PHRASE, SAID, Context, sentence_round
from estuary_docs.drift.places.names import is_conventional, is_ending, is_noise

CAPITALS = re.compile(r"[A-Z][A-Z0-9_]")
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
SPAN = re.compile(r"(`+)(.+?)\1")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+|<[A-Za-z/][^>]*>")
CODED = re.compile(
    r"(?:export\s+|-e\s+|--env\s+|\$env:)?(?:\$\{?)?([A-Z_][A-Z0-9_]*)\}?(?:(=)(?!=)(\"[^\"]*\"|'[^']*'|\S*))?"
)
BARE = re.compile(
    r"(?<![\w$./<:{#@%\"=,-])(\*\*|__)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(=(?!=)[^\s,;)|]*)?(?![\w/({>]|::|[-.*]\w)"
)
# A family of variables, as documents write one: `FEATURE_<NAME>`, `OTEL_*`, `TENANT_{id}_URL`.
FAMILY = re.compile(r"(?=[A-Z])((?:[A-Z0-9_]|\*|<[\w -]+>|\{[\w -]+\})+)")
HOLE = re.compile(r"\*|<[\w -]+>|\{[\w -]+\}")
CALLED = re.compile(
    rf"`\$?([A-Z][A-Z0-9]+)`\s+{PHRASE}\b|\b{PHRASE}\s+(?:called |named |is |are )?`\$?([A-Z][A-Z0-9]+)`", re.IGNORECASE
)
# A sentence about variables to set: `set the X and Y variables`.
SET_AS_A_VARIABLE = re.compile(
    r"\b(?:set|setting|sets|export|define|provide|configure)\b[^.]*?(?:`[A-Z][A-Z0-9_]*`[\s,/]*(?:and\s+|or\s+)?)+variables?\b"
    r"|\bset\b[^.]*?(?<!build )(?<!make )(?<!template )\bvariables?\s+(?:`[A-Z])",
    re.IGNORECASE,
)
# Variables of something else than an environment.
OF_SOMETHING_ELSE = re.compile(
    r"\b(?:css|sass|scss|less|stylus|template|make|workflow|repository|session|class|instance|global|local|loop|jinja)"
    r"\s+variables?\b",
    re.IGNORECASE,
)
# What is assigned behind it is the value of something else.
AS_A_DEFAULT = re.compile(r"\bdefaults?(?: value)?(?: is| to)?[:=*_ ]*\Z", re.IGNORECASE)
LISTED = re.compile(r"[*_]*`+[A-Z_][A-Z0-9_]*`+[*_]*[ \t]*(?:[-:=,/\u2013\u2014]|$)", re.MULTILINE)
BEFORE = re.compile(r"(?:`+[A-Z0-9_]+`+|\([^()\n]*\)|[\s,/&*_\[|]|\band\b|\bor\b)*")
# What only a sentence that calls it a variable, or an assignment, makes one.
WORDS = re.compile(
    r"GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|HTTP|HTTPS|JSON|YAML|TOML|XML|HTML|CSS|SQL|API|REST|URL|URI|UUID|"
    r"JWT|README|LICENSE|TODO|FIXME|NOTE|MIT|SELECT|INSERT|UPDATE|WHERE|FROM|NULL|TRUE|FALSE|INFO|WARN|WARNING|"
    r"ERROR|FATAL|TRACE|UPPER_SNAKE_CASE|SNAKE_CASE|SCREAMING_SNAKE_CASE|UTF_8|CURRENT_TIMESTAMP|PRIMARY_KEY|"
    r"FOREIGN_KEY|NOT_NULL|YES|NO|ON|OFF|AND|OR|NOT|ENV|VAR|NAME|KEY|VALUE|REQUIRED|OPTIONAL|DEFAULT|"
    r"DEPRECATED|ISO_8601|X_FORWARDED_FOR|KEY_NAME|VARIABLE_NAME|ENV_VAR|VAR_NAME|ENV_VAR_NAME|ALL_CAPS|"
    r"SOME_VAR|MY_VAR"
)
# What leads to values: `set to A`, `the default is A or`.
VALUE = re.compile(
    r"\b(?:sets?|setting|equals?|defaults?)\b[^.`]*(?:`[^`]*`[^.`]*)?\b(?:to|is|be)\s+"
    r"(?:`[^`]*`[\s,(|/]*(?:or\b)?[\s,(|/]*)*\Z",
    re.IGNORECASE,
)
NEAR = 200  # characters in which a sentence leads to a value
ANY = re.compile(
    r"NAME|KEY|VALUE|VAR|VARIABLE|(?:ENV_)?VAR(?:IABLE)?_NAME|ENV_VAR|KEY_NAME|(?:SCREAMING|UPPER)_SNAKE_CASE"
)
# What is one value for its program: `OU=people,DC=example`.
OF_A_VALUE = re.compile(r"^[^\"'\[{]*,[A-Za-z]+=")
OUTCOME = re.compile(r".*_(?:ERR|ERRORS?|EXCEPTION|NOT_FOUND|FAILED|INVALID|EXCEEDED|FORBIDDEN|UNAUTHORIZED)")


@dataclass(frozen=True)
class Found:
    """A name in a text; `gone` says that the sentence round it speaks of one that is not there."""

    name: str
    line: int
    value: str | None
    certainty: Certainty
    gone: bool = False
    sentence: str = ""

    @property
    def note(self) -> str:
        """Why it is no more than likely."""
        return note_of(self.certainty, gone=self.gone)


def note_of(certainty: Certainty, *, gone: bool) -> str:
    """Return why a name is no more than likely to be a variable, or an empty text."""
    if gone:
        return NO_LONGER_THERE
    return NOT_CALLED_A_VARIABLE if certainty == "likely" else ""


def certainty_of(*, sure: bool) -> Certainty:
    """Return the certainty of what is sure, or not."""
    return "certain" if sure else "likely"


def found(lines: tuple[Line, ...], context: Context, *, listed: bool, below: bool = False) -> Iterator[Found]:
    """Yield the names in a text; `listed` says that it is an item of a list, or a heading, which a name may lead.

    `below` says that it is about a variable itself: what leads it is a value of that, or the like.
    """
    text = EXPRESSION.sub(_blank, "\n".join(line for _, line in lines))
    if not CAPITALS.search(text):
        return
    called = {name for groups in CALLED.findall(text) for name in groups} if "env" in text.lower() else set()
    for span in SPAN.finditer(text):
        number = lines[text.count("\n", 0, span.start())][0]
        coded = CODED.fullmatch(span[2].strip())
        if coded and is_variable(coded[1]) and not (ANY.fullmatch(coded[1]) or OF_A_VALUE.search(coded[3] or "")):
            single = "_" not in coded[1].strip("_")
            led = not below and not is_ending(coded[1]) and _leads(text, span, context, listed=listed)
            leads = led and (context.strong if single else context.weak)
            assigned = bool(coded[2]) and not AS_A_DEFAULT.search(text, 0, span.start())
            sure = assigned or coded[1] in called or (leads and not WORDS.fullmatch(coded[1]))
            if sure or (_may_be(coded[1], context) and not (single and below)):
                yield _judged(Found(coded[1], number, _value(coded[3]), certainty_of(sure=sure)), text, span)
        elif FAMILY.fullmatch(span[2]) and "_" in HOLE.sub("", span[2]) and not coded and not context.foreign:
            yield Found(HOLE.sub("*", span[2]), number, None, "dynamic")
        elif " " in span[2]:
            for mention in fences.mentions(Fence("sh", ((number, span[2]),)), ""):
                certainty = certainty_of(sure=mention.certainty == "certain")
                yield _judged(Found(mention.name, number, mention.value, certainty), text, span)
    bare = LINK.sub(_blank, SPAN.sub(_blank, text))
    for name in BARE.finditer(bare):
        if is_variable(name[2]) and (name[3] or _may_be(name[2], context)):
            number = lines[bare.count("\n", 0, name.start())][0]
            sure = bool(name[3]) or (not below and context.weak and _leads(text, name, context, listed=listed))
            value = _value(name[3][1:] if name[3] else None)
            yield _judged(Found(name[2], number, value, certainty_of(sure=sure)), text, name)


def _blank(match: re.Match[str]) -> str:
    """Return as much space as a match takes, its line ends kept."""
    return re.sub(r"[^\n]", " ", match[0])


def _leads(text: str, match: re.Match[str], context: Context, *, listed: bool) -> bool:
    """Say whether a name stands where a list has what it is about: first, alone or with others."""
    start = text.rfind("\n", 0, match.start()) + 1
    first = (listed and start == 0) or LISTED.match(text, start) is not None
    return first and not context.foreign and BEFORE.fullmatch(text, start, match.start()) is not None


def _judged(occurrence: Found, text: str, match: re.Match[str]) -> Found:
    """Return what was found, judged by the sentence round it: that may call it a variable, or say that it is gone."""
    sentence = sentence_round(text, match.start(), match.end())
    gone = GONE.search(sentence) is not None
    set_ = "_" in occurrence.name and SET_AS_A_VARIABLE.search(sentence) and not OF_SOMETHING_ELSE.search(sentence)
    evidence = SAID.search(sentence) or set_
    called = bool(evidence) and not (_is_a_value(text, match) or is_ending(occurrence.name))
    sure = not gone and (occurrence.certainty == "certain" or called)
    return replace(occurrence, certainty=certainty_of(sure=sure), gone=gone, sentence=sentence)


def _is_a_value(text: str, match: re.Match[str]) -> bool:
    """Say whether a word stands where a sentence has the value of a variable: `can be set to X or Y`."""
    return VALUE.search(text, max(match.start() - NEAR, 0), match.start()) is not None


def _may_be(name: str, context: Context) -> bool:
    """Say whether a word may be a variable where nothing calls it one."""
    return not context.foreign and not WORDS.fullmatch(name) and not OUTCOME.fullmatch(name)


def is_variable(name: str) -> bool:
    """Say whether a word can be the name of a variable in a document."""
    return is_conventional(name) and not name.endswith("_") and not is_noise(name)


def names_in_code(text: str) -> set[str]:
    """Return every word that stands in code as a name would, variable or not."""
    coded = (CODED.fullmatch(span[2].strip()) for span in SPAN.finditer(text))
    return {name[1] for name in coded if name}


def _value(text: str | None) -> str | None:
    """Return the value of an assignment in a sentence, or None where it stands for any."""
    bare = None if text is None else unquoted(text.strip())
    return None if bare is None or re.search(r"[<>$…*\"']|\.\.\.", bare) else bare
