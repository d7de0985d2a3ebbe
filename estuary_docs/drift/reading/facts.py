"""What one file says, on its own: the step that runs once for each file, and whose outcome a cache can keep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from estuary_docs.drift import languages, places
from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.env_options import of_lines
from estuary_docs.drift.reading import apis, images, keys, locks, manifests, submodules, tree
from estuary_docs.drift.reading import touches as touching
from estuary_docs.drift.settings import Comment, comments, is_prose
from estuary_docs.errors import ProjectError, missing_extra
from estuary_docs.validation.showing import may_be_shown

# What may name a text beside it: a variable, a constant, a field.
NAME = re.compile(r"[A-Za-z_][\w.]{0,60}")
# How other files of settings and templates take a variable in: `${X}`, `env("X")`, `!ENV [X, y]`, `{{ env.X }}`.
# Names that a script tells by a pattern: `PREFIX_*_FILE`.
PATTERN = re.compile(rb"(?<![\w*./-])[A-Z][A-Z0-9]*_[A-Z0-9_]*\*[A-Z0-9_*]*(?![\w*./])")
# How a script of s6-overlay sets a variable for the services of its container.
WRITTEN = re.compile(rb"/container_environment/([A-Z][A-Z0-9_]+)")
# A script that starts itself again, and what it tells itself by that.
STARTS_AGAIN = re.compile(rb"^[ \t]*exec\b.*[ \t]\"?\$0\"?[ \t]", re.MULTILINE)
EXPORTED = re.compile(rb"^[ \t]*export[ \t]+([A-Z][A-Z0-9_]+)=\w+[ \t]*$", re.MULTILINE)
FILLED_IN = re.compile(rb"(?:\$\{?|(?:env|ENV)\W{1,4})([A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])\b")
# A schema of this engine looks like a class that fills itself, and does not; what is generated from one names all.
DECLARING = b"estuary_docs.vocabulary"
GENERATED = re.compile(rb"^\W*Generated from \S+ by `estuary-docs", re.MULTILINE)
# A service in Python that reads its environment through its schema reads every variable of it.
READING_THROUGH_A_SCHEMA = re.compile(rb"\.from_environ\((\s*(?:\w+\s*=\s*)?os\.environ\b)?")
# In these a generated module is part of the program, and loads every variable of its schema.
LOADING = ("go", "rust")
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
class FileFacts:
    """What a file says."""

    source: SourceFile | None = None
    """What a reader of its language says, where it has one."""
    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    comments: tuple[Comment, ...] = ()
    env_files: tuple[EnvFile, ...] = ()
    words: tuple[str, ...] = ()
    """Names that settings and templates are filled in with."""
    language: str = ""
    """The name of the language, where the file is source code."""
    touches: tuple[int, ...] = ()
    """The lines that touch the environment."""
    declaring: bool = False
    """Whether it declares a schema, or is made of one."""
    packages: frozenset[str] = frozenset()
    """The packages that a manifest names."""
    programs: frozenset[str] = frozenset()
    """The programs that a manifest names."""
    keys: frozenset[str] = frozenset()
    """The keys of a file of settings, or of a document."""
    named: frozenset[str] = frozenset()
    """The words of a document that may be variables."""
    internal: frozenset[str] = frozenset()
    """What a script sets for the services of its container."""
    images: frozenset[str] = frozenset()
    """The images of a deployment or a Dockerfile."""
    installed: frozenset[str] = frozenset()
    """What the stages of a Dockerfile are made from, or install."""
    base: str = ""
    """The image whose own program a Dockerfile starts."""
    locked: frozenset[str] = frozenset()
    """The packages of a lock file."""
    submodules: frozenset[str] = frozenset()
    """The folders that `.gitmodules` names."""
    schema_reads: tuple[int, ...] = ()
    """The lines that read through a schema of this engine, if it is one."""
    handing_on: tuple[int, ...] = ()
    """Those of them that hand the whole environment to it."""
    through_validator: bool = False
    """Whether it starts a service through a validator."""
    complete: bool = True
    """False where a reader failed on it, or the file could not be read."""
    secretive: bool = False
    """Whether what the source says holds something that is not shown."""

    @property
    def may_be_kept(self) -> bool:
        """Say whether a cache may hold it: what source says, and no value that is not shown."""
        return self.complete and not self.secretive and not self.mentions and not self.env_files


def facts(root: Path, path: str) -> FileFacts | ProjectError:
    """Return what a file says. An error in what its comments ask for is returned, to be raised where it is shown."""
    text = tree.content(root, path)
    if isinstance(text, Undecided):
        return failed(path, text.reason)
    if path.rpartition("/")[2] in locks.FORMS:
        return FileFacts(locked=locks.packages(text.decode(errors="replace"), path))
    try:
        asked = tuple(comments(text, path))
        suffix = tree.suffix(path, text)
        language = languages.language(path, suffix, text)
        if apis.describes(text, suffix):
            return FileFacts(comments=asked)
        file_facts = _source(text, path, language) if language else _places(text, path)
        file_facts = _more(file_facts, text, path, language or touching.LANGUAGES.get(suffix, ""))
    except ProjectError as error:
        return error
    validator = not is_prose(path) and b"validat" in text and STARTING_THROUGH_A_VALIDATOR.search(text) is not None
    return replace(file_facts, comments=asked, through_validator=validator) if asked or validator else file_facts


def _more(file_facts: FileFacts, text: bytes, path: str, language: str) -> FileFacts:
    """Return facts with what is told alike in every language, and by manifests and files of settings."""
    if language:
        generated = GENERATED.search(text, 0, tree.BYTES_THAT_TELL)
        declaring = DECLARING in text or generated is not None
        if generated and language in LOADING:
            file_facts = replace(file_facts, schema_reads=(_line(text, generated.end()),))
        touches = touching.touches(text, language)
        files = tuple(_of_script(text, path)) if language == "shell" else ()
        file_facts = replace(file_facts, env_files=files) if files else file_facts
        patterns = {name.decode() for name in PATTERN.findall(text)} if language == "shell" else set()
        internal = frozenset(_internal(text)) if language == "shell" else frozenset()
        file_facts = replace(file_facts, words=_sorted({*file_facts.words, *patterns}), internal=internal)
        file_facts = replace(file_facts, language=language, touches=touches, declaring=declaring)
    content = "" if language and path.rpartition("/")[2] != "Cargo.toml" else text.decode(errors="replace")
    if not content:
        return file_facts
    return replace(
        file_facts,
        packages=manifests.packages(content, path),
        programs=manifests.programs(content, path),
        images=images.images(content, path),
        installed=images.installed(content, path),
        base=images.base(content, path),
        locked=locks.packages(content, path),
        submodules=submodules.submodules(content, path),
        keys=keys.keys(content, path),
        named=keys.named(content, path),
    )


def _source(text: bytes, path: str, language: str) -> FileFacts:
    try:
        source = _reader(f"{languages.__name__}.{languages.reader(language)}").read(text, path)
    except (ProjectError, MemoryError):
        raise
    except ImportError as error:  # What is not installed is no fault of the file.
        raise missing_extra("drift", error.name or "a parser", "drift") from None
    except Exception as error:  # noqa: BLE001 - no file, however strange, may end the inventory of all the others
        return failed(path, _cause(error))
    if DECLARING in text:
        source = replace(source, records=(), loads=())
    undecided = tuple(Undecided(path, line, reason) for line, reason in source.undecided)
    file_facts = FileFacts(source, undecided=undecided, secretive=_holds_secret(source))
    if source.test or language != "python" or not READING_THROUGH_A_SCHEMA.search(text):
        return file_facts
    code = touching.without_comments(text, language)
    reads = [(_line(code, match.start()), match[1]) for match in READING_THROUGH_A_SCHEMA.finditer(code)]
    handing_on = tuple(line for line, environment in reads if environment)
    return replace(file_facts, schema_reads=tuple(line for line, _ in reads), handing_on=handing_on)


def _line(text: bytes, end: int) -> int:
    return text.count(b"\n", 0, end) + 1


def _of_script(text: bytes, path: str) -> Iterator[EnvFile]:
    """Yield the env files that the commands of a script give to programs."""
    if b".env" in text or b"env-file" in text:
        lines = tuple(enumerate(text.decode(errors="replace").splitlines(), 1))
        yield from (EnvFile(unit, image, file, path) for unit, image, file in of_lines(lines, path))


def _internal(script: bytes) -> Iterator[str]:
    """Yield what a script sets for the services of its container, or for itself when it starts itself again."""
    names = [*WRITTEN.findall(script), *(EXPORTED.findall(script) if STARTS_AGAIN.search(script) else ())]
    yield from (name.decode() for name in names)


def _holds_secret(source: SourceFile) -> bool:
    """Say whether source has a text that may not be shown, or a value that may not under a name that it stands with."""
    items = chain(source.reads, source.calls, source.constants, source.records, source.loads, source.functions)
    for item in items:
        texts = dict.fromkeys(_texts(item))
        names = [text for text in texts if NAME.fullmatch(text)]
        values = dict.fromkeys(_texts(item, values=True))
        if any(not may_be_shown("", text) for text in texts) or any(
            not may_be_shown(name, text) for text in values for name in names if name != text
        ):
            return True
    return False


def _texts(item: object, *, values: bool = False) -> Iterator[str]:
    """Yield every text in an item of source, in order; as `values`, only those that it computes with."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from _texts(part, values=values)
    elif is_dataclass(item):
        for field in fields(item):
            value = getattr(item, field.name)
            if not (values and isinstance(value, str)):
                yield from _texts(value, values=values)


def _places(text: bytes, path: str) -> FileFacts:
    if tree.suffix(path, text) in touching.LANGUAGES:
        return FileFacts()
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
            for place in reader.read(whole, path):
                (mentions if isinstance(place, Mention) else undecided).append(place)
            if hasattr(reader, "env_files"):
                env_files += [EnvFile(unit, image, file, path) for unit, image, file in reader.env_files(whole, path)]
            if hasattr(reader, "words"):
                words |= reader.words(whole, path)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - likewise
            complete = False
            undecided.append(Undecided(path, 0, _cause(error)))
    if not applied:
        return FileFacts(words=_sorted({word.decode() for word in FILLED_IN.findall(text)}))
    return FileFacts(
        mentions=tuple(mentions),
        undecided=tuple(undecided),
        env_files=tuple(env_files),
        words=_sorted(words),
        complete=complete,
    )


def _sorted(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


@cache
def _reader(name: str) -> Any:  # noqa: ANN401 - a module has no narrower type
    return import_module(name)


def failed(path: str, reason: str) -> FileFacts:
    """Return what is known of a file that was passed over: why."""
    return FileFacts(undecided=(Undecided(path, 0, reason),), complete=False)


def _cause(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return f"cannot be understood: {type(error).__name__}"
