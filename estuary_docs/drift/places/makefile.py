"""What a Makefile exports, and what its recipes set in front of a command. Make's own variables are none of these.

Source: https://www.gnu.org/software/make/manual/html_node/Variables_002fRecursion.html
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.commands import leading
from estuary_docs.drift.places.env_options import of_lines
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.places.names import is_conventional

EXPORTED = re.compile(r"(?:[^\s:#=]+:\s*)?export\s+([A-Za-z_]\w*)\s*(?:[:?+]{0,3}=)\s*(.*)", re.ASCII)
RECIPE = re.compile(r"\t[@+-]*\s*(.*)")
USED = re.compile(r"\$\$?[({]?([A-Za-z_]\w*)", re.ASCII)


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a Makefile."""
    file = posixpath.basename(path)
    named = file in ("Makefile", "makefile", "GNUmakefile") or file.startswith("Makefile.")
    return (named and not file.endswith(".md")) or file.endswith(".mk")


def env_files(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that a recipe gives to a program."""
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), 1)
    recipes = ((number, RECIPE.fullmatch(line)) for number, line in lines)
    yield from of_lines(tuple((number, recipe[1]) for number, recipe in recipes if recipe), path)


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what a Makefile gives to the commands it runs; `likely`, as these may be anybody's."""
    used = frozenset(USED.findall(text))
    environment = Environment(path, path, used=used, certainty="likely", note="a Makefile")
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        exported = EXPORTED.fullmatch(line)
        if exported:
            yield from environment.assign(exported[1], number, exported[2].partition(" #")[0].strip())
        recipe = RECIPE.fullmatch(line)
        if recipe:
            for assignment in leading(recipe[1]):
                if is_conventional(assignment.partition("=")[0]):
                    yield from environment.assignment(assignment, number)
