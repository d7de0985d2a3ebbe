"""A correction is advised only if the corrected value passes the rules too, in Python and in JavaScript."""

from collections.abc import Callable
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.validation.tables import validator
from tests.runtimes.test_javascript import judging

SCHEMA = '''
mode: Literal["calm", "storm"] = "calm"
"""Which."""
log: Annotated[Literal["debug", "info"], Must(BeNoneOf(("debug",)), when(MODE="storm"))] = "info"
"""What is logged."""
hooks: Annotated[list[Url] | None, Must(UseScheme("https"), when(MODE="storm"))] = None
"""Whom to call."""
level: Annotated[bool, Should(Equal("true"))] = True
"""Whether it is level."""
'''
NO_ADVICE = {"LOG": "Set `LOG` to one of these values.", "HOOKS": "Set `HOOKS` to a value of that form."}


@pytest.mark.parametrize(
    ("environ", "remedy"),
    [
        ({"LOG": "DEBUG"}, "Use `debug`: upper and lower case differ."),
        ({"LOG": "DEBUG", "MODE": "storm"}, NO_ADVICE["LOG"]),
        ({"LOG": "INFO", "MODE": "storm"}, "Use `info`: upper and lower case differ."),
        ({"HOOKS": "HTTP://a.org"}, "Write the scheme of `HOOKS` in lower case."),
        ({"HOOKS": "HTTP://a.org", "MODE": "storm"}, NO_ADVICE["HOOKS"]),
        ({"HOOKS": "https://b.org, HTTPS://a.org", "MODE": "storm"}, "Write the scheme of `HOOKS` in lower case."),
        ({"LEVEL": "False"}, "Use `false`: upper and lower case differ."),
    ],
)
def test_what_would_be_refused_is_not_advised(
    environ: dict[str, str], remedy: str, schema: Callable[..., Catalogue], tmp_path: Path
) -> None:
    """A word or an address that a rule refuses as an error is no remedy; one that a rule warns of still is."""
    catalogue = schema(SCHEMA)
    (problem,) = validator(catalogue).check(environ)
    assert problem.remedy == remedy
    with judging(render(catalogue, "validation-mjs"), tmp_path) as judge:
        assert judge.ask("check", environ) == [problem.facts()]
