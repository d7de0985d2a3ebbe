"""The corrections that the page offers: only what is certain, and nothing else of the file."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.renderers.writing.dotenv import assignment
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.validation.tables import validator
from tests.conftest import ROOT, needs
from tests.runtimes.test_env_file import SAMPLES
from tests.runtimes.test_javascript import GOOD, THOROUGH, lines_of_env_files
from tests.vectors import OF_ENV_FILES

DRIVER = ROOT / "tests" / "readers" / "correct.mjs"
SCRIPT = ROOT / "estuary_docs" / "site" / "assets" / "corrections.js"
Answer = dict[str, Any]
Correct = Callable[[str], Answer]
RENAMED = '''
port: Annotated[int, Field(ge=1, le=65535), renamed_from("LISTEN_PORT", "SERVER_PORT")] = 3000
"""TCP port."""
'''


@contextmanager
def correcting(catalogue: Catalogue, folder: Path) -> Iterator[Correct]:
    """Start a process of Node that corrects one text after the other with the site's scripts."""
    (folder / "validation.js").write_text(render(catalogue, "validation-js"), encoding="utf-8")
    command = [needs("node"), str(DRIVER), str(folder / "validation.js"), str(SCRIPT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout

        def correct(text: str) -> Answer:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{json.dumps(text)}\n")
            process.stdin.flush()
            answer: Answer = json.loads(process.stdout.readline())
            return answer

        yield correct
        process.stdin.close()


@pytest.fixture(scope="module")
def correct(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Correct]:
    """Return what corrects the env files of Estuary."""
    with correcting(catalogue, tmp_path_factory.mktemp("corrections")) as started:
        yield started


def is_part_of(lines: list[str], others: list[str]) -> bool:
    """Say whether lines are among others, in the same order."""
    rest = iter(others)
    return all(line in rest for line in lines)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("A=b c\n", "A='b c'\n"),
        ("A=b#c\n", "A='b#c'\n"),
        ("A=~/b\n", "A='~/b'\n"),
        ("A=b;c\n", "A='b;c'\n"),
        ('A="b\\"c"\n', "A='b\"c'\n"),
        ('A="it`s"\n', "A='it`s'\n"),
        ('A="it\'s \\""\n', 'A="it\'s \\""\n'),
        ("export A=b\n", "A=b\n"),
        ("  export\tA = 'b c' \n", "A='b c'\n"),
        ("A=b # note\n", "# note\nA=b\n"),
        ("A='b # c' # don't\n", "# don't\nA='b # c'\n"),
        ("A=b c # note\n", "# note\nA='b c'\n"),
        ("; note\n", "# note\n"),
        ("  ; note\n", "# note\n"),
        (" \t\n", "\n"),
        ("A=b", "A=b\n"),
        ("A=b ", "A=b\n"),
        ("\ufeffA=b\n", "A=b\n"),
        ("# c\r\nA=b c\r\n", "# c\nA='b c'\n"),
        ("A=b\nC=d\nA=e # note\n", "A=b\nC=d\n# note\n"),
        ("A=b\nA='c d'\n A=e\n", "A=b\n"),
    ],
)
def test_what_is_certain_is_corrected(correct: Correct, text: str, corrected: str) -> None:
    """Quotes, layout, comments, ends and second assignments are put right as the portable subset wants them."""
    answer = correct(text)
    assert answer["text"] == corrected
    assert bool(answer["corrections"]) == (text != corrected)


@pytest.mark.parametrize(
    "text",
    [
        "A=b$HOME\n",
        "A=b $HOME\n",
        "A=it's\n",
        "A=it's so\n",
        "A=#b\n",
        "A=b #c\n",
        "A=b;c #d\n",
        'A="b$c"\n',
        'A="b\\tc"\n',
        "A='b' c\n",
        "A='b\\'\n",
        "A='b\nc'\n",
        "A='${b}'\n",
        "A='b\nB=c d\n",
        "MY-A=b c\n",
        "my.a=b\n",
        "export A\n",
        "# note\\\n",
        "A=b # note\\\n",
        "A=b\r\rC=d e\r\n",
        "A=#b\nA=c\n",
        "A=\nA=c\n",
        "A='b\nc'\nA='d\ne'\n",
        f"A={'b ' * 32766}b\n",
    ],
)
def test_what_may_mean_two_things_is_left_alone(correct: Correct, text: str) -> None:
    """Expansions, odd quotes, bad names and values of several lines are for the author to decide."""
    assert (correct(text)["text"], correct(text)["corrections"]) == (text, [])


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("LISTEN_PORT=3001\n", "PORT=3001\n"),
        ("# LISTEN_PORT\nexport LISTEN_PORT = 3001 # LISTEN_PORT\n", "# LISTEN_PORT\n# LISTEN_PORT\nPORT=3001\n"),
        ("export LISTEN_PORT='a\nb'\n", "export PORT='a\nb'\n"),
        ("LISTEN_PORT=1\nLISTEN_PORT=2\n", "PORT=1\n"),
        ("LISTEN_PORT=1\nSERVER_PORT=2\n", "LISTEN_PORT=1\nSERVER_PORT=2\n"),
        ("LISTEN_PORT=1\nPORT=\n", "LISTEN_PORT=1\nPORT=\n"),
        ("LISTEN_PORT=\n", "LISTEN_PORT=\n"),
    ],
)
def test_an_old_name_gives_way_to_the_new(
    schema: Callable[[str], Catalogue], tmp_path: Path, text: str, corrected: str
) -> None:
    """A renamed variable gets its new name, unless the file says twice what it is."""
    with correcting(schema(RENAMED), tmp_path) as correct:
        answer = correct(text)
        assert answer["text"] == corrected
        before, after = (
            len([1 for each in found["judged"]["problems"] if each["rule"] == "renamed"])
            for found in (answer, correct(corrected))
        )
        assert after == (before if text == corrected else 0)


def test_the_words_name_lines_and_no_values(correct: Correct) -> None:
    """Each correction says in which line of the file given something was done, in the order of the lines."""
    text = "PORT=1\n\nexport JWT_SECRET = hidden value\nPORT=2"
    assert correct(text)["corrections"] == [
        [3, "remove `export`"],
        [3, "remove the white space around `=`"],
        [3, "put the value in quotes"],
        [4, "end the last line"],
        [4, "remove the line: an earlier one sets the same variable"],
    ]


def test_quotes_are_those_of_the_example_files(correct: Correct) -> None:
    """A value that is put in quotes is written as the generated env files write it."""
    for value in ("a b", "a#b", "~/a", "(a)", "a&b|c", "a b é"):
        written = assignment("NAME", value)
        assert written
        assert correct(f"NAME={value}\n")["text"] == f"{written.line}\n"


def assert_sound(correct: Correct, text: str) -> None:
    """Hold a correction against the reader: fewer traps, the same values, and every other line as it was."""
    answer = correct(text)
    corrected, corrections = answer["text"], answer["corrections"]
    assert correct(corrected)["text"] == corrected
    assert correct(corrected)["corrections"] == []
    old, new = EnvFile(text), EnvFile(corrected)
    assert new.values == old.values
    before, after = (Counter(trap for _, _, trap in file.traps) for file in (old, new))
    assert after <= before
    assert after.total() <= before.total() - (len(corrections) > 0)
    ended = text if text.endswith("\n") else f"{text}\n"
    unmarked = ended.removeprefix("" if corrected.startswith("\ufeff") else "\ufeff")
    lines = (unmarked if "\r" in corrected else unmarked.replace("\r\n", "\n")).split("\n")
    touched = {line for line, _ in corrections}
    rest = [line for number, line in enumerate(lines, 1) if number not in touched]
    assert is_part_of(rest, f"{corrected}\n".split("\n"))
    assert all(line in corrected for line in lines if line.startswith("#"))
    if not corrections:
        assert corrected == text


@pytest.mark.parametrize(
    "text", [*SAMPLES.values(), *(v.facts["file"] for v in OF_ENV_FILES)], ids=lambda text: repr(text)[:30]
)
def test_each_trap_is_corrected_soundly(correct: Correct, text: Any) -> None:
    """The files that show the traps, and those of the vectors, lose none of their values."""
    if isinstance(text, str):
        assert_sound(correct, text)


@pytest.mark.slow
def test_any_correction_is_sound(catalogue: Catalogue, correct: Correct) -> None:
    """Whatever the file: it reads the same, has fewer problems and no new ones, and a second time nothing changes."""

    @THOROUGH
    @given(lines_of_env_files(catalogue))
    def sound(text: str) -> None:
        assert_sound(correct, text)

    sound()


def test_the_script_judges_as_the_module_does(catalogue: Catalogue, correct: Correct) -> None:
    """Without its comments the runtime says the same, word for word."""
    ours = validator(catalogue)
    for text in SAMPLES.values():
        verdict = ours.verdict_on(EnvFile(text), {})
        assert correct(text)["judged"]["problems"] == [problem.facts() for problem in verdict.problems]
    assert GOOD not in json.dumps(correct(f"JWT_SECRET='{GOOD}' x\n")["judged"])
