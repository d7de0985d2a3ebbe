"""Adopting a project: its first schema, and what is new since."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from estuary_docs.adoption.adopt import adopt
from estuary_docs.drift.mention import Mention
from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import targets, write
from estuary_docs.project.settings import Project, find_project
from tests.adoption.forms import form
from tests.adoption.test_drafts import said
from tests.conftest import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a project that has no schema."""
    folder = tmp_path / "order-service"
    folder.mkdir()
    paths = list(sys.path)
    yield folder
    sys.path[:] = paths
    for name in [name for name in sys.modules if name.partition(".")[0] in ("config_schema", "mine")]:
        del sys.modules[name]


MENTIONS = [
    said("DB_HOST", default="localhost"),
    said("DB_HOST", "documented", description="Where the database is."),
    said("DB_PASSWORD", required=True),
    said("PORT", form=form("integer:0:65535"), default="8080"),
    said("RUST_LOG", "documented", description="What is logged."),
    said("TZ", "documented"),
    said("NODE_ENV"),
    said("NODE_ENV", "documented"),
    said("HOME"),
]


def test_a_first_schema_is_read_by_everything_else(root: Path) -> None:
    """It is written with the project's table, and every artefact of the table can be generated."""
    found = adopt(find_project(root), MENTIONS)
    assert [target.shown for target in found.targets] == ["config_schema/__init__.py", "pyproject.toml"]
    write(found.targets)
    project = find_project(root)
    catalogue = project.catalogue(fresh=True)
    assert [variable.name for variable in catalogue.variables] == ["NODE_ENV", "PORT", "DB_HOST", "DB_PASSWORD"]
    assert [variable.name for variable in catalogue.external] == ["RUST_LOG", "TZ"]
    assert catalogue.external[0].description == "What is logged."
    assert catalogue.title == "Order service"
    assert {target.shown for target in targets(project, catalogue)} == {".env.example", "config_schema/validation.py"}


def test_what_the_code_reads_is_adopted_whatever_it_begins_with(root: Path) -> None:
    """A name that begins as those of git do is the service's own where its code reads it, as drift takes it."""
    found = adopt(find_project(root), [said("GIT_REPO_TOKEN"), said("PORT"), said("HOME")])
    assert sorted(each.name for each in found.guesses) == ["GIT_REPO_TOKEN", "PORT"]


def test_a_second_run_adds_what_is_new(root: Path) -> None:
    """Nothing is new at first; a new variable joins its section, and a comment that somebody wrote stays."""
    write(adopt(find_project(root), MENTIONS).targets)
    path = root / "config_schema/__init__.py"
    path.write_text(path.read_text(encoding="utf-8").replace("8080", "9090  # ours"), encoding="utf-8")
    again = adopt(find_project(root), MENTIONS)
    assert (again.guesses, again.targets) == ((), ())
    write(adopt(find_project(root), [*MENTIONS, said("DB_NAME", default="orders")]).targets)
    assert "9090  # ours" in path.read_text(encoding="utf-8")
    names = [variable.name for variable in find_project(root).catalogue(fresh=True).variables]
    assert names == ["NODE_ENV", "PORT", "DB_HOST", "DB_PASSWORD", "DB_NAME"]


def test_a_schema_in_a_module_of_its_own_is_added_to(root: Path) -> None:
    """The file of the module is found, also below `src`."""
    write(adopt(find_project(root), MENTIONS).targets)
    (root / "mine.py").write_bytes((root / "config_schema/__init__.py").read_bytes())
    project = Project(root, "mine:OrderServiceSettings")
    (target,) = adopt(project, [said("CACHE_URL")]).targets
    assert target.shown == "mine.py"


def adopted(root: Path, *mentions: Mention, schema: str | None = None) -> str:
    """Return the complaint of adopting."""
    with pytest.raises(ProjectError) as error:
        adopt(Project(root, schema), mentions)
    return str(error.value)


def test_a_project_that_reads_nothing_is_told_so(root: Path) -> None:
    """There is no empty schema."""
    assert adopted(root, said("HOME")) == f"{root}: has no environment variable that the inventory finds"


CLASSES = {
    "one": "from pydantic_settings import BaseSettings\n\nclass Mine(BaseSettings):\n    port: int = 1\n",
    "two": "from pydantic_settings import BaseSettings\n\nclass Mine(BaseSettings): 1\nclass Yours(BaseSettings): 2\n",
    "the engine's": "from estuary_docs.vocabulary import Settings\n\nclass Mine(Settings): ...\n",
}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CLASSES["one"], "app.config:Mine in app/config.py:3"),
        (CLASSES["two"], "app.config:Mine in app/config.py:3, app.config:Yours in app/config.py:4"),
        (CLASSES["the engine's"], "app.config:Mine in app/config.py:3"),
    ],
    ids=CLASSES,
)
def test_a_project_with_a_settings_class_has_a_schema_already(root: Path, text: str, told: str) -> None:
    """No second one is drafted beside it: the class, its place and the command that documents it are named."""
    (root / "app").mkdir()
    (root / "app/config.py").write_text(text, encoding="utf-8")
    message = f"{root}: has a schema already, {told}; run `estuary-docs init` to document it"
    assert adopted(root, said("A")) == message
    assert [path.name for path in root.iterdir()] == ["app"]


def test_a_class_of_pydantic_settings_is_added_to_by_hand(root: Path) -> None:
    """What the code reads besides is named, and nothing of the engine's is written into such a class."""
    (root / "mine.py").write_text(CLASSES["one"], encoding="utf-8")
    told = adopted(root, said("PORT"), said("A_NEW_ONE"), schema="mine:Mine")
    assert told == "mine:Mine: is declared with pydantic-settings; add what is new by hand: A_NEW_ONE"
    assert adopt(Project(root, "mine:Mine"), [said("PORT")]).targets == ()


def test_the_settings_are_called_what_the_project_calls_itself(root: Path) -> None:
    """A capital in that name stays where it is."""
    (root / "go.mod").write_text("module github.com/example/mailRelay/v2\n", encoding="utf-8")
    write(adopt(find_project(root), MENTIONS).targets)
    assert find_project(root).schema == "config_schema:MailRelaySettings"


@pytest.mark.parametrize(("gap", "description"), [(1, "Where it listens."), (10**6, "No description yet.")])
def test_the_comments_of_a_project_describe_its_variables(root: Path, gap: int, description: str) -> None:
    """Nobody comments at the end of a line of many pages."""
    (root / "main.py").write_text(f'PORT = env("PORT"){" " * gap}# Where it listens.\n', encoding="utf-8")
    (found,) = adopt(find_project(root), [Mention("PORT", "main.py", 1, "read")]).guesses
    assert found.description == description


def test_a_package_in_the_way_stays(root: Path) -> None:
    """A module of the schema's name that the project has already is not written over."""
    (root / "config_schema").mkdir()
    (root / "config_schema/__init__.py").write_text("", encoding="utf-8")
    assert "is there already" in adopted(root, said("A"))


def test_a_schema_from_elsewhere_is_not_added_to(root: Path) -> None:
    """An installed schema is nobody's to edit here."""
    found = adopted(root, said("A_NEW_ONE"), schema="a_package_of_nobody:Settings")
    assert "there is no module" in found
    sys.path.insert(0, str(ROOT))
    assert "is not declared below the project's root" in adopted(
        root, said("A_NEW_ONE"), schema="config_schema:EstuarySettings"
    )


def test_what_would_not_load_is_not_written(root: Path) -> None:
    """The new schema is read from a copy of its package first; one that needs more than that stays as it was."""
    write(adopt(find_project(root), MENTIONS).targets)
    (root / "data.txt").write_text("", encoding="utf-8")
    path = root / "config_schema/__init__.py"
    more = '\n__import__("pathlib").Path(__file__).parent.parent.joinpath("data.txt").read_text(encoding="utf-8")\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert "config_schema/__init__.py: would not load with what was found" in adopted(
        root, said("NEW"), schema="config_schema:OrderServiceSettings"
    )


def test_what_would_be_lost_is_named(root: Path) -> None:
    """A variable that the new source would not declare is an error, never dropped in silence."""
    write(adopt(find_project(root), MENTIONS).targets)
    path = root / "config_schema/__init__.py"
    text = path.read_text(encoding="utf-8")
    other = 'class Other(Settings):\n    """Another."""\n\n    db: Db\n\n\nOrderServiceSettings = Other\n'
    path.write_text(f"{text}\n\n{other}", encoding="utf-8")
    assert adopted(root, said("NEW"), schema="config_schema:OrderServiceSettings") == (
        "config_schema/__init__.py: cannot be added to: NEW would not be in the schema"
    )


def test_a_section_that_the_settings_hold_under_another_class_stays(root: Path) -> None:
    """A new section never takes the name of a field that is there."""
    write(adopt(find_project(root), MENTIONS).targets)
    path = root / "config_schema/__init__.py"
    path.write_text(path.read_text(encoding="utf-8").replace("db: Db", "cache: Db"), encoding="utf-8")
    write(adopt(find_project(root), [*MENTIONS, said("CACHE_A"), said("CACHE_B")]).targets)
    names = {variable.name for variable in find_project(root).catalogue(fresh=True).variables}
    assert names >= {"DB_HOST", "CACHE_A", "CACHE_B"}


@pytest.mark.parametrize("link", ["pyproject.toml", "config_schema"])
@pytest.mark.parametrize("place", ["../outside", "inside"])
def test_adopt_writes_through_no_link(root: Path, link: str, place: str) -> None:
    """A file or a folder that is a link is named, and what it leads to stays as it is."""
    target = root / place
    if link == "config_schema":
        target.mkdir()
    else:
        target.write_text("", encoding="utf-8")
    (root / link).symlink_to(place)
    with pytest.raises(ProjectError, match="is a link"):
        write(adopt(find_project(root), MENTIONS).targets)
    assert not target.is_file() or target.read_bytes() == b""
    assert not target.is_dir() or not list(target.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no fifo")
@pytest.mark.parametrize("name", ["package.json", "Cargo.toml", "go.mod", "settings.py", "config_schema/x.py"])
@pytest.mark.parametrize("kind", ["fifo", "endless", "loop", "nowhere"])
def test_adopt_waits_for_no_file(root: Path, name: str, kind: str) -> None:
    """What is no regular file is passed over, wherever a regular one would be read."""
    (root / name).parent.mkdir(exist_ok=True)
    if kind == "fifo":
        os.mkfifo(root / name)
    else:
        (root / name).symlink_to({"endless": "/dev/zero", "loop": Path(name).name, "nowhere": "gone"}[kind])
    assert [target.shown for target in adopt(find_project(root), MENTIONS).targets] == [
        "config_schema/__init__.py",
        "pyproject.toml",
    ]
