"""What a Rust expression computes to, as far as the text tells: names, texts and numbers."""

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, applied, transformed
from estuary_docs.drift.languages.rust.syntax import RustTree, called
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

Bindings = dict[str, Expression]

UNKNOWN: Expression = (None,)
DEEP = 20
CONSTANT = re.compile(r"(?:\w+::)*[A-Z][A-Z0-9_]*")
NUMBER = re.compile(r"(0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:[iu](?:8|16|32|64|128|size)|f32|f64)?")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
SAME = {  # methods that leave a text what it is
    *(
        "to_string",
        "to_owned",
        "into",
        "as_str",
        "as_ref",
        "clone",
        "trim",
        "to_string_lossy",
        "into_owned",
        "as_bytes",
    ),
    *("to_vec", "into_string", "borrow", "as_deref", "cloned", "copied", "parse", "unwrap", "expect", "into_boxed_str"),
    *("as_os_str", "to_str", "into_iter", "iter", "as_slice", "try_into"),
}
STEPS = {  # methods that are text functions
    "to_uppercase": "upper",
    "to_ascii_uppercase": "upper",
    "to_lowercase": "lower",
    "to_ascii_lowercase": "lower",
    "replace": "replace",
}
NAMED = {"identifier"}
CHOOSING = {"if_expression", "match_expression"}
WRAPPERS = re.compile(  # functions that give their argument another type
    r"(?:\w+::)*(?:Some|Ok|Err|(?:String|OsStr|OsString|Path|PathBuf|Cow|Box|Arc|Rc|SecretString|Secret|Uri|Url)"
    r"(?:::<[^>]*>)?::(?:from|new|from_str|Borrowed|from_static|parse|try_from|default)|(?:SecretString|Secret)"
    r"|Duration::from_(?:secs|millis|secs_f64|secs_f32))"
)
EMPTY = re.compile(r"(?:\w+::)*(?:String|Vec|PathBuf|OsString)(?:::<[^>]*>)?::(?:new|default)")
CRATE = ("CARGO_PKG_NAME", "CARGO_CRATE_NAME")  # what Cargo gives to `env!`: the name of the package
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}:]*)(?::[^{}]*)?\}")


def literal(node: "Node") -> str:
    """Return the text between the quotes of a string, its escapes resolved."""
    inner = "".join(text(child) for child in node.named_children)
    if node.type == "raw_string_literal":
        return inner
    inner = re.sub(r"\\\n\s*", "", inner)
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), inner)


def uppercase(expression: Expression) -> Expression:
    """Return what a text is in capitals, as names of variables are."""
    return transformed(expression, ("upper",))


class RustValues:
    """Computes expressions of one file."""

    def __init__(self, tree: "RustTree") -> None:
        self._tree = tree
        self._functions = {tree.name(scope): scope for scope in tree.scopes()}

    def of(  # noqa: PLR0911 - one a kind of expression
        self, node: "Node | None", bound: Bindings | None = None, depth: int = 0
    ) -> Expression:
        """Return what an expression computes to; `bound` are the values of names that a loop binds."""
        if node is None or depth > DEEP:
            return UNKNOWN
        bound = bound or {}
        kind = node.type
        if kind in {"string_literal", "raw_string_literal"}:
            value = literal(node)
            return (value,) if value else ()
        if kind in {"integer_literal", "float_literal", "boolean_literal"}:
            number = NUMBER.fullmatch(text(node).replace("_", ""))
            return (number[1] if number else text(node),)
        if kind in {"identifier", "scoped_identifier", "self", "field_expression"}:
            return self._named(node, bound, depth)
        if kind in {"reference_expression", "parenthesized_expression", "try_expression", "unary_expression"}:
            inner = self.of(node.named_children[-1], bound, depth + 1)
            signed = kind == "unary_expression" and text(node).startswith("-")
            return ("-", *inner) if signed else inner
        if kind in {"block", "unsafe_block"}:
            last = node.named_children[-1:] if node.named_children else []
            return self.of(last[0], bound, depth + 1) if last else UNKNOWN
        if kind == "type_cast_expression":
            return self.of(node.child_by_field_name("value"), bound, depth + 1)
        if kind == "binary_expression":
            return self._computed(node, bound, depth)
        if kind in CHOOSING:
            return bound.get(str(node.start_byte), UNKNOWN)
        return self._called(node, bound, depth) if kind == "call_expression" else UNKNOWN

    def _named(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        name = text(node)
        if name in bound:
            return bound[name]
        let = self._tree.binding(name, node)
        if let is not None:
            changed = any(child.type == "mutable_specifier" for child in let.children)
            return UNKNOWN if changed else self.of(let.child_by_field_name("value"), bound, depth + 1)
        if name in self._tree.parameters(self._tree.scope(node)):
            return (Name(name),)
        if name.startswith("self."):
            return self._held(self._tree.owner(node), name.removeprefix("self."), depth)
        return (Name(self.absolute(name, node)),) if CONSTANT.fullmatch(name) else UNKNOWN

    def _held(self, owner: str, field: str, depth: int) -> Expression:
        """Return what a field holds in the one struct of its type that the file makes."""
        held: set[Expression] = set()
        for each in self._initializers.get(field, ()):
            struct = each.parent.parent if each.parent is not None else None
            made = text(struct.child_by_field_name("name")) if struct is not None else ""
            if owner and (made == owner or (made == "Self" and self._tree.owner(each) == owner)):
                held.add(self.of(each.child_by_field_name("value"), None, depth + 1))
        value = held.pop() if len(held) == 1 else UNKNOWN
        return value if all(isinstance(part, str) for part in value) else UNKNOWN

    @cached_property
    def _initializers(self) -> "dict[str, list[Node]]":
        found: dict[str, list[Node]] = {}
        for each in descendants(self._tree.root, "field_initializer"):
            found.setdefault(text(each.child_by_field_name("field")), []).append(each)
        return found

    def absolute(self, path: str, node: "Node") -> str:
        """Return a path with `Self` and modules of this file resolved."""
        first, separator, rest = path.partition("::")
        if separator and first == "self":
            return self.absolute(rest, node)
        if separator and first == "Self" and self._tree.owner(node):
            return f"{self._tree.owner(node)}::{rest}"
        while separator and (
            first in self._tree.modules and f"mod {first};" not in self._tree.source.decode("latin-1")
        ):
            path = rest
            first, separator, rest = path.partition("::")
        return path

    def _computed(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        left = self.of(node.child_by_field_name("left"), bound, depth + 1)
        right = self.of(node.child_by_field_name("right"), bound, depth + 1)
        operator = text(node.child_by_field_name("operator"))
        match (left, right):
            case ((str(first),), (str(second),)) if re.fullmatch(r"\d{1,15}:\d{1,15}", f"{first}:{second}"):
                numbers = int(first), int(second)
                results = {"*": numbers[0] * numbers[1], "+": sum(numbers), "-": numbers[0] - numbers[1]}
                return (str(results[operator]),) if operator in results else UNKNOWN
        return (*left, *right) if operator == "+" else UNKNOWN

    def _called(self, node: "Node", bound: Bindings, depth: int) -> Expression:  # noqa: PLR0911 - one a kind
        callee, given = called(node)
        if callee.type == "field_expression":
            method = text(callee.child_by_field_name("field"))
            receiver = self.of(callee.child_by_field_name("value"), bound, depth + 1)
            values = [self.of(each, bound, depth + 1) for each in given]
            if method in STEPS:
                return applied(receiver, STEPS[method], values)
            if method in {"join", "concat"}:
                return self._joined(callee, values[0] if values else (), bound, depth)
            chosen = self._choosing(node)
            if chosen is not None:
                return bound.get(str(chosen.start_byte), UNKNOWN)
            return receiver if method in SAME else UNKNOWN
        name = text(callee)
        if self._tree.is_macro(callee):
            if name in {"concat", "std::concat"}:
                return tuple(part for child in given for part in self.of(child, bound, depth + 1))
            if name in {"env", "std::env"} and given and text(given[0]).strip('"') in CRATE:
                return (Name(CRATE[0]),)
            return self._formatted(given, bound, depth) if name in {"format", "std::format"} else UNKNOWN
        if EMPTY.fullmatch(name):
            return ()
        if WRAPPERS.fullmatch(re.sub(r"::<[^>]*>$", "", name)) and len(given) == 1:
            return self.of(given[0], bound, depth + 1)
        return self.result(name, node, depth, [self.of(each, bound, depth + 1) for each in given])

    def _joined(self, callee: "Node", separator: Expression, bound: Bindings, depth: int) -> Expression:
        elements = self.elements(callee.child_by_field_name("value"), depth + 1)
        values = [self.of(each, bound, depth + 1) for each in elements]
        return tuple(chain(*values[:1], *((*separator, *each) for each in values[1:]))) if values else UNKNOWN

    def result(self, name: str, node: "Node", depth: int = 0, given: "Sequence[Expression]" = ()) -> Expression:
        """Return what a function of this file makes of its arguments, where that is all that it does."""
        if EMPTY.fullmatch(name):
            return ()
        function = self._functions.get(self.absolute(name, node).replace("::", "."))
        body = function.child_by_field_name("body") if function else None
        parameters = self._tree.parameters(function)
        if len(parameters) != len(given) or (given and body is not None and body.named_child_count != 1):
            return UNKNOWN
        return self.of(body, dict(zip(parameters, given, strict=True)), depth + 1)

    def _formatted(self, given: list["Node"], bound: Bindings, depth: int) -> Expression:
        if not given or given[0].type not in {"string_literal", "raw_string_literal"}:
            return UNKNOWN
        named = {}
        positional = []
        for child in given[1:]:
            if child.type == "assignment_expression":
                value = self.of(child.child_by_field_name("right"), bound, depth + 1)
                named[text(child.child_by_field_name("left"))] = value
            else:
                positional.append(self.of(child, bound, depth + 1))
        parts: list[str | Name | None] = []
        end, following, template = 0, 0, literal(given[0])
        for found in PLACEHOLDER.finditer(template):
            parts.append(template[end : found.start()])
            end = found.end()
            if found[1] is None:
                parts.append(found[0][0])
                continue
            if not found[1] or found[1].isdigit():
                position = int(found[1]) if found[1] else following
                following += not found[1]
                parts.extend(positional[position] if position < len(positional) else UNKNOWN)
            else:
                parts.extend(named.get(found[1]) or self._captured(found[1], given[0], bound, depth))
        return tuple(part for part in (*parts, template[end:]) if part != "")

    def _captured(self, name: str, node: "Node", bound: Bindings, depth: int) -> Expression:
        if name in bound:
            return bound[name]
        let = self._tree.binding(name, node)
        if let is not None:
            return self.of(let.child_by_field_name("value"), bound, depth + 1)
        known = name in self._tree.parameters(self._tree.scope(node)) or CONSTANT.fullmatch(name)
        return (Name(name),) if known else UNKNOWN

    # Lists of names

    def elements(  # noqa: PLR0911 - one a kind of list
        self, node: "Node | None", depth: int = 0
    ) -> list["Node"]:
        """Return the elements of a list, also of one that a name, a reference or an iterator stands for."""
        if node is None or depth > DEEP:
            return []
        if node.type == "array_expression":
            return node.named_children
        if node.type in {"reference_expression", "parenthesized_expression"}:
            return self.elements(node.named_children[-1], depth + 1)
        if node.type == "call_expression":
            callee = node.child_by_field_name("function")
            if callee and callee.type == "field_expression":
                return self.elements(callee.child_by_field_name("value"), depth + 1)
        if node.type in {"identifier", "scoped_identifier"}:
            name = text(node)
            let = self._tree.binding(name, node)
            if let is not None:
                return self.elements(let.child_by_field_name("value"), depth + 1)
            if name in self._tree.parameters(self._tree.scope(node)):
                return [node]
            for constant in self._tree.found.get("constant", ()):
                if text(constant.child_by_field_name("name")) == name.rpartition("::")[2]:
                    return self.elements(constant.child_by_field_name("value"), depth + 1)
        return []

    def loops(self, node: "Node") -> list[tuple[Bindings, "Node | None"]]:
        """Return what the loops around a node bind, once for each turn, with the element that gives it."""
        turns: list[tuple[Bindings, Node | None]] = [({}, None)]
        names = {text(each) for each in descendants(node, "identifier")} | set(re.findall(r"\{(\w+)", text(node)))
        scope = self._tree.scope(node)
        chosen = self._chosen(node)
        turns = [(bound | each, element) for each in chosen for bound, element in turns] or turns
        inner, current = node, node.parent
        while current is not None and inner != scope:
            pattern, values = _loop(current, inner)
            if pattern is not None and names & {text(each) for each in descendants(pattern, "identifier")}:
                found = [(self._matched(pattern, each), each) for each in self.elements(values)]
                turns = [(bound | more, element) for more, element in found for bound, _ in turns] or turns
            inner, current = current, current.parent
        return turns

    def _chosen(self, node: "Node") -> list[Bindings]:
        """Return what a value may be that a condition chooses, by the place of the condition."""
        current: Node | None = node
        while current is not None and current.type in {"reference_expression", "parenthesized_expression", *NAMED}:
            if current.type in NAMED:
                let = self._tree.binding(text(current), current)
                current = let.child_by_field_name("value") if let else None
            else:
                current = current.named_children[-1]
        current = self._choosing(current) or current if current is not None else None
        if current is None or current.type not in CHOOSING:
            return []
        values = [self.of(each) for each in _branches(current)]
        return [] if any(None in each for each in values) else [{str(current.start_byte): each} for each in values]

    def _choosing(self, call: "Node") -> "Node | None":
        """Return the condition that is all of a method of this file: `match self { Var::Port => "PORT" }`."""
        callee = call.child_by_field_name("function") if call.type == "call_expression" else None
        method = text(callee.child_by_field_name("field")) if callee is not None else ""
        named = [each for name, each in self._functions.items() if method and name.endswith(f".{method}")]
        body = named[0].child_by_field_name("body") if len(named) == 1 else None
        alone = body.named_children[0] if body is not None and body.named_child_count == 1 else None
        inner = alone.named_children[0] if alone is not None and alone.type == "expression_statement" else alone
        return inner if inner is not None and inner.type in CHOOSING else None

    def _matched(self, pattern: "Node", value: "Node") -> Bindings:
        if pattern.type in {"reference_pattern", "closure_parameters"} and pattern.named_children:
            return self._matched(pattern.named_children[0], value)
        if pattern.type == "tuple_pattern" and value.type == "tuple_expression":
            pairs = zip(pattern.named_children, value.named_children, strict=False)
            return {name: found for left, right in pairs for name, found in self._matched(left, right).items()}
        if pattern.type == "identifier" and value.type == "struct_expression":
            fields = list(descendants(value, "field_initializer"))
            named = [(text(each.child_by_field_name("field")), each.child_by_field_name("value")) for each in fields]
            return {f"{text(pattern)}.{name}": self.of(each) for name, each in named}
        return {text(pattern): self.of(value)} if pattern.type == "identifier" else {}


def _branches(node: "Node") -> "Iterator[Node | None]":
    """Yield the values of a condition's branches."""
    if node.type == "match_expression":
        yield from (arm.child_by_field_name("value") for arm in descendants(node, "match_arm"))
        return
    other = node.child_by_field_name("alternative")
    following = other.named_children[0] if other is not None and other.named_children else None
    yield node.child_by_field_name("consequence")
    yield from _branches(following) if following is not None and following.type == "if_expression" else [following]


def _loop(node: "Node", inner: "Node") -> tuple["Node | None", "Node | None"]:
    """Return the pattern and the values of a loop around `inner`: a `for`, or a closure given to an iterator."""
    if node.type == "for_expression" and inner == node.child_by_field_name("body"):
        return node.child_by_field_name("pattern"), node.child_by_field_name("value")
    if node.type == "closure_expression" and node.parent and node.parent.type == "arguments":
        call = node.parent.parent
        callee = call.child_by_field_name("function") if call else None
        if callee and callee.type == "field_expression":
            return node.child_by_field_name("parameters"), callee.child_by_field_name("value")
    return None, None
