"""What a project says about its own drift: what others read, what is meant to be so, and which files count."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from estuary_docs.drift.rules import RULES
from estuary_docs.errors import ProjectError
from estuary_docs.project.settings import place_of
from estuary_docs.project.toml_text import NestedTooDeeplyError, read_toml
from estuary_docs.runtimes.python.problems import printable

OWN_FILE = "estuary-docs.toml"  # for repositories that are not Python's
TABLES = {"pyproject.toml": "[tool.estuary-docs.drift]", OWN_FILE: "[drift]"}
WILDCARD = re.compile(r"(\*\*/|\*\*|\*|\?)")
KEYS = ("external", "ignore", "paths", "exclude", "reads-only-in")
FORM_OF_AN_IGNORE = '{name = "NAME", rule = "never-read", reason = "why that is meant to be so"}'
# A comment in any language.
IGNORING = re.compile(rb"(?:#|//|/\*|<!--|--|;)\s*drift:\s*ignore\[([^\]\n]*)\]([^\n]*)")
ENDS_OF_COMMENTS = ("-->", "*/")


@dataclass(frozen=True)
class Ignore:
    """What is not reported: the variable, which may be a pattern; the rule, or "" for each; the reason; the line."""

    name: str
    rule: str
    reason: str
    line: int = 0


@dataclass(frozen=True)
class Comment:
    """A comment that says what is not reported on its own line and the next."""

    file: str
    line: int
    rule: str
    reason: str


@dataclass(frozen=True)
class DriftSettings:
    """The settings of a project.

    `external` are names or patterns of variables that something else reads. `paths` are patterns of the files that
    count, all if there is none, and `exclude` of those that do not; both match paths below the project's root, of which
    the inspected folder is `below`. `reads_only_in` are patterns of the files that may read the environment, all if
    there is none. `file` is where the settings stand.
    """

    external: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    reads_only_in: tuple[str, ...] = ()
    below: str = ""
    file: str = "pyproject.toml"

    def counts(self, path: str) -> bool:
        """Say whether a file, by its path below the inspected folder, is looked at."""
        if not (self.paths or self.exclude):
            return True
        included = not self.paths or self._is_among(path, self.paths)
        return included and not self._is_among(path, self.exclude)

    def may_read(self, path: str) -> bool:
        """Say whether the code of a file, by its path below the inspected folder, may read the environment."""
        return not self.reads_only_in or self._is_among(path, self.reads_only_in)

    def _is_among(self, path: str, patterns: tuple[str, ...]) -> bool:
        whole = f"{self.below}/{path}" if self.below else path
        return any(_matches(whole, pattern) for pattern in patterns)

    def is_external(self, name: str) -> bool:
        """Say whether the project says that something else reads a variable."""
        return any(fnmatchcase(name, pattern) for pattern in self.external)


def read_settings(table: Mapping[str, Any], file: str, text: str = "", below: str = "") -> DriftSettings:
    """Return the settings that a table of pyproject.toml holds, whose whole text is `text`.

    Raises ProjectError if it is malformed.
    """
    unknown = ", ".join(sorted(set(table) - set(KEYS)))
    if unknown:
        raise ProjectError(file, f"{TABLES[file]} has the unknown key {unknown}; known are {', '.join(KEYS)}")
    texts = {key.replace("-", "_"): _texts(table, key, file) for key in KEYS if key != "ignore"}
    ignored = table.get("ignore", [])
    if not isinstance(ignored, list):
        raise ProjectError(file, f"{TABLES[file]} ignore must be a list of tables such as {FORM_OF_AN_IGNORE}")
    return DriftSettings(**texts, ignore=tuple(_ignore(entry, file, text) for entry in ignored), below=below, file=file)


def read_own_settings(text: str, below: str = "") -> DriftSettings:
    """Return the settings that `estuary-docs.toml` holds in its table `[drift]`; raises ProjectError if malformed."""
    try:
        content = read_toml(text)
    except NestedTooDeeplyError:
        raise ProjectError(OWN_FILE, "cannot be read: it is nested too deeply") from None
    except ValueError as error:
        raise ProjectError(place_of(OWN_FILE, error), "is not TOML; correct it") from None
    table = content.pop("drift", {})
    if content or not isinstance(table, dict):
        raise ProjectError(OWN_FILE, "must hold one table, [drift]")
    return read_settings(table, OWN_FILE, text, below)


def is_prose(path: str) -> bool:
    """Say whether a file is a document, by its name: what it quotes is not meant."""
    return path.endswith((".md", ".markdown", ".mdx", ".html"))


def comments(text: bytes, path: str) -> Iterator[Comment]:
    """Yield the comments of a file that say what is not reported; raises ProjectError for one without a reason."""
    if b"drift:" not in text or path.endswith(".json"):
        return
    # Prose quotes comments; only one that its readers do not see is meant.
    for match in IGNORING.finditer(text):
        if is_prose(path) and not match[0].startswith(b"<!--"):
            continue
        line = text.count(b"\n", 0, match.start()) + 1
        rule, reason = (part.decode(errors="replace").strip() for part in match.groups())
        for end in ENDS_OF_COMMENTS:
            reason = reason.partition(end)[0].strip()
        place = f"{path}:{line}"
        if not reason:
            raise ProjectError(place, f"drift: ignore[{_shown(rule)}] has no reason; write it behind the bracket")
        yield Comment(path, line, _known_rule(rule, place), reason)


def _matches(path: str, pattern: str) -> bool:
    """Say whether a path is what a pattern names from the top on, or below it: `*` stays in a folder, `**` does not.

    An inspected tree may hold the pattern, so no regular expression is made of it: that can take for ever.
    """
    ends = {0}  # where the parts so far may end
    for part in WILDCARD.split(pattern.rstrip("/")):
        first = min(ends, default=len(path) + 1)
        match part:
            case "**/":
                ends |= {end for end in range(first + 1, len(path) + 1) if path[end - 1] == "/"}
            case "**":
                ends = set(range(first, len(path) + 1))
            case "*":
                for end in range(first, len(path)):
                    if end in ends and path[end] != "/":
                        ends.add(end + 1)
            case "?":
                ends = {end + 1 for end in ends if path[end : end + 1] not in {"", "/"}}
            case _:
                ends = {end + len(part) for end in ends if path.startswith(part, end)}
    return any(path[end : end + 1] in {"", "/"} for end in ends)


def _texts(table: Mapping[str, Any], key: str, file: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not (isinstance(values, list) and all(isinstance(value, str) and value for value in values)):
        raise ProjectError(file, f"{TABLES[file]} {key} must be a list of texts")
    return tuple(values)


def _ignore(entry: object, file: str, text: str) -> Ignore:
    if not (isinstance(entry, dict) and entry.keys() <= {"name", "rule", "reason"} and entry.keys() & {"name", "rule"}):
        raise ProjectError(file, f"{TABLES[file]} ignore must hold tables such as {FORM_OF_AN_IGNORE}")
    if not all(isinstance(value, str) for value in entry.values()):
        raise ProjectError(file, f"{TABLES[file]} ignore must hold texts, as in {FORM_OF_AN_IGNORE}")
    name, rule = entry.get("name", "*"), entry.get("rule", "")
    if not entry.get("reason", "").strip():
        raise ProjectError(file, f"{TABLES[file]} ignore of {_shown(name)} has no reason; say why it is meant to be so")
    return Ignore(
        name,
        _known_rule(rule, f"{file}, {TABLES[file]}") if rule else "",
        entry["reason"],
        _line(text, entry["reason"]),
    )


def _line(text: str, reason: str) -> int:
    """Return the line on which a reason is given, as far as it stands there as it is."""
    return text.count("\n", 0, max(text.find(reason), 0)) + 1


def _known_rule(rule: str, place: str) -> str:
    if rule not in RULES:
        raise ProjectError(place, f"{_shown(rule)} is no rule of drift; choose one of {', '.join(RULES)}")
    return rule


def _shown(text: str) -> str:
    return printable(text)[:60]
