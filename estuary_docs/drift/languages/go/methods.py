"""Which types of a Go file take one text as a whole, by a method or one of a type that they embed, and which none."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.languages.go.syntax import bare
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from estuary_docs.drift.languages.go.syntax import GoTree

# The methods that libraries look for, and what each of them takes: https://pkg.go.dev/encoding and the libraries' own.
TAKEN = {"Decode": "string", "Set": "string", "UnmarshalText": "[]byte", "UnmarshalBinary": "[]byte"}
TEXT, BINARY = "UnmarshalText", "UnmarshalBinary"
# Structs of other packages that people embed, with the methods that this gives.
EMBEDDED = {
    "big.Int": (TEXT,),
    "decimal.Decimal": (TEXT, BINARY),
    "netip.Addr": (TEXT, BINARY),
    "netip.AddrPort": (TEXT, BINARY),
    "netip.Prefix": (TEXT, BINARY),
    "regexp.Regexp": (TEXT,),
    "time.Time": (TEXT, BINARY),
    "url.URL": (BINARY,),
}
OPAQUE = frozenset(("channel_type", "function_type", "interface_type"))
DECLARED = re.compile(
    rf"\) (?:{'|'.join(TAKEN)})\(|^\s*\*?(?:{'|'.join(map(re.escape, EMBEDDED))})\s*$"
    r"|^type \w+ (?:func\b|(?:<-)?chan\b|interface\b)".encode(),
    re.MULTILINE,
)


def methods(tree: "GoTree") -> Iterator[tuple[str, str]]:
    """Yield each type and a method of it that takes one text, or no method where no text fills the type."""
    for scope in tree.scopes():
        own, receivers = text(scope.child_by_field_name("name")), tree.receiver(scope)
        listed = scope.child_by_field_name("parameters")
        kinds = list(tree.parameters(scope).values())
        if receivers and listed and len(listed.named_children) == 1 and kinds[-1] == TAKEN.get(own):
            yield bare(next(iter(receivers.values()))), own
    for declaration in tree.nodes.get("type", ()):
        kind = declaration.child_by_field_name("type")
        if kind is not None and kind.type in OPAQUE:
            yield text(declaration.child_by_field_name("name")), ""
        if kind is None or kind.type != "struct_type":
            continue
        for field in (field for listed in kind.named_children for field in listed.named_children):
            if field.type == "field_declaration" and not field.children_by_field_name("name"):
                embedded = text(field.child_by_field_name("type")).lstrip("*")
                for method in EMBEDDED.get(embedded, ()):
                    yield text(declaration.child_by_field_name("name")), method
