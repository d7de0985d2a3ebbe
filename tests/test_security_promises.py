"""The page of promises about security names tests that exist."""

import ast
import re
from collections.abc import Iterator

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "tool" / "security-promises.md"


def known() -> Iterator[str]:
    """Yield the name of every test."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef):
                yield node.name


def test_each_promise_names_a_test_that_exists() -> None:
    """A promise without a test is a wish."""
    promises = re.findall(r"^- (.+(?:\n  .+)*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    named = [re.findall(r"`(test_\w+)`", promise) for promise in promises]
    assert len(promises) > 10
    assert all(named)
    assert {name for each in named for name in each} - set(known()) == set()
