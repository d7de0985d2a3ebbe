"""The syntax tree of a Rust file, with what stands around a place: functions, classes, bindings, imports, tests."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from estuary_docs.drift.code import unspelled
from estuary_docs.drift.languages.syntax import captures, descendants, line, parse, text

if TYPE_CHECKING:
    from tree_sitter import Node

QUERY = """
(use_declaration) @use
(function_item) @function
(closure_expression) @closure
[(const_item) (static_item)] @constant
(let_declaration) @let
(call_expression) @call
[(struct_item) (enum_item)] @struct
(field_declaration_list) @fields
(impl_item) @impl
(trait_item) @impl
(mod_item) @mod
(macro_definition) @macro
(attribute_item) @attribute
"""

# A macro's arguments are no expressions to the grammar. Those that may read are made to look like a call, byte by byte.
MACRO = re.compile(rb"((?:\w+::)*(\w+))!(\s*)([(\[{])")
EXPRESSIONS = {b"env", b"option_env", b"dotenv", b"format", b"concat"}
BLOCKS = {b"lazy_static", b"thread_local", b"cfg_if", b"select"}
TELLING = re.compile(rb'\benv\b|_env|env_|\bvar\w*\s*\(|"[A-Z][A-Z0-9_]{2,}"')
NEAR = 400  # bytes after a macro's name in which it must tell that it reads
TEST_ATTRIBUTE = re.compile(
    r"#\[\s*(?:cfg\s*\(\s*(?:(?:any|all)\s*\((?:[^()]|\([^()]*\))*?)?\btest\b|(?:\w+::)*test\b|rstest|test_case)"
)


def unwrapped(source: bytes) -> bytes:
    """Return the source with macros that may read written as calls and blocks of the same length."""

    def rewritten(match: re.Match[bytes]) -> bytes:
        path, name, space, bracket = match.groups()
        if bracket == b"{":
            return b" " * (len(path) + 1) + space + bracket if name in BLOCKS else match[0]
        if name not in EXPRESSIONS and not TELLING.search(source, match.end(), match.end() + NEAR):
            return match[0]
        if source[match.end() : match.end() + 1] == b"{":
            return match[0]
        return (path + b" " if bracket == b"(" else b" " * (len(path) + 1)) + space + bracket

    return MACRO.sub(rewritten, source)


class RustTree:
    """One parsed file. `source` is the file as it is; the tree is that of the rewritten one, at the same places."""

    def __init__(self, source: bytes, first_line: int = 0, macro: str = "") -> None:
        """`first_line` is where a piece of a file begins; `macro` is whose arm it is."""
        self.source = source
        self._first_line = first_line
        self._macro = macro
        self.root = parse("rust", unwrapped(source)).root_node
        self.nodes = captures("rust", QUERY, self.root)
        self._owners = [node for node in self.nodes.get("impl", ()) if node.child_by_field_name("body")]
        lets = [node for node in self.nodes.get("closure", ()) if _bound_name(node)]
        self._scopes: list[Node] = sorted([*self.nodes.get("function", ()), *lets], key=lambda node: node.start_byte)
        self._starts = [node.start_byte for node in self._scopes]

    def line(self, node: "Node") -> int:
        """Return the line of the file that a node begins on."""
        return line(node) + self._first_line

    def is_macro(self, callee: "Node") -> bool:
        """Tell whether a callee is a macro's name in the file as it is."""
        return self.source[callee.end_byte : callee.end_byte + 1] == b"!"

    def scope(self, node: "Node") -> "Node | None":
        """Return the innermost function, or closure with a name, that a node stands in."""
        scope: Node
        for index in range(bisect_right(self._starts, node.start_byte) - 1, -1, -1):
            scope = self._scopes[index]
            if scope.end_byte >= node.end_byte and scope != node:
                return scope
        return None

    def scopes(self) -> Iterator["Node"]:
        """Yield all functions and the closures that have a name."""
        yield from self._scopes

    def owner(self, node: "Node") -> str:
        """Return the type whose implementation a node stands in, or ""."""
        for implementation in reversed(self._owners):
            if implementation.start_byte <= node.start_byte < implementation.end_byte:
                kind = implementation.child_by_field_name("type") or implementation.child_by_field_name("name")
                return re.sub(r"<.*", "", text(kind), flags=re.DOTALL).rpartition("::")[2].strip()
        return ""

    def field(self, name: str, node: "Node") -> str:
        """Return the type of a field of the struct around a node; that of a parameter of types is its trait."""
        owner = self.owner(node)
        for struct in self.nodes.get("struct", ()):
            if text(struct.child_by_field_name("name")) == owner:
                declared = re.search(rf"\b{name}\s*:\s*([^,}}]*)", text(struct.child_by_field_name("body")))
                kind = (
                    re.sub(r"&|'\w+ |\b(?:mut|dyn) |\b(?:Box|Arc|Rc)<|>", "", declared[1]).strip() if declared else ""
                )
                bound = re.search(
                    rf"\b{re.escape(kind)}\s*:\s*(\w+)", text(struct.child_by_field_name("type_parameters"))
                )
                return bound[1] if bound else kind
        return ""

    def implementer(self, trait: str) -> str:
        """Return the only type outside of tests that implements a trait of this file, or an empty text."""
        implementers = {
            text(implementation.child_by_field_name("type"))
            for implementation in self.nodes.get("impl", ())
            if trait
            and text(implementation.child_by_field_name("trait")) == trait
            and not self._is_tested(implementation)
        }
        return implementers.pop() if len(implementers) == 1 else ""

    def _is_tested(self, node: "Node") -> bool:
        return any(first <= self.line(node) <= last for first, last in self.tests)

    def name(self, scope: "Node | None") -> str:
        """Return a function's name as `Function.name` has it; a closure's cannot be spelled from outside."""
        if scope is None:
            return ""
        if scope.type == "closure_expression":
            return unspelled(_bound_name(scope), self.name(self.scope(scope)))
        if self._macro and scope.start_byte == 0:
            return f"{self._macro}!"
        owner = self.owner(scope)
        own = text(scope.child_by_field_name("name"))
        return f"{owner}.{own}" if owner else own

    @staticmethod
    def parameters(scope: "Node | None") -> dict[str, str]:
        """Return the parameters of a function and their types, `self` left out."""
        listed = scope.child_by_field_name("parameters") if scope else None
        parameters: dict[str, str] = {}
        for child in listed.named_children if listed else ():
            if child.type == "parameter":
                pattern = text(child.child_by_field_name("pattern")).removeprefix("mut ")
                parameters[pattern] = text(child.child_by_field_name("type"))
            elif child.type != "self_parameter":
                parameters[text(child).lstrip("&")] = ""
        return parameters

    def binding(self, name: str, node: "Node") -> "Node | None":
        """Return what binds a name last before a node, in the same function or one round a closure."""
        scope = self.scope(node)
        before = [let for let in self._lets.get(name, ()) if let.end_byte <= node.start_byte]
        while before:
            own = [let for let in before if self.scope(let) == scope]
            if own or scope is None or scope.type != "closure_expression" or name in self.parameters(scope):
                return own[-1] if own else None
            scope = self.scope(scope)
        return None

    @cached_property
    def _lets(self) -> dict[str, list["Node"]]:
        lets: dict[str, list[Node]] = {}
        for let in self.nodes.get("let", ()):
            lets.setdefault(text(let.child_by_field_name("pattern")), []).append(let)
        return lets

    @cached_property
    def modules(self) -> set[str]:
        """The modules that the file declares."""
        return {text(node.child_by_field_name("name")) for node in self.nodes.get("mod", ())}

    @cached_property
    def imports(self) -> dict[str, str]:
        """What each imported name stands for; `*` is what is imported whole."""
        imports: dict[str, str] = {}
        for use in self.nodes.get("use", ()):
            imports |= dict(_imported(use.child_by_field_name("argument") or use, ""))
        return imports

    @cached_property
    def tests(self) -> tuple[tuple[int, int], ...]:
        """The ranges of lines that only tests run."""
        ranges = []
        for attribute in self.nodes.get("attribute", ()):
            if TEST_ATTRIBUTE.match(text(attribute)):
                item = attribute.next_named_sibling
                while item and item.type in {"attribute_item", "line_comment", "block_comment"}:
                    item = item.next_named_sibling
                if item:
                    ranges.append((self.line(attribute), self._first_line + item.end_point.row + 1))
        return tuple(ranges)

    def arms(self) -> Iterator["RustTree"]:
        """Yield each arm of each `macro_rules!` as a tree of its own: a function of its metavariables."""
        for macro in self.nodes.get("macro", ()):
            name = text(macro.child_by_field_name("name"))
            for rule in descendants(macro, "macro_rule"):
                left = rule.child_by_field_name("left") or rule
                right = rule.child_by_field_name("right") or rule
                parameters = ",".join(text(variable).lstrip("$") for variable in descendants(left, "metavariable"))
                inner = text(right)[1:-1].replace("$", " ")
                body = f"fn {name}({parameters}) {{{inner}}}".encode()
                yield RustTree(body, self._first_line + right.start_point.row, name)


def called(call: "Node") -> tuple["Node", list["Node"]]:
    """Return what a call calls, without type arguments, and its arguments."""
    callee = call.child_by_field_name("function") or call
    if callee.type == "generic_function":
        callee = callee.child_by_field_name("function") or callee
    arguments = call.child_by_field_name("arguments")
    return callee, [child for child in (arguments.named_children if arguments else ()) if "comment" not in child.type]


def _bound_name(closure: "Node") -> str:
    parent = closure.parent
    pattern = parent.child_by_field_name("pattern") if parent and parent.type == "let_declaration" else None
    return text(pattern) if pattern and pattern.type == "identifier" else ""


def _imported(node: "Node", prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a `use` brings in, with their full paths."""
    if node.type == "use_as_clause":
        whole = prefix + text(node.child_by_field_name("path"))
        yield text(node.child_by_field_name("alias")), whole.removesuffix("::self")
    elif node.type == "scoped_use_list":
        path = node.child_by_field_name("path")
        listed = node.child_by_field_name("list")
        for child in listed.named_children if listed else ():
            yield from _imported(child, f"{prefix}{text(path)}::" if path else prefix)
    elif node.type == "use_list":
        for child in node.named_children:
            yield from _imported(child, prefix)
    elif node.type == "use_wildcard":
        yield "*", prefix + text(node).removesuffix("*").removesuffix("::")
    elif node.type == "self":
        whole = prefix.removesuffix("::")
        yield whole.rpartition("::")[2], whole
    else:
        yield text(node).rpartition("::")[2], prefix + text(node)
