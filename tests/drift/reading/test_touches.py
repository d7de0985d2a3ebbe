"""Which lines of code touch the environment."""

import pytest

from estuary_docs.drift.reading.touches import touches

WSGI = """import os
os.environ.setdefault("SHOP_MODE", "live")
def application(environ, start_response):
    name = environ.get("HTTP_X_NAME", "")
    environ["SCRIPT_NAME"] = name
"""


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (WSGI, (2,)),
        (WSGI.replace("(environ", "(self, environ"), (2,)),
        (WSGI.replace("start_response", "answer"), (2, 4, 5)),
    ],
)
def test_what_is_called_like_the_environment_is_told_from_it(code: str, lines: tuple[int, ...]) -> None:
    """The environment of a request is none of the process."""
    assert touches(code.encode(), "python") == lines
