"""The class arguments of a settings class: each of the type that it takes, and its facts with sound arguments."""

from collections.abc import Iterator

from estuary_docs.errors import SchemaError
from estuary_docs.vocabulary.arguments import complaint
from estuary_docs.vocabulary.markers import External
from estuary_docs.vocabulary.rules import Rule
from estuary_docs.vocabulary.sections import Settings

TUPLES = {
    "every_secret": (Rule, "(Must(NotBePlaceholder()),)"),
    "external": (External, '(External("TZ", "the C library", "Time zone."),)'),
    "rules": (Rule, '(at_most_one("A", "B"),)'),
}


def misused(settings: type[Settings]) -> Iterator[SchemaError]:
    """Yield a complaint for each class argument that a settings class gives in another form than it takes."""
    profile: object = settings.settings_profile
    if not isinstance(profile, str | None):
        yield SchemaError(
            settings.__name__, "has an argument profile that is no name of a variable", 'write it as profile="APP_MODE"'
        )
    for name, (fact, form) in TUPLES.items():
        value = getattr(settings, f"settings_{name}")
        if not isinstance(value, tuple) or not all(isinstance(part, fact) for part in value):
            yield SchemaError(
                settings.__name__,
                f"has an argument {name} that is no tuple of {fact.__name__.lower()}s",
                f"write it as {name}={form}",
            )
            continue
        for part in value:
            if fault := complaint(part):
                yield SchemaError(settings.__name__, *fault)
