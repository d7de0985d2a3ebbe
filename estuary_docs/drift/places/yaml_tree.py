"""YAML, and JSON with it, as a tree that knows its lines: no object is ever built from what a file says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from estuary_docs.drift.mention import Undecided

DEEPEST = 100
MOST_MERGED = 100_000
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True)
class Scalar:
    """A text; None for a null, and for what a tag of the file's own makes of it. `block` says that it is a block."""

    text: str | None
    line: int
    block: bool = False


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """Keys and their nodes in order, those of merge keys among them."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int


Node = Scalar | Sequence | Mapping


@dataclass
class _Open:
    """A list or a mapping whose end has not come yet."""

    line: int
    mapping: bool
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)


class _Builder:
    def __init__(self) -> None:
        self.documents: list[Node] = []
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.merged = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.ScalarEvent():
                self._add(_scalar(event, line), event.anchor)
            case yaml.AliasEvent():
                self._add(self.anchors.get(event.anchor or "", Scalar(None, line)), None)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(self.open) == DEEPEST:
                    raise ValueError(line, "is nested too deeply")
                self.open.append(_Open(line, isinstance(event, yaml.MappingStartEvent), event.anchor))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                ended = self.open.pop()
                node = self._mapping(ended) if ended.mapping else Sequence(tuple(ended.nodes), ended.line)
                self._add(node, ended.anchor)
            case _:
                pass

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        (self.open[-1].nodes if self.open else self.documents).append(node)

    def _mapping(self, ended: _Open) -> Mapping:
        own: list[tuple[Scalar, Node]] = []
        merged: list[Mapping] = []
        for key, value in zip(ended.nodes[::2], ended.nodes[1::2], strict=True):
            if isinstance(key, Scalar) and key.text == "<<":
                merged += (node for node in items(value) or (value,) if isinstance(node, Mapping))
            elif isinstance(key, Scalar):
                own.append((key, value))
        keys = {key.text for key, _ in own}
        for mapping in merged:
            self.merged += len(mapping.entries)
            if self.merged > MOST_MERGED:
                raise ValueError(ended.line, "merges too much")
            own += (entry for entry in mapping.entries if entry[0].text not in keys)
            keys.update(key.text for key, _ in mapping.entries)
        return Mapping(tuple(own), ended.line)


def _scalar(event: yaml.ScalarEvent, line: int) -> Scalar:
    foreign = event.tag is not None and event.tag.startswith("!")
    null = event.implicit[0] and event.value in NULLS
    return Scalar(None if foreign or null else event.value, line, event.style in ("|", ">"))


def documents(text: str, path: str) -> Iterator[Node | Undecided]:
    """Yield each document of a file, and an Undecided for what comes after it if the file is malformed."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        yield from builder.documents
        line = LINE.search(str(error))
        # Where the text ends too soon, the parser names the line after its last.
        last = text.count("\n") + text.count("\r") + 1
        yield Undecided(path, min(int(line[1]), last) if line else 0, "is not valid YAML", ends=True)
    except UnicodeError:
        yield Undecided(path, 0, "is not valid Unicode")
    except ValueError as error:
        line_number, reason = error.args
        yield Undecided(path, line_number, reason, ends=True)
    else:
        yield from builder.documents


def mappings(text: str, path: str) -> Iterator[Mapping | Undecided]:
    """Yield the documents that are mappings, and what could not be read."""
    for document in documents(text, path):
        if isinstance(document, Mapping | Undecided):
            yield document


def get(node: "Node | None", *keys: str) -> "Node | None":
    """Return what stands below a path of keys, the last where a key stands twice, or None."""
    for key in keys:
        if not isinstance(node, Mapping):
            return None
        node = next((value for name, value in reversed(node.entries) if name.text == key), None)
    return node


def entries(node: "Node | None") -> tuple[tuple[Scalar, Node], ...]:
    """Return the keys and nodes of a mapping, or none."""
    return node.entries if isinstance(node, Mapping) else ()


def items(node: "Node | None") -> tuple[Node, ...]:
    """Return the nodes of a list, or none."""
    return node.items if isinstance(node, Sequence) else ()


def scalar(node: "Node | None") -> str | None:
    """Return a scalar's text, or None."""
    return node.text if isinstance(node, Scalar) else None


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, each once however many aliases lead there."""
    visited: set[int] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if id(current) in visited:
            continue
        visited.add(id(current))
        yield current
        below = [*items(current), *(value for _, value in entries(current))]
        waiting += reversed(below)
