"""Facts about a variable that are neither its kind nor a rule."""

from collections.abc import Mapping

from estuary_docs.vocabulary.facts import Fact


class ProfileDefaults(Fact):
    """The defaults that a profile has in place of the field's own, by profile."""

    values: Mapping[str, object]


def per_profile(**values: object) -> ProfileDefaults:
    """Give a variable another default in the profiles named."""
    return ProfileDefaults(values)


class Rotation(Fact):
    """The secret is replaced every `every_days` days; `overlap` holds the outgoing one meanwhile."""

    every_days: int
    overlap: str | None = None


def rotates(*, every_days: int, overlap: str | None = None) -> Rotation:
    """Say how often a secret is replaced, and which variable carries the outgoing one."""
    return Rotation(every_days, overlap)


class Example(Fact):
    """A value to show where there is no default; for a secret, a recognisable placeholder."""

    text: str


def example(text: str) -> Example:
    """Show `text`, in its written form, where the variable has no default."""
    return Example(text)


class External(Fact):
    """A variable that something other than the service reads: documented, never reported as unknown."""

    name: str
    read_by: str
    description: str
