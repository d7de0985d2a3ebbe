"""Regions of people's own Markdown files that are generated: between two markers, and nothing outside them.

    <!-- estuary-docs: table section=server -->
    <!-- /estuary-docs -->

A marker stands alone on its line. In fenced or indented code there are no markers.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.project.settings import FILE, TABLE
from estuary_docs.renderers import DEPLOYMENTS, FILES, render
from estuary_docs.renderers.files.table import table

LINE = re.compile(r"[^\n]*\n|[^\n]+")
FENCE = re.compile(r"\s*(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
MARKER = re.compile(r" {0,3}<!--\s*(?P<end>/?)estuary-docs\b(?P<rest>.*)")
ORDER = re.compile(r":(?P<words>[^<>]*)-->")
END_FORM = "<!-- /estuary-docs -->"
START_FORM = "<!-- estuary-docs: table -->"
# Formatters and linters leave what is between as it is, and return to what holds in the rest of the file.
UNTOUCHED = (
    "",
    "<!-- prettier-ignore-start -->",
    "<!-- markdownlint-capture -->",
    "<!-- markdownlint-disable -->",
    "",
)
TOUCHED = ("", "<!-- markdownlint-restore -->", "<!-- prettier-ignore-end -->", "")
WILDCARDS = frozenset("*?[")
OPTIONS_OF_A_TABLE = ("section", "profile", "secrets")
SECRETS: Mapping[str, Callable[[Variable], bool]] = {
    "only": lambda variable: variable.secret,
    "none": lambda variable: not variable.secret,
}
LANGUAGES = {
    "catalogue-json": "json",
    "cloud-run": "bash",
    "ecs-task": "json",
    "env-example": "ini",
    "gitleaks": "toml",
    "json-schema": "json",
    "key-vault": "bash",
    "llms": "markdown",
    "settings-schema": "json",
    "systemd": "ini",
    "table": "markdown",
    "validation-go": "go",
    "validation-mjs": "javascript",
    "validation-py": "python",
}


def region_files(root: Path, patterns: tuple[str, ...], passed_over: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the path below `root` of each file that `patterns` name, and whether one names it in full.

    Folders whose name is in `passed_over`, and hidden ones, count only where a pattern names them. Raises ProjectError
    for a pattern that names no file.
    """
    paths: set[str] = set()
    for pattern in patterns:
        spelled = set(Path(pattern).parts)
        files = [
            path
            for path in _matches(root, pattern)
            if all(part in spelled or (part not in passed_over and part[0] != ".") for part in path.parts)
        ]
        if not files:
            raise ProjectError(FILE, f'[{TABLE}] regions: "{pattern}" names no file; correct it, or remove it')
        for path in (path.as_posix() for path in files):
            if path not in paths:
                yield path, WILDCARDS.isdisjoint(pattern)
            paths.add(path)


def _matches(root: Path, pattern: str) -> list[Path]:
    # Before 3.13, Python refuses `**` beside other letters; since then it reads it as `*`.
    if any("**" in part and part != "**" for part in pattern.split("/")):
        return []
    # Each further `**` matches the same again, and all of them together take for ever.
    shorter = re.sub(r"(?:\*\*/)+", "**/", pattern)
    try:
        return [path.relative_to(root) for path in sorted(root.glob(shorter)) if path.is_file()]
    except ValueError:
        return []


def filled(text: str, shown: str, catalogue: Catalogue, *, needs_marker: bool = False) -> str:
    """Return the text of a Markdown file with every region as it should be, and all else as it was.

    Raises ProjectError, naming the file as `shown` with the line, for a marker that is broken or, if `needs_marker`,
    missing.
    """
    parts: list[str] = []
    fence = ""
    start = 0
    has_marker = False
    for number, line in enumerate(LINE.findall(text), 1):
        where = f"{shown}:{number}"
        fence, in_code = _fenced(line, fence)
        marker = None if in_code else MARKER.match(line)
        if marker and marker["end"]:
            _require(marker["rest"].strip() == "-->", where, f"is not a marker; write {END_FORM} alone on its line")
            _require(start > 0, where, "ends a region that nothing began; take it out")
            start = 0
        elif marker:
            _require(not start, where, f"begins a region inside that of line {start}; write {END_FORM} before it")
            body, newline = _body(marker["rest"], where, catalogue), "\r\n" if line.endswith("\r\n") else "\n"
            parts += [line, *(f"{row}{newline}" for row in (*UNTOUCHED, *body.splitlines(), *TOUCHED))]
            start, has_marker = number, True
            continue
        if not start:
            parts.append(line)
    _require(not start, f"{shown}:{start}", f"begins a region without an end; write {END_FORM} below it")
    _require(has_marker or not needs_marker, f"{shown}:1", f"has no marker; write {START_FORM} and {END_FORM}")
    return "".join(parts)


def _fenced(line: str, fence: str) -> tuple[str, bool]:
    """Return the fence that is open after a line, and whether the line is code or a fence itself."""
    match = FENCE.match(line.rstrip("\r\n"))
    if not fence:
        return (match["fence"], True) if match else ("", False)
    closes = match and match["fence"].startswith(fence) and not match["info"].strip()
    return "" if closes else fence, True


def _body(rest: str, where: str, catalogue: Catalogue) -> str:
    order = ORDER.fullmatch(rest.rstrip())
    words = order["words"].split() if order else []
    if not words:
        raise ProjectError(where, f"is not a marker; write it alone on its line, such as {START_FORM}")
    match words:
        case ["table", *options]:
            return _table(_options(options, where, OPTIONS_OF_A_TABLE), where, catalogue)
        case ["show", name, *options]:
            return _snippet(name, _options(options, where, ("profile",)), where, catalogue)
        case _:
            raise ProjectError(where, "is not an order; write table, or show and a format")


def _options(words: list[str], where: str, names: tuple[str, ...]) -> dict[str, str]:
    options: dict[str, str] = {}
    for word in words:
        name, _, value = word.partition("=")
        _require(name in names and value != "", where, f"has an unknown option; write {', '.join(names)}, = and a word")
        _require(name not in options, where, f"{name}: is given twice; write it once")
        options[name] = value
    return options


def _table(options: Mapping[str, str], where: str, catalogue: Catalogue) -> str:
    variables = catalogue.variables
    if "section" in options:
        variables = iter(_section(options["section"], where, catalogue).variables)
    if "secrets" in options:
        word = options["secrets"]
        _require(
            word in SECRETS, where, f"has an unknown word after secrets=; write secrets={' or secrets='.join(SECRETS)}"
        )
        variables = filter(SECRETS[word], variables)
    if "profile" in options:
        catalogue = _in_profile(options["profile"], where, catalogue)
        catalogue = replace(catalogue, profiles=(catalogue.profile,))
    return table(catalogue, variables)


def _section(word: str, where: str, catalogue: Catalogue) -> Section:
    words = {section.word: section for section in catalogue.sections}
    by_prefix = {section.prefix.rstrip("_").lower(): section for section in reversed(catalogue.sections)}
    section = words.get(word) or by_prefix.get(word)
    if section is None:
        raise ProjectError(where, f"names an unknown section; choose one of {', '.join(words)}")
    return section


def _snippet(name: str, options: Mapping[str, str], where: str, catalogue: Catalogue) -> str:
    formats = FILES | DEPLOYMENTS
    _require(name in formats, where, f"names an unknown format; choose one of {', '.join(formats)}")
    if "profile" in options:
        catalogue = _in_profile(options["profile"], where, catalogue)
    snippet = render(catalogue, name, for_copying=True).rstrip("\n")
    fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", snippet)), 0)
    return f"{fence}{LANGUAGES.get(name, 'yaml')}\n{snippet}\n{fence}"


def _in_profile(profile: str, where: str, catalogue: Catalogue) -> Catalogue:
    try:
        return catalogue.in_profile(profile)
    except ProjectError as error:
        raise ProjectError(where, f"profile {error.cause}") from None


def _require(holds: bool, where: str, complaint: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not holds:
        raise ProjectError(where, complaint)
