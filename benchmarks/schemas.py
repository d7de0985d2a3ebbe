"""The same variables declared twice: in the project's vocabulary, and as a pydantic-settings class."""

from dataclasses import dataclass

VARIABLES_IN_A_SECTION = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """One kind of variable: the annotation in the vocabulary, that of pydantic-settings, and what both share."""

    word: str
    ours: str
    theirs: str
    default: str
    description: str


# An URL is a plain text to pydantic-settings here, which costs it less than a type of its own.
SAMPLES = (
    Sample("ENABLED", "bool", "bool", "False", "Refuse requests beyond the limit that the section sets."),
    Sample(
        "SECONDS",
        "Annotated[int, Field(ge=1, le=65535)]",
        "Annotated[int, Field(ge=1, le=65535)]",
        "3600",
        "Seconds for which a fetched answer is trusted before it is asked for again.",
    ),
    Sample("LABEL", "str", "str", '"blue"', "How the part is called in messages, metrics and traces."),
    Sample("MODE", 'Literal["fast", "safe"]', 'Literal["fast", "safe"]', '"safe"', "Which way the work is done."),
    Sample("KEY", "SecretStr | None", "SecretStr | None", "None", "Signs and verifies what leaves the service."),
    Sample("SOURCES", "list[Url] | None", "list[str] | None", "None", "Addresses that the part may be read from."),
)


def names(count: int) -> list[str]:
    """Return the names of `count` variables, section by section."""
    return [f"PART_{index // VARIABLES_IN_A_SECTION}_{_field(index).upper()}" for index in range(count)]


def vocabulary_module(count: int) -> str:
    """Return a module with the class `Toy` in the vocabulary, of sections with 20 variables each."""
    lines = [
        '"""A toy."""',
        "from typing import Annotated, Literal",
        "from pydantic import Field, SecretStr",
        "from estuary_docs.vocabulary import Section, Settings, Url",
    ]
    for index in range(count):
        section, place = divmod(index, VARIABLES_IN_A_SECTION)
        if place == 0:
            lines += [f'class Part{section}(Section, prefix="PART_{section}_"):', '    """Part of the toy."""']
        sample = SAMPLES[index % len(SAMPLES)]
        lines += [
            f"    {_field(index)}: {sample.ours} = {sample.default}",
            f'    """{sample.description}"""',
        ]
    lines += ["class Toy(Settings):", '    """A toy."""']
    lines += [f"    part_{section}: Part{section}" for section in range(-(-count // VARIABLES_IN_A_SECTION))]
    return "\n".join((*lines, ""))


def settings_module(count: int) -> str:
    """Return a module with the same variables in the class `Toy` of pydantic-settings.

    One flat class, `defer_build` and `Field(description=...)`: what the readers of such classes are fastest with.
    """
    lines = [
        '"""A toy."""',
        "from typing import Annotated, Literal",
        "from pydantic import Field, SecretStr",
        "from pydantic_settings import BaseSettings, SettingsConfigDict",
        "class Toy(BaseSettings):",
        '    """A toy."""',
        "    model_config = SettingsConfigDict(defer_build=True)",
    ]
    for index, name in enumerate(names(count)):
        sample = SAMPLES[index % len(SAMPLES)]
        lines.append(
            f'    {name.lower()}: {sample.theirs} = Field({sample.default}, description="{sample.description}")'
        )
    return "\n".join((*lines, ""))


def _field(index: int) -> str:
    return f"{SAMPLES[index % len(SAMPLES)].word.lower()}_{index % VARIABLES_IN_A_SECTION}"
