"""Text of several lines: a secret in a file, and what is declared to have lines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from tests.oracle import Judgement
from tests.runtimes.test_javascript import judging

Load = Callable[..., Catalogue]
FIELDS = """
key: SecretStr | None = None
'''A key.'''
pem: SecretMultilineText
'''A key in PEM.'''
banner: MultilineText = "two\\nlines"
'''What users see.'''
"""
LINES = "-----BEGIN X-----\nMIIB\n-----END X-----"


@pytest.mark.parametrize(
    ("content", "problems"),
    [(LINES, []), (f"{LINES}\r\n", []), (f"{LINES}\n\n", ["malformed"] * 2), (f"\n{LINES}", ["malformed"] * 2)],
    ids=["lines", "a line end", "an empty line at the end", "an empty line at the start"],
)
def test_a_secret_in_a_file_may_have_lines(schema: Load, tmp_path: Path, content: str, problems: list[str]) -> None:
    """Any text of a secret has as many lines as it wants in a file, with none of them empty at either end."""
    (tmp_path / "key.pem").write_text(content, newline="")
    environ = {"KEY_FILE": str(tmp_path / "key.pem"), "PEM_FILE": str(tmp_path / "key.pem")}
    assert verdicts(schema(FIELDS), environ, tmp_path) == problems


def test_only_text_that_is_declared_to_have_lines_has_them_in_the_environment(schema: Load, tmp_path: Path) -> None:
    """In a variable itself, a line break is for text of several lines alone."""
    assert verdicts(schema(FIELDS), {"KEY": LINES, "PEM": LINES, "BANNER": LINES}, tmp_path) == ["malformed"]


def verdicts(catalogue: Catalogue, environ: dict[str, str], folder: Path) -> list[str]:
    """Return the rules that an environment breaks, on which all judges agree."""
    told = [each.rule for each in Judgement(catalogue, environ).problems]
    namespace: dict[str, Any] = {"__name__": "generated"}
    exec(compile(render(catalogue, "validation-py"), "generated", "exec"), namespace)  # noqa: S102 - it is generated to run
    assert [each.rule for each in namespace["check"](environ)] == told
    assert namespace["load"]({"PEM": LINES})["BANNER"] == "two\nlines"
    with judging(render(catalogue, "validation-mjs"), folder) as judge:
        assert [each["rule"] for each in judge.ask("check", environ)] == told
    return told


def test_no_line_of_an_env_file_sets_several_lines(schema: Load) -> None:
    """The example file names a file for such a secret, and says why; of a default with lines it sets nothing."""
    text = render(schema(FIELDS), "env-example")
    assert "\nPEM_FILE=/run/secrets/pem\n" in text
    assert "several lines, which no line of an env file holds" in text.replace("\n# ", " ")
    assert "PEM=" not in text
    assert "BANNER=" not in text
