"""Judge an environment by the settings classes themselves, each built in a process of its own in that environment."""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.runtimes.python.causes import EMPTY, explained
from estuary_docs.runtimes.python.env_file import EnvFile, text_of
from estuary_docs.runtimes.python.problems import Problem, UsageError, Verdict
from estuary_docs.runtimes.python.secret_files import CREDENTIALS_DIRECTORY
from estuary_docs.schemas.surroundings import bare
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Choice, Number
from estuary_docs.vocabulary.rules import Must
from estuary_docs.wording.kinds import kind_clause
from estuary_docs.wording.messages import FILES, LINES, REMEDIES, worded
from estuary_docs.wording.rules import rule_problem

MOST_SECONDS = 120
# What the class says itself, and better.
OF_THE_CLASS = frozenset(("missing", "malformed", "out-of-range", "not-a-choice"))
OF_FILES = frozenset(message.rule for message in FILES.values())
OF_LINES = frozenset(message.rule for message in LINES.values())
PROGRAM = (
    "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); request = sys.argv.pop(1); "
    "from estuary_docs.schemas.foreign.trial import main; main(request)"
)
UNKNOWN_FORM = "text"
BOUNDS = ("greater_than", "greater_than_equal", "less_than", "less_than_equal")
CHOICES = ("literal_error", "enum")
OF_CODE = ("value_error", "assertion_error")


@dataclass(frozen=True)
class Schema:
    """Settings classes as a project names them, and what is known of them."""

    name: str
    root: Path
    catalogue: Catalogue


def verdict(
    schema: Schema, environ: Mapping[str, str], env_file: str | None, secrets: str | None, *, with_environ: bool
) -> Verdict:
    """Return what the classes refuse, in catalogue order, with the warnings of the catalogue's own rules.

    The classes are judged in the environment that a command would be started with: `environ`, and below it the env file
    as python-dotenv reads it, which stands alone unless `with_environ`. They look for files in the folder `secrets`.
    Raises UsageError if the env file cannot be read, ProjectError if a class cannot be run.
    """
    # A class knows no `NAME_FILE`: it is no other way to give a secret, and may be a field of its own.
    hidden = {
        CREDENTIALS_DIRECTORY,
        *(variable.file_name for variable in schema.catalogue.secrets if variable.has_file),
    }
    visible = {name: text for name, text in environ.items() if name not in hidden}
    judge = validator(schema.catalogue)
    if env_file:
        # A pipe gives its text once.
        text, complaint = text_of(env_file)
        if complaint:
            raise UsageError(complaint)
        file = EnvFileOfDotenv(text)
        own = judge.verdict_on(file.meant, visible if with_environ else {}, None, secrets)
    else:
        file = None
        own = judge.verdict(visible, None, None, secrets)
    values = file.values if file else {}
    above = {**environ, **own.environ} if with_environ or not file else {}
    effective = {**({} if with_environ or not file else bare(environ)), **values, **above}
    answer = _answer(schema, effective, secrets)
    refused = [
        _problem(schema.catalogue, refusal, effective, file.lines if file else {}) for refusal in answer["refusals"]
    ]
    plain = [
        problem
        for problem in own.problems
        if (secrets or problem.rule not in OF_FILES)
        and _stands(problem, answer, schema.catalogue)
        and not (file and file.reads(problem))
    ]
    of_lines = [problem for problem in plain if problem.rule in OF_LINES]
    order = {variable.name: place for place, variable in enumerate(schema.catalogue.variables)}
    others = [problem for problem in (*dict.fromkeys(refused), *plain) if problem.rule not in OF_LINES]
    others.sort(key=lambda problem: order.get(problem.variable, len(order)))
    return Verdict(own.profile, of_lines + others, effective, {})


class EnvFileOfDotenv:
    """An env file as python-dotenv reads it: `values`, and the line of each."""

    def __init__(self, text: str) -> None:
        logging.getLogger("dotenv").setLevel(logging.CRITICAL)
        read = dotenv_values(stream=StringIO(text, newline=None))
        self.values = {name: text for name, text in read.items() if text is not None and "\0" not in text}
        self.meant = EnvFile(text)
        self.lines = self.meant.lines
        self._wrong = {binding.original.line for binding in parse_stream(StringIO(text)) if binding.error}
        if text.startswith("\ufeff"):
            self._wrong.add(1)

    def reads(self, problem: Problem) -> bool:
        """Say whether a problem of a line is none for python-dotenv, which reads there what is meant."""
        if problem.rule not in OF_LINES or problem.line in self._wrong:
            return False
        names = {problem.variable, *(name for name, line in self.lines.items() if line == problem.line)} - {""}
        return all(self.values.get(name) == self.meant.values.get(name) for name in names)


def _stands(problem: Problem, answer: Mapping[str, Any], catalogue: Catalogue) -> bool:
    """Say whether a problem that the catalogue knows is none of those that the class is asked for."""
    if problem.rule == "unknown-variable" and not answer["case_sensitive"]:
        return problem.variable.upper() not in catalogue.known_names
    return problem.rule not in OF_THE_CLASS


def _answer(schema: Schema, environ: Mapping[str, str], secrets: str | None) -> dict[str, Any]:
    """Run the classes in a process of their own, and return what it found; what they print goes nowhere."""
    request = {"schema": schema.name, "root": str(schema.root), "secrets": secrets}
    places = json.dumps([str(Path(place).absolute()) for place in sys.path])
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and a program of this package
            [sys.executable, "-c", PROGRAM, places, json.dumps(request)],
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        message = f"does not come to an end within {MOST_SECONDS} s; use --approximate"
        raise ProjectError(schema.name, message) from None
    except (OSError, ValueError):
        message = "cannot be imported in this environment, or ends its process; use --approximate"
        raise ProjectError(schema.name, message) from None
    return answer


def _problem(
    catalogue: Catalogue, refusal: Mapping[str, Any], environ: Mapping[str, str], lines: Mapping[str, int]
) -> Problem:
    variables = {variable.name: variable for variable in catalogue.variables}
    name = _named(refusal, variables)
    problem = _worded(refusal, name, variables.get(name))
    problem.line = lines.get(name)
    return explained(problem, EMPTY, REMEDIES) if environ.get(name) == "" else problem


def _named(refusal: Mapping[str, Any], variables: Mapping[str, Variable]) -> str:
    """Return the variable that an error speaks of: the most exact that is set, or that is known if one is missing."""
    exact = refusal["variables"]
    declared = [name for name in exact if name in variables]
    if refusal["type"] == "missing":
        return next(iter(declared or exact[-1:]), "")
    return next(iter([*refusal.get("set", ()), *declared, *exact[-1:]]), "")


def _worded(refusal: Mapping[str, Any], name: str, variable: Variable | None) -> Problem:
    kind, place = refusal["type"], refusal["class"]
    if kind == "raised":
        return worded(
            "class-fails", "", place=place, error=refusal["error"], line=refusal["place"] or "an unknown line"
        )
    if kind == "extra_forbidden" and variable is None:
        return worded("class-takes-no-other", name, place=place)
    if not name:
        return worded("class-refuses-all", "", place=place)
    if kind == "missing" and name not in refusal["set"]:
        rules = [rule for rule in variable.rules if rule.check == Present()] if variable else []
        return rule_problem(name, next(iter(rules), Must(Present())))
    if variable is None or kind in OF_CODE or kind_clause(variable.kind) == UNKNOWN_FORM:
        return worded("class-refuses", name, place=place)
    rule = "malformed"
    if kind in BOUNDS and isinstance(variable.kind, Number):
        rule = "out-of-range"
    if kind in CHOICES and isinstance(variable.kind, Choice):
        rule = "not-a-choice"
    return worded(rule, name, kind=kind_clause(variable.kind))
