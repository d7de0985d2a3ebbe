"""Phrases that sentences are made of: words in code, lists of them, and the command that makes a key.

Code stands in backticks; `plain` takes them off where nothing can show them.
"""

# openssl wraps more; `\0` joins lines with nothing between them (POSIX, paste).
MOST_BYTES_ON_A_LINE = 48
JOINING_LINES = " | paste -sd '\\0' -"


def plain(text: str) -> str:
    """Return a sentence without the backticks round its code."""
    return text.replace("`", "")


def random_key(count: int) -> str:
    """Return the command that prints so many random bytes in base64, on one line."""
    return f"openssl rand -base64 {count}{'' if count <= MOST_BYTES_ON_A_LINE else JOINING_LINES}"


def code_list(words: tuple[str, ...], conjunction: str) -> str:
    """Word a list of words in code, such as "`a`, `b` or `c`"."""
    return enumeration([f"`{word}`" for word in words], conjunction)


def enumeration(words: list[str], conjunction: str) -> str:
    """Word a list, such as "a, b and c"."""
    *front, last = words
    return f"{', '.join(front)} {conjunction} {last}" if front else last
