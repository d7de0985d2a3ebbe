"""What `mkdocs.yml` says of a site, for when no site generator is there to read it; Zensical reads the same file."""

import os
from pathlib import Path
from typing import Any

import yaml

from estuary_docs.errors import ProjectError
from estuary_docs.site.page_text import page_text

FILE = "mkdocs.yml"
FILES_FOR_SERVERS = "estuary_docs.site_files"
PLUGINS = ("estuary-docs", "macros")
KINDS: dict[type, str] = {str: "a text", list: "a list", dict: "a table"}


class _Loader(yaml.SafeLoader):
    """YAML with the tags of mkdocs: `!ENV` gives the value of a variable, and nothing is imported for the others."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:  # noqa: ANN401 - what YAML can hold
    """Return the value of the first variable that is set; of several words the last is the default."""
    words = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [node.value]
    default = words.pop() if len(words) > 1 else None
    text = next((os.environ[word] for word in words if word in os.environ), None)
    return default if text is None else yaml.safe_load(text)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda *_: None)


def configuration(root: Path, site: Path) -> dict[str, Any]:
    """Return the settings of a project's site that is built in the folder `site`, by the names that mkdocs gives them.

    `modules` are those whose macros and files it asks for. Raises ProjectError for a file that is missing or malformed.
    """
    try:
        settings = yaml.load(page_text(root / FILE), _Loader)  # noqa: S506 - it is a safe loader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        raise ProjectError(FILE, "is not YAML; correct it") from None
    if not isinstance(settings, dict):
        raise ProjectError(FILE, "must be a table of settings")
    plugins = _of(settings, "plugins", list, dict) or []
    tables = [plugins] if isinstance(plugins, dict) else [plugin for plugin in plugins if isinstance(plugin, dict)]
    options = [_of(table, name, dict) or {} for table in tables for name in PLUGINS]
    return {
        "docs_dir": str(root / (_of(settings, "docs_dir", str) or "docs")),
        "site_dir": str(site),
        "site_url": _of(settings, "site_url", str) or "",
        "use_directory_urls": settings.get("use_directory_urls", True),
        "extra": _of(settings, "extra", dict) or {},
        "nav": settings.get("nav"),
        "modules": [module for table in options for module in _of(table, "modules", list) or ()],
    }


def _of(table: dict[str, Any], key: str, *kinds: type) -> Any:  # noqa: ANN401 - one of the kinds
    """Return what a table holds, None where that is nothing; raises ProjectError for anything but these kinds."""
    value = table.get(key)
    if value is not None and not isinstance(value, kinds):
        raise ProjectError(FILE, f"{key} must be {' or '.join(KINDS[kind] for kind in kinds)}")
    return value
