"""The runtime in Go has the modules of the one in Python, and in them the same functions."""

import re
from pathlib import Path

import pytest

from estuary_docs.runtimes import go, python
from tests.runtimes.test_same_modules import MOST_LINES, public

RUNTIME = Path(go.__path__[0])
# Modules of Go alone.
WITHOUT_A_MODEL = {
    "texts": "what Python's str does by itself",
    "json_texts": "what Python's json does by itself",
    "secrets": "what Python's subclass of str does in a few lines",
    "changes": "what `causes` holds in Python, and is too long for one module",
    "tables": "the types of the tables, which are plain values in Python",
}
# Modules of Python alone.
WITHOUT_A_COUNTERPART = {
    "lexicon": "tables alone, which the renderer writes",
    "program": "a module of a service is no program",
}
# What Go has elsewhere, or by another name, and what it needs not, by module and name.
NOT_IN_GO = {
    "problems.report": "only the program reports",
    "problems.Problem.facts": "tags of the fields say how a problem is encoded",
    "problems.Verdict": "a module of a service starts no command",
    "forms.typed": "each type has its function there, such as `flagOf`",
    "env_file.text_of": "`contentOfEnvFile`, since there is one name space",
    "lenient_forms.is_within": "`isInBounds`, since `isWithin` is of texts",
    "quantities.written": "`writtenIn`, beside the table `written`",
    "weights.is_alphabetic": "`texts` says what a letter is",
    "weights.is_alphanumeric": "likewise",
    "redaction.Secret": "`secrets` has it",
    "problems.UsageError": "what is no profile is a problem of the variable that chooses it",
    "validator.Validator.verdict": "only the program needs an environment for a command",
    "validator.Validator.verdict_on": "`checkEnvFile`",
    "validator.Validator.knows": "as of `UsageError`",
    "validator.Validator.unknown_profile": "as of `UsageError`",
}
DECLARED = re.compile(r"^(?:func (?:\([^)]*\) )?|type )(\w+)", re.MULTILINE)


def spelled(name: str) -> str:
    """Return the last part of a name as Go spells one that is not exported; a URL and JSON are in capitals."""
    head, *humps = name.rpartition(".")[2].split("_")
    written = head + "".join(map(str.capitalize, humps))
    return (written[:1].lower() + written[1:]).replace("Url", "URL").replace("Json", "JSON")


def declared(part: str) -> set[str]:
    """Return the names of the functions, methods and types of a module."""
    found = DECLARED.findall((RUNTIME / f"{part}.go").read_text(encoding="utf-8"))
    return {name[:1].lower() + name[1:] for name in found}


def test_each_module_has_its_counterpart_in_go() -> None:
    """Go has Python's modules in the same order, and beside them what it must add; every file is listed."""
    assert [part for part in go.PARTS if part in python.PARTS] == [
        part for part in python.PARTS if part not in WITHOUT_A_COUNTERPART
    ]
    assert set(go.PARTS) - set(python.PARTS) == set(WITHOUT_A_MODEL)
    assert {path.stem for path in RUNTIME.glob("*.go")} == set(go.PARTS)


def test_each_public_function_has_its_counterpart_in_go() -> None:
    """What a Python module offers is in the module of the same name in Go, or a reason is; none is idle."""
    missing = {
        f"{part}.{name}"
        for part in python.PARTS
        if part not in WITHOUT_A_COUNTERPART
        for name in public(part)
        if "._" not in f".{name}" and "Error.__" not in name and spelled(name) not in declared(part)
    }
    missing = {name for name in missing if name.rpartition(".")[0] not in NOT_IN_GO}
    assert missing == set(NOT_IN_GO)


@pytest.mark.parametrize("path", sorted(RUNTIME.glob("*.go")), ids=lambda path: path.stem)
def test_no_module_of_go_is_long(path: Path) -> None:
    """A module of the runtime fits in 300 lines, and says in its first line what it is for."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert lines[0].startswith("// ")
