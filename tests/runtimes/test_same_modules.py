"""The runtimes have the same modules, and in them the same functions."""

import inspect
import json
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from estuary_docs.runtimes import javascript, python
from tests.conftest import needs

RUNTIME = Path(javascript.__path__[0])
MOST_LINES = 300
# Modules of JavaScript alone.
WITHOUT_A_MODEL = {
    "texts": "what Python's str does by itself",
    "settings": "settings by section, which are a class of pydantic's in Python",
}
# Modules of Python alone.
WITHOUT_A_COUNTERPART = {
    "lexicon": "tables alone, which travel to JavaScript",
    "redaction": "what may be logged is in Python alone",
}
# What Python alone has, or has elsewhere, by module and name.
NOT_IN_JAVASCRIPT = {
    "secret_files.beginning_of": "what reaches files is handed to it there, so that it runs in a browser",
    **dict.fromkeys(
        ("problems.Problem.facts", "problems.InvalidEnvironmentError"),
        "a problem is a plain object there, and the error of `load` is in `settings`",
    ),
    **dict.fromkeys(("problems.text_line", "problems.place"), "lines are made by `report` alone there"),
    **dict.fromkeys(
        ("forms.typed", "validator.Validator.load", "validator.Validator.redacted"),
        "typed values are in `settings` there, and what may be logged is in Python alone",
    ),
    **dict.fromkeys(
        (
            "problems.Verdict",
            "validator.Validator.judged",
            "validator.Validator.verdict",
            "validator.Validator.verdict_on",
            "validator.Validator.knows",
            "validator.Validator.unknown_profile",
        ),
        "a verdict is a plain object there, and comes from `judge` and `checkEnvFile`, which know a profile or throw",
    ),
    **dict.fromkeys(
        ("weights.weights_of", "weights.is_alphanumeric", "weights.is_alphabetic"),
        "weights are given by a method of `Weights` there, and what a letter is by `texts`",
    ),
    **dict.fromkeys(
        ("env_file.text_of", "program.environment", "program.execute", "program.main", "program.write"),
        "only the program reads files there; Node decodes, writes and ends by itself, and starts no command",
    ),
}
LIST_EXPORTS = """
const [folder, ...parts] = process.argv.slice(1);
const names = {};
for (const part of parts) {
  const module = await import(`${folder}/${part}.mjs`);
  names[part] = Object.entries(module).flatMap(([name, thing]) => {
    const methods = Object.getOwnPropertyNames(thing.prototype ?? {});
    if (["Placeholders", "Runs", "References"].includes(name)) return [name, ...methods];
    return [name, ...methods.map((method) => `${name}.${method}`)];
  });
}
console.log(JSON.stringify(names));
"""


def public(part: str) -> Iterator[str]:
    """Yield the names of a Python module's own public functions and classes, and of the methods of those."""
    module = import_module(f"{python.__name__}.{part}")
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(thing) or inspect.isclass(thing):
            yield name
        if inspect.isclass(thing):
            yield from (f"{name}.{method}" for method in vars(thing) if inspect.isfunction(vars(thing)[method]))


def spelled(name: str) -> str:
    """Return a name as JavaScript spells it."""
    head, *humps = name.split("_")
    return head + "".join(map(str.capitalize, humps))


def test_each_module_has_its_counterpart() -> None:
    """JavaScript has Python's modules in the same order, and beside them what it must add; every file is listed."""
    assert [part for part in javascript.PARTS if part in python.PARTS] == [
        part for part in python.PARTS if part not in WITHOUT_A_COUNTERPART
    ]
    assert set(javascript.PARTS) - set(python.PARTS) == set(WITHOUT_A_MODEL)
    assert {path.stem for path in RUNTIME.glob("*.mjs")} == {*javascript.PARTS, *javascript.BUILDER}


def test_each_public_function_has_its_counterpart() -> None:
    """What a Python module offers is in the module of the same name in JavaScript, or a reason is; none is idle."""
    command = [needs("node"), "--input-type=module", "-e", LIST_EXPORTS, RUNTIME.as_uri(), *javascript.PARTS]
    exports = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    missing = {
        f"{part}.{name}"
        for part in python.PARTS
        if part not in WITHOUT_A_COUNTERPART
        for name in public(part)
        if "._" not in f".{name}" and "Error.__" not in name and spelled(name) not in exports[part]
    }
    missing = {name for name in missing if name.rpartition(".")[0] not in NOT_IN_JAVASCRIPT}
    assert missing - {"problems.Problem"} == set(NOT_IN_JAVASCRIPT)


@pytest.mark.parametrize("path", sorted(RUNTIME.glob("*.mjs")), ids=lambda path: path.stem)
def test_no_module_of_javascript_is_long(path: Path) -> None:
    """A module of the runtime fits in 300 lines, and says in its first line what it is for."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert lines[0].startswith("/**")
