"""Reports of drift for programs: SARIF in its form, annotations escaped, and nothing that moves a cursor."""

import json
import os
from dataclasses import replace

import jsonschema  # type: ignore[import-untyped]
import pytest

from estuary_docs.drift.findings.coverage import LanguageCoverage
from estuary_docs.drift.findings.disagreements import Drift
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.reports.report import as_annotations, as_json, inventory_as_json, inventory_as_text
from estuary_docs.drift.reports.sarif import as_sarif
from estuary_docs.drift.reports.text import ORDER, as_text
from estuary_docs.drift.rules import RULES, Finding, Place, UndecidedName, finding
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
    assert first["properties"] == {"certainty": "certain"}


def test_an_inventory_names_what_something_may_read() -> None:
    """A claimed name that is not decided is listed with its cause, for people and for programs."""
    names = [UndecidedName("A_B", "names like `A_*` are read", "covered", (Place("a.rs", 2),), (Place("b.md", 1),))]
    assert "  A_B: names like `A_*` are read, a.rs:2\n" in inventory_as_text([], (), [], names)
    (only,) = json.loads(inventory_as_json([], (), names))["undecided"]
    assert (only["name"], only["where"]) == ("A_B", [{"file": "a.rs", "line": 2}])


def test_an_annotation_is_one_line() -> None:
    """Places are escaped as GitHub's toolkit does; a finding without a place is an annotation without one."""
    lines = as_annotations([example(), finding("A", "schema-never-read", [])]).splitlines()
    assert lines[0].startswith("::warning file=a b/%25%2C%3A?.md,line=3,title=never-read::") or "%0A" in lines[0]
    assert lines[1].startswith("::warning title=schema-never-read::")
    assert len(lines) == 2


def test_json_holds_the_findings_and_nothing_else() -> None:
    """The form is the one that is documented."""
    empty: dict[str, list[object]] = {"coverage": [], "notes": [], "passed_over": [], "findings": [], "undecided": []}
    assert json.loads(as_json(Drift(()))) == empty
    places = (Place("a.rs", 2),)
    undecided = UndecidedName("A_B", "the name stands in a string", "exact", places, places)
    coverage = LanguageCoverage("rust", parsed=True, files=2, touching=3, open_places=places)
    told = json.loads(as_json(Drift((example(),), (undecided,), notes=("a note",), coverage=(coverage,))))
    (only,) = told["findings"]
    assert only["places"] == [{"file": "a b/%,:\n.md", "line": 3}, {"file": "ü.yaml", "line": 0}]
    where = [{"file": "a.rs", "line": 2}]
    assert told["undecided"] == [{"name": "A_B", "why": "the name stands in a string", "where": where, "places": where}]
    assert told["coverage"] == [
        {"language": "Rust", "parsed": True, "closed": False, "files": 2, "touching": 3, "open": where}
    ]
    assert told["notes"] == ["a note"]


def many(count: int, rule: str = "never-read", file: str = "{}.md") -> list[Finding]:
    """Return so many findings of a rule, each in a file of its own unless told otherwise."""
    return [
        finding(f"A_{index}", rule, [Place(file.format(index), 1)], named="documented", example="")
        for index in range(count)
    ]


def test_a_rule_has_ten_annotations_at_most() -> None:
    """The findings of one file are one annotation, and what is beyond ten files is counted in one more."""
    lines = as_annotations(many(30)).splitlines()
    assert len(lines) == 11
    assert "20 more findings of this rule are in 20 more files." in lines[-1]
    (only,) = as_annotations(many(9, file="a.md")).splitlines()
    assert "The same holds here for `A_1`, `A_2`, `A_3`, `A_4` and `A_5` and 3 more." in only


def test_the_text_says_first_what_was_understood() -> None:
    """Coverage and undecided names are the head; then come errors, and last the count by rule."""
    places = tuple(Place("a.js", line) for line in range(1, 6))
    coverage = (
        LanguageCoverage("go", parsed=True, files=1, touching=1, open_places=()),
        LanguageCoverage("javascript", parsed=True, files=9, touching=40, open_places=places),
        LanguageCoverage("PHP", parsed=False, files=2, touching=1, open_places=places[:1]),
        LanguageCoverage("shell", parsed=True, files=2, touching=0, open_places=()),
    )
    undecided = (
        UndecidedName("A_B", "names like `A_*` are read", "covered", places[:1]),
        UndecidedName("C_D", "the code names it `cD`", "named", places[:1]),
    )
    findings = (*many(3, "read-but-undocumented", "b.go"), *many(1), finding("Z", "exposed-secret", places[:1]))
    first = "a.js:1, a.js:2, a.js:3"
    pattern = "1 because names like `A_*` are read at a.js:1"
    spelling = "1 because the words of the name are in the code in another spelling"
    lines = as_text(Drift(findings, undecided, notes=("a note",), coverage=coverage), plain).splitlines()
    assert lines[:6] == [
        "Places that read the environment, all understood: Go 1.",
        f"JavaScript and TypeScript: 5 of 40 places that read the environment not understood ({first} and 2 more).",
        "PHP is not parsed: 2 files, 1 place that read the environment (a.js:1).",
        f"2 names may be read, which could not be decided: {pattern}; {spelling}.",
        "`estuary-docs drift --explain A_B` shows why.",
        "A note.",
    ]
    heads = [line for line in lines if line.startswith(("error[", "warning["))]
    assert heads == [
        "error[exposed-secret] Z",
        "warning[never-read] A_0",
        "warning[read-but-undocumented] b.go: 3 variables",
    ]
    assert lines[-1] == "By rule: read-but-undocumented 3, never-read 1, exposed-secret 1."


def test_every_rule_has_its_place_in_the_text() -> None:
    """The order of the text knows each rule, and no other."""
    assert sorted(ORDER) == sorted(RULES)


def test_a_name_of_a_file_moves_no_cursor() -> None:
    """Whatever a file is called, its name stays on its line."""
    text = as_text(Drift((example(),)), plain)
    assert "    a b/%,:?.md:3\n    ü.yaml\n" in text
    assert text.endswith("1 finding: 1 warning.\n")
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
    """A report says first which files it says nothing about, and why; a file is none of them if it was read on."""
    undecided = [
        *PASSED_OVER[:-1],
        replace(PASSED_OVER[-1], line=7, ends=True),
        Undecided("a.py", 3, "computes a name"),
    ]
    head = as_text(Drift((), passed_over=tuple(undecided)), plain).splitlines()
    assert head[:2] == ["6 files were not read:", "  0.py: takes longer than 10 s to read"]
    assert head[6] == "  and 1 more; `estuary-docs inventory` lists them"
    assert as_text(Drift((), passed_over=tuple(undecided[:1])), plain).startswith("1 file was not read:\n  0.py: takes")
    told = json.loads(as_json(Drift((), passed_over=tuple(undecided))))["passed_over"]
    assert told[0] == {"file": "0.py", "reason": "takes longer than 10 s to read"}
    assert len(told) == 6
    run = json.loads(as_sarif([], "1.0", undecided))["runs"][0]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 6
    assert as_annotations([], undecided).startswith("::warning title=not-read::6 files were not read: 0.py: takes")
    assert as_annotations([], undecided[-1:]) == ""
