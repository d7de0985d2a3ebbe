"""What a Python function returns that does nothing else, and which value a parameter has that is assigned once more."""

from typing import TYPE_CHECKING

from estuary_docs.drift.languages.scopes import Binding, Scope

if TYPE_CHECKING:
    from tree_sitter import Node


def returned(root: "Node", scope: Scope) -> "Node | None":
    """Return the expression that a function returns whose body is that `return` alone, or else None."""
    function = root.descendant_for_byte_range(scope.start, scope.end - 1)
    body = function.child_by_field_name("body") if function is not None else None
    if body is None or body.type != "block":
        return None
    done = [each for each in body.named_children if each.type != "comment" and not _is_docstring(each)]
    alone = done[0] if len(done) == 1 and done[0].type == "return_statement" else None
    return next(iter(alone.named_children), None) if alone is not None else None


def _is_docstring(statement: "Node") -> bool:
    return statement.type == "expression_statement" and [each.type for each in statement.named_children] == ["string"]


def assigned_anew(scope: Scope, bindings: list[Binding]) -> "Node | None":
    """Return the value that a parameter gets in every run of its function, or None if that is not so."""
    values = [each.value for each in bindings if not each.parameter]
    value = values[0] if len(values) == 1 and len(bindings) == 2 else None  # noqa: PLR2004 - the parameter and its new value
    statement = value.parent.parent if value is not None and value.parent is not None else None
    block = statement.parent if statement is not None else None
    function = block.parent if block is not None and block.type == "block" else None
    return value if function is not None and function.start_byte == scope.start else None
