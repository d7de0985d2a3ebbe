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
        ("from os import getenv\n\n\n\n\nport = getenv('SHOP_PORT')\n", (6,)),
        ("from os import environ, getenv\n", (1,)),
        ("from os import getenv as read\n", (1,)),
    ],
)
def test_what_is_called_like_the_environment_is_told_from_it(code: str, lines: tuple[int, ...]) -> None:
    """The environment of a request is none, and an import reads nothing whose calls are seen."""
    assert touches(code.encode(), "python") == lines
