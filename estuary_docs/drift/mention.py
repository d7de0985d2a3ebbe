"""A mention: one place where a repository names an environment variable."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["read", "example", "documented", "set", "other"]
Certainty = Literal["certain", "likely", "dynamic"]
# The folder that is inspected, where something is said of all of it.
WHOLE = "."
# The note of a name that a document neither lists among variables nor calls one.
NOT_CALLED_A_VARIABLE = "not called a variable"
# Notes of reads that tell of themselves: what is set when the code is compiled, what the command line lists or hides,
# what a configuration file may hold just as well, and what a loader names by a key.
COMPILED = "at compile time"
HIDDEN = "option that help hides"
OPTION = "option of the command line"
SETTING = "setting of a file too"
KEYED = "by its key"
# The note of a name that a field of another package's type gives, which may be one that no text fills.
OF_ANOTHER_PACKAGE = "type of another package"
# The note of what a program holds against a schema before it does anything else.
CHECKED = "checked by a schema"
# The note of a name whose value comes from outside: `X`, `X=${X}`.
HANDED_ON = "handed on"
# The note of a name that a file of a deployment, or an example, is filled in with: `${X}`.
INTERPOLATION = "interpolation"
# The note of a name that the build of an image is given.
BUILD_ARGUMENT = "build argument"
# Notes of places that claim nothing and tell of a variable all the same: comments of examples, what platforms show.
COMMENT = "comment"
COMMENTED_OUT = "commented out"
DESCRIPTION = "description"
# The notes of what tests set and read, of what code sets itself or takes away, of what is set for a command that reads
# it, and of what a deployment keeps for its containers to take.
OF_A_TEST = "test"
WRITE = "write"
REMOVAL = "removal"
BUILT = "put in by the build"
TOOL = "tool"
KEPT_FOR_CONTAINERS = "held for containers"
# The note of a name that code in a document reads, which its readers run.
SAMPLE = "read by an example in a document"
# The note of a name that a document says is not there any more.
NO_LONGER_THERE = "said not to be there"
# What the note of an env file that a unit reads begins with; its path follows.
ENV_FILE = "env file "
# The reason of a folder that holds another repository, and of which no file is here.
SUBMODULE = "is a git submodule, whose files are not read"
# The reason of settings whose framework takes a variable for each key that its code asks for, by rules of its own.
ANY_KEY = "takes variables for keys of any name, as its framework does"


@dataclass(frozen=True)
class Form:
    """What code makes of a text, where it does not keep it."""

    name: Literal["choice", "email", "flag", "host", "integer", "list", "number", "url"]
    words: tuple[str, ...] = ()
    """The words of a choice, or the schemes of a URL."""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Mention:
    """One place that names an environment variable."""

    name: str
    """Its name; where that is computed, with `*` for each part that the text does not tell (`FEATURE_*`)."""
    file: str
    """The path below the inspected folder, with `/`."""
    line: int
    """The line, counted from 1."""
    role: Role
    """What the place does.

    Code *reads* it, an *example* file shows it, a document *documents* it, a deployment *sets* it; *other* is what
    counts as none of these, and `note` says why ("write", "test", "comment", "tool", ...).
    """
    value: str | None = None
    """What an example or a deployment gives it, where that is written there as it stands; None where it is not.

    It has the form that an environment would hold, as `default` has; an empty text is an empty value.
    """
    default: str | None = None
    """What the code falls back to, or what a document claims as the default; None where there is none."""
    certainty: Certainty = "certain"
    """How sure the name is: "dynamic" where it is computed, "likely" where a reader took something for granted."""
    note: str = ""
    """What was taken for granted, or why the role is what it is."""
    unit: str = ""
    """What is set together, so that "set where its condition holds" can be asked.

    That is a service of a Compose file, a container of a Deployment, a job of a workflow, a file. Mentions that share a
    `unit` share an environment.
    """
    image: str = ""
    """The container image of that unit, where it has one."""
    program: str = ""
    """The folder of the sources that the unit runs, where that is told (`.` for all of them)."""
    dockerfile: str = ""
    """What builds that image."""
    about: str = ""
    """The program that a page of a document is about, by its title."""
    taken: tuple[str, ...] = ()
    """Where a container takes its variables from: the unit that holds them, and the key where it takes one."""
    fills: str = ""
    """The variable whose value this one is a part of."""
    alias_of: str = ""
    """The variable that has this name too."""
    required: bool | None = None
    """Whether a read without this variable fails, or the document calls it required; None where it is not told."""
    prefix: str = ""
    """What a document leaves out of the name, because it states it once for all of its variables."""
    form: Form | None = None
    """What the code makes of the text; None where it keeps it, or the place does not tell."""
    description: str = ""
    """What a document or a comment beside it says that the variable does, as plain text without markup."""
    condition: tuple[str, str] | None = None
    """The variable, and the word of it, under which code wants this one."""
    left_out: tuple[str, ...] = ()
    """What code asks for besides, which a form does not tell."""


@dataclass(frozen=True)
class Followed:
    """A place in a helper that reads what its callers name, where each of them was looked at."""

    file: str
    line: int


@dataclass(frozen=True)
class Undecided:
    """A place that was passed over or could not be understood, and why; `line` is 0 for a whole file, or for WHOLE.

    `ends` says that a file was read no further than this place.
    """

    file: str
    line: int
    reason: str
    ends: bool = False

    @property
    def is_file(self) -> bool:
        """Say whether a file was not read, or not to its end: it is too large, malformed, or ended its reader."""
        return (self.ends or not self.line) and self.file != WHOLE
