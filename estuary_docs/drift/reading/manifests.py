"""What a manifest says about the programs of a repository: what they are called, and which packages they use."""

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from estuary_docs.project.toml_text import read_toml

REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][\w.-]*)", re.MULTILINE)
GO_MODULE = re.compile(r"^module\s+(\S+)", re.MULTILINE)
GO_REQUIRED = re.compile(r"^\s*(?:require\s+)?([\w.-]+\.[a-z]+/\S+)\s+v", re.MULTILINE)
GEM = re.compile(r"^\s*gem\s+[\"']([\w-]+)", re.MULTILINE)
# The group of a Maven package, and the name of a plugin of Gradle.
GROUP = re.compile(r"(?:<groupId>|[\"'])([a-z][\w-]*(?:\.[\w-]+)+)(?=</groupId>|[:\"'])")
JVM = ("pom.xml", "build.gradle", "build.gradle.kts", "libs.versions.toml")
REQUIREMENTS = re.compile(r"requirements[\w.-]*\.(?:txt|in)")
VERSION = re.compile(r"v\d+")
# A file of settings by which a repository shows that it uses a program.
PROGRAMS = {"uwsgi.ini": "uwsgi", "nx.json": "nx", "turbo.json": "turbo"}
DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies", "require", "require-dev")


def packages(text: str, path: str) -> frozenset[str]:
    """Return the names of the packages that a manifest asks for, in lower case; none for any other file."""
    used = PROGRAMS.get(posixpath.basename(path))
    return frozenset(name.lower() for name in (*_read(text, path, _packages), *([used] if used else [])))


def programs(text: str, path: str) -> frozenset[str]:
    """Return what a manifest calls the program that it is for, in lower case."""
    return frozenset(name.rpartition("/")[2].lower() for name in _read(text, path, _programs) if name)


def _read(text: str, path: str, of: "Callable[[str, Any], Iterator[str]]") -> Iterator[str]:
    file = posixpath.basename(path)
    try:
        if file in ("package.json", "composer.json"):
            yield from of("json", json.loads(text))
        elif file in ("Cargo.toml", "pyproject.toml"):
            yield from of("toml", read_toml(text))
        elif file == "go.mod":
            yield from of("go", text)
        elif file == "Gemfile":
            yield from of("gem", text)
        elif file in JVM:
            yield from of("jvm", text)
        elif REQUIREMENTS.fullmatch(file):
            yield from of("requirements", text)
    except (ValueError, RecursionError):
        return


def _packages(form: str, content: Any) -> Iterator[str]:  # noqa: ANN401 - what a file holds may be anything
    match form:
        case "json" | "toml" if isinstance(content, dict):
            yield from _dependencies(content)
        case "go":
            for module in GO_REQUIRED.findall(content):
                yield from (part for part in module.split("/")[1:] if not VERSION.fullmatch(part))
        case "gem":
            yield from GEM.findall(content)
        case "jvm":
            yield from GROUP.findall(content)
        case "requirements":
            yield from REQUIREMENT.findall(content)


def _dependencies(manifest: dict[str, Any]) -> Iterator[str]:
    tables = [manifest, _table(manifest, "workspace"), _table(manifest, "tool", "poetry")]
    tables += [group for group in _table(manifest, "tool", "poetry", "group").values() if isinstance(group, dict)]
    for table in tables:
        for key in (*DEPENDENCIES, "dev-dependencies", "build-dependencies"):
            yield from _table(table, key)
    listed = [_table(manifest, "project").get("dependencies", [])]
    for key in ("project", "dependency-groups"):
        inside = _table(manifest, key, "optional-dependencies") if key == "project" else _table(manifest, key)
        listed += inside.values()
    for requirements in listed:
        for requirement in requirements if isinstance(requirements, list) else ():
            yield from REQUIREMENT.findall(requirement)[:1] if isinstance(requirement, str) else ()


def _programs(form: str, content: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    if form == "go":
        yield from (name.removesuffix("/v2") for name in GO_MODULE.findall(content))
    elif isinstance(content, dict):
        for keys in ((), ("package",), ("project",), ("tool", "poetry")):
            name = _table(content, *keys).get("name")
            if isinstance(name, str):
                yield name


def _table(table: dict[str, Any], *keys: str) -> dict[str, Any]:
    for key in keys:
        below = table.get(key)
        table = below if isinstance(below, dict) else {}
    return table
