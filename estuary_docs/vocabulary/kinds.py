"""The kinds of value an environment variable can hold, each with exactly one written form."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from estuary_docs.runtimes.python import (
    documents,  # noqa: F401 - it adds its forms to those of `values`
    forms,
    lenient_forms,  # noqa: F401 - it adds its kinds to those of `forms`, as the next two do
    quantities,
    shapes,  # noqa: F401
    values,
)
from estuary_docs.vocabulary.facts import Fact


class Flag(Fact):
    """Exactly `true` or `false`."""


class Integer(Fact):
    """ASCII digits, after a `-` where less than zero is possible, from `minimum` to `maximum`, both included.

    Without one of them there is no bound on that side.
    """

    minimum: int | None = None
    maximum: int | None = None

    @property
    def shown(self) -> int:
        """A number within the bounds."""
        if self.minimum is not None:
            return self.minimum
        return 1 if self.maximum is None else min(1, self.maximum)


class Decimal(Fact):
    """ASCII digits, with a point among them or not, after a `-` where less than zero is possible; compared exactly.

    A bound is a text in the same form, and included unless `above` or `below` it.
    """

    minimum: str | None = None
    maximum: str | None = None
    above: bool = False
    below: bool = False

    @property
    def shown(self) -> str:
        """A number within the bounds."""
        from decimal import Decimal as Exact  # noqa: PLC0415 - it takes long to import, and few schemas need it

        far = Exact(self.maximum) - 2 if self.maximum else Exact(1)
        least = far if self.minimum is None else Exact(self.minimum)
        most = least + 2 if self.maximum is None else Exact(self.maximum)
        return f"{(least + most) / 2:f}"


class Quantity(Fact):
    """A whole number and one of `units` right after it, from `minimum` to `maximum`, both included."""

    factors: ClassVar[Mapping[str, int]]

    minimum: int | None = None
    maximum: int | None = None
    units: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """A quantity within the bounds, in the largest unit that has one."""
        least = self.minimum or 0
        amounts = [*(-(-max(least, 1) // self.factors[unit]) * self.factors[unit] for unit in self.units), least]
        return str(next((text for text in map(self.written, amounts) if text and self._is_within(text)), least))

    def _is_within(self, text: str) -> bool:
        return forms.fault((self.slug, *vars(self).values()), text) is None

    def written(self, amount: int) -> str | None:
        """Return an amount in the largest unit in which it is a whole number; None if there is none."""
        return quantities.written(amount, self.slug, self.units) or None


class Duration(Quantity):
    """A time, such as `30s`; bounds are in milliseconds."""

    factors = quantities.MILLISECONDS
    units: tuple[str, ...] = tuple(quantities.MILLISECONDS)


class Size(Quantity):
    """An amount of memory, such as `10MiB`; bounds are in bytes."""

    factors = quantities.BYTES
    units: tuple[str, ...] = tuple(quantities.BYTES)


class Choice(Fact):
    """Exactly one of `words`, case-sensitive."""

    words: tuple[str, ...]


class Text(Fact):
    """Any Unicode characters but NUL, carriage return and line feed."""


class ShapedText(Text):
    """One-line text that matches the whole of `pattern`, and has from `least` to `most` characters."""

    pattern: str | None = None
    least: int | None = None
    most: int | None = None


class MultilineText(Text):
    """Text of any number of lines, with no line break at either end: a key or a certificate in PEM."""


class Path(Fact):
    """The path of a file or folder on one line; it does not begin with `~`, which only shells replace."""


class Host(Fact):
    """The name of a host, or its IPv4 or IPv6 address, without a port.

    A name has labels with dots between them: 1 to 63 letters, digits, `-` and `_`, no `-` at either end. One dot after
    the last makes it absolute, which is something else to a resolver. What ends in a number is an IPv4 address.
    """


class HostAndPort(Fact):
    """A host and a port with a colon between them; an IPv6 address stands in brackets."""


class Email(Fact):
    """An e-mail address in ASCII, as a form of HTML takes it; its domain is the name of a host."""


WEB = ("http", "https")


class Url(Fact):
    """An absolute URL in ASCII with one of `schemes`, and with a host (RFC 3986).

    Where the scheme is none of the web, a path may stand in the host's place, as in `sqlite:///data`.
    """

    schemes: tuple[str, ...] = WEB


class Origin(Fact):
    """A web origin: scheme, host and optional port (RFC 6454), or `*` for any."""


Shaped = Path | Host | HostAndPort | Email
Plain = Flag | Integer | Decimal | Duration | Size | Choice | Text | ShapedText | Shaped | Url | Origin


class ListOf(Fact):
    """From `least` to `most` items with commas between them.

    Spaces and tabs around an item are ignored, and empty items dropped.
    """

    item: Plain
    least: int | None = None
    most: int | None = None


class Switch(Fact):
    """A word that pydantic takes for true or false, in any case."""


class Number(Fact):
    """A number as pydantic reads it, a whole one where `whole`; a bound is included unless `above` or `below` it."""

    whole: bool
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    below: bool = False

    @property
    def shown(self) -> float:
        """A number within the bounds."""
        if self.minimum is None:
            return 1 if self.maximum is None else self.maximum - self.below
        if not self.above:
            return self.minimum
        return self.minimum + 1 if self.maximum is None else (self.minimum + self.maximum) / 2


Top = Literal["array", "object", "value"]
EMPTY: dict[Top, str] = {"array": "[]", "object": "{}", "value": "null"}


class Json(Fact):
    """A JSON document (RFC 8259) whose outermost value is `top`, or null.

    `fitting` is the form of the whole text, a row of the runtimes' `values`, where more than `top` is known; `contents`
    says in words what that holds, as "objects of texts".
    """

    top: Top
    fitting: "forms.Kind | None" = None
    contents: str = ""


class Described(Fact):
    """Text that the service judges; `form` says in words, and with its article, what it should be.

    `fitting` is what can be judged without the service, likewise; nothing can where there is none.
    """

    form: str
    fitting: "forms.Kind | None" = None


Kind = Plain | MultilineText | ListOf | Switch | Number | Json | Described

WORDS_OF_FLAG = ("true", "false")


def row(kind: Kind) -> "forms.Kind":
    """Return a kind as the runtimes know it: its name and what limits it, such as `("integer", 1, 65535)`."""
    if isinstance(kind, ListOf):
        bounds = (kind.least, kind.most)
        return ("list", row(kind.item), *(bounds if bounds != (None, None) else ()))
    if isinstance(kind, Json | Described):
        return ("fitting", kind.fitting) if kind.fitting else (kind.slug, *vars(kind).values())[:2]
    return (kind.slug, *vars(kind).values())


def parts(kind: Kind) -> set[str]:
    """Return the names of the modules of the runtimes that know the kind, and the forms that it holds."""
    name, *limits = row(kind.item if isinstance(kind, ListOf) else kind)
    functions = [forms.FAULTS[name], *(values.FITS[form] for form in _names(limits) if name == "fitting")]
    return {function.__module__.rpartition(".")[2] for function in functions}


def _names(form: object) -> Iterator[str]:
    """Yield the names of a form and of those that it holds."""
    if isinstance(form, tuple | list):
        if form and form[0] in values.FITS:
            yield str(form[0])
        for part in form:
            yield from _names(part)


def is_set(kind: Kind, text: str | None) -> bool:
    """Say whether `text` counts as a value: an empty text is unset, and so is a list without items."""
    return forms.is_set(row(kind), text)


def fault(kind: Kind, text: str) -> str | None:
    """Return the slug of the rule of form that `text` breaks: `malformed`, `out-of-range` or `not-a-choice`."""
    return forms.fault(row(kind), text)
