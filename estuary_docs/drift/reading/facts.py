"""What one file says, on its own: the step that runs once for each file, and whose outcome a cache can keep."""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from estuary_docs.drift import languages, places
from estuary_docs.drift.code import Source
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.reading import tree
from estuary_docs.drift.settings import Comment, comments, is_prose
from estuary_docs.errors import ProjectError, missing_extra

# Languages that no reader parses: a name that stands in their strings may be read there.
SUFFIXES_WITHOUT_A_READER = frozenset(
    (
        *(".java", ".kt", ".kts", ".groovy", ".scala", ".clj"),
        *(".rb", ".php", ".pl", ".pm", ".lua", ".r", ".jl", ".ps1", ".cr"),
        *(".c", ".cc", ".cpp", ".h", ".hpp", ".cs", ".fs", ".swift", ".dart", ".zig", ".nim"),
        *(".ex", ".exs", ".erl", ".hs", ".ml"),
    )
)
NAME_IN_A_STRING = re.compile(rb"(?:[\"'`]|getenv\W{1,3}|\$\{?|ENV\W{1,3})([A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])\b")
# How other files of settings and templates take a variable in: `${X}`, `env("X")`, `!ENV [X, y]`, `{{ env.X }}`.
FILLED_IN = re.compile(rb"(?:\$\{?|(?:env|ENV)\W{1,4})([A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])\b")
# A schema of this engine looks like a class that fills itself, and does not.
DECLARING = b"estuary_docs.vocabulary"
# A service in Python that reads its environment through its schema reads every variable of it.
READING_THROUGH_A_SCHEMA = re.compile(rb"\.from_environ\(")
# What starts the service through a validator, which hands it the secrets that files hold: `validation.py -- service`.
STARTING_THROUGH_A_VALIDATOR = re.compile(
    rb"(?:validation\.pyc?|estuary-docs\W+validate)\b.{0,300}?[\s\"',]--[\s\"',]", re.DOTALL
)


@dataclass(frozen=True)
class EnvFile:
    """A file that a deployment loads into the environment of `unit`, which runs `image`."""

    unit: str
    image: str
    path: str
    file: str


@dataclass(frozen=True)
class Facts:
    """What a file says; `words` are names that something uses which no reader follows.

    It is not `complete` where a reader failed on it, or the file could not be read.
    """

    source: Source | None = None
    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    comments: tuple[Comment, ...] = ()
    env_files: tuple[EnvFile, ...] = ()
    words: tuple[str, ...] = ()
    through_schema: bool = False
    through_validator: bool = False
    complete: bool = True

    @property
    def may_be_kept(self) -> bool:
        """Say whether a cache may hold it: only what source says, never a value of a deployment."""
        return self.complete and not self.mentions and not self.env_files


def facts(root: Path, path: str) -> Facts | ProjectError:
    """Return what a file says. An error in what its comments ask for is returned, to be raised where it is shown."""
    text = tree.content(root, path)
    if isinstance(text, Undecided):
        return failed(path, text.reason)
    try:
        asked = tuple(comments(text, path))
        suffix = tree.suffix(path, text)
        language = languages.language(path, suffix)
        found = _source(text, path, language) if language else _places(text, path)
    except ProjectError as error:
        return error
    validator = not is_prose(path) and b"validat" in text and STARTING_THROUGH_A_VALIDATOR.search(text) is not None
    return replace(found, comments=asked, through_validator=validator) if asked or validator else found


def _source(text: bytes, path: str, language: str) -> Facts:
    try:
        source = _reader(f"{languages.__name__}.{language}.reader").read(text, path)
    except (ProjectError, MemoryError):
        raise
    except ImportError as error:  # What is not installed is no fault of the file.
        raise missing_extra("drift", error.name or "a parser", "drift") from None
    except Exception as error:  # noqa: BLE001 - no file, however strange, may end the inventory of all the others
        return failed(path, _cause(error))
    if DECLARING in text:
        source = replace(source, records=(), loads=())
    undecided = tuple(Undecided(path, line, reason) for line, reason in source.undecided)
    read = source.test is False and READING_THROUGH_A_SCHEMA.search(text) is not None
    return Facts(source, undecided=undecided, through_schema=read and language == "python")


def _places(text: bytes, path: str) -> Facts:
    if tree.suffix(path, text) in SUFFIXES_WITHOUT_A_READER:
        return Facts(words=_sorted(names_in_strings(text)))
    head = text[: tree.BYTES_THAT_TELL].decode(errors="replace")
    mentions: list[Mention] = []
    applied, complete = False, True
    undecided: list[Undecided] = []
    env_files: list[EnvFile] = []
    words: set[str] = set()
    for name in places.PLACES:
        reader = _reader(f"{places.__name__}.{name}")
        try:
            if not reader.applies(path, head):
                continue
            applied = True
            whole = text.decode(errors="replace")
            for found in reader.read(whole, path):
                (mentions if isinstance(found, Mention) else undecided).append(found)
            if hasattr(reader, "env_files"):
                env_files += [EnvFile(unit, image, file, path) for unit, image, file in reader.env_files(whole, path)]
            if hasattr(reader, "words"):
                words |= reader.words(whole)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - likewise
            complete = False
            undecided.append(Undecided(path, 0, _cause(error)))
    if not applied:
        return Facts(words=_sorted({found.decode() for found in FILLED_IN.findall(text)}))
    return Facts(
        mentions=tuple(mentions),
        undecided=tuple(undecided),
        env_files=tuple(env_files),
        words=_sorted(words),
        complete=complete,
    )


def _sorted(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def names_in_strings(text: bytes) -> set[str]:
    """Return what may be the name of a variable in the strings of a source file."""
    return {found.decode() for found in NAME_IN_A_STRING.findall(text)}


@cache
def _reader(name: str) -> Any:  # noqa: ANN401 - a module has no narrower type
    return import_module(name)


def failed(path: str, reason: str) -> Facts:
    """Return what is known of a file that was passed over: why."""
    return Facts(undecided=(Undecided(path, 0, reason),), complete=False)


def _cause(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return f"cannot be understood: {type(error).__name__}"
