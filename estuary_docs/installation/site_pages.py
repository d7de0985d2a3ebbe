"""The pages of a project's site: into its mkdocs.yml, or a small site where there is none."""

import posixpath
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from estuary_docs.catalogue.addresses import REFERENCE, RULES
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.errors import ProjectError
from estuary_docs.installation.existing import existing
from estuary_docs.installation.pages import Page, home, pages
from estuary_docs.installation.table import FOLDER
from estuary_docs.installation.yaml_text import YamlText
from estuary_docs.project.artefacts import Target
from estuary_docs.project.settings import SECTION, is_inside

FILE = "mkdocs.yml"
MACROS = "estuary_docs.macros"
# Only pages that ask for it are read as templates, so that braces in the project's own pages stay as they are.
# The plugin runs no `main.py` beside mkdocs.yml, as mkdocs-macros itself does.
NAME = "estuary-docs"
PLUGIN = f"""{NAME}:
    render_by_default: false
    on_undefined: strict
    on_error_fail: true
"""
# It asks nothing of other hosts, and its tabs can be read: in the theme's own blue they are too faint.
NEW_SITE = """site_name: {title}
theme:
  name: material
  font: false
  features:
    - navigation.tabs
  palette:
    - media: "(prefers-color-scheme: light)"
      primary: black
      toggle:
        icon: material/weather-night
        name: Switch to dark mode
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: black
      toggle:
        icon: material/weather-sunny
        name: Switch to light mode
extra:
  generator: false
nav:
  - Home: index.md
"""
# The pages that renderings link into, and what each link is about.
LINKED = {REFERENCE: "variable", RULES: "message"}
MACROS_ON = re.compile(r"\A---\s*\n(?:.*\n)*?render_macros:\s*true\s*\n", re.IGNORECASE)


def site_pages(root: Path, title: str, folder: str, catalogue: Catalogue, *, sections: str | None) -> list[Target]:
    """Return the pages of a catalogue in `folder` below the site's docs, and the site's settings with them.

    A page that exists stays as it is. `sections` is the path of the artefacts that hold a section of the reference
    each, if there are any. Raises ProjectError where the settings cannot be added to.
    """
    path, settings, docs_dir = _site(root, title)
    everything = list(pages(catalogue, is_split=sections is not None))
    paths = {page.file: posixpath.join(docs_dir, folder, page.file) for page in everything}
    contents = {file: existing(root, shown) for file, shown in paths.items() if (root / shown).exists()}
    taken = [page.file for page in everything if page.file in contents and not _shows(contents[page.file], page.shows)]
    drafts = list(pages(catalogue, is_split=sections is not None, taken=taken))
    _add_pages(settings, folder, drafts, is_new=not path.is_file())
    if sections and settings.node("nav") and not settings.node("not_in_nav"):
        _leave_out(settings, PurePosixPath(sections.replace(SECTION, "*")), docs_dir)
    _add_plugin(settings)
    _add_extension(settings, "attr_list")
    targets = [Target(path, settings.result(), path.name)]
    index = root / docs_dir / "index.md"
    if not path.is_file() and not index.exists():
        targets.append(Target(index, home(catalogue, title, folder, drafts), f"{docs_dir}/index.md"))
    new = ((paths[page.file], page.text) for page in drafts if page.file not in contents)
    return [*targets, *(Target(root / shown, text, shown) for shown, text in new)]


def pages_of_sections(root: Path, folder: str) -> str:
    """Return the path of the pages of a long reference's sections, as the project's list of artefacts names it."""
    _path, _settings, docs_dir = _site(root, "")
    return posixpath.join(docs_dir, folder, f"reference/{SECTION}.md")


def kept_pages(root: Path, folder: str, catalogue: Catalogue, *, sections: str | None) -> Iterator[str]:
    """Yield a line for each page that is linked into, exists already and shows nothing, with what it lacks."""
    _path, settings, docs_dir = _site(root, "")
    _add_plugin(settings)
    nodes = (settings.node("plugins", name, "render_by_default") for name in (NAME, "macros"))
    opted_in = next((node for node in nodes if node), None)
    for page in pages(catalogue, is_split=sections is not None):
        shown = posixpath.join(docs_dir, folder, page.file)
        if page.file not in LINKED or not (root / shown).exists():
            continue
        text = existing(root, shown).replace("\r\n", "\n")
        lacks = []
        if not _shows(text, page.shows):
            lacks.append(f'`{{{{ show("{page.shows}") }}}}` into it')
        if isinstance(opted_in, yaml.ScalarNode) and opted_in.value == "false" and not MACROS_ON.match(text):
            lacks.append("`render_macros: true` into its front matter")
        if lacks:
            yield f"{shown}: is kept as it is, and shows no {LINKED[page.file]}; write {' and '.join(lacks)}"


def _shows(text: str, output_format: str) -> bool:
    return re.search(rf"\bshow\(\s*[\"']{output_format}[\"']", text) is not None


def _yaml(text: str) -> str:
    """Return a text as YAML has it, in quotes where it would be anything else."""
    return yaml.safe_dump(text, allow_unicode=True, width=sys.maxsize).removesuffix("\n...\n").rstrip("\n")


def _site(root: Path, title: str) -> tuple[Path, YamlText, str]:
    path = next((path for path in (root / FILE, root / "mkdocs.yaml") if path.is_file()), root / FILE)
    settings = YamlText(existing(root, path.name) or NEW_SITE.format(title=_yaml(title)), path.name)
    docs = settings.node("docs_dir")
    folder = docs.value if isinstance(docs, yaml.ScalarNode) else "docs"
    if not is_inside(folder):
        raise ProjectError(path.name, "docs_dir leads out of this project; run init in the folder that holds both")
    return path, settings, folder


def _add_pages(settings: YamlText, folder: str, drafts: Iterable[Page], *, is_new: bool) -> None:
    """Add the pages to the navigation: of a new site as its parts, of another as a part of their own."""
    if not isinstance(settings.node("nav"), yaml.SequenceNode):
        return
    named = settings.scalars("nav")
    parts: dict[str, Any] = {}
    for page in drafts:
        part, *below = page.entries
        path = posixpath.join(folder, page.file)
        if path in named:
            continue
        if below:
            parts.setdefault(part, []).append({below[0]: path})
        else:
            parts[part] = path
    entries = [{part: below} for part, below in parts.items()]
    for entry in entries if is_new or not entries else [{(folder or FOLDER).capitalize(): entries}]:
        settings.append_item(("nav",), yaml.safe_dump(entry, allow_unicode=True, width=sys.maxsize).rstrip())


def _leave_out(settings: YamlText, pages_left_out: PurePosixPath, docs_dir: str) -> None:
    """Say that pages of the site are not in its navigation on purpose."""
    if pages_left_out.is_relative_to(docs_dir):
        settings.append_key(f"not_in_nav: |\n  /{pages_left_out.relative_to(docs_dir)}\n")


def _add_plugin(settings: YamlText) -> None:
    plugins = settings.node("plugins")
    if plugins is None:
        lines = "\n".join(f"    {line}" if index else line for index, line in enumerate(PLUGIN.strip().splitlines()))
        settings.append_key(f"plugins:\n  - search\n  - {lines}\n")
        return
    if isinstance(plugins, yaml.MappingNode):
        _add_to_mapping(settings)
        return
    plugin = settings.node("plugins", "macros")
    if settings.node("plugins", NAME):
        return
    if plugin is None:
        settings.append_item(("plugins",), PLUGIN.strip())
    elif isinstance(plugin, yaml.ScalarNode) and plugin.value == "macros":
        settings.replace(plugin, f"macros: {{modules: [{MACROS}]}}")
    elif MACROS not in settings.scalars("plugins", "macros", "modules"):
        _add_module(settings)


def _add_to_mapping(settings: YamlText) -> None:
    if settings.node("plugins", NAME):
        return
    if settings.node("plugins", "macros") is None:
        settings.append_entry(("plugins",), PLUGIN.strip().replace("\n    ", "\n  "))
    elif MACROS not in settings.scalars("plugins", "macros", "modules"):
        _add_module(settings)


def _add_module(settings: YamlText) -> None:
    if settings.node("plugins", "macros", "modules") is None:
        settings.append_entry(("plugins", "macros"), f"modules: [{MACROS}]")
    else:
        settings.append_item(("plugins", "macros", "modules"), MACROS)


def _add_extension(settings: YamlText, name: str) -> None:
    extensions = settings.node("markdown_extensions")
    if extensions is None:
        settings.append_key(f"markdown_extensions:\n  - {name}\n")
    elif isinstance(extensions, yaml.SequenceNode) and settings.node("markdown_extensions", name) is None:
        settings.append_item(("markdown_extensions",), name)
    elif isinstance(extensions, yaml.MappingNode) and name not in _keys(extensions):
        settings.append_entry(("markdown_extensions",), f"{name}: {{}}")


def _keys(node: yaml.MappingNode) -> list[str]:
    return [str(key.value) for key, _value in node.value]
