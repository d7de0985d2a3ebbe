"""The validator for browsers and Node gives the verdicts of the Python one, in the same words."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.runtimes import javascript
from estuary_docs.runtimes.python import lexicon, placeholders
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.runtimes.python.runs import is_guessable
from estuary_docs.runtimes.python.weights import WEIGHTS
from estuary_docs.validation.tables import portable, tables, validator
from tests import test_leaks as leaks
from tests.cli.test_validate import ENVIRONS, EVERY_KIND_AND_CHECK, GROUPS
from tests.conftest import ROOT, needs
from tests.oracle import Judgement
from tests.runtimes.test_env_file import SAMPLES
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
from tests.vectors import VECTORS, Vector, told
from tests.vocabulary.test_kinds import BAD as BAD_TEXTS
from tests.vocabulary.test_kinds import GOOD as GOOD_TEXTS

DRIVER = ROOT / "tests" / "readers" / "judge.mjs"
RUNTIME = Path(javascript.__path__[0])
MOST_BYTES_COMPRESSED = 40_000
GOOD = "ochre-walnut-sailing-bracket-meadow-thimble"
Load = Callable[..., Catalogue]
Facts = list[dict[str, Any]]
THOROUGH = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)


class Judge:
    """A process of Node that answers one question after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def reply(self, method: str, *facts: Any) -> dict[str, Any]:
        """Return what a method of the validator answers, or how it fails."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps([method, *facts])}\n")
        self.process.stdin.flush()
        reply: dict[str, Any] = json.loads(self.process.stdout.readline())
        return reply

    def ask(self, method: str, *facts: Any) -> Any:
        """Return what a method of the validator answers."""
        reply = self.reply(method, *facts)
        assert reply["error"] is None, reply["error"]
        return reply["answer"]


@contextmanager
def judging(text: str, folder: Path, *options: str) -> Iterator[Judge]:
    """Start a judge with the text of a generated module."""
    path = folder / "validation.mjs"
    path.write_text(text, encoding="utf-8")
    command = [needs("node"), str(DRIVER), str(path), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Judge(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def module(catalogue: Catalogue) -> str:
    """Return Estuary's validation.mjs."""
    return render(catalogue, "validation-mjs")


@pytest.fixture(scope="module")
def judge(module: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Return a judge by Estuary's rules, in Node."""
    with judging(module, tmp_path_factory.mktemp("node")) as started:
        yield started


@pytest.fixture(scope="module")
def browser(module: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Return a judge that finds nothing of Node's, as in a browser."""
    with judging(module, tmp_path_factory.mktemp("browser"), "browser") as started:
        yield started


def facts_of_file(judge: Any, text: str, profile: str | None) -> dict[str, Any]:
    """Return the Python verdict on the text of an env file."""
    verdict = judge.verdict_on(EnvFile(text), {}, profile)
    return {"profile": verdict.profile, "problems": [problem.facts() for problem in verdict.problems]}


def judged(vector: Vector, judge: Judge, folder: Path) -> Facts | None:
    """Return what a judge says of a vector; None if its file is no text."""
    if "file" not in vector.facts:
        found: Facts = judge.ask("check", vector.environ(folder), vector.profile)
        return found
    content = vector.env_file(folder).read_bytes()
    answer: dict[str, Facts] = judge.ask("checkEnvFile", content.decode(), vector.profile)
    return answer["problems"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_node_agrees_with_the_vectors(vector: Vector, judge: Judge, tmp_path: Path) -> None:
    """The verdict of validation.mjs is the vector's, files of secrets included."""
    problems = judged(vector, judge, tmp_path) or []
    assert [
        (problem["variable"], problem["rule"], problem["severity"], problem.get("line")) for problem in problems
    ] == vector.expected


def test_a_browser_agrees_with_the_vectors_that_need_no_file(
    catalogue: Catalogue, browser: Judge, tmp_path: Path
) -> None:
    """Without anything of Node's the words are the Python validator's too, where no file of a secret is to be read."""
    ours = validator(catalogue)
    for vector in VECTORS:
        if not re.search("_FILE|CREDENTIALS_DIRECTORY", json.dumps(vector.facts)):
            expected = [problem.facts() for problem in vector.judged_by(ours, tmp_path)]
            assert judged(vector, browser, tmp_path) == expected, vector.name


def test_a_browser_takes_the_file_of_a_secret_for_set(browser: Judge) -> None:
    """What nobody can open counts as set, nothing is asked of what it holds, and a second way is still a conflict."""
    environ = {"APP_PROFILE": "staging", "DATABASE_TYPE": "memory", "JWT_SECRET_FILE": "/run/secrets/key"}
    environ["CREDENTIALS_DIRECTORY"] = "/run/credentials"
    assert [each["rule"] for each in browser.ask("check", environ)] == []
    assert [each["rule"] for each in browser.ask("check", environ | {"JWT_SECRET": GOOD})] == ["file-conflict"]
    lines = "".join(f"{name}={text}\n" for name, text in environ.items())
    assert browser.ask("checkEnvFile", lines) == {"profile": "staging", "problems": []}


LETTERS = st.one_of(
    st.sampled_from(
        " \t\r\n\f\x1c\x85\xa0\u2003\u2028\u3000\ufeff\0\"'`\\$#=;{}~:@%!é\u0130\u0131ß\U0001f600\udc80\ufdd0"
    ),
    st.sampled_from(["\U0001fffe", "\udfff", "${", " #", "  # '", "\\n", "\\\\", "export ", "./", ":~", "·"]),
    st.characters(codec="utf-8"),
)


def lines_of_env_files(catalogue: Catalogue) -> st.SearchStrategy[str]:
    """Draw env files: assignments of any form, comments, every trap, broken quotes, odd letters and ends."""
    names = [variable.name for variable in catalogue.variables] + ["AUTH_ENABELD", "JWT_SECRET_FILE", "HOME", "É", ""]
    bare = ["", "true", "3000", "production", "https://a.org", "http://a", "changeme", GOOD, "a b", "/nowhere", "0"]
    value = st.one_of(st.sampled_from(bare), st.lists(LETTERS, max_size=6).map("".join))
    quote = st.sampled_from(["", "'", '"'])
    end = st.one_of(st.just(""), st.sampled_from([" ", "\t", " # note", "  # don't", "#", "x", '"', "'", "\r", "\\"]))
    start = st.sampled_from(["", "", "", "export ", "  ", "\t", "#", ";", "export\t "])
    equals = st.sampled_from(["=", "=", "=", " = ", "= ", " =", "", "=="])
    assignment = st.builds(
        lambda *parts: "".join(parts), start, st.sampled_from(names), equals, quote, value, quote, end
    )
    trap = st.sampled_from([text.removesuffix("\n") for name, text in SAMPLES.items() if name != "long-line"])
    line = st.one_of(assignment, assignment, trap, st.lists(LETTERS, max_size=8).map("".join))
    return st.builds(
        lambda mark, lines, end_of_line, last: mark + end_of_line.join(lines) + last,
        st.sampled_from(["", "", "", "\ufeff"]),
        st.lists(line, max_size=8),
        st.sampled_from(["\n", "\n", "\n", "\r\n"]),
        st.sampled_from(["\n", "\n", "", "\r\n"]),
    )


@pytest.mark.slow
def test_javascript_and_python_agree_on_any_env_file(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the file, both read the same values, lines and traps, and find the same problems."""
    ours = validator(catalogue)

    @THOROUGH
    @given(lines_of_env_files(catalogue), st.sampled_from([None, *catalogue.profiles]))
    def agree(text: str, profile: str | None) -> None:
        read = EnvFile(text)
        theirs = judge.ask("readEnvFile", text)
        assert theirs == {"values": read.values, "lines": read.lines, "traps": [list(trap) for trap in read.traps]}
        assert judge.ask("checkEnvFile", text, profile) == facts_of_file(ours, text, profile)

    agree()


LONG_LINES = [
    f"{start}{letter * times}"
    for times in (21_843, 21_845, 32_765, 32_766, 65_530)
    for letter in "a…é😀"
    for start in ("PORT=", "#")
]


def test_every_trap_is_read_alike(catalogue: Catalogue, judge: Judge) -> None:
    """Each file that shows a trap, and lines about as long as may be, give the same verdict in both."""
    ours = validator(catalogue)
    for text in (*SAMPLES.values(), *LONG_LINES, "".join(f"NAME_{index}='a\n" for index in range(5001))):
        assert judge.ask("checkEnvFile", text, None) == facts_of_file(ours, text, None), text[:20]


CONTENTS = {
    "empty": b"",
    "one newline": b"\n",
    "two newlines": f"{GOOD}\n\n".encode(),
    "carriage return": f"{GOOD}\r\n".encode(),
    "carriage return alone": f"{GOOD}\r".encode(),
    "byte order mark": f"\ufeff{GOOD}".encode(),
    "not text": b"\xff" * 40,
    "a surrogate": b"\xed\xa0\x80" * 20,
    "as large as may be": b"k3Vq" * 16_384,
    "too large": b"k3Vq" * 16_384 + b"x",
    "nul": b"k3Vq\0" * 10,
}


def test_files_of_secrets_are_read_alike(catalogue: Catalogue, judge: Judge, tmp_path: Path) -> None:
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
    for environ in environs:
        environ |= {"APP_PROFILE": "staging"}
        assert judge.ask("check", environ) == [each.facts() for each in ours.check(environ)], environ


WORDS = sorted({*WEIGHTS, *lexicon.STEMS, *lexicon.VENDORS, "falcon", "orbit", "cobalt", "kXq9"})
SEPARATORS = ["", "", "-", "_", ".", " ", "/", ":", "@", "://", "=", ";", "...", "…", "***", "<", ">", "${", "}", "123"]
ODD = ["\u0130", "\u0131", "\u017f", "ß", "Σ", "ς", "²", "½", "£", "\xd7", "é", "e\u0301", "\u0663", "密钥", "\udc80"]
ODD += ["\U0001d400", "\U0001d7ce", "😀", "😀😀", "\x1f", "\x85"]


def notes() -> st.SearchStrategy[str]:
    """Draw what may stand in the place of a secret: words and odd letters between marks, runs, and any text."""
    word = st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(str.capitalize),
        st.sampled_from(WORDS).map(str.upper),
        st.sampled_from(ODD),
        st.text(max_size=4),
        st.builds(lambda letter, times: letter * times, st.sampled_from("xX0*aé😀"), st.integers(1, 9)),
    )
    pairs = st.tuples(word, st.sampled_from(SEPARATORS))
    wrapped = st.builds(
        lambda start, text, end: start + text + end,
        st.sampled_from(["", "", *lexicon.TEMPLATES[::2], '"', " ", "postgres://user:", "https://"]),
        st.lists(pairs, max_size=5).map(lambda drawn: "".join(map("".join, drawn))),
        st.sampled_from(["", "", *lexicon.TEMPLATES[1::2], '"', "\x1c", "@host/db", ".example.com"]),
    )
    return st.one_of(wrapped, wrapped, st.text(max_size=40))


@pytest.mark.slow
def test_javascript_and_python_agree_on_any_environment(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever the environment, both find the same problems, in the same order and words."""
    ours = validator(catalogue)
    names = st.sampled_from([variable.name for variable in catalogue.variables])
    odd = st.dictionaries(names, st.one_of(notes(), st.lists(LETTERS, max_size=6).map("".join)), max_size=3)

    @THOROUGH
    @given(environments(catalogue), odd, st.sampled_from([None, *catalogue.profiles]))
    def agree(environ: dict[str, str], more: dict[str, str], profile: str | None) -> None:
        environ |= more
        assert judge.ask("check", environ, profile) == [each.facts() for each in ours.check(environ, profile)]

    agree()


@pytest.mark.slow
def test_javascript_and_python_agree_on_any_placeholder(judge: Judge) -> None:
    """Whatever stands in the place of a secret, both call it a stand-in, or guessable, or neither."""

    @THOROUGH
    @given(notes())
    def agree(text: str) -> None:
        assert judge.ask("standIn", text) == placeholders.stand_in(text)
        assert judge.ask("isGuessable", text) == is_guessable(text)

    agree()


@pytest.mark.parametrize("text", members(PLACEHOLDERS | FORMS | REFERENCES | COMMANDS | GENUINE))
def test_the_examples_of_placeholders_are_judged_alike(judge: Judge, text: str) -> None:
    """Each example of a placeholder, and of a real value, is judged alike."""
    assert judge.ask("standIn", text) == placeholders.stand_in(text)


def test_the_examples_of_guessable_secrets_are_judged_alike(judge: Judge) -> None:
    """What can be guessed in Python can be guessed in JavaScript, and nothing else."""
    for text in (*GUESSABLE.split("|"), *HARD_TO_GUESS.split("|")):
        assert judge.ask("isGuessable", text) == is_guessable(text), text
    for text in (
        "Qe1U5msf" * 8000 + "x",
        "my" * 30000 + "!",
        "falcon " * 9000 + "x",
        "a1" * 60 + "!",
        "😀" * 501,
        "-...-",
    ):
        assert judge.ask("standIn", text) == placeholders.stand_in(text)


def slips(catalogue: Catalogue) -> st.SearchStrategy[str]:
    """Draw names that are nearly the service's own."""
    letter = st.sampled_from([*"ABEILNORSTU_aeß", "\u017f", "\u0131", "É", "😀", "\udc80", ""])

    def changed(name: str, edits: list[tuple[int, int, str]]) -> str:
        for place, taken, put in edits:
            at = place % (len(name) + 1)
            name = name[:at] + put + name[at + taken :]
        return name

    edits = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2), letter), min_size=1, max_size=3)
    return st.builds(changed, st.sampled_from([variable.name for variable in catalogue.variables]), edits)


@pytest.mark.slow
def test_javascript_and_python_agree_on_any_name(catalogue: Catalogue, judge: Judge) -> None:
    """Whatever a name is nearly, both take it for a slip of the same one, and list slips in the same order."""
    ours = validator(catalogue)

    @THOROUGH
    @given(st.lists(slips(catalogue), min_size=1, max_size=4))
    def agree(names: list[str]) -> None:
        environ = dict.fromkeys(names, "x")
        assert judge.ask("check", environ) == [each.facts() for each in ours.check(environ)]

    agree()


def test_slips_are_listed_in_one_order(catalogue: Catalogue, judge: Judge) -> None:
    """Capitals come before small letters and a name before those that it begins, as in Python."""
    names = ["AUTH_ENABLEDXY", "auth_enabledx", "AUTH_ENABLED_", "AUTH_ENABLEDX", "AUTH_ENABLED0"]
    expected = [each.facts() for each in validator(catalogue).check(dict.fromkeys(names, "x"))]
    assert [each["variable"] for each in expected] == sorted(names)
    assert judge.ask("check", dict.fromkeys(names, "x")) == expected


def test_every_kind_and_check_is_known_in_javascript(schema: Load, tmp_path: Path) -> None:
    """The runtime for browsers knows every kind and every check of the vocabulary, and agrees with the engine."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    with judging(render(catalogue, "validation-mjs"), tmp_path) as judge:
        for environ in ENVIRONS:
            expected = [each.facts() for each in Judgement(catalogue, environ).problems]
            assert judge.ask("check", environ) == expected, environ
        assert judge.ask("defaults")["TEXT"] == 'a "q" \\ b'


TEXTS_OF_ANY_KIND = sorted({text for _, text, _ in (*GOOD_TEXTS, *BAD_TEXTS)} | {"", " ", ",", "a,b", "-1", "1.5"})


@pytest.mark.slow
def test_all_judges_agree_on_any_environment_of_every_kind(schema: Load, tmp_path: Path) -> None:
    """Whatever the texts, the generated modules and the oracle find the same problems in the same words."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    namespace: dict[str, Any] = {"__name__": "generated"}
    exec(compile(render(catalogue, "validation-py"), "generated", "exec"), namespace)  # noqa: S102 - it is generated to run
    names = [variable.name for variable in catalogue.variables]
    text = st.one_of(
        st.sampled_from(TEXTS_OF_ANY_KIND), st.text(max_size=6), st.lists(LETTERS, max_size=4).map("".join)
    )
    with judging(render(catalogue, "validation-mjs"), tmp_path) as judge:

        @settings(THOROUGH, max_examples=max(EXAMPLES // 10, 200))
        @given(st.dictionaries(st.sampled_from(names), text, max_size=6))
        def agree(environ: dict[str, str]) -> None:
            expected = [each.facts() for each in Judgement(catalogue, environ).problems]
            assert [each.facts() for each in namespace["check"](environ)] == expected
            assert judge.ask("check", environ) == expected

        agree()


RENAMED = """
limit: Annotated[bool, renamed_from("LIMITS", "LIMITER"), deprecated("Leave `it` out: ${there} is \\\\ none.")] = True
'''Whether there is a limit.'''

many: Annotated[int, Field(ge=2, le=18446744073709551615)] = 9007199254740993
'''How many.'''
"""


def test_old_names_advice_and_great_numbers_are_told_in_javascript(schema: Load, tmp_path: Path) -> None:
    """Old names and advice are told as in Python, and a bound beyond what a JavaScript number holds is exact."""
    catalogue = schema(RENAMED)
    ours = validator(catalogue)
    environs = [{"LIMITS": "a"}, {"LIMITER": "b", "LIMIT": "true"}, {"MANY": "1"}, {"MANY": "0" * 40 + "2"}]
    environs += [{"MANY": "18446744073709551615"}, {"MANY": "18446744073709551616"}, {"MANY": "9" * 5000}]
    with judging(render(catalogue, "validation-mjs"), tmp_path) as judge:
        for environ in environs:
            assert judge.ask("check", environ) == [each.facts() for each in ours.check(environ)], environ


def test_what_a_runtime_does_not_know_is_an_error_in_javascript(schema: Load, tmp_path: Path) -> None:
    """A table with a check or a kind from elsewhere is refused loudly, never passed over."""
    text = render(schema("key: Annotated[str, Must(HaveBytes(4))] = 'abcd'\n'''A.'''"), "validation-mjs")
    for known, other, complaint in (
        ('"have-bytes"', '"be-odd"', "there is no check be-odd"),
        ('["text"]', '["colour"]', "there is no kind colour"),
    ):
        before, _, after = text.rpartition(known)
        with judging(f"{before}{other}{after}", tmp_path) as judge:
            assert complaint in judge.reply("check", {"KEY": "a"})["error"]


def test_the_defaults_are_the_catalogue_s(catalogue: Catalogue, judge: Judge) -> None:
    """Each profile has its name and the defaults of the catalogue; without one, those of the default profile hold."""
    for profile in catalogue.profiles:
        expected = {variable.name: variable.defaults[profile] or None for variable in catalogue.variables}
        assert judge.ask("defaults", profile) == expected | {catalogue.profile_variable: profile}
    assert judge.ask("defaults") == judge.ask("defaults", catalogue.profile)
    assert "there is no such profile" in judge.reply("defaults", "canary")["error"]


def test_the_runtime_takes_its_tables_as_json(catalogue: Catalogue, tmp_path: Path) -> None:
    """The hand-written module alone, given the tables as JSON, is the validator; they are Python's, and the words."""
    (tmp_path / "tables.json").write_text(json.dumps(portable(catalogue)), encoding="utf-8")
    script = """
        import { readFileSync } from "node:fs";
        const { Validator } = await import(process.argv[1]);
        const validator = new Validator(JSON.parse(readFileSync(process.argv[2])));
        console.log(JSON.stringify(validator.check(new Map([["PORT", "0"], ["PROT", undefined]]))));
        const { service, profiles, variables, secrets } = validator;
        console.log(JSON.stringify({ service, profiles, variables, secrets }));
    """
    command = [needs("node"), "--input-type=module", "-e", script, str(RUNTIME / "validator.mjs")]
    done = subprocess.run([*command, str(tmp_path / "tables.json")], capture_output=True, check=True, text=True)
    problems, facts = map(json.loads, done.stdout.splitlines())
    assert problems == [each.facts() for each in validator(catalogue).check({"PORT": "0"})]
    assert facts == {
        "service": catalogue.title,
        "profiles": list(catalogue.profiles),
        "variables": [variable.name for variable in catalogue.variables],
        "secrets": [variable.name for variable in catalogue.secrets],
    }
    assert set(portable(catalogue)) == {*tables(catalogue), "words"}


def test_every_list_of_words_travels_in_the_tables(catalogue: Catalogue) -> None:
    """Every list of words that tells placeholders is one of the tables, and none is written twice."""
    assert set(portable(catalogue)["words"]) == {name.lower() for name in vars(lexicon) if name.isupper()}


def test_the_module_is_small_and_needs_nothing(module: str) -> None:
    """It imports nothing, reaches Node through `globalThis` alone, and is small enough for a page."""
    assert len(gzip.compress(module.encode())) < MOST_BYTES_COMPRESSED
    assert not re.search(r"^\s*import |require\(|(?<!globalThis\.)\bprocess\b[.?]", module, re.MULTILINE)
    assert "\t" not in "".join(path.read_text(encoding="utf-8") for path in RUNTIME.glob("*.mjs"))


@pytest.fixture(scope="module")
def program(module: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the program."""
    path = tmp_path_factory.mktemp("program") / "validation.mjs"
    path.write_text(module, encoding="utf-8")
    return path


def run(command: list[str], *arguments: str, **environ: str) -> tuple[int, str, str]:
    """Run a program in an environment of nothing but PATH and `environ`."""
    done = subprocess.run(
        [*command, *arguments],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environ},
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("output_format", ["text", "json", "github"])
def test_the_program_reports_as_the_python_one(program: Path, tmp_path: Path, output_format: str) -> None:
    """Exit code and report are the same, byte for byte, for environments and for env files."""
    ours = [sys.executable, "-I", "-S", str(ROOT / "config_schema" / "validation.py"), "--format", output_format]
    theirs = [needs("node"), "--", str(program), f"--format={output_format}"]
    (tmp_path / "key").write_text(f"{GOOD}\n")
    (tmp_path / "a,b:c%d.env").write_text("PORT=0\nexport RUST_LOG=warn # é\nÉ=1\nJWT_SECRET=changeme", "utf-8")
    (tmp_path / "good.env").write_text(f"JWT_SECRET_FILE={tmp_path}/key\n")
    file = str(tmp_path / "a,b:c%d.env")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "JWT_SECRET").write_text(GOOD)
    of_the_folder: list[tuple[list[str], dict[str, str]]] = [
        ([], {"APP_PROFILE": "staging"}),
        (["--env-file", file, "--profile", "staging"], {}),
        ([], {"JWT_SECRET": GOOD}),
        ([], {"JWT_SECRET_FILE": f"{tmp_path}/secrets/JWT_SECRET"}),
        ([], {"JWT_SECRET_FILE": f"{tmp_path}/key"}),
        ([], {"CREDENTIALS_DIRECTORY": f"{tmp_path}/secrets"}),
        ([], {"CREDENTIALS_DIRECTORY": str(tmp_path)}),
    ]
    runs: list[tuple[list[str], dict[str, str]]] = [
        ([], {}),
        ([], {"PORT": "0", "AUTH_ENABELD": "1", "JWT_SECRÉT": "x"}),
        (["--profile", "production"], {"JWT_SECRET": GOOD}),
        ([], {"APP_PROFILE": "staging", "JWT_SECRET_FILE": f"{tmp_path}/key"}),
        ([], {"APP_PROFILE": "staging", "JWT_SECRET_FILE": f"{tmp_path}"}),
        ([], {"APP_PROFILE": "staging", "CREDENTIALS_DIRECTORY": f"{tmp_path}/gone"}),
        *((["--secrets-dir", str(tmp_path / "secrets"), *more], environ) for more, environ in of_the_folder),
        (["--secrets-dir", str(tmp_path / "gone")], {"APP_PROFILE": "staging"}),
        (["--env-file", file], {"PORT": "80"}),
        (["--env-file", file, "--profile", "staging"], {}),
        (["--env-file", str(tmp_path / "good.env"), "--profile=staging"], {}),
    ]
    for arguments, environ in runs:
        assert run(theirs, *arguments, **environ) == run(ours, *arguments, **environ), arguments


WRONG_USAGE = [
    (["--env-file", "gone.env"], "gone.env: cannot be read: no such file or directory"),
    (["--env-file", "."], ".: cannot be read: illegal operation on a directory"),
    (["--env-file", "binary"], "binary: cannot be read: it is not UTF-8 text"),
    (["--env-file"], "argument --env-file: expected one argument; see --help"),
    (["--profile", "--format"], "argument --profile: expected one argument; see --help"),
    (["--profile", "canary"], "there is no such profile; choose one of development, staging, production"),
    (["--format", "canary"], "argument --format: invalid choice; see --help"),
    (["JWT_SECRET=canary"], "unrecognized arguments; see --help"),
]


@pytest.mark.parametrize(("arguments", "complaint"), WRONG_USAGE)
def test_wrong_usage_is_one_line_in_node(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    """What cannot be used is one line on standard error that repeats no argument but a path, and exit code 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    assert run([needs("node"), "--", str(program)], *arguments) == (2, "", f"validation.mjs: {complaint}\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_is_read_to_its_end_in_node_and_given_up_without_a_writer(module: str, tmp_path: Path) -> None:
    """As in Python: its writer may take its time, and one that never comes is an error of one line."""
    impatient, pipe = tmp_path / "validation.mjs", tmp_path / "pipe"
    impatient.write_text(module.replace("WAITS_FOR_A_WRITER = 500", "WAITS_FOR_A_WRITER = 2"), encoding="utf-8")
    os.mkfifo(pipe)
    asked = [needs("node"), "--", str(impatient), "--env-file", str(pipe)]
    assert run(asked) == (2, "", f"validation.mjs: {pipe}: cannot be read: nothing writes into this pipe\n")
    impatient.write_text(module, encoding="utf-8")
    writer = Thread(target=pipe.write_text, args=("PORT=0\n",))
    writer.start()
    code, shown, _ = run(asked)
    writer.join()
    assert (code, "`PORT`" in shown) == (1, True)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="there are no numbered files here")
def test_what_a_shell_hands_over_is_read_at_once_in_node(program: Path) -> None:
    """A pipe whose writer has ended already is an empty file, as `--env-file <(true)` is."""
    reading, writing = os.pipe()
    os.close(writing)
    command = [needs("node"), "--", str(program), "--env-file", f"/dev/fd/{reading}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, pass_fds=[reading], text=True, timeout=9)
    finally:
        os.close(reading)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_is_given_in_node(program: Path) -> None:
    """The help is a sentence, the options, and an example."""
    code, shown, _ = run([needs("node"), str(program)], "--help")
    assert code == 0
    assert "Check the environment of Estuary" in shown
    assert shown.endswith("Example: node -- validation.mjs --env-file .env --profile production\n")


def test_no_line_of_a_judged_file_is_run_by_node(program: Path, tmp_path: Path) -> None:
    """Started as the help says, with `--`, Node does not take `--env-file` for its own and obey the file."""
    (tmp_path / "loud.cjs").write_text('console.log("loud");\n')
    (tmp_path / "env").write_text(f"NODE_OPTIONS=--require={tmp_path}/loud.cjs\n")
    done = run([needs("node"), "--", str(program)], "--env-file", str(tmp_path / "env"))
    assert done == (0, "", "")


def test_a_service_can_import_it(program: Path, tmp_path: Path) -> None:
    """Imported by a service, the module judges and starts no program; the program may be reached by a link."""
    service = tmp_path / "service.mjs"
    service.write_text(
        f"import {{ check }} from {json.dumps(program.as_uri())};\n"
        "console.log(check(process.env).map((problem) => problem.rule).join());\n"
    )
    (tmp_path / "key").write_text("sh0rt!")
    files = {"APP_PROFILE": "staging", "JWT_SECRET_FILE": str(tmp_path / "key")}
    assert run([needs("node"), str(service)], PORT="0")[:2] == (0, "out-of-range\n")
    assert run([needs("node"), str(service)], **files)[:2] == (0, "too-short\n")
    (tmp_path / "link.mjs").symlink_to(program)
    assert run([needs("node"), str(tmp_path / "link.mjs")], PORT="0")[0] == 1


def test_nobody_need_read_the_report_of_node(program: Path) -> None:
    """A reader that goes away early is no reason for a trace."""
    done = subprocess.run(
        ["sh", "-c", f"{needs('node')} {program} --profile production | true"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr == ""


def test_no_value_shows_in_javascript(catalogue: Catalogue, judge: Judge, browser: Judge) -> None:
    """No problem and no error holds a piece of a value, whatever the environment, the file or the profile."""
    for environ, secrets in leaks.environments(catalogue):
        for asked in (judge, browser):
            leaks.assert_hidden(json.dumps(asked.reply("check", environ)), secrets)
    names = [variable.name for variable in catalogue.variables]
    for template in leaks.ENV_FILES:
        secrets = [leaks.canary("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in names]
        text = "".join(template.format(name=name, secret=secret) for name, secret in zip(names, secrets, strict=True))
        reply = judge.reply("checkEnvFile", text)
        assert reply["error"] is None
        leaks.assert_hidden(json.dumps(reply), secrets)
    secret = leaks.canary()
    leaks.assert_hidden(json.dumps(judge.reply("check", {"JWT_SECRET": secret}, secret)), [secret])
    for wrong in (1, None, {"a": secret}, [secret]):
        leaks.assert_hidden(json.dumps(judge.reply("check", {"JWT_SECRET": wrong, "PORT": secret})), [secret])


def test_no_report_of_node_shows_a_value(catalogue: Catalogue, program: Path, tmp_path: Path) -> None:
    """However broken an env file is, the program shows no piece of it."""
    names = [variable.name for variable in catalogue.variables]
    for template in leaks.ENV_FILES:
        secrets = [leaks.canary("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in names]
        text = "".join(template.format(name=name, secret=secret) for name, secret in zip(names, secrets, strict=True))
        (tmp_path / "env").write_text(text)
        code, shown, complaint = run([needs("node"), "--", str(program)], "--env-file", str(tmp_path / "env"))
        assert code in (0, 1)
        leaks.assert_hidden(shown + complaint, secrets)


def test_the_vectors_tell_the_same_words(catalogue: Catalogue, judge: Judge, tmp_path: Path) -> None:
    """On every vector the messages and remedies are those of the Python validator, and so are the verdicts."""
    ours = validator(catalogue)
    for vector in VECTORS:
        problems = vector.judged_by(ours, tmp_path)
        assert told(problems) == vector.expected
        assert judged(vector, judge, tmp_path) == [problem.facts() for problem in problems], vector.name
        for path in tmp_path.iterdir():
            path.unlink()
