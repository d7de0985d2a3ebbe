"""What `mkdocs.yml` says of a site, for when no site generator is there to read it; Zensical reads the same file."""

import os
from pathlib import Path
from typing import Any

import yaml

from estuary_docs.errors import ProjectError

FILE = "mkdocs.yml"
FILES_FOR_SERVERS = "estuary_docs.site_files"
PLUGINS = ("estuary-docs", "macros")


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
        settings = yaml.load((root / FILE).read_text(encoding="utf-8"), _Loader)  # noqa: S506 - it is a safe loader
    except OSError as error:
        raise ProjectError(FILE, f"cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeError, RecursionError):
        raise ProjectError(FILE, "is not YAML; correct it") from None
    if not isinstance(settings, dict):
        raise ProjectError(FILE, "must be a table of settings")
    return {
        "docs_dir": str(root / settings.get("docs_dir", "docs")),
        "site_dir": str(site),
        "site_url": settings.get("site_url") or "",
        "use_directory_urls": settings.get("use_directory_urls", True),
        "extra": settings.get("extra") or {},
        "nav": settings.get("nav"),
        "modules": _modules(settings.get("plugins") or []),
    }


def _modules(plugins: Any) -> list[str]:  # noqa: ANN401 - likewise
    tables = [plugins] if isinstance(plugins, dict) else [plugin for plugin in plugins if isinstance(plugin, dict)]
    return [module for table in tables for name in PLUGINS for module in (table.get(name) or {}).get("modules", ())]
