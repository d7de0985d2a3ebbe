"""What an example is made of, and the profile that every example may speak of."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from estuary_docs.vocabulary import Section, Settings


class Profile(Section):
    """The profile of the examples."""

    mode: Literal["development", "production"] = "development"
    """What the service runs for."""


class Example(NamedTuple):
    """How a word is used: a section, what its messages are about, and a declaration that is refused.

    `environ` breaks what `section` declares; `refused` is None for a word that no schema declares. `settings` is the
    class that the section belongs to where that matters, `helper` a function that uses the section or is used by it.
    `meaning` takes the place of the word's docstring, for a word of Python.
    """

    section: type[Section]
    environ: Mapping[str, str]
    refused: type[Section] | type[Settings] | None
    settings: type[Settings] | None = None
    helper: Callable[..., Any] | None = None
    meaning: str = ""

    @property
    def schema(self) -> type[Settings]:
        """The settings class of the example."""
        return self.settings or schema_of(self.section)


def schema_of(declared: type[Section] | type[Settings]) -> type[Settings]:
    """Return a settings class with a section, and with the profile of the examples; one that is given as it is."""
    if issubclass(declared, Settings):
        return declared

    class ExampleSettings(Settings, profile="MODE"):
        """The service of an example."""

        profile: Profile
        section: declared  # type: ignore[valid-type]  # it is known when the example is read

    return ExampleSettings
