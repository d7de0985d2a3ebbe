"""What the readers of Python and JavaScript collect from one file: its reads, and the calls round them."""

import re
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from estuary_docs.drift.code import ENVIRONMENT, Call, Constant, Expression, Function, Name, Read
from estuary_docs.drift.languages.fallbacks import Held
from estuary_docs.drift.languages.names import CURRIED
from estuary_docs.drift.languages.scopes import CANDIDATE, CHECKING, FORWARDING, Scope
from estuary_docs.drift.languages.spellings import VARIABLE, Spelling, is_key, merged, plausible, refers
from estuary_docs.drift.languages.syntax import line, text
from estuary_docs.drift.languages.walks import Walks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

CONSTANT = 200  # letters; longer texts are no names and no defaults


@dataclass(frozen=True)
class How:
    """What there is to say of a read besides its name.

    `prefix` comes before the name. A read is `wrapped` where the environment stands behind an object with methods.
    """

    default: Expression | None = None
    required: bool | None = None
    note: str = ""
    prefix: Expression = ()
    holder: Expression | None = None
    wrapped: bool = False

    def read(self, name: Expression, line: int, function: str) -> Read:
        """Return the read of a name."""
        role: Literal["read", "other"] = "other" if self.note else "read"
        return Read(name, line, self.default, self.required, function, role, self.note, self.holder)


class Collector(Walks[Held]):
    """The reads, calls, functions and constants of one file. A language says what differs in its own syntax."""

    lists: ClassVar[tuple[str, ...]]
    own: ClassVar[tuple[str, ...]]
    computed: ClassVar[tuple[str, ...]]
    ignored: ClassVar[set[str]]

    def __init__(self, values: Held) -> None:
        super().__init__(values)
        values.curry()
        self.calls: list[Call] = []

    @abstractmethod
    def given(self, call: "Node") -> tuple[list["Node"], dict[str, "Node"]]:
        """Return the arguments of a call, by position and by name."""

    def spelled(self, function: "Node | None") -> str:
        """Return how a call spells what it calls."""
        return text(function)

    def make(self, name: "Node | str | None", at: "Node", how: How) -> list[Read]:
        """Return the reads of every variable that an expression can name."""
        spellings = [Spelling((name,))] if isinstance(name, str) else self.values.spellings(name)
        reads = []
        for spelling in (instance for spelled in spellings for instance in self.values.instances(spelled)):
            expression = merged((*how.prefix, *spelling.expression))
            if how.wrapped and not plausible(expression, ()):
                continue  # a wrapper's methods are no names of variables
            if not expression or any(isinstance(part, str) and re.search(r"[\s=\0]", part) for part in expression):
                continue
            where = spelling.line or line(at if isinstance(name, str) or name is None else name)
            function = self.function(at, spelling, (*(how.default or ()), *(how.holder or ())))
            reads.append(how.read(expression, where, function))
        return reads

    def function(self, at: "Node", spelling: Spelling, default: Expression | None = None) -> str:
        """Return the function whose caller tells the name; else the one that the place stands in."""
        if spelling.owner and any(isinstance(part, Name) for part in spelling.expression):
            return spelling.owner
        names = {part.text for part in (*spelling.expression, *(default or ())) if isinstance(part, Name)}
        scopes = list(self.values.scopes.at(at.start_byte).outward())
        passing = next((scope for scope in scopes if names & set(scope.parameters)), None)
        if passing is not None and passing.name.endswith(CURRIED) and passing.parent is not None:
            return passing.parent.name if names <= set(passing.parent.parameters) else passing.name
        return (passing.name if passing is not None else "") or next((scope.name for scope in scopes if scope.name), "")

    def other_call(self, node: "Node", function: "Node | None") -> None:
        """Keep a call that may hand a name to a function that reads it."""
        partial = self.values.partial(function)
        function = partial.child_by_field_name("function") if partial is not None else function
        spelled = text(function)
        parameters = self.values.scopes.handed(node, spelled)
        candidate = CANDIDATE.search(self.values.source, node.start_byte + len(spelled), node.end_byte)
        last = spelled.rpartition(".")[2]
        checking = last in self.values.scopes.names or CHECKING.search(last)
        handed = self.values.handing in spelled_arguments(node)
        if last in self.ignored or not (candidate or parameters or checking or handed):
            return
        if called := self.called(function) + (CURRIED if partial is not None else ""):
            self._keep(node, called, parameters, self.values.arguments(partial) if partial is not None else [])

    def _keep(self, node: "Node", called: str, parameters: set[str], before: list["Node"]) -> None:
        own = called.rpartition(".")[2].removesuffix(CURRIED) in self.values.scopes.names
        positional, named = self.given(node)
        row = [self._argument(argument, parameters) for argument in (*before, *positional)]
        keyed = {key: self._argument(argument, parameters) for key, argument in named.items()}
        many = max((len(spellings) for spellings in (*row, *keyed.values())), default=0)
        default: Expression | None = None
        required: bool | None = None
        for index in range(many):
            arguments = [_at(spellings, index) for spellings in row]
            keywords = [
                (key, value) for key, spellings in keyed.items() if (value := _at(spellings, index)) is not None
            ]
            candidates = [
                argument for argument in (*arguments, *(value for _, value in keywords)) if argument is not None
            ]
            if not any(
                plausible(candidate.expression, parameters) or (own and is_key(candidate.expression))
                for candidate in candidates
            ):
                continue
            if default is None and required is None:
                default, required = self.fallback(node)
            elsewhere = next((candidate for candidate in candidates if candidate.line), None)
            self.calls.append(
                Call(
                    called,
                    tuple(argument.expression if argument is not None else None for argument in arguments),
                    elsewhere.line if elsewhere is not None else _line(node, [*positional, *named.values()]),
                    tuple((key, value.expression) for key, value in keywords),
                    self.function(node, elsewhere or candidates[0]),
                    default,
                    required,
                )
            )

    # Calls that may hand a name on

    def asked(self, holder: "Node | None", name: "Node | str | None") -> Expression | None:
        """Return what a name is asked of, if that may be the environment.

        The name must be written like a variable's, or be a parameter as the holder is.
        """
        written = VARIABLE.fullmatch(name if isinstance(name, str) else text(name).strip("\"'`"))
        certain = written or (self._is_parameter(name) and self._is_parameter(holder))
        return self.values.holder(holder) if certain else None

    def _is_parameter(self, node: "Node | str | None") -> bool:
        if node is None or isinstance(node, str):
            return False
        meaning = self.values.scopes.lookup(text(node), node.start_byte)
        return meaning is not None and len(meaning[1]) == 1 and meaning[1][0].parameter

    def _argument(self, node: "Node", parameters: set[str]) -> list[Spelling]:
        bare = self.values.bare(node)
        if self.values.holder(bare) == (ENVIRONMENT,):
            return [Spelling((ENVIRONMENT,))]
        if bare is not None and bare.type in (*self.lists, "identifier"):
            items = self.values.elements(bare)
            spelled = [
                Spelling(spelling.expression, spelling.line or line(item))
                for item in (items if items != [bare] else [])
                for spelling in self.values.spellings(item)
            ]
            if named := [spelling for spelling in spelled if plausible(spelling.expression, parameters)]:
                return named
        spellings = [
            spelling
            for spelling in self.values.spellings(node)
            if any(part is not None for part in spelling.expression)
        ]
        if spellings:
            return spellings
        default = self.values.default(node)
        return [Spelling(default)] if default is not None else []

    def called(self, function: "Node | None") -> str:
        """Return what is called, by its class where it is a method of an object whose class the file tells."""
        origin, spelled = self.values.origin(function), self.spelled(function)
        holder, _, method = origin.rpartition(".")
        if holder.endswith("()"):
            return f"{holder[:-2].rpartition('.')[2]}.{method}"
        if holder and spelled.startswith(self.own):
            return origin
        return spelled if re.fullmatch(r"[\w.$]+", spelled) else ""

    def functions(self) -> list[Function]:
        """Return the functions whose callers tell a variable's name or default."""
        used: dict[str, set[str]] = {}
        for read in self.reads:
            parts = (*read.name, *(read.default or ()), *(read.holder or ()))
            texts = {part.text for part in parts if isinstance(part, Name)}
            used.setdefault(read.function, set()).update(texts)
        for call in self.calls:
            values = [*call.arguments, *(value for _, value in call.keywords), call.default]
            texts = {part.text for value in values for part in value or () if isinstance(part, Name)}
            used.setdefault(call.within, set()).update(texts)
        return [
            self._function(scope)
            for scope in self.values.scopes.all
            if scope.name and used.get(scope.name, set()) & set(scope.parameters)
        ]

    def _function(self, scope: Scope) -> Function:
        defaults = [(name, self.values.default(node)) for name, node in scope.defaults.items()]
        written = tuple((name, value) for name, value in defaults if value is not None)
        variadic = bool(scope.variadic) and scope.parameters[-1:] == (scope.variadic,)
        optional = len(scope.defaults)
        return Function(scope.name, scope.parameters, scope.line, written, variadic, optional)

    def constants(self) -> list[Constant]:
        """Return the constants that other files may name."""
        bound = self.values.scopes.all[0].bound
        values: dict[str, Sequence[Node | None]]
        values = {name: [binding.value for binding in bindings] for name, bindings in bound.items()}
        constants = []
        for name, nodes in {**values, **self.values.members}.items():
            if len(nodes) != 1 or nodes[0] is None:
                continue
            if holder := self.values.holder(nodes[0]):
                constants.append(Constant(name, holder))
                continue
            value = None if nodes[0].type in self.computed else self.values.default(nodes[0])
            if value is None and FORWARDING.search(name):
                constants.append(Constant(name, (None,)))  # so that no other file's is taken for it
            if value is None or (not refers(name, ()) and not plausible(value, ())):
                continue
            if sum(len(part) for part in value if isinstance(part, str)) < CONSTANT:
                constants.append(Constant(name, value))
        returned = ((scope, self.values.returned(scope)) for scope in self.values.scopes.all if scope.name)
        holders = ((scope, self.values.holder(value)) for scope, value in returned if value is not None)
        constants += [Constant(scope.name, holder) for scope, holder in holders if holder == (ENVIRONMENT,)]
        return constants


def spelled_arguments(call: "Node") -> str:
    """Return how a call spells its arguments, in small letters."""
    return text(call.child_by_field_name("arguments")).lower()


def _line(call: "Node", arguments: list["Node"]) -> int:
    """Return the line of a call's first name, else that of the call."""
    return next(
        (line(argument) for argument in arguments if VARIABLE.fullmatch(text(argument).strip("\"'`"))), line(call)
    )


def _at(spellings: list[Spelling], index: int) -> Spelling | None:
    if not spellings:
        return None
    return spellings[index] if len(spellings) > index else spellings[0] if len(spellings) == 1 else None
