"""`validation.rs` in Rust: it agrees with the vectors and, word for word, with the Python validator."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers import render
from estuary_docs.runtimes.python import placeholders
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.runtimes.python.runs import is_guessable
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.kinds import Kind
from tests.cli.test_validate import ENVIRONS, EVERY_KIND_AND_CHECK, GROUPS
from tests.compiled import FOLDER, Judge, judging, rust_program, written_into
from tests.conftest import ROOT, needs
from tests.runtimes.test_borrowed_defaults import CATALOGUE as BORROWING
from tests.runtimes.test_env_file import SAMPLES
from tests.runtimes.test_javascript import (
    CONTENTS,
    LETTERS,
    LONG_LINES,
    THOROUGH,
    facts_of_file,
    lines_of_env_files,
    notes,
    slips,
)
from tests.runtimes.test_javascript import GOOD as GOOD_KEY
from tests.runtimes.test_placeholders import (
    COMMANDS,
    FORMS,
    GENUINE,
    GUESSABLE,
    HARD_TO_GUESS,
    PLACEHOLDERS,
    REFERENCES,
    members,
)
from tests.runtimes.test_vectors import EXAMPLES, environments
from tests.schemas.foreign.documents import ANY_TEXT
from tests.schemas.foreign.test_fitting import TEXTS, TYPES, _class_of, _class_of_all
from tests.schemas.foreign.test_forms import CASES
from tests.schemas.foreign.test_forms import KINDS as OF_FOREIGN_SCHEMAS
from tests.test_oracle import KINDS, PIECES, WRITTEN
from tests.vectors import VECTORS, Vector

Load = Callable[..., Catalogue]
Facts = list[dict[str, Any]]
DRIVER = (Path(__file__).parent / "rust" / "driver.rs").read_text(encoding="utf-8")
KEYS = ("variable", "rule", "severity", "message", "remedy", "line")


def judge_of(catalogue: Catalogue) -> Path:
    """Return a program that judges by the rules of a catalogue."""
    module = render(catalogue, "validation-rs")
    impatient = module.replace("Duration::from_secs(10)", "Duration::from_millis(50)")
    assert impatient != module or "CREDENTIALS_DIRECTORY" not in module
    return rust_program(impatient + DRIVER)


@pytest.fixture(scope="module")
def judge(catalogue: Catalogue) -> Iterator[Judge]:
    """Return a judge by Estuary's rules, in Rust."""
    with judging([judge_of(catalogue)]) as started:
        yield started


def facts(fields: list[str]) -> Facts:
    """Return the problems in an answer."""
    rows = (dict(zip(KEYS, fields[at : at + 6], strict=True)) for at in range(0, len(fields), 6))
    return [
        {name: int(fact) if name == "line" else fact for name, fact in row.items() if fact or name != "line"}
        for row in rows
    ]


def check(judge: Judge, environ: dict[str, str], profile: str | None = None) -> Facts:
    """Return what a judge says of an environment."""
    pairs = [field for pair in environ.items() for field in pair]
    return facts(judge.ask("check", profile or "", *pairs))


def redacted(judge: Judge, environ: dict[str, str]) -> dict[str, str]:
    """Return what a judge shows of an environment."""
    shown = judge.ask("redacted", "", *(field for pair in environ.items() for field in pair))
    return dict(zip(shown[::2], shown[1::2], strict=True))


def is_of_a_process(*texts: str) -> bool:
    """Say whether texts can be in the environment of a process: no other surrogates than stand for bytes."""
    return all(
        "\0" not in text and not any("\ud800" <= letter < "\udc80" or "\udcff" < letter < "\ue000" for letter in text)
        for text in texts
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_rust_agrees_with_the_vectors(vector: Vector, judge: Judge, tmp_path: Path) -> None:
    """The verdict of validation.rs is the vector's, files of secrets and env files included."""
    if "file" in vector.facts:
        text = vector.env_file(tmp_path).read_bytes().decode()
        problems = facts(judge.ask("check_env_file", vector.profile or "", text))
    else:
        problems = check(judge, vector.environ(tmp_path), vector.profile)
    assert [
        (problem["variable"], problem["rule"], problem["severity"], problem.get("line")) for problem in problems
    ] == vector.expected


@pytest.mark.slow
def test_rust_and_python_agree_on_any_environment(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the environment, both find the same problems, in the same order and words."""
    ours = validator(catalogue)
    names = st.sampled_from([variable.name for variable in catalogue.variables])
    odd = st.dictionaries(names, st.one_of(notes(), st.lists(LETTERS, max_size=6).map("".join)), max_size=3)

    @THOROUGH
    @given(environments(catalogue), odd, st.sampled_from([None, *catalogue.profiles]))
    def agree(environ: dict[str, str], more: dict[str, str], profile: str | None) -> None:
        environ |= more
        assume(is_of_a_process(*environ, *environ.values()))
        assert check(judge, environ, profile) == [each.facts() for each in ours.check(environ, profile)]

    agree()


def test_values_of_other_variables_hold_in_rust() -> None:
    """A variable that has its value from another one by default has it in Rust, and one that yields is not read."""
    first, *others = BORROWING.sections
    variables = (replace(first.variables[0], yields_to=("WRITE_KEY",)), *first.variables[1:])
    catalogue = replace(BORROWING, sections=(replace(first, variables=variables), *others))
    ours = validator(catalogue)
    environs = [
        {},
        {"WRITE_KEY": GOOD_KEY},
        {"PRIMARY": "a b"},
        {"PRIMARY": "a"},
        {"PRIMARY": "a b", "WRITE_KEY": GOOD_KEY},
    ]
    environs += [{"WRITE_KEY_FILE": "/nowhere/at/all", "PRIMARY": "a"}, {"REPLICA": "b", "READ_KEY": GOOD_KEY}]
    with judging([judge_of(catalogue)]) as judge:
        for environ in environs:
            assert check(judge, environ) == [each.facts() for each in ours.check(environ)], environ
            assert redacted(judge, environ) == ours.redacted(environ), environ


def test_a_secret_that_comes_in_no_file_is_read_alike_in_rust() -> None:
    """Where a class takes no file for a secret, Rust reads none, and its name is one that nobody knows."""
    catalogue = read(_class_of("till_key", SecretStr))
    ours = validator(catalogue)
    environs = [{}, {"TILL_KEY": GOOD_KEY}, {"TILL_KEY_FILE": "/no"}, {"TILL_KEY": "a", "TILL_KEY_FILE": "/no"}]
    with judging([judge_of(catalogue)]) as judge:
        for environ in environs:
            assert check(judge, environ) == [each.facts() for each in ours.check(environ)], environ
            assert redacted(judge, environ) == ours.redacted(environ), environ


@pytest.mark.slow
def test_rust_and_python_agree_on_any_name(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever a name is nearly, both take it for a slip of the same one, and list slips in the same order."""
    ours = validator(catalogue)

    @THOROUGH
    @given(st.lists(slips(catalogue), min_size=1, max_size=4))
    def agree(names: list[str]) -> None:
        environ = dict.fromkeys(names, "x")
        assume(is_of_a_process(*environ) and not any("\udc80" in name for name in names))
        assert check(judge, environ) == [each.facts() for each in ours.check(environ)]

    agree()


@pytest.mark.slow
def test_rust_and_python_agree_on_any_placeholder(judge: Judge) -> None:
    """Whatever stands in the place of a secret, both call it a stand-in, or guessable, or neither."""

    @THOROUGH
    @given(notes())
    def agree(text: str) -> None:
        assume(text.isprintable() or not any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in text))
        assert judge.ask("stand_in", text) == [placeholders.stand_in(text), str(is_guessable(text)).lower()]

    agree()


@pytest.mark.parametrize("text", members(PLACEHOLDERS | FORMS | REFERENCES | COMMANDS | GENUINE))
def test_the_examples_of_placeholders_are_judged_alike(judge: Judge, text: str) -> None:
    """Each example of a placeholder, and of a real value, is judged alike."""
    assert judge.ask("stand_in", text)[0] == placeholders.stand_in(text)


def test_the_examples_of_guessable_secrets_are_judged_alike(judge: Judge) -> None:
    """What can be guessed in Python can be guessed in Rust, and nothing else; a long text takes no time."""
    for text in (
        *GUESSABLE.split("|"),
        *HARD_TO_GUESS.split("|"),
        "Qe1U5msf" * 8000 + "x",
        "my" * 30000 + "!",
        "😀" * 501,
    ):
        assert judge.ask("stand_in", text) == [placeholders.stand_in(text), str(is_guessable(text)).lower()], text[:40]


@pytest.mark.slow
def test_rust_and_python_agree_on_any_env_file(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the file, both read the same values, lines and traps, and find the same problems."""
    ours = validator(catalogue)

    @THOROUGH
    @given(lines_of_env_files(catalogue), st.sampled_from([None, *catalogue.profiles]))
    def agree(text: str, profile: str | None) -> None:
        assume(not any("\ud800" <= letter <= "\udfff" for letter in text))
        read = EnvFile(text)
        values = [field for name in sorted(read.values) for field in (name, read.values[name], str(read.lines[name]))]
        traps = [str(fact) for trap in read.traps for fact in trap]
        assert judge.ask("read_env_file", text) == [str(len(read.values)), *values, *traps]
        problems = facts(judge.ask("check_env_file", profile or "", text))
        assert problems == facts_of_file(ours, text, profile)["problems"]

    agree()


def test_every_trap_is_read_alike(catalogue: Catalogue, judge: Judge) -> None:
    """Each file that shows a trap, and lines about as long as may be, give the same verdict in both."""
    ours = validator(catalogue)
    for text in (*SAMPLES.values(), *LONG_LINES, "".join(f"NAME_{index}='a\n" for index in range(5001))):
        assert facts(judge.ask("check_env_file", "", text)) == facts_of_file(ours, text, None)["problems"], text[:20]


def test_files_of_secrets_are_read_alike(catalogue: Catalogue, judge: Judge, tmp_path: Path) -> None:
    """Whatever a secret's file holds or is, and however it is named, both read the same or fail alike."""
    ours = validator(catalogue)
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("gone")
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    environs = [{"JWT_SECRET_FILE": str(tmp_path / name)} for name in (*CONTENTS, "folder", "dangling", "gone")]
    for target in ("empty", "two newlines", "folder", "gone"):
        credentials = tmp_path / f"credentials {target}"
        credentials.mkdir()
        (credentials / "JWT_SECRET").symlink_to(tmp_path / target)
        for path in (
            str(credentials),
            f"{credentials}/",
            f"{credentials}/JWT_SECRET",
            str(tmp_path),
            str(tmp_path / "no"),
        ):
            named = {"CREDENTIALS_DIRECTORY": path}
            environs += [named, named | {"JWT_SECRET": GOOD_KEY}, named | {"JWT_SECRET_FILE": f"{path}/JWT_SECRET"}]
    for environ in environs:
        environ |= {"APP_PROFILE": "staging"}
        assert check(judge, environ) == [each.facts() for each in ours.check(environ)], environ


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no pipes with a name")
def test_a_pipe_of_a_secret_is_read_or_given_up(judge: Judge, tmp_path: Path) -> None:
    """What is written into it is the secret; where nothing is, it cannot be read."""
    for name in ("silent", "pipe"):
        os.mkfifo(tmp_path / name)
    environ = {"APP_PROFILE": "staging", "JWT_SECRET_FILE": str(tmp_path / "silent")}
    assert [problem["rule"] for problem in check(judge, environ)] == ["file-unreadable"]
    environ["JWT_SECRET_FILE"] = str(tmp_path / "pipe")
    with written_into(tmp_path / "pipe", GOOD_KEY):
        assert check(judge, environ) == []


@pytest.mark.slow
def test_what_may_be_logged_is_shown_alike(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the environment, both show the same of it, and nothing of a secret."""
    ours = validator(catalogue)

    @THOROUGH
    @given(environments(catalogue))
    def agree(environ: dict[str, str]) -> None:
        assume(is_of_a_process(*environ, *environ.values()))
        assert redacted(judge, environ) == ours.redacted(environ)

    agree()


def of_causes() -> Iterator[Kind]:
    """Yield the kinds that the vectors of causes speak of."""
    path = Path(__file__).parent / "causes.json"
    by_slug = {kind.slug: kind for kind in (*vars(kinds).values(),) if isinstance(kind, type) and hasattr(kind, "slug")}
    for vector in json.loads(path.read_text(encoding="utf-8")):
        yield made(by_slug, vector["kind"])


def made(by_slug: dict[str, Any], row: list[Any]) -> Kind:
    """Return a kind of its row."""
    name, *limits = row
    if name == "list":
        item: Any = made(by_slug, limits[0])
        return kinds.ListOf(item)
    kind: Kind = by_slug[name](*(tuple(limit) if isinstance(limit, list) else limit for limit in limits))
    return kind


@pytest.fixture(scope="module")
def of_every_kind(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with a variable of every kind that the tests know."""
    every = dict.fromkeys([*KINDS, *of_causes()])
    variables = tuple(
        Variable(f"K{number}Z", "A variable.", kind, secret=False, defaults={"default": None})
        for number, kind in enumerate(every)
    )
    section = replace(catalogue.sections[0], title="Kinds", prefix="", variables=variables)
    return replace(
        catalogue, profile_variable=None, profiles=("default",), profile="default", sections=(section,), external=()
    )


@pytest.fixture(scope="module")
def judge_of_kinds(of_every_kind: Catalogue) -> Iterator[Judge]:
    """Return a judge of a variable of every kind."""
    with judging([judge_of(of_every_kind)]) as started:
        yield started


def test_the_vectors_of_causes_are_explained_alike(of_every_kind: Catalogue, judge_of_kinds: Judge) -> None:
    """Each text of the vectors of causes is refused in the same words by every kind."""
    texts = [
        vector["text"] for vector in json.loads((Path(__file__).parent / "causes.json").read_text(encoding="utf-8"))
    ]
    ours = validator(of_every_kind)
    for text in [*texts, *WRITTEN]:
        if is_of_a_process(text):
            environ = {variable.name: text for variable in of_every_kind.variables}
            assert check(judge_of_kinds, environ) == [each.facts() for each in ours.check(environ)], text


@pytest.mark.slow
def test_rust_and_python_agree_on_any_text_of_any_kind(of_every_kind: Catalogue, judge_of_kinds: Judge) -> None:
    """Whatever the text, each kind takes it in both languages, and loads it, or refuses it in the same words."""
    ours = validator(of_every_kind)
    texts = st.one_of(st.sampled_from(WRITTEN), st.text(), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))

    @THOROUGH
    @given(texts)
    def agree(text: str) -> None:
        assume(is_of_a_process(text))
        environ = {variable.name: text for variable in of_every_kind.variables}
        broken = [each.facts() for each in ours.check(environ)]
        assert check(judge_of_kinds, environ) == broken
        faulty = {problem["variable"] for problem in broken}
        sound = [field for name in environ if name not in faulty for field in (name, text)]
        assert judge_of_kinds.ask("load", "", *sound)[0].startswith("Settings {")

    agree()


def test_every_kind_and_check_is_known_in_rust(schema: Load) -> None:
    """Rust knows every kind and every check of the vocabulary, and agrees with the engine."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    ours = validator(catalogue)
    with judging([judge_of(catalogue)]) as judge:
        for environ in ENVIRONS:
            if is_of_a_process(*environ.values()):
                assert check(judge, environ) == [each.facts() for each in ours.check(environ)], environ


def test_the_forms_of_other_classes_are_known_in_rust(of_every_kind: Catalogue, judge_of_kinds: Judge) -> None:
    """What a settings class of somebody else takes, Rust takes, and nothing else."""
    names = {variable.kind: variable.name for variable in of_every_kind.variables}
    for name, text, slug in CASES:
        if is_of_a_process(text):
            problems = check(judge_of_kinds, {names[OF_FOREIGN_SCHEMAS[name]]: text})
            assert [problem["rule"] for problem in problems] == [slug] * bool(slug), (name, text)


@pytest.fixture(scope="module")
def judge_of_classes() -> Iterator[Judge]:
    """Return a judge of what settings classes of somebody else take."""
    with judging([judge_of(read(_class_of_all()))]) as started:
        yield started


def test_documents_are_judged_alike_in_rust(judge_of_classes: Judge) -> None:
    """Whatever a document of a settings class of somebody else holds, Rust says what Python says."""
    ours = validator(read(_class_of_all()))
    for text in (*TEXTS, "[" * 100_000, "[" * 900 + "]" * 900, '{"a":' * 2000):
        environ = {name.upper(): text for name in TYPES}
        assert check(judge_of_classes, environ) == [each.facts() for each in ours.check(environ)], text[:40]


@pytest.mark.slow
def test_rust_and_python_agree_on_any_document(judge_of_classes: Judge) -> None:
    """Whatever a text holds, and however it is nearly a document, both find the same problems in the same words."""
    ours = validator(read(_class_of_all()))

    @settings(THOROUGH, max_examples=max(EXAMPLES // 10, 200))
    @given(ANY_TEXT)
    def agree(text: str) -> None:
        environ = {name.upper(): text for name in TYPES}
        assert check(judge_of_classes, environ) == [each.facts() for each in ours.check(environ)]

    agree()


def test_the_module_passes_clippy_and_rustfmt(catalogue: Catalogue, schema: Load) -> None:
    """As it is generated, the module has no finding of clippy's pedantic lints, and nothing for rustfmt to change."""
    cargo, rustfmt = needs("cargo"), which("rustfmt")
    if not rustfmt or subprocess.run([cargo, "clippy", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("clippy or rustfmt is not installed")
    toy, foreign = schema(EVERY_KIND_AND_CHECK, GROUPS), read(_class_of_all())
    for name, each in {"estuary": catalogue, "toy": toy, "foreign": foreign}.items():
        folder = FOLDER / f"clippy-{name}"
        (folder / "src").mkdir(parents=True, exist_ok=True)
        (folder / "Cargo.toml").write_text(
            f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n'
        )
        (folder / "src" / "lib.rs").write_text("pub mod settings;\n")
        module = folder / "src" / "settings.rs"
        module.write_text(render(each, "validation-rs"), encoding="utf-8")
        subprocess.run([rustfmt, "--edition", "2021", "--check", module], check=True, capture_output=True)
        command = [cargo, "clippy", "--offline", "--quiet", "--", "-W", "clippy::pedantic", "-D", "warnings"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True, env={**os.environ})
        assert done.returncode == 0, done.stderr
    assert ROOT in FOLDER.parents
