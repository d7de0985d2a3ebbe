"""What judging an environment brings to light, and how it is reported."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VALID, INVALID = 0, 1
FORMATS = ("text", "json", "github")


class UsageError(Exception):
    """The arguments cannot be used; the text says in one line what is wrong."""


class Problem:
    """One thing that is wrong: `rule` is a slug, `severity` is "error" or "warning", `line` that of the env file.

    Neither `message` nor `remedy` ever holds a value.
    """

    __slots__ = ("line", "message", "remedy", "rule", "severity", "variable")

    def __init__(  # noqa: PLR0913, PLR0917 - these are what a problem is made of
        self, variable: str, rule: str, severity: str, message: str, remedy: str, line: int | None = None
    ) -> None:
        self.variable = variable
        self.rule = rule
        self.severity = severity
        self.message = message
        self.remedy = remedy
        self.line = line

    def facts(self) -> dict[str, str | int]:
        """Return the problem as JSON holds it; `line` only where there is one."""
        facts = {name: getattr(self, name) for name in ("variable", "rule", "severity", "message", "remedy")}
        return facts if self.line is None else {**facts, "line": self.line}

    def __eq__(self, other: object) -> bool:
        """Say whether both tell the same."""
        return isinstance(other, Problem) and self.facts() == other.facts()

    def __hash__(self) -> int:
        """Return a hash of what the problem tells."""
        return hash(tuple(self.facts().values()))

    def __repr__(self) -> str:
        """Return everything the problem tells; no value is part of it."""
        return f"Problem({', '.join(f'{name}={fact!r}' for name, fact in self.facts().items())})"


class Verdict:
    """What is wrong with an environment in `profile`; `environ` is the same with its secrets resolved.

    `defaults` hold the effective value of each variable that the profile gives a default of its own, or that has it
    from another one; empty for one that the profile leaves unset.
    """

    def __init__(
        self, profile: str, problems: list[Problem], environ: dict[str, str], defaults: dict[str, str]
    ) -> None:
        self.profile = profile
        self.problems = problems
        self.environ = environ
        self.defaults = defaults

    @property
    def environ_with_defaults(self) -> dict[str, str]:
        """What a command is started with, which may not know the defaults of the profile."""
        return {**self.environ, **self.defaults}

    @property
    def exit_code(self) -> int:
        """INVALID if there is an error among the problems."""
        return INVALID if has_errors(self.problems) else VALID


class InvalidEnvironmentError(ValueError):
    """An environment breaks rules; `problems` lists all of them, warnings too."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(("the environment is not valid:", *map(text_line, problems))))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def text_line(problem: Problem, path: str | None = None) -> str:
    """Return a problem as one line for people; `path` names the env file."""
    return f"{place(problem, path)}{problem.severity}[{problem.rule}]: {problem.message} {problem.remedy}"


def place(problem: Problem, path: str | None) -> str:
    """Return the place of a problem in an env file, as it stands before a message."""
    return f"{printable(path)}:{problem.line}: " if path and problem.line else ""


def printable(text: str) -> str:
    """Return a text in which nothing moves the cursor, ends the line or begins an old command of GitHub's runner."""
    return "".join(letter if letter.isprintable() else "?" for letter in text).replace("##[", "#?[")


def report(profile: str, problems: Sequence[Problem], output_format: str, path: str | None = None) -> str:
    """Return what judging in `profile` has found, as `text`, `json`, or annotations of a pull request at `github`."""
    if output_format == "json":
        import json  # noqa: PLC0415 - it takes as long as all the rest

        facts = {"profile": profile, "problems": [problem.facts() for problem in problems]}
        return json.dumps(facts, indent=2) + "\n"
    line = _annotation if output_format == "github" else text_line
    return "".join(line(problem, path) + "\n" for problem in problems)


def _annotation(problem: Problem, path: str | None) -> str:
    """Return a workflow command of GitHub Actions, escaped as its toolkit does."""
    properties = {"file": path, "line": problem.line, "title": problem.rule}
    listed = ",".join(
        f"{name}={_escaped(str(fact), ((':', '%3A'), (',', '%2C')))}" for name, fact in properties.items() if fact
    )
    return f"::{problem.severity} {listed}::{_escaped(f'{problem.message} {problem.remedy}')}"


def _escaped(text: str, further: tuple[tuple[str, str], ...] = ()) -> str:
    for letter, escape in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *further):
        text = text.replace(letter, escape)
    return text
