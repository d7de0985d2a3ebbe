"""What `init` adds to a project: its settings, its site, its hook and its step in CI."""

import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from benchmarks.schemas import vocabulary_module
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.reading.budgets import Budget
from estuary_docs.drift.reading.workers import Workers
from estuary_docs.errors import ProjectError
from estuary_docs.installation import settings_classes as classes
from estuary_docs.installation.checks_in_ci import checks_in_ci
from estuary_docs.installation.install import carry_out, difference, plan, remarks, undo
from estuary_docs.installation.pages import pages
from estuary_docs.installation.settings_classes import settings_classes
from estuary_docs.installation.site_pages import site_pages
from estuary_docs.installation.yaml_text import YamlText
from estuary_docs.project.settings import Project, find_project
from estuary_docs.project.user_files import user_folder
from estuary_docs.renderers import render
from tests.sites import BUILD_WARNINGS, build_site

SCHEMA = '''"""A schema."""

from estuary_docs.vocabulary import Section, Settings


class Server(Section):
    """Where it listens."""

    host: str = "localhost"
    """The address."""


class MySettings(Settings):
    """My service."""

    server: Server
'''
# A list in brackets, and a plugin without settings, are lines that take more.
TAKES_MORE = re.compile(r"\[|- macros$")
BRACES = "# Mine\n\nBraces stay: {{ nobody }} {% raw %}.\n"
SITES = {
    "nothing": None,
    "only a name": "site_name: Mine\n",
    "comments and Windows line ends": "# mine\r\nsite_name: Mine # kept\r\nnav:\r\n  - A: index.md # first\r\n",
    "a list at the margin": "site_name: Mine\nnav:\n- Home: index.md\nplugins:\n- search\ntheme: readthedocs\n",
    "lists in brackets": "site_name: Mine\nmarkdown_extensions: [toc]\nplugins: []\n",
    "macros without settings": "site_name: Mine\nplugins:\n  - search\n  - macros\nmarkdown_extensions: [attr_list]\n",
    "macros with settings": "site_name: Mine\nplugins:\n  - macros:\n      on_undefined: strict\n  - search\n",
    "macros with modules": "site_name: Mine\nplugins:\n  - macros:\n      modules: [my_macros]\n  - search\n",
    "a mapping": "site_name: Mine\nplugins:\n  search: {}\nmarkdown_extensions:\n  toc:\n    permalink: true\n",
    "macros in a mapping": "site_name: Mine\nplugins:\n  macros:\n    modules: [my_macros]\n",
    "macros in brackets": "site_name: Mine\nplugins: [search, macros]\n",
    "a custom tag": 'site_name: !ENV [NAME, "Mine"]\nmarkdown_extensions:\n  - toc:\n      permalink: true\n',
    "no last line end": "site_name: Mine\nnav:\n  - Home: index.md",
    "another folder": "site_name: Mine\ndocs_dir: pages\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with a schema that is named nowhere."""
    root = tmp_path / "my-project"
    root.mkdir()
    (root / "my_schema.py").write_text(SCHEMA, encoding="utf-8")
    (root / "my_macros.py").write_text("def define_env(env): pass\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(root))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Project(root, None)


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def make_site(root: Path, settings: str | None) -> None:
    """Write a site's settings, and the page that they name."""
    if settings is not None:
        (root / "mkdocs.yml").write_bytes(settings.encode())
        folder = root / ("pages" if "docs_dir" in settings else "docs")
        folder.mkdir()
        (folder / "index.md").write_text("# Mine\n" if "macros" in settings else BRACES, encoding="utf-8")


@BUILD_WARNINGS
@pytest.mark.parametrize("settings", SITES.values(), ids=list(SITES))
def test_a_site_of_any_form_shows_the_reference(project: Project, settings: str | None) -> None:
    """Whatever stands in mkdocs.yml stays there, and the site builds with the new pages."""
    make_site(project.root, settings)
    carry_out(project, plan(project, "my_schema:MySettings"))
    after = iter((project.root / "mkdocs.yml").read_bytes().decode().splitlines(keepends=True))
    kept = [line for line in (settings or "").splitlines(keepends=True) if not TAKES_MORE.search(line)]
    assert all(any(line.rstrip("\r\n") == each.rstrip("\r\n") for each in after) for line in kept)
    site = build_site(project.root)
    page = (site / "configuration/reference/index.html").read_text(encoding="utf-8")
    assert 'id="host"' in page
    if "nav:" in (settings or ""):
        assert 'href="configuration/reference/"' in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "configuration/troubleshooting/index.html").is_file()
    if settings is not None and "macros" not in settings:
        assert "{{ nobody }}" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("settings", SITES.values(), ids=list(SITES))
def test_line_ends_stay(project: Project, settings: str | None) -> None:
    """A file with Windows line ends has no other after it, and one without has none of them."""
    make_site(project.root, settings)
    carry_out(project, plan(project, "my_schema:MySettings"))
    after = (project.root / "mkdocs.yml").read_bytes()
    assert after.count(b"\r\n") == (after.count(b"\n") if "\r\n" in (settings or "") else 0)


@pytest.mark.parametrize("settings", SITES.values(), ids=list(SITES))
def test_a_second_run_changes_nothing(project: Project, settings: str | None) -> None:
    """A project that has everything needs nothing."""
    make_site(project.root, settings)
    carry_out(project, plan(project, "my_schema:MySettings"))
    assert plan(find_project(project.root), "my_schema:MySettings") == []


@pytest.mark.parametrize("settings", SITES.values(), ids=list(SITES))
def test_undo_puts_everything_back(project: Project, settings: str | None) -> None:
    """After `undo` every file is what it was, byte for byte, and new ones are gone."""
    make_site(project.root, settings)
    before = contents(project.root)
    carry_out(project, plan(project, "my_schema:MySettings"))
    undone = undo(project)
    assert undone == {path: "restored" if path in before else "deleted" for path in contents_of_plan(project)}
    assert contents(project.root) == before
    assert not [path for path in project.root.rglob("*") if path.is_dir() and not any(path.iterdir())]


def contents_of_plan(project: Project) -> list[str]:
    """Return the paths that a plan would write."""
    return [target.shown for target in plan(project, "my_schema:MySettings")]


def test_undo_goes_back_behind_every_plan(project: Project) -> None:
    """A second plan that mends what went missing does not make the first one forgotten."""
    before = contents(project.root)
    carry_out(project, plan(project, "my_schema:MySettings"))
    (project.root / "mkdocs.yml").unlink()
    again = find_project(project.root)
    carry_out(again, plan(again, "my_schema:MySettings"))
    undo(again)
    assert contents(project.root) == before


def test_undo_keeps_what_somebody_wrote_between_two_plans(project: Project) -> None:
    """It goes back to the file as the later plan found it."""
    carry_out(project, plan(project, "my_schema:MySettings"))
    (project.root / "mkdocs.yml").write_text("site_name: Other\n", encoding="utf-8")
    again = find_project(project.root)
    carry_out(again, plan(again, "my_schema:MySettings"))
    undo(again)
    assert (project.root / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: Other\n"


def test_undo_leaves_what_somebody_changed(project: Project) -> None:
    """A file that has changed since is named, and nothing is put back."""
    carry_out(project, plan(project, "my_schema:MySettings"))
    (project.root / "mkdocs.yml").write_text("site_name: Other\n", encoding="utf-8")
    after = contents(project.root)
    with pytest.raises(ProjectError, match=r"mkdocs\.yml: has changed since"):
        undo(project)
    assert contents(project.root) == after


def test_there_is_nothing_to_undo_at_first(project: Project) -> None:
    """Without a plan that was carried out, undo says so."""
    with pytest.raises(ProjectError, match="no plan"):
        undo(project)
    carry_out(project, plan(project, "my_schema:MySettings"))
    (record,) = user_folder("state").iterdir()
    record.write_text("{", encoding="utf-8")
    with pytest.raises(ProjectError, match="no plan"):
        undo(project)


def test_the_plan_is_shown_as_a_diff(project: Project) -> None:
    """A new file differs from nothing; a file that exists shows its context."""
    (project.root / "pyproject.toml").write_text("[project]\nname = 'mine'", encoding="utf-8")
    text = difference(plan(project, "my_schema:MySettings"))
    assert "--- /dev/null\n+++ b/mkdocs.yml\n" in text
    assert "--- a/pyproject.toml\n+++ b/pyproject.toml\n" in text
    assert '+schema = "my_schema:MySettings"\n' in text
    assert "pip install" in text
    assert "[drift,settings]' .\n" in text


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("mkdocs.yml", "a: [", "mkdocs.yml:1: is not YAML"),
        ("mkdocs.yml", "- a\n", "is not a mapping"),
        ("mkdocs.yml", "{a: b}\n", "is not a mapping"),
        ("mkdocs.yml", "plugins: search\n", "plugins is not a list; add `estuary-docs:` by hand"),
        ("mkdocs.yml", "plugins: {search: {}}\n", "plugins is not a mapping of lines"),
        (".gitlab-ci.yml", "a: [", r".gitlab-ci.yml:1: is not YAML"),
        ("pyproject.toml", "\udcff", "pyproject.toml: is not UTF-8"),
    ],
)
def test_what_cannot_be_added_to_is_named(project: Project, name: str, text: str, complaint: str) -> None:
    """A file of a form that no line can be added to is one line on the terminal, and nothing is written."""
    (project.root / name).write_bytes(text.encode(errors="surrogateescape"))
    before = contents(project.root)
    with pytest.raises(ProjectError, match=complaint):
        plan(project, "my_schema:MySettings")
    assert contents(project.root) == before


def test_gitlab_is_served_where_the_project_uses_it(tmp_path: Path) -> None:
    """A job is added to .gitlab-ci.yml; a workflow for GitHub is written where there is none such."""
    assert [target.shown for target in checks_in_ci(tmp_path)][1] == ".github/workflows/estuary-docs.yml"
    (tmp_path / ".gitlab-ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("", encoding="utf-8")
    step = checks_in_ci(tmp_path)[1]
    assert yaml.safe_load(step.text)["estuary-docs"]["script"][0].endswith("-r requirements.txt")
    (tmp_path / ".gitlab-ci.yml").write_text(step.text, encoding="utf-8")
    assert checks_in_ci(tmp_path)[1].is_current()


def test_hooks_join_those_that_are_there(tmp_path: Path) -> None:
    """The hooks of others keep their place and their comments."""
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text("repos:\n  # ours\n  - repo: local\n    hooks: []\n", encoding="utf-8")
    text = checks_in_ci(tmp_path)[0].text
    assert text.startswith("repos:\n  # ours\n  - repo: local\n    hooks: []\n  - repo: local\n")
    assert [hook["id"] for hook in yaml.safe_load(text)["repos"][1]["hooks"]] == [
        "estuary-docs-check",
        "estuary-docs-drift",
    ]


def test_pages_that_exist_stay(tmp_path: Path, catalogue: Catalogue) -> None:
    """A page of the project's own is not written over."""
    (tmp_path / "docs/configuration").mkdir(parents=True)
    (tmp_path / "docs/configuration/reference.md").write_text("# Ours\n", encoding="utf-8")
    made = site_pages(tmp_path, "X", "configuration", catalogue, sections=None)
    assert "docs/configuration/reference.md" not in [each.shown for each in made]


ASKS, SHOWS = "---\nrender_macros: true\n---\n", '# Ours\n\n{{ show("reference") }}\n'
LACKS = "docs/configuration/reference.md: is kept as it is, and shows no variable; write "
INTO_IT, INTO_TOP = '`{{ show("reference") }}` into it', "`render_macros: true` into its front matter"


@pytest.mark.parametrize(
    ("settings", "page", "lacking"),
    [
        (None, None, None),
        (None, "# Ours\n", f"{INTO_IT} and {INTO_TOP}"),
        ("site_name: Mine\n", SHOWS, INTO_TOP),
        ("site_name: Mine\n", f"{ASKS}# Ours\n", INTO_IT),
        ("site_name: Mine\n", f"{ASKS}{SHOWS}".replace("\n", "\r\n"), None),
        ("site_name: Mine\n", f"---\ntitle: Ours\nrender_macros: true\n---\n{SHOWS}", None),
        ("site_name: Mine\nplugins: [macros]\n", SHOWS, None),
        ("site_name: Mine\nplugins:\n  - macros:\n      render_by_default: false\n", SHOWS, INTO_TOP),
    ],
)
def test_a_page_that_is_kept_and_shows_nothing_is_named(
    project: Project, settings: str | None, page: str | None, lacking: str | None
) -> None:
    """What it lacks, so that links into it lead somewhere, is one line; a page that has it all is kept in silence."""
    make_site(project.root, settings)
    if page is not None:
        (project.root / "docs/configuration").mkdir(parents=True)
        (project.root / "docs/configuration/reference.md").write_bytes(page.encode())
    assert remarks(project, "my_schema:MySettings") == ([] if lacking is None else [f"{LACKS}{lacking}"])


@BUILD_WARNINGS
def test_the_pages_of_a_service_are_those_that_would_hold_something(project: Project) -> None:
    """A new site has a part for each thing that operators look for, and no page of what the schema does not have."""
    carry_out(project, plan(project, "my_schema:MySettings"))
    nav = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert [next(iter(part)) for part in nav] == ["Home", "Variables", "Deploy", "Troubleshoot", "Tools"]
    site = build_site(project.root)
    for page in ("", "reference", "deploy", "troubleshooting", "build", "check"):
        text = (site / (f"configuration/{page}" if page else "") / "index.html").read_text(encoding="utf-8")
        assert "show(" not in text
        assert "HOST" in text or page == "check"


def test_a_service_with_profiles_and_secrets_has_their_pages(catalogue: Catalogue) -> None:
    """Both are in the navigation; secrets that arrive in files and are rotated have a section for each."""
    texts = {page.file: page.text for page in pages(catalogue, is_split=False)}
    assert list(texts) == [
        "reference.md",
        "profiles.md",
        "secrets.md",
        "deploy.md",
        "troubleshooting.md",
        "build.md",
        "check.md",
    ]
    assert '{{ show("rotation-steps") }}' in texts["secrets.md"]
    assert '{{ store_secrets("kubernetes", "production") }}\nkubectl apply --filename app.yaml\n' in texts["deploy.md"]


@pytest.mark.parametrize(
    "start", ["docker compose up --detach", "kubectl apply --filename app.yaml", "systemctl enable"]
)
def test_a_service_starts_with_or_without_secrets(project: Project, catalogue: Catalogue, start: str) -> None:
    """The page about deploying ends each platform's commands with the one that starts the service."""
    without = replace(project, schema="my_schema:MySettings").catalogue()
    for service in (catalogue, without):
        (deploy,) = (page.text for page in pages(service, is_split=False) if page.file == "deploy.md")
        assert start in deploy
        assert ("without the Secret" in deploy) == (service is catalogue)


def test_a_long_reference_has_a_page_for_each_section(project: Project) -> None:
    """From 150 variables on the first page is their index, and the pages of sections are not in the navigation."""
    (project.root / "long_schema.py").write_text(vocabulary_module(150), encoding="utf-8")
    carry_out(project, plan(project, "long_schema:Toy"))
    again = find_project(project.root)
    assert {each.path: each.output_format for each in again.artefacts} == {
        ".env.example": "env-example",
        "validation.py": "validation-py",
        "docs/configuration/reference/{section}.md": "reference-page",
    }
    reference = (project.root / "docs/configuration/reference.md").read_text(encoding="utf-8")
    assert '{{ show("overview") }}' in reference
    assert '{{ show("reference") }}' not in reference
    settings = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["not_in_nav"] == "/configuration/reference/*.md\n"
    assert "/docs/configuration/reference/*.md " in (project.root / ".gitattributes").read_text(encoding="utf-8")
    assert plan(again, "long_schema:Toy") == []
    assert remarks(again, "long_schema:Toy") == []


TABLE_OF_LONG = (
    '[tool.estuary-docs]\nschema = "long_schema:Toy"\npages = "configuration"\n\n[tool.estuary-docs.artefacts]\n'
)


@pytest.mark.parametrize(
    ("artefact", "shown", "not_in_nav"),
    [
        ('".env.example" = "env-example"\n', "reference", None),
        ('"docs/env/reference/{section}.md" = "reference-page"\n', "overview", "/env/reference/*.md\n"),
        ('"elsewhere/{section}.md" = "reference-page"\n', "overview", None),
    ],
)
def test_the_table_says_whether_a_long_reference_is_split(
    project: Project, artefact: str, shown: str, not_in_nav: str | None
) -> None:
    """Where a table exists and generates no pages of sections, the first page holds the entries, however many."""
    (project.root / "long_schema.py").write_text(vocabulary_module(150), encoding="utf-8")
    (project.root / "pyproject.toml").write_text(TABLE_OF_LONG + artefact, encoding="utf-8")
    mine = find_project(project.root)
    carry_out(mine, plan(mine, "long_schema:Toy"))
    reference = (project.root / "docs/configuration/reference.md").read_text(encoding="utf-8")
    settings = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert f'{{{{ show("{shown}") }}}}' in reference
    assert settings.get("not_in_nav") == not_in_nav
    assert plan(mine, "long_schema:Toy") == []
    assert remarks(mine, "long_schema:Toy") == []


def test_a_kept_page_of_a_long_reference_is_asked_for_its_index(project: Project) -> None:
    """The first run already says what the page lacks once each section has a page."""
    (project.root / "long_schema.py").write_text(vocabulary_module(150), encoding="utf-8")
    make_site(project.root, "site_name: Mine\nplugins: [macros]\n")
    (project.root / "docs/configuration").mkdir(parents=True)
    (project.root / "docs/configuration/reference.md").write_text(SHOWS, encoding="utf-8")
    (remark,) = remarks(project, "long_schema:Toy")
    assert remark.endswith('shows no variable; write `{{ show("overview") }}` into it')


def test_a_page_of_something_else_is_neither_linked_nor_in_the_navigation(project: Project) -> None:
    """A site with pages about other checks and builds keeps them apart from the new ones."""
    make_site(project.root, "site_name: Mine\nnav:\n  - Home: index.md\n")
    (project.root / "docs/configuration").mkdir()
    for name in ("build", "check"):
        (project.root / f"docs/configuration/{name}.md").write_text("# Ours\n", encoding="utf-8")
    carry_out(project, plan(project, "my_schema:MySettings"))
    made = {path.name: path.read_text(encoding="utf-8") for path in (project.root / "docs/configuration").iterdir()}
    assert made["check.md"] == made["build.md"] == "# Ours\n"
    for text in (made["troubleshooting.md"], made["deploy.md"], (project.root / "mkdocs.yml").read_text("utf-8")):
        assert "check.md" not in text
        assert "build.md" not in text


def test_a_page_that_init_made_is_linked_again(project: Project) -> None:
    """A page that shows what it should is no page of something else."""
    carry_out(project, plan(project, "my_schema:MySettings"))
    page = project.root / "docs/configuration/troubleshooting.md"
    before = page.read_text(encoding="utf-8")
    page.unlink()
    again = find_project(project.root)
    carry_out(again, plan(again, "my_schema:MySettings"))
    assert "(check.md)" in before
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "hiding", ["  - Old: old-configuration/build.md\n", "  # configuration/build.md comes later\n"]
)
def test_only_an_entry_of_the_navigation_hides_a_page(project: Project, hiding: str) -> None:
    """Neither a longer path nor a comment stands for an entry."""
    make_site(project.root, f"site_name: Mine\nnav:\n  - Home: index.md\n{hiding}")
    carry_out(project, plan(project, "my_schema:MySettings"))
    assert "Build your .env: configuration/build.md\n" in (project.root / "mkdocs.yml").read_text(encoding="utf-8")


def test_a_module_of_macros_that_a_comment_names_is_added(project: Project) -> None:
    """Only an item of the list loads it."""
    make_site(
        project.root, "# estuary_docs.macros\nsite_name: Mine\nplugins:\n  - macros:\n      modules: [my_macros]\n"
    )
    carry_out(project, plan(project, "my_schema:MySettings"))
    assert "modules: [my_macros, estuary_docs.macros]" in (project.root / "mkdocs.yml").read_text(encoding="utf-8")


def test_a_project_s_own_table_stays_and_says_where_the_pages_go(project: Project) -> None:
    """A table without a folder for the pages has them at the top of the docs."""
    table = '[tool.estuary-docs]\r\nschema = "my_schema:MySettings"\r\n'
    (project.root / "pyproject.toml").write_bytes(table.encode())
    shown = [target.shown for target in plan(find_project(project.root), "my_schema:MySettings")]
    assert "docs/reference.md" in shown
    assert "pyproject.toml" not in shown


def test_settings_classes_are_found_without_importing_anything(tmp_path: Path) -> None:
    """Only outermost classes count: neither the base of another one, nor what another one holds, nor one in a test."""
    sources = {
        "src/app/config.py": "raise SystemExit\nfrom pydantic_settings import BaseSettings\n"
        "class Base(BaseSettings): pass\nclass Database(Base): pass\n"
        "class App(Base):\n    database: Database\n    async_: list[str]\n",
        "src/app/__init__.py": "import pydantic_settings as p\nclass Other(p.BaseSettings): pass\n",
        "schema.py": SCHEMA,
        "mine.py": "class Settings: pass\nclass Mine(Settings): pass\n",
        "tests/test_x.py": "from pydantic_settings import BaseSettings\nclass Mine(BaseSettings): pass\n",
        "broken.py": "class BaseSettings(:\n",
        "binary.py": "\udcff",
        "notes.txt": "class Mine(BaseSettings): pass\n",
    }
    for name, text in sources.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode(errors="surrogateescape"))
    found = settings_classes(tmp_path, sorted(path for path in tmp_path.rglob("*") if path.is_file()))
    assert [(each.schema, each.file, each.line) for each in found] == [
        ("schema:MySettings", "schema.py", 13),
        ("app:Other", "src/app/__init__.py", 2),
        ("app.config:App", "src/app/config.py", 5),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no memory")
def test_a_file_too_large_to_be_parsed_hides_no_settings_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file has a budget of its own, and the classes of the others are found."""
    monkeypatch.setattr(classes, "WORKERS", Workers(Budget(mebibytes=64)))
    large = (
        "from pydantic_settings import BaseSettings\nclass Large(BaseSettings):\n    x = [" + "1, " * 300_000 + "]\n"
    )
    (tmp_path / "large.py").write_text(large, encoding="utf-8")
    (tmp_path / "small.py").write_text(SCHEMA, encoding="utf-8")
    found = settings_classes(tmp_path, sorted(tmp_path.iterdir()))
    assert [each.schema for each in found] == ["small:MySettings"]


@pytest.mark.parametrize("folder", ["../outside", "/outside", '"\\u0000"'])
def test_a_plan_leads_out_of_no_project(project: Project, folder: str) -> None:
    """The settings of the site may name any folder of pages, and nothing is written there."""
    (project.root / "mkdocs.yml").write_text(f"docs_dir: {folder}\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"leads out of this project|no file has such a name"):
        plan(project, "my_schema:MySettings")


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_plan_goes_through_no_link_that_leads_out(project: Project, tmp_path: Path) -> None:
    """Pages behind a link are those of another project."""
    (tmp_path / "elsewhere").mkdir()
    (project.root / "docs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match="it is a link that leads out of the folder"):
        plan(project, "my_schema:MySettings")


DOUBLING = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 9))


@pytest.mark.parametrize("nav", ["nav: &a\n  - *a\n", f"a0: &a0 [x, x]\n{DOUBLING}nav: *a8\n"])
def test_aliases_of_the_site_s_settings_cost_nothing(project: Project, nav: str) -> None:
    """A navigation that holds itself, or millions of the same pages, is read once."""
    (project.root / "mkdocs.yml").write_text(nav, encoding="utf-8")
    with suppress(ProjectError):
        plan(project, "my_schema:MySettings")


def test_a_name_of_a_project_is_text_wherever_it_is_shown(project: Project) -> None:
    """It may mean something to YAML, to a template or to a terminal."""
    (project.root / "package.json").write_text('{"name": "a: {{ 7*7 }} <b>"}', encoding="utf-8")
    (project.root / ".gitattributes").write_text("\x1b[31m *.x\n", encoding="utf-8")
    wanted = plan(project, "my_schema:MySettings")
    texts = {target.shown: target.text for target in wanted}
    assert yaml.safe_load(texts["mkdocs.yml"])["site_name"] == "A: {{ 7*7 }} <b>"
    assert "{{ 7" not in texts["docs/index.md"]
    assert "\x1b" not in difference(wanted)


def test_what_is_kept_for_undo_is_the_user_s_alone(project: Project) -> None:
    """The record lies outside the project, and nobody else may read it."""
    carry_out(project, plan(project, "my_schema:MySettings"))
    (record,) = user_folder("state").iterdir()
    assert record.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_user_folders_follow_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An absolute path of XDG comes first, then %LOCALAPPDATA%, then the home folder."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert user_folder("cache") == tmp_path / ".cache/estuary-docs"
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert user_folder("cache") == tmp_path / "local/estuary-docs/cache"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert user_folder("cache") == tmp_path / "local/estuary-docs/cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert user_folder("cache") == tmp_path / "xdg/estuary-docs"


def test_a_flow_list_takes_an_item_after_its_last() -> None:
    """A comma stands between items, whether or not one stood after the last."""
    for before, after in (("a: [b]\n", "a: [b, c]\n"), ("a: [b,]\n", "a: [b,c]\n"), ("a: [ ]\n", "a: [c]\n")):
        text = YamlText(before, "x")
        text.append_item(("a",), "c")
        assert text.result() == after


@pytest.mark.parametrize("takes_empty", [True, False])
def test_an_empty_value_counts_as_not_set_only_where_it_does(catalogue: Catalogue, *, takes_empty: bool) -> None:
    """Where a class takes an empty text for a value, no page of its site and no snippet says otherwise."""
    sections = tuple(
        replace(
            section,
            variables=tuple(replace(each, takes_empty=takes_empty and each.secret) for each in section.variables),
        )
        for section in catalogue.sections
    )
    taking = replace(catalogue, sections=sections)
    reference, *_rest = pages(taking, is_split=False)
    for text in (reference.text, render(taking, "rules"), render(taking, "github-actions")):
        assert ("counts as not set" in " ".join(text.replace("#", "").split())) == (not takes_empty)
