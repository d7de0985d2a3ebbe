"""What the services of a Compose file are given, and what the file itself is filled in with.

Source: https://docs.docker.com/reference/compose-file/services/ and .../compose-file/interpolation/
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import (
    BUILD_ARGUMENT,
    COMMENTED_OUT,
    ENV_FILE,
    HANDED_ON,
    INTERPOLATION,
    Mention,
    Undecided,
)
from estuary_docs.drift.places.commands import split
from estuary_docs.drift.places.env_options import given, named
from estuary_docs.drift.places.environment import DOLLAR, Environment
from estuary_docs.drift.places.names import is_conventional
from estuary_docs.drift.places.yaml_tree import Mapping, Node, Scalar, entries, get, items, mappings, scalar, walk

FILE = re.compile(r"(?:.*[._-])?(?:compose|stack)(?:[._-].*)?\.ya?ml")
# What such a file holds, whatever it is called: services at the margin, one of which has an image or is built.
SHAPE = re.compile(r"^services:[ \t]*(?:#.*)?(?:\n(?:[ \t#].*)?)*?\n[ \t]+(?:image|build):", re.MULTILINE)
# Compose reads these together: the second one, and files of services that cannot stand alone, complete the first.
TOGETHER = re.compile(r"(?:docker-)?compose(?:\.override)?\.ya?ml")
INTERPOLATED = re.compile(r"(?<!\$)(?:\$\$)*\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))", re.ASCII)
COMMENTED_LINE = re.compile(r"^\s*#\s*-?\s*([A-Z][A-Z0-9_]*_[A-Z0-9_]*)\s*[=:]", re.ASCII)
COMMANDS = ("command", "entrypoint")
USED_INSIDE = re.compile(r"\$\$\{?([A-Za-z_]\w*)", re.ASCII)


def applies(path: str, head: str) -> bool:
    """Say whether a file is a Compose file: by its name, or, since any name will do, by what it holds."""
    file = posixpath.basename(path)
    if FILE.fullmatch(file):
        return "services" in head
    return file.endswith((".yml", ".yaml")) and SHAPE.search(head.replace("\r\n", "\n")) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what each service is given, and the names that the file is filled in with."""
    used = frozenset(USED_INSIDE.findall(text))
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
            continue
        services = get(document, "services")
        mentions: list[Mention] = []
        for name, service in entries(services):
            environment = Environment(
                path,
                _unit(path, name.text, service),
                _image(service),
                _program(path, service, services),
                _dockerfile(path, service, services),
                handing=True,
                used=used,
            )
            mentions += _service(environment, service, services)
        yield from mentions
        handed = {(mention.name, mention.line) for mention in mentions if mention.note == HANDED_ON}
        yield from (mention for mention in _interpolated(document, path) if (mention.name, mention.line) not in handed)
        yield from _commented_out(text, path, services)


def env_files(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that a service reads; none that lies outside the tree."""
    for document in mappings(text, path):
        if isinstance(document, Mapping):
            services = get(document, "services")
            for name, service in entries(services):
                for node in _along(service, services, "env_file"):
                    for file in _files(node):
                        below = file_below(path, file.text)
                        if below:
                            yield _unit(path, name.text, service), _image(service), below
                for words, _line in _commands(service, services):
                    for below in given(words, posixpath.dirname(path), _program(path, service, services)):
                        yield _unit(path, name.text, service), _image(service), below


def file_below(path: str, named: str | None) -> str:
    """Return the path in the tree of a file that another file names, or an empty text if it is outside."""
    if not named or DOLLAR.search(named) or "\\" in named or named.startswith(("/", "~")):
        return ""
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
    return "" if file.startswith("..") else file


def _unit(path: str, name: str | None, service: Node) -> str:
    folder, file = posixpath.split(path)
    alone = get(service, "image") or get(service, "build") or get(service, "extends")
    if TOGETHER.fullmatch(file) or not alone:
        file = "compose"
    return f"{posixpath.join(folder, file)}:{name}"


def _program(path: str, service: Node, services: Node | None) -> str:
    """Return the folder that a service is built from, or an empty text where it is not built here."""
    for build in _along(service, services, "build"):
        context = scalar(build) or scalar(get(build, "context")) or "."
        folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), context))
        return "." if DOLLAR.search(context) or "://" in context or folder.startswith("..") else folder
    return ""


def _dockerfile(path: str, service: Node, services: Node | None) -> str:
    """Return the Dockerfile whose last stage a service runs, or an empty text."""
    folder = _program(path, service, services)
    build = next(_along(service, services, "build"), None)
    if not folder or get(build, "target") or get(build, "dockerfile_inline"):
        return ""
    return file_below(f"{folder}/", scalar(get(build, "dockerfile")) or "Dockerfile")


def _image(service: Node) -> str:
    return scalar(get(service, "image")) or ""


def _service(environment: Environment, service: Node, services: Node | None) -> Iterator[Mention]:
    names: set[str] = set()
    for node in _along(service, services, "environment"):
        for mention in (*environment.of_map(node), *environment.of_lines(node)):
            if mention.name not in names:
                yield mention
        names.update(mention.name for mention in (*environment.of_map(node), *environment.of_lines(node)))
    for node in _along(service, services, "env_file"):
        for file in _files(node):
            yield environment.unknown(file.line, f"{ENV_FILE}{file.text}")
    for words, line in _commands(service, services):
        for file_of_option in named(words):
            yield environment.unknown(line, f"{ENV_FILE}{file_of_option}")
    arguments = get(service, "build", "args")
    build = Environment(environment.file, "", opaque=DOLLAR)
    for mention in (*build.of_map(arguments), *build.of_lines(arguments)):
        yield Mention(mention.name, mention.file, mention.line, "other", mention.value, note=BUILD_ARGUMENT)


def _commented_out(text: str, path: str, services: Node | None) -> Iterator[Mention]:
    """Yield what a comment below a service would give it."""
    starts = [(name.line, _unit(path, name.text, service), _image(service)) for name, service in entries(services)]
    for number, line in enumerate(text.splitlines(), 1):
        match = COMMENTED_LINE.match(line)
        before = [start for start in starts if start[0] < number]
        if match and before:
            _line, unit, image = max(before)
            yield Mention(match[1], path, number, "other", note=COMMENTED_OUT, unit=unit, image=image)


def _along(service: Node | None, services: Node | None, key: str) -> Iterator[Node]:
    """Yield what a service says below a key, and then what those of the same file that it extends say."""
    names: set[str] = set()
    while service:
        value = get(service, key)
        if value:
            yield value
        extended = get(service, "extends")
        name = scalar(extended) or scalar(get(extended, "service"))
        if name is None or name in names or get(extended, "file"):
            return
        names.add(name)
        service = get(services, name)


def _files(node: Node) -> Iterator[Scalar]:
    for item in items(node) or (node,):
        file = get(item, "path") or item
        if isinstance(file, Scalar) and file.text:
            yield file


def _commands(service: Node, services: Node | None) -> Iterator[tuple[list[str], int]]:
    """Yield the words of what a service starts, and their line."""
    for key in COMMANDS:
        for node in _along(service, services, key):
            words = [scalar(item) or "" for item in items(node)]
            yield words or split(scalar(node) or ""), node.line


def _interpolated(document: Node, path: str) -> Iterator[Mention]:
    for node in walk(document):
        if isinstance(node, Scalar) and node.text:
            for match in INTERPOLATED.finditer(node.text):
                name = match[1] or match[2]
                line = node.line + node.text.count("\n", 0, match.start()) + node.block
                if is_conventional(name):
                    yield Mention(name, path, line, "other", note=INTERPOLATION)
