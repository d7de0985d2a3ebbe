"""The commands `inventory` and `drift` on a service whose parts disagree in labelled ways."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli import program
from estuary_docs.cli.terminal import progress
from estuary_docs.drift.rules import RULES, RULES_OF_A_SCHEMA
from tests.cli.terminals import everything
from tests.conftest import ROOT, forget

KEY = sha256(b"harbour").hexdigest()[:24] + "Zq"
# The labels: variable, rule, severity, and every place.
LABELS = {
    ("SECURITY_STRICT_MODE", "never-read"): [
        *("README.md:14", "compose.yaml:9", "deploy/kubernetes.yaml:29", "docs/operations.md:7")
    ],
    ("CACHE_TTL_SECONDS", "never-read"): [".env.example:4"],
    ("TIDE_API_KEY", "exposed-secret"): [".env.example:9"],
    ("PORT", "default-differs"): ["README.md:8", "src/config.rs:22"],
    ("WORKER_THREADS", "conflicting-documented-defaults"): ["README.md:9", "docs/operations.md:5"],
    ("RATE_LIMIT_MAX_REQUESTS", "probable-rename"): ["README.md:13", "compose.yaml:8", "deploy/kubernetes.yaml:27"],
    ("RATE_LIMIT_PER_MINUTE", "read-but-undocumented"): ["src/config.rs:32"],
    ("REQUEST_TIMEOUT_SECONDS", "read-but-undocumented"): ["src/config.rs:26"],
    ("JWT_SECRET", "required-but-not-set"): ["compose.yaml:5"],
    ("LOG_FORMAT", "refused-value"): ["deploy/kubernetes.yaml:23"],
    ("CORS_ALLOWED_ORIGINS", "refused-value"): ["deploy/kubernetes.yaml:25"],
    ("METRICS_ENABLED", "schema-never-read"): ["harbour_schema.py:28"],
    ("BERTH_FEED_URL", "read-not-in-schema"): ["src/main.rs:7"],
}
ERRORS = {"SECURITY_STRICT_MODE", "TIDE_API_KEY", "RATE_LIMIT_MAX_REQUESTS", "JWT_SECRET", "LOG_FORMAT"} | {
    "CORS_ALLOWED_ORIGINS"
}
WITHOUT_A_SCHEMA = {label: places for label, places in LABELS.items() if label[1] not in RULES_OF_A_SCHEMA}


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the service, with a secret that no repository holds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "harbour"
    copytree(ROOT / "tests" / "drift" / "samples" / "service", root, ignore=lambda *_: ["__pycache__"])
    example = root / ".env.example"
    example.write_text(example.read_text().replace("@A_GENUINE_KEY@", KEY))
    yield root
    forget(root, "harbour_schema")


def run(line: str) -> Result:
    """Run a command line in this process."""
    return CliRunner().invoke(program.main, shlex.split(line), prog_name="estuary-docs")


def labelled(shown: Result) -> dict[tuple[str, str], list[str]]:
    """Return the findings of a report in JSON as the labels have them."""
    return {
        (each["name"], each["rule"]): [f"{place['file']}:{place['line']}" for place in each["places"]]
        for each in json.loads(shown.stdout)["findings"]
    }


def test_drift_reports_the_labels_and_nothing_else(service: Path) -> None:
    """In JSON every label is there with all its places, its severity, and two sentences; nothing else is."""
    shown = run(f"drift {service} --with-schema --format json")
    assert shown.exit_code == 1
    assert labelled(shown) == LABELS
    for each in json.loads(shown.stdout)["findings"]:
        other = ["other"] if each["rule"] == "probable-rename" else []
        assert list(each) == ["name", "rule", "severity", "certainty", "places", "why", "remedy", *other]
        assert each["certainty"] == "certain"
        assert (each["severity"] == "error") == (each["name"] in ERRORS), each
        assert each["why"].endswith(".")
        assert each["remedy"].endswith(".")


@pytest.mark.parametrize("options", ["--no-schema", "", "without pyproject.toml"])
def test_without_a_schema_it_reports_what_needs_none(service: Path, options: str) -> None:
    """The same service without a schema gives the labels that a schema has no part in."""
    if options.startswith("without"):
        (service / "pyproject.toml").unlink()
        options = ""
    assert labelled(run(f"drift {service} --format json {options}")) == WITHOUT_A_SCHEMA
    assert "harbour_schema" not in sys.modules


def test_a_schema_can_be_given(service: Path) -> None:
    """`--schema` does what pyproject.toml does with `--with-schema`."""
    (service / "pyproject.toml").unlink()
    assert labelled(run(f"drift {service} --format json --schema harbour_schema:HarbourSettings")) == LABELS


def test_the_text_names_the_labels(service: Path) -> None:
    """For people each finding has its severity, rule, variable, reason, remedy and places; the last line counts."""
    shown = run(f"drift {service} --with-schema")
    assert shown.exit_code == 1
    heads = re.findall(r"^(error|warning)\[([a-z-]+)\] (\w+)$", shown.stdout, re.MULTILINE)
    assert {(name, rule) for _severity, rule, name in heads} == set(LABELS)
    assert len(heads) == len(LABELS)
    assert "13 findings: 6 errors and 7 warnings.\n" in shown.stdout
    assert "`RATE_LIMIT_MAX_REQUESTS` is documented, set in 2 files and never read; the code reads" in shown.stdout


def test_sarif_holds_the_labels(service: Path) -> None:
    """SARIF has a result for each label, at its first place, the others related, and a fingerprint that stays."""
    first = json.loads(run(f"drift {service} --with-schema --format sarif").stdout)
    (result_run,) = first["runs"]
    rules = result_run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    found = {}
    for result in result_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        places = [each["physicalLocation"] for each in result["locations"] + result.get("relatedLocations", [])]
        told = [f"{each['artifactLocation']['uri']}:{each['region']['startLine']}" for each in places]
        name = re.findall(r"`([A-Z_]+)`", result["message"]["text"])[0]
        found[name, result["ruleId"]] = told
    assert found == LABELS
    readme = service / "README.md"
    readme.write_text("\n\n" + readme.read_text())
    second = json.loads(run(f"drift {service} --with-schema --format sarif").stdout)
    fingerprints = [[each["partialFingerprints"] for each in log["runs"][0]["results"]] for log in (first, second)]
    assert sorted(map(str, fingerprints[0])) == sorted(map(str, fingerprints[1]))
    assert len({str(each) for each in fingerprints[0]}) == len(LABELS)


def test_annotations_stand_at_the_first_place(service: Path) -> None:
    """For GitHub the findings of one rule and one file are one workflow command."""
    lines = run(f"drift {service} --with-schema --format github").stdout.splitlines()
    assert len(lines) == len({(rule, places[0].partition(":")[0]) for (_, rule), places in LABELS.items()})
    assert all(re.match(r"::(error|warning) file=[^,]+,line=\d+,title=[a-z-]+::", line) for line in lines)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_no_report_shows_the_secret(service: Path, form: str) -> None:
    """The value that looks genuine is in no report, and neither is it kept between runs."""
    assert KEY not in run(f"drift {service} --with-schema --format {form}").output
    if form in {"text", "json"}:
        assert KEY not in run(f"inventory {service} --format {form} --schema harbour_schema:HarbourSettings").output
    assert not [
        path for path in (service.parent / "cache").rglob("*") if path.is_file() and KEY in str(path.read_bytes())
    ]


def test_a_folder_without_code_is_not_praised(service: Path) -> None:
    """Where nothing could be compared, the report says so first, and never that there is no drift."""
    for path in [*service.rglob("*.*")]:
        if path.name != "README.md" and path.is_file():
            path.unlink()
    shown = run(f"drift {service}")
    assert shown.exit_code == 0
    note = "No code that reads a variable was found, so nothing is called unread."
    assert shown.stdout == f"{note}\n\nDrift was not checked: there is no code to compare with.\n"
    (service / "a.lua").write_text('os.getenv("PORT")\n')
    note = "no code that reads a variable was found, and Lua is not parsed, so nothing is called unread"
    first, *rest = run(f"drift {service}").stdout.splitlines()
    assert first.lower() == f"{note}.".lower()
    assert rest[0].startswith("Lua is not parsed: 1 file")
    assert "No drift found." not in rest
    assert json.loads(run(f"drift {service} --format json").stdout)["notes"] == [note]
    (log,) = json.loads(run(f"drift {service} --format sarif").stdout)["runs"]
    told = [each["message"]["text"] for each in log["invocations"][0]["toolExecutionNotifications"]]
    assert told == [f"Not checked: {note}."]
    assert f"::{note[0].upper()}{note[1:]}." in run(f"drift {service} --format github").stdout


def test_a_service_without_drift_is_praised(service: Path) -> None:
    """When all is mended, the command says so and exits with 0."""
    for path in [*service.rglob("*.*")]:
        if path.is_file():
            path.unlink()
    (service / "main.py").write_text("import os\nos.getenv('PORT')\n")
    (service / "README.md").write_text("The environment variable `PORT`.\n")
    shown = run(f"drift {service}")
    assert shown.exit_code == 0
    assert shown.stdout == "Places that read the environment, all understood: Python 1.\n\nNo drift found.\n"


def test_findings_can_be_ignored_with_a_reason(service: Path) -> None:
    """The settings and comments take findings out; one that ignores nothing is reported itself."""
    with (service / "pyproject.toml").open("a") as file:
        file.write(
            '\n[tool.estuary-docs.drift]\nexternal = ["CACHE_*"]\n'
            'ignore = [{ name = "PORT", rule = "default-differs", reason = "it is told to nobody" },\n'
            '{ name = "GONE", reason = "it was here" }]\n'
        )
    source = service / "src" / "main.rs"
    source.write_text(
        source.read_text().replace(
            "    if let Some(feed)", "    // drift: ignore[read-not-in-schema] soon gone\n    if let Some(feed)"
        )
    )
    (service / "docs" / "operations.md").write_text("<!-- drift: ignore[never-read] no more -->\n")
    found = labelled(run(f"drift {service} --with-schema --format json"))
    assert {("CACHE_TTL_SECONDS", "never-read"), ("PORT", "default-differs")}.isdisjoint(found)
    assert ("BERTH_FEED_URL", "read-not-in-schema") not in found
    assert found["GONE", "unused-ignore"] == ["pyproject.toml:7"]
    assert found["*", "unused-ignore"] == ["docs/operations.md:1"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SHOP_TOLD", "read-but-undocumented is not reported: a line that is commented out at compose.yaml:6 shows it"),
        ("SHOP_PORT", "read-but-undocumented is not reported: README.md:1 names it"),
        ("SHOP_LEFT", "is not reported: estuary-docs.toml:2 ignores it: older than this service"),
        (
            "SHOP_TEST",
            "read-but-undocumented is not reported: only tools, tests or scripts of the repository read it, at",
        ),
        ("SHOP_PART", "never-read is not reported: names like `SHOP_PA*` are read, at s.py:5, so it is undecided"),
        ("SHOP_SIZE", "README.md:3 claims what the code falls back to at s.py:4"),
    ],
)
def test_an_explanation_says_which_place_makes_the_difference(tmp_path: Path, name: str, told: str) -> None:
    """Where nothing is reported of a name, the explanation names what hides it, tells of it or reads it."""
    files = {
        "s.py": "import os\nos.getenv('SHOP_TOLD')\nos.getenv('SHOP_PORT')\nos.getenv('SHOP_SIZE', '3')\n"
        "os.getenv('SHOP_PA' + input())\n",
        "scripts/a.py": "import os\nos.getenv('SHOP_TEST')\n",
        "README.md": "The environment variables `SHOP_PORT`, `SHOP_LEFT` and `SHOP_PART`.\n\n"
        "The environment variable `SHOP_SIZE` defaults to `3`.\n",
        "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      - SHOP_PORT=1\n"
        "      # - SHOP_TOLD=1\n",
        "estuary-docs.toml": "[drift]\n"
        'ignore = [{name = "SHOP_LEFT", rule = "never-read", reason = "older than this service"}]\n',
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    assert told in run(f"drift {tmp_path} --explain {name}").stdout


def test_an_explanation_needs_a_name() -> None:
    """`--explain` alone says what it needs, and where the names are."""
    done = run("drift --explain")
    assert (done.exit_code, "needs the name of a variable, as in `--explain PORT`" in done.stderr) == (2, True)


def test_a_folder_inside_a_project_has_its_settings(service: Path) -> None:
    """Inside a work tree of git the settings come from above, and patterns match below the project's root."""
    subprocess.run(["git", "init", "-q", str(service)], check=True)
    with (service / "pyproject.toml").open("a") as file:
        file.write('\n[tool.estuary-docs.drift]\nexclude = ["deploy/kubernetes.yaml"]\n')
    assert json.loads(run(f"inventory {service / 'deploy'} --format json").stdout) == {"mentions": [], "undecided": []}
    assert run(f"inventory {service / 'deploy'}").stdout == "No variable found.\n"


def test_a_repository_inside_another_project_has_no_settings_of_it(service: Path) -> None:
    """What stands above the top of a work tree of git is another project's, and its schema is not imported."""
    inner = service / "inner"
    subprocess.run(["git", "init", "-q", str(inner)], check=True)
    (inner / "README.md").write_text("The environment variable `PORT` defaults to `3000`.\n")
    shown = run(f"drift {inner}")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "harbour_schema" not in sys.modules


def test_many_places_are_cut_short(service: Path) -> None:
    """Five places are shown, and how many more there are."""
    for number in range(6):
        (service / f"more{number}.md").write_text("The environment variable `SECURITY_STRICT_MODE` matters.\n")
    assert "    more0.md:1\n    and 5 more\n" in run(f"drift {service} --with-schema").stdout


def test_the_inventory_lists_every_place(service: Path) -> None:
    """In JSON a mention has its facts; values that may be secret are left out, with a note that they are."""
    (service / "binary.py").write_bytes(b"\0")
    shown = run(f"inventory {service} --format json --with-schema")
    mentions = json.loads(shown.stdout)["mentions"]
    assert shown.exit_code == 0
    assert shown.stderr == "binary.py: is binary, or not in UTF-8\n"
    port = [each for each in mentions if each["name"] == "PORT"]
    assert [(each["file"], each["role"], each.get("value"), each.get("default")) for each in port] == [
        ("README.md", "documented", None, "3000"),
        ("compose.yaml", "set", "8080", None),
        ("src/config.rs", "read", None, "8080"),
    ]
    hidden = {each["name"] for each in mentions if "value_hidden" in each}
    assert hidden == {"JWT_SECRET", "TIDE_API_KEY"}
    assert not any("value" in each or "default" in each for each in mentions if each["name"] in hidden)


def test_the_inventory_can_be_read(service: Path) -> None:
    """For people every variable is followed by its places, and by what could not be decided."""
    (service / "binary.py").write_bytes(b"\0")
    text = run(f"inventory {service}").stdout
    assert "\nPORT\n  README.md:8: documented, default `3000`\n" in text
    assert "  .env.example:9: example, value hidden\n" in text
    assert text.endswith("\nNot decided:\n  binary.py: is binary, or not in UTF-8\n")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("drift gone", "estuary-docs drift: gone: is not a folder; name the one to inspect\n"),
        ("drift {0}/README.md", "README.md: is not a folder; name the one to inspect\n"),
        ("drift {0} --format xml", "--format: choose one of text, json, sarif, github\n"),
        ("inventory {0} --format sarif", "--format: choose one of text, json\n"),
        ("drift {0} --schema gone:Gone", "gone:Gone: there is no module gone"),
    ],
)
def test_wrong_usage_is_one_line(service: Path, line: str, complaint: str) -> None:
    """Wrong usage exits with 2 and one line."""
    shown = run(line.format(service))
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (2, "", 1)
    assert complaint in shown.stderr


def test_a_table_that_is_none_is_refused(service: Path) -> None:
    """`drift` must be a table."""
    (service / "pyproject.toml").write_text("[tool.estuary-docs]\ndrift = 1\n")
    assert "[tool.estuary-docs.drift] must be a table" in run(f"drift {service} --with-schema").stderr


@pytest.mark.parametrize(("patience", "shown"), [(-1, True), (3600, False)])
def test_a_bar_shows_on_a_terminal_to_those_who_wait(patience: float, *, shown: bool) -> None:
    """Who waits for longer than that at a terminal sees how far it is."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as terminal, progress(terminal, patience) as tell:
        for done in (1, 2):
            tell(done, 2)
    screen = everything(ours)
    assert ("reading" in screen) == ("100%" in screen) == shown


def test_a_file_gets_no_bar(tmp_path: Path) -> None:
    """A log holds no bar, however long it takes."""
    with (tmp_path / "log").open("w") as log, progress(log, patience=-1) as tell:
        tell(2, 2)
    assert (tmp_path / "log").read_text() == ""


def test_the_readme_shows_a_real_report(service: Path) -> None:
    """Each finding in the README is one that the command makes."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Drift")[2].partition("```console\n")[2]
    shown = section.partition("\n```")[0].partition("\n")[2].split("\n\n")
    told = run(f"drift {service} --with-schema").stdout
    assert len(shown) == 3
    assert all(f"{finding}\n" in told for finding in shown)


@pytest.mark.parametrize("command", ["drift", "inventory"])
def test_what_is_inspected_is_not_imported(service: Path, command: str) -> None:
    """The schema that a project names runs only where it is asked for; a note says that it did not."""
    (service / "harbour_schema.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    shown = run(f"{command} {service}")
    assert shown.stderr.endswith(
        "note: the schema that pyproject.toml names was not imported; give --with-schema if you trust this project\n"
    )
    assert shown.exit_code == (command == "drift")
    asked = run(f"{command} {service} --with-schema")
    assert asked.exit_code == 2
    assert "importing harbour_schema fails" in asked.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--with-schema", "--with-schema: pyproject.toml names no schema; leave it out, or give --schema\n"),
        ("--with-schema --no-schema", "--no-schema: contradicts --schema and --with-schema; leave it out\n"),
    ],
)
def test_options_that_cannot_be_met_are_refused(tmp_path: Path, options: str, told: str) -> None:
    """What to import is said once, and is there."""
    shown = run(f"drift {tmp_path} {options}")
    assert (shown.exit_code, shown.stderr) == (2, f"estuary-docs drift: {told}")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("--rule never-read", {("SECURITY_STRICT_MODE", "never-read"), ("CACHE_TTL_SECONDS", "never-read")}),
        ("--rule never-read --severity error", {("SECURITY_STRICT_MODE", "never-read")}),
        (
            "--rule refused-value --rule required-but-not-set",
            {label for label in LABELS if label[1] in {"refused-value", "required-but-not-set"}},
        ),
    ],
)
def test_findings_can_be_chosen(service: Path, options: str, shown: set[tuple[str, str]]) -> None:
    """`--rule` and `--severity` show a part, and the exit code speaks of that part."""
    told = run(f"drift {service} --with-schema --format json {options}")
    assert set(labelled(told)) == shown
    assert told.exit_code == 1
    assert run(f"drift {service} --rule published-secret").exit_code == 0


def test_the_text_can_be_limited(service: Path) -> None:
    """`--limit` shows so many entries, and says how many findings are left; the count stays that of all."""
    told = run(f"drift {service} --with-schema --limit 2").stdout
    assert len(re.findall(r"^(?:error|warning)\[", told, re.MULTILINE)) == 2
    assert "11 more findings are not shown; leave out --limit to see them.\n" in told
    assert "13 findings: 6 errors and 7 warnings.\nBy rule: " in told


@pytest.mark.parametrize("option", ["--rule gone", "--severity loud"])
def test_what_cannot_be_chosen_is_refused(service: Path, option: str) -> None:
    """A rule or a severity that there is not ends the command with what there is."""
    told = run(f"drift {service} {option}")
    assert told.exit_code == 2
    assert "choose one of" in told.stderr


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "SECURITY_STRICT_MODE",
            [
                "compose.yaml:9: set, value `true`",
                "nothing that was understood",
                "error[never-read], certain: `SECURITY_STRICT_MODE` is documented and set in 2 files",
            ],
        ),
        ("PORT", ["src/config.rs:22: code reads it (read)", "never-read is not reported: the code reads it at"]),
        ("TIDE_API_KEY", ["value hidden"]),
        ("NO_SUCH_NAME", ["none", "no document, example or deployment surely claims it"]),
    ],
)
def test_a_name_is_explained(service: Path, name: str, told: list[str]) -> None:
    """`--explain` shows every mention without a secret, who reads the name, and why nothing is reported."""
    shown = run(f"drift {service} --with-schema --explain {name}")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"{name}\n")
    assert [part for part in told if part not in shown.stdout] == []
    assert KEY not in shown.stdout


def test_settings_may_be_in_a_file_that_is_not_python_s(service: Path) -> None:
    """`estuary-docs.toml` holds the settings of a repository without pyproject.toml, and of no other."""
    (service / "pyproject.toml").unlink()
    (service / "estuary-docs.toml").write_text('[drift]\nexternal = ["CACHE_*"]\n')
    assert ("CACHE_TTL_SECONDS", "never-read") not in labelled(run(f"drift {service} --format json"))
    (service / "estuary-docs.toml").write_text('[drift]\nexternl = ["CACHE_*"]\n')
    assert "estuary-docs.toml: [drift] has the unknown key externl" in run(f"drift {service}").stderr
    (service / "estuary-docs.toml").write_text("[other]\n")
    assert "must hold one table, [drift]" in run(f"drift {service}").stderr
    (service / "estuary-docs.toml").write_text("[drift\n")
    assert "estuary-docs.toml:1: is not TOML; correct it" in run(f"drift {service}").stderr
    (service / "estuary-docs.toml").write_text("[drift]\n")
    (service / "pyproject.toml").write_text('[tool.estuary-docs.drift]\nexternal = ["A"]\n')
    assert "keep them in one of the two files" in run(f"drift {service}").stderr


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there, and there are no fifos")
def test_settings_are_a_regular_file_of_the_tree(service: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link that leads out is not followed, and what is no file is neither waited for nor passed over."""
    own = service / "estuary-docs.toml"
    outside = tmp_path_factory.mktemp("outside") / "any.toml"
    outside.write_text("[drift]\n", encoding="utf-8")
    (service / "pyproject.toml").unlink()
    own.symlink_to(outside)
    assert "estuary-docs.toml: cannot be read: it is a link that leads out" in run(f"drift {service}").stderr
    own.unlink()
    os.mkfifo(own)
    assert "estuary-docs.toml: cannot be read: it is not a regular file" in run(f"drift {service}").stderr


def test_reads_can_be_kept_in_one_place(service: Path) -> None:
    """`reads-only-in` names the files that may read the environment; every other read is a finding."""
    (service / "pyproject.toml").unlink()
    (service / "estuary-docs.toml").write_text('[drift]\nreads-only-in = ["src/config.rs"]\n')
    told = labelled(run(f"drift {service} --format json --rule read-elsewhere"))
    assert told == {("BERTH_FEED_URL", "read-elsewhere"): ["src/main.rs:7"]}
