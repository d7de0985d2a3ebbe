"""Kinds of stores: those that are built in, one that another package adds, and one that does not exist."""

from pathlib import Path
from textwrap import dedent

import pytest

from estuary_docs.renderers.writing.entry_names import LAYOUTS
from estuary_docs.stores.registry import KINDS
from tests.stores.test_drift import project, run

CUPBOARD = """
    from datetime import UTC, datetime

    from estuary_docs.renderers.writing.entry_names import Layout
    from estuary_docs.renderers.writing.platform_names import Platform
    from estuary_docs.stores.store import Entry
    import re

    class Kind:
        layout = Layout(Platform("the cupboard", re.compile("[A-Z/_-]+")), "SHELF/{NAME}", "/")
        silence = ""

        def __init__(self, name, entries):
            pass

        @staticmethod
        def policy(entries, *, rotates):
            return f"the key of {entries.container}\\n"

        def entries(self):
            yield Entry("SIGN_KEY", datetime.now(UTC))
            yield Entry("PAY_TOKN", datetime.now(UTC))

        def dated(self, entry):
            return entry
"""


@pytest.fixture
def cupboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a package that adds a kind of store; return the folder of a project that uses it."""
    packages = tmp_path / "packages"
    facts = packages / "cupboard-1.0.dist-info"
    facts.mkdir(parents=True)
    (packages / "cupboard_of_a_test.py").write_text(dedent(CUPBOARD))
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: cupboard\nVersion: 1.0\n")
    kinds = "cupboard = cupboard_of_a_test:Kind\nvault = cupboard_of_a_test:Kind\n"
    kinds += "bare = pathlib:Path\ngone = cupboard_of_a_test:Nothing\n"
    (facts / "entry_points.txt").write_text(f"[estuary_docs.stores]\n{kinds}")
    monkeypatch.syspath_prepend(packages)
    monkeypatch.chdir(tmp_path)
    project(tmp_path, 'production = "cupboard:TOP/{NAME}"')
    return tmp_path


def test_a_kind_that_another_package_adds_is_like_one_of_ours(cupboard: Path) -> None:
    """Its names, its entries and its policy are used, and nothing of it stays in this program."""
    assert cupboard
    before = dict(LAYOUTS)
    told = run("drift --store production")
    assert told.exit_code == 1
    assert "the store production has no entry PAY_TOKEN" in told.stdout
    assert "The store production has the entry PAY_TOKN" in told.stdout
    assert run("show env --profile production").exit_code == 0
    assert "the key of TOP" in run("show store-policy --store production").stdout
    assert "the key of SHELF" in run("show store-policy --store cupboard").stdout
    assert before == LAYOUTS


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [("bare", "has no Layout as `layout`"), ("gone", "cannot be loaded from cupboard_of_a_test:Nothing")],
)
def test_a_kind_that_is_no_store_is_one_line(cupboard: Path, kind: str, complaint: str) -> None:
    """The error names the kind, and what is missing."""
    project(cupboard, f'production = "{kind}:TOP/{{NAME}}"')
    told = run("drift --store production")
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert f"the store of the kind {kind}: {complaint}" in told.stderr


def test_every_kind_that_is_built_in_has_a_layout() -> None:
    """A module without a layout could not be named in the settings."""
    assert KINDS.keys() == LAYOUTS.keys()


@pytest.mark.parametrize("line", ["generate", "check", "show env", "drift --store other", "rotate --due --store other"])
@pytest.mark.parametrize(
    ("kind", "help_"),
    [("aws-secretmanager", "; did you mean aws-secretsmanager?"), ("cellar", "; choose one of aws-secretsmanager, ")],
)
def test_a_misspelled_kind_is_never_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, kind: str, help_: str
) -> None:
    """Whatever the command does with stores, the error of one line names the setting, and a kind that is similar."""
    monkeypatch.chdir(tmp_path)
    project(tmp_path, f'other = "folder:/a/{{NAME}}"\nproduction = "{kind}:a/{{NAME}}"')
    told = run(line)
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert f"[tool.estuary-docs.stores] production is of no kind that is known: {kind}{help_}" in told.stderr
