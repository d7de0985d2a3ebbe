"""What commands print: text, progress, generated files that are stale or written."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from os import environ
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

import click
from click.exceptions import Exit

from estuary_docs.cli.base import DRIFT
from estuary_docs.errors import ProjectError

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue
    from estuary_docs.project.artefacts import Target
    from estuary_docs.project.settings import Project


def show_text(text: str, stream: TextIO | None = None) -> None:
    """Write text as UTF-8 with its own line ends, whatever the terminal's locale, and in colour only to a terminal.

    Raises OSError where the stream cannot be written, and ProjectError where standard output is closed.
    """
    if not text:
        return
    stream = stream or sys.stdout
    if stream is None:
        raise ProjectError("standard output", "is closed")
    coloured = stream.isatty() and "NO_COLOR" not in environ
    stream.flush()
    stream.buffer.write((text if coloured else click.unstyle(text)).encode("utf-8", "backslashreplace"))
    stream.buffer.flush()


@contextmanager
def progress(stream: TextIO | None = None, patience: float = 1) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how many of how many files are read: a bar on a terminal, once that takes a second.

    `stream` is standard error unless another one is given; `patience` is how many seconds pass without a bar.
    """
    stream = stream or sys.stderr
    started = monotonic()
    with ExitStack() as stack:
        bars: list[Any] = []

        def tell(done: int, total: int) -> None:
            if not bars and stream.isatty() and monotonic() - started > patience:
                bars.append(stack.enter_context(click.progressbar(length=total, label="reading", file=stream)))
            for bar in bars:
                bar.update(done - bar.pos)

        yield tell


def report_stale(catalogue: "Catalogue", targets: "list[Target]", remedy: str, orphaned: Iterable[str] = ()) -> None:
    """Show how files differ from what they should be, and which are on no list; exit with 1 if there are any."""
    from estuary_docs.project.differences import differences

    stale = [target for target in targets if not target.is_current()]
    lines = [line for target in stale for line in differences(target, catalogue)]
    if stale:
        lines.append(f"To fix it: {remedy}")
    lines += [
        f"{path}: orphaned; it carries the notice and is on no list. "
        "To fix it: delete it, or add it to [tool.estuary-docs.artefacts]"
        for path in orphaned
    ]
    if lines:
        show_text("\n".join(lines) + "\n")
        raise Exit(DRIFT)


def as_options(**options: str | None) -> str:
    """Return options as a shell reads them, without those that were left out."""
    from shlex import quote

    return "".join(f" --{name} {quote(text)}" for name, text in options.items() if text is not None)


def someone_answers() -> bool:
    """Say whether a question can be answered: whether standard input is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def require_answers(purpose: str) -> None:
    """Raise ProjectError where no question can be answered; `purpose` is what `--yes` does then."""
    if not someone_answers():
        raise ProjectError("standard input", f"cannot ask for confirmation here; use --yes to {purpose}")


def write_generated(project: "Project", catalogue: "Catalogue", targets: "list[Target]", *, yes: bool) -> None:
    """Write generated files, and show what was edited in one.

    What was not generated is replaced only after asking, and kept beside it.
    """
    from estuary_docs.project.artefacts import write
    from estuary_docs.project.differences import differences
    from estuary_docs.project.originals import ENDING, edited, originals, remember

    copies = originals(project.root, targets)
    edits = [line for target in edited(project.root, targets) for line in differences(target, catalogue)]
    if copies and not yes:
        names = ", ".join(target.shown.rpartition(ENDING)[0] for target in copies)
        require_answers(f"replace {names}, which estuary-docs did not generate")
        if not click.confirm(f"Replace {names}? What is there is kept as NAME.orig", err=True):
            click.echo("nothing was written")
            return
    written = write([*copies, *targets])
    remember(project.root, targets, copies)
    show_text("".join(f"{line}\n" for line in edits))
    say_written([target for target in written if target not in copies])
    for target in copies:
        show_text(f"kept what was there before as {target.shown}\n")


def say_written(written: "list[Target]") -> None:
    """Name the files that were written."""
    for target in written:
        show_text(f"wrote {target.shown}\n")
    if not written:
        show_text("nothing to write: every file is current\n")
