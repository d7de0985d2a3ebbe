"""Prose as a schema's docstrings hold it: paragraphs, lists and fenced code."""

import re
from collections.abc import Iterator

BLANK_LINE = re.compile(r"\n\s*\n")
# The bullets and numbers of Markdown's lists (https://spec.commonmark.org/0.31.2/#list-items).
ITEM = re.compile(r"\s*(?P<marker>[-*+]|\d{1,9}[.)])\s+(?P<text>\S.*)", re.DOTALL)

# https://spec.commonmark.org/0.31.2/#fenced-code-blocks
FENCE = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,})[^`\n]*\n(?! *(?P=fence))(?P<code>[\s\S]*?)(?:^ *(?P=fence)[`~]* *$|\Z)", re.MULTILINE
)


def paragraphs(prose: str) -> list[str]:
    """Split prose at its blank lines; within a paragraph every run of white space becomes one space.

    Each item of a list is a paragraph that begins with "- ", or with its number, and so is each line of fenced code,
    in backticks.
    """
    texts: list[str] = []
    end = 0
    for fenced in FENCE.finditer(prose):
        texts += _plain(prose[end : fenced.start()])
        texts += [f"`{line.strip()}`" if "`" not in line else line.strip() for line in fenced["code"].split("\n")]
        end = fenced.end()
    return [text for text in (*texts, *_plain(prose[end:])) if text not in ("", "``")]


def _plain(prose: str) -> list[str]:
    return [text for block in BLANK_LINE.split(prose) if block.strip() for text in _items(block)]


def _items(block: str) -> Iterator[str]:
    words: list[str] = []
    in_list = False
    for line in block.strip("\n").split("\n"):
        item = ITEM.match(line)
        # A number in the midst of a paragraph begins a list only if it is the first one, as in Markdown.
        if item and (item["marker"] in "-*+" or in_list or not words or item["marker"][:-1] == "1"):
            if words:
                yield " ".join(words)
            in_list = True
            words = ["-" if item["marker"] in "-*+" else item["marker"], *item["text"].split()]
        else:
            words += line.split()
    yield " ".join(words)
