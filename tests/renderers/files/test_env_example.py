"""`.env.example`: portable, explained, and true to the catalogue."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import dotenv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config_schema import EstuarySettings, validation
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.renderers.writing.dotenv import MOST_BYTES_OF_A_LINE, assignment
from estuary_docs.wording import sentences
from tests.conftest import ROOT, needs

PROFILES = ("development", "staging", "production")
READERS = ROOT / "tests" / "readers"
LINE = re.compile(r"#?(?P<name>[A-Za-z_][A-Za-z0-9_]*)=(?P<value>.*)")
Load = Callable[..., Catalogue]


def uncommented(text: str) -> str:
    """Return an example file with every variable's line switched on."""
    return "".join(f"{line.lstrip('#') if LINE.fullmatch(line) else line}\n" for line in text.splitlines())


def shown(catalogue: Catalogue) -> dict[str, str]:
    """Return the value that the example file shows for each variable."""
    return {
        variable.name: catalogue.profile
        if variable.name == catalogue.profile_variable
        else variable.defaults[catalogue.profile] or variable.example or ""
        for variable in catalogue.variables
    }


def read_with_python(path: Path) -> dict[str, str | None]:
    """Read an env file with python-dotenv."""
    return dict(dotenv.dotenv_values(path, interpolate=True))


def read_with_shell(shell: str, path: Path) -> dict[str, str]:
    """Read an env file by sourcing it."""
    script = 'set -a; . "$1"; exec env -0'
    done = subprocess.run(
        [needs(shell), "-c", script, shell, path], capture_output=True, check=True, env={"PATH": os.environ["PATH"]}
    )
    return dict(entry.split("=", 1) for entry in done.stdout.decode().split("\0") if entry)


def read_with_node(path: Path) -> dict[str, str]:
    """Read an env file with `node --env-file`."""
    script = "console.log(JSON.stringify(process.env))"
    command = [needs("node"), f"--env-file={path}", "-e", script]
    done = subprocess.run(command, capture_output=True, check=True, env={"PATH": os.environ["PATH"]})
    return dict(json.loads(done.stdout))


def read_with_npm_dotenv(path: Path) -> dict[str, str]:
    """Read an env file with npm dotenv."""
    if not (READERS / "node_modules" / "dotenv").is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("npm dotenv is not installed; `make readers` does that")
    done = subprocess.run([needs("node"), READERS / "read_dotenv.mjs", path], capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def read_with_dotenvy(path: Path) -> dict[str, str]:
    """Read an env file with dotenvy, as Estuary does."""
    program = READERS / "target" / "debug" / "read-dotenvy"
    if not program.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("dotenvy is not built; `make readers` does that")
    done = subprocess.run([program, path], capture_output=True, check=True)
    fields = done.stdout.decode().split("\0")[:-1]
    return dict(zip(fields[::2], fields[1::2], strict=True))


READ: dict[str, Callable[[Path], dict[str, str]] | Callable[[Path], dict[str, str | None]]] = {
    "python-dotenv": read_with_python,
    "bash": lambda path: read_with_shell("bash", path),
    "dash": lambda path: read_with_shell("dash", path),
    "node": read_with_node,
    "npm dotenv": read_with_npm_dotenv,
    "dotenvy": read_with_dotenvy,
}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("reader", READ)
def test_every_reader_reads_the_same_values(catalogue: Catalogue, tmp_path: Path, reader: str, profile: str) -> None:
    """With every line switched on, each reader reads exactly the catalogue's values."""
    chosen = catalogue.in_profile(profile)
    path = tmp_path / "all.env"
    path.write_text(uncommented(render(chosen, "env-example")), encoding="utf-8", newline="")
    read = READ[reader](path)
    assert {name: read.get(name) for name in shown(chosen)} == shown(chosen)


VALUES = st.one_of(
    st.text("aZ09_-./:@%+=,?*!^{}[]~ '\"\\$`#;()&|<>é", max_size=12),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(
        [
            "~",
            "a:~b",
            "\xa0",
            "\x85",
            "a\u3000",
            "#x",
            "a #b",
            "${HOME}",
            "$HOME",
            "\\\\",
            "'",
            "\"'",
            "a\\",
            "-n",
            "x y",
            "\ufdd0",
        ]
    ),
)


@pytest.mark.parametrize("reader", READ)
def test_any_value_that_can_be_written_is_read_back(reader: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the value, either no line is offered for it, or every reader reads it back."""
    folder = tmp_path_factory.mktemp("values")

    @given(st.lists(VALUES, min_size=40, max_size=40))
    def read_back(values: list[str]) -> None:
        lines = {f"V{index}": assignment(f"V{index}", value) for index, value in enumerate(values)}
        path = folder / "values.env"
        path.write_bytes("".join(f"{line.line}\n" for line in lines.values() if line).encode())
        read = READ[reader](path)
        for index, value in enumerate(values):
            if lines[f"V{index}"]:
                assert read[f"V{index}"] == value

    from hypothesis import HealthCheck, settings

    settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))(read_back)()


@pytest.mark.parametrize("profile", PROFILES)
def test_every_line_is_in_the_portable_subset(catalogue: Catalogue, profile: str) -> None:
    """The file has whole-line comments, blank lines and assignments only, none of which any reader misreads."""
    text = render(catalogue.in_profile(profile), "env-example")
    assert text.endswith("\n")
    assert not set("\r\0\t\ufeff") & set(text)
    names = []
    for line in text.splitlines():
        assert line == line.strip()
        assert not line.endswith("\\")
        assert len(line.encode()) < MOST_BYTES_OF_A_LINE
        if found := LINE.fullmatch(line):
            names.append(found["name"])
        else:
            assert not line or line.startswith("# ") or line == "#"
            assert len(line) <= 100
    assert names == [variable.name for variable in catalogue.variables]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_fact_is_told(catalogue: Catalogue, profile: str) -> None:
    """Each variable's block tells its description, kind, defaults, rules, and whether it is secret."""
    text = " ".join(render(catalogue.in_profile(profile), "env-example").replace("\n# ", " ").split())
    for section in catalogue.sections:
        assert section.title in text
        assert sentences.plain(section.description) in text
    for variable in catalogue.variables:
        mark = " (SECRET)" if variable.secret else ""
        assert f"{variable.name}{mark}: {sentences.plain(sentences.kind_phrase(variable.kind))}." in text
        assert " ".join(sentences.plain(variable.description).split()) in text
        for sentence in sentences.default_sentences(variable.defaults):
            assert sentences.plain(sentence) in text
        for sentence in sentences.rules_in_full(variable.rules):
            assert sentences.plain(sentence) in text


def test_a_copied_file_starts_a_valid_development_environment(catalogue: Catalogue) -> None:
    """A copy of the committed file is a valid development environment, as it is and with every line switched on."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    for environ in (
        dotenv.dotenv_values(stream=StringIO(text)),
        dotenv.dotenv_values(stream=StringIO(uncommented(text))),
    ):
        given_values = {name: value or "" for name, value in environ.items()}
        assert EstuarySettings.from_environ(given_values).profile.profile == "development"
    assert set(dotenv.dotenv_values(stream=StringIO(text))) == {"APP_PROFILE"}
    assert text == render(catalogue, "env-example")


@pytest.mark.parametrize(("profile", "expected"), [("staging", ["JWT_SECRET"]), ("production", ["JWT_SECRET"])])
def test_a_copied_file_for_a_strict_profile_is_refused_for_its_placeholders(
    catalogue: Catalogue, profile: str, expected: list[str]
) -> None:
    """A copy of the file for a strict profile has exactly the errors of its placeholders."""
    text = render(catalogue.in_profile(profile), "env-example")
    environ = {name: value or "" for name, value in dotenv.dotenv_values(stream=StringIO(text)).items()}
    assert environ["APP_PROFILE"] == profile
    errors = [problem for problem in EstuarySettings.problems(environ) if problem.severity == "error"]
    assert [(problem.variable, problem.rule) for problem in errors] == [(name, "placeholder") for name in expected]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("development", []), ("staging", ["JWT_SECRET"]), ("production", ["JWT_SECRET"])],
)
@pytest.mark.parametrize("switch_on", [False, True])
def test_the_stand_alone_validator_has_only_placeholders_against_the_example_files(
    catalogue: Catalogue,
    tmp_path: Path,
    profile: str,
    expected: list[str],
    switch_on: bool,  # noqa: FBT001
) -> None:
    """No line of an example file is a trap, and its only errors are the placeholders that a strict profile requires."""
    text = render(catalogue.in_profile(profile), "env-example")
    path = tmp_path / ".env"
    path.write_text(uncommented(text) if switch_on else text, encoding="utf-8")
    problems = validation.VALIDATOR.verdict({}, None, str(path), with_environ=False).problems
    errors = {(problem.variable, problem.rule) for problem in problems if problem.severity == "error"}
    if switch_on and expected:
        expected = [variable.name for variable in catalogue.secrets]
    assert errors == {(name, "placeholder") for name in expected}
    assert {problem.rule for problem in problems if problem.severity == "warning"} <= {"placeholder", "value-refused"}


def test_a_value_that_no_line_can_hold_is_said_to_be_so(schema: Load) -> None:
    """A default that no portable line can hold gets a sentence in place of a line."""
    text = render(schema("name: str = \"it's \\\"$5\\\"\"\n'''Odd.'''"), "env-example")
    assert "No line sets this value" in text
    assert not [line for line in text.splitlines() if LINE.fullmatch(line)]


def test_quoted_values_name_the_readers_that_differ(catalogue: Catalogue) -> None:
    """Where a value needs quotes, the comment above it names the two readers that keep them."""
    lines = render(catalogue, "env-example").splitlines()
    place = next(index for index, line in enumerate(lines) if line.startswith("#SECURITY_CSP="))
    assert lines[place - 1].startswith("# docker run --env-file and kubectl --from-env-file keep the quotes")


def test_hostile_prose_stays_a_comment(schema: Load) -> None:
    """Whatever a description holds, it comes out as comment lines that no reader takes for more."""
    description = "A pipe |, {{ x }}, $(touch x), `y`, a line\\u2028separator\\x0b and an end \\\\\n\n\nNAME=value\n"
    text = render(schema(f"name: bool = True\n'''{description}'''"), "env-example")
    for line in text.splitlines():
        assert not line or line.startswith("#")
        assert not line.endswith("\\")
    assert text.splitlines() == text.split("\n")[:-1]


def test_a_line_is_never_longer_than_any_reader_takes() -> None:
    """A value of 64 KiB or more is offered no line."""
    assert assignment("NAME", "a" * MOST_BYTES_OF_A_LINE) is None
