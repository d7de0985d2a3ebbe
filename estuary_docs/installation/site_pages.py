"""The pages of a project's site: into its mkdocs.yml, or a small site where there is none."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from estuary_docs.installation.existing import existing
from estuary_docs.installation.table import FOLDER
from estuary_docs.installation.yaml_text import YamlText
from estuary_docs.project.artefacts import Target

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
NEW_SITE = """site_name: {title}
theme:
  name: material
"""


@dataclass(frozen=True)
class _Page:
    """What a new page says and shows; others link to each `subject` in the rendering `linked`."""

    heading: str
    introduction: str
    formats: tuple[str, ...]
    linked: str
    subject: str

    def text(self) -> str:
        shows = "\n\n".join(f'{{{{ show("{name}") }}}}' for name in self.formats)
        return f"---\nrender_macros: true\n---\n\n# {self.heading}\n\n{self.introduction}\n\n{shows}\n"


PAGES = {
    "reference.md": _Page(
        "Reference",
        "Every variable of the environment.",
        ("overview", "reference", "external"),
        linked="reference",
        subject="variable",
    ),
    "troubleshooting.md": _Page(
        "Troubleshooting",
        "Every message of the checks, and how to mend its cause.",
        ("rules",),
        linked="rules",
        subject="message",
    ),
}


MACROS_ON = re.compile(r"\A---\s*\n(?:.*\n)*?render_macros:\s*true\s*\n", re.IGNORECASE)


def site_pages(root: Path, title: str, folder: str) -> list[Target]:
    """Return the two pages in `folder` below the site's docs, and the site's settings with both in them.

    A page that exists stays as it is. Raises ProjectError where the settings cannot be added to.
    """
    path, settings, docs_dir = _site(root, title)
    _add_pages(settings, folder)
    _add_plugin(settings)
    _add_extension(settings, "attr_list")
    targets = [Target(path, settings.result(), path.name)]
    for name, page in PAGES.items():
        shown = posixpath.join(docs_dir, folder, name)
        if not (root / shown).exists():
            targets.append(Target(root / shown, page.text(), shown))
    index = root / docs_dir / "index.md"
    if not path.is_file() and not index.exists():
        text = f"# {title}\n\n[Every variable of the environment]({posixpath.join(folder, 'reference.md')}).\n"
        targets.append(Target(index, text, f"{docs_dir}/index.md"))
    return targets


def kept_pages(root: Path, folder: str) -> Iterator[str]:
    """Yield a line for each of the two pages that exists already and shows nothing, with what it lacks."""
    _path, settings, docs_dir = _site(root, "")
    _add_plugin(settings)
    nodes = (settings.node("plugins", name, "render_by_default") for name in (NAME, "macros"))
    opted_in = next((node for node in nodes if node), None)
    for name, page in PAGES.items():
        shown = posixpath.join(docs_dir, folder, name)
        if not (root / shown).exists():
            continue
        text = existing(root, shown).replace("\r\n", "\n")
        lacks = []
        if not re.search(rf"\bshow\(\s*[\"']{page.linked}[\"']", text):
            lacks.append(f'`{{{{ show("{page.linked}") }}}}` into it')
        if isinstance(opted_in, yaml.ScalarNode) and opted_in.value == "false" and not MACROS_ON.match(text):
            lacks.append("`render_macros: true` into its front matter")
        if lacks:
            yield f"{shown}: is kept as it is, and shows no {page.subject}; write {' and '.join(lacks)}"


def _site(root: Path, title: str) -> tuple[Path, YamlText, str]:
    path = next((path for path in (root / FILE, root / "mkdocs.yaml") if path.is_file()), root / FILE)
    settings = YamlText(existing(root, path.name) or NEW_SITE.format(title=title), path.name)
    docs = settings.node("docs_dir")
    return path, settings, docs.value if isinstance(docs, yaml.ScalarNode) else "docs"


def _add_pages(settings: YamlText, folder: str) -> None:
    navigation = settings.node("nav")
    if isinstance(navigation, yaml.SequenceNode) and posixpath.join(folder, "reference.md") not in settings.text:
        pages = "\n".join(f"    - {page.heading}: {posixpath.join(folder, name)}" for name, page in PAGES.items())
        settings.append_item(("nav",), f"{(folder or FOLDER).capitalize()}:\n{pages}")


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
