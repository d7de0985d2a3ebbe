"""A remedy speaks of the fault."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estuary_docs.runtimes import javascript
from estuary_docs.runtimes.python.causes import NO_CAUSE, cause_of_breach, cause_of_form, cause_of_profile, explained
from estuary_docs.runtimes.python.forms import fault
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.wording.messages import REMEDIES
from tests.conftest import needs

WORDS = {"", *("true", "false"), *"1 2 3 4 9 64 0.5 1.5 20 65535 500ms 10m 1GiB 2B http https amqp amqps s MiB".split()}  # noqa: SIM905
VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("causes.json").read_text(encoding="utf-8"))
TOLD_BY_RULES = {"reference", "command", "profile", "no-profile", "empty"}
IN_JAVASCRIPT = """
const { causeOfForm } = await import(process.argv[1]);
await import(process.argv[1].replace("causes", "rules")); // which knows every kind
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(({ kind, text }) => causeOfForm(kind, text))));
"""


def frozen(kind: Any) -> Any:
    """Return a kind as the runtime holds it."""
    return tuple(map(frozen, kind)) if isinstance(kind, list) else kind


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['kind'][0]}: {vector['text']}")
def test_a_cause_is_the_vector_s(vector: dict[str, Any]) -> None:
    """Each kind tells what is wrong with a text that it refuses, if one small change would make it pass."""
    kind = frozen(vector["kind"])
    assert fault(kind, vector["text"])
    name, meant, corrected = cause_of_form(kind, vector["text"])
    assert (name, meant) == (vector["cause"], vector["meant"])
    assert corrected == "" or fault(kind, corrected) is None


def test_javascript_tells_the_same_causes() -> None:
    """JavaScript finds the cause of each vector that Python finds."""
    module = (Path(javascript.__path__[0]) / "causes.mjs").as_uri()
    command = [needs("node"), "--input-type=module", "-e", IN_JAVASCRIPT, module, json.dumps(VECTORS)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert told == [list(cause_of_form(frozen(vector["kind"]), vector["text"])) for vector in VECTORS]


def test_every_cause_has_its_remedy_and_its_vector() -> None:
    """Each cause has a sentence and a vector, and no sentence is idle."""
    told = {vector["cause"] for vector in VECTORS} - {""}
    assert told | TOLD_BY_RULES == set(REMEDIES)


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from([frozen(vector["kind"]) for vector in VECTORS]))
def test_no_remedy_holds_a_value(text: str, kind: Any) -> None:
    """What is said of any refused text is made of the schema's words and bounds alone."""
    _, meant, _ = cause_of_form(kind, text) if fault(kind, text) else NO_CAUSE
    assert meant in WORDS


@pytest.mark.parametrize(
    ("check", "argument", "text", "cause"),
    [
        ("not-be-placeholder", None, "op://vault/item/field", ("reference", "", "")),
        ("not-be-placeholder", None, "$(openssl rand -hex 32)", ("command", "", "")),
        ("not-be-placeholder", None, "changeme", ("", "", "")),
        ("equal", "true", "True", ("case", "true", "true")),
        ("be-one-of", ("json", "text"), "jsno", ("near", "json", "json")),
        ("have-bytes", 32, "short", ("", "", "")),
        ("present", None, None, ("", "", "")),
    ],
)
def test_a_rule_tells_the_cause_of_its_breach(check: str, argument: Any, text: str | None, cause: Any) -> None:
    """A reference, a command and the near miss of a word are told where a rule refuses them, also in a list."""
    assert cause_of_breach(check, argument, ("text",), text) == cause
    assert cause_of_breach(check, argument, ("list", ("text",)), text and f"{text}") == cause


def test_a_profile_that_there_is_not_is_judged_as_the_nearest() -> None:
    """What is judged in is the profile that was meant, or the default, and the remedy says which."""
    profiles = ("development", "staging", "production")
    assert cause_of_profile(profiles, "prod", "development") == ("profile", "production", "")
    assert cause_of_profile(profiles, "x", "development") == ("no-profile", "development", "")
    problem = explained(Problem("P", "not-a-choice", "error", "m", "r"), ("profile", "production", ""), REMEDIES)
    assert problem.remedy == "Did you mean `production`? The rest was checked in that profile."
    assert explained(Problem("P", "x", "error", "m", "r"), NO_CAUSE, REMEDIES).remedy == "r"
