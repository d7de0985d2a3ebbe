"""What shell scripts read from their environment: the variables that they do not set themselves."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, Read, SourceFile
from estuary_docs.drift.languages.shell.values import ShellValues
from estuary_docs.drift.languages.spellings import merged
from estuary_docs.drift.languages.syntax import captures, line, parse, text
from estuary_docs.drift.mention import REMOVAL, WRITE

if TYPE_CHECKING:
    from tree_sitter import Node

PATTERN = """
[(expansion) (simple_expansion)] @expansion
(variable_assignment) @assignment
(declaration_command) @declaration
(command) @command
(for_statement) @loop
(arithmetic_expansion (_) @arithmetic)
(unset_command) @unset
(test_command (unary_expression) @asked)
(function_definition) @function
"""
TEST = re.compile(r"(^|/)(tests?|examples?|bats)/|[._-]test\.(sh|bash|bats)$|(^|/)test[_-][^/]*$")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
TAKING = {"read", "mapfile", "readarray", "getopts"}
OPTIONS_WITH_VALUE = {"-p", "-t", "-n", "-N", "-d", "-u", "-i", "-a"}
LOCAL = {"local", "declare", "typeset", "readonly"}
# Bash keeps these itself, and no environment tells them.
SHELL = re.compile(
    r"BASH(_.*|PID|OPTS)?|RANDOM|SECONDS|LINENO|FUNCNAME|PIPESTATUS|OPTARG|OPTIND|OPTERR|REPLY|EPOCH(SECONDS|REALTIME)"
    r"|DIRSTACK|GROUPS|UID|EUID|PPID|SHLVL|SHELLOPTS|MACHTYPE|HOSTTYPE|OSTYPE|COMP_.*|COPROC|MAPFILE|SRANDOM"
)
NOWHERE = (-1, -1)
LAZY = {":-", "-", ":=", "="}


def read(text: bytes, path: str) -> SourceFile:
    """Return what a shell script says about its environment."""
    script = _Script(captures("bash", PATTERN, parse("bash", text).root_node))
    reads, test = script.reads(), TEST.search(path) is not None
    if not any(read.function for read in reads):
        return SourceFile("shell", reads=tuple(reads), test=test)
    values = script.values
    return SourceFile(
        "shell", reads=tuple(reads), functions=tuple(values.functions()), calls=tuple(values.calls()), test=test
    )


class _Script:
    def __init__(self, nodes: dict[str, list["Node"]]) -> None:
        self.nodes = nodes
        self.values = ShellValues(nodes)
        self.exported = {
            name
            for declaration in nodes.get("declaration", [])
            if _is_export(declaration)
            for name in _declared(declaration)
        }
        self.own: dict[str, list[int]] = {}
        self.kept: set[tuple[str, int]] = set()  # of those, where a variable only keeps its value: `X="${X:-d}"`
        self.bodies = [(function.start_byte, function.end_byte) for function in nodes.get("function", [])]
        self.written: list[tuple[str, Node]] = []
        self._assigned()

    def _assigned(self) -> None:
        """Note where the script first gives each variable a value of its own."""
        for node in self.nodes.get("assignment", []):
            name = text(node.child_by_field_name("name")).partition("[")[0]
            if node.parent is not None and node.parent.type == "command":
                self.written.append((name, node))
                continue
            self._owned(name, node.end_byte)
            if self._self_referring(name, node):
                self.kept.add((name, node.end_byte))
            if name in self.exported:
                self.written.append((name, node))
        for node in self.nodes.get("declaration", []):
            for name in _declared(node) if text(node.child(0)) in LOCAL else []:
                self._owned(name, node.end_byte)
        for node in self.nodes.get("loop", []):
            self._owned(text(node.child_by_field_name("variable")), node.start_byte)
        for node in self.nodes.get("command", []):
            words = [text(argument) for argument in node.children_by_field_name("argument")]
            command = text(node.child_by_field_name("name"))
            if command in TAKING:
                for name in _taken(command, words):
                    self._owned(name, node.start_byte)
            elif command == "printf" and words[:1] == ["-v"]:
                self._owned(words[1] if len(words) > 1 else "", node.start_byte)

    def _owned(self, name: str, byte: int) -> None:
        self.own.setdefault(name, []).append(byte)

    def reads(self) -> list[Read]:
        """Return what the script takes from its environment, and what it puts there."""
        reads: dict[tuple[str, int, Expression | None], Read] = {}
        for node in self.nodes.get("expansion", []):
            self._expansion(node, reads)
        for node in self.nodes.get("arithmetic", []):
            for operand in [node, *node.named_children]:
                if operand.type in ("variable_name", "word") and self._foreign(text(operand), operand):
                    reads.setdefault((text(operand), line(operand), None), _made(text(operand), operand))
        for node in self.nodes.get("command", []):
            self._command(node, reads)
        for node in self.nodes.get("asked", []):
            if text(node).startswith("-v"):
                self._asked(node.named_children[-1], reads)
        for name, node in self.written:
            if NAME.fullmatch(name) and not self._self_referring(name, node):
                reads.setdefault((name, line(node), ("",)), Read((name,), line(node), role="other", note=WRITE))
        for node in self.nodes.get("unset", []):
            for child in node.named_children:
                if self._foreign(text(child), child):
                    reads[text(child), line(child), ("",)] = Read(
                        (text(child),), line(child), role="other", note=REMOVAL
                    )
        return list(reads.values())

    def _self_referring(self, name: str, node: "Node") -> bool:
        """Whether an assignment only gives a variable of the environment a default: `X="${X:-d}"`."""
        return re.search(rf"\$\{{?{re.escape(name)}\b", text(node.child_by_field_name("value"))) is not None

    def _foreign(self, name: str, node: "Node") -> bool:
        """Whether a name at a place is of the environment: not set before, and written like one."""
        if not NAME.fullmatch(name) or SHELL.fullmatch(name) or (name.upper() != name and name not in self.exported):
            return False
        byte = node.start_byte
        first, last = self._body(byte)
        # What only keeps its value keeps it for the function that this stands in.
        here = ((first, last), NOWHERE)
        own = [start for start in self.own.get(name, []) if (name, start) not in self.kept or self._body(start) in here]
        return not any(start <= byte or (last > byte and not first <= start <= last) for start in own)

    def _body(self, byte: int) -> tuple[int, int]:
        """Return where the function round a place begins and ends; nowhere for what stands in none."""
        return next(((first, last) for first, last in self.bodies if first <= byte < last), NOWHERE)

    def _expansion(self, node: "Node", reads: dict[tuple[str, int, Expression | None], Read]) -> None:
        variable = next((child for child in node.named_children if child.type in ("variable_name", "subscript")), None)
        if variable is None or variable.type == "subscript":
            return
        name = text(variable)
        operator = next(
            (child for child in node.children if child.start_byte >= variable.end_byte and not child.is_named), None
        )
        if any(child.type == "!" for child in node.children[:2]):
            self._indirect(node, name, operator, reads)
            return
        if not self._foreign(name, node):
            return
        if operator is None:
            reads.setdefault((name, line(node), None), _made(name, node))
            return
        sign = text(operator)
        after = text(node)[operator.end_byte - node.start_byte : -1]
        if sign in LAZY:
            default = self._default(after)
            reads.setdefault((name, line(node), default), _made(name, node, default, required=False))
        elif sign in (":?", "?"):
            reads[name, line(node), None] = _made(name, node, required=True)
        else:
            reads.setdefault((name, line(node), None), _made(name, node, required=False if "+" in sign else None))

    def _indirect(
        self, node: "Node", name: str, operator: "Node | None", reads: dict[tuple[str, int, Expression | None], Read]
    ) -> None:
        """Add what `${!name}` reads: the variables whose names another one holds."""
        sign = text(operator)
        if sign in ("@", "*"):
            return
        after = text(node)[operator.end_byte - node.start_byte : -1] if operator is not None else ""
        default = self._default(after) if sign in LAZY else None
        required = True if sign in (":?", "?") else False if sign in LAZY else None
        for value in self.values.of(name, node):
            own = isinstance(value[0], str) and value[0] in self.own if len(value) == 1 else False
            if not own:
                within = self.values.within(node)
                read = Read(value, line(node), default, required, within)
                reads.setdefault((repr(value), line(node), default), read)

    def _default(self, spelled: str) -> Expression | None:
        """Return what `${X:-...}` falls back to; None where that is itself computed."""
        if re.fullmatch(r"\"[^\"]*\"|'[^']*'", spelled):
            spelled = spelled[1:-1]
        return None if re.search(r"[$`]", spelled) else merged((spelled,))

    def _asked(self, node: "Node", reads: dict[tuple[str, int, Expression | None], Read]) -> None:
        if self._foreign(text(node), node):
            reads.setdefault((text(node), line(node), None), _made(text(node), node))

    def _command(self, node: "Node", reads: dict[tuple[str, int, Expression | None], Read]) -> None:
        command = text(node.child_by_field_name("name"))
        words = node.children_by_field_name("argument")
        if command == "printenv":
            spelled = [(word, value) for word in words for value in self.values.word(word)]
            for word, value in spelled:
                if any(isinstance(part, Name) for part in value) or self._foreign("".join(map(str, value)), node):
                    read = Read(value, line(word), function=self.values.within(node))
                    reads.setdefault((repr(value), line(word), None), read)
        if command == "test" and [text(word) for word in words[:1]] == ["-v"]:
            self._asked(words[-1], reads)


def _made(name: str, node: "Node", default: Expression | None = None, *, required: bool | None = None) -> Read:
    return Read((name,), line(node), default, required)


def _is_export(declaration: "Node") -> bool:
    return text(declaration.child(0)) == "export" or " -x " in text(declaration)


def _declared(declaration: "Node") -> list[str]:
    names = [name for name in declaration.named_children if name.type in ("variable_name", "variable_assignment")]
    return [text(name.child_by_field_name("name") or name) for name in names]


def _taken(command: str, words: list[str]) -> list[str]:
    """Return the variables that `read`, `mapfile` and `getopts` fill."""
    if command == "getopts":
        return words[1:2]
    if command != "read":
        return [word for word in words[-1:] if NAME.fullmatch(word)]
    taken, previous = [], ""
    for word in words:
        if NAME.fullmatch(word) and (previous not in OPTIONS_WITH_VALUE or previous == "-a"):
            taken.append(word)
        previous = word
    return taken
