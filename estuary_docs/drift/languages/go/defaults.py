"""What Go code does with the result of a read: what it falls back to, and whether it fails without."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.expressions import Bindings
from estuary_docs.drift.languages.go.syntax import GoTree
from estuary_docs.drift.languages.go.values import STRINGS, GoValues
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from tree_sitter import Node

Fate = tuple[Expression | None, bool | None]

FAILS = re.compile(
    r"\bpanic\(|\bos\.Exit\(|\.(?:Fatal|Panic)\w*\(|errors\.New\(|fmt\.Errorf\(|\b(?:errs?|missing|problems)\w*\s*=\s*append"
    r"|return\b.*\b(?:[eE]rr\w*)\b"
)
CONVERSIONS = re.compile(
    r"strings\.(?:Trim\w*|To\w+|Split|Fields)|strconv\.\w+|time\.ParseDuration|string|\w*[pP]arse\w*"
)
CHOOSING = re.compile(
    r"cmp\.Or|\w*(?:[dD]efault|[cC]oalesce|[fF]allback|[fF]irstNonEmpty|OrElse)\w*|\w+\.(?:Coalesce|Or|OrElse)"
)
FOLLOWING = 4  # statements after a read in which its result may be tested


class GoDefaults:
    """Tells the fate of missing variables in one file."""

    def __init__(self, tree: GoTree, values: GoValues) -> None:
        self._tree = tree
        self._values = values

    def of(self, node: "Node", bound: Bindings) -> Fate:
        """Return the default of a read and whether it is required, each None where the text does not tell."""
        while node.parent is not None and node.parent.type == "argument_list" and node.parent.parent is not None:
            call = node.parent.parent
            name = text(call.child_by_field_name("function"))
            others = [child for child in node.parent.named_children if child.start_byte > node.start_byte]
            if CHOOSING.fullmatch(name) and others:
                return self._known(others[-1], bound), False
            if not CONVERSIONS.fullmatch(name):
                return None, None
            node = call
        branch = node.parent.parent if node.parent is not None and node.parent.type == "binary_expression" else None
        if branch is not None and branch.type == "if_statement" and re.search(r'== (?:""|``)$', text(node.parent)):
            return None, True if FAILS.search(text(branch.child_by_field_name("consequence"))) else None
        if node.parent is not None and node.parent.type == "expression_switch_statement":
            return self._switched(node.parent, bound)
        targets, statement = self._targets(node)
        if statement is None or not targets:
            return None, None
        return self._tested(targets, statement, bound)

    def _known(self, node: "Node | None", bound: Bindings) -> Expression | None:
        value = self._values.of(node, bound)
        return None if None in value else value

    def _switched(self, switch: "Node", bound: Bindings) -> Fate:
        """Return what a switch falls back to, where that is written as the environment would hold it."""
        texts = [text(string) for string in descendants(switch, *STRINGS)]
        for case in switch.named_children:
            if case.type == "default_case":
                for statement in descendants(case, "return_statement"):
                    value = self._known(statement.named_children[0] if statement.named_children else None, bound)
                    named = isinstance(value[0], Name) if value else False
                    return (value if named or f'"{"".join(map(str, value or ()))}"' in texts else None), None
        return None, None

    def _targets(self, node: "Node") -> tuple[list[str], "Node | None"]:
        """Return what a value is assigned to, and the statement that does."""
        parent = node.parent
        field = ""
        while parent is not None and parent.type in {
            "literal_element",
            "keyed_element",
            "literal_value",
            "composite_literal",
        }:
            if parent.type == "keyed_element":
                field = f".{text(parent.named_children[0])}{field}"
            node, parent = parent, parent.parent
        if parent is not None and parent.type == "unary_expression":
            node, parent = parent, parent.parent
        statement = parent.parent if parent and parent.type == "expression_list" else None
        if statement is None or parent is None:
            return [], None
        if statement.type == "var_spec":
            names = [text(name) for name in statement.children_by_field_name("name")]
            outer = statement.parent
            while outer is not None and outer.type in {"var_spec_list", "var_declaration"}:
                statement, outer = outer, outer.parent
        else:
            left = statement.child_by_field_name("left")
            names = [text(target) for target in left.named_children] if left else []
        if len(parent.named_children) > 1:
            position = parent.named_children.index(node)
            names = names[position : position + 1]
        return [f"{names[0]}{field}", *names[1:]] if names else [], statement

    def _tested(self, targets: list[str], statement: "Node", bound: Bindings) -> Fate:
        outer = statement.parent
        if outer is not None and outer.type == "if_statement":
            return self._branches(outer, targets, bound)
        following = statement.next_named_sibling
        for _ in range(FOLLOWING):
            if following is None:
                break
            if following.type == "if_statement":
                beginning = following.child_by_field_name("initializer")
                left = beginning.child_by_field_name("left") if beginning else None
                right = text(beginning.child_by_field_name("right")) if beginning else ""
                now = targets
                if left and re.search(rf"\b{re.escape(targets[0])}\b", right):
                    now = [text(target) for target in left.named_children]
                fate = self._branches(following, now, bound)
                if fate != (None, None):
                    return fate
            following = following.next_named_sibling
        return None, None

    def _branches(self, branch: "Node", targets: list[str], bound: Bindings) -> Fate:
        condition = text(branch.child_by_field_name("condition"))
        consequence, alternative = branch.child_by_field_name("consequence"), branch.child_by_field_name("alternative")
        value = re.escape(targets[0])
        second = re.escape(targets[1]) if len(targets) > 1 and targets[1] != "_" else "(?!)"
        if re.search(
            rf'(?<![\w.]){value} == (?:""|``)|len\({value}\) (?:==|<) [01]|!{second}\b|{second} != nil', condition
        ):
            return self._missing(consequence, targets, bound)
        if re.search(
            rf'(?<![\w.]){value} != (?:""|``)|len\({value}\) (?:>|!=) 0'
            rf"|(?<![\w.!]){second}(?! [!=]=)\b|{second} == nil",
            condition,
        ):
            if alternative is not None:
                return self._missing(alternative, targets, bound)
            before = self._before(branch, consequence, bound)
            after = branch.next_named_sibling
            if before is not None:
                return before, False
            returned = re.search(r"\breturn\b", text(consequence)) and after is not None
            if returned and (text(after).startswith("return") or FAILS.search(text(after))):
                return self._missing(after, targets, bound)
            return None, False
        return None, None

    def _missing(self, block: "Node | None", targets: list[str], bound: Bindings) -> Fate:
        """Return what the code does in a place that it reaches when the variable is missing."""
        if block is None or FAILS.search(text(block)):
            return None, True
        for statement in descendants(block, "assignment_statement", "return_statement"):
            if statement.type == "return_statement":
                result = statement.named_children[0] if statement.named_children else None
                return (None if _is_nothing(result) else self._known(result, bound)), False
            right = statement.child_by_field_name("right")
            left = text(statement.child_by_field_name("left"))
            if left == targets[0] or len(list(descendants(block, "assignment_statement"))) == 1:
                return self._known(right, bound), False
        return None, False

    def _before(self, branch: "Node", block: "Node | None", bound: Bindings) -> Expression | None:
        """Return what a place held before: `port := "80"; if v != "" { port = v }`."""
        for assignment in descendants(block, "assignment_statement") if block else ():
            place = text(assignment.child_by_field_name("left"))
            name, _, field = place.partition(".")
            local = self._tree.binding(name, branch)
            if local is None:
                continue
            if not field:
                return self._known(local[0], bound)
            for keyed in descendants(local[0], "keyed_element") if local[0] else ():
                path = _path(keyed, local[0])
                if path == field:
                    return self._known(keyed.named_children[-1], bound)
            return None
        return None


def _is_nothing(returned: "Node | None") -> bool:
    """Tell whether what is returned says that nothing was found: `return "", false`."""
    return returned is not None and any(child.type == "false" for child in returned.named_children[1:])


def _path(keyed: "Node", root: "Node | None") -> str:
    """Return the fields that lead to an element of a composite literal: `Server.Port`."""
    names: list[str] = []
    current: Node | None = keyed
    while current is not None and current != root:
        if current.type == "keyed_element":
            names.append(text(current.named_children[0]))
        current = current.parent
    return ".".join(reversed(names))
