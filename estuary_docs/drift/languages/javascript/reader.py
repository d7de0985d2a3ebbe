"""What JavaScript and TypeScript source reads from its environment, also inside Vue and Svelte files."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Constant, Expression, Read, SourceFile
from estuary_docs.drift.languages.collector import How
from estuary_docs.drift.languages.javascript.calls import LibraryCalls
from estuary_docs.drift.languages.javascript.libraries import ENVIRONMENTS, EXPORTING, WRAPPED
from estuary_docs.drift.languages.javascript.records import Rules, schemas
from estuary_docs.drift.languages.javascript.syntax import called, unpacked
from estuary_docs.drift.languages.javascript.values import JavaScriptValues
from estuary_docs.drift.languages.patterns import head
from estuary_docs.drift.languages.scopes import FORWARDING
from estuary_docs.drift.languages.spellings import VARIABLE
from estuary_docs.drift.languages.syntax import holds, line, parse, text
from estuary_docs.drift.mention import REMOVAL, WRITE

if TYPE_CHECKING:
    from tree_sitter import Node

# A file with none of these neither reads a variable nor holds what another file needs to read one.
TELLING_WORDS = (
    b"dotenv",
    b"nvSchema",
    b"fastifyEnv",
    b"envsafe",
    b"getOrThrow",
    b"ConfigService",
    b"loadEnv",
    b'"rc"',
    b"'rc'",
)
TELLING = (
    re.compile(rb"env\b(?<!\wenv)"),
    re.compile(rb"[{,]\s*[A-Z][A-Z0-9_]{2,}\b[^{}]*\}\s*=|export\s*\{[^}]*\}\s*from"),
    re.compile(rb"[\w)][!?]?\.[A-Z][A-Z0-9_]{2,}\b"),
    re.compile(rb"[\"'`][A-Z_][A-Z0-9_]{2,}[\"'`]"),
    re.compile(rb"\(\s*[\w.]*\b[A-Z][A-Z0-9_]{2,}\s*[,)]"),
    re.compile(rb"[A-Z][A-Z0-9]*_[A-Z0-9_]+\s*[=:?!]"),
    re.compile(rb"^\s*[A-Z]{3,}\s*:", re.MULTILINE),
)
TEST = re.compile(
    r"(^|/)(tests?|__tests__|__mocks__|e2e|cypress|spec|examples?|benchmarks?)/"
    r"|\.(test|spec|e2e-spec|cy|stories)\.[cm]?[jt]sx?$|(^|/)(jest|vitest|playwright|cypress)[\w.-]*\.[cm]?[jt]s$"
)
SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
BUNDLES = (".js", ".mjs", ".cjs")
BUNDLED = 10_000  # bytes from which a file may be a bundle; its lines are then longer than anyone writes
BUNDLED_LINE = 250
# A bundle that was laid out again still calls all that its functions take by one letter.
PARAMETERS = re.compile(rb"\bfunction(?:\s+[\w$]+)?\s*\(\s*([\w$][\w$,\s]*)\)|\(\s*([\w$][\w$,\s]*)\)\s*=>")
LETTERS = re.compile(rb"[\w$](?:\s*,\s*[\w$])*\s*,?\s*")
BUNDLED_FUNCTIONS = 100
BUNDLED_SHARE = 0.95
BUILT_IN = {"MODE", "DEV", "PROD", "SSR", "BASE_URL"}  # Vite computes these
OWNS = {"Object.hasOwn", "Reflect.has", "Object.prototype.hasOwnProperty.call"}
PICKERS = {"get", "_.get", "lodash.get"}
MATCHING = (".test", ".exec", ".match", ".search")  # ask a regular expression
IGNORED = {"log", "error", "warn", "info", "debug", "require", "describe", "it", "test", "expect", "Symbol", "Error"}


def read(text: bytes, path: str) -> SourceFile:
    """Return what a JavaScript or TypeScript file says about its environment."""
    test = TEST.search(path) is not None
    if not holds(text, TELLING_WORDS, TELLING):
        return SourceFile("javascript", test=test)
    if path.endswith(BUNDLES) and _is_bundled(text):
        return SourceFile(
            "javascript", test=test, undecided=((0, "is a bundle that a tool wrote; read what it is made of"),)
        )
    language = "typescript" if path.endswith((".ts", ".mts", ".cts")) else "tsx"
    if path.endswith((".vue", ".svelte")):
        language, text = "typescript", _script(text)
    file = _File(JavaScriptValues(language, text, parse(language, text).root_node))
    file.collect()
    telling = FORWARDING.search(path.rpartition("/")[2])  # whose default export another file may be mistaken for
    reads, records, loads, rules = schemas(file.values, path)
    return SourceFile(
        "javascript",
        reads=(*(_ruled(read, rules) for read in file.reads), *reads, *file.built(path)),
        functions=tuple(file.functions()),
        calls=tuple(file.calls),
        constants=tuple(
            constant
            for constant in file.constants()
            if constant.value != (None,) or constant.name != "default" or telling
        ),
        records=tuple(records),
        loads=tuple(loads),
        imports=tuple(sorted(file.values.imports.items())),
        test=test,
    )


def _ruled(read: Read, rules: Rules) -> Read:
    """Return a read with what a schema says of its variable, where the code around says nothing."""
    rule = rules.get((str(read.name[0]), read.line)) if len(read.name) == 1 else None
    if rule is None or read.default is not None:
        return read
    default, required = rule
    return replace(read, default=default, required=required)


def _script(page: bytes) -> bytes:
    """Return a page's scripts on the lines that they stand on, and nothing else."""
    blank = bytearray(re.sub(rb"[^\n]", b" ", page))
    for match in SCRIPT.finditer(page):
        blank[match.start(2) : match.end(2)] = match.group(2)
    return bytes(blank)


def _is_bundled(text: bytes) -> bool:
    if len(text) <= BUNDLED:
        return False
    if len(text) > BUNDLED_LINE * (text.count(b"\n") + 1):
        return True
    parameters = [match[1] or match[2] for match in PARAMETERS.finditer(text)]
    short = sum(LETTERS.fullmatch(each) is not None for each in parameters)
    return len(parameters) >= BUNDLED_FUNCTIONS and short >= BUNDLED_SHARE * len(parameters)


class _File(LibraryCalls):
    lists = ("array",)
    own = ("this.",)
    computed = ("call_expression", "arrow_function")
    ignored = IGNORED

    def spelled(self, function: "Node | None") -> str:
        return re.sub(r"[?!#]|^(module\.)?exports\.", "", text(function))

    def collect(self) -> None:
        """Collect every read and every call that may turn out to be one."""
        values = self.values
        for local, origin in values.imports.items():
            if origin.startswith(EXPORTING) and VARIABLE.fullmatch(origin.rpartition(".")[2]):
                self._static(local, origin)
        for node in (*values.nodes.get("member", []), *values.nodes.get("subscript", [])):
            self._access(node)
        for node in (*values.nodes.get("declarator", []), *values.nodes.get("assignment", [])):
            pattern = node.child_by_field_name("name") or node.child_by_field_name("left")
            value = node.child_by_field_name("value") or node.child_by_field_name("right")
            self._unpacked(pattern, value)
        for node in values.nodes.get("field", []):
            self._unpacked(node.child_by_field_name("pattern"), node.child_by_field_name("value"))
        for node in values.nodes.get("binary", []):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if text(node.child_by_field_name("operator")) == "in" and values.origin(right) in ENVIRONMENTS:
                self.reads += self.make(left, node, How())
        for node in values.nodes.get("call", []):
            self._call(node)
        for node in values.nodes.get("loop", []):
            self.loop(node)
        self.reads += [*self.any_name(), *self.declared()]

    def constants(self) -> list[Constant]:
        return [*super().constants(), *(Constant(*export) for export in self.values.exports())]

    def _static(self, local: str, origin: str) -> None:
        for node in self.values.nodes.get("import", []):
            if re.search(rf"\b{re.escape(local)}\b", text(node)):
                name = origin.rpartition(".")[2]
                where = next(
                    (index for index, row in enumerate(text(node).splitlines()) if re.search(rf"\b{name}\b", row)), 0
                )
                self.reads.append(Read((name,), line(node) + where, required=True))
                return

    def _access(self, node: "Node") -> None:
        """Add `env.X` and `env["X"]`, unless it is a call of the environment's own method."""
        holder = node.child_by_field_name("object")
        if holder is None or holder.type in ("string", "array"):
            return
        origin = self.values.origin(holder)
        index = node.child_by_field_name("index")
        name = text(node.child_by_field_name("property"))
        parent = node.parent
        asked: Expression | None = None
        if origin not in ENVIRONMENTS and (asked := self.asked(holder, index or name)) is None:
            return
        called = index is None and parent is not None and parent.child_by_field_name("function") == node
        if called and parent is not None:
            owned = self.values.arguments(parent)[:1] if name == "hasOwnProperty" else []
            self.reads += [read for argument in owned for read in self.make(argument, node, How())]
            return
        if origin == "import.meta.env" and name in BUILT_IN:
            return
        target, note, wrapped = name or index, self._written(node), origin == WRAPPED
        if note == "default" and parent is not None:
            default = self.values.default(parent.child_by_field_name("right"))
            self.reads += self.make(target, self._at(node), How(default, required=False, holder=asked, wrapped=wrapped))
        elif note:
            self.reads += self.make(target, self._at(node), How(note=note, holder=asked, wrapped=wrapped))
        else:
            fallback, required = self.fallback(node)
            reads = self.make(target, self._at(node), How(fallback, required, holder=asked, wrapped=wrapped))
            self.reads += reads if fallback is not None else self._paired(reads, node)

    def _paired(self, reads: list[Read], node: "Node") -> list[Read]:
        """Return the reads of a loop's turns with the default that each turn gives: `env[name] ?? fallback`."""
        right = node.parent.child_by_field_name("right") if node.parent is not None else None
        spellings = self.values.spellings(right) if right is not None and right != node else []
        if len(spellings) != len(reads) or not any(spelling.line for spelling in spellings):
            return reads
        pairs = zip(reads, spellings, strict=True)
        return [replace(read, default=spelling.expression, required=False) for read, spelling in pairs]

    def _at(self, node: "Node") -> "Node":
        return node.child_by_field_name("property") or node.child_by_field_name("index") or node

    def _written(self, node: "Node") -> str:
        parent = node.parent
        if parent is None or parent.child_by_field_name("right") == node:
            return ""
        if parent.type == "unary_expression" and text(parent.child_by_field_name("operator")) == "delete":
            return REMOVAL
        if parent.type == "assignment_expression" and parent.child_by_field_name("left") == node:
            return WRITE
        if parent.type == "augmented_assignment_expression" and parent.child_by_field_name("left") == node:
            return "default"
        return ""

    def _unpacked(self, pattern: "Node | None", value: "Node | None", origin: str = "") -> None:
        """Add what `const { A = "d", B: b } = process.env` takes."""
        if pattern is None or pattern.type != "object_pattern":
            return
        origin = origin or self.values.origin(value)
        asked = None if origin in ENVIRONMENTS else self.values.holder(value)
        for child in pattern.named_children if origin and origin not in ENVIRONMENTS else []:
            inner, key = child.child_by_field_name("value"), text(child.child_by_field_name("key"))
            if child.type == "pair_pattern" and inner is not None and inner.type == "object_pattern":
                self._unpacked(inner, None, f"{origin}.{key}")
        if origin not in ENVIRONMENTS and asked is None:
            return
        places = [child for child in pattern.named_children if child.type not in ("rest_pattern", "comment")]
        for place, (key, _, default) in zip(places, unpacked(pattern), strict=False):
            if not (origin == "import.meta.env" and key in BUILT_IN) and (asked is None or VARIABLE.fullmatch(key)):
                fallback = self.values.default(default)
                required = False if default is not None else None
                self.reads += self.make(key, place, How(fallback, required, holder=asked, wrapped=origin == WRAPPED))

    def _call(self, node: "Node") -> None:
        values, function = self.values, called(node)
        origin, arguments = values.origin(function), values.arguments(node)
        if node.type == "call_expression":
            self.reads += self.library_reads(node, origin)
        asks = len(arguments) > 1 and values.origin(arguments[0]) in ENVIRONMENTS
        if asks and text(function) in OWNS:
            self.reads += self.make(arguments[1], node, How())
        elif asks and text(function) in PICKERS:
            self.reads += self.make(arguments[1], node, How(values.default(next(iter(arguments[2:]), None))))
        elif text(function).endswith(".startsWith"):
            self.prefixed(node, function, arguments)
        elif text(function).endswith(MATCHING) and arguments:
            self._by_a_pattern(node, function, arguments[0])
        else:
            self.other_call(node, function)

    def _by_a_pattern(self, node: "Node", function: "Node | None", argument: "Node") -> None:
        """Add what `/^APP_/.test(name)` and `name.match(/^APP_/)` pick of the whole environment."""
        holder = function.child_by_field_name("object") if function is not None else None
        asked = text(function).endswith((".test", ".exec"))
        name, pattern = (argument, holder) if asked else (holder, argument)
        if (items := self.walked(name)) is not None and pattern is not None:
            written = pattern if pattern.type == "regex" else self.bound(pattern)
            flags = text(written.child_by_field_name("flags")) if written is not None else ""
            body = text(written.child_by_field_name("pattern")) if written is not None and "i" not in flags else ""
            self.matched(node, items, head(body))

    def walks(self, items: "Node") -> bool:
        whole = items
        while whole.type == "call_expression":
            inner = whole.child_by_field_name("function")
            arguments = self.values.arguments(whole)
            spelled = text(inner)
            if spelled in ("Object.keys", "Object.entries") and arguments:
                whole = arguments[0]
            elif inner is not None and (below := inner.child_by_field_name("object")) is not None:
                whole = below
            else:
                return False
        return self.values.origin(whole) in ENVIRONMENTS
