"""Add to a YAML file without touching what stands there: comments, order, quotes and line ends stay."""

import sys
from collections.abc import Iterator

import yaml

from estuary_docs.errors import ProjectError


class YamlText:
    """The text of a YAML file whose top is a mapping; `shown` is how messages name it.

    Raises ProjectError where the text is no such file.
    """

    def __init__(self, text: str, shown: str) -> None:
        self.shown = shown
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text.replace("\r\n", "\n")
        self._root()

    def result(self) -> str:
        """Return the text as it is now, which is YAML still; raises ProjectError if it is not."""
        self._root()
        return self.text.replace("\n", self.newline)

    def node(self, *path: str) -> yaml.Node | None:
        """Return the node at a path of keys; in a list, a key finds the item that is this word or maps it."""
        node: yaml.Node | None = self._root()
        for key in path:
            if isinstance(node, yaml.SequenceNode):
                node = next((item for item in node.value if key in _words(item)), None)
            elif isinstance(node, yaml.ScalarNode):
                return None
            if isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if name.value == key), None)
        return node

    def scalars(self, *path: str) -> set[str]:
        """Return every value at or below a path of keys, without the names that it has in mappings."""
        return set(_scalars(self.node(*path), set()))

    def append_key(self, text: str) -> None:
        """Add a top-level key, given as its lines, at the end of the file."""
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"
        self.text += f"\n{text}" if self.text else text

    def append_item(self, path: tuple[str, ...], item: str) -> None:
        """Add an item, given as its lines without the dash, to the list at `path`.

        In a list in brackets it takes one line. Raises ProjectError where there is no list.
        """
        node = self.node(*path)
        if not isinstance(node, yaml.SequenceNode):
            raise ProjectError(self.shown, f"{'.'.join(path)} is not a list; add `{item.splitlines()[0]}` by hand")
        if node.flow_style:
            end = node.end_mark.index - 1
            before = self.text[:end].rstrip()
            comma = "" if before.endswith(("[", ",")) else ", "
            self.text = before + comma + _in_one_line(item) + self.text[end:]
            return
        indent = " " * node.start_mark.column
        lines = item.splitlines()
        block = "\n".join([f"{indent}- {lines[0]}", *(f"{indent}  {line}" for line in lines[1:])])
        self._insert(self._end(node.value[-1]), block)

    def append_entry(self, path: tuple[str, ...], lines: str) -> None:
        """Add an entry, given as its lines, to the mapping at `path`; raises ProjectError where there is none."""
        node = self.node(*path)
        if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
            raise ProjectError(self.shown, f"{'.'.join(path)} is not a mapping of lines; add `{lines}` to it by hand")
        indent = " " * node.value[0][0].start_mark.column
        self._insert(self._end(node.value[-1][1]), "\n".join(f"{indent}{line}" for line in lines.splitlines()))

    def replace(self, node: yaml.Node, text: str) -> None:
        """Put a text in a scalar's place."""
        self.text = self.text[: node.start_mark.index] + text + self.text[node.end_mark.index :]

    def _end(self, node: yaml.Node) -> int:
        """Return the place after the last line that holds something of a node."""
        seen: list[yaml.Node] = []
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value and node not in seen:
            seen.append(node)
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = self.text.find("\n", max(node.end_mark.index - 1, node.start_mark.index))
        return len(self.text) if end < 0 else end

    def _insert(self, place: int, block: str) -> None:
        self.text = f"{self.text[:place]}\n{block}{self.text[place:]}"

    def _root(self) -> yaml.MappingNode:
        try:
            root = yaml.compose(self.text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            place = f"{self.shown}:{mark.line + 1}" if mark else self.shown
            raise ProjectError(place, "is not YAML that can be added to") from None
        if root is None:
            root = yaml.MappingNode("tag:yaml.org,2002:map", [])
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise ProjectError(self.shown, "is not a mapping of lines")
        return root


def _in_one_line(item: str) -> str:
    return str(yaml.safe_dump(yaml.safe_load(item), default_flow_style=True, width=sys.maxsize)).split("\n")[0]


def _scalars(node: yaml.Node | None, seen: set[int]) -> Iterator[str]:
    """Yield the values below a node, each node once: an alias may lead to any of them, and round in a circle."""
    if id(node) in seen:
        return
    seen.add(id(node))
    match node:
        case yaml.ScalarNode():
            yield str(node.value)
        case yaml.SequenceNode():
            for item in node.value:
                yield from _scalars(item, seen)
        case yaml.MappingNode():
            for _name, value in node.value:
                yield from _scalars(value, seen)


def _words(item: yaml.Node) -> list[str]:
    if isinstance(item, yaml.MappingNode):
        return [str(name.value) for name, _value in item.value]
    return [str(item.value)]
