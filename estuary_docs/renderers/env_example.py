"""`.env.example`: every variable with what there is to know about it, in the portable subset of env files."""

from collections.abc import Iterator
from textwrap import TextWrapper

from estuary_docs import wording
from estuary_docs.catalogue import Catalogue, Section, Variable
from estuary_docs.dotenv import READERS_THAT_KEEP_QUOTES, assignment
from estuary_docs.text import paragraphs
from estuary_docs.vocabulary.checks import Present

WIDTH = 100
WRAPPER = TextWrapper(
    WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False, break_long_words=False
)
LONGEST_COMMENT = WIDTH - len("# ")
RULER = "# " + "-" * (WIDTH - 2)


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the example file for the catalogue's profile.

    Only the profile variable and what the profile requires beyond its defaults stand uncommented. A line
    `#NAME=value` shows the default, or an example, and sets nothing.
    """
    required = catalogue.required_in(catalogue.profile)
    lines = [*_header(catalogue, notice)]
    for section in catalogue.sections:
        lines += ["", *_section(section)]
        for variable in section.variables:
            lines += ["", *_variable(variable), *_line(catalogue, variable, required)]
    return "\n".join(lines) + "\n"


def _header(catalogue: Catalogue, notice: str) -> Iterator[str]:
    yield f"# {notice}"
    yield "#"
    in_profile = f" in the profile {catalogue.profile}" if catalogue.profile_variable else ""
    yield from _comment(f"The environment of {catalogue.title}{in_profile}.")
    yield from _comment(
        "Copy this file to .env. A line NAME=value sets a variable. A line #NAME=value sets nothing: it shows the "
        "default, which holds anyway, or, where there is no default, an example. Take its # off to set it."
    )
    yield from _comment("A variable marked SECRET is never committed: put its real value only into your own .env.")


def _section(section: Section) -> Iterator[str]:
    yield RULER
    yield from _comment(section.title)
    for paragraph in paragraphs(section.description):
        yield from _comment(paragraph)
    yield RULER


def _variable(variable: Variable) -> Iterator[str]:
    mark = " (SECRET)" if variable.secret else ""
    yield from _comment(f"{variable.name}{mark}: {wording.kind_phrase(variable.kind)}.")
    for paragraph in paragraphs(variable.description):
        yield from _comment(paragraph)
    for sentence in wording.default_sentences(variable.defaults):
        yield from _comment(sentence)
    for rule in variable.rules:
        if isinstance(rule.check, Present):
            yield from _comment(f"Required {wording.required_phrase(rule)}.")
        else:
            yield from _comment(wording.rule_sentence(rule))
    if variable.rotation:
        yield from _comment(wording.rotation_sentence(variable.rotation))
    if variable.secret:
        yield from _comment(wording.delivery_sentence(variable.name, variable.file_name))


def _line(catalogue: Catalogue, variable: Variable, required: set[str]) -> Iterator[str]:
    chooses_profile = variable.name == catalogue.profile_variable
    default = catalogue.profile if chooses_profile else variable.defaults[catalogue.profile]
    written = assignment(variable.name, default or variable.example or "")
    if written is None:
        yield from _comment("No line sets this value so that every reader of env files reads the same.")
        return
    if written.quoted:
        yield from _comment(f"{' and '.join(READERS_THAT_KEEP_QUOTES)} keep the quotes as part of the value.")
    is_on = chooses_profile or variable.name in required
    yield written.line if is_on else f"#{written.line}"


def _comment(text: str) -> list[str]:
    line = " ".join(wording.plain(text).split())
    # Wrapping is what takes the time, and most lines need none.
    lines = WRAPPER.wrap(line) if len(line) > LONGEST_COMMENT else [f"# {line}"]
    # systemd reads on after a comment that ends in a backslash.
    return [f"{each}." if each.endswith("\\") else each for each in lines] if "\\" in line else lines
