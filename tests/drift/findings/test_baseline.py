"""A baseline: an old project starts green, and only gets better."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli import program

BASELINE = "known.json"


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a service that has drifted: its code reads one variable that no document names."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "service"
    root.mkdir()
    (root / "app.py").write_text('import os\n\nHOST = os.environ["MOORING_HOST"]\n', encoding="utf-8")
    (root / "README.md").write_text("# Service\n\n| Variable | Default |\n| - | - |\n| `QUAY_SIZE` | 3 |\n")
    monkeypatch.chdir(root)
    return root


def drift(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(program.main, ["drift", *arguments], prog_name="estuary-docs")


def test_an_old_project_starts_green(service: Path) -> None:
    """What a baseline knows is not reported; the file says what, without a line or a value."""
    assert drift().exit_code == 1
    assert drift("--baseline", BASELINE, "--update-baseline").output == f"wrote {BASELINE}\n"
    assert drift("--baseline", BASELINE).exit_code == 0
    known = json.loads((service / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert known == [
        {"name": "MOORING_HOST", "rule": "read-but-undocumented", "files": ["app.py"]},
        {"name": "QUAY_SIZE", "rule": "never-read", "files": ["README.md"]},
    ]


def test_what_is_new_is_red(service: Path) -> None:
    """A further finding is reported, and so is a known one in a further file."""
    drift("--baseline", BASELINE, "--update-baseline")
    (service / "more.py").write_text('import os\n\nSHIP = os.environ["SHIP_NAME"]\n', encoding="utf-8")
    (service / "other.py").write_text('import os\n\nHOST = os.environ["MOORING_HOST"]\n', encoding="utf-8")
    report = json.loads(drift("--baseline", BASELINE, "--format", "json").output)["findings"]
    assert {each["name"] for each in report} == {"MOORING_HOST", "SHIP_NAME"}


def test_what_is_mended_leaves_the_baseline(service: Path) -> None:
    """An entry that nothing has any more is reported, so that the finding cannot come back unseen."""
    drift("--baseline", BASELINE, "--update-baseline")
    (service / "README.md").write_text("# Service\n", encoding="utf-8")
    (found,) = json.loads(drift("--baseline", BASELINE, "--format", "json").output)["findings"]
    assert (found["name"], found["rule"], found["places"]) == (
        "QUAY_SIZE",
        "unused-ignore",
        [{"file": BASELINE, "line": 1}],
    )


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"findings": [{}]}', "\udcff"])
def test_what_is_no_baseline_is_one_line(service: Path, text: str | None) -> None:
    """A file that is absent or malformed is named, with the way to write it."""
    if text is not None:
        (service / BASELINE).write_bytes(text.encode(errors="surrogateescape"))
    result = drift("--baseline", BASELINE)
    assert result.exit_code == 2
    assert result.output.startswith(f"estuary-docs drift: {BASELINE}: is ")
    assert result.output.endswith("write it with --update-baseline\n")


@pytest.mark.parametrize("text", ["PORT = 1\n", "{}", ""])
def test_an_update_writes_over_no_file_of_another_kind(service: Path, text: str) -> None:
    """A slip such as `--baseline settings.py` costs nobody a file."""
    (service / "settings.py").write_text(text, encoding="utf-8")
    result = drift("--baseline", "settings.py", "--update-baseline")
    assert (result.exit_code, "settings.py: is no baseline; delete it" in result.output) == (2, True)
    assert (service / "settings.py").read_text(encoding="utf-8") == text


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_baseline_is_written_through_no_link(service: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a link leads to is elsewhere."""
    outside = tmp_path_factory.mktemp("outside") / "known.json"
    (service / BASELINE).symlink_to(outside)
    result = drift("--baseline", BASELINE, "--update-baseline")
    assert (result.exit_code, "it is a link that leads out" in result.output) == (2, True)
    assert not outside.exists()


def test_an_update_needs_a_file(service: Path) -> None:
    """There is no baseline without a name."""
    assert service
    assert drift("--update-baseline").output == (
        "estuary-docs drift: --update-baseline: needs the file: give --baseline FILE\n"
    )


def test_what_other_runs_found_stays_in_the_baseline(service: Path) -> None:
    """A tree's findings take the place of those of trees alone: a comparison with a store has its own."""
    other = {"name": "PAY_TOKEN", "rule": "overdue", "files": ["production"]}
    (service / BASELINE).write_text(json.dumps({"findings": [other]}), encoding="utf-8")
    drift("--baseline", BASELINE, "--update-baseline")
    known = json.loads((service / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert other in known
    assert {each["rule"] for each in known} == {"overdue", "read-but-undocumented", "never-read"}


def test_a_rule_that_this_run_cannot_break_is_no_green_check(service: Path) -> None:
    """Rules of stores are told by a comparison with one, and are refused without it."""
    assert service.is_dir()
    result = drift("--rule", "overdue")
    assert result.exit_code == 2
    assert "--rule: overdue is a rule of --store NAME; this run cannot tell" in result.stderr
