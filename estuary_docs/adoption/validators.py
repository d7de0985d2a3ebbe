"""What a schema asks of a variable: by the names of calls (`z.url()`), decorators (`@IsUrl()`) or keys of JSON.

What has no meaning here is left out of a draft, and named, so that nobody takes the draft for the whole schema.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from estuary_docs.adoption.statements import QUOTED
from estuary_docs.drift.findings.values import words
from estuary_docs.drift.mention import Form
from estuary_docs.vocabulary.kinds import WORDS_OF_FLAG

FARTHEST = 40  # lines that a value spreads over
NEAR = 20  # characters in which a regular expression follows what leads to it
OPENS, CLOSES = "([{", ")]}"
QUOTES = "\"'`"
# What holds brackets that open and close nothing: texts and regular expressions.
WRITTEN = re.compile(rf"{QUOTED.pattern}|(?<=[(,\[])\s*/(?:\\.|[^\\/\n])+/")
CALL = re.compile(r"@?\b([A-Za-z_$][\w$]*)\s*(?:<[^<>()]*>)?\(")
WORD = re.compile(r"[\"']([\w.+\-]+)[\"']")
LIST = re.compile(r"\[([^\[\]]*)\]")
SCHEMES = re.compile(r"\b(?:protocols|scheme)\s*:\s*\[([^\[\]]*)\]")
WORDS = re.compile(r"\s*(?:[\"'][\w.+\-]+[\"']\s*(?:,\s*)?)+")
WHOLE = re.compile(r"\s*(-?[0-9][0-9_]*)\s*(?:,|\Z)")
OPTION = re.compile(r"(?:^|[{,])\s*[\"']?(\w+)[\"']?\s*:", re.MULTILINE)
KEY = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*(.+?)\s*", re.DOTALL)
EQUAL = re.compile(r"\s*\(?\s*\w+(?:\.|\?\.)([A-Z][A-Z0-9_]*)\s*===?\s*[\"']([\w.\-]+)[\"']\s*\)?\s*")
NAMED = re.compile(r"(?:\.|\?\.)([A-Z][A-Z0-9_]*)\b")
FORMS = {
    name: form
    for form, names in {
        Form("flag"): "bool boolean isboolean isbooleanstring stringbool",
        Form("integer"): "int integer isint",
        Form("integer", least=1, most=65535): "port isport",
        Form("number"): "number num isnumber isnumberstring isdecimal",
        Form("url"): "url uri isurl httpurl",
        Form("email"): "email isemail",
        Form("host"): "host hostname isfqdn isip ip ipv4 ipv6",
        Form("list"): "array isarray",
    }.items()
    for name in names.split()
}
LISTING = words("enum nativeenum valid oneof isin isenum choices equal")
BOUNDS = dict.fromkeys(("min", "minimum", "gte", "minlength"), 0) | dict.fromkeys(("max", "maximum", "lte"), 1)
# What holds the schema of the value in its arguments.
HOLDING = frozenset(("pipe", "optional", "nullable", "nullish"))
# What changes the text, and asks for nothing of one that is a flag.
CHANGING = "transform"
# What asks for nothing but a value that is there, or not even that.
SILENT = words(
    "string str text isstring isnotempty nonempty isdefined defined required optional isoptional exactoptional "
    "nullable nullish notrequired default defaulted defaultvalue prefault catch fallback describe description desc "
    "label meta title example examples docs note expose allow coerce trim type literal message"
)
# Options that ask for nothing of their own.
HARMLESS = SILENT | words("protocols scheme requiretld requireprotocol allowunderscores always context error")
DECORATOR = re.compile(r"\s*@")
COMMENT = re.compile(r"\s*(?://|\*|/\*)")


@dataclass(frozen=True)
class Asked:
    """What is asked of one variable: its form, when it is required, and the names of what has no meaning here."""

    form: Form | None = None
    optional: bool = False
    condition: tuple[str, str] | None = None
    left_out: tuple[str, ...] = ()


def asked(lines: list[str], index: int, name: str) -> Asked:
    """Return what a schema asks of the variable that it names on a line."""
    above = [line for line in lines[_first(lines, index) : index] if not COMMENT.match(line)]
    own, value = re.split(rf"(?<![\w$]){name}(?![\w$])|\Z", "\n".join(lines[index : index + FARTHEST]), maxsplit=1)
    decorators = "\n".join((*above, own))
    reader = _Reader(lines, name)
    for call, arguments in _calls(decorators if "@" in decorators else _value(value)):
        reader.take(call, arguments)
    return reader.asked()


def _first(lines: list[str], index: int) -> int:
    """Return the line on which the decorators above a field begin."""
    first, depth = index, 0
    for number in range(index - 1, -1, -1):
        line = lines[number]
        bare = WRITTEN.sub("", line)
        depth += sum(map(bare.count, CLOSES)) - sum(map(bare.count, OPENS))
        if depth < 0 or (depth == 0 and not (DECORATOR.match(line) or COMMENT.match(line))):
            break
        first = number if depth == 0 else first
    return first


def _value(text: str) -> str:
    """Return the value behind a key: what comes before the next key, or before the end of the object."""
    begin = text.find(":") + 1
    return text[begin : _end(text, begin, ",;")].strip()


def _end(text: str, begin: int, stops: str = "") -> int:
    """Return where the bracket closes in which a place of a text is, or where one of `stops` comes first."""
    depth, position = 0, begin
    while position < len(text):
        letter = text[position]
        before = text[max(position - NEAR, 0) : position].rstrip()[-1:] if letter == "/" else ""
        if letter in QUOTES or (before and before in "(,["):
            closing = re.compile(rf"(?:\\.|[^\\{letter}])*?{letter}", re.DOTALL).match(text, position + 1)
            position = closing.end() - 1 if closing else position
        elif letter in OPENS:
            depth += 1
        elif (letter in CLOSES or letter in stops) and depth == 0:
            return position
        elif letter in CLOSES:
            depth -= 1
        position += 1
    return len(text)


def _calls(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and arguments of calls, those of decorators too; keys of JSON are read in the same way."""
    if text.startswith("{"):
        yield from _keys(text[1:])
        return
    position = 0
    while match := CALL.search(text, position):
        end = _end(text, match.end())
        arguments = text[match.end() : end]
        if match[1].lower() in HOLDING and "(" in arguments:
            yield from _calls(arguments)
        else:
            yield match[1], arguments
        position = end + 1


def _keys(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text) and text[position] not in CLOSES:
        end = _end(text, position, ",")
        if match := KEY.fullmatch(text[position:end].strip()):
            said = WORD.fullmatch(match[2])
            yield (said[1], "") if match[1] in ("type", "format") and said else (match[1], match[2])
        position = end + 1


class _Reader:
    def __init__(self, lines: list[str], name: str) -> None:
        self.lines = lines
        self.name = name
        self.form: Form | None = None
        self.bounds: list[int | None] = [None, None]
        self.bounding: list[str] = []
        self.condition: tuple[str, str] | None = None
        self.left_out: list[str] = []
        self.optional = False

    def take(self, call: str, arguments: str) -> None:
        """Take in one call."""
        bare = call.lower()
        whole = WHOLE.match(arguments)
        self.optional |= bare == "isoptional"
        if bare in FORMS:
            self._formed(FORMS[bare], call, arguments)
        elif bare in LISTING:
            self._listed(call, arguments)
        elif bare in BOUNDS and whole:
            self.bounds[BOUNDS[bare]] = int(whole[1])
            self.bounding.append(call)
        elif bare == "validateif":
            self._conditional(call, arguments)
        elif bare not in SILENT:
            self.left_out.append(call)
        else:
            self._options(call, arguments)

    def _formed(self, form: Form, call: str, arguments: str) -> None:
        schemes = SCHEMES.search(arguments) if form.name == "url" else None
        named = tuple(WORD.findall(schemes[1])) if schemes else ()
        if schemes and not named:
            self.left_out.append(call)
        elif form == Form("integer") or self.form is None or self.form.name != "integer":
            self.form = replace(form, words=named)
        self._options(call, arguments)

    def _options(self, call: str, arguments: str) -> None:
        if "{" not in arguments:
            return
        for key in OPTION.findall(arguments):
            if key.lower() in LISTING:
                self._listed(key, arguments)
            elif key.replace("_", "").lower() not in HARMLESS:
                self.left_out.append(f"{key} of {call}")

    def _listed(self, call: str, arguments: str) -> None:
        listed = LIST.search(arguments)
        inside = listed[1] if listed else arguments
        listed_words = WORD.findall(inside) if WORDS.fullmatch(inside) else self._members(inside.strip())
        if listed_words:
            flag = set(listed_words) <= set(WORDS_OF_FLAG)
            self.form = Form("flag") if flag else Form("choice", tuple(dict.fromkeys(listed_words)))
        else:
            self.left_out.append(call)

    def _members(self, name: str) -> list[str]:
        """Return the words of a list or an enumeration that the file declares, if all of its members are words."""
        if not re.fullmatch(r"\w+", name):
            return []
        declaring = rf"\b{name}\s*(?::[^=\n]*)?(?:=\s*\[|\{{)([^\[\]{{}}]{{0,5000}})[\]}}]"
        declared = re.search(declaring, "\n".join(self.lines))
        members = [member.strip() for member in declared[1].split(",") if member.strip()] if declared else []
        texts = [re.fullmatch(r"(?:\w+\s*[=:]\s*)?[\"']([\w.+\-]+)[\"']", member) for member in members]
        return [word[1] for word in texts if word] if all(texts) else []

    def _conditional(self, call: str, arguments: str) -> None:
        """Take in when the variable is asked for; where it is set, says nothing."""
        body = arguments.partition("=>")[2] or arguments
        names = set(NAMED.findall(body))
        parts = [part for part in body.split("&&") if not re.fullmatch(r"\s*\w+(?:\.|\?\.)[A-Z][A-Z0-9_]*\s*", part)]
        equal = EQUAL.fullmatch(parts[0]) if len(parts) == 1 and len(names) == 1 else None
        if equal and equal[1] != self.name:
            self.condition = (equal[1], equal[2])
        elif names != {self.name}:
            self.left_out.append(call)

    def asked(self) -> Asked:
        """Return what all calls ask for together."""
        form, left_out = self.form, [*self.left_out]
        least, most = self.bounds
        if form == Form("integer"):
            form = Form("integer", least=least, most=most)
        elif self.bounds not in ([None, None], [1, None]):
            left_out += self.bounding
        if form == Form("flag"):
            left_out = [call for call in left_out if call.lower() != CHANGING]
        return Asked(form, self.optional, self.condition, tuple(dict.fromkeys(left_out)))
