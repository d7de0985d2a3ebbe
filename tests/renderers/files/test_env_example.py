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
from hypothesis import given, settings
from hypothesis import strategies as st

from config_schema import EstuarySettings, validation
from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers import render
from estuary_docs.renderers.writing.dotenv import MOST_BYTES_OF_A_LINE, assignment
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.validation.deployment import deployment
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.checks import Accompany, Present
from estuary_docs.vocabulary.kinds import Choice, Flag, Kind, Text
from estuary_docs.vocabulary.rules import Condition, Is, Must, Rule, Unset
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.phrases import plain
from estuary_docs.wording.rules import rules_in_full
from estuary_docs.wording.sentences import default_sentences
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
    settings = deployment(catalogue).settings
    return {
        variable.name: settings.get(variable.name) or variable.defaults[catalogue.profile] or variable.example or ""
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

    from hypothesis import HealthCheck

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
        assert plain(section.description) in text
    for variable in catalogue.variables:
        mark = " (SECRET)" if variable.secret else ""
        assert f"{variable.name}{mark}: {plain(kind_phrase(variable.kind))}." in text
        assert " ".join(plain(variable.description).split()) in text
        for sentence in default_sentences(variable):
            assert plain(sentence) in text
        for sentence in rules_in_full(variable.rules):
            assert plain(sentence) in text


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


@pytest.mark.parametrize(
    ("profile", "expected"), [("staging", ["JWT_SECRET"]), ("production", ["CONVEX_DEPLOYMENT_URL", "JWT_SECRET"])]
)
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
    [("development", []), ("staging", ["JWT_SECRET"]), ("production", ["CONVEX_DEPLOYMENT_URL", "JWT_SECRET"])],
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


@pytest.mark.parametrize("letter", ["a", "é", "語", "😀"])
def test_a_line_is_never_longer_than_any_reader_takes(letter: str) -> None:
    """A line of 64 KiB or more is not offered; readers count bytes, not letters."""
    start = f"NAME={letter * 1000}"
    fill = "a" * (MOST_BYTES_OF_A_LINE - len(start.encode()))
    assert assignment("NAME", letter * 1000 + fill) is None
    assert assignment("NAME", letter * 1000 + fill[1:]) is not None


CHAIN = """
store_type: Annotated[Literal["sql", "files"], example("sql")]
'''Where things are kept.'''
store_dsn: Annotated[str | None, required_when(STORE_TYPE="sql")] = None
'''The database.'''
pool: Annotated[str | None, required_when(STORE_DSN="your-store-dsn")] = None
'''How many connections.'''
"""


def test_what_the_example_file_sets_may_require_more(schema: Load) -> None:
    """A variable that is required only because of what the file itself sets is set too, with a placeholder."""
    catalogue = schema(CHAIN)
    text = render(catalogue, "env-example")
    problems = validator(catalogue).verdict_on(EnvFile(text), {}).problems
    assert {(each.rule, each.severity) for each in problems} == {("placeholder", "warning")}
    assert EnvFile(text).values == deployment(catalogue).settings
    assert deployment(catalogue).needed == {"STORE_TYPE", "STORE_DSN", "POOL"}
    assert "| not set | **yes, because `STORE_TYPE` is `sql`** |" in render(catalogue, "table")


KINDS: list[Kind] = [Flag(), Choice(("a", "b", "c")), Text()]
NAMES = [f"V{number}" for number in range(6)]


@st.composite
def chained(draw: st.DrawFn) -> Catalogue:
    """Draw a small catalogue whose variables are required by what others are."""
    kinds = {name: draw(st.sampled_from(KINDS)) for name in NAMES}
    words = {name: words_of(kind, name) for name, kind in kinds.items()}

    def condition() -> st.SearchStrategy[Condition]:
        is_one = st.sampled_from(NAMES).flatmap(
            lambda name: st.sampled_from(words[name]).map(lambda word: Is(name, (word,)))
        )
        return st.one_of(is_one, is_one, st.sampled_from(NAMES).map(Unset))

    def variable(name: str) -> Variable:
        secret = kinds[name] == Text() and draw(st.booleans())
        default = None if secret else draw(st.none() | st.sampled_from(words[name]))
        rules: list[Rule] = draw(
            st.lists(
                st.builds(Must, st.just(Present()), st.lists(condition(), max_size=2).map(tuple)),
                max_size=2,
            )
        )
        rules += draw(st.lists(st.sampled_from(NAMES).map(lambda other: Must(Accompany(other))), max_size=1))
        example = f"change-me-{name.lower()}" if secret else draw(st.none() | st.sampled_from(words[name]))
        defaults = {"default": default}
        return Variable(name, "One.", kinds[name], secret, defaults, tuple(rules), example=example)

    section = Section("Toy", "Variables.", tuple(variable(name) for name in NAMES))
    return Catalogue("toy", "Toy", "A toy.", None, ("default",), "default", (section,))


def words_of(kind: Kind, name: str) -> tuple[str, ...]:
    """Return values of a kind; of a text the stand-in that a deployment has for it."""
    return (
        kind.words if isinstance(kind, Choice) else ("true", "false") if kind == Flag() else (f"your-{name.lower()}",)
    )


@settings(max_examples=300, deadline=None)
@given(chained())
def test_a_copied_example_file_lacks_nothing(catalogue: Catalogue) -> None:
    """Whatever requires what, a copy of the example file has no error, and the pages call required what it sets."""
    file = EnvFile(render(catalogue, "env-example"))
    assert validator(catalogue).verdict_on(file, {}).exit_code == 0
    assert set(file.values) == deployment(catalogue).needed
