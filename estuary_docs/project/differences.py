"""Show how a generated file differs from what it should be, without showing what strayed into it.

Of the lines that only the file has, one is shown if it gives a setting a value that the schema allows. Any other line
was not generated, and only its length is reported.
"""

import re
from collections.abc import Iterator
from difflib import unified_diff

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.project.artefacts import Target
from estuary_docs.project.attributes import line_ends
from estuary_docs.validation.showing import may_be_shown
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Number, Switch, fault

LASTING_REMEDY = "only its line endings or its last newline differ; where git changes them, add `{}` to .gitattributes"
ASSIGNMENT = re.compile(r"(?:#\s?)?(?:export\s+)?(?P<name>[A-Za-z_]\w*)(?:=|\tsetting\t)(?P<value>\S*)")
CLOSED = (Choice, Flag, Integer, Number, Switch)


def differences(target: Target, catalogue: Catalogue) -> Iterator[str]:
    """Yield a unified diff from the file to what it should be; what was not generated is not in it."""
    old = target.current()
    if old is None:
        yield f"{target.shown}: missing"
        return
    current = old.decode(errors="replace")
    lines = target.text.splitlines()
    if current.splitlines() == lines:
        yield f"{target.shown}: stale; {LASTING_REMEDY.format(line_ends(target.shown))}"
        return
    yield f"{target.shown}: stale"
    expected = {*lines, ""}
    settings = {variable.name: variable for variable in catalogue.variables if not variable.secret}
    diff = unified_diff(
        current.splitlines(), lines, f"{target.shown} (on disk)", f"{target.shown} (from schema)", lineterm=""
    )
    for number, line in enumerate(diff):
        stray = number > 1 and line.startswith("-") and line[1:] not in expected and not _is_allowed(line[1:], settings)
        yield f"-(a line that is not generated, {len(line) - 1} characters)" if stray else line


def _is_allowed(line: str, settings: dict[str, Variable]) -> bool:
    """Say whether a line gives a setting one of the values that its form leaves no room for a secret in."""
    assignment = ASSIGNMENT.fullmatch(line)
    variable = settings.get(assignment["name"]) if assignment else None
    if not assignment or not variable:
        return False
    value = assignment["value"]
    is_value = not value or (isinstance(variable.kind, CLOSED) and fault(variable.kind, value) is None)
    return (is_value or value in variable.defaults.values()) and may_be_shown(variable.name, value)
