"""A default that comes from another variable: the same in pydantic, in every judge, and in every rendering."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import SecretStr

from estuary_docs.catalogue.exchange import from_json, to_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import RENDERERS, render
from estuary_docs.schemas.own import read
from estuary_docs.validation.deployment import deployment
from estuary_docs.validation.needs import needs
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary import Accompany, Host, Must, Section, Settings, default_from, required_when
from tests.runtimes.test_javascript import judging

# The formats that tell defaults.
TELLING = ("env-example", "llms", "settings", "profiles", "reference", "table", "validation-py")
WORD = "ochre-walnut-sailing-bracket"


class Hosts(Section):
    """Machines."""

    standby: Annotated[Host | None, default_from("REPLICA")] = None
    """The third."""
    primary: Host | None = None
    """The first."""
    replica: Annotated[Host | None, default_from("PRIMARY"), required_when(is_set="WRITE_KEY")] = None
    """The second."""
    write_key: SecretStr | None = None
    """Writes."""
    read_key: Annotated[SecretStr | None, default_from("WRITE_KEY"), Must(Accompany("PRIMARY"))] = None
    """Reads."""


class HostsSettings(Settings, every_secret=()):
    """Machines."""

    hosts: Hosts


CATALOGUE = read(HostsSettings)
JUDGE = validator(CATALOGUE)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, (None, None, None)),
        ({"PRIMARY": "a"}, ("a", "a", "a")),
        ({"PRIMARY": "a", "REPLICA": "b"}, ("a", "b", "b")),
        ({"REPLICA": "b"}, (None, "b", "b")),
        ({"PRIMARY": "a", "STANDBY": "c"}, ("a", "a", "c")),
    ],
)
def test_what_is_not_set_has_the_other_s_value(
    environ: dict[str, str], expected: tuple[str | None, ...], tmp_path: Path
) -> None:
    """In pydantic, in `validation.py`, and in what both languages hand to a service, also through a third variable."""
    hosts = HostsSettings.from_environ(environ).hosts
    assert (hosts.primary, hosts.replica, hosts.standby) == expected
    names = ("PRIMARY", "REPLICA", "STANDBY")
    assert tuple(JUDGE.load(environ)[name] for name in names) == expected
    started = JUDGE.verdict(environ).environ_with_defaults
    assert tuple(started.get(name) for name in names) == expected
    with judging(render(CATALOGUE, "validation-mjs"), tmp_path) as judge:
        handed_over = environ | judge.ask("judge", environ)["defaults"]
    assert tuple(handed_over.get(name) for name in names) == expected


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return the validator's file."""
    path = tmp_path / "validation.py"
    path.write_text(render(CATALOGUE, "validation-py"), encoding="utf-8")
    return path


def test_a_command_is_started_with_it(program: Path) -> None:
    """A secret has it too, and rules see it."""
    environ = {"PATH": os.environ["PATH"], "WRITE_KEY": WORD, "PRIMARY": "a"}
    script = "import json, os; print(json.dumps(dict(os.environ)))"
    command = [sys.executable, "-I", "-S", str(program), "--", sys.executable, "-c", script]
    told = json.loads(subprocess.run(command, env=environ, capture_output=True, check=True, text=True).stdout)
    assert (told["READ_KEY"], told["REPLICA"], told["STANDBY"]) == (WORD, "a", "a")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"WRITE_KEY": WORD}, [("REPLICA", "missing"), ("READ_KEY", "unaccompanied")]),
        ({"PRIMARY": "a b"}, [("PRIMARY", "malformed")]),
        ({"WRITE_KEY_FILE": "/nowhere/at/all", "PRIMARY": "a"}, [("WRITE_KEY", "file-unreadable")]),
    ],
)
def test_rules_judge_what_holds_and_a_fault_is_told_once(
    environ: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    """A rule asks of a borrowed value what it asks of any; what is wrong with its source is told there alone."""
    problems = JUDGE.check(environ)
    assert [(each.variable, each.rule) for each in problems] == expected
    assert "a b" not in json.dumps(JUDGE.redacted(environ))


@pytest.mark.parametrize("output_format", TELLING)
def test_renderings_name_the_other_variable(output_format: str) -> None:
    """Each that tells defaults says from which variable one comes."""
    text = render(CATALOGUE, output_format).replace("<wbr>", "").replace("&#95;", "_")
    plain = text.replace("`", "").replace("<code>", "").replace("</code>", "")
    assert ("the value of PRIMARY" in plain) or ("'REPLICA': 'PRIMARY'" in plain) or ('"REPLICA": "PRIMARY"' in plain)


def test_it_survives_json_and_every_rendering_is_made() -> None:
    """A catalogue that came back from JSON has the same."""
    assert from_json(to_json(CATALOGUE)) == CATALOGUE
    assert all(render(CATALOGUE, output_format) is not None for output_format in RENDERERS)


def test_a_deployment_sets_what_the_others_lack_and_no_more(schema: Callable[..., Catalogue]) -> None:
    """What has its value from a variable that is set is not needed; nothing is written for it."""
    body = '''
first: Host
"""The first."""
second: Annotated[Host | None, default_from("FIRST"), required_when()] = None
"""The second."""
'''
    catalogue = schema(body)
    plan = deployment(catalogue)
    assert list(plan.settings) == ["FIRST"]
    assert plan.values["SECOND"] == plan.values["FIRST"]
    assert needs(catalogue)["default"].required == ("FIRST",)
