"""From files to mentions: reading, keeping, and holding them together."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from estuary_docs.drift import languages
from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.reading import facts, inventory
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.reading.schemas import UNKNOWN
from estuary_docs.drift.reading.workers import Workers
from estuary_docs.drift.settings import Comment, DriftSettings, Ignore, comments, read_settings
from estuary_docs.errors import ProjectError, missing_extra

SETTINGS = DriftSettings()
LATER = time.time() + 3600  # when no file is still changing


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with a program, an example, documents and deployments that load files."""
    texts = {
        "app.py": 'import os\n\nPORT = os.environ.get("APP_PORT", "8080")\n# drift: ignore[never-read] known\n',
        "test_app.py": 'import os\n\nos.environ["APP_TEST"]\n',
        "computed.py": 'import os\n\nNAMES = ["APP_KEY"]\n\n\ndef read(names):\n'
        "    return [os.environ[name] for name in names]\n",
        ".env.example": "APP_PORT=1\n",
        "README.md": "The environment variable `APP_PORT` is the port.\n",
        "web.env": "APP_MODE=fast\n",
        "compose.yaml": "services:\n  web:\n    build: .\n    env_file: [web.env]\n  other:\n    build: .\n"
        "    env_file: [gone.env]\n",
        "Main.java": 'class Main { String x = System.getenv("APP_JAVA"); }\n',
        "nginx.conf": "proxy_pass ${APP_UPSTREAM};\n",
    }
    for path, text in texts.items():
        (tmp_path / path).write_text(text)
    return tmp_path


def roles(found: Inventory, name: str) -> list[tuple[str, str]]:
    """Return where and how a variable is named."""
    return [(each.file, each.role) for each in found.mentions if each.name == name]


def test_every_kind_of_file_takes_part(root: Path) -> None:
    """Source, examples, documents and loaded env files are read; templates leave the names that fill them in."""
    found = inventory.inventory(root, SETTINGS)
    assert roles(found, "APP_PORT") == [(".env.example", "example"), ("README.md", "documented"), ("app.py", "read")]
    assert ("web.env", "set") in roles(found, "APP_MODE")
    assert found.words == {"APP_UPSTREAM"}
    code = {each.path: (each.language, each.parsed, each.test, each.touches) for each in found.code}
    assert code["Main.java"] == ("java", True, False, (1,))
    assert code["app.py"] == ("python", True, False, (3,))
    assert code["test_app.py"] == ("python", True, True, (3,))
    assert found.open_units == {"compose:other"}
    assert found.comments == (Comment("app.py", 4, "never-read", "known"),)


def noting(folder: Path, path: str) -> facts.FileFacts | ProjectError:
    """Read a file, and note beside the folder that it was read."""
    with (folder.parent / "read").open("a") as file:
        file.write(f"{path}\n")
    return facts.facts(folder, path)


def test_a_second_run_reads_only_what_changed(tmp_path: Path) -> None:
    """Source that did not change is not read again, and the inventory is the same."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "app.py").write_text('import os\n\nPORT = os.environ.get("APP_PORT", "8080")\n')
    (root / "README.md").write_text("The environment variable `APP_PORT` is the port.\n")
    read = tmp_path / "read"
    first = inventory.inventory(root, SETTINGS, task=noting, now=LATER)
    assert read.read_text() == "README.md\napp.py\n"
    assert inventory.inventory(root, SETTINGS, task=noting, now=LATER) == first
    assert read.read_text() == "README.md\napp.py\nREADME.md\n"
    (root / "app.py").write_text("")
    assert roles(inventory.inventory(root, SETTINGS, task=noting), "APP_PORT") == [("README.md", "documented")]
    assert read.read_text().endswith("app.py\n")


def crashing(folder: Path, path: str) -> facts.FileFacts | ProjectError:
    """Read a file, but end the process at one."""
    if path == "computed.py":
        os.kill(os.getpid(), signal.SIGSEGV)
    return facts.facts(folder, path)


def test_a_file_that_was_passed_over_is_tried_again(root: Path) -> None:
    """What ended the reader of a file is said of that file alone, and no cache keeps it."""
    found = inventory.inventory(root, SETTINGS, task=crashing, now=LATER)
    assert found.undecided == (Undecided("computed.py", 0, "crashes its reader (SIGSEGV)"),)
    assert roles(found, "APP_PORT")
    assert inventory.inventory(root, SETTINGS, now=LATER).undecided != found.undecided


@pytest.mark.parametrize("workers", [Workers(processes=2), Workers(processes=2, start="spawn")])
def test_many_files_are_read_by_several_processes(root: Path, workers: Workers) -> None:
    """What several processes find is what one finds, and progress is told of every file."""
    alone = inventory.inventory(root, SETTINGS)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    assert inventory.inventory(root, SETTINGS, tell, workers=workers) == alone
    assert told[-1] == (9, 9)


def test_the_settings_say_which_files_count(root: Path) -> None:
    """Files outside of `paths`, or in `exclude`, are not looked at, neither are they told as undecided."""
    (root / "binary.py").write_bytes(b"\0")
    (root / "huge.md").write_text("x" * 2_000_000)
    assert {each.file for each in inventory.inventory(root, SETTINGS).undecided} == {
        *("binary.py", "huge.md", "computed.py")
    }
    found = inventory.inventory(
        root, DriftSettings(paths=("*.py", "README.md"), exclude=("test_*.py", "binary.py", "computed.py"))
    )
    assert {each.file for each in found.mentions} == {"app.py", "README.md"}
    assert found.undecided == ()


def missing(_folder: Path, _path: str) -> facts.FileFacts | ProjectError:
    """Find a parser missing."""
    return missing_extra("drift", "tree_sitter", "drift")


def test_a_parser_that_is_not_installed_ends_the_run(root: Path) -> None:
    """What is missing is told once, with the command that installs it, in place of an inventory with holes."""
    complaint = r"^drift: tree_sitter is not installed; run: pip install '\./estuary_docs-[^ ]+\[drift\]'$"
    with pytest.raises(ProjectError, match=complaint):
        inventory.inventory(root, SETTINGS, task=missing)


def deleting(folder: Path, path: str) -> facts.FileFacts | ProjectError:
    """Read a file, and delete two."""
    found = facts.facts(folder, path)
    if path in {"web.env", "computed.py"}:
        (folder / path).unlink()
    return found


def test_a_file_that_vanishes_is_told(root: Path) -> None:
    """A file that is gone when it is to be read a second time gives nothing."""
    found = inventory.inventory(root, SETTINGS, task=deleting)
    assert roles(found, "APP_MODE") == [("web.env", "example")]


MANIFESTS = {
    "package.json": (
        '{"name": "@acme/Shop", "dependencies": {"@sentry/node": "1"}, "devDependencies": {"nx": "1"}}',
        "shop",
        {"@sentry/node", "nx"},
    ),
    "Cargo.toml": ('[package]\nname = "shop"\n[dependencies]\nrocket = "1"\n', "shop", {"rocket"}),
    "pyproject.toml": (
        '[project]\nname = "shop"\ndependencies = ["celery>=5", "rq"]\n[dependency-groups]\ndev = ["tox"]\n',
        "shop",
        {"celery", "rq", "tox"},
    ),
    "go.mod": (
        "module example.com/acme/shop\n\nrequire (\n\tgithub.com/spf13/viper v1.2.3\n)\n",
        "shop",
        {"spf13", "viper"},
    ),
    "requirements-dev.txt": ("Django==5\n# none\nuwsgi\n", None, {"django", "uwsgi"}),
    "Gemfile": ("source 'x'\ngem 'puma', '1'\n", None, {"puma"}),
    "composer.json": ('{"require": {"mailersend/laravel-driver": "1"}}', None, {"mailersend/laravel-driver"}),
}


@pytest.mark.parametrize("file", MANIFESTS)
def test_a_manifest_names_its_program_and_its_packages(tmp_path: Path, file: str) -> None:
    """Each form of a manifest tells both in lower case, and makes a program of its folder."""
    text, program, packages = MANIFESTS[file]
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / file).write_text(text, encoding="utf-8")
    found = inventory.inventory(tmp_path, SETTINGS)
    assert found.packages == packages
    assert found.programs == ({program} if program else set())
    assert found.roots == ({"shop"} if program else set())


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"dependencies": [1], "name": 3}'])
def test_a_malformed_manifest_names_nothing(tmp_path: Path, text: str) -> None:
    """Whatever stands in a manifest, the inventory is taken."""
    (tmp_path / "package.json").write_text(text, encoding="utf-8")
    found = inventory.inventory(tmp_path, SETTINGS)
    assert (found.packages, found.programs) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("head", "through"),
    [
        ("from estuary_docs.schemas.own import MySettings", True),
        ("from shop.schema import MySettings", True),
        ("from .shop import MySettings", True),
        ("import shop.schema as schema", True),
        ("from shop.pages import MySettings", False),
        ("from wire.test import MySettings", False),
        ("# from estuary_docs.schemas.own import MySettings", False),
    ],
)
def test_a_program_that_reads_through_its_schema_reads_all_of_it(root: Path, head: str, *, through: bool) -> None:
    """`from_environ` says so in Python where the file, or a module that it imports, imports the engine."""
    files = {"shop/schema.py": "from estuary_docs.vocabulary import Settings\n", "shop/pages/views.py": "a = 1\n"}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    assert not inventory.inventory(root, SETTINGS).through_schema
    (root / "main.py").write_text(f"import os\n{head}\nsettings = MySettings.from_environ(os.environ)\n")
    told = inventory.inventory(root, SETTINGS)
    assert told.through_schema == ((("main.py", 3),) if through else ())
    assert [each.line for each in told.undecided if each.file == "main.py"] == ([] if through else [3])


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("from shop.config import MySettings", []),
        ("from shop import MySettings", []),
        ("from wire.test import MySettings", [3]),
        ("import wire", [3]),
    ],
)
def test_an_environment_is_handed_on_unless_the_method_is_imported(root: Path, head: str, lines: list[int]) -> None:
    """That another file of the repository declares a method of that name says nothing of one from elsewhere."""
    (root / "shop").mkdir()
    (root / "shop/config.py").write_text(
        "class MySettings:\n    @classmethod\n    def from_environ(cls, environ):\n        return environ['PORT']\n"
    )
    (root / "main.py").write_text(f"import os\n{head}\nsettings = MySettings.from_environ(os.environ)\n")
    undecided = inventory.inventory(root, SETTINGS).undecided
    assert [each.line for each in undecided if each.file == "main.py" and each.reason == UNKNOWN] == lines


@pytest.mark.parametrize("path", ["src/settings.rs", "settings/settings.go"])
def test_a_generated_module_reads_all_of_its_schema(root: Path, path: str) -> None:
    """What is generated to load typed settings says that every variable of the schema is read; other modules do not."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("// Settings.\n", encoding="utf-8")
    assert not inventory.inventory(root, SETTINGS).through_schema
    (root / path).write_text(
        "// Generated from toy by `estuary-docs generate`; edits here are lost.\n", encoding="utf-8"
    )
    assert inventory.inventory(root, SETTINGS).through_schema


@pytest.mark.parametrize(
    ("path", "text", "starts"),
    [
        ("Dockerfile", 'ENTRYPOINT ["python", "validation.py", "--", "server"]', True),
        ("compose.yaml", "command:\n  - python\n  - validation.pyc\n  - --\n  - server\n", True),
        ("entrypoint.sh", "exec estuary-docs validate --profile production -- ./server\n", True),
        ("check.sh", "python validation.py --env-file .env\n", False),
        ("README.md", "python validation.py -- ./server\n", False),
    ],
)
def test_a_service_may_be_started_through_a_validator(root: Path, path: str, text: str, *, starts: bool) -> None:
    """What stands behind `--` in a file that is no document is started with the secrets that files hold."""
    (root / path).write_text(text)
    assert inventory.inventory(root, SETTINGS).through_validator is starts


@pytest.mark.parametrize("suffix", languages.LANGUAGES)
def test_every_language_has_its_reader(tmp_path: Path, suffix: str) -> None:
    """Each suffix leads to a module that reads an empty file."""
    (tmp_path / f"a{suffix}").write_text("")
    found = facts.facts(tmp_path, f"a{suffix}")
    assert isinstance(found, facts.FileFacts)
    assert found.source is not None


def test_nothing_that_is_inspected_is_run(tmp_path: Path) -> None:
    """Files that would leave a trace if they were imported or run leave none."""
    for name in ("setup.py", "conftest.py", "config.py", "sitecustomize.py"):
        (tmp_path / name).write_text("open('trace', 'w').close()\n")
    (tmp_path / "run.sh").write_text("#!/bin/sh\ntouch trace\n")
    inventory.inventory(tmp_path, SETTINGS)
    assert not (tmp_path / "trace").exists()


def test_comments_are_read_in_every_language() -> None:
    """A comment says on its line which rule is ignored, and why; in prose it must be one that readers do not see."""
    text = (
        b"x\n# drift: ignore[never-read] one\n/* drift: ignore[refused-value] two */\n"
        b"<!-- drift: ignore[never-read] three -->\n"
    )
    told = [(each.line, each.rule, each.reason) for each in comments(text, "a.py")]
    assert told == [(2, "never-read", "one"), (3, "refused-value", "two"), (4, "never-read", "three")]
    assert [each.line for each in comments(text, "a.md")] == [4]
    assert list(comments(text, "a.json")) == []
    assert list(comments(b"a drift: ignore[never-read] without a mark", "a.py")) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            b"# drift: ignore[never-read]\n",
            "a.py:1: drift: ignore[never-read] has no reason; write it behind the bracket",
        ),
        (
            b"\n# drift: ignore[nothing] x\n",
            "a.py:2: nothing is no rule of drift; choose one of read-but-undocumented, ",
        ),
    ],
)
def test_a_comment_that_asks_for_nothing_is_an_error(tmp_path: Path, text: bytes, complaint: str) -> None:
    """A comment without a reason, or with an unknown rule, is told with its line."""
    (tmp_path / "a.py").write_bytes(text)
    with pytest.raises(ProjectError) as caught:
        inventory.inventory(tmp_path, SETTINGS)
    assert str(caught.value).startswith(complaint)


def test_settings_are_read_from_a_table() -> None:
    """Every key is taken, an ignore may leave out the name or the rule, and patterns begin at the top."""
    settings = read_settings(
        {
            "external": ["SENTRY_*"],
            "paths": ["src/**", "*.md"],
            "exclude": ["src/gen/"],
            "ignore": [{"name": "A", "reason": "x"}, {"rule": "never-read", "reason": "y"}],
        },
        "pyproject.toml",
    )
    assert settings.ignore == (Ignore("A", "", "x", 1), Ignore("*", "never-read", "y", 1))
    assert settings.is_external("SENTRY_DSN")
    assert not settings.is_external("DSN")
    counted = {path: settings.counts(path) for path in ("src/a.py", "src/gen/a.py", "a.md", "docs/a.md", "b.py")}
    assert counted == {"src/a.py": True, "src/gen/a.py": False, "a.md": True, "docs/a.md": False, "b.py": False}
    assert replace(settings, below="src").counts("a.py")
    assert DriftSettings(exclude=("**/x?.py",)).counts("x.py")
    assert not DriftSettings(exclude=("**/x?.py",)).counts("a/b/xy.py")


@pytest.mark.parametrize(
    ("pattern", "matched", "others"),
    [
        ("src", ["src", "src/a.py"], ["src2", "a/src"]),
        ("*.py", ["a.py", ".py", "a.py/b"], ["a/b.py", "a.pyc"]),
        ("a/*/c", ["a/b/c"], ["a/c", "a/b/b/c"]),
        ("**/c", ["c", "a/c", "a/b/c"], ["bc", "a/bc"]),
        ("a**c", ["ac", "a/b/c"], ["a/b/d"]),
        ("**a*b", ["a/ab", "xab"], ["a/b"]),
        ("?", ["a"], ["", "/", "ab"]),
        ("**a" * 40 + "b", ["a" * 250 + "b"], ["a" * 250]),
    ],
)
def test_a_pattern_of_the_settings_takes_no_time(pattern: str, matched: list[str], others: list[str]) -> None:
    """It begins at the top and takes in what is below, `**` crosses folders, and none keeps its reader busy."""
    settings = DriftSettings(exclude=(pattern,))
    assert [path for path in (*matched, *others) if not settings.counts(path)] == matched


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"ignored": []}, "has the unknown key ignored; known are external, ignore, paths, exclude"),
        ({"external": "A"}, "external must be a list of texts"),
        ({"paths": [""]}, "paths must be a list of texts"),
        ({"ignore": {}}, "ignore must be a list of tables such as {name"),
        ({"ignore": ["A"]}, "ignore must hold tables such as {name"),
        ({"ignore": [{"reason": "x"}]}, "ignore must hold tables such as {name"),
        ({"ignore": [{"name": 1, "reason": "x"}]}, "ignore must hold texts, as in {name"),
        ({"ignore": [{"name": "A"}]}, "ignore of A has no reason; say why it is meant to be so"),
        ({"ignore": [{"name": "A", "rule": "x", "reason": "y"}]}, "x is no rule of drift; choose one of "),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_one_line(table: dict[str, object], complaint: str) -> None:
    """Each mistake names the file, the table and what is wanted."""
    with pytest.raises(ProjectError) as caught:
        read_settings(table, "pyproject.toml")
    assert str(caught.value).startswith("pyproject.toml")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_inventory_is_in_the_order_of_files_and_lines(root: Path) -> None:
    """Two runs list the same mentions in the same order."""
    found = inventory.inventory(root, SETTINGS)
    assert list(found.mentions) == sorted(found.mentions, key=lambda each: (each.file, each.line))


def test_what_a_workflow_hands_on_may_be_read(tmp_path: Path) -> None:
    """A secret of the repository goes to an action under another name, so a document that lists it is right."""
    workflow = tmp_path / ".github" / "workflows" / "ship.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(
        "jobs:\n  ship:\n    steps:\n      - uses: a/b@v1\n        with: {x: '${{ secrets.APP_SHIP }}'}\n"
    )
    assert inventory.inventory(tmp_path, SETTINGS).words == {"APP_SHIP"}


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("a.py", 'import os\nPASSWORD = "{}"\nos.environ[PASSWORD]\n'),
        ("a.py", 'import os\nos.getenv("{}", "x")\n'),
        ("a.js", 'const apiKey = "{}";\nprocess.env[apiKey];\n'),
        ("a.go", 'package a\nimport "os"\nconst key = "{}"\nvar x = os.Getenv(key)\n'),
        ("a.rs", 'fn main() {{ let _ = std::env::var("{}"); }}\n'),
        (".env.example", "{}=1\n"),
        ("README.md", "The environment variable `{}` is the port.\n"),
    ],
)
@pytest.mark.parametrize("pieces", [("gh", "p_A1b2C3d4E5f6", "G7h8I9j0K1l2M3n4O5p6Q7r8"), ("Zx9Qp4L", "m7WHuTk2Rk")])
def test_a_secret_in_the_place_of_a_name_is_not_shown(
    tmp_path: Path, file: str, source: str, pieces: tuple[str, ...]
) -> None:
    """A slip such as `os.environ[PASSWORD]` names no variable; the place is listed, and the text is not."""
    secret = "".join(pieces)
    (tmp_path / file).write_text(source.format(secret), encoding="utf-8")
    found = inventory.inventory(tmp_path, SETTINGS)
    assert secret not in repr((found.mentions, found.undecided))
    assert file == "README.md" or [each.reason for each in found.undecided] == [inventory.NAMED_BY_A_VALUE]
