"""What a rule can ask of a variable's value: frozen facts, judged and worded elsewhere.

A check other than Present is about a value; a variable that is not set passes it.
"""

from estuary_docs.vocabulary.facts import Fact


class Present(Fact):
    """The variable is set: not absent, not empty, not a list without items."""


class Absent(Fact):
    """The variable is not set."""


class OfGroup(Fact):
    """How many of `variables` are set; a breach is reported once, not at each of them."""

    variables: tuple[str, ...]


class AtLeastOne(OfGroup):
    """At least one of the variables is set."""


class AtMostOne(OfGroup):
    """No more than one of the variables is set."""


class AllOrNone(OfGroup):
    """Either all of the variables are set, or none is."""


class Equal(Fact):
    """The value is exactly `word`."""

    word: str


class BeOneOf(Fact):
    """The value is exactly one of `words`."""

    words: tuple[str, ...]


class BeNoneOf(Fact):
    """The value is none of `words`."""

    words: tuple[str, ...]


class UseScheme(Fact):
    """The URL, or each URL of a list, has the scheme `scheme`."""

    scheme: str


class HaveBytes(Fact):
    """The value is at least `least` bytes long in UTF-8."""

    least: int


class NotBePlaceholder(Fact):
    """The value, or each item of a list, is not a placeholder that someone forgot to replace."""


class NotBeExample(Fact):
    """The value is none of `words`, which are written where a setting is still to be filled in."""

    words: tuple[str, ...]


class NotBeGuessable(Fact):
    """The value, or each item of a list, is not one repeated character or piece, nor a sequence such as `abcdef`."""


class DifferFrom(Fact):
    """The value is not the value of `variable`."""

    variable: str


class Accompany(Fact):
    """The variable is set only where `variable` is set too."""

    variable: str


class NotContain(Fact):
    """No word of `words` is in the text, whatever its case, or is an item of the list."""

    words: tuple[str, ...]


Check = (
    Present
    | Absent
    | AtLeastOne
    | AtMostOne
    | AllOrNone
    | Equal
    | BeOneOf
    | BeNoneOf
    | UseScheme
    | HaveBytes
    | NotBePlaceholder
    | NotBeExample
    | NotBeGuessable
    | DifferFrom
    | Accompany
    | NotContain
)
"""Any check: the type to write where your own function takes one."""
