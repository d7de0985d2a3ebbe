"""What may be logged of an environment: nothing from which a secret could be put together again."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LENGTH_CLASSES = (16, 32, 64)
# So many letters of a secret in a row are a piece of it; one that is shorter is hidden where it is whole, or lacks one.
LETTERS_OF_A_PIECE = 12
LEAST_TO_BE_CUT = 8


class Secret(str):
    """The value of a secret: a text that does not show itself where values are listed."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return what is not the value."""
        return "Secret(…)"


class Pieces:
    """The pieces of secrets by which another text is found to hold one: as it is, reversed, in capitals or encoded.

    How an address begins, up to its host, is no secret.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self.by_length: dict[int, set[str]] = {}
        for secret in secrets:
            for form in _forms(secret.rpartition("://")[2]):
                length = min(LETTERS_OF_A_PIECE, len(form) - 1) if len(form) >= LEAST_TO_BE_CUT else len(form)
                pieces = self.by_length.setdefault(length, set())
                pieces.update(form[at : at + length] for at in range(len(form) - length + 1))

    def are_in(self, text: str) -> bool:
        """Say whether a text holds a piece of a secret."""
        text = text.lower()
        return any(
            text[at : at + length] in pieces
            for length, pieces in self.by_length.items()
            for at in range(len(text) - length + 1)
        )


def _forms(secret: str) -> Iterator[str]:
    from binascii import b2a_base64  # noqa: PLC0415 - it takes longer than a check, and only logging needs it

    raw = secret.encode("utf-8", "surrogateescape")
    yield secret.lower()
    if len(secret) < LEAST_TO_BE_CUT:
        return
    yield secret[::-1].lower()
    yield raw.hex()
    yield "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02x}" for byte in raw).lower()  # noqa: PLR2004 - ASCII
    for shift in range(3):  # In a longer text each letter may begin at three places of a group.
        encoded = b2a_base64(b"\0" * shift + raw, newline=False).decode().rstrip("=").lower()[4 * (shift > 0) :]
        yield encoded
        yield encoded.replace("+", "-").replace("/", "_")


def length_class(text: str) -> str:
    """Return roughly how long a secret is."""
    length = len(text.encode("utf-8", "surrogateescape"))
    least = 0
    for bound in LENGTH_CLASSES:
        if length < bound:
            return f"{least} to {bound - 1} bytes" if least else f"fewer than {bound} bytes"
        least = bound
    return f"{least} bytes or more"


def without_credentials(text: str) -> str:
    """Return a text in which no URL shows what comes before its last `@`."""
    words = text.split(" ")
    for index, word in enumerate(words):
        scheme, separator, rest = word.partition("://")
        if separator and "@" in rest:
            words[index] = f"{scheme}://(hidden)@{rest.rpartition('@')[2]}"
    return " ".join(words)
