"""A setting that must be set is not left at what its example says, in any judge."""

from collections.abc import Callable
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.checks import NotBeExample
from tests.runtimes.test_javascript import judging

SCHEMA = '''
mode: Literal["calm", "storm"] = "calm"
"""Which."""
host: Host
"""Where mail goes."""
region: str
"""Where the service runs."""
bucket: Annotated[str, example("shop-orders")]
"""Where orders are kept."""
queue: Annotated[str, Field(pattern="^[a-z.-]+$"), example("your-queue")]
"""Where orders wait."""
peers: Annotated[list[Url], example("https://your-peers.example.com")]
"""Other shops."""
workers: Annotated[int, Field(ge=1)]
"""How many."""
sender: Annotated[Email | None, required_when(MODE="storm")] = None
"""Who sends."""
note: str | None = None
"""What is optional."""
'''
STRICT = """, profile="MODE", every_secret=(
    Must(NotBePlaceholder(), when(MODE="storm"), because="anyone can read it"),
    Should(NotBePlaceholder(), when(MODE="calm")),
)"""
SOUND = {
    "HOST": "mail.example.org",
    "REGION": "north",
    "BUCKET": "shop-orders",
    "QUEUE": "orders",
    "PEERS": "https://shop.example.org",
    "WORKERS": "1",
    "SENDER": "a@example.org",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "your-host.example.com"),
        ("REGION", "your-region"),
        ("QUEUE", "your-queue"),
        ("PEERS", "https://shop.example.org, https://your-peers.example.com"),
        ("SENDER", "your-sender@example.com"),
    ],
)
def test_an_example_that_was_not_replaced_is_a_placeholder(
    name: str, value: str, schema: Callable[..., Catalogue], tmp_path: Path
) -> None:
    """It is an error where a secret's placeholder is, and a warning where that is, in the same words everywhere."""
    catalogue = schema(SCHEMA, STRICT)
    judge = validator(catalogue)
    assert judge.check({**SOUND, "MODE": "storm"}) == []
    environ = {**SOUND, name: value, "MODE": "storm"}
    (problem,) = judge.check(environ)
    assert (problem.variable, problem.rule, problem.severity) == (name, "placeholder", "error")
    assert problem.message == f"`{name}` must not be a placeholder when `MODE` is `storm`."
    assert problem.remedy == f"Replace the placeholder in `{name}` with the real value."
    assert [each.severity for each in judge.check({**environ, "MODE": "calm"})] == ["warning"]
    with judging(render(catalogue, "validation-mjs"), tmp_path) as in_javascript:
        assert in_javascript.ask("check", environ) == [problem.facts()]


def test_only_what_must_be_filled_in_has_the_rule(schema: Callable[..., Catalogue]) -> None:
    """An optional setting, a number, and an example that could be meant have none."""
    having = {
        variable.name
        for variable in schema(SCHEMA, STRICT).variables
        if any(isinstance(rule.check, NotBeExample) for rule in variable.rules)
    }
    assert having == {"HOST", "REGION", "QUEUE", "PEERS", "SENDER", "BUCKET"}
    assert validator(schema(SCHEMA, STRICT)).check(SOUND) == []
