"""What the schema says reaches the service: a program that reads nothing but its environment has every value."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config_schema import EstuarySettings
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.schemas.own import written
from estuary_docs.validation.deployment import deployment, profile_defaults
from tests.conftest import ROOT, needs
from tests.renderers.deployments.environments import genuine

Load = Callable[..., Catalogue]
PROFILES = ("development", "staging", "production")
STARTERS = {
    "validation.py": ["-I", "-S", str(ROOT / "config_schema" / "validation.py")],
    "estuary-docs validate": ["-m", "estuary_docs", "validate"],
}
# What a service does that does not know the schema: each value from the environment, else from its own code, which has
# one fallback for all profiles. An empty value is an unset one.
PYTHON = """
import json, os, sys
fallbacks = json.loads(sys.argv[1])
print(json.dumps({name: os.environ.get(name, own) or None for name, own in fallbacks.items()}))
"""
NODE = """
const fallbacks = Object.entries(JSON.parse(process.argv[1]));
const values = fallbacks.map(([name, own]) => [name, (process.env[name] ?? own) || null]);
console.log(JSON.stringify(Object.fromEntries(values)));
"""
SERVICES = {"python": [sys.executable, "-c", PYTHON], "node": ["node", "--eval", NODE]}


def start(starter: list[str], *arguments: str, **environ: str) -> str:
    """Return what is printed by a command that a validator starts, in an environment of nothing but these variables."""
    command = [sys.executable, *starter, *arguments]
    environ = {"PATH": os.environ["PATH"], **environ}
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=environ, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def needed(catalogue: Catalogue, profile: str) -> dict[str, str]:
    """Return what somebody sets in a profile who sets nothing without need."""
    plan = deployment(catalogue.in_profile(profile))
    return plan.settings | {variable.name: genuine(variable) for variable in plan.required}


def effective(environ: dict[str, str]) -> dict[str, str | None]:
    """Return the values that pydantic has for Estuary, in their written form."""
    settings = EstuarySettings.from_environ(environ)
    return {
        type(section).variable_name(field): written(getattr(section, field))
        for section in (getattr(settings, name) for name in type(settings).model_fields)
        for field in type(section).model_fields
    }


def seen(text: str) -> dict[str, str]:
    """Return the environment that `env -0` printed."""
    return dict(entry.split("=", 1) for entry in text.split("\0") if entry)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("starter", STARTERS)
def test_a_service_that_does_not_know_the_schema_has_its_values(
    catalogue: Catalogue, starter: str, service: str, profile: str
) -> None:
    """Started by a validator, a program in any language has in each profile the values that pydantic has there."""
    needs("node")
    fallbacks = {variable.name: variable.defaults[catalogue.default_profile] for variable in catalogue.variables}
    environ = needed(catalogue, profile)
    told = start(STARTERS[starter], "--", *SERVICES[service], json.dumps(fallbacks), **environ)
    assert json.loads(told) == effective(environ)


@pytest.mark.parametrize("starter", STARTERS)
def test_nothing_is_handed_over_that_the_profile_does_not_say(catalogue: Catalogue, starter: str) -> None:
    """A command has what was given and the profile's defaults, or not with `--no-defaults`; no locale is invented."""
    environ = needed(catalogue, "production") | {"PATH": os.environ["PATH"], "LC_CTYPE": "C.UTF-8"}
    defaults = profile_defaults(catalogue, "production")
    assert seen(start(STARTERS[starter], "--", "env", "-0", **environ)) == environ | defaults
    assert seen(start(STARTERS[starter], "--no-defaults", "--", "env", "-0", **environ)) == environ
    for locale in ({}, {"LC_CTYPE": "C"}, {"LC_CTYPE": "POSIX"}):
        given = {name: text for name, text in environ.items() if name != "LC_CTYPE"} | locale
        assert seen(start(STARTERS[starter], "--no-defaults", "--", "env", "-0", **given)) == given
    development = {"PATH": os.environ["PATH"]}
    assert seen(start(STARTERS[starter], "--", "env", "-0")) == development
    given = development | {"RATE_LIMIT_MAX_REQUESTS": "7", "RUST_LOG": "", "JWT_SECRET": environ["JWT_SECRET"]}
    staged = seen(start(STARTERS[starter], "--profile", "staging", "--", "env", "-0", **given))
    assert staged == {**given, **profile_defaults(catalogue, "staging"), "RATE_LIMIT_MAX_REQUESTS": "7"}


GUARD = """
const { VALIDATOR } = await import(process.argv[1]);
const { defaults } = VALIDATOR.judge(process.env);
Object.assign(process.env, defaults);
const values = VALIDATOR.variables.map((name) => [name, (process.env[name] ?? VALIDATOR.defaults().get(name)) || null]);
console.log(JSON.stringify(Object.fromEntries(values)));
"""


@pytest.mark.parametrize("profile", PROFILES)
def test_a_node_service_takes_its_values_from_the_judge(catalogue: Catalogue, tmp_path: Path, profile: str) -> None:
    """What `judge` gives, put into the environment of the process itself, makes up for what the service lacks."""
    (tmp_path / "validation.mjs").write_text(render(catalogue, "validation-mjs"), encoding="utf-8")
    command = [needs("node"), "--input-type=module", "--eval", GUARD, str(tmp_path / "validation.mjs")]
    environ = needed(catalogue, profile)
    done = subprocess.run(command, capture_output=True, check=True, env=environ, text=True)
    assert json.loads(done.stdout) == effective(environ)


TOY = """
mode: Literal["slow", "fast", "off"] = "slow"
'''Chooses the profile.'''
limit: Annotated[int | None, Field(ge=1, le=9), per_profile(fast=9, off=None)] = 1
'''A limit.'''
level: Annotated[str, per_profile(fast="two words")] = "one"
'''A level.'''
"""


def test_a_validator_made_for_a_profile_hands_over_the_profile_too(schema: Load, tmp_path: Path) -> None:
    """One that judges in another profile than the service would start in sets it, and an unset default is empty."""
    catalogue = schema(TOY, ', profile="MODE"')
    path = {"PATH": os.environ["PATH"]}
    for profile, expected in (
        ("slow", {}),
        ("fast", {"MODE": "fast", "LIMIT": "9", "LEVEL": "two words"}),
        ("off", {"MODE": "off", "LIMIT": ""}),
    ):
        (tmp_path / "judge.py").write_text(render(catalogue.in_profile(profile), "validation-py"), encoding="utf-8")
        starter = ["-I", "-S", str(tmp_path / "judge.py")]
        assert seen(start(starter, "--", "env", "-0")) == path | expected
        assert seen(start(starter, "--", "env", "-0", MODE="slow")) == path | {"MODE": "slow"}
        assert deployment(catalogue.in_profile(profile)).defaults == {
            name: text for name, text in expected.items() if name != "MODE"
        }
