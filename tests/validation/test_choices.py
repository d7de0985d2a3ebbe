"""What somebody chooses for a deployment shows in every snippet, and what is not theirs to choose is refused."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config_schema import EstuarySettings, validation
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.program import main
from estuary_docs.errors import ProjectError
from estuary_docs.renderers import DEPLOYMENTS, RENDERERS, TOLD_BY_CHOICES, origin, render
from estuary_docs.renderers.writing.shell import word
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.validation.choices import choose, doubts
from estuary_docs.validation.deployment import deployment
from tests.conftest import ROOT, needs
from tests.renderers.deployments.environments import READ, genuine

Load = Callable[..., Catalogue]
PROFILES = ("development", "staging", "production")
CHOSEN = {"PORT": "8080", "AUTH_AUDIENCE": "a b", "CORS_ALLOWED_ORIGINS": "https://a.example.com"}


def chosen(catalogue: Catalogue, *secrets: str, **values: str) -> Catalogue:
    """Return a catalogue with choices."""
    return choose(catalogue, [f"{name}={value}" for name, value in values.items()], secrets)


def show(*arguments: str) -> Result:
    """Run `estuary-docs show`."""
    return CliRunner().invoke(main, ["show", *arguments], prog_name="estuary-docs")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("output_format", READ)
def test_choices_reach_the_service(catalogue: Catalogue, tmp_path: Path, output_format: str, profile: str) -> None:
    """What is chosen is in the environment that each platform gives the service, beside what must be there."""
    its = chosen(catalogue.in_profile(profile), "AUTH_JWKS_URLS", **CHOSEN)
    environ = READ[output_format](render(its, output_format), its, tmp_path)
    assert environ.items() >= CHOSEN.items()
    assert {name.removesuffix("_FILE") for name in environ} >= {"APP_PROFILE", "AUTH_JWKS_URLS"}
    assert EstuarySettings.problems(environ) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_an_env_file_is_valid_once_its_secrets_are_filled_in(catalogue: Catalogue, profile: str) -> None:
    """The env file of a deployment has placeholders to replace, and nothing else is wrong with it."""
    its = chosen(catalogue.in_profile(profile), DATABASE_TYPE="convex", **CHOSEN)
    text = render(its, "env")
    file = EnvFile(text)
    assert file.traps == []
    required = {variable.name: genuine(variable) for variable in deployment(its).required}
    assert {problem.variable for problem in validation.check(file.values)} <= required.keys()
    assert file.values.items() >= CHOSEN.items()
    assert validation.check(file.values | required) == []


def test_an_env_file_says_what_each_line_is_for(catalogue: Catalogue) -> None:
    """Above each line stands its purpose, and a secret that is optional is switched off."""
    lines = render(chosen(catalogue, PORT="1"), "env").splitlines()
    assert lines[lines.index("PORT=1") - 1] == "# TCP port of the HTTP server."
    assert lines[lines.index("#JWT_SECRET=change-me-jwt-secret-openssl-rand-base64-32") - 1].startswith("# SECRET. ")


def test_a_choice_brings_what_it_needs(catalogue: Catalogue) -> None:
    """Whoever chooses a database must give its address; key sets take the place of the key; a key has a successor."""
    required = {
        (): [],
        (("DATABASE_TYPE", "convex"),): ["CONVEX_DEPLOYMENT_URL"],
        (("AUTH_ENABLED", "true"),): ["JWT_SECRET"],
    }
    for choices, names in required.items():
        assert [variable.name for variable in deployment(chosen(catalogue, **dict(choices))).required] == names
    keyed = chosen(catalogue, "AUTH_JWKS_URLS", AUTH_ENABLED="true")
    assert [variable.name for variable in deployment(keyed).required] == ["AUTH_JWKS_URLS"]
    rotating = chosen(catalogue, "JWT_SECRET_PREVIOUS")
    assert [variable.name for variable in deployment(rotating).required] == ["JWT_SECRET", "JWT_SECRET_PREVIOUS"]


def test_a_choice_stays_though_a_warning_speaks_against_it(catalogue: Catalogue) -> None:
    """What production only warns of can be chosen, a default too, and the warning is told."""
    its = chosen(catalogue.in_profile("production"), DATABASE_TYPE="memory", RATE_LIMIT_ENABLED="false", PORT="3000")
    assert deployment(its).settings == {
        "APP_PROFILE": "production",
        "PORT": "3000",
        "DATABASE_TYPE": "memory",
        "RATE_LIMIT_ENABLED": "false",
    }
    assert [problem.variable for problem in doubts(its)] == ["DATABASE_TYPE", "RATE_LIMIT_ENABLED"]


def test_the_example_file_sets_what_is_chosen(catalogue: Catalogue) -> None:
    """In `.env.example` a choice, and what it needs, stands uncommented."""
    values = EnvFile(render(chosen(catalogue, DATABASE_TYPE="convex", AUTH_AUDIENCE="a b"), "env-example")).values
    assert values == {
        "APP_PROFILE": "development",
        "DATABASE_TYPE": "convex",
        "CONVEX_DEPLOYMENT_URL": "https://your-deployment.convex.cloud",
        "AUTH_AUDIENCE": "a b",
    }


def test_show_takes_choices_and_tells_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--set` and `--with` choose; a warning goes to standard error."""
    monkeypatch.chdir(ROOT)
    arguments = ["--profile", "production", "--set", "RATE_LIMIT_ENABLED=false", "--with", "AUTH_JWKS_URLS"]
    shown = show("env", *arguments)
    assert shown.exit_code == 0
    assert "\nRATE_LIMIT_ENABLED=false\n" in shown.stdout
    assert "\nAUTH_JWKS_URLS=https://your-" in shown.stdout
    assert shown.stderr.startswith("warning[wrong-value]: `RATE_LIMIT_ENABLED` should be `true`")
    assert show("env").stderr == ""


@pytest.mark.parametrize("output_format", DEPLOYMENTS)
def test_a_snippet_names_the_command_that_makes_it_again(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, output_format: str
) -> None:
    """The first lines of a snippet hold a command that prints the same snippet, quoted for a shell."""
    monkeypatch.chdir(ROOT)
    its = chosen(catalogue.in_profile("staging"), "AUTH_JWKS_URLS", AUTH_AUDIENCE="it's $HOME; `x`", PORT="1")
    line = origin(its, output_format)
    command = line.partition("`")[2].rpartition("`")[0]
    split = subprocess.run(
        [needs("bash"), "-c", f"estuary-docs() {{ printf '%s\\0' \"$@\"; }}\n{command}"],
        capture_output=True,
        check=True,
    )
    shown = show(*split.stdout.decode().split("\0")[1:-1])
    assert shown.stdout == render(its, output_format, for_copying=True)
    assert "PORT=1" in shown.stdout


REFUSED = [
    (
        ["--set", "JWT_SECRET={value}"],
        "JWT_SECRET: is a secret, and others see what is on a command line; write --with",
    ),
    (["--set", "PORT={value}"], "--set: PORT is malformed: it must be a whole number from 1 to 65535."),
    (["--set", "PORT=0"], "--set: PORT is out of range"),
    (["--set", "PORT="], "PORT: has no value, which counts as not set"),
    (["--set", "CORS_ALLOWED_ORIGINS=, ,"], "CORS_ALLOWED_ORIGINS: has no value"),
    (["--set", "DATABASE_TYPE={value}"], "--set: DATABASE_TYPE must be one of"),
    (["--set", "AUTH_ENABLED=false"], "--set: AUTH_ENABLED must be true when APP_PROFILE is production"),
    (["--set", "RUST_LOG={value}=debug"], "--set: RUST_LOG must not contain debug or trace"),
    (["--set", "PROT={value}"], "--set: names no variable of Estuary; did you mean PORT?"),
    (["--set", "{value}=x"], "--set: names no variable of Estuary\n"),
    (["--set", "{value}"], "--set: has no value; write NAME=VALUE"),
    (["--set", "APP_PROFILE=staging"], "APP_PROFILE: chooses the profile; use --profile"),
    (["--with", "{value}"], "--with: names no variable of Estuary\n"),
    (["--with", "PORT"], "PORT: is not a secret; write --set PORT=VALUE"),
]


@pytest.mark.parametrize(("arguments", "complaint"), REFUSED)
def test_what_is_not_to_be_chosen_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    """A wrong choice ends with 2 and one line that holds no value."""
    monkeypatch.chdir(ROOT)
    value = "ochre-walnut-sailing"
    shown = show("env", "--profile", "production", *(argument.format(value=value) for argument in arguments))
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (2, "", 1)
    assert complaint in shown.stderr
    assert value not in shown.stderr


@pytest.mark.parametrize("output_format", sorted(set(RENDERERS) - TOLD_BY_CHOICES))
def test_a_format_that_knows_no_deployment_takes_no_choices(catalogue: Catalogue, output_format: str) -> None:
    """Choices are never passed over without a word."""
    with pytest.raises(
        ProjectError, match=r"takes no choices; leave them out, or show one of env-example, env, vault-agent, compose"
    ):
        render(chosen(catalogue, PORT="1"), output_format)


def test_a_schema_without_profiles_takes_choices(schema: Load) -> None:
    """Choices need no profile."""
    toy = schema("port: Annotated[int, Field(ge=1, le=9)] = 1\n'''Port.'''\nname: str\n'''Name.'''")
    assert deployment(chosen(toy, PORT="2")).settings == {"PORT": "2", "NAME": "your-name"}
    assert origin(chosen(toy, PORT="2"), "env").endswith("`estuary-docs show env --set PORT=2`.")


def test_a_value_that_no_line_can_hold_is_told(schema: Load) -> None:
    """Where an env file has no line for a value, a comment says so, and one for quotes."""
    toy = schema("a: str = 'x'\n'''A.'''\nb: str = 'x'\n'''B.'''")
    lines = render(chosen(toy, A="'\"", B="x y"), "env").splitlines()
    assert "# No line sets this value so that every reader of env files reads the same." in lines
    assert lines[-2:] == [
        "# docker run --env-file and kubectl --from-env-file keep the quotes as part of the value.",
        "B='x y'",
    ]


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=20, max_size=20))
def test_any_value_is_one_word_on_one_line(values: list[str]) -> None:
    """Whatever a value holds, bash reads the word back, and a comment of YAML holds it."""
    words = " ".join(map(word, values))
    command = [needs("bash"), "-c", f"printf '%s\\0' {words}"]
    done = subprocess.run(command, capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"})
    assert done.stdout.decode().split("\0")[:-1] == values
    assert yaml.safe_load(f"# {words}\na: b\n") == {"a": "b"}
    assert not re.search("[\r\n\x85\u2028\u2029]", words)
