"""Group guesses into the sections of a schema, by the first word of their names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from keyword import iskeyword

from estuary_docs.adoption.guesses import Guess
from estuary_docs.vocabulary import Section as SectionModel

FEWEST_OF_A_SECTION = 2
REST = "Service"


@dataclass(frozen=True)
class Group:
    """A section: the name of its class, the prefix of its variables' names, and each variable with its field's name."""

    class_name: str
    prefix: str
    fields: tuple[tuple[str, Guess], ...]


def groups(guessed: Iterable[Guess], taken: Iterable[str] = (), prefixes: Iterable[str] = ()) -> list[Group]:
    """Return the groups, in the order of their first variable; those of no group come first, as `Service`.

    A word begins a section where it begins two names or more; a name that is no field as it stands, such as
    `MODEL_CONFIG`, is split where the rest is one. `taken` are names of classes that exist already,
    `prefixes` those of sections that do: a name joins the longest that it begins with.
    """
    guessed, prefixes = list(guessed), list(prefixes)
    counted = Counter(_prefix(guess.name) for guess in guessed if is_field(guess.name, _prefix(guess.name)))
    chosen: dict[str, list[tuple[str, Guess]]] = {"": []}
    for guess in guessed:
        first = _prefix(guess.name)
        shared = sorted(filter(guess.name.startswith, prefixes), key=len, reverse=True)
        shared += [first] if counted[first] >= FEWEST_OF_A_SECTION else []
        prefix = next(beginning for beginning in (*shared, *_beginnings(guess.name)) if is_field(guess.name, beginning))
        chosen.setdefault(prefix, []).append((guess.name[len(prefix) :].lower(), guess))
    used = {"Settings", "Section", "Field", "Annotated", "Url", "SecretStr", *taken}
    sections = []
    for prefix, fields in chosen.items():
        if fields:
            words = "".join(word.capitalize() for word in prefix.split("_"))
            class_name = _unused(words if words.isidentifier() and not iskeyword(words) else f"{REST}{words}", used)
            used.add(class_name)
            sections.append(Group(class_name, prefix, tuple(fields)))
    return sections


def is_field(name: str, prefix: str) -> bool:
    """Say whether what follows the prefix can be a field: an identifier that pydantic does not use itself."""
    field = name[len(prefix) :].lower()
    return (
        name.startswith(prefix)
        and field.isidentifier()
        and not iskeyword(field)
        and not field.startswith("_")
        and not hasattr(SectionModel, field)
    )


def _prefix(name: str) -> str:
    first, underscore, rest = name.partition("_")
    return first + underscore if first.isalpha() and rest else ""


def _beginnings(name: str) -> list[str]:
    """Return what a name may be split after: nothing, an underscore, and at last any letter."""
    places = [index + 1 for index, character in enumerate(name) if character == "_"]
    return [name[:place] for place in (0, *places, *range(1, len(name)))]


def _unused(name: str, used: set[str]) -> str:
    while name in used:
        name += "Variables"
    return name
