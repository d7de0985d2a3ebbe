"""The module for Go gives the verdicts of the Python validator, in the same words."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.renderers.writing.go_kinds import FIELDS
from estuary_docs.runtimes.python import placeholders
from estuary_docs.runtimes.python.causes import cause_of_form
from estuary_docs.runtimes.python.env_file import EnvFile, text_of
from estuary_docs.runtimes.python.names import Names, distance
from estuary_docs.runtimes.python.runs import is_guessable
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import Kind, ListOf, fault, is_set, row
from tests import golang
from tests.cli.test_validate import ENVIRONS, EVERY_KIND_AND_CHECK, GROUPS
from tests.compiled import written_into
from tests.golang import Judge, as_given, judging
from tests.oracle import Judgement
from tests.runtimes.test_borrowed_defaults import CATALOGUE as BORROWING
from tests.runtimes.test_causes import VECTORS as CAUSES
from tests.runtimes.test_causes import frozen
from tests.runtimes.test_env_file import SAMPLES
from tests.runtimes.test_javascript import (
    CONTENTS,
    GOOD,
    LETTERS,
    LONG_LINES,
    RENAMED,
    TEXTS_OF_ANY_KIND,
    THOROUGH,
    lines_of_env_files,
    notes,
    slips,
)
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
from tests.schemas.foreign.test_forms import KINDS as OF_FOREIGN_SCHEMAS
from tests.schemas.foreign.test_forms import TEXTS as OF_FOREIGN_KINDS
from tests.test_oracle import KINDS, PIECES, WRITTEN
from tests.vectors import VECTORS, Vector

# One worker compiles the judge that all of them ask.
pytestmark = pytest.mark.xdist_group("go")

Load = Callable[..., Catalogue]
Facts = list[dict[str, Any]]


@pytest.fixture(scope="module")
def module(catalogue: Catalogue) -> str:
    """Return Estuary's module."""
    return render(catalogue, "validation-go")


@pytest.fixture(scope="module")
def judge(module: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Return a judge by Estuary's rules, with every form, in Go."""
    impatient = module.replace("timeForAWriter       = 10 * time.Second", "timeForAWriter = 50 * time.Millisecond")
    assert impatient != module
    with judging(tmp_path_factory.mktemp("go"), impatient, with_all_forms=True) as started:
        yield started


def facts_of_file(ours: Any, text: str, profile: str | None) -> Facts:
    """Return what Python finds in the text of an env file."""
    return [problem.facts() for problem in ours.verdict_on(EnvFile(text), {}, profile).problems]


def fields(kind: Kind) -> dict[str, Any]:
    """Return a kind as the driver takes it."""
    if isinstance(kind, ListOf):
        counts = {name: str(vars(kind)[name]) for name in ("least", "most") if vars(kind)[name]}
        return {"name": "list", "item": fields(kind.item), **counts}
    facts = {
        FIELDS.get(name, name): fact for name, fact in vars(kind).items() if fact is not None and name != "fitting"
    }
    return {"name": kind.slug} | {
        name: fact if isinstance(fact, tuple | bool) else str(fact) for name, fact in facts.items()
    }


def kind_of(facts: Any) -> Kind:
    """Return the kind that a row of the tables is."""
    name, *limits = frozen(facts)
    if name == "list":
        return ListOf(kind_of(limits[0]), *limits[1:])  # type: ignore[arg-type] # of what is no list
    made: Kind = next(kind for kind in get_args(Kind) if getattr(kind, "slug", "") == name)(*limits)
    return made


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_go_agrees_with_the_vectors(vector: Vector, judge: Judge, tmp_path: Path) -> None:
    """The verdict of the module is the vector's, env files and files of secrets included."""
    profile = vector.profile or ""
    if "file" in vector.facts:
        problems = judge.ask("checkEnvFileAt", text=str(vector.env_file(tmp_path)), profile=profile)
    else:
        problems = judge.ask("check", environ=vector.environ(tmp_path), profile=profile)
    assert [
        (problem["variable"], problem["rule"], problem["severity"], problem.get("line")) for problem in problems
    ] == vector.expected


@pytest.mark.slow
def test_go_and_python_agree_on_any_environment(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the bytes of an environment, both find the same problems, in the same order and words."""
    ours = validator(catalogue)
    names = st.sampled_from([variable.name for variable in catalogue.variables])
    odd = st.dictionaries(names, st.one_of(notes(), st.lists(LETTERS, max_size=6).map("".join)), max_size=3)

    @THOROUGH
    @given(environments(catalogue), odd, st.sampled_from([None, *catalogue.profiles]))
    def agree(environ: dict[str, str], more: dict[str, str], profile: str | None) -> None:
        environ = {as_given(name): as_given(text) for name, text in (environ | more).items()}
        expected = [each.facts() for each in ours.check(environ, profile)]
        assert judge.ask("check", environ=environ, profile=profile or "") == expected
        assert judge.ask("redacted", environ=environ, profile=profile or "") == ours.redacted(environ, profile)

    agree()


@pytest.mark.slow
def test_go_and_python_agree_on_any_env_file(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the file, both read the same values, lines and traps, and find the same problems."""
    ours = validator(catalogue)

    @THOROUGH
    @given(lines_of_env_files(catalogue).map(as_given), st.sampled_from([None, *catalogue.profiles]))
    def agree(text: str, profile: str | None) -> None:
        read = EnvFile(text)
        theirs = judge.ask("readEnvFile", text=text)
        assert theirs == {"values": read.values, "lines": read.lines, "traps": [list(trap) for trap in read.traps]}
        assert judge.ask("checkEnvFile", text=text, profile=profile or "") == facts_of_file(ours, text, profile)

    agree()


@pytest.mark.slow
def test_go_and_python_agree_on_any_placeholder(judge: Judge) -> None:
    """Whatever stands in the place of a secret, both call it a stand-in, or guessable, or neither."""

    @THOROUGH
    @given(notes().map(as_given))
    def agree(text: str) -> None:
        assert judge.ask("standIn", text=text) == placeholders.stand_in(text)
        assert judge.ask("isGuessable", text=text) == is_guessable(text)

    agree()


@pytest.mark.slow
def test_go_and_python_agree_on_any_name(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever a name is nearly, both take it for a slip of the same one, and list slips in the same order."""
    ours = validator(catalogue)

    @THOROUGH
    @given(st.lists(slips(catalogue).map(as_given), min_size=1, max_size=4))
    def agree(names: list[str]) -> None:
        environ = dict.fromkeys(names, "x")
        assert judge.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)]

    agree()


@pytest.mark.slow
def test_go_and_python_agree_on_any_form(judge: Judge) -> None:
    """Whatever the kind and the text, both find the same fault, and the same cause of it."""
    texts = st.one_of(st.sampled_from(WRITTEN), st.text(), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))

    @THOROUGH
    @given(st.sampled_from(KINDS), texts.map(as_given))
    def agree(kind: Kind, text: str) -> None:
        facts = {"kind": fields(kind), "text": text}
        assert judge.ask("isSet", **facts) == is_set(kind, text)
        assert judge.ask("fault", **facts) == (fault(kind, text) or "")
        assert judge.ask("causeOfForm", **facts) == list(cause_of_form(row(kind), text))

    agree()


@pytest.mark.slow
def test_go_and_python_agree_on_any_environment_of_every_kind(schema: Load, tmp_path: Path) -> None:
    """Over every kind and check of the vocabulary, the module for Go and the oracle find the same problems."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    names = [variable.name for variable in catalogue.variables]
    text = st.one_of(
        st.sampled_from(TEXTS_OF_ANY_KIND), st.text(max_size=6), st.lists(LETTERS, max_size=4).map("".join)
    )
    with judging(tmp_path, render(catalogue, "validation-go")) as judge:

        @settings(THOROUGH, max_examples=max(EXAMPLES // 10, 200))
        @given(st.dictionaries(st.sampled_from(names), text.map(as_given), max_size=6))
        def agree(environ: dict[str, str]) -> None:
            expected = [each.facts() for each in Judgement(catalogue, environ).problems]
            assert judge.ask("check", environ=environ) == expected

        agree()
        for environ in ENVIRONS:
            expected = [each.facts() for each in Judgement(catalogue, environ).problems]
            assert judge.ask("check", environ=environ) == expected, environ


@pytest.mark.parametrize("name", OF_FOREIGN_SCHEMAS)
def test_the_forms_of_other_classes_are_known_in_go(judge: Judge, name: str) -> None:
    """What a settings class of somebody else takes, Go takes, and nothing else."""
    kind = OF_FOREIGN_SCHEMAS[name]
    for text in OF_FOREIGN_KINDS[name]:
        assert judge.ask("fault", kind=fields(kind), text=text) == (fault(kind, text) or ""), text


@pytest.fixture(scope="module")
def judge_of_classes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Return a judge of what settings classes of somebody else take."""
    with judging(tmp_path_factory.mktemp("classes"), render(read(_class_of_all()), "validation-go")) as started:
        yield started


def test_documents_are_judged_alike_in_go(judge_of_classes: Judge) -> None:
    """Whatever a document of a settings class of somebody else holds, Go says what Python says."""
    ours = validator(read(_class_of_all()))
    for text in TEXTS:
        environ = {name.upper(): text for name in TYPES}
        assert judge_of_classes.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)], text


@pytest.mark.slow
def test_go_and_python_agree_on_any_document(judge_of_classes: Judge) -> None:
    """Whatever a text holds, and however it is nearly a document, both find the same problems in the same words."""
    ours = validator(read(_class_of_all()))

    @settings(THOROUGH, max_examples=max(EXAMPLES // 10, 200))
    @given(ANY_TEXT)
    def agree(text: str) -> None:
        environ = {name.upper(): text for name in TYPES}
        assert judge_of_classes.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)]

    agree()


@pytest.mark.parametrize("vector", CAUSES, ids=lambda vector: f"{vector['kind'][0]}: {vector['text']}")
def test_go_tells_the_same_causes(judge: Judge, vector: dict[str, Any]) -> None:
    """Go finds the cause of each vector that Python finds."""
    kind = kind_of(vector["kind"])
    expected = list(cause_of_form(frozen(vector["kind"]), vector["text"]))
    assert judge.ask("causeOfForm", kind=fields(kind), text=vector["text"]) == expected


def test_every_trap_is_read_alike_in_go(catalogue: Catalogue, judge: Judge) -> None:
    """Each file that shows a trap, and lines about as long as may be, give the same verdict in both."""
    ours = validator(catalogue)
    for text in (*SAMPLES.values(), *LONG_LINES, "".join(f"NAME_{index}='a\n" for index in range(5001))):
        assert judge.ask("checkEnvFile", text=text) == facts_of_file(ours, text, None), text[:20]


def test_files_of_secrets_are_read_alike_in_go(catalogue: Catalogue, judge: Judge, tmp_path: Path) -> None:
    """Whatever a secret's file holds or is, and however it is named, both read the same or fail alike."""
    ours = validator(catalogue)
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("gone")
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in (*CONTENTS, "folder", "dangling", "gone")] + ["", "a\0b", "\udc80"]
    environs = [{"JWT_SECRET_FILE": path} for path in paths]
    for target in ("empty", "two newlines", "folder", "gone"):
        credentials = tmp_path / f"credentials {target}"
        credentials.mkdir()
        (credentials / "JWT_SECRET").symlink_to(tmp_path / target)
        for path in (str(credentials), f"{credentials}/", f"{credentials}/JWT_SECRET", str(tmp_path), "a\0b"):
            named = {"CREDENTIALS_DIRECTORY": path}
            environs += [named, named | {"JWT_SECRET": GOOD}, named | {"JWT_SECRET_FILE": f"{path}/JWT_SECRET"}]
            environs += [named | {"JWT_SECRET_FILE": str(tmp_path / "two newlines")}]
    for environ in environs:
        environ |= {"APP_PROFILE": "staging"}
        assert judge.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)], environ


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no pipes with a name")
def test_a_pipe_of_a_secret_is_read_or_given_up_in_go(judge: Judge, tmp_path: Path) -> None:
    """What is written into it is the secret; where nothing is, it cannot be read."""
    for name in ("silent", "pipe"):
        os.mkfifo(tmp_path / name)
    environ = {"APP_PROFILE": "staging", "JWT_SECRET_FILE": str(tmp_path / "silent")}
    assert [problem["rule"] for problem in judge.ask("check", environ=environ)] == ["file-unreadable"]
    environ["JWT_SECRET_FILE"] = str(tmp_path / "pipe")
    with written_into(tmp_path / "pipe", GOOD):
        assert judge.ask("check", environ=environ) == []


def test_a_file_that_cannot_be_read_is_told_in_one_line_in_go(judge: Judge, tmp_path: Path) -> None:
    """What keeps an env file from being read is told in one line, by the path and the reason."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    for name in ("gone", "binary", "large", "."):
        path = str(tmp_path / name)
        told = judge.ask("checkEnvFileAt", text=path)
        assert told.lower() == str(text_of(path)[1]).lower()


@pytest.mark.parametrize("text", members(PLACEHOLDERS | FORMS | REFERENCES | COMMANDS | GENUINE))
def test_the_examples_of_placeholders_are_judged_alike_in_go(judge: Judge, text: str) -> None:
    """Each example of a placeholder, and of a real value, is judged alike."""
    assert judge.ask("standIn", text=text) == placeholders.stand_in(text)


LONG = ("Qe1U5msf" * 8000 + "x", "my" * 30000 + "!", "falcon " * 9000 + "x", "a1" * 60 + "!", "😀" * 501, "-...-")


def test_the_examples_of_guessable_secrets_are_judged_alike_in_go(judge: Judge) -> None:
    """What can be guessed in Python can be guessed in Go, and nothing else; a long text ends soon."""
    for text in (*GUESSABLE.split("|"), *HARD_TO_GUESS.split("|")):
        assert judge.ask("isGuessable", text=text) == is_guessable(text), text
    for text in LONG:
        assert judge.ask("standIn", text=text) == placeholders.stand_in(text)


NAMES = ("PORT", "AUTH_ENABLED", "CORS_ALLOWED_ORIGINS", "JWT_SECRET", "A")


@given(st.text("ABC_", max_size=6), st.text("ABC_é", max_size=6), st.sampled_from(NAMES))
def test_distances_and_slips_are_the_same_in_go(judge: Judge, one: str, other: str, name: str) -> None:
    """Any two words are as far from each other as in Python, and any name is a slip of the same one."""
    assert judge.ask("distance", text=one, other=other) == distance(one, other)
    for text in (one + name, name + one, name[:2] + one + name[2:], one):
        assert judge.ask("nearest", words=NAMES, text=text) == (Names(NAMES).nearest(text) or "")


def test_old_names_advice_and_great_numbers_are_told_in_go(schema: Load, tmp_path: Path) -> None:
    """Old names and advice are told as in Python, and a bound beyond what 64 bits hold is exact."""
    catalogue = schema(RENAMED)
    ours = validator(catalogue)
    environs = [{"LIMITS": "a"}, {"LIMITER": "b", "LIMIT": "true"}, {"MANY": "1"}, {"MANY": "0" * 40 + "2"}]
    environs += [{"MANY": "18446744073709551615"}, {"MANY": "18446744073709551616"}, {"MANY": "9" * 5000}]
    with judging(tmp_path, render(catalogue, "validation-go")) as judge:
        for environ in environs:
            assert judge.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)], environ


def test_values_of_other_variables_hold_in_go(tmp_path: Path) -> None:
    """A variable that has its value from another one by default has it in Go, and one that yields is not read."""
    first, *_ = BORROWING.sections
    variables = (replace(first.variables[0], yields_to=("WRITE_KEY",)), *first.variables[1:])
    catalogue = replace(BORROWING, sections=(replace(first, variables=variables), *BORROWING.sections[1:]))
    ours = validator(catalogue)
    environs = [{}, {"WRITE_KEY": GOOD}, {"PRIMARY": "a b"}, {"PRIMARY": "a"}, {"PRIMARY": "a b", "WRITE_KEY": GOOD}]
    environs += [{"WRITE_KEY_FILE": "/nowhere/at/all", "PRIMARY": "a"}, {"REPLICA": "b", "READ_KEY": GOOD}]
    with judging(tmp_path, render(catalogue, "validation-go")) as judge:
        for environ in environs:
            assert judge.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)], environ
            assert judge.ask("redacted", environ=environ) == ours.redacted(environ), environ
            effective = {name: text for name, text in judge.ask("judged", environ=environ).items() if text}
            assert effective == {name: text for name, text in ours.judged(environ, None)[0].items() if text}


def test_a_secret_that_comes_in_no_file_is_read_alike_in_go(tmp_path: Path) -> None:
    """Where a class takes no file for a secret, Go reads none, and its name is one that nobody knows."""
    catalogue = read(_class_of("till_key", SecretStr))
    ours = validator(catalogue)
    environs = [{}, {"TILL_KEY": GOOD}, {"TILL_KEY_FILE": "/nowhere"}, {"TILL_KEY": "a", "TILL_KEY_FILE": "/nowhere"}]
    with judging(tmp_path, render(catalogue, "validation-go")) as judge:
        for environ in environs:
            assert judge.ask("check", environ=environ) == [each.facts() for each in ours.check(environ)], environ


def test_what_the_runtime_does_not_know_is_an_error_in_go(schema: Load, tmp_path: Path) -> None:
    """A table with a check or a kind from elsewhere is refused loudly, never passed over."""
    text = render(schema("key: Annotated[str, Must(HaveBytes(4))] = 'abcd'\n'''A.'''"), "validation-go")
    for known, other, complaint in (
        ('"have-bytes", []', '"be-odd", []', "there is no check be-odd"),
        ('kind{name: "text"}', 'kind{name: "colour"}', "there is no kind colour"),
    ):
        folder = tmp_path / other[1:5]
        folder.mkdir()
        with judging(folder, text.replace(known, other, 1)) as judge:
            assert complaint in judge.reply("check", environ={"KEY": "a"})["error"]


def test_the_module_is_as_gofmt_and_vet_want_it(module: str, schema: Load, tmp_path: Path) -> None:
    """Generated modules, of Estuary and of every kind and check, are formatted, and nothing is wrong with them."""
    for number, text in enumerate((module, render(schema(EVERY_KIND_AND_CHECK, GROUPS), "validation-go"))):
        assert golang.formatted(text) == text
        folder = tmp_path / str(number)
        (folder / "settings").mkdir(parents=True)
        (folder / "go.mod").write_text(golang.MODULE)
        (folder / "settings" / "settings.go").write_text(text, encoding="utf-8")
        golang.run(folder, "vet", "./...")


def test_no_value_shows_in_settings_of_go(judge: Judge) -> None:
    """However settings are printed or encoded, a secret in them does not show."""
    environ = {"APP_PROFILE": "staging", "JWT_SECRET": GOOD}
    assert GOOD not in judge.ask("shown", environ=environ)
    encoded = judge.ask("load", environ=environ)
    assert GOOD not in encoded
    assert json.loads(encoded)["TokenSigning"]["Secret"] == "Secret(…)"  # noqa: S105 - what is shown in its place
