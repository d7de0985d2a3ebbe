"""How a build ends when something is wrong: with one line, in whichever site generator runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from estuary_docs.errors import EstuaryDocsError


@contextmanager
def errors_end_the_build() -> Iterator[None]:
    """End the build with the line of an error of this package."""
    try:
        yield
    except EstuaryDocsError as error:
        raise build_failure(str(error)) from None


def build_failure(complaint: str) -> Exception:
    """Return the exception that ends a build with this line.

    mkdocs and ProperDocs show a traceback for every exception but their own; Zensical installs neither and has none.
    """
    try:
        from mkdocs.exceptions import PluginError  # noqa: PLC0415 - it is there in some generators only
    except ImportError:
        return RuntimeError(complaint)
    return PluginError(complaint)
