"""Regions of people's own Markdown files: filled between their markers, and nothing outside them touched."""

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.cli.program import main
from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import orphans, targets
from estuary_docs.project.regions import LANGUAGES, filled
from estuary_docs.project.settings import Project, find_project
from estuary_docs.renderers import DEPLOYMENTS, FILES, render
from estuary_docs.renderers.files.table import code, table, text
from estuary_docs.vocabulary.kinds import Text
from tests.conftest import ROOT
from tests.sites import Page

END = "<!-- /estuary-docs -->"
TABLE = "<!-- estuary-docs: table -->"
BEGINNING = "\n<!-- prettier-ignore-start -->\n<!-- markdownlint-capture -->\n<!-- markdownlint-disable -->\n\n"
ENDING = "\n<!-- markdownlint-restore -->\n<!-- prettier-ignore-end -->\n\n"
NOT_SHOWN = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), " ")


def run(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, arguments)


def listing(project: Path, *regions: str) -> None:
    """Name files with regions in the project's settings."""
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace('Settings"\n', f'Settings"\nregions = {list(regions)}\n'))


def test_generate_fills_and_check_compares(project: Path) -> None:
    """`check` is red until `generate` has filled the regions, shows the difference, and is silent afterwards."""
    readme = project / "README.md"
    readme.write_text(f"# Toy\n\n{TABLE}\n{END}\n\nThe end.")
    listing(project, "README.md")
    red = run("check")
    assert red.exit_code == 1
    assert "+| `PORT` | TCP port. | `3000` | no |" in red.output.splitlines()
    assert run("generate").output == "wrote .env.example\nwrote README.md\n"
    assert readme.read_text() == (
        f"# Toy\n\n{TABLE}\n{BEGINNING}"
        "| Name | What it does | Default | Required |\n"
        "| --- | --- | --- | --- |\n"
        "| `PORT` | TCP port. | `3000` | no |\n"
        "| `KEY` | **Secret.** Proves who it is. | not set | when `PORT` is `443` |\n"
        f"{ENDING}{END}\n\nThe end."
    )
    assert (run("check").exit_code, run("check").output) == (0, "")
    readme.write_text(readme.read_text().replace("`3000`", "`3001`"))
    assert run("check").exit_code == 1
    assert run("generate").output == "wrote README.md\n"


@pytest.mark.parametrize(
    ("order", "told", "untold"),
    [
        ("table", ["PORT", "JWT_SECRET", "development: `false`<br>staging, production: `true`"], ["SHOW"]),
        ("table section=authentication", ["AUTH_ENABLED"], ["| `JWT_SECRET` |"]),
        ("table section=auth", ["AUTH_ENABLED"], ["| `JWT_SECRET` |"]),
        ("table section=rate-limit", ["RATE_LIMIT_ENABLED"], ["PORT"]),
        ("table secrets=only", ["JWT_SECRET", "AUTH_JWKS_URLS"], ["PORT"]),
        ("table secrets=none section=auth", ["AUTH_ENABLED"], ["AUTH_JWKS_URLS"]),
        ("table profile=production", ["| `AUTH_ENABLED` |", "| `true` | no |", "**one of"], ["development:"]),
        ("show compose profile=production", ["```yaml\n", "Made from config_schema by"], ["APP_PROFILE: staging"]),
        ("show env-example", ["```ini\n", "#PORT=3000"], []),
    ],
)
def test_a_region_holds_what_its_marker_asks_for(
    catalogue: Catalogue, order: str, told: list[str], untold: list[str]
) -> None:
    """The options choose a section, a profile, and secrets or settings alone; `show` puts any format into a fence."""
    held = filled(f"<!-- estuary-docs: {order} -->\n{END}\n", "file", catalogue)
    assert [part for part in told if part not in held] == []
    assert [part for part in untold if part in held] == []


@pytest.mark.parametrize("name", FILES | DEPLOYMENTS)
def test_every_format_fits_into_a_region(catalogue: Catalogue, name: str) -> None:
    """Whatever a format holds, its fence holds it, and filling it again changes nothing."""
    once = filled(f"<!-- estuary-docs: show {name} -->\n{END}\n", "file", catalogue)
    assert render(catalogue, name, for_copying=True).rstrip("\n") in once
    assert filled(once, "file", catalogue) == once
    assert set(LANGUAGES) <= set(FILES | DEPLOYMENTS)


BROKEN = {
    f"{TABLE}\n": "file.md:1: begins a region without an end",
    f"a\n\n{TABLE}\n{TABLE}\n{END}\n": "file.md:4: begins a region inside that of line 3",
    f"a\n{END}\n": "file.md:2: ends a region that nothing began",
    f"{TABLE}\n{END}\n{END}\n": "file.md:3: ends a region that nothing began",
    f"<!-- estuary-docs: tabel -->\n{END}\n": "file.md:1: is not an order",
    f"<!-- estuary-docs: show -->\n{END}\n": "file.md:1: is not an order",
    f"<!-- estuary-docs: -->\n{END}\n": "file.md:1: is not a marker",
    f"<!-- estuary-docs table -->\n{END}\n": "file.md:1: is not a marker",
    f"<!-- estuary-docs: table --> more\n{END}\n": "file.md:1: is not a marker",
    f"<!-- estuary-docs: table\n-->\n{END}\n": "file.md:1: is not a marker",
    f"{TABLE}\n<!-- /estuary-docs --> more\n": "file.md:2: is not a marker",
    f"{TABLE}\n<!-- /estuary-docs\n": "file.md:2: is not a marker",
    f"<!-- estuary-docs: table section=gone -->\n{END}\n": "file.md:1: names an unknown section; choose",
    f"<!-- estuary-docs: table profile=gone -->\n{END}\n": "file.md:1: profile is not a profile of Toy",
    f"<!-- estuary-docs: table secrets=all -->\n{END}\n": "file.md:1: has an unknown word after secrets=; write",
    f"<!-- estuary-docs: table colour=red -->\n{END}\n": "file.md:1: has an unknown option",
    f"<!-- estuary-docs: table section= -->\n{END}\n": "file.md:1: has an unknown option",
    f"<!-- estuary-docs: table secrets=only secrets=none -->\n{END}\n": "file.md:1: secrets: is given twice",
    f"<!-- estuary-docs: show gone -->\n{END}\n": "file.md:1: names an unknown format; choose one of",
    f"<!-- estuary-docs: show reference -->\n{END}\n": "file.md:1: names an unknown format",
    f"<!-- estuary-docs: show compose profile=gone -->\n{END}\n": "file.md:1: profile is not a profile",
    f"<!-- estuary-docs: show compose section=server -->\n{END}\n": "file.md:1: has an unknown option",
    f"{TABLE}\n```\n{END}\n": "file.md:1: begins a region without an end",
    f"```text\n{TABLE}\n{END}\n```\n": "file.md:1: has no marker",
    "nothing\n": "file.md:1: has no marker",
}


@pytest.mark.parametrize(("held", "complaint"), BROKEN.items())
@pytest.mark.parametrize("command", ["generate", "check"])
def test_a_broken_marker_is_one_line_and_changes_no_file(
    project: Path, command: str, held: str, complaint: str
) -> None:
    """A missing or broken marker exits with 2 and one line with file and line, and every file stays as it was."""
    (project / "file.md").write_text(held)
    listing(project, "file.md")
    shown = run(command)
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (2, "", 1)
    assert complaint in shown.stderr
    assert (project / "file.md").read_text() == held
    assert not (project / ".env.example").exists()


NO_MARKERS = [
    f"```markdown\n{TABLE}\n```\n",
    f"~~~\n{TABLE}\n```\n{END}\n~~~\n",
    f"````\n```\n{TABLE}\n```\n````\n",
    f"  - item\n\n    ```\n    {TABLE}\n    ```\n",
    f"    {TABLE}\n",
    f"\t{END}\n",
    f"Write `{TABLE}` into it.\n",
    "<!-- a comment on estuary-docs -->\n",
    "<!-- estuary-documents -->\n",
]


@pytest.mark.parametrize("held", NO_MARKERS)
def test_code_and_prose_hold_no_markers(catalogue: Catalogue, held: str) -> None:
    """What stands in a fence, is indented as code, or is quoted in a sentence is left as it is."""
    assert filled(held, "file", catalogue) == held
    whole = f"{TABLE}\n{END}\n"
    assert filled(held + whole, "file", catalogue) == held + filled(whole, "file", catalogue)


def test_three_backticks_within_a_line_are_no_fence(catalogue: Catalogue) -> None:
    """Code in a sentence opens no fence, so that the marker below it is one."""
    assert "`PORT`" in filled(f"```code``` in prose\n{TABLE}\n{END}\n", "file", catalogue)


@settings(deadline=None)
@given(
    before=st.text(st.characters(codec="utf-8", exclude_characters="<`~"), max_size=40),
    after=st.text(st.characters(codec="utf-8", exclude_characters="<`~"), max_size=40),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_all_else_is_byte_for_byte_as_it_was(catalogue: Catalogue, before: str, after: str, newline: str) -> None:
    """What stands before and after a region is untouched, and the region takes the line end of its marker."""
    start = f"{before}\n{TABLE}{newline}"
    end = f"{END}{newline}{after}"
    held = filled(start + "old" + newline + end, "file", catalogue)
    assert held.startswith(start)
    assert held.endswith(end)
    inner = held[len(start) : -len(end)]
    assert inner.count("\n") == inner.count(newline)
    assert filled(held, "file", catalogue) == held


def test_files_keep_their_bytes(project: Path) -> None:
    """A byte order mark, carriage returns and a missing newline at the end stay."""
    (project / "a.md").write_bytes(f"\ufeffé\r\n{TABLE}\r\n{END}".encode())
    listing(project, "a.md")
    run("generate")
    held = (project / "a.md").read_bytes()
    assert held.startswith(f"\ufeffé\n{TABLE}\n{BEGINNING}| Name".replace("\n", "\r\n").encode())
    assert held.endswith(f"|\n{ENDING}{END}".replace("\n", "\r\n").encode())
    assert held.count(b"\n") == held.count(b"\r\n")
    assert run("check").exit_code == 0


def test_patterns_find_files_and_pass_over_what_is_nobodys(project: Path, catalogue: Catalogue) -> None:
    """A pattern takes files at any depth, each once; tools' and hidden folders only where it names them."""
    for path in ("docs/a.md", "docs/deep/b.md", "docs/plain.md", "node_modules/c.md", ".hidden/d.md", "build/e.md"):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text("nothing\n" if "plain" in path else f"{TABLE}\n{END}\n")
    patterns = ("docs/a.md", "**/*.md", "build/*.md", ".env.example")
    (project / ".env.example").write_text("# never read for regions\n")
    found = targets(find_project(project), catalogue)
    assert [target.shown for target in found] == [".env.example"]
    told = Project(project, None, find_project(project).artefacts, regions=patterns)
    names = [target.shown for target in targets(told, catalogue)]
    assert names == [".env.example", "docs/a.md", "docs/deep/b.md", "docs/plain.md", "build/e.md"]


def test_a_file_with_a_region_is_no_orphan(project: Path) -> None:
    """A snippet that carries the notice within a region does not make its file an orphan."""
    (project / "a.md").write_text(f"<!-- estuary-docs: show env-example -->\n{END}\n")
    listing(project, "a.md")
    run("generate")
    assert "edits here are lost" in (project / "a.md").read_text()
    read = find_project(project)
    assert list(orphans(read, read.catalogue())) == []


@pytest.mark.parametrize(
    ("regions", "complaint"),
    [
        ('"README.md"', "regions must be a list"),
        ("[3]", "regions must be a list"),
        ('[""]', "regions must be a list"),
        ('["../a.md"]', "below the root"),
        ('["/a.md"]', "below the root"),
        ('["gone.md"]', 'regions: "gone.md" names no file'),
        ('["**.md"]', 'regions: "\\*\\*.md" names no file'),
        ('["latin.md"]', "latin.md: cannot be read: it is not UTF-8 text"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(project: Path, regions: str, complaint: str) -> None:
    """What is no list of files below the root, or names none, is an error that names pyproject.toml or the file."""
    (project / "latin.md").write_bytes(b"\xe9")
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace('Settings"\n', f'Settings"\nregions = {regions}\n'))
    with pytest.raises(ProjectError, match=complaint):
        targets(find_project(project), find_project(project).catalogue())


def test_a_file_that_cannot_be_read_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is told in one line."""
    (project / "a.md").write_text(f"{TABLE}\n{END}\n")
    listing(project, "a.md")

    read = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("a.md"):
            raise PermissionError(13, "Permission denied")
        return read(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert run("check").stderr.endswith("a.md: cannot be read: Permission denied\n")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_value_shows_as_it_is(value: str) -> None:
    """No value can break a cell, a row or the code that it stands in."""
    plain = value.translate(NOT_SHOWN)
    shown = markdown(f"| a | b |\n| --- | --- |\n| {code(plain)} | end |\n", extensions=["tables"])
    page = Page(shown)
    assert page.tags["td"] == 2
    assert "".join(page.text.split()) == "".join(f"ab{plain}end".split())


@settings(deadline=None)
@given(st.text(max_size=30))
def test_prose_shows_as_it_is(prose: str) -> None:
    """A description means nothing to Markdown but its code in backticks."""
    plain = prose.translate(NOT_SHOWN)
    shown = markdown(f"| a | b |\n| --- | --- |\n| x {text(plain)} | end |\n", extensions=["tables"])
    page = Page(shown)
    assert set(page.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert "".join(page.text.split()).replace("`", "") == "".join(f"abx{plain}end".split()).replace("`", "")


def test_a_row_stays_one_line() -> None:
    """A description of several paragraphs, with pipes and tags, and a default with a newline stay in their row."""
    odd = Variable("ODD", "One |\ntwo <b>.\n\nThree `a|b`.", Text(), secret=False, defaults={"default": "`\n|"})
    catalogue = Catalogue("toy", "Toy", "", None, ("default",), "default", (Section("Toy", "", (odd,)),))
    rows = table(catalogue, [odd]).splitlines()
    assert len(rows) == 3
    assert rows[2] == (
        "| `ODD` | One &#124; two &#60;b&#62;. Three <code>a&#124;b</code>. | <code>&#96;&#10;&#124;</code> | no |"
    )


def test_the_project_s_own_readme_has_a_region() -> None:
    """The README's table of variables is generated."""
    project = find_project(ROOT)
    assert "README.md" in project.regions
    assert "<!-- estuary-docs: table" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_formatters_and_linters_leave_a_region_alone(catalogue: Catalogue, tmp_path: Path) -> None:
    """Prettier and markdownlint pass over what is between their marks, and go on as before behind it."""
    text = filled(f"# Toy\n\n{TABLE}\n{END}\n\n<!-- estuary-docs: show compose -->\n{END}\n", "a.md", catalogue)
    assert text.count(BEGINNING) == text.count(ENDING) == 2
    program = which("prettier")
    if program is None:
        pytest.skip("prettier is not installed")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    subprocess.run([program, "--prose-wrap=always", "--write", str(tmp_path / "a.md")], check=True, capture_output=True)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == text
