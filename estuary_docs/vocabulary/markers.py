"""Facts about a variable that are neither its kind nor a rule."""

from collections.abc import Mapping

from estuary_docs.vocabulary.facts import Fact


class ProfileDefaults(Fact):
    """The defaults that a profile has in place of the field's own, by profile."""

    spelling = "per_profile"

    values: Mapping[str, object]

    def __hash__(self) -> int:
        """Return a hash, which the union of an annotation with None asks for."""
        return hash(tuple(self.values))


def per_profile(**values: object) -> ProfileDefaults:
    """Give the variable another default in the named profiles. The field's own default applies in the others."""
    return ProfileDefaults(values)


class BorrowedDefault(Fact):
    """The variable whose value holds where this one has none."""

    spelling = "default_from"

    variable: str


def default_from(variable: str) -> BorrowedDefault:
    """Say that the variable has the value of another one where it is not set. Both have the same type."""
    return BorrowedDefault(variable)


class Rotation(Fact):
    """The secret is replaced every `every_days` days; `overlap` holds the outgoing one meanwhile."""

    spelling = "rotates"

    every_days: int
    overlap: str | None = None


def rotates(*, every_days: int, overlap: str | None = None) -> Rotation:
    """Say how often the secret is replaced, and which variable keeps the old one until clients have moved."""
    return Rotation(every_days, overlap)


class Example(Fact):
    """A value to show where there is no default; for a secret, a recognisable placeholder."""

    spelling = "example"

    text: str


def example(text: str) -> Example:
    """Show `text`, in its written form, where the variable has no default. For a secret it must be a placeholder."""
    return Example(text)


class FormerNames(Fact):
    """Names that the variable had before, and that nothing reads any more."""

    spelling = "renamed_from"

    names: tuple[str, ...]


def renamed_from(*names: str) -> FormerNames:
    """Say what the variable was called before. Setting an old name is a warning that gives the new one."""
    return FormerNames(names)


class Deprecation(Fact):
    """The variable still works, and should not be set any more; `advice` is a sentence that says what to do."""

    spelling = "deprecated"

    advice: str


def deprecated(advice: str) -> Deprecation:
    """Say that the variable should no longer be set, and in a sentence what to do instead. Setting it is a warning."""
    return Deprecation(advice)


class Issuer(Fact):
    """Where to get a secret that cannot be generated."""

    spelling = "obtain"

    where: str


def obtain(where: str) -> Issuer:
    """Say where to get a secret that cannot be generated, such as `Stripe dashboard, API keys`."""
    return Issuer(where)


class External(Fact):
    """A variable that something other than the service reads. It is documented, and never reported as unknown."""

    name: str
    read_by: str
    description: str
