"""The audit log: a chain that shows every change to it, compared with the store, and evidence from it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.program import main
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.stores.audit import Log
from estuary_docs.stores.evidence import as_json, as_markdown, evidence
from tests.stores import places, servers
from tests.stores.test_drift import project

OLD = "old-" + "k" * 40


@pytest.fixture
def rotated(shop: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the log of one whole rotation in a folder; the project is the working directory."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "SIGN_KEY").write_text(OLD)
    project(tmp_path, f'production = "folder:{tmp_path.as_posix()}/kept/{{NAME}}"')
    monkeypatch.chdir(tmp_path)
    assert shop
    for _ in range(3):
        assert run("rotate SIGN_KEY --store production --yes --early").exit_code == 0
    return tmp_path / "estuary-docs-audit.jsonl"


def run(line: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, line.split(), prog_name="estuary-docs")


def test_a_whole_log_is_evidence(rotated: Path) -> None:
    """It says who rotated what and when, in Markdown and in JSON, and that nothing is wrong."""
    told = run("audit verify")
    assert told.exit_code == 0
    assert "Nothing is wrong." in told.stdout
    assert told.stdout.count("| SIGN_KEY | production |") == 4
    assert "not in this log: PAY_TOKEN." in told.stdout
    facts = json.loads(run("audit verify --format json").stdout)
    assert (facts["lines"], facts["problems"], facts["stores"]) == (3, [], [])
    assert len(facts["rotations"][0]["rotated"]) == 1
    assert facts["head"] == Log(rotated).lines[-1].hash


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda lines: [lines[0].replace('"announced"', '"swapped"'), *lines[1:]], "line 2 does not follow"),
        (lambda lines: [lines[0], lines[2]], "line 2 does not follow"),
        (lambda lines: lines[1:], "line 1 does not follow"),
        (lambda lines: [*lines, "{}"], "line 4 is not a line"),
        (lambda lines: [*lines, "[" * 5000], "line 4 is not a line"),
        (lambda lines: [lines[0].replace(": ", ":"), *lines[1:]], "line 1 is not a line"),
    ],
    ids=["changed", "taken away", "begun later", "no line", "nested", "written otherwise"],
)
def test_every_change_to_the_log_is_found(rotated: Path, change: object, complaint: str) -> None:
    """The command exits with 1, and `rotate` refuses to append to such a log."""
    lines = change(rotated.read_text(encoding="utf-8").splitlines())  # type: ignore[operator] # one of the functions above
    rotated.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    told = run("audit verify")
    assert told.exit_code == 1
    assert complaint in told.stdout
    refused = run("rotate SIGN_KEY --store production --yes")
    assert refused.exit_code == 2


@pytest.mark.parametrize(
    ("log", "complaint"),
    [
        ("nowhere/log", "cannot be written: No such file"),
        ("kept", "is not a regular file"),
        ("broken", "line 1 is not a line of this log"),
        ("pyproject.toml/log", "cannot be read: Not a directory"),
    ],
)
def test_nothing_is_rotated_where_no_line_can_be_written(
    rotated: Path, tmp_path: Path, log: str, complaint: str
) -> None:
    """A log in a folder that is not there, one that is no file, and one that is broken: the store stays as it is."""
    assert rotated
    (tmp_path / "broken").write_text("{}\n")
    before = {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()}
    told = run(f"rotate SIGN_KEY --store production --yes --log {log}")
    assert (told.exit_code, told.stderr.count("\n"), told.stdout) == (2, 1, "")
    assert complaint in told.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == before


def test_a_user_without_a_name_is_a_number(rotated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may run as a number that no list of users has; its steps are logged nevertheless."""
    for name in ("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 3_141_592)
    assert run("rotate SIGN_KEY --store production --yes --early").exit_code == 0
    assert Log(rotated).lines[-1].identity.startswith("3141592@")


def facts(number: int) -> dict[str, object]:
    """Return what a step says of itself."""
    told = {"store": "a", "secret": "KEY", "step": "step", "state": "announced"}
    return told | {"before": {}, "after": {"KEY": str(number)}}


def test_of_two_runs_each_appends_after_the_other(tmp_path: Path) -> None:
    """Both have read the log before either of them appends, and the chain stays whole."""
    first, second = Log(tmp_path / "log"), Log(tmp_path / "log")
    for number, log in enumerate((first, second, first, first, second)):
        log.append(**facts(number))
    told = Log(tmp_path / "log")
    assert told.broken == []
    assert [line.after["KEY"] for line in told.lines] == list("01234")


def test_two_processes_append_at_once(tmp_path: Path) -> None:
    """Each one waits until the line of the other one is whole."""
    script = "import sys; from pathlib import Path; from estuary_docs.stores.audit import Log\n"
    script += "from tests.stores.test_audit import facts\n"
    script += "log = Log(Path(sys.argv[1])); sys.stdin.read()\n"
    script += "for number in range(40): log.append(**facts(number))"
    command = [sys.executable, "-c", script, str(tmp_path / "log")]
    programs = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2)]
    for each in programs:
        assert each.stdin
        each.stdin.close()
    assert [each.wait() for each in programs] == [0, 0]
    told = Log(tmp_path / "log")
    assert (told.broken, len(told.lines)) == ([], 80)


@pytest.mark.parametrize("name", ["identity", "state", "store", "time"])
def test_a_line_holds_texts_alone(rotated: Path, name: str) -> None:
    """A number where a text belongs makes a line that is none, and no traceback."""
    line = json.loads(rotated.read_text(encoding="utf-8").splitlines()[0]) | {name: 1}
    rotated.write_text(f"{json.dumps(line, sort_keys=True)}\n", encoding="utf-8")
    told = run("audit verify")
    assert told.exit_code == 1
    assert "line 1 is not a line of this log" in told.stdout


def test_a_line_without_an_end_is_replaced(rotated: Path) -> None:
    """A run that was killed while it wrote the line leaves a part of it, which stops nobody."""
    whole = rotated.read_text(encoding="utf-8")
    rotated.write_text(whole + '{"after": {"SI', encoding="utf-8")
    assert run("audit verify").exit_code == 0
    assert run("rotate SIGN_KEY --store production --yes --early").exit_code == 0
    assert Log(rotated).broken == []
    assert len(Log(rotated).lines) == 4


def test_a_change_by_another_hand_has_a_line(rotated: Path, tmp_path: Path) -> None:
    """What the log does not know of an entry is written down before the next step."""
    (tmp_path / "kept" / "SIGN_KEY").write_text(OLD)
    assert run("rotate SIGN_KEY --store production --yes --early").exit_code == 0
    assert [line.step for line in Log(rotated).lines] == ["step", "step", "step", "found", "step"]


def test_of_two_commands_at_once_one_is_refused(rotated: Path, tmp_path: Path) -> None:
    """Both begin in the same state; the slower one does not do the step after."""
    command = [sys.executable, "-P", "-m", "estuary_docs", "rotate", "SIGN_KEY", "--store", "production", "--yes"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    programs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    told = sorted((each.communicate()[1].count("\n"), each.returncode) for each in programs)
    assert told == [(0, 0), (1, 2)]
    assert "announced since" in run("rotate SIGN_KEY --store production --status").stdout
    assert len(Log(rotated).lines) == 4
    assert sorted(path.name for path in (tmp_path / "kept").iterdir() if path.name[0] != ".") == [
        "SIGN_KEY",
        "SIGN_KEY_PREVIOUS",
    ]


@pytest.mark.parametrize(
    "content", ["a page\nof text without an end", "one line", '{"a": 1}', '{"after": [', "\n", "whole\n"]
)
def test_a_file_that_is_no_log_is_never_changed(rotated: Path, tmp_path: Path, content: str) -> None:
    """Not even its last line, where that has no end."""
    assert rotated
    (tmp_path / "notes").write_text(content)
    told = run("rotate SIGN_KEY --store production --yes --log notes")
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "is not a line of this log" in told.stderr
    assert (tmp_path / "notes").read_text() == content


def test_a_log_is_a_regular_file(rotated: Path, tmp_path: Path) -> None:
    """A link is not followed, and nobody waits for the other end of a pipe."""
    (tmp_path / "link").symlink_to(rotated)
    os.mkfifo(tmp_path / "pipe")
    for name, complaint in (("link", "it is a link"), ("pipe", "is not a regular file")):
        for command in ("rotate SIGN_KEY --store production --yes", "audit verify"):
            told = run(f"{command} --log {name}")
            assert (told.exit_code, complaint in told.stderr) == (2, True), told.output


def test_a_log_on_a_full_disk_is_one_line(rotated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that is short goes on, and one that fails leaves a part of a line, which the next one replaces."""
    real, sizes = os.write, iter((7, 0))

    def short(handle: int, content: bytes) -> int:
        size = next(sizes)
        if not size:
            raise OSError(28, "No space left on device")
        return real(handle, content[:size])

    log = Log(rotated)
    with monkeypatch.context() as patch:
        patch.setattr("os.write", short)
        with pytest.raises(EstuaryDocsError, match="cannot be written: No space left on device"):
            log.append(**facts(1))
    assert rotated.read_bytes().endswith(b'\n{"after')
    Log(rotated).append(**facts(2))
    assert (Log(rotated).broken, len(Log(rotated).lines)) == ([], 4)


def test_a_rotation_that_others_began_has_a_line(rotated: Path, tmp_path: Path) -> None:
    """A log that begins within a rotation says what was found before the first step."""
    rotated.unlink()
    assert run("rotate SIGN_KEY --store production --yes").exit_code == 0
    rotated.unlink()
    assert tmp_path
    assert run("rotate SIGN_KEY --store production --yes --early").exit_code == 0
    assert [(line.step, line.state) for line in Log(rotated).lines] == [("found", "announced"), ("step", "swapped")]


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        (["announced 5", "swapped 6"], "line 2 has an earlier time than the line before it"),
        (["announced 5", "swapped -1"], "line 2 has a time that has not come yet"),
    ],
)
def test_times_go_up_and_are_past(shop: Catalogue, tmp_path: Path, steps: list[str], complaint: str) -> None:
    """A clock that was turned makes a rotation look in time."""
    now = datetime(2026, 11, 28, tzinfo=UTC)
    told = evidence(shop, logged(tmp_path / "log", now, *steps), now=now)
    assert any(complaint in problem for problem in told.problems)


def test_an_actor_makes_no_cells(rotated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever somebody is called, the evidence has one row for each line, and no link or tag of theirs."""
    monkeypatch.setenv("GITHUB_ACTOR", "a|b <img> [x](y) \n`")
    assert run("rotate SIGN_KEY --store production --yes").exit_code == 0
    assert r"| a\|b \<img> \[x](y) ?\` | SIGN_KEY |" in run("audit verify").stdout
    assert len(Log(rotated).lines) == 4


def test_lines_that_were_taken_from_the_end_are_missed(
    shop: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The tag in the store is the hash of a line that the log does not have any more."""
    with places.faked("vault", servers.Vault(), monkeypatch) as place:
        place.put("SIGN_KEY", OLD)
        work = place.work(shop, tmp_path)
        for _ in range(2):
            work.step(work.rotating()[0], early=True)
        catalogue = work.catalogue
        path = tmp_path / "audit.jsonl"
        assert evidence(catalogue, Log(path), ["production"]).problems == ()
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(f"{lines[0]}\n", encoding="utf-8")
        (problem,) = evidence(catalogue, Log(path), ["production"]).problems
        assert "lines were taken away" in problem
        # A run that was killed between the line and its tag.
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        work.rotation(work.rotating()[0]).store.tag("shop/production/SIGN_KEY", Log(path).lines[0].hash)
        (problem,) = evidence(catalogue, Log(path), ["production"]).problems
        assert "interrupted" in problem


def test_a_rotation_that_is_late_is_reported(rotated: Path, shop: Catalogue) -> None:
    """After the period of the schema, counted from the last swap."""
    now = datetime.now(UTC)
    assert evidence(shop, Log(rotated), now=now + timedelta(days=89)).problems == ()
    late = evidence(shop, Log(rotated), now=now + timedelta(days=91))
    (problem,) = late.problems
    assert "was not rotated within 90 days" in problem
    assert problem in as_markdown(late)
    assert json.loads(as_json(late))["problems"] == [problem]


STATES = {"announced": "step", "swapped": "step", "single": "step"}
# What was found: the state, and the entries that were written.
FOUND = {
    "same": ("same", ["SIGN_KEY"]),
    "touched": ("swapped", ["SIGN_KEY"]),
    "rewritten": ("announced", ["SIGN_KEY", "SIGN_KEY_PREVIOUS"]),
    "exchanged": ("swapped", ["SIGN_KEY", "SIGN_KEY_PREVIOUS"]),
}


def logged(path: Path, now: datetime, *steps: str) -> Log:
    """Return the log of steps such as `swapped 900`, which was done 900 days ago; `back to` is an abort.

    The versions are those of a store: a swap writes both entries, an announcement the second one. `touched` is a swap
    that only looks like one, because the first entry was written again by hand; `rewritten` are both entries with the
    values that they had, and `exchanged` is a swap that another hand did, and the store proves.
    """
    log, version, before = Log(path), count(1), {"SIGN_KEY": "0", "SIGN_KEY_PREVIOUS": "0"}
    for text in steps:
        state, days = text.split()
        step = "abort" if state.startswith("back-to-") else STATES.get(state, "found")
        state, found = FOUND.get(state, (state.removeprefix("back-to-"), None))
        written = {"announced": ["SIGN_KEY_PREVIOUS"], "single": []}.get(state, ["SIGN_KEY", "SIGN_KEY_PREVIOUS"])
        after = before | {name: str(next(version)) for name in found or written}
        if state == "single":
            del after["SIGN_KEY_PREVIOUS"]
        told = {
            "store": "production",
            "secret": "SIGN_KEY",
            "step": step,
            "state": state,
            "before": before,
            "after": after,
        }
        log.append(**told, time=(now - timedelta(days=int(days))).isoformat())
        before = after
    return Log(path)


@pytest.mark.parametrize(
    ("steps", "late", "last"),
    [
        (["announced 900"], [900], None),
        (["announced 80"], [], None),
        (["swapped 900", "announced 880", "back-to-single 879"], [900], 900),
        (["swapped 900", "announced 880", "announced 875", "swapped 801"], [801], 801),
        (["swapped 170", "single 168", "announced 85", "swapped 79"], [], 79),
        (["swapped 170", "announced 85", "same 84", "swapped 79"], [], 79),
        (["swapped 170", "announced 85", "back-to-single 84", "announced 75", "swapped 74"], [170], 74),
        (["swapped 100", "announced 50", "swapped 49", "back-to-swapped 48", "single 47"], [100], 100),
        (["swapped 100", "announced 50", "swapped 49", "back-to-swapped 48", "back-to-swapped 47"], [], 49),
        (["swapped 100", "back-to-swapped 99", "announced 50", "swapped 49"], [], 49),
        (["announced 900", "swapped 800", "single 799", "announced 711", "swapped 710"], [900, 710], 710),
        (["swapped 900", "swapped 900"], [900], None),
        (["announced 900", "touched 10"], [900], None),
        (["announced 900", "rewritten 10"], [900], None),
        (["announced 60", "exchanged 10"], [], 10),
        (["announced 900", "back-to-swapped 10"], [900], None),
    ],
)
def test_only_a_rotation_that_happened_counts(
    shop: Catalogue, tmp_path: Path, steps: list[str], late: list[int], last: int | None
) -> None:
    """One that was announced and never swapped, and one that was taken back, replaced no key."""
    now = datetime(2026, 11, 28, tzinfo=UTC)
    told = evidence(shop, logged(tmp_path / "log", now, *steps), now=now)
    days = [f"{now - timedelta(days=each):%Y-%m-%d}" for each in late]
    assert [problem.partition(" after ")[2][:10] for problem in told.problems] == days
    times = [now - each.when for _, each in told.rotated[0].rotations]
    assert times[-1:] == ([] if last is None else [timedelta(days=last)])


def test_nobody_is_named_for_what_was_found(shop: Catalogue, tmp_path: Path) -> None:
    """The identity of a line `found` is that of who ran the step after."""
    now = datetime(2026, 11, 28, tzinfo=UTC)
    log = logged(tmp_path / "log", now, "announced 60", "exchanged 10")
    told = evidence(shop, log, now=now)
    assert "| SIGN_KEY | production | 90 days | 2026-11-18 00:00 UTC |  |" in as_markdown(told)
    assert [each["identity"] for each in json.loads(as_json(told))["rotations"][0]["rotated"]] == [""]


def test_what_a_log_says_makes_no_row_of_its_own(shop: Catalogue, tmp_path: Path) -> None:
    """A store may be called anything in a log: in both tables and in the problems it stays text of one line."""
    now = datetime(2026, 11, 28, tzinfo=UTC)
    store = "a\n| b \x1b[2J<script>"
    for days in (900, 10):
        told = facts(days) | {"store": store, "secret": "SIGN_KEY", "time": (now - timedelta(days=days)).isoformat()}
        Log(tmp_path / "log").append(**told)
    page = as_markdown(evidence(shop, Log(tmp_path / "log"), now=now))
    assert page.count("a?\\| b ?\\[2J\\<script>") == page.count("script") == 4
    assert sum(line.startswith("| ") for line in page.splitlines()) == 7


def test_a_line_is_numbered_by_its_place_in_the_file(shop: Catalogue, tmp_path: Path) -> None:
    """A line before it that is none counts too."""
    now = datetime(2026, 11, 28, tzinfo=UTC)
    logged(tmp_path / "log", now, "announced 5", "swapped 6")
    (tmp_path / "log").write_text("{}\n" + (tmp_path / "log").read_text())
    told = evidence(shop, Log(tmp_path / "log"), now=now)
    assert any("line 3 has an earlier time than the line before it" in problem for problem in told.problems)


TWO_KEYS = '''
from typing import Annotated
from pydantic import SecretStr
from estuary_docs.vocabulary import Section, Settings, rotates

class Keys(Section):
    """Keys."""

    first: Annotated[SecretStr | None, rotates(every_days=90, overlap="FIRST_PREVIOUS")] = None
    """One."""
    first_previous: SecretStr | None = None
    """Its outgoing one."""
    second: Annotated[SecretStr | None, rotates(every_days=90, overlap="SECOND_PREVIOUS")] = None
    """Another."""
    second_previous: SecretStr | None = None
    """Its outgoing one."""

class Two(Settings):
    """Two keys."""

    keys: Keys
'''


@pytest.mark.parametrize("option", ["--status", "--due --yes"])
def test_one_secret_that_fails_stops_no_other_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    """Each error is one line, the others are done, and the exit code says that something is wrong."""
    (tmp_path / "two_keys_of_a_test.py").write_text(TWO_KEYS)
    monkeypatch.syspath_prepend(tmp_path)
    project(tmp_path, f'production = "folder:{tmp_path.as_posix()}/kept/{{NAME}}"')
    text = (tmp_path / "pyproject.toml").read_text().replace("tests.stores.shop:Shop", "two_keys_of_a_test:Two")
    (tmp_path / "pyproject.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    for name in ("FIRST", "FIRST_PREVIOUS", "SECOND"):
        (tmp_path / "kept" / name).write_text(f"{name} {OLD}")
        os.utime(tmp_path / "kept" / name, (1.7e9, 1.7e9))
    told = run(f"rotate --store production {option}")
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1), told.output
    assert "estuary-docs rotate: store production: FIRST_PREVIOUS was not written by" in told.stderr
    assert told.stdout.startswith("SECOND: single since" if option == "--status" else "SECOND: announced.")


def test_a_secret_without_a_line_is_a_problem(shop: Catalogue, tmp_path: Path) -> None:
    """An empty log proves nothing, and a log about another secret proves nothing of this one."""
    (tmp_path / "log").touch()
    expected = ("SIGN_KEY must be rotated, and is not in this log",)
    assert evidence(shop, Log(tmp_path / "log")).problems == expected
    Log(tmp_path / "log").append(**facts(1))
    assert evidence(shop, Log(tmp_path / "log")).problems == expected


@pytest.mark.parametrize("kind", ["folder", "pkcs11", "github", "azure", "gitlab"])
def test_a_store_without_tags_is_not_called_compared(rotated: Path, tmp_path: Path, kind: str) -> None:
    """Nothing can be compared there: the command says so in one line, and prints no evidence."""
    assert rotated
    template = places.TEMPLATES.get(kind, f"{tmp_path.as_posix()}/kept/{{NAME}}")
    project(tmp_path, f'production = "{kind}:{template}"')
    told = run("audit verify --store production")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert f"store production: keeps no tags that a log can be compared with ({kind})" in told.stderr


def test_a_store_that_the_log_knows_nothing_of_is_reported(
    shop: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A secret that was rotated in another store was not rotated in this one."""
    with places.faked("vault", servers.Vault(), monkeypatch) as place:
        place.put("SIGN_KEY", OLD)
        work = place.work(shop, tmp_path)
        logged(tmp_path / "audit.jsonl", datetime.now(UTC), "swapped 1")
        text = (tmp_path / "audit.jsonl").read_text().replace('"production"', '"staging"')
        (tmp_path / "audit.jsonl").write_text(text)
        (problem,) = evidence(work.catalogue, Log(tmp_path / "audit.jsonl"), ["production"]).problems
        assert problem == "SIGN_KEY in production must be rotated, and is not in this log"


def test_a_log_that_is_not_there_is_one_line(shop: Catalogue, tmp_path: Path) -> None:
    """The error says which command writes it."""
    with pytest.raises(EstuaryDocsError, match="estuary-docs rotate"):
        evidence(shop, Log(tmp_path / "none.jsonl"))


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("rotate SIGN_KEY --store production --status", 0, "single since"),
        ("rotate --store production --status", 0, "SIGN_KEY: single"),
        ("rotate --store production --due --yes", 0, "nothing is due"),
        ("rotate PAY_TOKEN --store production --status", 0, "the bank's dashboard"),
        ("rotate PAY_TOKEN --store production --yes", 2, "Revoke the old value at the bank's dashboard"),
        ("rotate NOTHING --store production --yes", 2, "those that rotate are: SIGN_KEY, PAY_TOKEN"),
        ("rotate SIGN_KEY_PREVIOUS --store production --yes", 2, "does not rotate"),
        ("rotate SIGN_KEY --store production", 2, "cannot ask for confirmation here; use --yes"),
        ("rotate SIGN_KEY --store production --abort --yes", 2, "nothing to abort"),
        ("rotate --store production --yes", 2, "name one secret"),
        ("rotate SIGN_KEY --store production --status --due", 2, "are alternatives"),
        ("rotate SIGN_KEY --store nowhere --yes", 2, "the stores there are: production"),
    ],
)
def test_what_rotate_answers(rotated: Path, line: str, code: int, told: str) -> None:
    """Status and due, secrets that others define, and wrong usage."""
    assert rotated
    done = run(line)
    assert (done.exit_code, told in done.output) == (code, True), done.output


def test_a_store_that_gives_no_values_cannot_rotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says so."""
    project(tmp_path, 'production = "github:acme/shop/{NAME}"')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_TOKEN", "any")
    done = run("rotate SIGN_KEY --store production --yes")
    assert done.exit_code == 2
    assert "keys are not rotated in a store of the kind github" in done.stderr
