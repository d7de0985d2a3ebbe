"""Show how a generated file differs from what it should be, without showing a secret that strayed into it."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.project.artefacts import Target

HIDDEN = "(hidden)"
LABEL_OF_A_DEFAULT = "Default"  # no secret has one
ASSIGNMENT = re.compile(r"(?P<start>\W*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\W{0,3}[=:]\s*)(?P<value>\S.*)")
CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")


def differences(target: Target, catalogue: Catalogue) -> Iterator[str]:
    """Yield a unified diff from the file to what it should be.

    In lines that only the file has, a value is shown if it is assigned to a variable that is not secret, or if
    the line is prose.
    """
    old = target.current()
    if old is None:
        yield f"{target.shown}: missing"
        return
    held = old.decode(errors="replace")
    wanted = target.text.splitlines()
    if held.splitlines() == wanted:
        yield f"{target.shown}: stale; only its line endings or its last newline differ"
        return
    yield f"{target.shown}: stale"
    known = set(wanted)
    harmless = {LABEL_OF_A_DEFAULT, *(variable.name for variable in catalogue.variables if not variable.secret)}
    for line in unified_diff(
        held.splitlines(), wanted, f"{target.shown} (on disk)", f"{target.shown} (from schema)", lineterm=""
    ):
        removed = line.startswith("-") and not line.startswith("--- ")
        yield f"-{_masked(line[1:], harmless)}" if removed and line[1:] not in known else line


def _masked(line: str, harmless: set[str]) -> str:
    if line.partition("\t")[0] in harmless:
        return line
    found = ASSIGNMENT.fullmatch(line)
    if found and found["name"] not in harmless:
        return found["start"] + HIDDEN
    if not found and line.strip() and not line.lstrip().startswith("#"):
        return HIDDEN
    return CREDENTIALS.sub(f"{HIDDEN}@", line)
