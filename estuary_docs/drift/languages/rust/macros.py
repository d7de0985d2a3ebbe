"""Rust macros that spell a variable's name from an identifier: `env::var(stringify!([<$name:upper>]))`.

A macro's rule tells where a name is made and what reads it; each call of the macro in the same file is matched by the
rule, as the compiler does it, and gives the identifiers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Expression, Read, Step, transformed
from estuary_docs.drift.languages.syntax import descendants, line, parse, text

if TYPE_CHECKING:
    from tree_sitter import Node

TELLING = re.compile(rb"macro_rules!.*stringify!", re.DOTALL)
MADE = re.compile(r"stringify!\s*[(\[{]\s*(?:\[<\s*(?P<pasted>[^>]*)>\]|\$(?P<plain>\w+))\s*[)\]}]")
PASTED = re.compile(r"\$(\w+)((?::\w+)*)|\"?(\w+)\"?")
CAPITALS = re.compile(r"[)\s]*\.to_(?:ascii_)?uppercase\(\)")
BEFORE = re.compile(r"(?:concat|format)!\s*\(\s*\"(\w*)(?:\{\})?\"\s*,\s*$")
# What reads the name, right before it: a function, or a rule of the same macro that calls one.
READING = re.compile(
    r"(?:(?P<function>[\w:]+)\s*\(|@(?P<rule>\w+))[\s&(]*(?:(?:[\w:]+!|[\w:]*format!|concat!)\s*[(\[{]\s*(?:\"[^\"]*\"\s*,\s*)?)*$"
)
STANDARD = re.compile(r"(?:(?:std::)?env::)?var(?:_os)?|dotenvy?::var")
FALLING_BACK = re.compile(r"[^;]*?\.unwrap_or(?:_else)?\s*\(\s*(?:\|\w*\|\s*)?\$(\w+)")
LITERAL = re.compile(r"-?\d[\d_]*(?:\.\d+)?|true|false|\"[^\"\\]*\"")
STEPS: dict[str, Step] = {"upper": ("upper",), "lower": ("lower",)}
ONE_TOKEN = ("ident", "literal", "lifetime", "tt", "block")
Bindings = list[tuple[str, list["Node"]]]


@dataclass(frozen=True)
class _Repeated:
    """A part of a pattern that may come several times; `separator` stands between two turns."""

    pattern: list["_Part"]
    separator: str


_Part = object  # a token's text, a fragment's (name, kind), a nested pattern (list) or `_Repeated`


@dataclass
class _Making:
    """A place in a rule where a name is made: of which fragment, how, what reads it, and its default's fragment."""

    fragment: str
    parts: tuple[str | None, ...]
    steps: tuple[Step, ...]
    function: str
    default: str = ""
    pattern: list[_Part] = field(default_factory=list)

    def name(self, identifier: str) -> Expression:
        """Return the name that an identifier gives."""
        own = transformed((identifier,), *self.steps)
        return ("".join(str(own[0]) if part is None else part for part in self.parts),)


def reads(source: bytes) -> Iterator[Read | Call]:
    """Yield what the calls of this file's macros read by names that the macros make."""
    if not TELLING.search(source):
        return
    root = parse("rust", source).root_node
    makings: dict[str, list[_Making]] = {}
    for macro in descendants(root, "macro_definition"):
        rules = list(descendants(macro, "macro_rule"))
        makings[text(macro.child_by_field_name("name"))] = [
            making for rule in rules for making in _makings(rule, rules)
        ]
    for call in descendants(root, "macro_invocation"):
        tokens = next((child for child in call.named_children if child.type == "token_tree"), None)
        for making in makings.get(text(call.child_by_field_name("macro")), ()) if tokens is not None else ():
            yield from _read(making, _inside(tokens)) if tokens is not None else ()


def _read(making: _Making, tokens: list["Node"]) -> Iterator[Read | Call]:
    bound: Bindings = []
    if _match(making.pattern, tokens, bound) != len(tokens):
        return
    defaults = ["".join(map(text, nodes)) for name, nodes in bound if name == making.default]
    identifiers = [nodes[0] for name, nodes in bound if name == making.fragment and nodes]
    for position, identifier in enumerate(identifiers):
        literal = defaults[position] if len(defaults) == len(identifiers) else ""
        default = (literal.strip('"').replace("_", ""),) if LITERAL.fullmatch(literal) else None
        name = making.name(text(identifier))
        if STANDARD.fullmatch(making.function):
            yield Read(name, line(identifier), default, False if default else None)
        else:
            yield Call(making.function.replace("::", "."), (name,), line(identifier), default=default)


def _makings(rule: "Node", rules: list["Node"]) -> Iterator[_Making]:
    left, right = rule.child_by_field_name("left"), text(rule.child_by_field_name("right"))
    for match in MADE.finditer(right):
        before = right[: match.start()]
        reading = READING.search(before)
        function = "" if reading is None else reading["function"] or _called(reading["rule"], rules)
        spelled = PASTED.findall(match["pasted"] or f"${match['plain']}")
        names = [(name, steps) for name, steps, _ in spelled if name]
        if left is None or not function or len(names) != 1:
            continue
        prefix = BEFORE.search(before)
        steps = [STEPS[step] for step in names[0][1].split(":") if step in STEPS]
        steps += [("upper",)] if CAPITALS.match(right, match.end()) else []
        parts = (*((prefix[1],) if prefix else ()), *(None if name else letters for name, _, letters in spelled))
        default = FALLING_BACK.match(right, match.end())
        yield _Making(names[0][0], parts, tuple(steps), function, default[1] if default else "", _pattern(left))


def _called(word: str, rules: list["Node"]) -> str:
    """Return the function that another rule of the same macro hands the name to: `(@getenv $name:expr) => { ... }`."""
    for rule in reversed(rules):
        match = re.search(r"([\w:]+)\s*\(\s*&?\$", text(rule.child_by_field_name("right")))
        if match and re.match(rf"[(\[{{]\s*@{word}\b", text(rule.child_by_field_name("left"))):
            return match[1]
    return ""


def _inside(tree: "Node") -> list["Node"]:
    """Return the tokens within brackets, without comments and attributes."""
    tokens = [child for child in tree.children[1:-1] if "comment" not in child.type]
    attributes = {index for index, token in enumerate(tokens) if token.type == "#"}
    return [token for index, token in enumerate(tokens) if not {index, index - 1} & attributes]


def _pattern(node: "Node") -> list[_Part]:
    """Return what a rule's pattern asks for; attributes and comments are left out of it."""
    parts: list[_Part] = []
    for token in _inside(node):
        if token.type == "token_binding_pattern":
            parts.append((text(token.named_children[0]).lstrip("$"), text(token.named_children[-1])))
        elif token.type == "token_repetition_pattern":
            parts += _repetition(token)
        elif token.type == "token_tree_pattern":
            parts.append(_pattern(token))
        else:
            parts.append(text(token))
    return parts


def _repetition(node: "Node") -> list[_Part]:
    """Return a repetition `$( ... ) separator operator`; none for one of attributes."""
    types = [child.type for child in node.children]
    close = len(types) - 1 - types[::-1].index(")") if ")" in types else len(types)
    inner = [child for child in node.children[2:close] if "comment" not in child.type]
    if inner and inner[0].type == "#":
        return []
    after = text(node).rpartition(")")[2].strip()  # the grammar gives the separator no node
    pattern: list[_Part] = []
    for token in inner:
        if token.type == "token_binding_pattern":
            pattern.append((text(token.named_children[0]).lstrip("$"), text(token.named_children[-1])))
        elif token.type == "token_repetition_pattern":
            pattern += _repetition(token)
        else:
            pattern.append(_pattern(token) if token.type == "token_tree_pattern" else text(token))
    return [_Repeated(pattern, after[:-1])]


def _match(pattern: list[_Part], tokens: list["Node"], bound: Bindings, at: int = 0) -> int:
    """Match tokens from a place on, note what fragments are bound to, and return the place after; -1 for no match."""
    for position, part in enumerate(pattern):
        if isinstance(part, _Repeated):
            at = _repeated(part, tokens, bound, at)
        elif isinstance(part, list):
            inner: list[Node] = _inside(tokens[at]) if at < len(tokens) and tokens[at].children else []
            matches = at < len(tokens) and bool(tokens[at].children) and _match(part, inner, bound) == len(inner)
            at = at + 1 if matches else -1
        elif isinstance(part, tuple):
            following = pattern[position + 1] if position + 1 < len(pattern) else None
            end = at + 1 if part[1] in ONE_TOKEN else _end(tokens, at, following)
            if at >= len(tokens) or (part[1] == "ident" and not re.fullmatch(r"\w+", text(tokens[at]))):
                return -1
            bound.append((part[0], tokens[at:end]))
            at = end
        else:
            at = at + 1 if at < len(tokens) and text(tokens[at]) == part else -1
        if at < 0:
            return -1
    return at


def _repeated(part: _Repeated, tokens: list["Node"], bound: Bindings, at: int) -> int:
    """Match a repetition as often as it fits."""
    while at < len(tokens):
        turn: Bindings = []
        end = _match(part.pattern, tokens, turn, at)
        if end <= at:
            return at
        bound += turn
        at = end
        if part.separator and at < len(tokens):
            if text(tokens[at]) != part.separator:
                return at
            at += 1
    return at


def _end(tokens: list["Node"], at: int, following: _Part) -> int:
    """Return where a type or an expression ends: before what follows it in the pattern, or one of its ends."""
    ends = {following, ",", ";", "=>"} if isinstance(following, str) else {",", ";", "=>"}
    end = at
    while end < len(tokens) and text(tokens[end]) not in ends:
        end += 1
    return end
