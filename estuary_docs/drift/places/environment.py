"""What is set together: the variables of one container, job, unit or file, in the forms that deployments share."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from estuary_docs.drift.mention import HANDED_ON, Mention
from estuary_docs.drift.places.names import is_name
from estuary_docs.drift.places.yaml_tree import Mapping, Node, Scalar, entries, get, items, scalar

DOLLAR = re.compile(r"\$(?:\{|\(|[A-Za-z_])")
# A template's `{{ }}` becomes this character, which no text holds, so that the rest can be read as YAML.
TEMPLATED = "\ue000"
# A value that hands on what is set outside under the same name, and what stands in for it: `${X:-1}`.
HANDED = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?([-?+])([^${}]*))?\})", re.ASCII)


@dataclass(frozen=True)
class Environment:
    """What the mentions of one environment have in common.

    `opaque` finds what makes a value differ from how it is written. `used` are names that the file itself makes use
    of, in a command or in another value: that nothing else reads them says little, so they are "likely". `handing`
    says that a value may hand on what is set outside.
    """

    file: str
    unit: str
    image: str = ""
    program: str = ""
    dockerfile: str = ""
    handing: bool = False
    opaque: re.Pattern[str] = DOLLAR
    used: Collection[str] = frozenset()
    certainty: Literal["certain", "likely"] = "certain"
    note: str = ""

    def assign(
        self, name: str | None, line: int, value: str | None, source: "Supply | None" = None
    ) -> Iterator[Mention]:
        """Yield the mention that sets a variable, or nothing where the name is none."""
        if name is None or not is_name(name):
            return
        literal = None if value is None or self.opaque.search(value) or TEMPLATED in value else value
        used = name in self.used
        handed, default = self._handed(name, value) if self.handing else (False, None)
        yield Mention(
            name,
            self.file,
            line,
            "set",
            literal,
            default,
            certainty="likely" if used else self.certainty,
            note=source.note if source else "used by the file itself" if used else HANDED_ON if handed else self.note,
            unit=self.unit,
            image=self.image,
            program=self.program,
            dockerfile=self.dockerfile,
            taken=source.taken if source else (),
        )

    @staticmethod
    def _handed(name: str, value: str | None) -> tuple[bool, str | None]:
        """Say whether a value is the one that a name has outside, and return what stands in for it, if anything."""
        match = HANDED.fullmatch(value) if value else None
        if match is None:
            return value is None, None
        same = name in (match[1], match[2])
        return same, match[4] if same and match[3] == "-" else None

    def assignment(self, text: str, line: int) -> Iterator[Mention]:
        """Yield the mention of `NAME=value`, or of a `NAME` whose value comes from outside."""
        name, equals, value = text.partition("=")
        yield from self.assign(name.strip(), line, value if equals else None)

    def of_map(self, node: Node | None, named: Callable[[str | None], bool] = is_name) -> Iterator[Mention]:
        """Yield the mentions of `NAME: value`; `named` says which keys are meant."""
        for key, value in entries(node):
            if named(key.text):
                yield from self.assign(key.text, key.line, scalar(value))

    def of_lines(self, node: Node | None) -> Iterator[Mention]:
        """Yield the mentions of a list of `NAME=value`."""
        for item in items(node):
            if isinstance(item, Scalar):
                yield from self.assignment(item.text or "", item.line)

    def of_pairs(self, node: Node | None, name: str = "name", value: str = "value") -> Iterator[Mention]:
        """Yield the mentions of a list of `{name: NAME, value: value}`."""
        for item in items(node):
            named = get(item, name)
            if isinstance(item, Mapping) and isinstance(named, Scalar):
                yield from self.assign(named.text, named.line, scalar(get(item, value)), source_of(item))

    def unknown(self, line: int, note: str, prefix: str = "", taken: tuple[str, ...] = ()) -> Mention:
        """Return the mention of variables that are set here and named elsewhere."""
        return Mention(
            f"{prefix}*",
            self.file,
            line,
            "set",
            certainty="dynamic",
            note=note,
            unit=self.unit,
            image=self.image,
            program=self.program,
            dockerfile=self.dockerfile,
            taken=taken,
        )


@dataclass(frozen=True)
class Supply:
    """Where a variable of a pod takes its value from: the unit that holds it and its key, where they are told."""

    note: str
    taken: tuple[str, ...] = ()


def source_of(item: Mapping) -> Supply | None:
    """Return where a variable of a pod takes its value from, if that is elsewhere."""
    for reference, kind in (("secretKeyRef", "secret"), ("configMapKeyRef", "configmap")):
        source = get(item, "valueFrom", reference)
        if source:
            unit, key = f"{kind}/{scalar(get(source, 'name'))}", f"{scalar(get(source, 'key'))}"
            return Supply(f"{unit}/{key}", (unit, key))
    return Supply("valueFrom") if get(item, "valueFrom") else None


def names_after_dollar(text: str) -> frozenset[str]:
    """Return the names that a text expands: `$NAME`, `${NAME}`, `$(NAME)`, `$$NAME`, `${{ env.NAME }}`."""
    return frozenset(re.findall(r"\$(?:\{\{\s*env\.|[({]?)([A-Za-z_][A-Za-z0-9_]*)", text)) | frozenset(
        re.findall(r"\benv\.([A-Za-z_][A-Za-z0-9_]*)", text)
    )
