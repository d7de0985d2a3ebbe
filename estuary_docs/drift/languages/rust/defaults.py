"""What Rust code does with the result of a read: what it falls back to, and whether it fails without."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression
from estuary_docs.drift.languages.expressions import Bindings
from estuary_docs.drift.languages.rust.values import RustValues
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from tree_sitter import Node

Fate = tuple[Expression | None, bool | None]

FAILS = re.compile(
    r"\b(?:panic|bail|unreachable|todo)!|\bpanic \(|\bbail \(|\bexit\(|return Err|^\s*(?:\w+::)*Err\(|\?"
)
PASSING = {  # methods after which a missing variable is still missing
    *("ok", "map", "map_err", "and_then", "filter", "as_deref", "as_ref", "parse", "context", "with_context", "ok_or"),
    *(
        "ok_or_else",
        "cloned",
        "copied",
        "transpose",
        "flatten",
        "trim",
        "inspect",
        "inspect_err",
        "or_else",
        "or",
        "into",
    ),
    *(
        "to_string",
        "as_str",
        "wrap_err",
        "wrap_err_with",
        "to_owned",
        "iter",
        "into_iter",
        "or_raise",
        "change_context",
    ),
}
ASKING = {"is_ok", "is_err", "is_some", "is_none", "is_ok_and", "is_some_and", "is_none_or"}
ZEROES = re.compile(r"(?:[iu](?:8|16|32|64|128|size))")


class RustDefaults:
    """Tells the fate of missing variables in one file."""

    def __init__(self, values: RustValues) -> None:
        self._values = values

    def of(self, node: "Node", bound: Bindings, *, parsed: bool = False) -> Fate:
        """Return the default of a read and whether it is required, each None where the text does not tell.

        `parsed` says that the read gives something other than a text.
        """
        optional = transposed = False
        while True:
            parent = node.parent or node
            method, call, arguments = _method(node, parent)
            if call is not None:
                fate = self._after(method, arguments, (call, bound), parsed=parsed)
                if fate is not None and not (transposed and method in {"unwrap", "expect"}):
                    return fate
                transposed = method == "transpose" or (transposed and method not in {"unwrap", "expect"})
                optional = optional or method == "ok"
                parsed = parsed or method in {"parse", "map", "and_then"}
                node = call
            elif parent.type == "try_expression" and not transposed:
                return None, True
            elif parent.type == "try_expression":
                node, transposed = parent, False
            elif parent.type in {"parenthesized_expression", "reference_expression", "await_expression"}:
                node = parent
            elif parent.type == "closure_expression" and (outer := _alternative(parent)) is not None:
                node = outer
            else:
                default, required = self._branched(node, parent, bound)
                return default, False if optional and required is None else required

    def _after(  # noqa: PLR0911 - one a method
        self, method: str, arguments: list["Node"], place: tuple["Node", Bindings], *, parsed: bool
    ) -> Fate | None:
        """Return what a method makes of a missing variable; None if it is still missing."""
        call, bound = place
        first = arguments[0] if arguments else None
        if method in {"unwrap_or", "map_or"}:
            return self._known(first, bound), False
        if method in {"unwrap_or_else", "map_or_else"} and first is not None:
            return self._closure(first, bound)
        if method == "unwrap_or_default":
            return self._zero(call, parsed=parsed), False
        if method in {"unwrap", "expect"}:
            return None, True
        if method in ASKING:
            return None, False
        if method in {"or", "or_else"} and first is not None:
            value = self._closure(first, bound)[0] if method == "or_else" else self._known(first, bound)
            return None if value is None or not value else (value, False)
        return None if method in PASSING else (None, None)

    def _known(self, node: "Node | None", bound: Bindings) -> Expression | None:
        value = self._values.of(node, bound)
        return None if None in value else value

    def _closure(self, node: "Node", bound: Bindings) -> Fate:
        if node.type != "closure_expression":
            value = self._values.result(text(node), node)
            return (None if None in value else value), False
        body = node.child_by_field_name("body")
        if body and FAILS.search(text(body)):
            return None, True
        return self._known(body, bound), False

    def _zero(self, call: "Node", *, parsed: bool) -> Expression | None:
        """Return what `unwrap_or_default` gives: known for a text, and where the type is written beside it."""
        let = call.parent
        kind = text(let.child_by_field_name("type")) if let and let.type == "let_declaration" else ""
        kind = kind or "".join(re.findall(r"parse::<(\w+)>", text(call))[-1:])
        if ZEROES.fullmatch(kind):
            return ("0",)
        if kind == "bool":
            return ("false",)
        return None if parsed and kind != "String" else ()

    def _branched(self, node: "Node", parent: "Node", bound: Bindings) -> Fate:
        """Return what `match`, `if let` and `let ... else` do when the variable is missing."""
        if parent.type == "match_expression" and node == parent.child_by_field_name("value"):
            return self._arms(parent, bound)
        if parent.type in {"let_condition", "let_chain"}:
            while parent is not None and parent.type in {"let_condition", "let_chain"}:
                parent = parent.parent or node
            return self._otherwise(parent, bound)
        if parent.type == "let_declaration":
            alternative = parent.child_by_field_name("alternative")
            failed = bool(alternative and FAILS.search(text(alternative)))
            returned = next(descendants(alternative, "return_expression"), None) if alternative and not failed else None
            if returned is not None:
                return self._known(returned.named_children[0] if returned.named_children else None, bound), False
            return None, failed or None
        return None, None

    def _arms(self, match: "Node", bound: Bindings) -> Fate:
        patterns = [text(arm.child_by_field_name("pattern")) for arm in descendants(match, "match_arm")]
        texts = [pattern for pattern in patterns if re.search(r"\b(?:Ok|Some)\(.*\"", pattern)]
        for arm in descendants(match, "match_arm"):
            pattern = text(arm.child_by_field_name("pattern"))
            if re.match(r"(?:\w+::)*(?:Err|None)\b|_$|_ *=>", pattern) and "NotUnicode" not in pattern:
                value = arm.child_by_field_name("value")
                if FAILS.search(text(value)):
                    return None, True
                if re.fullmatch(r"\{\s*\}|continue", text(value)):
                    return self._afterwards(match, bound), False
                default = self._known(value, bound)
                written = default is None or not texts or _is_among(default, texts)
                return default if written else None, False
        return None, None

    def _afterwards(self, match: "Node", bound: Bindings) -> Expression | None:
        """Return what a function gives after the loop that a `match` stands in: `for ... {} default`."""
        outer = match.parent
        while outer is not None and outer.type != "for_expression":
            outer = None if outer.type == "function_item" else outer.parent
        statement = outer.parent if outer is not None else None
        last = statement.next_named_sibling if statement is not None else None
        return self._known(last, bound)

    def _otherwise(self, condition: "Node", bound: Bindings) -> Fate:
        alternative = condition.child_by_field_name("alternative")
        if alternative is not None:
            if FAILS.search(text(alternative)):
                return None, True
            return self._known(alternative.named_children[0] if alternative.named_children else None, bound), False
        outer = condition.parent
        block = outer.parent if outer and outer.type == "expression_statement" else None
        if block and block.type == "block" and "return" in text(condition) and block.named_children:
            value = self._values.of(block.named_children[-1], bound)
            return (None if None in value else value), False
        return None, False


def _is_among(value: Expression, patterns: list[str]) -> bool:
    """Tell whether a value is written as the texts are that a `match` takes: not `2` where it takes `"two"`."""
    spelled = "".join(map(str, value))
    listed = " ".join(patterns)
    switches = spelled in {"true", "false"} and re.search(r'"(?:true|false)"', listed) is not None
    return switches or f'"{spelled}"' in listed


def _method(node: "Node", parent: "Node") -> tuple[str, "Node | None", list["Node"]]:
    """Return the method called on a node, the call and its arguments; no call if none is."""
    call = parent.parent
    if parent.type != "field_expression" or parent.child_by_field_name("value") != node:
        return "", None, []
    if call is None or call.type != "call_expression" or call.child_by_field_name("function") != parent:
        return "", None, []
    arguments = call.child_by_field_name("arguments")
    return text(parent.child_by_field_name("field")), call, arguments.named_children if arguments else []


def _alternative(closure: "Node") -> "Node | None":
    """Return the call that tries a closure when nothing else was found: `.or_else(|_| env::var("B"))`."""
    arguments = closure.parent
    call = arguments.parent if arguments and arguments.type == "arguments" else None
    callee = call.child_by_field_name("function") if call else None
    named = callee is not None and text(callee.child_by_field_name("field")) in {"or_else", "unwrap_or_else"}
    return call if named else None
