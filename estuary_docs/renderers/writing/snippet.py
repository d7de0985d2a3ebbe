"""How snippets are written: comments, lines that are switched off, and values that each language reads back exactly."""

import json
import re
from collections.abc import Iterable, Sequence
from textwrap import TextWrapper

from estuary_docs.renderers.writing.platform_names import WORDS_OF_YAML
from estuary_docs.validation.deployment import Deployment

WRAPPER = TextWrapper(76, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False, break_long_words=False)
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]")
HOW_TO_SWITCH_ON = "Optional secrets are commented out. To set one, remove the # from each of its lines."

# Above the settings that only the profile makes. A service may be written in a language that cannot read the schema.
PROFILE_DEFAULTS = "Defaults of this profile, for a service that does not know them itself."


def quoted(text: str) -> str:
    """Return `text` in double quotes, as YAML, JSON and TOML alike read it.

    JSON's escapes are a part of those of YAML 1.2 (§5.7) and TOML 1.0; what YAML calls unprintable is escaped too.
    """
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def key(name: str) -> str:
    """Return a name as a YAML string, in quotes where YAML would take it for a truth value or for null."""
    return quoted(name) if name.lower() in WORDS_OF_YAML else name


def header(notice: str, plan: Deployment, *about_secrets: str) -> list[str]:
    """Return the notice as a comment, and below it what is to be known about secrets, where there are any."""
    comments = [*(about_secrets if plan.secrets else ()), *([HOW_TO_SWITCH_ON] if plan.optional else ())]
    return [f"# {notice}", *(["#"] if comments else []), *comment(*comments)]


def comment(*paragraphs: str) -> list[str]:
    """Return paragraphs as lines of comment."""
    return [line for paragraph in paragraphs for line in WRAPPER.wrap(paragraph)]


def indented(lines: Iterable[str], by: int = 2) -> list[str]:
    """Return the lines, each `by` columns to the right."""
    return [" " * by + line for line in lines]


def off(lines: Sequence[str]) -> list[str]:
    """Return the lines switched off, by a `#` before the first column that holds text; comments stay."""
    column = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return [line if line.startswith("#") else f"{line[:column]}#{line[column:]}" for line in lines]


def block(head: str, lines: Sequence[str], optional: Sequence[str] = ()) -> list[str]:
    """Return a YAML mapping or sequence below its key; the key is switched off where nothing else is on."""
    if lines:
        return [head, *indented([*lines, *off(optional)])]
    return off([head, *indented(optional)]) if optional else []


def joined(lines: Iterable[str]) -> str:
    """Return the lines as a text."""
    return "".join(f"{line}\n" for line in lines)
