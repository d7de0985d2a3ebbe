"""Everything about one variable, as text for a terminal."""

from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import fill

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.needs import need_sentences, needs
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.phrases import plain
from estuary_docs.wording.rules import rule_sentences
from estuary_docs.wording.sentences import (
    default_sentences,
    delivery_sentence,
    naming_sentences,
    rotation_sentence,
    source_sentence,
)

WIDTH = 80


def explain(catalogue: Catalogue, name: str) -> str:
    """Return what there is to know about a variable; raises ProjectError, with a suggestion, for an unknown one."""
    for external in catalogue.external:
        if external.name == name:
            return f"{name}\n\n{plain(external.description)}\nRead by {external.read_by}, not by the service.\n"
    for variable in catalogue.variables:
        if name in (variable.name, variable.has_file and variable.file_name, *variable.former_names):
            return _explanation(catalogue, variable)
    names = [external.name for external in catalogue.external]
    names += [variable.name for variable in catalogue.variables]
    near = get_close_matches(name.upper(), names, n=1)
    raise ProjectError(
        "NAME", f"is not a variable of {catalogue.title}" + (f"; did you mean {near[0]}?" if near else "")
    )


def _explanation(catalogue: Catalogue, variable: Variable) -> str:
    blocks = [f"{variable.name} (secret)" if variable.secret else variable.name]
    blocks += [fill(plain(paragraph), WIDTH) for paragraph in paragraphs(variable.description)]
    blocks.append("\n".join(fill(plain(line), WIDTH, subsequent_indent="  ") for line in _facts(catalogue, variable)))
    used = [other.name for other in catalogue.variables if other is not variable and _speaks_of(other, variable.name)]
    if used:
        blocks.append(fill(f"Rules of these variables depend on it: {', '.join(used)}.", WIDTH))
    return "\n\n".join(blocks) + "\n"


def _facts(catalogue: Catalogue, variable: Variable) -> Iterator[str]:
    yield from naming_sentences(variable)
    yield f"Form: {kind_phrase(variable.kind)}."
    yield from default_sentences(variable)
    yield from need_sentences(needs(catalogue), variable.name)
    yield from rule_sentences(variable.rules)
    if variable.rotation:
        yield rotation_sentence(variable.rotation)
    if variable.obtained_from:
        yield source_sentence(variable.obtained_from)
    if variable.has_file:
        yield delivery_sentence(variable.name, variable.file_name)
    if variable.example:
        yield f"{'Placeholder' if variable.secret else 'Example'}: {variable.example}"


def _speaks_of(variable: Variable, name: str) -> bool:
    return any(condition.variable == name for rule in variable.rules for condition in rule.conditions)
