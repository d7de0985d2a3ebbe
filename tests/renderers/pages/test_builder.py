"""What the page "Build your .env" makes is what `estuary-docs show` prints, byte for byte."""

import gzip
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import EstuaryDocsError, ProjectError
from estuary_docs.renderers import render
from estuary_docs.renderers.files.builder_js import TEMPLATES
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.runtimes.python.runs import is_guessable
from estuary_docs.validation.choices import choose, doubts
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Kind, ListOf, Text, is_set
from tests.cli.test_validate import EVERY_KIND_AND_CHECK
from tests.conftest import needs
from tests.renderers.deployments.test_deployment import VALUES
from tests.runtimes.test_vectors import EXAMPLES
from tests.validation.test_needs import TOY

Load = Callable[..., Catalogue]
PROFILES = ("development", "staging", "production")
MOST_BYTES_COMPRESSED = 42_000
DRIVER = """
import { createInterface } from "node:readline";
const { builder } = new Function(`${process.argv[1]}; return estuaryDocs;`)();
for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...given] = JSON.parse(line);
  const maps = given.map((each) => (each && typeof each === "object" ? new Map(Object.entries(each)) : each));
  let answer = null;
  let error = null;
  try {
    answer = method in builder && typeof builder[method] !== "function" ? builder[method] : builder[method](...maps);
  } catch (caught) {
    error = caught.message;
  }
  const plain = (_, value) => (value instanceof Map ? Object.fromEntries(value) : value);
  console.log(JSON.stringify({ answer, error }, plain));
}
"""
# What the scripts are made of goes on the command line, whose arguments Linux limits to 128 KiB each.
LONGEST_ARGUMENT = 128 * 1024


class Builder:
    """A process of Node that runs the scripts of the page."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, method: str, *given: Any) -> Any:
        """Return what a method answers; an error is a SystemExit with its message."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps([method, *given])}\n")
        self.process.stdin.flush()
        reply: dict[str, Any] = json.loads(self.process.stdout.readline())
        if reply["error"] is not None:
            raise SystemExit(reply["error"])
        return reply["answer"]


@contextmanager
def building(catalogue: Catalogue) -> Iterator[Builder]:
    """Start a builder for a catalogue."""
    text = render(catalogue, "validation-js") + render(catalogue, "builder-js")
    assert len(text.encode()) < LONGEST_ARGUMENT
    command = [needs("node"), "--input-type=module", "--eval", DRIVER, text]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Builder(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def builder(catalogue: Catalogue) -> Iterator[Builder]:
    """Return a builder for Estuary."""
    with building(catalogue) as started:
        yield started


def chosen(catalogue: Catalogue, profile: str, choices: dict[str, str]) -> Catalogue:
    """Return a catalogue with choices, those of secrets by their names."""
    names = {variable.name for variable in catalogue.secrets}
    made = [f"{name}={value}" for name, value in choices.items() if name not in names]
    return choose(catalogue.in_profile(profile), made, [name for name in choices if name in names])


def assert_same(builder: Builder, catalogue: Catalogue, profile: str, answers: dict[str, str]) -> None:
    """Hold what the page makes of answers against what the command line makes of them."""
    judged = builder.ask("judge", profile, answers)
    refused = [problem for problem in judged["problems"] if problem["severity"] == "error"]
    assert {problem["variable"] for problem in refused} == answers.keys() - judged["choices"].keys()
    if refused:
        with pytest.raises(ProjectError) as caught:
            chosen(catalogue, profile, answers)
        complaints = [f"--set: {each['message']} {each['remedy']}".replace("`", "") for each in refused]
        assert str(caught.value) in complaints
    its = chosen(catalogue, profile, judged["choices"])
    expected = [(each.variable, each.message) for each in doubts(its)]
    found = [each for each in judged["problems"] if each["severity"] == "warning"]
    assert [(each["variable"], each["message"]) for each in found] == expected
    for output_format in TEMPLATES:
        made = told(partial(builder.ask, "text", output_format, profile, judged["choices"]))
        assert made == told(partial(render, its, output_format, for_copying=True))


def told(make: Callable[[], str]) -> str:
    """Return a text, or why there is none."""
    try:
        return make()
    except (EstuaryDocsError, SystemExit) as error:
        return str(error)


FEATURES = {
    "DATABASE_TYPE": (None, "memory", "convex"),
    "AUTH_ENABLED": (None, "true", "false"),
    "AUTH_JWKS_URLS": (None, ""),
    "RATE_LIMIT_ENABLED": (None, "true", "false"),
    "CORS_ALLOWED_ORIGINS": (None, "https://a.example.com", "*"),
}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_combination_of_features_gives_what_show_prints(
    catalogue: Catalogue, builder: Builder, profile: str
) -> None:
    """For what Estuary can use, in every combination and format, the page and the command line agree."""
    for values in product(*FEATURES.values()):
        answers = {name: value for name, value in zip(FEATURES, values, strict=True) if value is not None}
        assert_same(builder, catalogue, profile, answers)


def values_of(kind: Kind) -> st.SearchStrategy[str]:
    """Return values of a kind, and some that are none."""
    match kind:
        case Flag():
            sound = st.sampled_from(["true", "false"])
        case Integer(least, most):
            sound = st.integers(least, most).map(str)
        case Choice(words):
            sound = st.sampled_from(words)
        case Text():
            sound = VALUES
        case ListOf(item):
            return st.lists(values_of(item), min_size=1, max_size=3).map(", ".join)
        case _:
            sound = st.sampled_from(["https://a.example.com", "http://b.example.com:8080", "https://[::1]", "*"])
    return st.one_of(sound, sound, sound, VALUES)


def answers_for(catalogue: Catalogue) -> st.SearchStrategy[dict[str, str]]:
    """Return answers to some of the questions; a secret has none but yes."""

    def answers(variable: Variable) -> st.SearchStrategy[str]:
        if variable.secret:
            return st.just("")
        return values_of(variable.kind).filter(lambda text: is_set(variable.kind, text))

    askable = [variable for variable in catalogue.variables if variable.name != catalogue.profile_variable]
    return st.fixed_dictionaries({}, optional={variable.name: answers(variable) for variable in askable})


def agree(builder: Builder, catalogue: Catalogue, examples: int) -> None:
    """Hold random choices against the command line."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.sampled_from(catalogue.profiles), answers_for(catalogue))
    def same(profile: str, answers: dict[str, str]) -> None:
        assert_same(builder, catalogue, profile, answers)

    same()


def test_the_page_and_show_agree_on_any_choices(catalogue: Catalogue, builder: Builder) -> None:
    """Whatever is chosen, the page and the command line refuse the same, warn of the same, and write the same."""
    agree(builder, catalogue, max(EXAMPLES // 10, 100))


COMPANY = """
a: Annotated[Literal['x', 'y'], Should(Equal('y'))] = 'x'
'''A.'''
b: Annotated[Literal['p', 'q', 'r'], Must(BeOneOf(('q', 'r')), when(A='y'))] = 'p'
'''B.'''
no: Annotated[int | None, Field(ge=1, le=2**60), required_when(B='q')] = None
'''C.'''
d: Annotated[str | None, Must(Accompany('E')), example('x y')] = None
'''D.'''
e: Annotated[list[Origin] | None, required_when(NO='1')] = None
'''E.'''
f: Annotated[bool | None, required_when(B='r')] = None
'''F.'''
key: Annotated[SecretStr | None, required_when(F='true'), Must(HaveBytes(48))] = None
'''Key.'''
"""
CALM = "port: Annotated[int, Field(ge=1, le=9)] = 1\n'''Port.'''"


@pytest.mark.parametrize("body", [EVERY_KIND_AND_CHECK, COMPANY, CALM], ids=["every check", "company", "calm"])
def test_the_page_and_show_agree_on_any_choices_for_another_schema(schema: Load, body: str) -> None:
    """Nothing of it is Estuary's: every kind and check, companions, stand-ins, and a service without a secret."""
    toy = schema(body)
    with building(toy) as builder:
        agree(builder, toy, max(EXAMPLES // 40, 50))


def test_a_key_is_random_strong_and_only_for_what_the_service_defines(catalogue: Catalogue, builder: Builder) -> None:
    """A key can be made for a secret whose rules ask for strength, and is long enough; an address is not made up."""
    assert re.findall('data-key="(.*?)"', render(catalogue, "builder")) == ["JWT_SECRET", "JWT_SECRET_PREVIOUS"]
    keys = [builder.ask("newKey", "JWT_SECRET") for _ in range(20)]
    assert len(set(keys)) == 20
    assert {len(key) for key in keys} == {43}
    assert not any(looks_like_placeholder(key) or is_guessable(key) for key in keys)


def test_a_key_is_as_long_as_its_rules_ask(schema: Load) -> None:
    """Where a rule asks for more than 32 bytes, the key has more."""
    with building(schema(COMPANY)) as builder:
        assert len(builder.ask("newKey", "KEY")) == 64


@pytest.mark.parametrize("output_format", TEMPLATES)
def test_a_key_takes_the_place_of_its_placeholder_alone(
    catalogue: Catalogue, builder: Builder, output_format: str
) -> None:
    """A key stands where the format shows a secret's value, and nothing else changes."""
    keys = {"JWT_SECRET": builder.ask("newKey", "JWT_SECRET")}
    plain = builder.ask("text", output_format, "production", {})
    (example,) = (variable.example for variable in catalogue.variables if variable.name == "JWT_SECRET")
    assert example
    assert builder.ask("text", output_format, "production", {}, keys) == plain.replace(example, keys["JWT_SECRET"])
    assert (example in plain) == (output_format in {"env", "kubernetes"})


def test_an_answer_of_nothing_chooses_nothing(builder: Builder) -> None:
    """An empty answer, and a list without an item, leave the default."""
    judged = builder.ask("judge", "production", {"PORT": "", "CORS_ALLOWED_ORIGINS": " ,\t"})
    assert (judged["choices"], judged["problems"]) == ({}, [])


def test_the_page_adds_little(site: Path) -> None:
    """What the page loads and other pages do not is at most 42 kB, compressed; other pages load nothing more."""
    pages = {name: (site / name / "index.html").read_text(encoding="utf-8") for name in ("build", "profiles")}
    loaded = {
        name: set(re.findall(r'(?:href|src)="\.\./(assets/[^"]+\.(?:css|js))"', text)) for name, text in pages.items()
    }
    own = loaded["build"] - loaded["profiles"]
    assert own == {f"assets/estuary-docs/{name}" for name in ("builder.js", "tools.css", "build.css")}
    assert sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in own) <= MOST_BYTES_COMPRESSED


def test_the_page_knows_what_every_profile_needs(schema: Load) -> None:
    """With a chain, one of several, a companion and defaults of profiles, the page sets what the command line sets."""
    catalogue = schema(TOY, ", profile='MODE'")
    with building(catalogue) as started:
        for profile in catalogue.profiles:
            for answers in ({}, {"VAULT": "v"}, {"LOGIN": "false"}, {"KEYS": "", "POOL": "3"}):
                assert_same(started, catalogue, profile, answers)
