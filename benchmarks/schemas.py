"""The same variables declared twice: in the project's vocabulary, and as a pydantic-settings class."""

from collections.abc import Iterator

VARIABLES_IN_A_SECTION = 20
DESCRIPTION = "Says how many, how long, or whether at all, in one sentence of the usual length."

# The annotation for the vocabulary, the annotation for pydantic-settings, and the default.
KINDS = (
    ("bool", "bool", "False"),
    ("Annotated[int, Field(ge=1, le=65535)]", "Annotated[int, Field(ge=1, le=65535)]", "8080"),
    ("str", "str", '"one"'),
    ('Literal["one", "two"]', 'Literal["one", "two"]', '"two"'),
    ("SecretStr | None", "SecretStr | None", "None"),
)


def names(count: int) -> list[str]:
    """Return the names of `count` environment variables."""
    return [f"S{index // VARIABLES_IN_A_SECTION}_VARIABLE_{index % VARIABLES_IN_A_SECTION}" for index in range(count)]


def vocabulary(count: int) -> str:
    """Return a module that declares `count` variables in sections, as the class ToySettings."""
    return "\n".join(
        (
            "from typing import Annotated, Literal",
            "from pydantic import Field, SecretStr",
            "from estuary_docs.vocabulary import Section, Settings",
            *_sections(count),
            "class ToySettings(Settings):",
            "    '''A toy.'''",
            *(f"    s{section}: S{section}" for section in range(count // VARIABLES_IN_A_SECTION)),
            "",
        )
    )


def _sections(count: int) -> Iterator[str]:
    for index in range(count):
        if index % VARIABLES_IN_A_SECTION == 0:
            section = index // VARIABLES_IN_A_SECTION
            yield f"class S{section}(Section, prefix='S{section}_'):"
            yield "    '''Variables that belong together.'''"
        annotation, _, default = KINDS[index % len(KINDS)]
        yield f"    variable_{index % VARIABLES_IN_A_SECTION}: {annotation} = {default}"
        yield f"    '''{DESCRIPTION}'''"


def pydantic_settings(count: int) -> str:
    """Return a module that declares the same variables in one flat class, which is fastest for the peers."""
    return "\n".join(
        (
            "from typing import Annotated, Literal",
            "from pydantic import Field, SecretStr",
            "from pydantic_settings import BaseSettings",
            "class ToySettings(BaseSettings):",
            "    '''A toy.'''",
            *(
                f"    {name}: {KINDS[index % len(KINDS)][1]} = "
                f"Field({KINDS[index % len(KINDS)][2]}, description='{DESCRIPTION}')"
                for index, name in enumerate(names(count))
            ),
            "",
        )
    )
