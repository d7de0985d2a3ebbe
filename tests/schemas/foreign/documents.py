"""Texts of any form, and nearly: JSON documents that classes may hold, with numbers and letters at every edge."""

import json

from hypothesis import strategies as st

from tests.schemas.foreign.test_fitting import TEXTS

KEYS = (
    *("name", "NAME", "depth", "tags", "width", "beam", "tall", "high", "height", "code", "list", "first", "kind"),
    *("load", "child", "left", "right", "colour", "blinks", "number", "size", "1", "2", "\u0130", "", 'a"b', "ß"),
)
NUMBERS = (
    *("0", "-0", "1", "2", "3", "6", "7", "-1", "1.0", "0.5", "0.25", "-2.75", "1e3", "1E-2", "0.1", "10", "300e-2"),
    *("9007199254740993", "18446744073709551616", "1e22", "1e23", "1e308", "1e400", "-1e400", "5e-324", "86400"),
    *("NaN", "Infinity", "-Infinity", "00", "1.", "1e", "+1", "-", "9" * 30, "9" * 310, "9" * 4300, "9" * 4301),
)
LETTERS = 'az9- \u00a0é\U0001f600\\"/\n\t\x1c\u0663_Z:.@[]1\ufeff\x7f'
BETWEEN = ("", "", "", " ", "\n", "\t ")
SLIPS = (
    "",
    "",
    "_",
    ",",
    "]",
    "}",
    '"',
    "\\",
    " ",
    "x",
    "0",
    "9",
    "\x1c",
    "\u0663",
    "e",
    "-",
    ".",
    ":",
    "/",
    "\\ud83d",
)


def _text(text: str, is_ascii: bool) -> str:  # noqa: FBT001 - a fact
    return json.dumps(text, ensure_ascii=is_ascii)


TEXT = st.builds(_text, st.one_of(st.sampled_from(TEXTS), st.text(LETTERS, max_size=8)), st.booleans())
SCALAR = st.one_of(st.sampled_from(NUMBERS), TEXT, st.sampled_from(["null", "true", "false"]))


def _held(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blank = st.sampled_from(BETWEEN)
    member = st.builds("{}{}:{}{}".format, blank, st.builds(_text, st.sampled_from(KEYS), st.booleans()), blank, parts)
    array = st.builds("[{}{}]".format, st.lists(parts, max_size=3).map(", ".join), blank)
    return array | st.builds("{{{}{}}}".format, st.lists(member, max_size=4).map(",".join), blank)


def _slipped(text: str, place: int, slip: str, left_out: bool) -> str:  # noqa: FBT001 - a fact
    place %= len(text) + 1
    return text[:place] + slip + text[place + left_out :]


# Some are as they should be, in others a letter is another one, too many or left out.
DOCUMENTS = st.recursive(SCALAR, _held, max_leaves=8)
ALL = st.one_of(DOCUMENTS, st.sampled_from(TEXTS))
ANY_TEXT = st.one_of(
    DOCUMENTS, ALL, st.builds(_slipped, ALL, st.integers(0, 300), st.sampled_from(SLIPS), st.booleans())
)
