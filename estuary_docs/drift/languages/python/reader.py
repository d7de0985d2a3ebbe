"""What Python source reads from its environment."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, Read, Source
from estuary_docs.drift.languages.python.calls import LibraryCalls
from estuary_docs.drift.languages.python.records import settings
from estuary_docs.drift.languages.python.values import ENVIRONS, READERS, WRAPPED, Names
from estuary_docs.drift.languages.scopes import Binding, How, Scope
from estuary_docs.drift.languages.syntax import holds, line, parse, text

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
WRAPPERS = (
    "comparison_operator",
    "parenthesized_expression",
    "boolean_operator",
    "conditional_expression",
    "argument_list",
    "call",
    "attribute",
    "await",
)
CONVERTERS = {"int", "float", "str", "bool", "Decimal", "Path", "loads", "literal_eval"}
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


def read(text: bytes, path: str) -> Source:
    """Return what a Python file says about its environment."""
    test = TEST.search(path) is not None
    if not holds(text, TELLING_WORDS, TELLING):
        return Source("python", test=test)
    facts = _File(Names(text, parse("python", text).root_node))
    facts.collect()
    records, loads = settings(facts.names, facts.names.imports)
    return Source(
        "python",
        reads=tuple(facts.reads),
        functions=tuple(facts.functions()),
        calls=tuple(facts.calls),
        constants=tuple(facts.constants()),
        records=tuple(records),
        loads=tuple(loads),
        imports=tuple(sorted(facts.names.imports.items())),
        test=test,
    )


class _File(LibraryCalls):
    lists = ("list", "tuple", "set")
    own = ("self.", "cls.")
    computed = ("call", "lambda")
    ignored = IGNORED
    carrying = ("parenthesized_expression", "argument_list", "call", "attribute", "await")
    empty = r"not NAME\b(?!\()|NAME is None|NAME == (?:''|\"\")"
    full = r"NAME(?: is not None| != (?:''|\"\"))?"

    def collect(self) -> None:
        """Collect every read and every call that may turn out to be one."""
        found = self.names.found
        for node in found.get("call", []):
            self._call(node)
        for node in found.get("subscript", []):
            self._subscript(node)
        for node in found.get("comparison", []):
            self._comparison(node)
        for node in found.get("loop", []):
            self._loop(node)

    def _call(self, node: "Node") -> None:
        names, function = self.names, node.child_by_field_name("function")
        origin, given, keywords = names.origin(function), names.arguments(node), names.keywords(node)
        name = given[0] if given else keywords.get("key")
        self.reads += self.library_reads(node, origin)
        if origin in READERS:
            default = given[1] if len(given) > 1 else keywords.get("default")
            self._add(name, node, default)
        elif origin in TAKERS:
            parent = node.parent
            if parent is not None and parent.type == "expression_statement":
                note = "write" if origin.endswith("setdefault") else "removal"
                self.reads += self.make(name, node, How(note=note))
            else:
                self._add(name, node, given[1] if len(given) > 1 else None)
        elif origin.rpartition(".")[0] in ENVIRONS and origin.endswith(".update"):
            for key in [each for mapping in given for each in names.elements(mapping)]:
                self.reads += self.make(key, key, How(note="write"))
        elif origin in HANDING and given and names.origin(given[0]) in READERS:
            self._handed_on(node, origin, given[1:], keywords)
        elif (held := self._asked_of(function, name)) is not None and function is not None:
            found, required = self.fallback(node)
            default = given[1] if len(given) > 1 else keywords.get("default")
            found = self.fallback_of(default) if default is not None else found
            self.reads += self.make(name, node, How(found, required, holder=held))
            self.other_call(node, function)
        elif origin == "os.path.expandvars":
            self._expanded(node, given)
        elif text(function).endswith(".startswith"):
            self._prefixed(node, function, given)
        else:
            self.other_call(node, function)

    def _asked_of(self, function: "Node | None", name: "Node | None") -> Expression | None:
        """Return what `x.get("NAME")` asks, if that may be the environment."""
        if function is None or name is None or text(function.child_by_field_name("attribute")) not in ("get", "pop"):
            return None
        return self.asked(function.child_by_field_name("object"), name)

    def _handed_on(self, node: "Node", origin: str, given: list["Node"], keywords: dict[str, "Node"]) -> None:
        """Add the names that `partial(os.getenv, "X")` and `map(os.getenv, ["X", "Y"])` ask for."""
        if origin == "map":
            names = [each for listed in given for each in self.names.elements(listed)]
            self.reads += [read for each in names for read in self.make(each, node, How())]
        elif given:
            self._add(given[0], node, given[1] if given[1:] else keywords.get("default"))

    def _add(self, name: "Node | None", at: "Node", default: "Node | None") -> None:
        """Add a read that has its default as an argument, or where its result is used."""
        spellings = self.names.spellings(default) if default is not None else []
        names = self.names.spellings(name)
        if len(spellings) == len(names) and any(each.line for each in spellings):
            for index, each in enumerate(self.make(name, at, How(required=False))):
                paired = spellings[index].expression
                self.reads.append(replace(each, default=paired))
            return
        written = self.fallback_of(default) if default is not None else None
        required: bool | None = None
        if not written:
            found, required = self.fallback(at)
            written = written if found is None else found
        given = written is not None and not any(isinstance(part, Name) for part in written)
        self.reads += self.make(name, at, How(written, False if given else required))

    def fallback_of(self, node: "Node") -> Expression | None:
        """Return the default that an argument gives: a literal, or what another read falls back to."""
        if node.type == "call" and self.names.origin(node.child_by_field_name("function")) in READERS:
            inner = self.names.arguments(node)[1:2]
            return self.fallback_of(inner[0]) if inner else None
        if node.type == "boolean_operator":
            right = node.child_by_field_name("right")
            return self.fallback_of(right) if right is not None else None
        return self.names.default(node)

    def beside(self, node: "Node") -> tuple[Expression | None, bool | None]:  # noqa: PLR0911 - a line or two for each form
        """Return what is used where a read finds nothing (`or 3`, `if ... else 3`), and whether it then fails."""
        current, parent, compared = node, node.parent, False
        while parent is not None and parent.type in WRAPPERS:
            compared = compared or parent.type == "comparison_operator"
            if parent.type == "boolean_operator":
                right = parent.child_by_field_name("right")
                if text(parent.child_by_field_name("operator")) == "and" or compared:
                    return None, None
                if right is not None and current != right and (found := self.names.default(right)) is not None:
                    return found, False
            if parent.type == "conditional_expression":
                branches = parent.named_children
                if current == branches[0] and self._says(branches[1], node):
                    return None if compared else self.names.default(branches[-1]), False
                return None, None
            if parent.type == "attribute" and parent.parent is not None and parent.parent.type != "call":
                return None, None
            if parent.type == "argument_list" and not self._converts(parent.parent):
                return None, None
            current, parent = parent, parent.parent
        return None, None

    def _name_of(self, node: "Node") -> str:
        """Return how the source spells the name that a read asks for."""
        given = self.names.arguments(node)
        return text(given[0] if given else node.child_by_field_name("subscript"))

    def _says(self, condition: "Node", node: "Node") -> bool:
        """Whether a condition speaks of what a read asks for, or of the variable that holds it."""
        if node.type == "identifier":
            return re.search(rf"(?<![\w.]){re.escape(text(node))}\b", text(condition)) is not None
        return self._name_of(node) in text(condition)

    def converts(self, call: "Node", value: "Node") -> bool:
        function = call.child_by_field_name("function")
        return text(function).rpartition(".")[2] in CONVERTERS or _within(value, function)

    def _converts(self, call: "Node | None") -> bool:
        called = text(call.child_by_field_name("function")).rpartition(".")[2] if call is not None else ""
        return called in CONVERTERS or (call is not None and len(self.names.arguments(call)) == 1)

    def _expanded(self, node: "Node", given: list["Node"]) -> None:
        for spelling in self.names.spellings(given[0]) if given else []:
            for part in spelling.expression:
                for name in EXPANDED.findall(part) if isinstance(part, str) else []:
                    variable = name[0] or name[1]
                    self.reads.append(Read((variable,), line(node), function=self.function(node, spelling)))

    def _prefixed(self, node: "Node", function: "Node | None", given: list["Node"]) -> None:
        """Add what a loop over the whole environment picks by its prefix."""
        holder = function.child_by_field_name("object") if function is not None else None
        found = self.names.scopes.lookup(text(holder), node.start_byte)
        items = found[1][0].items or self._filtered(*found) if found else None
        if items is None or self.names.origin(items) not in WALKED or not given:
            return
        self.picked.add(items.start_byte)
        for prefix in self.names.elements(given[0]) or [given[0]]:
            for spelling in self.names.spellings(prefix):
                name = (*spelling.expression, None)
                self.reads.append(Read(name, line(node), function=self.function(node, spelling)))

    def _loop(self, node: "Node") -> None:
        """Add a read of any name where a loop walks through the whole environment and picks by no prefix."""
        items = node.child_by_field_name("right")
        if items is not None and items.start_byte not in self.picked and self.names.origin(items) in WALKED:
            self.reads.append(Read((None,), line(items)))

    def _filtered(self, scope: Scope, bindings: list[Binding]) -> "Node | None":
        """Return what `filter` hands one by one to a function that has a parameter."""
        calls = self.names.found.get("call", []) if scope.name and bindings[0].parameter else []
        given = [self.names.arguments(each) for each in calls if text(each.child_by_field_name("function")) == "filter"]
        return next((each[1] for each in given if each[1:] and text(each[0]) == scope.name), None)

    def _subscript(self, node: "Node") -> None:
        holder, name, parent = node.child_by_field_name("value"), node.child_by_field_name("subscript"), node.parent
        origin = self.names.origin(holder)
        asked: Expression | None = None
        if origin not in ENVIRONS and (asked := self.asked(holder, name)) is None:
            return
        while parent is not None and parent.type in ("pattern_list", "expression_list", "tuple_pattern"):
            parent = parent.parent
        if parent is not None and parent.type == "delete_statement":
            self.reads += self.make(name, node, How(note="removal", holder=asked, wrapped=origin == WRAPPED))
        elif parent is not None and parent.type == "assignment" and _within(node, parent.child_by_field_name("left")):
            self.reads += self.make(name, node, How(note="write", holder=asked, wrapped=origin == WRAPPED))
        else:
            default, required = self.fallback(node)
            required = None if self._caught(node) or self._asked(node) else True if required is None else required
            self.reads += self.make(name, node, How(default, required, holder=asked, wrapped=origin == WRAPPED))

    def _caught(self, node: "Node") -> bool:
        """Whether a missing variable is caught round a place."""
        current = node.parent
        while current is not None and current.type not in ("function_definition", "class_definition", "module"):
            if current.type == "try_statement":
                handlers = [text(each).partition(":")[0] for each in current.children if each.type == "except_clause"]
                return any(re.search(r"KeyError|LookupError|Exception|except$", each) for each in handlers)
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
        if self.names.origin(right) in WALKED:
            self.reads += self.make(left, node, How())

    def called(self, function: "Node | None") -> str:
        origin = self.names.origin(function)
        if origin.endswith("()") and not origin.rpartition(".")[0].endswith("()"):
            return f"{origin[:-2].rpartition('.')[2]}.__call__"
        return super().called(function)


def _within(node: "Node", around: "Node | None") -> bool:
    return around is not None and around.start_byte <= node.start_byte and node.end_byte <= around.end_byte
