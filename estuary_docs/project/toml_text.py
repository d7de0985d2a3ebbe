"""Read TOML of a tree that somebody else may have made: what is nested too deeply is refused before it takes time."""

import re
import tomllib
from typing import Any

# A key of so many parts, which takes a parser that makes a table for each the square of its length.
DEEPEST_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){100}""")


class NestedTooDeeplyError(ValueError):
    """A TOML text that no person wrote: tables or arrays are nested too deeply to be read."""


def read_toml(text: str) -> dict[str, Any]:
    """Return the document that a text holds.

    Raises NestedTooDeeplyError, and ValueError for what is no TOML (https://toml.io/en/v1.0.0).
    """
    if DEEPEST_KEY.search(text):
        raise NestedTooDeeplyError
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NestedTooDeeplyError from None
