"""What Python source reads from its environment."""

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, Read, SourceFile
from estuary_docs.drift.languages.collector import How
from estuary_docs.drift.languages.patterns import head
from estuary_docs.drift.languages.python.calls import LibraryCalls
from estuary_docs.drift.languages.python.origins import ENVIRONS, READERS, WRAPPED
from estuary_docs.drift.languages.python.records import settings
from estuary_docs.drift.languages.python.syntax import is_within
from estuary_docs.drift.languages.python.values import PythonValues
from estuary_docs.drift.languages.scopes import Binding, Scope
from estuary_docs.drift.languages.syntax import holds, line, parse, text
from estuary_docs.drift.mention import REMOVAL, WRITE

if TYPE_CHECKING:
    from tree_sitter import Node

# A file with none of these neither reads a variable nor holds what another file needs to read one.
TELLING_WORDS = (
    *(b"environ", b"getenv", b"expandvars", b"decouple", b"ynaconf", b"from_prefixed_env", b"dotenv_values"),
    *(b"dj_database_url", b"env_var", b"envvar", b"BaseModel", b"Settings", b"config(", b"goodconf"),
)
TELLING = (
    re.compile(rb"env\b(?<!\wenv)"),
    re.compile(rb"Env\b(?<!\wEnv)"),
    re.compile(rb"[\"'][A-Z_][A-Z0-9_]{2,}[\"']"),
    re.compile(rb"[(,=]\s*[\w.]*\b[A-Z][A-Z0-9_]{2,}\s*[,)]"),
    re.compile(rb"^\s*[A-Z][A-Z0-9_]+\s*(:[^=\n]*)?=", re.MULTILINE),
)
TEST = re.compile(r"(^|/)(tests?|testing|examples?|benchmarks?)/|(^|/)(test_[^/]*|[^/]*_tests?|conftest|noxfile)\.py$")
TAKERS = {f"{environ}.{method}" for environ in ENVIRONS for method in ("setdefault", "pop")}
HANDING = ("functools.partial", "map")
# What a loop goes through that walks the whole environment.
WALKED = {f"{environ}{suffix}" for environ in ENVIRONS for suffix in ("", ".items()", ".keys()")}
EXPANDED = re.compile(r"\$(?:(\w+)|\{(\w+)\})")
MATCHING = (".match", ".fullmatch", ".search")  # ask a regular expression
IGNORED = {
    "print",
    "format",
    "join",
    "getattr",
    "isinstance",
    "append",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
}


def read(text: bytes, path: str) -> SourceFile:
    """Return what a Python file says about its environment."""
    test = TEST.search(path) is not None
    if not holds(text, TELLING_WORDS, TELLING):
        return SourceFile("python", test=test)
    file = _File(PythonValues(text, parse("python", text).root_node))
    file.collect()
    records, loads = settings(file.values, file.values.imports)
    return SourceFile(
        "python",
        reads=tuple(file.reads),
        functions=tuple(file.functions()),
        calls=tuple(file.calls),
        constants=tuple(file.constants()),
        records=tuple(records),
        loads=tuple(loads),
        imports=tuple(sorted(file.values.imports.items())),
        test=test,
    )


class _File(LibraryCalls):
    lists = ("list", "tuple", "set")
    own = ("self.", "cls.")
    computed = ("call", "lambda")
    ignored = IGNORED

    def collect(self) -> None:
        """Collect every read and every call that may turn out to be one."""
        captured = self.values.nodes
        for node in captured.get("call", []):
            self._call(node)
        for node in captured.get("subscript", []):
            self._subscript(node)
        for node in captured.get("comparison", []):
            self._comparison(node)
        for node in captured.get("loop", []):
            self.loop(node)
        self.reads += self.any_name()

    def _call(self, node: "Node") -> None:
        values, function = self.values, node.child_by_field_name("function")
        origin, arguments, keywords = values.origin(function), values.arguments(node), values.keywords(node)
        name = arguments[0] if arguments else keywords.get("key")
        default = arguments[1] if len(arguments) > 1 else keywords.get("default")
        self.reads += self.library_reads(node, origin)
        if origin in READERS:
            self._add(name, node, default)
        elif origin in TAKERS:
            self._taken(name, node, arguments[1] if len(arguments) > 1 else None, origin)
        elif origin.rpartition(".")[0] in ENVIRONS and origin.endswith(".update"):
            for key in [element for mapping in arguments for element in values.elements(mapping)]:
                self.reads += self.make(key, key, How(note=WRITE))
        elif origin in HANDING and arguments and values.origin(arguments[0]) in READERS:
            self._handed_on(node, origin, arguments[1:], keywords)
        elif (holder := self._asked_of(function, name)) is not None and function is not None:
            beside, required = self.fallback(node)
            fallback = self.fallback_of(default) if default is not None else beside
            self.reads += self.make(name, node, How(fallback, required, holder=holder))
            self.other_call(node, function)
        elif origin == "os.path.expandvars":
            self._expanded(node, arguments)
        elif text(function).endswith(".startswith"):
            self.prefixed(node, function, arguments)
        elif text(function).endswith(MATCHING) and arguments:
            self._by_a_pattern(node, function, arguments)
        else:
            self.other_call(node, function)

    def _by_a_pattern(self, node: "Node", function: "Node | None", arguments: list["Node"]) -> None:
        """Add what `re.match(PATTERN, name)` and `PATTERN.match(name)` pick of the whole environment."""
        holder = function.child_by_field_name("object") if function is not None else None
        written = self.values.origin(holder) == "re"
        items = self.walked(next(iter(arguments[1:]), None) if written else arguments[0])
        if items is not None:
            anchored = not text(function).endswith(".search")
            pattern = self._pattern(node, *arguments[2:]) if written else self._pattern(self.bound(holder))
            self.matched(node, items, head(pattern, anchored=anchored))

    def _pattern(self, call: "Node | None", *flags: "Node") -> str:
        """Return the regular expression that `re.compile` or `re.match` is given without flags, or an empty text."""
        function = call.child_by_field_name("function") if call is not None else None
        if (
            call is None
            or flags
            or self.values.keywords(call)
            or self.values.origin(function).partition(".")[0] != "re"
        ):
            return ""
        arguments = self.values.arguments(call)
        compiled = self.values.origin(function) == "re.compile"
        spellings = self.values.spellings(arguments[0]) if arguments and not (compiled and arguments[1:]) else []
        return (
            "".join(part if isinstance(part, str) else "." for part in spellings[0].expression)
            if len(spellings) == 1
            else ""
        )

    def _taken(self, name: "Node | None", node: "Node", default: "Node | None", origin: str) -> None:
        """Add what `setdefault` and `pop` do: a read where the result is used, else a write or a removal."""
        if node.parent is not None and node.parent.type == "expression_statement":
            note = WRITE if origin.endswith("setdefault") else REMOVAL
            self.reads += self.make(name, node, How(note=note))
        else:
            self._add(name, node, default)

    def _asked_of(self, function: "Node | None", name: "Node | None") -> Expression | None:
        """Return what `x.get("NAME")` asks, if that may be the environment."""
        if function is None or name is None or text(function.child_by_field_name("attribute")) not in ("get", "pop"):
            return None
        return self.asked(function.child_by_field_name("object"), name)

    def _handed_on(self, node: "Node", origin: str, arguments: list["Node"], keywords: dict[str, "Node"]) -> None:
        """Add the names that `partial(os.getenv, "X")` and `map(os.getenv, ["X", "Y"])` ask for."""
        if origin == "map":
            names = [element for listed in arguments for element in self.values.elements(listed)]
            self.reads += [read for name in names for read in self.make(name, node, How())]
        elif arguments:
            self._add(arguments[0], node, arguments[1] if arguments[1:] else keywords.get("default"))

    def _add(self, name: "Node | None", at: "Node", default: "Node | None") -> None:
        """Add a read that has its default as an argument, or where its result is used."""
        spellings = self.values.spellings(default) if default is not None else []
        values = self.values.spellings(name)
        if len(spellings) == len(values) and any(spelling.line for spelling in spellings):
            reads = enumerate(self.make(name, at, How(required=False)))
            self.reads += [replace(read, default=spellings[index].expression) for index, read in reads]
            return
        fallback = self.fallback_of(default) if default is not None else None
        required: bool | None = None
        if not fallback:
            beside, required = self.fallback(at)
            fallback = fallback if beside is None else beside
        certain = fallback is not None and not any(isinstance(part, Name) for part in fallback)
        self.reads += self.make(name, at, How(fallback, False if certain else required))

    def _expanded(self, node: "Node", arguments: list["Node"]) -> None:
        for spelling in self.values.spellings(arguments[0]) if arguments else []:
            for part in spelling.expression:
                for name in EXPANDED.findall(part) if isinstance(part, str) else []:
                    variable = name[0] or name[1]
                    self.reads.append(Read((variable,), line(node), function=self.function(node, spelling)))

    def walks(self, items: "Node") -> bool:
        return self.values.origin(items) in WALKED

    def prefixes(self, node: "Node") -> list["Node"]:
        return self.values.elements(node) or [node]

    def filtered(self, scope: Scope, bindings: list[Binding]) -> "Node | None":
        """Return what `filter` hands one by one to a function that has a parameter."""
        return self._filters.get(scope.name) if bindings[0].parameter else None

    @cached_property
    def _filters(self) -> dict[str, "Node"]:
        calls = self.values.nodes.get("call", [])
        filters = [call for call in calls if text(call.child_by_field_name("function")) == "filter"]
        handed = map(self.values.arguments, filters)
        return {text(arguments[0]): arguments[1] for arguments in handed if arguments[1:]}

    def _subscript(self, node: "Node") -> None:
        holder, name, parent = node.child_by_field_name("value"), node.child_by_field_name("subscript"), node.parent
        origin = self.values.origin(holder)
        asked: Expression | None = None
        if origin not in ENVIRONS and (asked := self.asked(holder, name)) is None:
            return
        while parent is not None and parent.type in ("pattern_list", "expression_list", "tuple_pattern"):
            parent = parent.parent
        if parent is not None and parent.type == "delete_statement":
            self.reads += self.make(name, node, How(note=REMOVAL, holder=asked, wrapped=origin == WRAPPED))
        elif parent is not None and parent.type == "assignment" and is_within(node, parent.child_by_field_name("left")):
            self.reads += self.make(name, node, How(note=WRITE, holder=asked, wrapped=origin == WRAPPED))
        else:
            default, required = self.fallback(node)
            required = None if self._caught(node) or self._asked(node) else True if required is None else required
            self.reads += self.make(name, node, How(default, required, holder=asked, wrapped=origin == WRAPPED))

    def _caught(self, node: "Node") -> bool:
        """Whether a missing variable is caught round a place."""
        current = node.parent
        while current is not None and current.type not in ("function_definition", "class_definition", "module"):
            if current.type == "try_statement":
                handlers = [
                    text(child).partition(":")[0] for child in current.children if child.type == "except_clause"
                ]
                return any(re.search(r"KeyError|LookupError|Exception|except$", handler) for handler in handlers)
            current = current.parent
        return False

    def _asked(self, node: "Node") -> bool:
        """Whether a place is reached only where `if "X" in os.environ` found the variable."""
        current = node.parent
        name = text(node.child_by_field_name("subscript"))
        while current is not None and current.type not in ("function_definition", "class_definition", "module"):
            condition = current.child_by_field_name("condition") if current.type == "if_statement" else None
            if condition is not None and name in text(condition):
                return True
            current = current.parent
        return False

    def _comparison(self, node: "Node") -> None:
        operators = text(node)
        if " in " not in operators:
            return
        left, right = node.named_children[0], node.named_children[-1]
        if self.values.origin(right) in WALKED:
            self.reads += self.make(left, node, How())

    def called(self, function: "Node | None") -> str:
        origin = self.values.origin(function)
        if origin.endswith("()") and not origin.rpartition(".")[0].endswith("()"):
            return f"{origin[:-2].rpartition('.')[2]}.__call__"
        return super().called(function)
