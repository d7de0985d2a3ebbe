"""Phrases that sentences are made of: words in code, and lists of them.

Code stands in backticks; `plain` takes them off where nothing can show them.
"""


def plain(text: str) -> str:
    """Return a sentence without the backticks round its code."""
    return text.replace("`", "")


def code_list(words: tuple[str, ...], conjunction: str) -> str:
    """Word a list of words in code, such as "`a`, `b` or `c`"."""
    return enumeration([f"`{word}`" for word in words], conjunction)


def enumeration(words: list[str], conjunction: str) -> str:
    """Word a list, such as "a, b and c"."""
    *front, last = words
    return f"{', '.join(front)} {conjunction} {last}" if front else last
