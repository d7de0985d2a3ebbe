"""Prose as a schema's docstrings hold it."""

import re

BLANK_LINE = re.compile(r"\n\s*\n")


def paragraphs(prose: str) -> list[str]:
    """Split prose at its blank lines; within a paragraph every run of white space becomes one space."""
    return [" ".join(paragraph.split()) for paragraph in BLANK_LINE.split(prose) if paragraph.strip()]
