"""What somebody chooses for a deployment: which settings, and which of the optional secrets."""

from collections.abc import Iterable
from dataclasses import replace

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.runtimes.python.names import Names
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.validation.deployment import deployment
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import fault, is_set
from estuary_docs.wording.phrases import plain

SET, WITH = "--set", "--with"


def choose(catalogue: Catalogue, settings: Iterable[str], secrets: Iterable[str]) -> Catalogue:
    """Return the catalogue with choices: `settings` as `NAME=VALUE`, `secrets` by their names.

    Raises ProjectError for a name that is not to be chosen, and for a value that its form or its rules refuse; the
    message holds no value, and no name that is unknown, for it may be a piece of one.
    """
    choices: dict[str, str] = {}
    for text in settings:
        name, equals, value = text.partition("=")
        if not equals:
            raise ProjectError(SET, "has no value; write NAME=VALUE")
        choices[name] = _setting(catalogue, _known(catalogue, SET, name), value)
    for name in secrets:
        choices[name] = _secret(_known(catalogue, WITH, name))
    chosen = replace(catalogue, choices=choices)
    for problem in _problems(chosen):
        if problem.severity == "error":
            raise _refusal(problem)
    return chosen


def doubts(catalogue: Catalogue) -> list[Problem]:
    """Return the warnings about the settings among a catalogue's choices."""
    return [problem for problem in _problems(catalogue) if problem.severity == "warning"]


def _known(catalogue: Catalogue, option: str, name: str) -> Variable:
    for variable in catalogue.variables:
        if variable.name == name:
            return variable
    near = Names(variable.name for variable in catalogue.variables).nearest(name)
    raise ProjectError(option, f"names no variable of {catalogue.title}" + (f"; did you mean {near}?" if near else ""))


def _setting(catalogue: Catalogue, variable: Variable, value: str) -> str:
    name = variable.name
    if variable.secret:
        raise ProjectError(
            name, f"is a secret, and others see what is on a command line; write {WITH} {name}, and fill it in later"
        )
    if name == catalogue.profile_variable:
        raise ProjectError(name, "chooses the profile; use --profile instead")
    if not is_set(variable.kind, value) and not (value == "" and variable.takes_empty):
        raise ProjectError(name, f"has no value, which counts as not set; give it one, or leave {SET} {name} out")
    if slug := fault(variable.kind, value):
        problems = validator(catalogue).check({name: value}, catalogue.profile)
        raise _refusal(next(problem for problem in problems if (problem.variable, problem.rule) == (name, slug)))
    return value


def _secret(variable: Variable) -> str:
    if not variable.secret:
        raise ProjectError(variable.name, f"is not a secret; write {SET} {variable.name}=VALUE")
    return variable.example or ""


def _problems(catalogue: Catalogue) -> list[Problem]:
    """Return what a deployment with the choices has against those that are settings."""
    plan = deployment(catalogue)
    environ = {**plan.settings, **{variable.name: variable.example or "" for variable in plan.required}}
    settings = catalogue.choices.keys() - {variable.name for variable in catalogue.secrets}
    problems = validator(catalogue).check(environ, catalogue.profile)
    return [problem for problem in problems if problem.variable in settings]


def _refusal(problem: Problem) -> ProjectError:
    return ProjectError(SET, plain(f"{problem.message} {problem.remedy}"))
