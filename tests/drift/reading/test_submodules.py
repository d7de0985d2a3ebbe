"""Folders of other repositories that a tree names and does not hold."""

from functools import partial
from pathlib import Path

import pytest

from estuary_docs.drift.findings.disagreements import Drift, drift
from estuary_docs.drift.mention import SUBMODULE, Undecided
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.reading.submodules import absent, submodules
from estuary_docs.drift.reports.text import as_text
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.third_party import reader_of

SERVICE = {
    "app/main.py": "import os\nos.environ['SHOP_PORT']\n",
    "README.md": "The environment variables `SHOP_PORT` and `SHOP_MODE`.\n",
}
STRICT = "services:\n  shop:\n    build: ./app\n    environment:\n      AUTH_STRICT_MODE: 'true'\n"


def listed(*folders: str) -> str:
    """Return a `.gitmodules` that names folders."""
    return "".join(f'[submodule "{folder}"]\n\tpath = {folder}\n\turl = ../{folder}.git\n' for folder in folders)


def concluded(root: Path, files: dict[str, str], *exclude: str) -> Drift:
    """Write a repository, and return its drift."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    asked = DriftSettings(exclude=exclude)
    return drift(inventory(root, asked), asked, partial(reader_of, packages=frozenset(), images=frozenset()))


@pytest.mark.parametrize(
    ("text", "path", "folders"),
    [
        (listed("lib", "a/b"), ".gitmodules", {"lib/", "a/b/"}),
        ('[submodule "x"]\n  path="a b"\n', ".gitmodules", {"a b/"}),
        (listed("lib"), "part/.gitmodules", {"part/lib/"}),
        (listed("../out", "/out", "a/../../out", "."), ".gitmodules", set()),
        (listed("lib"), "notes.txt", set()),
        ("\turl = x\n\tbranch = path\n", ".gitmodules", set()),
    ],
)
def test_a_list_of_submodules_names_folders_below_its_own(text: str, path: str, folders: set[str]) -> None:
    """Each ends with `/`; what leads out of the tree is no folder of it."""
    assert submodules(text, path) == folders


def test_a_submodule_is_absent_without_a_file_unless_its_code_is_not_read_anyway() -> None:
    """Vendored code is other people's, whether it is there or not."""
    places = absent({"lib/", "libs/", "vendor/x/"}, ["libs/a.py", "libs.py"])
    assert list(places) == [Undecided("lib/", 0, SUBMODULE)]


def test_a_submodule_that_is_there_is_not_said_to_be_empty() -> None:
    """Git lists no file of it, on the disk or not, so that all that is known is that none is read."""
    assert SUBMODULE == "is a git submodule, whose files are not read"


def test_coverage_is_open_where_a_submodule_is_absent(tmp_path: Path) -> None:
    """What nothing reads here may be read there, so it is likely at most, and the report names the folder."""
    [before] = concluded(tmp_path, SERVICE).findings
    after = concluded(tmp_path, {".gitmodules": listed("lib/core")})
    [finding] = after.findings
    assert (before.certainty, finding.certainty) == ("certain", "likely")
    assert as_text(after, lambda text, _colour: text).startswith(f"1 folder was not read:\n  lib/core/: {SUBMODULE}\n")
    assert [(language.title, language.closed) for language in after.coverage] == [
        ("Python", True),
        ("Submodules", False),
    ]


@pytest.mark.parametrize(
    ("folder", "certainty"),
    [("app/lib", "likely"), ("web/lib", "certain"), ("app/docs/theme", "certain"), ("app/vendor/x", "certain")],
)
def test_a_submodule_opens_the_programs_that_it_is_a_part_of(tmp_path: Path, folder: str, certainty: str) -> None:
    """A container that is built from a folder is understood whatever is missing beside it, or in its documents."""
    files = {**SERVICE, "README.md": "", "compose.yaml": STRICT, ".gitmodules": listed(folder)}
    [finding] = [each for each in concluded(tmp_path, files).findings if each.name == "AUTH_STRICT_MODE"]
    assert finding.certainty == certainty


def test_a_folder_that_the_settings_exclude_is_not_missed(tmp_path: Path) -> None:
    """Its files would not count either."""
    after = concluded(tmp_path, {**SERVICE, ".gitmodules": listed("lib")}, "lib/")
    assert not after.passed_over


def test_files_and_folders_that_were_not_read_are_counted_together() -> None:
    """The head of the report says what they are."""
    passed_over = (Undecided("a.py", 0, "is binary"), Undecided("lib/", 0, SUBMODULE))
    assert as_text(Drift((), passed_over=passed_over), lambda text, _colour: text).startswith(
        "2 files and folders were not read:\n"
    )
