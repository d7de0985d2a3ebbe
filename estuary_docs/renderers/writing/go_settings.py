"""The typed settings of a catalogue in Go: a structure for each section, a type for each choice, and their values."""

from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.go_text import camel, comment, quoted
from estuary_docs.renderers.writing.typed_settings import Field, Group, groups, words_of
from estuary_docs.vocabulary.kinds import Choice, Decimal, Duration, Flag, Integer, Kind, Number, Size, Switch
from estuary_docs.wording.kinds import kind_phrase

PROFILE = "Profile"
# The names that the module exports by itself.
EXPORTED = (
    *("Settings", "Problem", "InvalidEnvironmentError", "Secret", "Number", PROFILE),
    *("Load", "LoadFrom", "Check", "CheckEnvFile", "Redacted", "Environment"),
)
NATIVE = {
    **{f"uint{bits}": (0, 2**bits - 1) for bits in (8, 16, 32, 64)},
    **{f"int{bits}": (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64)},
}
UNSIGNED = 2**64
NUMBER = ("Number", "textual[Number]")


class GoSettings:
    """A catalogue's settings as declarations of Go; every exported name is there once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.groups = groups(catalogue)
        self.taken = set(EXPORTED)
        self.structures = [self._name((*group.words, "settings")) for group in self.groups]
        self.choices = {
            field.variable.name: PROFILE
            if field.variable.name == catalogue.profile_variable
            else self._name(words_of(field.variable.name))
            for group in self.groups
            for field in group.fields
            if isinstance(field.item, Choice) and not field.variable.secret
        }

    def declarations(self) -> str:
        """Return the types: all settings, those of each section, and the choices."""
        sections = "\n".join(
            f"{comment(group.documentation or [f'{group.section.title}.'], chr(9))}\t{camel(group.words)} {name}\n"
            for group, name in zip(self.groups, self.structures, strict=True)
        )
        about = comment([f"Settings are those of {self.catalogue.title}, by section."])
        return "\n".join(
            (
                f"{about}type Settings struct {{\n{sections}}}\n",
                *(self._structure(*pair) for pair in zip(self.groups, self.structures, strict=True)),
                *self._profile(),
                *(
                    self._choice(self.choices[field.variable.name], field.variable, field.item.words)
                    for group in self.groups
                    for field in group.fields
                    if field.variable.name in self.choices and isinstance(field.item, Choice)
                ),
            )
        )

    def filling(self) -> Iterator[str]:
        """Yield the statements that fill the settings from effective values."""
        for group in self.groups:
            for field in group.fields:
                place = f"settings.{camel(group.words)}.{camel(field.words)}"
                yield f"\t{place} = {self._conversion(field)}\n"

    def _structure(self, group: Group, name: str) -> str:
        fields = "\n".join(
            f"{comment(field.documentation, chr(9))}\t{camel(field.words)} {self._type(field)}\n"
            for field in group.fields
        )
        opening = f'{name} are the settings of the section "{group.section.title}".'
        return f"{comment([opening, *group.documentation])}type {name} struct {{\n{fields}}}\n"

    def _profile(self) -> Iterator[str]:
        if PROFILE not in self.choices.values():
            yield f"{comment([f'{PROFILE} is one of the profiles, of which there is one.'])}type {PROFILE} string\n"

    def _choice(self, name: str, variable: Variable, words: tuple[str, ...]) -> str:
        about = f"{name} is a value of `{variable.name}`: {kind_phrase(Choice(words))}."
        constants = "".join(
            f"\n// {constant} is {quoted(word)}.\nconst {constant} {name} = {quoted(word)}\n"
            for word in words
            for constant in [self._name((name, *words_of(word)))]
        )
        return f"{comment([about])}type {name} string\n{constants}"

    def _name(self, words: tuple[str, ...]) -> str:
        """Return a name that is not taken yet, and take it."""
        name, number = camel(words), 2
        while name in self.taken:
            name, number = f"{camel(words)}{number}", number + 1
        self.taken.add(name)
        return name

    def _type(self, field: Field) -> str:
        item, _ = self._item(field)
        if field.is_list:
            return f"[]{item}"
        return f"*{item}" if _is_pointer(field) else item

    def _conversion(self, field: Field) -> str:
        value = f"values[{quoted(field.variable.name)}]"
        _, function = self._item(field)
        if field.is_list:
            return f"listed({value}, {function})"
        return f"optional({value}, {function})" if _is_pointer(field) else f"{function}({value})"

    def _item(self, field: Field) -> tuple[str, str]:
        """Return the type of a value, or of each item of a list, and the function that gives it."""
        if field.variable.secret:
            return "Secret", "secretOf"
        if field.variable.name in self.choices:
            name = self.choices[field.variable.name]
            return name, f"textual[{name}]"
        return _plain(field.item)


def _is_pointer(field: Field) -> bool:
    """Say whether a value that is not there is nil; a secret that is not there is empty."""
    return field.is_optional and not field.variable.secret


def _plain(kind: Kind) -> tuple[str, str]:
    """Return the type of a kind that has no type of its own, and the function that gives it."""
    match kind:
        case Flag() | Switch():
            return "bool", f"{kind.slug}Of"
        case Integer(least, most):
            return _integer(least, most)
        case Duration():
            return "time.Duration", "durationOf"
        case Size(_, most):
            return ("uint64", "sizeOf") if most is not None and most < UNSIGNED else ("Number", "bytesOf")
        case Number(whole):
            return ("Number", "wholeOf") if whole else ("float64", "floatOf")
        case _:
            return NUMBER if isinstance(kind, Decimal) else ("string", "textual[string]")


def _integer(least: int | None, most: int | None) -> tuple[str, str]:
    """Return the smallest type of Go that holds an integer between two bounds."""
    for name, (low, high) in NATIVE.items():
        if least is not None and most is not None and low <= least and most <= high:
            return name, f"{'unsignedOf' if low == 0 else 'integerOf'}[{name}]"
    return NUMBER
