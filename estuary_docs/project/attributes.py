"""Lines of `.gitattributes` that keep a generated file as it is on every machine: https://git-scm.com/docs/gitattributes."""

from pathlib import PurePosixPath

FILE = ".gitattributes"
LINE_ENDS = "text eol=lf"
GENERATED = "linguist-generated"


def pattern(shown: str) -> str:
    """Return what names one file below the project's root, or a file elsewhere by its name."""
    path = PurePosixPath(shown)
    anchored = path.name if path.is_absolute() or ".." in path.parts else f"/{path}"
    return f'"{anchored}"' if " " in anchored or '"' in anchored else anchored


def line_ends(shown: str) -> str:
    """Return the line that ends trouble with line ends in a file."""
    return f"{pattern(shown)} {LINE_ENDS}"


def with_attributes(before: str, generated: list[str]) -> str:
    """Return the text of a `.gitattributes` with a line for each generated file that has none; the rest stays."""
    newline = "\r\n" if "\r\n" in before else "\n"
    patterns = {pattern(shown) for shown in generated} & {
        f"/{words[0].removeprefix('/')}" for line in before.splitlines() if (words := line.split())
    }
    lines = [f"{line_ends(shown)} {GENERATED}" for shown in generated if pattern(shown) not in patterns]
    gap = newline if before and not before.endswith("\n") and lines else ""
    return before + gap + "".join(f"{line}{newline}" for line in lines)
