"""The annotations a schema may use beside Python's own: texts and numbers with a written form, and what says which."""

from datetime import timedelta
from typing import Annotated

from pydantic import SecretStr

from estuary_docs.runtimes.python.quantities import BYTES, MILLISECONDS, quantity
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.facts import Fact

Url = Annotated[str, kinds.Url()]
SecretUrl = Annotated[SecretStr, kinds.Url()]
Origin = Annotated[str, kinds.Origin()]
MultilineText = Annotated[str, kinds.MultilineText()]
SecretMultilineText = Annotated[SecretStr, kinds.MultilineText()]
Host = Annotated[str, kinds.Host()]
HostAndPort = Annotated[str, kinds.HostAndPort()]
Email = Annotated[str, kinds.Email()]
Size = Annotated[int, kinds.Size()]


class Units(Fact):
    """The units in which a duration or a size may be written."""

    spelling = "units"

    names: tuple[str, ...]


def units(*names: str) -> Units:
    """Say in which units a `timedelta` or a `Size` is written: of `ms`, `s`, `m`, `h`, `d`, or of `B` to `TiB`."""
    return Units(names)


def schemes(*names: str) -> kinds.Url:
    """Say that a `str` or a `SecretStr` is a URL with one of these schemes, such as `amqps`."""
    return kinds.Url(names)


def size(text: str) -> int:
    """Return the bytes of a size as it is written, such as `10MiB`; raises ValueError for any other text."""
    return _amount(text, "size", tuple(BYTES))


def duration(text: str) -> timedelta:
    """Return a duration as it is written, such as `30s`; raises ValueError for any other text."""
    return timedelta(milliseconds=1) * _amount(text, "duration", tuple(MILLISECONDS))


def _amount(text: str, kind: str, possible: tuple[str, ...]) -> int:
    amount = quantity(text, kind, possible)
    if isinstance(amount, str):
        raise ValueError(f"{text!r} is no {kind}: write digits, and one of {', '.join(possible)}")  # noqa: TRY004
    return amount
