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
# The reason of settings whose framework takes a variable for each key that its code asks for, by rules of its own.
ANY_KEY = "takes variables for keys of any name, as its framework does"


@dataclass(frozen=True)
class Mention:
    """One place that names an environment variable.

    `file` is the path below the inspected folder, with `/`; `line` counts from 1. `role` says what the place does:
    code *reads* it, an *example* file shows it, a document *documents* it, a deployment *sets* it; *other* is what
    counts as none of these, and `note` says why ("write", "test", "comment", "tool", ...).

    `value` is what an example or a deployment gives it, where that is written there as it stands; `default` is what the
    code falls back to, or what a document claims as the default; both in the form that an environment would hold.
    Each is None where there is none; an empty text is an empty value.

    `certainty` is "dynamic" where the name is computed: it then holds `*` for each part that the text does not tell
    (`FEATURE_*`). It is "likely" where a reader had to take something for granted, and `note` says what.

    `unit` names what is set together, so that "set where its condition holds" can be asked: a service of a Compose
    file, a container of a Deployment, a job of a workflow, a file. Mentions that share a `unit` share an environment.
    `image` is the container image of that unit, where it has one; `program` the folder of the sources that the unit
    runs, where that is told (`.` for all of them); `about` the program that a page of a document is about, by its
    title. `taken` is where a container takes its variables from: the unit that holds them, and the key where it takes
    one. `fills` is the variable whose value this one is a part of. `required` says that a read without this variable
    fails, or that the document calls it required; None where the place does not tell.

    `form` is what the code makes of the text: "flag", "integer", "integer:MINIMUM:MAXIMUM", "number", "list", "url",
    "choice:WORD|WORD", or "" where it keeps the text or the place does not tell. `description` is what a document or a
    comment beside it says that the variable does, as plain text without markup. `condition` is the variable, and the
    word of it, under which code wants this one.
    """

    name: str
    file: str
    line: int
    role: Role
    value: str | None = None
    default: str | None = None
    certainty: Certainty = "certain"
    note: str = ""
    unit: str = ""
    image: str = ""
    program: str = ""
    about: str = ""
    taken: tuple[str, ...] = ()
    fills: str = ""
    required: bool | None = None
    form: str = ""
    description: str = ""
    condition: tuple[str, str] | None = None


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
