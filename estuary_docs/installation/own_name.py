"""What a project calls itself."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from estuary_docs.errors import ProjectError
from estuary_docs.installation.existing import existing
from estuary_docs.project.toml_text import read_toml

MODULE = re.compile(r"^module\s+\"?(?P<path>[^\s\"]+)", re.MULTILINE)
MAJOR_VERSION = re.compile(r"/v[0-9]+$")


def own_name(root: Path) -> str:
    """Return the name that a project's manifest gives it, else that of its folder; "" where neither has a letter.

    The manifests are pyproject.toml, Cargo.toml, package.json and go.mod; one that cannot be read names nothing.
    """
    for file, named in MANIFESTS.items():
        with suppress(ProjectError, OSError, ValueError, KeyError, TypeError, RecursionError):
            name = named(existing(root, file))
            if isinstance(name, str) and any(map(str.isalpha, name)):
                return name.rpartition("/")[2]
    folder = root.resolve().name
    return folder if any(map(str.isalpha, folder)) else ""


def _python(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    document = read_toml(text)
    return document["project"]["name"] if "project" in document else document["tool"]["poetry"]["name"]


def _rust(text: str) -> Any:  # noqa: ANN401 - likewise
    return read_toml(text)["package"]["name"]


def _node(text: str) -> Any:  # noqa: ANN401 - likewise
    return json.loads(text)["name"]


def _go(text: str) -> str:
    module = MODULE.search(text)
    return MAJOR_VERSION.sub("", module["path"]) if module else ""


MANIFESTS: dict[str, Callable[[str], Any]] = {
    "pyproject.toml": _python,
    "Cargo.toml": _rust,
    "package.json": _node,
    "go.mod": _go,
}
