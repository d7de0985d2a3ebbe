"""The rules of drift, one by one: what each finds, and what it leaves alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from estuary_docs.catalogue.model import Catalogue, Section
from estuary_docs.drift.findings import values
from estuary_docs.drift.findings.coverage import Coverage
from estuary_docs.drift.findings.declarations import declarations
from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.findings.evidence import SpellingsOf
from estuary_docs.drift.mention import COMPILED, HIDDEN, NOT_CALLED_A_VARIABLE, OPTION, SETTING, Mention, Role
from estuary_docs.drift.places import compose
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.reading.spelling import CodeFile, Spelling
from estuary_docs.drift.rules import RULES, Finding, Place
from estuary_docs.drift.settings import Comment, DriftSettings, Ignore
from estuary_docs.validation.secret_names import is_secret_name
from estuary_docs.vocabulary.kinds import Json

Schema = Callable[..., Catalogue]
GENUINE = "q8Zt3Wv7Lm2" + "Xc9Rk5Hb1Nf6D"
FILES: dict[Role, str] = {
    "read": "src/main.rs",
    "example": ".env.example",
    "documented": "README.md",
    "set": "compose.yaml",
    "other": "src/other.rs",
}


def said(role: Role, name: str, line: int = 1, file: str = "", **facts: object) -> Mention:
    """Return a mention in a file that fits its role."""
    return Mention(name, file or FILES[role], line, role, **facts)  # type: ignore[arg-type] # whatever a test wants to say


def reader_of(name: str, image: str, *, exact: bool = False) -> str | None:  # noqa: ARG001 - it knows no prefix
    """Know two third parties: the system, and the image of a database."""
    return "the system" if name == "HOME" else "the database" if image == "postgres" and name.startswith("PG") else None


def found(*mentions: Mention, settings: DriftSettings | None = None, **facts: object) -> list[Finding]:
    """Return the findings among mentions; a read keeps the code from being silent."""
    anchor = said("read", "ANCHOR", 99), said("documented", "ANCHOR", 99)
    catalogue = facts.pop("catalogue", None)
    declared = facts.pop("declared", {})
    inventory = Inventory(mentions=(*anchor, *mentions), **facts)  # type: ignore[arg-type] # likewise
    return list(drift(inventory, settings or DriftSettings(), reader_of, catalogue, declared).findings)  # type: ignore[arg-type]


def rules(*mentions: Mention, **facts: object) -> list[tuple[str, str]]:
    """Return the names and rules of the findings among mentions."""
    return [(each.name, each.rule) for each in found(*mentions, **facts)]  # type: ignore[arg-type]


LOADED = (("main.py", 3),)
READ = said("read", "LOG_DIR")
SET = said("set", "LOG_DIR")
ALIKE = tuple(said(role, f"LOG_{name}") for name in ("LEVEL", "FORMAT") for role in ("read", "documented"))


@pytest.mark.parametrize(
    "mentions",
    [
        (READ, said("documented", "LOG_DIR")),
        (READ, said("example", "LOG_DIR")),
        (READ, said("documented", "LOG_DIR", certainty="likely")),
        (said("read", "HOME"),),
        (said("read", "LOG_DIR", certainty="likely"),),
        (said("read", "LOG_DIR", file="scripts/seed.py"),),
        (said("read", "LOG_DIR", file="build.rs"),),
        (said("read", "LOG_DIR", file="playwright.config.ts"),),
        (said("read", "LOG_DIR", file="check.sh"),),
        (said("read", "LOG_DIR", file="docs/logs/show.go"),),
        (said("read", "LOG_DIR", note=HIDDEN),),
        (said("read", "_LOG_DIR"),),
        (said("read", "LOG_*", certainty="dynamic"),),
        (said("other", "LOG_DIR", note="test"),),
    ],
)
def test_what_is_documented_or_not_the_service_s_is_no_gap(mentions: tuple[Mention, ...]) -> None:
    """Documents and examples count; what others, tools, tests and scripts read needs no description."""
    assert rules(*mentions) == []


@pytest.mark.parametrize(
    "mentions", [(READ,), (said("read", "LOG_DIR", file="docker-entrypoint.sh"),), (READ, SET)], ids=str
)
def test_a_read_variable_without_a_description_is_found(mentions: tuple[Mention, ...]) -> None:
    """Setting a variable describes nothing; a script that starts the service belongs to it."""
    assert rules(*mentions) == [("LOG_DIR", "read-but-undocumented")]


@pytest.mark.parametrize("note", [OPTION, SETTING])
@pytest.mark.parametrize(("named", "found"), [(0, []), (1, []), (2, [("C_D", "read-but-undocumented")])])
def test_what_tells_of_itself_is_a_gap_where_documents_name_most_of_it(
    note: str, named: int, found: list[tuple[str, str]]
) -> None:
    """`--help` and a configuration file tell the rest, unless documents set out to name each."""
    reads = [said("read", name, note=note) for name in ("A_B", "B_C", "C_D")]
    assert rules(*reads, *(said("documented", each.name) for each in reads[:named])) == found


@pytest.mark.parametrize("note", [COMPILED, HIDDEN])
def test_what_is_for_those_who_build_or_is_hidden_on_purpose_is_no_gap(note: str) -> None:
    """It needs no description for those who run the service, and is read all the same."""
    read = said("read", "LOG_DIR", note=note)
    assert rules(read) == rules(read, SET) == []


def test_a_changelog_describes_nothing() -> None:
    """What once happened is neither a description nor a claim."""
    gone = said("documented", "LOG_DIR", file="CHANGELOG.md")
    assert rules(gone) == []
    assert rules(gone, READ) == [("LOG_DIR", "read-but-undocumented")]


def test_what_is_named_after_tests_needs_no_document() -> None:
    """A switch that tests throw in the service is nothing that people who run it miss."""
    assert rules(said("read", "TEST_BACKEND")) == []


@pytest.mark.parametrize("role", ["documented", "example", "set"])
def test_a_claim_that_nothing_reads_is_found(role: Role) -> None:
    """Documented, in an example, or set: each is a promise that no code keeps."""
    assert rules(said(role, "LOG_DIR")) == [("LOG_DIR", "never-read")]


@pytest.mark.parametrize(
    "mentions",
    [
        (said("set", "PGDATA", image="postgres"),),
        (said("set", "PGDATA", image="postgres"), said("documented", "PGDATA", file="README.md")),
        (READ, said("documented", "LOG_DIR"), said("read", "LOG_DIR_FILE")),
        (said("documented", "TEST_LOG"), said("other", "TEST_LOG", file="tests/a.rs", note="test")),
        (said("documented", "LOG_DIR", file="docs/dev-tests.md"), said("other", "LOG_DIR", note="test")),
        (said("documented", "LOG_DIR", file="examples/a/README.md"), said("other", "LOG_DIR", note="test")),
        (said("read", "LOG_DIR", file="scripts/init_db.sh"),),
        (said("set", "LOG_DIR", image="grafana", unit="compose:grafana"),),
        (said("set", "LOG_DIR", image="grafana", unit="compose:grafana"), said("documented", "LOG_DIR")),
        (said("set", "HOME"),),
        (said("documented", "LOG_DIR", certainty="likely"),),
        (said("set", "LOG_DIR", certainty="likely", note="used by the file itself"),),
        (SET, said("read", "LOG_*", certainty="dynamic")),
        (said("documented", "LOG_DIR"), said("other", "LOG_DIR", note="write")),
        (said("example", "LOG_DIR"), said("other", "LOG_DIR", note="interpolation")),
        (said("set", "LOG_DIR", file=".github/workflows/ci.yml"),),
        (said("set", "LOG_*", certainty="dynamic"),),
        (said("documented", "LOG_DIR", file="tests/README.md"),),
        (said("set", "LOG_DIR", file="deploy/tests/e2e/compose.yaml"),),
        (said("set", "LOG_DIR", file="examples/compose.yaml"),),
        (said("example", "LOG_DIR", file="examples/.env"), said("other", "LOG_DIR", note="test"), *ALIKE),
        (said("documented", "LOG_DIR", certainty="likely", note="said not to be there"), SET, READ),
    ],
)
def test_what_somebody_may_read_is_left_alone(mentions: tuple[Mention, ...]) -> None:
    """Third parties, files that use a variable themselves, computed names and doubts give no finding."""
    assert rules(*mentions) == []


def test_an_example_that_reads_nothing_itself_is_meant_for_the_service() -> None:
    """What it sets under a prefix that the code reads, and reads nowhere itself, does nothing."""
    assert rules(said("set", "LOG_DIR", file="examples/compose.yaml"), *ALIKE) == [("LOG_DIR", "never-read")]


def test_a_file_that_is_named_elsewhere_must_be_documented() -> None:
    """Only a helper that reads a variable and its file in one place explains the one by the other."""
    elsewhere = READ, said("documented", "LOG_DIR"), said("read", "LOG_DIR_FILE", line=2)
    assert rules(*elsewhere) == [("LOG_DIR_FILE", "read-but-undocumented")]


@pytest.mark.parametrize("file", ["init.sh", "scripts/entrypoint.sh", "docker/run.sh"])
def test_a_script_that_starts_the_service_reads_for_it(file: str) -> None:
    """What it reads must be documented, also where it lies among the tools."""
    assert rules(said("read", "LOG_DIR", file=file)) == [("LOG_DIR", "read-but-undocumented")]


def test_what_only_a_test_reads_is_not_read_by_the_service() -> None:
    """A variable that is not named after tests does nothing where only a test reads it."""
    read = said("other", "LOG_DIR", file="tests/a.rs", note="test")
    assert rules(said("documented", "LOG_DIR"), read) == [("LOG_DIR", "never-read")]
    assert rules(said("example", "LOG_DIR", file=".env.example"), read) == [("LOG_DIR", "never-read")]


def test_a_comment_below_the_container_of_others_gives_it_its_variable() -> None:
    """What a comment would set for an image that reads nothing of this repository is that image's."""
    text = """
# LOG_ROOT=1
services:
  app:
    build: .
    environment:
      - ANCHOR=1
      # - LOG_LEVEL=1
  proxy:
    image: proxy
    environment:
      # - LOG_DIR=1
"""
    mentions = [each for each in compose.read(text, "compose.yaml") if isinstance(each, Mention)]
    commented = [(each.name, each.line, each.image) for each in mentions if each.note == "commented out"]
    assert commented == [("LOG_LEVEL", 8, ""), ("LOG_DIR", 12, "proxy")]
    documented = [said("documented", name) for name in ("LOG_LEVEL", "LOG_DIR")]
    assert rules(*mentions, *documented) == [("LOG_LEVEL", "never-read")]


def code(language: str = "rust", path: str = "src/main.rs", **facts: object) -> CodeFile:
    """Return a source file whose environment was touched where nothing was understood, unless told otherwise."""
    return CodeFile(path, language, **({"parsed": True, "touches": (500,)} | facts))  # type: ignore[arg-type]


OPEN = (code(), code(path="src/lib.rs"))


def spelled(*spellings: Spelling) -> SpellingsOf:
    """Return what looks names up and finds these spellings of LOG_DIR."""
    return lambda _names, _prefixes: {"LOG_DIR": spellings}


STRING = Spelling(Place("src/a.rs", 7), "LOG_DIR", exact=True, test=False)
MEMBER = Spelling(Place("src/a.rs", 7), "logDir", exact=False, test=False)


@pytest.mark.parametrize(
    ("spellings", "closed", "open_"),
    [
        ((), ["never-read certain"], ["never-read likely"]),
        ((STRING,), ["undecided"], ["undecided"]),
        ((MEMBER,), ["never-read certain"], ["undecided"]),
    ],
)
def test_the_strongest_evidence_and_the_coverage_make_the_conclusion(
    spellings: tuple[Spelling, ...], closed: list[str], open_: list[str]
) -> None:
    """A string is never enough for a finding, and another spelling only where everything was understood."""

    def outcome(files: tuple[CodeFile, ...]) -> list[str]:
        inventory = Inventory(mentions=(SET, said("read", "ANCHOR"), said("documented", "ANCHOR")), code=files)
        told = drift(inventory, DriftSettings(), reader_of, spellings=spelled(*spellings))
        return [f"{each.rule} {each.certainty}" for each in told.findings] + ["undecided" for _ in told.undecided]

    assert outcome(()) == closed
    assert outcome(OPEN) == open_


@pytest.mark.parametrize(
    ("files", "closed"),
    [
        ((), True),
        ((code(touches=(1,)),), True),
        (OPEN, False),
        ((code(path="tests/a.rs", test=True),), True),
        ((code(path="scripts/a.py", language="python"),), True),
        ((code("Ruby", "app.rb", parsed=False, touches=()),), True),
        ((code("Ruby", "app.rb", parsed=False),), False),
    ],
)
def test_a_language_is_closed_where_every_place_is_understood(files: tuple[CodeFile, ...], *, closed: bool) -> None:
    """Tests and tools do not count; a language without a parser is open as soon as it touches the environment."""
    coverage = Coverage(Inventory(mentions=(said("read", "ANCHOR"),), code=files))
    assert coverage.is_closed([]) is closed


def test_a_unit_is_as_closed_as_the_program_that_it_runs() -> None:
    """What a container is built from counts for what it sets, and no other program."""
    files = code(path="api/main.rs", touches=()), code(path="web/main.rs", touches=(3,))
    coverage = Coverage(Inventory(code=files))
    assert [coverage.is_closed([folder]) for folder in ("api", "web", ".")] == [True, False, False]


def test_what_programs_are_understood_is_quickly_told_of_many() -> None:
    """Whether a folder has code is asked for each name, so the files are looked through once."""
    folders = [f"services/{number}" for number in range(2000)]
    coverage = Coverage(Inventory(code=tuple(CodeFile(f"{each}/a.py", "python", parsed=True) for each in folders)))
    begin = process_time()
    assert {coverage.schemas([folder, f"{folder}/no-code"]) for folder in folders} == {()}
    assert process_time() - begin < 1


def test_no_guess_is_an_error() -> None:
    """A switch of protection that nothing seems to read is an error only where all code was understood."""
    mention = said("set", "SECURITY_STRICT_MODE", value="true")
    (only,) = found(mention, code=OPEN)
    assert (only.severity, only.certainty) == ("warning", "likely")
    assert "likely and not certain" in only.why


def test_a_file_full_of_unread_names_is_doubted_as_one() -> None:
    """Where the reading may be blind, most of a file is one finding; a name of another file keeps its own."""
    names = [f"BASIN_{word}" for word in ("A", "B", "C", "D", "E", "F", "G", "H")]
    claims = [said("example", name, line) for line, name in enumerate(names, 1)]
    whole, own = sorted(found(*claims, said("documented", "BASIN_A"), code=OPEN), key=lambda each: each.name)
    assert (whole.name, whole.rule, whole.certainty, whole.names) == ("*", "never-read", "likely", tuple(names[1:]))
    assert (own.name, own.certainty) == ("BASIN_A", "likely")
    assert len(found(*claims)) == len(names)
    assert len(found(*claims[:7], code=OPEN)) == 7


def test_what_an_image_of_this_repository_sets_must_be_read() -> None:
    """`ENV` in the last stage of a Dockerfile is a claim as any other, unless the Dockerfile uses it itself."""
    assert rules(said("set", "LOG_DIR", file="Dockerfile")) == [("LOG_DIR", "never-read")]


def test_a_name_that_code_may_read_unseen_is_left_alone() -> None:
    """A name in the strings of a language that nothing parses may be read there."""
    assert rules(SET, words=frozenset(("LOG_DIR",))) == []


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ((said("documented", "LOG_DIR"),), []),
        ((SET,), [("LOG_DIR", "never-read")]),
        ((said("documented", "LOG_DIR"), *ALIKE), [("LOG_DIR", "never-read")]),
    ],
)
def test_a_package_may_read_what_is_named_after_it(
    mentions: tuple[Mention, ...], expected: list[tuple[str, str]]
) -> None:
    """A document may speak of a package's own variables, unless the code reads such itself or a deployment sets it."""
    assert rules(*mentions, packages=frozenset(("log",))) == expected


def test_the_settings_name_what_others_read() -> None:
    """`external` takes names and patterns."""
    assert rules(SET, settings=DriftSettings(external=("LOG_*",))) == []


def test_a_build_file_counts_for_names_like_those_that_are_read() -> None:
    """What a workflow sets under a prefix that the code reads is meant for the code."""
    assert rules(*ALIKE, said("set", "LOG_DIR", file="Dockerfile")) == [("LOG_DIR", "never-read")]


@pytest.mark.parametrize(
    ("name", "value", "severity"),
    [
        ("SECURITY_STRICT_MODE", None, "error"),
        ("AUTH_LEVEL", "enforced", "error"),
        ("AUTH_LEVEL", "low", "warning"),
        ("LOG_DIR", "true", "warning"),
    ],
)
def test_a_switch_for_security_that_nothing_reads_is_an_error(name: str, value: str | None, severity: str) -> None:
    """Whoever sets such a variable believes to be protected."""
    (only,) = found(said("set", name, value=value))
    assert only.severity == severity


def test_without_code_that_reads_nothing_is_called_unread() -> None:
    """A repository of documents alone makes no claim about code, and the report says so."""
    outcome = drift(Inventory(mentions=(SET,)), DriftSettings(), reader_of)
    assert outcome.findings == ()
    assert outcome.notes == ("no code that reads a variable was found, so nothing is called unread",)


OLD = "RATE_LIMIT_MAX_REQUESTS"
NEW = "RATE_LIMIT_PER_MINUTE"


def test_a_rename_is_one_finding() -> None:
    """A name that nothing reads, and one like it that nothing documents: the new name needs a document all the same."""
    claims = [said("set", OLD, file=file) for file in ("a.yaml", "b.yaml", "c.yaml", "d.yaml")]
    only, gap = found(*claims, said("read", NEW))
    assert (only.rule, only.other) == ("probable-rename", NEW)
    assert only.why == (
        f"`{OLD}` is set in 4 files and never read; the code reads `{NEW}` at src/main.rs:1. "
        "Probably it was renamed, or misspelled: the names share `RATE` and `LIMIT`, and nothing else in them tells "
        "them apart."
    )
    assert (gap.name, gap.rule) == (NEW, "read-but-undocumented")
    assert only.remedy.startswith(f"Rename `{OLD}` to `{NEW}` in a.yaml:1, b.yaml:1, c.yaml:1 and 1 more")


def test_a_slip_in_a_deployment_is_a_rename() -> None:
    """Where documents know the read name, only a name that is nearly the same is taken for it."""
    known = said("read", "DATABASE_URL"), said("documented", "DATABASE_URL")
    assert rules(said("set", "DATABSE_URL"), *known) == [("DATABSE_URL", "probable-rename")]
    assert rules(said("set", OLD), said("read", NEW), said("documented", NEW)) == [(OLD, "never-read")]


def test_a_documented_default_must_be_the_code_s() -> None:
    """A claim that none of the code's defaults agrees with is found, with both places."""
    (only,) = found(said("documented", "PORT", default="3000"), said("read", "PORT", default="8080"))
    assert (only.rule, only.severity) == ("default-differs", "warning")
    assert only.why == "README.md says that `PORT` defaults to `3000`, and the code falls back to `8080`."
    assert only.places == (Place("README.md", 1), Place("src/main.rs", 1))


@pytest.mark.parametrize(
    ("told", "real"),
    [
        ("3000", "3000"),
        ("`3000`", "3000.0"),
        ("10,000", "10_000"),
        ("True", "true"),
        ("30s", "30"),
        ("5m", "300s"),
        ("300", "5m"),
        ("180d", "4320h"),
        ("1 MiB", "1048576"),
        ("3 tries", "3 attempts"),
        ("a, b", "a,b"),
        ("none", ""),
        ("http://x/", "http://x"),
        ("1.2.3", "1.2.3"),
        ("${HOST}", "localhost"),
        ("<random>", "x"),
        ("['a', 'b']", '["a","b"]'),
    ],
)
def test_equal_defaults_agree_however_they_are_written(told: str, real: str) -> None:
    """Quotes, case, separators, units and what is filled in later make no difference."""
    assert rules(said("documented", "PORT", default=told), said("read", "PORT", default=real)) == []


@pytest.mark.parametrize(
    ("told", "real"), [("30s", "5s"), ("4320h", "168h"), ("10MB", "1GB"), ("30s", "30MB"), ("5 tries", "6 tries")]
)
def test_amounts_in_units_are_compared(told: str, real: str) -> None:
    """A unit on both sides excuses no other amount."""
    claim = said("documented", "PORT", default=told)
    assert rules(claim, said("read", "PORT", default=real)) == [("PORT", "default-differs")]


def test_examples_and_deployments_claim_no_default() -> None:
    """An example value and a value that is set are no claims; one code default of several is enough."""
    reads = said("read", "PORT", default="1"), said("read", "PORT", 2, default="2"), said("read", "PORT", 3)
    assert rules(said("example", "PORT", value="9"), said("set", "PORT", value="8"), *reads) == []
    assert rules(said("documented", "PORT", default="2"), *reads) == []
    assert rules(said("example", "PORT", default="9"), *reads) == [("PORT", "default-differs")]
    assert rules(said("documented", "PORT", default="9", certainty="likely"), *reads) == []


def test_what_the_code_reads_is_a_variable_whatever_a_sentence_calls_it() -> None:
    """A default in a sentence that never says "variable" is a claim about a name that the code reads, and no other."""
    claim = said("documented", "PORT", default="9", certainty="likely", note=NOT_CALLED_A_VARIABLE)
    assert rules(claim, said("read", "PORT", default="1")) == [("PORT", "default-differs")]
    assert rules(claim, said("read", "PORT")) == []


def test_documents_must_agree_where_the_code_is_silent() -> None:
    """Two documents with two defaults conflict; with a default in the code the wrong one differs."""
    claims = said("documented", "PORT", default="1"), said("documented", "PORT", default="2", file="docs/a.md")
    assert rules(*claims, said("read", "PORT")) == [("PORT", "conflicting-documented-defaults")]
    assert rules(*claims, said("read", "PORT", default="2")) == [("PORT", "default-differs")]


def test_a_secret_default_is_not_shown() -> None:
    """No sentence holds the value of a variable whose name tells of a secret; nothing is told as such."""
    (only,) = found(said("documented", "API_TOKEN", default="hunter2"), said("read", "API_TOKEN", default=""))
    assert "hunter2" not in str(only)
    assert "a value that is not shown" in only.why
    (only,) = found(said("documented", "TITLE", default="x" * 99), said("read", "TITLE", default="y\n"))
    assert f"`{'x' * 60}…`" in only.why
    assert "`y?`" in only.why
    (only,) = found(said("documented", "TITLE", default="x"), said("read", "TITLE", default=""))
    assert only.why.endswith("and the code falls back to nothing.")


def test_many_documents_are_counted() -> None:
    """More than two documents are told as two and others."""
    claims = [said("documented", "PORT", default="1", file=f"{name}.md") for name in "abc"]
    (only,) = found(*claims, said("read", "PORT", default="2"))
    assert only.why.startswith("a.md, b.md and others say that")


@pytest.mark.parametrize("role", ["documented", "example", "set"])
def test_a_genuine_secret_is_found_and_not_shown(role: Role) -> None:
    """A value that looks like a secret is found wherever it stands, and stands in no sentence."""
    (only,) = [
        each
        for each in found(said(role, "API_KEY", value=GENUINE), said("read", "API_KEY"))
        if each.severity == "error"
    ]
    assert only.rule == "exposed-secret"
    assert GENUINE not in str(only)


@pytest.mark.parametrize(
    ("name", "value", "exposed"),
    [
        ("API_KEY", GENUINE, True),
        ("API_KEY", "your-api-key-here", False),
        ("API_KEY", "${API_KEY}", False),
        ("API_KEY", "/run/secrets/Key123456", False),
        ("API_KEY", "short1A", False),
        ("API_KEY", "two words 12345678 Ab", False),
        ("TITLE", GENUINE, False),
        ("TOKEN_TTL_SECONDS", GENUINE, False),
        ("PUBLIC_KEY", GENUINE, False),
        ("DSN", "AKIA" + "Q3WX7ZRT5NPLMK2V", True),
        ("DSN", "AKIA" + "IOSFODNN7EXAMPLE", False),
        ("DSN", f"postgres://app:{GENUINE}@db.corp.internal:5432/x", True),
        ("DSN", f"postgres://app:{GENUINE}@localhost/x", False),
        ("DSN", "postgres://app:app@db.corp.internal/x", False),
        ("DSN", f"postgres://app:{GENUINE}@db.corp.net:5432/secrets", True),
        ("DSN", f"postgres://app:{GENUINE}@db.corp.net:5432/x?password_encryption=example", True),
        ("NOTE", "AKIA" + "Q3WX7ZRT5NPLMK2V" + ", which is not my-password", True),
        ("NOTE", "hvs" + ".CAESIJq8VtLm4Zr1xKp7WbN2sQ", True),
        ("NOTE", "glsa" + "_q8VtLm4Zr1xKp7WbN2sQ", True),
        ("GPG_KEY", "0123456789ABCDEF0123456789ABCDEF01234567", False),
        ("API_SECRET", f"https://hooks.corp.internal/{GENUINE}", False),
    ],
)
def test_only_what_looks_genuine_is_a_secret(name: str, value: str, *, exposed: bool) -> None:
    """Placeholders, paths, templates, short words and local addresses are none; tokens of vendors are, anywhere."""
    assert values.is_exposed(value, secret=is_secret_name(name)) == exposed


def test_a_comment_or_a_setting_hides_a_finding_for_a_reason() -> None:
    """An ignore hides its rule for its name; a comment hides its rule beside it; what hides nothing is found itself."""
    ignore = Ignore("LOG_*", "never-read", "soon", 3)
    assert rules(SET, settings=DriftSettings(ignore=(ignore,))) == []
    assert rules(SET, settings=DriftSettings(ignore=(Ignore("LOG_DIR", "", "soon"),))) == []
    assert rules(SET, comments=(Comment("compose.yaml", 1, "never-read", "x"),)) == []
    assert rules(said("set", "LOG_DIR", 2), comments=(Comment("compose.yaml", 1, "never-read", "x"),)) == []
    unused = found(settings=DriftSettings(ignore=(ignore,)), comments=(Comment("a.py", 1, "never-read", "x"),))
    assert [(each.name, each.rule, each.places) for each in unused] == [
        ("*", "unused-ignore", (Place("a.py", 1),)),
        ("LOG_*", "unused-ignore", (Place("pyproject.toml", 3),)),
    ]


def test_an_ignore_that_could_not_be_used_is_left_alone() -> None:
    """Without a schema, or in a part of the project, an ignore may rightly have nothing to hide."""
    of_schema = Ignore("A", "refused-value", "x"), Comment("a.py", 1, "refused-value", "x")
    assert rules(settings=DriftSettings(ignore=of_schema[:1]), comments=of_schema[1:]) == []
    assert rules(settings=DriftSettings(ignore=(Ignore("A", "never-read", "x"),), below="docs")) == []


BODY = '''
mode: Literal["dev", "prod"] = "dev"
"""Where it runs."""

port: Annotated[int, Field(ge=1, le=65535)] = 8080
"""TCP port."""

auth: Annotated[bool, per_profile(prod=True), Must(Equal("true"), when(MODE="prod"), because="it is closed")] = False
"""Ask for a token."""

key: Annotated[SecretStr | None, required_when(AUTH="true"), Must(HaveBytes(16)), Must(DifferFrom("OLD"))] = None
"""Signs tokens."""

old: SecretStr | None = None
"""Signed tokens."""
'''
BODY_WITHOUT_PROFILES = '''
size: Annotated[int, Field(ge=1, le=9)] = 1
"""A size."""

key: Annotated[SecretStr | None, required_when(SIZE="1")] = None
"""A key."""

name: str | None = None
"""A name."""
'''
ALL_READ = [said(role, name) for name in ("MODE", "PORT", "AUTH", "KEY", "OLD") for role in ("read", "documented")]


@pytest.fixture
def catalogue(schema: Schema) -> Catalogue:
    """Return a schema with a profile, a rule, a secret and what it requires."""
    return schema(BODY, ', profile="MODE"')


def given(unit: str = "compose:app", file: str = "compose.yaml", /, **values: str | None) -> list[Mention]:
    """Return what a unit sets, one variable a line."""
    return [
        said("set", name, line, file, value=value, unit=unit) for line, (name, value) in enumerate(values.items(), 1)
    ]


def test_the_schema_and_the_code_name_the_same_variables(catalogue: Catalogue) -> None:
    """A variable of one side alone is found, at the field where that is known."""
    assert rules(*ALL_READ, catalogue=catalogue) == [("ANCHOR", "read-not-in-schema")]
    left = [each for each in ALL_READ if each.name != "PORT"]
    declared = {"PORT": Place("schema.py", 7)}
    (only,) = [each for each in found(*left, catalogue=catalogue, declared=declared) if each.name == "PORT"]
    assert (only.rule, only.places) == ("schema-never-read", (Place("schema.py", 7),))
    (only,) = [each for each in found(*left, catalogue=catalogue) if each.name == "PORT"]
    assert only.places == ()
    assert rules(*left, catalogue=catalogue, through_schema=LOADED) == [("ANCHOR", "read-not-in-schema")]
    assert ("NEW_ONE", "read-but-undocumented") not in rules(*ALL_READ, said("read", "NEW_ONE"), catalogue=catalogue)
    claimed = said("documented", "PORT")
    assert ("PORT", "schema-never-read") in rules(*left, claimed, catalogue=catalogue)
    assert ("PORT", "never-read") not in rules(*left, claimed, catalogue=catalogue)


def test_nothing_is_called_unread_where_a_schema_that_was_not_loaded_reads(catalogue: Catalogue) -> None:
    """Without the schema nobody knows what code reads through it; with it, a name that it lacks is read by nothing."""
    claimed = said("set", "DEAD", unit="compose:app", file="compose.yaml", value="1")
    assert rules(claimed) == [("DEAD", "never-read")]
    assert rules(claimed, through_schema=LOADED) == []
    assert ("DEAD", "never-read") in rules(claimed, catalogue=catalogue, through_schema=LOADED)


def test_a_file_with_a_secret_must_be_read_by_something(catalogue: Catalogue) -> None:
    """`KEY_FILE` is the service's to read, or that of a validator that starts it; else setting it changes nothing."""
    secret = next(variable for variable in catalogue.variables if variable.secret)
    handed = said("set", secret.file_name, unit="compose:app", file="compose.yaml", value="/run/secrets/key")
    never = (secret.file_name, "never-read")
    assert never in rules(*ALL_READ, handed, catalogue=catalogue)
    assert never not in rules(*ALL_READ, handed, catalogue=catalogue, through_validator=True)
    assert never not in rules(*ALL_READ, handed, catalogue=catalogue, through_schema=LOADED)
    assert never not in rules(*ALL_READ, handed, said("read", secret.file_name), catalogue=catalogue)


def test_a_document_is_read_where_a_part_of_it_is(catalogue: Catalogue) -> None:
    """A variable that sets several others as one JSON document is used as soon as code reads one of those."""
    port = next(catalogue.variables)
    fields = tuple(replace(port, name=name, kind=Json("object"), rules=()) for name in ("DB", "DB__HOST", "DB__PORT"))
    nested = replace(catalogue, sections=(Section("Database", "", fields, "DB__"),))
    unread = {name for name, rule in rules(said("read", "DB__HOST"), catalogue=nested) if rule == "schema-never-read"}
    assert unread == {"DB__PORT"}
    unread = {name for name, rule in rules(said("read", "OTHER"), catalogue=nested) if rule == "schema-never-read"}
    assert unread == {"DB", "DB__HOST", "DB__PORT"}


def test_without_code_a_schema_still_judges_values(catalogue: Catalogue) -> None:
    """A repository of documents alone has its values judged; nothing is called unread or undeclared."""
    inventory = Inventory(mentions=(said("example", "PORT", value="high"),))
    told = drift(inventory, DriftSettings(), reader_of, catalogue).findings
    assert [(each.name, each.rule) for each in told] == [("PORT", "refused-value")]


def schema_rules(catalogue: Catalogue, *mentions: Mention, **facts: object) -> list[tuple[str, str]]:
    """Return the findings beside the one that anchors the code."""
    told = rules(*ALL_READ, *mentions, catalogue=catalogue, **facts)
    return [each for each in told if each[0] != "ANCHOR"]


@pytest.mark.parametrize(
    ("mention", "refused"),
    [
        (said("documented", "PORT", value="high"), True),
        (said("example", "PORT", value="70000"), True),
        (said("set", "MODE", value="test"), True),
        (said("example", "PORT", value="9000"), False),
        (said("example", "PORT", value=""), False),
        (said("example", "PORT", value="${PORT}"), False),
        (said("example", "PORT"), False),
        (said("example", "KEY", value="change-me"), False),
        (said("documented", "PORT", value="secretref:port"), False),
        (said("documented", "PORT", value="{BASE_PORT}"), False),
        (said("documented", "PORT", value="high", certainty="likely"), False),
    ],
)
def test_a_value_that_the_schema_refuses_is_found(catalogue: Catalogue, mention: Mention, *, refused: bool) -> None:
    """Forms, bounds and choices are judged where a value stands as it is; placeholders of secrets are not."""
    assert schema_rules(catalogue, mention) == ([(mention.name, "refused-value")] if refused else [])


def test_a_schema_s_default_is_a_claim_too(catalogue: Catalogue) -> None:
    """A default of the schema that the code does not have is found, and so is a document that contradicts it."""
    assert schema_rules(catalogue, said("read", "PORT", 2, default="1")) == [("PORT", "default-differs")]
    assert schema_rules(catalogue, said("documented", "PORT", 2, default="1")) == [("PORT", "default-differs")]
    both = said("read", "PORT", 2, default="1"), said("documented", "PORT", 2, default="8080")
    (only,) = [each for each in found(*ALL_READ, *both, catalogue=catalogue) if each.name == "PORT"]
    assert only.why == "README.md and the schema say that `PORT` defaults to `8080`, and the code falls back to `1`."


CLOSED = said("read", "AUTH", 3, default="false")


@pytest.mark.parametrize(
    ("mentions", "severity", "told"),
    [
        ([], "error", "no deployment here sets it"),
        (given(MODE="prod", PORT="1"), "error", "compose.yaml:1 does not set it"),
        (given(MODE="prod", AUTH="true"), None, ""),
        ([said("read", "AUTH", 4, default="true")], None, ""),
    ],
)
def test_a_default_of_a_profile_must_be_the_code_s_or_set(
    catalogue: Catalogue, mentions: list[Mention], severity: str | None, told: str
) -> None:
    """The code has one fallback for all profiles: an error where a rule refuses it and nothing sets the variable."""
    drifts = [
        each
        for each in found(*ALL_READ, CLOSED, *mentions, catalogue=catalogue)
        if each.rule == "profile-default-not-applied"
    ]
    assert [each.severity for each in drifts] == ([severity] if severity else [])
    assert all(told in each.why for each in drifts)


OLD_NAMES = '''
http_port: Annotated[int, renamed_from("PORT")] = 8080
"""TCP port."""

cache: Annotated[str, deprecated("Leave it out.")] = "x"
"""A cache."""
'''


def test_what_the_schema_renamed_or_deprecated_is_still_found(schema: Schema) -> None:
    """A former name is an error where a deployment sets it; a deprecated variable is a warning where it is set."""
    known = schema(OLD_NAMES)
    read = [said(role, name) for name in ("HTTP_PORT", "CACHE") for role in ("read", "documented")]

    def drifts(*mentions: Mention) -> list[tuple[str, str, str]]:
        told = found(*read, *mentions, catalogue=known)
        return [(each.name, each.rule, each.severity) for each in told if each.name != "ANCHOR"]

    assert drifts() == []
    assert drifts(said("documented", "PORT", 3)) == [("PORT", "renamed-still-named", "warning")]
    assert drifts(said("set", "PORT", 3)) == [("PORT", "renamed-still-named", "error")]
    assert drifts(said("set", "CACHE", 3, value="y")) == [("CACHE", "deprecated-still-set", "warning")]


def test_what_is_required_must_be_set_where_it_is_required(catalogue: Catalogue) -> None:
    """A unit that fulfils the condition and lacks the variable is found at its first line."""
    (only,) = [
        each for each in found(*ALL_READ, *given(PORT="1", AUTH="true"), catalogue=catalogue) if each.name == "KEY"
    ]
    assert (only.rule, only.places) == ("required-but-not-set", (Place("compose.yaml", 1),))
    assert only.why.startswith("`KEY` must be set when `AUTH` is `true`, and it is not set in compose.yaml:1")


@pytest.mark.parametrize(
    "mentions",
    [
        given(PORT="1", AUTH="false"),
        given(PORT="1", AUTH="true", KEY=None),
        [*given(PORT="1", AUTH="true", KEY_FILE="/run/key"), said("read", "KEY_FILE")],
        given(PORT="1", AUTH=None),
        given(AUTH="true"),
        given("", PORT="1", AUTH="true"),
        given("open", PORT="1", AUTH="true"),
        given("ci", ".github/workflows/ci.yml", PORT="1", AUTH="true"),
        [*given(PORT="1", AUTH="true"), said("set", "KEY", file="Dockerfile", unit="Dockerfile")],
    ],
)
def test_a_unit_that_may_be_complete_lacks_nothing(catalogue: Catalogue, mentions: list[Mention]) -> None:
    """What is set elsewhere, unknown, or perhaps another program's, is not missing."""
    assert schema_rules(catalogue, *mentions, open_units=frozenset(("open",))) == []


@pytest.mark.parametrize(
    ("values_given", "refused"),
    [
        ({"MODE": "prod", "AUTH": "false"}, ["AUTH"]),
        ({"MODE": "prod", "AUTH": "true", "KEY": None}, []),
        ({"MODE": "${MODE}", "AUTH": "false"}, []),
        ({"MODE": "dev", "KEY": "Zq3vLm8"}, ["KEY"]),
        ({"MODE": "dev", "KEY": "Zq3vLm8Xw2Tn5Rb9", "OLD": None}, []),
        ({"MODE": "dev", "KEY": "change-me"}, []),
    ],
)
def test_rules_are_judged_where_everything_they_look_at_is_known(
    catalogue: Catalogue, values_given: dict[str, str | None], refused: list[str]
) -> None:
    """A rule whose condition or value is not told is passed over."""
    told = schema_rules(catalogue, *given(**values_given))
    assert [name for name, rule in told if rule == "refused-value"] == refused


def test_a_profile_decides_only_where_it_is_known(catalogue: Catalogue) -> None:
    """A default that hangs on the profile is unknown where the profile is."""
    assert ("KEY", "required-but-not-set") in schema_rules(catalogue, *given(MODE="prod", PORT="1"))
    assert schema_rules(catalogue, *given(MODE="${MODE}", PORT="1")) == []
    assert schema_rules(catalogue, *given(PORT="1", OLD=None)) == []


def test_a_schema_without_profiles_is_judged_as_it_is(schema: Schema) -> None:
    """Where nothing chooses a profile, the defaults are those of the schema."""
    catalogue = schema(BODY_WITHOUT_PROFILES)
    read = [said(role, name) for name in ("SIZE", "KEY", "NAME") for role in ("read", "documented")]
    assert ("KEY", "required-but-not-set") in rules(*read, *given(NAME="x", SIZE=""), catalogue=catalogue)


def test_fields_are_found_where_a_schema_declares_them(tmp_path: Path, catalogue: Catalogue) -> None:
    """The line of a field is found in a module or in a package, below the section's prefix; elsewhere nothing is."""
    assert declarations(tmp_path / "gone", catalogue) == {}
    places = declarations(tmp_path, catalogue)
    assert places["PORT"].file == f"{catalogue.source}.py"
    text = (tmp_path / places["PORT"].file).read_text().splitlines()
    assert text[places["PORT"].line - 1].strip().startswith("port:")


def test_fields_are_found_below_the_prefix_of_their_section(tmp_path: Path, catalogue: Catalogue) -> None:
    """Two sections may have a field of one name; the prefix tells which is meant."""
    from dataclasses import replace

    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "a.py").write_text(
        'class A(Section):\n    port: int\n\nclass B(Section, prefix="WEB_"):\n    port: int\n'
    )
    (folder / "b.py").write_text("    nothing: int\n")
    (section,) = catalogue.sections
    renamed = tuple(replace(each, name=f"WEB_{each.name}") for each in section.variables)
    told = replace(catalogue, source="settings", sections=(replace(section, prefix="WEB_", variables=renamed),))
    assert declarations(tmp_path, told) == {"WEB_PORT": Place("settings/a.py", 5)}


def test_every_rule_says_what_to_do() -> None:
    """Each rule has a meaning, a reason, a remedy and advice, in whole sentences or in those of the schema."""
    for rule in RULES.values():
        for text in (rule.meaning, rule.why, rule.remedy, rule.what_to_do):
            assert text.endswith((".", "{fault}", "{repair}")), text
