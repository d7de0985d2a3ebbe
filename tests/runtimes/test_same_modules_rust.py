"""The runtime in Rust has the modules of the one in Python, and in them the same functions."""

import re
from importlib.resources import files

import pytest

from estuary_docs.runtimes import python, rust
from tests.runtimes.test_same_modules import MOST_LINES, public

# Modules of Rust alone.
WITHOUT_A_MODEL = {
    "texts": "what Python's str does by itself",
    "patterns": "what Python's re does",
    "json_texts": "what Python's json does",
    "corrections": "the changes that Python tries in `causes`",
    "tables": "the types of what Python takes for plain values",
    "settings": "what typed settings are made of",
}
# Modules of Python alone.
WITHOUT_A_COUNTERPART = {
    "lexicon": "tables alone, which travel to Rust",
    "program": "it is a module of a service there, and no program",
}
# What Python alone has, or has elsewhere, by module and name.
NOT_IN_RUST = {
    **dict.fromkeys(
        ("problems.Problem.facts", "problems.Verdict"),
        "a problem has public fields there, and `judged` returns what a program would be told",
    ),
    **dict.fromkeys(
        ("problems.text_line", "problems.place", "problems.printable", "problems.report"),
        "a problem is shown by `Display`, and only a program makes reports",
    ),
    **dict.fromkeys(
        ("forms.typed", "validator.Validator.load", "redaction.Secret"),
        "the settings of the service are typed there, by what `settings` and the modules of forms read",
    ),
    **dict.fromkeys(("validator.Validator", "problems.UsageError"), "tables are static, a profile is one of its type"),
    **dict.fromkeys(
        (
            "validator.Validator.verdict",
            "validator.Validator.verdict_on",
            "validator.Validator.knows",
            "validator.Validator.unknown_profile",
        ),
        "only a program takes the names of profiles and files",
    ),
    "env_file.text_of": "only a program reads env files by their paths",
    "secret_files.beginning_of": "a pipe is waited for there",
    "quantities.written": "tables have bounds as they are written",
    "weights.is_alphanumeric": "in `texts`",
    "weights.is_alphabetic": "in `texts`",
}
DECLARED = re.compile(r"^ *(?:pub )?(?:const )?(?:fn|struct|enum|type) (\w+)", re.MULTILINE)
USED_ONCE = re.compile(r"^(?:pub )?(?:fn|struct|enum|type|const|static) (\w+)", re.MULTILINE)
SOURCES = {part: files(rust).joinpath(f"{part}.rs").read_text(encoding="utf-8") for part in rust.PARTS}


def test_each_module_has_its_counterpart() -> None:
    """Rust has Python's modules in the same order, and beside them what it must add; every file is listed."""
    assert [part for part in rust.PARTS if part in python.PARTS] == [
        part for part in python.PARTS if part not in WITHOUT_A_COUNTERPART
    ]
    assert set(rust.PARTS) - set(python.PARTS) == set(WITHOUT_A_MODEL)
    folder = files(rust)
    assert {path.name for path in folder.iterdir() if path.name.endswith(".rs")} == {
        f"{part}.rs" for part in rust.PARTS
    }


def test_each_public_function_has_its_counterpart() -> None:
    """What a Python module offers is in the module of the same name in Rust, or a reason is; no reason is idle."""
    missing = {
        f"{part}.{name}"
        for part in python.PARTS
        if part not in WITHOUT_A_COUNTERPART
        for name in public(part)
        if "._" not in f".{name}" and name.rpartition(".")[2] not in DECLARED.findall(SOURCES[part])
    }
    assert missing == set(NOT_IN_RUST)


def test_no_name_is_declared_twice() -> None:
    """The modules stand in one namespace."""
    names = [
        name for source in SOURCES.values() for name in USED_ONCE.findall(re.sub(r"(?m)^#\[cfg\(not.*\n.*", "", source))
    ]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("part", rust.PARTS)
def test_no_module_of_rust_is_long(part: str) -> None:
    """A module of the runtime fits in 300 lines, and says in its first line what it is for."""
    lines = SOURCES[part].splitlines()
    assert len(lines) <= MOST_LINES
    assert lines[0].startswith("//! ")
