"""One verdict: pydantic, the generated module and `validate` agree with the vectors and with each other."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config_schema import EstuarySettings, validation
from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.cli.program import main
from estuary_docs.renderers.pages.rules import possible
from estuary_docs.runtimes.python.problems import InvalidEnvironmentError, Problem
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary import Must, Should
from estuary_docs.vocabulary.kinds import Choice, Integer
from estuary_docs.vocabulary.rules import Is, Rule
from estuary_docs.wording.messages import LINES, MESSAGES, NAMES, REMEDIES
from tests.conftest import ROOT
from tests.oracle import Judgement
from tests.vectors import OF_ENV_FILES, OF_ENVIRONMENTS, VECTORS, Vector, told

EXAMPLES = int(os.environ.get("FUZZ", "500"))


@pytest.mark.parametrize("vector", OF_ENVIRONMENTS, ids=lambda vector: vector.name)
def test_pydantic_agrees_with_the_vectors(vector: Vector, tmp_path: Path) -> None:
    """The schema's own verdict is the vector's, and settings are given only where no problem is an error."""
    environ = vector.environ(tmp_path)
    assert told(EstuarySettings.problems(environ, vector.profile)) == vector.expected
    if any(severity == "error" for _, _, severity, _ in vector.expected):
        with pytest.raises(InvalidEnvironmentError) as caught:
            EstuarySettings.from_environ(environ, vector.profile)
        assert told(list(caught.value.problems)) == vector.expected
    else:
        EstuarySettings.from_environ(environ, vector.profile)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_the_generated_module_agrees_with_the_vectors(vector: Vector, tmp_path: Path) -> None:
    """The verdict of the committed validation.py is the vector's."""
    assert told(vector.judged_by(validation.VALIDATOR, tmp_path)) == vector.expected


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_validate_agrees_with_the_vectors(vector: Vector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The JSON of `estuary-docs validate` holds the vector's verdict, and the exit code follows."""
    monkeypatch.chdir(ROOT)
    arguments = ["validate", "--format", "json"]
    if "file" in vector.facts:
        arguments += ["--env-file", str(vector.env_file(tmp_path))]
    else:
        monkeypatch.setattr(os, "environ", vector.environ(tmp_path))
        monkeypatch.setattr(os, "supports_bytes_environ", False)
    if vector.profile:
        arguments += ["--profile", vector.profile]
    done = CliRunner().invoke(main, arguments)
    problems = json.loads(done.stdout)["problems"]
    assert [
        (problem["variable"], problem["rule"], problem["severity"], problem.get("line")) for problem in problems
    ] == vector.expected
    assert done.exit_code == any(severity == "error" for _, _, severity, _ in vector.expected)


def test_there_are_many_vectors_and_each_shows_something_else() -> None:
    """There are at least 250 environments, and no file describes two vectors alike."""
    assert len(OF_ENVIRONMENTS) >= 250
    assert [name for name, count in Counter(vector.name for vector in VECTORS).items() if count > 1] == []


def mutants(variable: Variable) -> Iterator[tuple[str, Variable]]:
    """Yield a variable with one fact of its rules or kind changed, and what was changed."""
    for index, rule in enumerate(variable.rules):
        for what, mutant in mutants_of_rule(rule):
            rules = (*variable.rules[:index], *mutant, *variable.rules[index + 1 :])
            yield f"rule {index}, {type(rule.check).__name__}: {what}", replace(variable, rules=rules)
    match variable.kind:
        case Integer(int() as minimum, int() as maximum):
            for low, high in ((minimum - 1, maximum), (minimum + 1, maximum), (minimum, maximum - 1)):
                yield f"{low} to {high}", replace(variable, kind=Integer(low, high))
            yield "one more", replace(variable, kind=Integer(minimum, maximum + 1))
        case Choice(words):
            for word in words:
                yield f"without {word}", replace(variable, kind=Choice(tuple(set(words) - {word})))


def mutants_of_rule(rule: Rule) -> Iterator[tuple[str, list[Rule]]]:
    """Yield the rules that stand in for one that was taken out, turned round, widened, narrowed or loosened."""
    yield "taken out", []
    other = Should if isinstance(rule, Must) else Must
    yield "of another severity", [other(rule.check, rule.conditions, rule.because)]
    for index, condition in enumerate(rule.conditions):
        rest = (*rule.conditions[:index], *rule.conditions[index + 1 :])
        yield f"without condition {index}", [type(rule)(rule.check, rest, rule.because)]
        words = condition.words if isinstance(condition, Is) else ()
        for word in words if len(words) > 1 else ():
            narrow = Is(condition.variable, tuple(set(words) - {word}))
            yield f"not for {word}", [type(rule)(rule.check, (*rest, narrow), rule.because)]
    for argument in vars(rule.check).values():
        match argument:
            case int():
                changed: list[Any] = [argument - 1, argument + 1]
            case tuple() if len(argument) > 1:
                changed = [tuple(set(argument) - {word}) for word in argument]
            case _:
                changed = []
        for each in changed:
            yield f"with {each}", [type(rule)(type(rule.check)(each), rule.conditions, rule.because)]


@pytest.mark.slow
def test_a_change_of_any_rule_turns_a_vector_red(catalogue: Catalogue, tmp_path: Path) -> None:
    """No rule, condition, word or bound of the schema can change without a vector that notices."""
    prepared = [(vector.environ(folder(tmp_path, index)), vector) for index, vector in enumerate(OF_ENVIRONMENTS)]
    unnoticed = []
    for section in catalogue.sections:
        for variable in section.variables:
            for what, mutant in mutants(variable):
                variables = tuple(mutant if each is variable else each for each in section.variables)
                changed = replace(section, variables=variables)
                sections = tuple(changed if each is section else each for each in catalogue.sections)
                judge = validator(replace(catalogue, sections=sections))
                if all(told(judge.check(environ, vector.profile)) == vector.expected for environ, vector in prepared):
                    unnoticed.append(f"{variable.name}: {what}")
    assert unnoticed == []


def folder(parent: Path, index: int) -> Path:
    """Return a new folder below `parent`."""
    made = parent / str(index)
    made.mkdir()
    return made


def general(problem: Problem) -> tuple[str, str]:
    """Return rule and message of a problem, a name in general where the message is the same for every name."""
    of_causes = {name: remedy for name, remedy in REMEDIES.items() if remedy.message}
    for what, message in ({name: MESSAGES[name] for name in (*NAMES, *LINES)} | of_causes).items():
        template = re.escape(message.message.replace("{{", "{").replace("}}", "}"))
        for field, form in (("variable", r"[^`]*"), ("subject", r"(?:`\w+`|This\ line)"), ("service", ".*")):
            template = template.replace(rf"\{{{field}\}}", form)
        if re.fullmatch(template, problem.message):
            return problem.rule, what
    return problem.rule, problem.message


def test_the_troubleshooting_page_and_the_vectors_know_the_same_messages(catalogue: Catalogue, tmp_path: Path) -> None:
    """Every message of the troubleshooting page is one that a vector provokes, and the other way round."""
    judge = validator(catalogue)
    provoked = {
        general(problem)
        for index, vector in enumerate(VECTORS)
        for problem in vector.judged_by(judge, folder(tmp_path, index))
    }
    assert provoked == {general(problem) for _, problem in possible(catalogue)}


def values(variable: Variable) -> st.SearchStrategy[str]:
    """Draw values for a variable: words of its rules, near misses of its form, odd texts."""
    near = {"", " ", "true", "True", "0", "1", "65536", "9" * 40, "٣", "3_000", ",", "*", "a,b", "debug", "convex"}
    near |= {"http://a", "https://a.org", "https://a.org/k,http://b.org", "https://u:p@h:0", "changeme", "w" * 40}
    near |= {
        "ochre-walnut-sailing-bracket-meadow-thimble",
        "lantern-gravel-quince-harbour-mosaic-pepper",
        "a\nb",
        "é\0",
    }
    near |= {text for text in (*variable.defaults.values(), variable.example) if text}
    if isinstance(variable.kind, Choice):
        near |= set(variable.kind.words)
    return st.one_of(st.sampled_from(sorted(near)), st.text(max_size=40), st.integers(0, 10**7).map(str))


def environments(catalogue: Catalogue) -> st.SearchStrategy[dict[str, str]]:
    """Draw environments of any names, forms and profiles."""
    names = {variable.name: values(variable) for variable in catalogue.variables}
    names |= {name: st.just("/nowhere") for name in ("JWT_SECRET_FILE", "CREDENTIALS_DIRECTORY", "HOME")}
    names |= {name: st.text(max_size=5) for name in ("AUTH_ENABELD", "SECURITY_HSTS", "jwt_secret", "PATH", "É")}
    known = st.fixed_dictionaries({}, optional=names)
    return st.builds(
        lambda one, other: other | one, known, st.dictionaries(st.text(max_size=12), st.text(), max_size=2)
    )


@pytest.mark.slow
def test_the_oracle_and_the_generated_module_agree_on_any_environment(catalogue: Catalogue) -> None:
    """Whatever the environment, both find the same problems and effective values, in the same order and words."""

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(environments(catalogue), st.sampled_from([None, *catalogue.profiles]))
    def agree(environ: dict[str, str], profile: str | None) -> None:
        values, problems, _ = validation.VALIDATOR.judged(environ, profile)
        oracle = Judgement(catalogue, environ, profile)
        assert [each.facts() for each in problems] == [each.facts() for each in oracle.problems]
        assert values == oracle.values
        assert EstuarySettings.problems(environ, profile) == oracle.problems

    agree()


@pytest.mark.parametrize("vector", OF_ENV_FILES, ids=lambda vector: vector.name)
def test_a_line_is_named_only_where_it_says_something(vector: Vector) -> None:
    """Each line that a vector names exists in its file."""
    text = vector.facts["file"]
    count = text.count("\n") + 1 if isinstance(text, str) else 1
    assert all(line is None or 1 <= line <= count for _, _, _, line in vector.expected)
