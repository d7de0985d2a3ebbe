"""What a Rust expression computes to, as far as the text tells: names, texts and numbers."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, applied, transformed
from estuary_docs.drift.languages.expressions import DEEP, UNKNOWN, Bindings, Expressions, separated
from estuary_docs.drift.languages.literals import unescaped
from estuary_docs.drift.languages.rust.syntax import RustTree, called
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

CONSTANT = re.compile(r"(?:\w+::)*[A-Z][A-Z0-9_]*")
NUMBER = re.compile(r"(0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:[iu](?:8|16|32|64|128|size)|f32|f64)?")
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
    """Return the text between the quotes of a string, "" where its escapes are not known."""
    return _written(node) or ""


def _written(node: "Node") -> str | None:
    inner = "".join(text(child) for child in node.named_children)
    return inner if node.type == "raw_string_literal" else unescaped(re.sub(r"\\\n\s*", "", inner))


def uppercase(expression: Expression) -> Expression:
    """Return what a text is in capitals, as names of variables are."""
    return transformed(expression, ("upper",))


class RustValues(Expressions):
    """Computes expressions of one file."""

    def __init__(self, tree: "RustTree") -> None:
        self._tree = tree
        self._functions = {tree.name(scope): scope for scope in tree.scopes()}

    def _of(self, node: "Node", bound: Bindings, depth: int) -> Expression:  # noqa: PLR0911 - one a kind of expression
        kind = node.type
        if kind in {"string_literal", "raw_string_literal"}:
            value = _written(node)
            return UNKNOWN if value is None else (value,) if value else ()
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
            return self._operated(node, bound, depth)
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

    def _initializers(self, kind: str, field: str) -> "list[Node | None]":
        makes = (initializer for initializer in self._made.get(field, ()) if kind and self._makes(kind, initializer))
        return [initializer.child_by_field_name("value") for initializer in makes]

    def _makes(self, owner: str, initializer: "Node") -> bool:
        """Tell whether an initializer is one of a struct of that type."""
        struct = initializer.parent.parent if initializer.parent is not None else None
        name = text(struct.child_by_field_name("name")) if struct is not None else ""
        return name == owner or (name == "Self" and self._tree.owner(initializer) == owner)

    @cached_property
    def _made(self) -> "dict[str, list[Node]]":
        """The places that give a field its value where a struct is made, by the field."""
        initializers: dict[str, list[Node]] = {}
        for initializer in descendants(self._tree.root, "field_initializer"):
            initializers.setdefault(text(initializer.child_by_field_name("field")), []).append(initializer)
        return initializers

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

    def _called(self, node: "Node", bound: Bindings, depth: int) -> Expression:  # noqa: PLR0911 - one a kind
        callee, arguments = called(node)
        if callee.type == "field_expression":
            method = text(callee.child_by_field_name("field"))
            receiver = self.of(callee.child_by_field_name("value"), bound, depth + 1)
            values = [self.of(argument, bound, depth + 1) for argument in arguments]
            if method in STEPS:
                return applied(receiver, STEPS[method], values)
            if method in {"join", "concat"}:
                return self._joined(callee, values[0] if values else (), bound, depth)
            chosen = self.choosing(node)
            if chosen is not None:
                return bound.get(str(chosen.start_byte), UNKNOWN)
            return receiver if method in SAME else UNKNOWN
        name = text(callee)
        if self._tree.is_macro(callee):
            if name in {"concat", "std::concat"}:
                return tuple(part for child in arguments for part in self.of(child, bound, depth + 1))
            if name in {"env", "std::env"} and arguments and text(arguments[0]).strip('"') in CRATE:
                return (Name(CRATE[0]),)
            return self._formatted(arguments, bound, depth) if name in {"format", "std::format"} else UNKNOWN
        if EMPTY.fullmatch(name):
            return ()
        if WRAPPERS.fullmatch(re.sub(r"::<[^>]*>$", "", name)) and len(arguments) == 1:
            return self.of(arguments[0], bound, depth + 1)
        return self.result(name, node, depth, [self.of(argument, bound, depth + 1) for argument in arguments])

    def _joined(self, callee: "Node", separator: Expression, bound: Bindings, depth: int) -> Expression:
        elements = self.elements(callee.child_by_field_name("value"), depth + 1)
        return separated([self.of(element, bound, depth + 1) for element in elements], separator) or UNKNOWN

    def result(self, name: str, node: "Node", depth: int = 0, arguments: "Sequence[Expression]" = ()) -> Expression:
        """Return what a function of this file makes of its arguments, where that is all that it does."""
        if EMPTY.fullmatch(name):
            return ()
        function = self._functions.get(self.absolute(name, node).replace("::", "."))
        body = function.child_by_field_name("body") if function else None
        parameters = self._tree.parameters(function)
        if len(parameters) != len(arguments) or (arguments and body is not None and body.named_child_count != 1):
            return UNKNOWN
        return self.of(body, dict(zip(parameters, arguments, strict=True)), depth + 1)

    def _formatted(self, arguments: list["Node"], bound: Bindings, depth: int) -> Expression:
        template = _written(arguments[0]) if arguments and "string_literal" in arguments[0].type else None
        if template is None:
            return UNKNOWN
        named = {}
        positional = []
        for child in arguments[1:]:
            if child.type == "assignment_expression":
                value = self.of(child.child_by_field_name("right"), bound, depth + 1)
                named[text(child.child_by_field_name("left"))] = value
            else:
                positional.append(self.of(child, bound, depth + 1))
        parts: list[str | Name | None] = []
        end, following = 0, 0
        for match in PLACEHOLDER.finditer(template):
            parts.append(template[end : match.start()])
            end = match.end()
            if match[1] is None:
                parts.append(match[0][0])
                continue
            if not match[1] or match[1].isdigit():
                position = int(match[1]) if match[1] else following
                following += not match[1]
                parts.extend(positional[position] if position < len(positional) else UNKNOWN)
            else:
                parts.extend(named.get(match[1]) or self._captured(match[1], arguments[0], bound, depth))
        return tuple(part for part in (*parts, template[end:]) if part != "")

    def _captured(self, name: str, node: "Node", bound: Bindings, depth: int) -> Expression:
        if name in bound:
            return bound[name]
        let = self._tree.binding(name, node)
        if let is not None:
            return self.of(let.child_by_field_name("value"), bound, depth + 1)
        is_name = name in self._tree.parameters(self._tree.scope(node)) or CONSTANT.fullmatch(name)
        return (Name(name),) if is_name else UNKNOWN

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
            for constant in self._tree.nodes.get("constant", ()):
                if text(constant.child_by_field_name("name")) == name.rpartition("::")[2]:
                    return self.elements(constant.child_by_field_name("value"), depth + 1)
        return []

    def choosing(self, call: "Node") -> "Node | None":
        """Return the condition that is all of a method of this file: `match self { Var::Port => "PORT" }`."""
        callee = call.child_by_field_name("function") if call.type == "call_expression" else None
        method = text(callee.child_by_field_name("field")) if callee is not None else ""
        named = [function for name, function in self._functions.items() if method and name.endswith(f".{method}")]
        body = named[0].child_by_field_name("body") if len(named) == 1 else None
        alone = body.named_children[0] if body is not None and body.named_child_count == 1 else None
        inner = alone.named_children[0] if alone is not None and alone.type == "expression_statement" else alone
        return inner if inner is not None and inner.type in CHOOSING else None
