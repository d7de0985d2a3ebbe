"""What is missing, full, closed or no file at all ends a command with one line and exit code 2, never with success."""

import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from estuary_docs.cli.program import main
from estuary_docs.schemas import loading
from tests.cli.test_errors import needs_devices, shell
from tests.conftest import ROOT, forget

PYPROJECT = ROOT / "pyproject.toml"
CODE = "import os\nos.environ['A_B']\n"
FOREIGN = "from pydantic_settings import BaseSettings\n\n\nclass S(BaseSettings):\n    a: int = {}1\n"
WITHOUT = """
import sys
sys.modules[{module!r}] = None
from estuary_docs.cli.program import main
main(prog_name="tool")
"""


@pytest.mark.parametrize(
    ("arguments", "module", "extra"),
    [
        ("drift", "tree_sitter", "drift"),
        ("inventory", "tree_sitter", "drift"),
        ("adopt", "tree_sitter", "drift"),
        ("drift", "tree_sitter_python", "drift"),
        ("drift --baseline known.json --update-baseline", "tree_sitter", "drift"),
        ("check --schema foreign:S", "pydantic_settings", "settings"),
        ("show env --schema foreign:S", "pydantic_settings", "settings"),
        ("init --yes --schema foreign:S", "pydantic_settings", "settings"),
    ],
)
def test_a_missing_part_is_named_with_the_command_that_installs_it(
    tmp_path: Path, arguments: str, module: str, extra: str
) -> None:
    """Nothing is reported, written or cached without it."""
    (tmp_path / "a.py").write_text(CODE)
    (tmp_path / "foreign.py").write_text(FOREIGN.format(""))
    before = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(module=module), *shlex.split(arguments)],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")},
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert f"{module} is not installed; run: " in done.stderr
    assert f"[{extra}]" in done.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("body", ["    a: int = 1\n", "    a: int\n\n\nsettings = S()\n"])
def test_a_part_that_is_too_old_is_named_with_the_release_that_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """It is what pyproject.toml asks for; also where the module builds its settings when it is imported."""
    (tmp_path / "aged.py").write_text(f"from pydantic_settings import BaseSettings\n\n\nclass S(BaseSettings):\n{body}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loading, "version", lambda _name: "2.9.14")
    done = CliRunner().invoke(main, ["show", "env-example", "--schema", "aged:S"])
    forget(tmp_path, "aged")
    (declared,) = tomllib.loads(PYPROJECT.read_text())["project"]["optional-dependencies"]["settings"]
    oldest = declared.partition(">=")[2]
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert f"pydantic-settings 2.9.14 is too old, {oldest} or newer is needed; run: pip install" in done.stderr


@needs_devices
@pytest.mark.parametrize("line", ["check", "adopt", "init --yes", "drift --baseline b --update-baseline", "generate"])
@pytest.mark.parametrize("end", ["> /dev/full", ">&-"])
def test_a_command_that_cannot_say_what_it_did_fails(tmp_path: Path, line: str, end: str) -> None:
    """A full or a closed standard output is one line and exit 2, also where a file was written."""
    (tmp_path / "a.py").write_text(CODE)
    (tmp_path / "foreign.py").write_text(FOREIGN.format(""))
    if line in ("check", "generate"):
        table = '[tool.estuary-docs]\nschema = "foreign:S"\n[tool.estuary-docs.artefacts]\n"e" = "env-example"\n'
        (tmp_path / "pyproject.toml").write_text(table)
    if line == "adopt":
        (tmp_path / "foreign.py").unlink()
    done = shell(f"cd {shlex.quote(str(tmp_path))} && estuary-docs {line} {end}")
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (2, 1, False), done


@needs_devices
@pytest.mark.parametrize("options", ["--output -", "--check", ""])
def test_an_example_that_cannot_be_printed_is_no_success(project: Path, options: str) -> None:
    """`generate-env-example` ends as the other commands do."""
    assert project.is_dir()
    program = "from estuary_docs.cli.generate_env_example import generate_env_example as g; g(prog_name='tool')"
    done = shell(f"{shlex.quote(sys.executable)} -c {shlex.quote(program)} {options} > /dev/full")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done


FIFOS = [
    ("pyproject.toml", "drift"),
    ("pyproject.toml", "inventory"),
    (".env.example", "check"),
    (".env.example", "generate"),
    ("mkdocs.yml", "init --yes"),
    ("declarations.py", "drift"),
    ("guides.py", "drift --with-schema"),
    ("config_schema/x.py", "adopt"),
    ("package.json", "adopt"),
    (".gitattributes", "drift"),
    ("docs/reference.md", "init --yes"),
    ("known.json", "drift --baseline known.json"),
]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no fifos here")
@pytest.mark.parametrize(("file", "command"), FIFOS)
def test_no_command_waits_for_a_fifo(project: Path, file: str, command: str) -> None:
    """What is in the place of a file, and is none, is passed over or refused at once."""
    if command == "adopt":
        (project / "toy.py").write_text(CODE)
        (project / "pyproject.toml").unlink()
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).unlink(missing_ok=True)
    os.mkfifo(project / file)
    done = shell(f"timeout 30 {shlex.quote(sys.executable)} -m estuary_docs {command}")
    assert done.returncode in (0, 1, 2), done
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("harm", ["dangling link", "fifo", "loop", "link out"])
def test_a_package_with_strange_files_is_added_to(tmp_path: Path, harm: str) -> None:
    """`adopt` copies the regular files of the schema's package, and nothing behind a link."""
    adopt = f"cd {shlex.quote(str(tmp_path))} && timeout 30 {shlex.quote(sys.executable)} -m estuary_docs adopt"
    (tmp_path / "a.py").write_text(CODE)
    assert shell(adopt).returncode == 0
    package = tmp_path / "config_schema"
    match harm:
        case "fifo":
            os.mkfifo(package / "x.py")
        case "loop":
            (package / "loop").symlink_to("..")
        case "link out":
            (package / "etc").symlink_to("/etc")
        case _:
            (package / "x.py").symlink_to("/nowhere")
    (tmp_path / "b.py").write_text(CODE.replace("A_B", "A_C"))
    done = shell(f"{adopt} --with-schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert "A_C" in (package / "__init__.py").read_text() or "c:" in (package / "__init__.py").read_text()


@pytest.mark.parametrize("command", ["adopt", "init --yes", "drift"])
def test_a_settings_class_that_python_cannot_parse_is_passed_over(tmp_path: Path, command: str) -> None:
    """20,000 signs before a number are too much for Python's parser, which costs that file."""
    (tmp_path / "a.py").write_text(CODE)
    (tmp_path / "deep.py").write_text(FOREIGN.format("-" * 20_000))
    done = shell(f"cd {shlex.quote(str(tmp_path))} && estuary-docs {command}")
    assert done.returncode == (2 if command.startswith("init") else done.returncode)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "generate"])
def test_a_name_with_a_nul_is_refused(project: Path, command: str) -> None:
    """No file can be called so."""
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace(".env.example", r"a\u0000b"))
    done = shell(f"estuary-docs {command}")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_without_a_temporary_folder_adopt_is_one_line(tmp_path: Path) -> None:
    """The draft is tried in a temporary folder; where there is none, nothing is written."""
    (tmp_path / "a.py").write_text(CODE)
    tmp_path.chmod(0o500)
    done = shell(f"cd {shlex.quote(str(tmp_path))} && TMPDIR=/nowhere estuary-docs adopt")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
