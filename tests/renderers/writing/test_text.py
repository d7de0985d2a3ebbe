"""Prose of docstrings: its paragraphs and lists, in text and on a page."""

import pytest

from estuary_docs.renderers.writing import html
from estuary_docs.renderers.writing.text import paragraphs

CASES = {
    "One.\n  Goes on.\n\nTwo.": ["One. Goes on.", "Two."],
    "How:\n\n- `disk` keeps\n  files\n- `tape` keeps tapes": ["How:", "- `disk` keeps files", "- `tape` keeps tapes"],
    "How:\n* a\n+ b": ["How:", "- a", "- b"],
    "Steps:\n1. first\n2. second": ["Steps:", "1. first", "2. second"],
    "1) first\n2) second": ["1) first", "2) second"],
    "A port above\n1024. Others need rights.": ["A port above 1024. Others need rights."],
    "A range of 1\n-5.": ["A range of 1 -5."],
    "**Bold** and 3 - 2": ["**Bold** and 3 - 2"],
    "  - deep\n    - deeper": ["- deep", "- deeper"],
    "So:\n\n```bash\nA=1 run\n\n  -v\n```\nThen.": ["So:", "`A=1 run`", "`-v`", "Then."],
    "~~~\na `b`\n~~~": ["a `b`"],
    "```\ncut off": ["`cut off`"],
    "```\n```": ["``` ```"],
    "-": ["-"],
    "": [],
}


@pytest.mark.parametrize(("prose", "expected"), CASES.items())
def test_each_paragraph_and_each_item_stands_alone(prose: str, expected: list[str]) -> None:
    """Blank lines part paragraphs, markers part items, and fenced code has a line for each of its own."""
    assert paragraphs(prose) == expected


def test_a_list_is_a_list_on_the_page() -> None:
    """Items that follow each other make one list, and nothing in them is markup."""
    shown = html.prose("How:\n\n- `disk` <b>\n- tape\n\n1. first\n\nEnd.")
    assert shown == (
        "<p>How:</p>\n<ul>\n<li><code>disk</code> &lt;b&gt;</li>\n<li>tape</li>\n</ul>\n"
        "<ol>\n<li>first</li>\n</ol>\n<p>End.</p>"
    )
