"""The pages of a project's site: into its mkdocs.yml, or a small site where there is none."""

import posixpath
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from estuary_docs.catalogue.addresses import REFERENCE, RULES
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.installation.existing import existing
from estuary_docs.installation.pages import Page, home, is_long, pages
from estuary_docs.installation.table import FOLDER
from estuary_docs.installation.yaml_text import YamlText
from estuary_docs.project.artefacts import Target
from estuary_docs.project.settings import SECTION

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
OF_SECTIONS = "reference/*.md"


# The formats of the pages that renderings link into, and what each link is about.
LINKED = {REFERENCE: ("reference", "variable"), RULES: ("rules", "message")}
MACROS_ON = re.compile(r"\A---\s*\n(?:.*\n)*?render_macros:\s*true\s*\n", re.IGNORECASE)


def site_pages(root: Path, title: str, folder: str, catalogue: Catalogue) -> list[Target]:
    """Return the pages of a catalogue in `folder` below the site's docs, and the site's settings with them.

    A page that exists stays as it is. Raises ProjectError where the settings cannot be added to.
    """
    path, settings, docs_dir = _site(root, title)
    made = list(pages(catalogue))
    _add_pages(settings, folder, made, is_new=not path.is_file())
    if is_long(catalogue) and settings.node("nav") and not settings.node("not_in_nav"):
        settings.append_key(f"not_in_nav: |\n  /{posixpath.join(folder, OF_SECTIONS)}\n")
    _add_plugin(settings)
    _add_extension(settings, "attr_list")
    targets = [Target(path, settings.result(), path.name)]
    index = root / docs_dir / "index.md"
    if not path.is_file() and not index.exists():
        targets.append(Target(index, home(catalogue, title, folder), f"{docs_dir}/index.md"))
    for page in made:
        shown = posixpath.join(docs_dir, folder, page.file)
        if not (root / shown).exists():
            targets.append(Target(root / shown, page.text, shown))
    return targets


def pages_of_sections(root: Path, folder: str) -> str:
    """Return the path of the pages of a long reference's sections, as the project's list of artefacts names it."""
    _path, _settings, docs_dir = _site(root, "")
    return posixpath.join(docs_dir, folder, OF_SECTIONS.replace("*", SECTION))


def kept_pages(root: Path, folder: str, *, is_split: bool) -> Iterator[str]:
    """Yield a line for each page that is linked into, exists already and shows nothing, with what it lacks.

    Where each section has a page, the reference `is_split`, and its first page is their index.
    """
    _path, settings, docs_dir = _site(root, "")
    _add_plugin(settings)
    nodes = (settings.node("plugins", name, "render_by_default") for name in (NAME, "macros"))
    opted_in = next((node for node in nodes if node), None)
    for name, (linked, subject) in LINKED.items():
        output_format = "overview" if is_split and name == REFERENCE else linked
        shown = posixpath.join(docs_dir, folder, name)
        if not (root / shown).exists():
            continue
        text = existing(root, shown).replace("\r\n", "\n")
        lacks = []
        if not re.search(rf"\bshow\(\s*[\"']{output_format}[\"']", text):
            lacks.append(f'`{{{{ show("{output_format}") }}}}` into it')
        if isinstance(opted_in, yaml.ScalarNode) and opted_in.value == "false" and not MACROS_ON.match(text):
            lacks.append("`render_macros: true` into its front matter")
        if lacks:
            yield f"{shown}: is kept as it is, and shows no {subject}; write {' and '.join(lacks)}"


def _site(root: Path, title: str) -> tuple[Path, YamlText, str]:
    path = next((path for path in (root / FILE, root / "mkdocs.yaml") if path.is_file()), root / FILE)
    settings = YamlText(existing(root, path.name) or NEW_SITE.format(title=title), path.name)
    docs = settings.node("docs_dir")
    return path, settings, docs.value if isinstance(docs, yaml.ScalarNode) else "docs"


def _add_pages(settings: YamlText, folder: str, made: Iterable[Page], *, is_new: bool) -> None:
    """Add the pages to the navigation: of a new site as its parts, of another as a part of their own."""
    if not isinstance(settings.node("nav"), yaml.SequenceNode):
        return
    parts: dict[str, Any] = {}
    for page in made:
        part, *below = page.entries
        path = posixpath.join(folder, page.file)
        if path in settings.text:
            continue
        if below:
            parts.setdefault(part, []).append({below[0]: path})
        else:
            parts[part] = path
    entries = [{part: below} for part, below in parts.items()]
    for entry in entries if is_new or not entries else [{(folder or FOLDER).capitalize(): entries}]:
        settings.append_item(("nav",), yaml.safe_dump(entry, allow_unicode=True, width=sys.maxsize).rstrip())


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
    elif MACROS not in settings.text:
        _add_module(settings)


def _add_to_mapping(settings: YamlText) -> None:
    if settings.node("plugins", NAME):
        return
    if settings.node("plugins", "macros") is None:
        settings.append_entry(("plugins",), PLUGIN.strip().replace("\n    ", "\n  "))
    elif MACROS not in settings.text:
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
