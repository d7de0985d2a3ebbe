"""A table of variables in portable Markdown, which GitHub, GitLab and any site generator show."""

import re
from collections.abc import Iterable, Mapping

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.validation.needs import Needs, needs
from estuary_docs.wording.sentences import default_phrase

HEADS = ("Name", "What it does", "Default", "Required")
CODE = re.compile(r"`([^`]+)`")
PLAIN_CODE = re.compile(r"[!-_a-z~](?:[ -_a-z~]*[!-_a-z~])?")
MARKDOWN = re.compile(r"[^\w\s.,;:'\"()/%?=+-]|_")


def render(catalogue: Catalogue, notice: str) -> str:
    """Return every section with its table, for a Markdown file of its own."""
    parts = [f"<!-- {notice} -->", f"# The environment of {text(catalogue.title)}", text(catalogue.description)]
    for section in catalogue.shown_sections:
        parts += [f"## {text(section.title)}", text(section.description), table(catalogue, section.variables)]
    return "\n\n".join(parts) + "\n"


def table(catalogue: Catalogue, variables: Iterable[Variable]) -> str:
    """Return a table of `variables`; what differs between the catalogue's profiles is told for each."""
    by_profile = needs(catalogue)
    rows = [
        (
            code(variable.name),
            f"**Secret.** {text(variable.description)}" if variable.secret else text(variable.description),
            _by_profile({profile: _default(variable, variable.defaults[profile]) for profile in catalogue.profiles}),
            _by_profile({profile: _required(variable, needed) for profile, needed in by_profile.items()}),
        )
        for variable in variables
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ("---",) * len(HEADS), *rows))


def code(value: str) -> str:
    """Return a value as code; one that would end the code or the cell is written in entities."""
    if PLAIN_CODE.fullmatch(value):
        return f"`{value}`"
    return f"<code>{_inert(value, re.compile(r'[^A-Za-z0-9 ]'))}</code>"


def text(prose: str) -> str:
    """Return prose on one line, with its code in backticks; no other character of it means anything to Markdown."""
    parts = CODE.split(" ".join(prose.split()))
    return "".join(code(part) if index % 2 else _inert(part, MARKDOWN) for index, part in enumerate(parts))


def _inert(part: str, characters: re.Pattern[str]) -> str:
    return characters.sub(lambda match: f"&#{ord(match[0])};" if match[0].isascii() else match[0], part)


def _default(variable: Variable, value: str | None) -> str:
    return text(default_phrase(None, variable.default_from)) if value is None else code(value)


def _required(variable: Variable, needed: Needs) -> str:
    phrases = [f"**{text(phrase)}**" for phrase in needed.phrases.get(variable.name, ())]
    return "; ".join([*phrases, *map(text, needed.conditional.get(variable.name, ()))]) or "no"


def _by_profile(cells: Mapping[str, str]) -> str:
    """Return a cell that holds in every profile once, and one that does not with the profiles before it."""
    profiles: dict[str, list[str]] = {}
    for profile, cell in cells.items():
        profiles.setdefault(cell, []).append(profile)
    if len(profiles) == 1:
        return next(iter(profiles))
    return "<br>".join(f"{text(', '.join(named))}: {cell}" for cell, named in profiles.items())
