"""`.env.example`: every variable with what there is to know about it, in the portable subset of env files."""

from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.dotenv import READERS_THAT_KEEP_QUOTES, assignment
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.deployment import deployment
from estuary_docs.vocabulary.kinds import MultilineText
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.phrases import plain
from estuary_docs.wording.rules import rules_in_full
from estuary_docs.wording.sentences import (
    default_sentences,
    delivery_sentence,
    naming_sentences,
    rotation_sentence,
    source_sentence,
)

WIDTH = 100
WRAPPER = TextWrapper(
    WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False, break_long_words=False
)
LONGEST_COMMENT = WIDTH - len("# ")
RULER = "# " + "-" * (WIDTH - 2)
KEPT_QUOTES = f"{' and '.join(READERS_THAT_KEEP_QUOTES)} keep the quotes as part of the value."
IN_A_FILE = "It has several lines, which no line of an env file holds alike for every reader: put them into a file."
UNWRITABLE = "No line sets this value so that every reader of env files reads the same."


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the example file for the catalogue's profile.

    Only what a deployment sets is uncommented: the profile variable, the choices, what the profile requires beyond its
    defaults, and those of its defaults that do not hold without a profile. A line `#NAME=value` shows the default, or
    an example, and sets nothing.
    """
    plan = deployment(catalogue)
    acting = {**plan.settings, **plan.defaults, **{variable.name: variable.example or "" for variable in plan.required}}
    lines = [f"# {notice}", "#", *comments(_header(catalogue))]
    for section in catalogue.sections:
        lines += ["", RULER, *comments([section.title, *paragraphs(section.description)]), RULER]
        for variable in section.variables:
            lines += ["", *entry(variable, variable.defaults[catalogue.profile], acting.get(variable.name))]
    return "\n".join(lines) + "\n"


def entry(variable: Variable, default: str | None, value: str | None) -> list[str]:
    """Return the facts of a variable, and its line: it sets `value`, or shows the default if that is None."""
    return [*comments(_facts(variable)), *_line(variable, default, value)]


def _header(catalogue: Catalogue) -> Iterator[str]:
    in_profile = f" in the profile {catalogue.profile}" if catalogue.profile_variable else ""
    yield f"The environment of {catalogue.title}{in_profile}."
    yield (
        "Copy this file to .env. A line NAME=value sets a variable. A line #NAME=value sets nothing: it shows the "
        "default, or an example if there is no default. Remove the # to set the variable."
    )
    yield "Never commit the value of a variable marked SECRET: put it only into your .env."


def _facts(variable: Variable) -> Iterator[str]:
    mark = " (SECRET)" if variable.secret else ""
    yield f"{variable.name}{mark}: {kind_phrase(variable.kind)}."
    yield from paragraphs(variable.description)
    yield from naming_sentences(variable)
    yield from default_sentences(variable)
    yield from rules_in_full(variable.rules)
    if variable.obtained_from:
        yield source_sentence(variable.obtained_from)
    if variable.rotation:
        yield rotation_sentence(variable.rotation)
    if variable.has_file:
        yield delivery_sentence(variable.name, variable.file_name)


def _line(variable: Variable, default: str | None, value: str | None) -> list[str]:
    """Return the line that sets `value`, or the one that shows the default where it is None."""
    if variable.has_file and isinstance(variable.kind, MultilineText):
        *notes, line = file_setting(variable)
        return [*notes, line if value is not None else f"#{line}"]
    *notes, line = setting(variable.name, (default or variable.example or "") if value is None else value)
    return [*notes, line if value is not None or line.startswith("#") else f"#{line}"]


def file_setting(variable: Variable) -> list[str]:
    """Return the line that names a file for a secret of several lines, below what is to be known of it."""
    return [*comments([IN_A_FILE]), f"{variable.file_name}=/run/secrets/{variable.anchor}"]


def setting(name: str, value: str) -> list[str]:
    """Return the line that sets a value, below what is to be known of it; only that where no line can."""
    written = assignment(name, value)
    if written is None:
        return comments([UNWRITABLE])
    return [*comments([KEPT_QUOTES] if written.quoted else []), written.line]


def comments(texts: Iterable[str]) -> list[str]:
    """Return texts as lines of comment."""
    lines: list[str] = []
    for text in texts:
        line = " ".join(plain(text).split())
        # Wrapping is what takes the time, and most lines need none.
        lines += WRAPPER.wrap(line) if len(line) > LONGEST_COMMENT else [f"# {line}"]
    # systemd reads on after a comment that ends in a backslash.
    return [f"{line}." if line.endswith("\\") else line for line in lines]
