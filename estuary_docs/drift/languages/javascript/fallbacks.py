"""What takes the place of a missing variable in JavaScript: `??`, `||`, conditions, conversions."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression
from estuary_docs.drift.languages.fallbacks import Fallbacks
from estuary_docs.drift.languages.javascript.syntax import WRAPPERS, called
from estuary_docs.drift.languages.javascript.values import JavaScriptValues
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

CONVERTERS = {"Number", "parseInt", "parseFloat", "String", "Boolean", "URL", "JSON.parse", "BigInt"}
CONVERTERS |= {"Number.parseInt", "Number.parseFloat"}
CLIMBED = (
    *WRAPPERS,
    *("arguments", "binary_expression", "call_expression", "member_expression", "new_expression"),
    *("ternary_expression", "unary_expression"),
)
JUDGING = ("binary_expression", "object", "new_expression")  # what they make of a text is no other form of it
COMPARING = ("===", "!==", "==", "!=")


class JavaScriptFallbacks(Fallbacks[JavaScriptValues]):
    """The defaults that the code of one JavaScript or TypeScript file gives to what it reads."""

    carrying = (*WRAPPERS, "arguments", "call_expression", "new_expression", "member_expression")
    empty = r"!NAME\b(?![.(])|NAME\s*===?\s*(?:undefined|null|''|\"\")|typeof NAME\s*===?\s*['\"]undefined"
    full = r"NAME(?:\s*!==?\s*(?:undefined|null|''|\"\"))?|typeof NAME\s*!==?\s*['\"]undefined['\"]"

    def beside(self, node: "Node") -> tuple[Expression | None, bool | None]:
        """Return what is used where a read finds nothing (`?? 3`, `x ? x : 3`), and whether it then fails."""
        current, parent, compared = node, node.parent, False
        while parent is not None and parent.type in CLIMBED:
            if parent.type == "binary_expression":
                operator = text(parent.child_by_field_name("operator"))
                compared = compared or operator in COMPARING
                if (compared and operator not in COMPARING) or operator not in (*COMPARING, "??", "||"):
                    return None, None
                right = parent.child_by_field_name("right")
                if not compared and current != right and (default := self.values.default(right)) is not None:
                    return default, False
            elif parent.type == "ternary_expression":
                return self._ternary(node, current, parent)
            elif parent.type == "arguments":
                function = called(parent.parent) if parent.parent is not None else None
                if text(function) not in CONVERTERS and parent.named_child_count != 1:
                    return None, None
            elif parent.type == "member_expression" and (
                parent.parent is None or parent.parent.type != "call_expression"
            ):
                return None, None
            current, parent = parent, parent.parent
        return None, None

    def converts(self, call: "Node", value: "Node") -> bool:
        """Whether a call only makes another form of a value."""
        function = called(call)
        return text(function) in CONVERTERS or (
            function is not None and function.start_byte <= value.start_byte < function.end_byte
        )

    def _ternary(self, node: "Node", current: "Node", parent: "Node") -> tuple[Expression | None, bool | None]:
        condition, consequence, alternative = (
            parent.child_by_field_name(field) for field in ("condition", "consequence", "alternative")
        )
        spelled = re.compile(rf"(?<![\w.$]){re.escape(text(node))}(?![\w$])")
        if current == alternative or (current == condition and not spelled.search(text(consequence))):
            if not spelled.search(text(alternative)):
                return None, None
            return (self.values.default(consequence), False) if spelled.search(text(condition)) else (None, None)
        if not spelled.search(text(condition)):
            return None, None
        while alternative is not None and alternative.type == "ternary_expression":
            asked, taken = (alternative.child_by_field_name(field) for field in ("condition", "consequence"))
            if text(asked) not in text(taken):
                break
            alternative = alternative.child_by_field_name("alternative")
        judged = consequence is not None and consequence.type in JUDGING
        return None if judged else self.values.default(alternative), False
