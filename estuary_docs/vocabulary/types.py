"""The annotations a schema may use beside Python's own: texts and numbers with a written form, and what says which."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import SecretStr

from estuary_docs.runtimes.python.quantities import BYTES, MILLISECONDS, quantity
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.facts import Fact

Url = Annotated[str, kinds.Url()]
"""An absolute URL with the scheme `http` or `https`. For other schemes, write `schemes`."""
SecretUrl = Annotated[SecretStr, kinds.Url()]
"""A URL that is secret, because it holds a password or grants access by itself."""
Origin = Annotated[str, kinds.Origin()]
"""A web origin: scheme, host and optional port, without a path. `*` means any."""
MultilineText = Annotated[str, kinds.MultilineText()]
"""Text of one or several lines."""
SecretMultilineText = Annotated[SecretStr, kinds.MultilineText()]
"""A secret of several lines, such as a private key in PEM. Deliver it as a file."""
Host = Annotated[str, kinds.Host()]
"""A host name, or an IPv4 or IPv6 address, without a port.

Names may have underscores, as those of containers do, and may end in a dot, which makes them absolute. A host that ends
in a number must be an IPv4 address."""
HostAndPort = Annotated[str, kinds.HostAndPort()]
"""A host and a port with a colon between them. An IPv6 address is in brackets."""
Email = Annotated[str, kinds.Email()]
"""An e-mail address, as HTML forms accept it, with a host name after the `@`."""
Size = Annotated[int, kinds.Size()]
"""An amount of memory, written with a unit, such as `10MiB`. In Python it is a number of bytes."""

Unit = Literal["ms", "s", "m", "h", "d", "B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"]


class Units(Fact):
    """The units in which a duration or a size may be written."""

    spelling = "units"

    names: tuple[str, ...]


def units(*names: Unit) -> Units:
    """Say which units a `timedelta` or a `Size` is written in. Without it all of its units are allowed."""
    return Units(names)


def schemes(*names: str) -> kinds.Url:
    """Say that a `str` or a `SecretStr` is a URL with one of these schemes, such as `amqps`."""
    return kinds.Url(names)


def size(text: str) -> int:
    """Return the bytes of a size as it is written, such as `10MiB`. Raises ValueError for any other text."""
    return _amount(text, "size", tuple(BYTES))


def duration(text: str) -> timedelta:
    """Return the time of a duration as it is written, such as `30s`. Raises ValueError for any other text."""
    return timedelta(milliseconds=1) * _amount(text, "duration", tuple(MILLISECONDS))


def _amount(text: str, kind: str, possible: tuple[str, ...]) -> int:
    amount = quantity(text, kind, possible)
    if isinstance(amount, str):
        raise ValueError(f"{text!r} is no {kind}: write digits, and one of {', '.join(possible)}")  # noqa: TRY004
    return amount
