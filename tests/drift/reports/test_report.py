"""Reports of drift for programs: SARIF in its form, annotations escaped, and nothing that moves a cursor."""

import json
import os

import jsonschema  # type: ignore[import-untyped]
import pytest

from estuary_docs.drift.mention import WHOLE, Mention, Undecided
from estuary_docs.drift.reports.report import as_annotations, as_json, as_text, inventory_as_json, inventory_as_text
from estuary_docs.drift.reports.sarif import as_sarif
from estuary_docs.drift.rules import Finding, Place, finding
from tests.conftest import ROOT

# The schema of OASIS, as Microsoft's own validator of SARIF carries it.
SARIF = ROOT / "tests/checkers/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"


PASSED_OVER = [Undecided(f"{number}.py", 0, "takes longer than 10 s to read") for number in range(6)]


def plain(text: str, _colour: str) -> str:
    """Colour nothing."""
    return text


def example() -> Finding:
    """Return a finding at awkward places."""
    places = [Place("a b/%,:\n.md", 3), Place("ü.yaml", 0)]
    return finding("PORT", "never-read", places, named="set in 1 file")


def test_sarif_keeps_to_its_schema() -> None:
    """What is written is valid SARIF 2.1.0, and what is not is refused."""
    if not SARIF.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "SARIF's schema is not installed; `make readers` does that"
        )
    validator = jsonschema.Draft202012Validator(
        json.loads(SARIF.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()
    )
    log = json.loads(as_sarif([example(), finding("A", "schema-never-read", [])], "1.0", PASSED_OVER))
    assert list(validator.iter_errors(log)) == []
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(log)


def test_sarif_has_its_form() -> None:
    """Addresses are escaped, and lines count from one."""
    log = json.loads(as_sarif([example(), finding("A", "schema-never-read", [])], "1.0"))
    first, second = log["runs"][0]["results"]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%25%2C%3A%0A.md"
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert second["locations"] == []


def test_an_annotation_is_one_line() -> None:
    """Places are escaped as GitHub's toolkit does; a finding without a place is an annotation without one."""
    lines = as_annotations([example(), finding("A", "schema-never-read", [])]).splitlines()
    assert lines[0].startswith("::warning file=a b/%25%2C%3A?.md,line=3,title=never-read::") or "%0A" in lines[0]
    assert lines[1].startswith("::warning title=schema-never-read::")
    assert len(lines) == 2


def test_json_holds_the_findings_and_nothing_else() -> None:
    """The form is the one that is documented."""
    assert json.loads(as_json([])) == {"passed_over": [], "findings": []}
    (only,) = json.loads(as_json([example()]))["findings"]
    assert only["places"] == [{"file": "a b/%,:\n.md", "line": 3}, {"file": "ü.yaml", "line": 0}]


def test_a_name_of_a_file_moves_no_cursor() -> None:
    """Whatever a file is called, its name stays on its line."""
    text = as_text([example()], [Undecided("x", 0, "y"), Undecided("z", 0, "y")], plain)
    assert "    a b/%,:?.md:3\n    ü.yaml\n" in text
    assert "1 finding: 1 warning.\n2 places could not be decided" in text
    whole = as_text([example()], [Undecided(WHOLE, 0, "nothing was read")], plain)
    assert whole.endswith("1 finding: 1 warning.\nNothing was read.\n")
    shown = inventory_as_text([Mention("A\x1b[2J", "f\n", 1, "set", "v\r", required=True, unit="u\t")], set(), [])
    assert "\x1b" not in shown
    assert "\r" not in shown
    assert shown.count("\n") == 2


def test_a_secret_of_the_schema_is_hidden() -> None:
    """A value is hidden for its name, its looks, or because the schema says that it is secret."""
    mentions = [
        Mention("CODE", "a", 1, "set", "x", required=False, image="i"),
        Mention("CODE_WORD", "a", 2, "set", "x"),
        Mention("DSN", "a", 3, "set", "postgres://app:Zq3vLm8Xw2Tn5Rb9@db.corp.internal/x"),
        Mention("PLAIN", "a", 4, "set", "q8Zt3Wv7Lm2" + "Xc9Rk5Hb1Nf6D"),
    ]
    told = json.loads(inventory_as_json(mentions, {"CODE_WORD"}))["mentions"]
    assert told[0] == {
        "name": "CODE",
        "file": "a",
        "line": 1,
        "role": "set",
        "certainty": "certain",
        "value": "x",
        "image": "i",
        "required": False,
    }
    assert [each.get("value_hidden") for each in told] == [None, True, True, True]


def test_files_that_were_not_read_are_the_head_of_every_report() -> None:
    """A report says first which files it says nothing about, and why; a place within a file is none of them."""
    undecided = [*PASSED_OVER, Undecided("a.py", 3, "computes a name")]
    head = as_text([], undecided, plain).splitlines()
    assert head[:2] == ["6 files were not read:", "  0.py: takes longer than 10 s to read"]
    assert head[6] == "  and 1 more; `estuary-docs inventory` lists them"
    assert as_text([], undecided[:1], plain).startswith("1 file was not read:\n  0.py: takes")
    told = json.loads(as_json([], undecided))["passed_over"]
    assert told[0] == {"file": "0.py", "reason": "takes longer than 10 s to read"}
    assert len(told) == 6
    run = json.loads(as_sarif([], "1.0", undecided))["runs"][0]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 6
    assert as_annotations([], undecided).startswith("::warning title=not-read::6 files were not read: 0.py: takes")
    assert as_annotations([], undecided[-1:]) == ""
