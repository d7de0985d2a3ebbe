"""Random input for the command line and for each reader, within its budget: nothing crashes, and nothing takes long."""

import os
import string
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, note, seed, settings
from hypothesis import strategies as st

from estuary_docs.cli.program import COMMANDS, main
from estuary_docs.drift import languages, places
from estuary_docs.drift.reading.budgets import Budget
from estuary_docs.drift.reading.facts import FileFacts, facts
from estuary_docs.drift.reading.workers import Workers
from estuary_docs.errors import ProjectError

EXAMPLES = int(os.environ.get("FUZZ", "500")) // 100
SEED = int(os.environ.get("FUZZ_SEED", "0"))
AGAIN = f"To run these trials again, set FUZZ_SEED={SEED} and FUZZ={100 * EXAMPLES}."
BUDGET = Budget(seconds=5)
# A file that each reader of a place takes for its own.
FILES = {
    "compose": "compose.yaml",
    "dockerfile": "Dockerfile",
    "ecs": "task.json",
    "example": ".env.example",
    "github_actions": ".github/workflows/a.yml",
    "gitlab_ci": ".gitlab-ci.yml",
    "hcl": "main.tf",
    "helm_values": "values.yaml",
    "html": "a.html",
    "kubernetes": "k.yaml",
    "makefile": "Makefile",
    "manual": "a.1",
    "markdown": "a.md",
    "node_config": "config/custom-environment-variables.json",
    "package_json": "package.json",
    "placeholders": "application.yml",
    "platforms": "app.json",
    "procfile": "Procfile",
    "systemd": "a.service",
    "toml_tables": "fly.toml",
}
SNIPPETS = st.sampled_from(
    [
        *("os.environ['A_B']", "process.env.A_B", 'std::env::var("A_B")', 'os.Getenv("A_B")', "${A_B:-x}", "$(A_B)"),
        *("A_B=1\n", "A_B: x\n", "- A_B=1\n", "`A_B`", "| A_B | x |\n", "environment:\n  ", "services:\n  a:\n    "),
        *(
            "env:\n",
            "ENV A=b \\\n",
            "[env]\n",
            "containers:\n",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            '"',
            "'",
            "\n",
            "  ",
            "#",
        ),
        *(
            "<<EOF\n",
            "<!--",
            "&a ",
            "*a ",
            "<<: *a\n",
            "!!binary ",
            "= a + a\n",
            "f'{",
            "lambda:",
            "if 1:\n",
            "\0",
            "\ufeff",
        ),
    ]
)
TEXTS = st.lists(st.one_of(SNIPPETS, st.text(max_size=5), SNIPPETS.map(lambda text: text * 300)), max_size=30).map(
    "".join
)
QUICKLY = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
Test = TypeVar("Test", bound=Callable[..., None])


def from_seed(number: int) -> Callable[[Test], Test]:
    """Return what makes the trials of a test those of a seed, whichever run it is."""
    return lambda test: seed(number)(QUICKLY(test))


@pytest.mark.parametrize(("other", "alike"), [(1, True), (2, False)])
def test_trials_are_those_of_their_seed(other: int, *, alike: bool) -> None:
    """A run that fails can be run again, and each night tries something else."""

    def drawn(number: int) -> list[int]:
        numbers: list[int] = []

        @from_seed(number)
        @given(st.integers())
        def draw(number: int) -> None:
            numbers.append(number)

        draw()
        return numbers

    assert (drawn(1) == drawn(other)) is alike


def test_every_reader_of_a_place_has_a_file_to_fuzz() -> None:
    """A place that is added is fuzzed."""
    assert set(FILES) == set(places.PLACES)
    assert all(import_module(f"{places.__name__}.{name}") for name in FILES)


@pytest.mark.parametrize("path", [*(f"a{suffix}" for suffix in languages.LANGUAGES), *FILES.values()])
@from_seed(SEED)
@given(text=TEXTS)
def test_agree_on_any_file_that_it_says_something_or_is_passed_over(tmp_path: Path, path: str, text: str) -> None:
    """A reader ends within its budget, whatever the file holds, and crashes on none."""
    note(AGAIN)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(text.encode("utf-8", "surrogatepass"))
    (told,) = Workers(BUDGET).outcomes(read_below(tmp_path), [path])
    assert isinstance(told, FileFacts | ProjectError), told


class read_below:  # noqa: N801 - a function that remembers a folder
    """Read files below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, path: str) -> FileFacts | ProjectError:
        """Return what a file says."""
        return facts(self.root, path)


WORDS = st.one_of(
    st.sampled_from(
        ["--schema", "--format", "--profile", "--strict", "--output", "--check", "--baseline", "-", "--", "."]
    ),
    st.text(alphabet=string.printable, max_size=8),
    st.text(max_size=8),
)


@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"validate"}))
@from_seed(SEED)
@given(arguments=st.lists(WORDS, max_size=4))
def test_agree_on_any_command_line_that_it_ends_with_a_line(project: Path, command: str, arguments: list[str]) -> None:
    """Whatever the arguments are, the exit code is 0, 1 or 2, and each error is one printable line."""
    note(AGAIN)
    assert project.is_dir()
    ended = CliRunner().invoke(main, [command, *arguments], prog_name="tool")
    assert ended.exit_code in (0, 1, 2)
    assert "internal error" not in ended.stderr
    assert all(line.isprintable() for line in ended.stderr.split("\n"))
