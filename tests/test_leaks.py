"""No value of any variable shows anywhere: canaries in every variable, through every command and failure path."""

import base64
import binascii
import logging
import os
import random
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from traceback import format_exception
from types import TracebackType
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from config_schema import EstuarySettings, validation
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli import program
from estuary_docs.renderers import RENDERERS
from tests.conftest import ROOT

PROGRAM = ROOT / "config_schema" / "validation.py"
SOURCE = random.Random(7)  # noqa: S311 - a test that fails must fail again


def canary(alphabet: str = string.ascii_letters + string.digits) -> str:
    """Return a random text that no rule and no message can hold by chance."""
    return "".join(SOURCE.choices(alphabet, k=24))


def forms(text: str) -> set[str]:
    """Return the forms in which a value might show: as it is, encoded, turned round, or in good part."""
    raw = text.encode()
    encoded = {base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode(), binascii.hexlify(raw).decode()}
    return {text, text[::-1], quote(text, safe=""), repr(text)[1:-1], *encoded, text[:12], text[-12:]}


def assert_hidden(shown: str, secrets: list[str]) -> None:
    """Fail, without showing it, if a canary shows."""
    leaked = sum(form in shown for secret in secrets for form in forms(secret))
    assert not leaked, f"{leaked} forms of canaries show"


def environments(catalogue: Catalogue) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Yield environments with a canary in one variable or in each, right and wrong places, sound and unsound forms."""
    names = [variable.name for variable in catalogue.variables]
    names += [variable.file_name for variable in catalogue.secrets]
    names += ["AUTH_ENABELD", "SECURITY_HSTS", "CREDENTIALS_DIRECTORY"]
    for profile in (*catalogue.profiles, canary()):
        for wrap in ("{}", " {} ", "https://{}@host", "https://host/{}", "{}\n", "<{}>", "{},{}", "http://{}"):
            secrets = {name: canary() for name in names}
            environ = {name: wrap.replace("{}", secret) for name, secret in secrets.items()}
            yield environ | {"APP_PROFILE": profile}, list(secrets.values())
    for name in names:
        secret = canary()
        yield {name: secret, "APP_PROFILE": "production"}, [secret]


def frames(traceback: TracebackType | None) -> Iterator[str]:
    """Yield the local variables of each of the project's own frames."""
    while traceback:
        code = traceback.tb_frame.f_code.co_filename
        if "tests" not in Path(code).parts and str(ROOT) in code and ".venv" not in code:
            yield repr(traceback.tb_frame.f_locals)
        traceback = traceback.tb_next


def everything(error: BaseException) -> str:
    """Return all that a handler can get out of an exception."""
    chain = [error, error.__cause__, error.__context__]
    parts = [str(part) + repr(part) + repr(getattr(part, "args", "")) for part in chain]
    return "".join((*parts, *format_exception(error), *frames(error.__traceback__)))


def test_no_problem_and_no_exception_holds_a_value(catalogue: Catalogue, caplog: pytest.LogCaptureFixture) -> None:
    """Problems, errors, their context and the project's own frames hold no value, whatever is wrong."""
    caplog.set_level(logging.DEBUG)
    refused = 0
    for environ, secrets in environments(catalogue):
        for check, load in (
            (EstuarySettings.problems, EstuarySettings.from_environ),
            (validation.check, validation.load),
        ):
            assert_hidden(repr(check(environ)), secrets)
            try:
                load(environ)
            except ValueError as error:
                refused += 1
                assert_hidden(everything(error), secrets)
    assert refused > 50
    assert caplog.text == ""


def test_redaction_hides_every_secret(catalogue: Catalogue) -> None:
    """What may be logged holds no secret, wherever else the same text stands."""
    for variable in catalogue.secrets:
        secret = canary()
        for text in (secret, f"https://{secret}@host", f"{secret}\n"):
            environ = {variable.name: text, "AUTH_AUDIENCE": text, "AUTH_ISSUER": f"https://{secret}@host"}
            assert_hidden(repr(validation.redacted(environ)), [secret])


def altered(secret: str) -> list[str]:
    """Return forms that a secret may take on its way into another variable."""
    encoded = [base64.b64encode(f"{before}{secret}{before}".encode()).decode() for before in ("", "a", "ab")]
    cut = [secret[1:], secret[:-1], secret[:12], secret[-12:], secret.upper(), secret.lower(), secret[::-1]]
    return [*encoded, *cut, secret.encode().hex(), quote(secret, safe="")]


def test_redaction_hides_a_secret_that_was_altered() -> None:
    """Encoded, reversed, in capitals or cut, a secret in another variable is hidden there, and other values are not."""
    for length in (9, 12, 24, 40):
        secret = f"{canary()[:4]}/+&{canary()}{canary()}"
        for text in altered(secret[:length]):
            environ = {"JWT_SECRET": secret[:length], "AUTH_AUDIENCE": f"see {text}.", "RUST_LOG": "warn"}
            shown = validation.redacted(environ)
            assert shown["AUTH_AUDIENCE"] in ("hidden: holds the value of a secret", "malformed"), (length, text)
            assert shown["RUST_LOG"] == "warn"


def test_redaction_shows_what_only_begins_as_a_secret_does() -> None:
    """Two addresses share a scheme, and a text shares a few letters, without being a piece of a secret."""
    secret = f"https://{canary().lower()}.example.com/a"
    shown = validation.redacted({"CONVEX_DEPLOYMENT_URL": secret, "AUTH_ISSUER": "https://login.quiet-otter.org/a"})
    assert shown["AUTH_ISSUER"] == "https://login.quiet-otter.org/a"


ENV_FILES = (
    "{name}={secret}\n",
    "{name} = {secret}\n",
    "{name}='{secret}\n",
    '{name}="{secret}\nmore={secret}\n',
    "{name}={secret} {secret}\n",
    "{secret}\n",
    "{secret}=1\n{secret}=2\n",
    "export {secret}\n",
    "{name}=${secret}\n",
    "{name}={secret}\n{name}={secret}\n",
    ";{secret}\n# {secret}\\\n",
    "{name}_FILE={secret}\n",
)


@pytest.mark.parametrize("output_format", ["text", "json", "github"])
def test_no_report_of_an_env_file_shows_a_value(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output_format: str
) -> None:
    """However broken an env file is, neither the program nor `validate` shows a piece of it."""
    monkeypatch.chdir(ROOT)
    names = [variable.name for variable in catalogue.variables]
    for index, template in enumerate(ENV_FILES):
        secrets = [canary(string.ascii_uppercase) for _ in names]
        text = "".join(template.format(name=name, secret=secret) for name, secret in zip(names, secrets, strict=True))
        path = tmp_path / str(index)
        path.write_text(text)
        arguments = ["--env-file", str(path), "--format", output_format]
        shown = CliRunner().invoke(program.main, ["validate", *arguments])
        assert shown.exit_code in (0, 1)
        assert_hidden(shown.output, secrets)
        done = subprocess.run(
            [sys.executable, str(PROGRAM), *arguments], capture_output=True, check=False, text=True, encoding="utf-8"
        )
        assert done.returncode in (0, 1)
        assert_hidden(done.stdout + done.stderr, secrets)


def test_no_command_shows_the_environment(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment holds, no command prints a piece of it."""
    monkeypatch.chdir(ROOT)
    lines = [["check"], ["generate"], ["validate"], ["validate", "--format", "json"], ["explain", "JWT_SECRET"]]
    lines += [["validate", "--", "no-such-command"], ["validate", "--profile", "production"]]
    lines += [["show", name] for name in RENDERERS]
    for environ, secrets in list(environments(catalogue))[:3]:
        kept = {name: text for name, text in environ.items() if "\0" not in text}
        for line in lines:
            shown = CliRunner(env=kept).invoke(program.main, line)
            assert not shown.exception or isinstance(shown.exception, SystemExit)
            assert_hidden(shown.output, secrets)


def test_a_secret_put_in_the_place_of_its_file_s_path_is_not_shown() -> None:
    """Whoever sets `JWT_SECRET_FILE` to the secret itself does not find it in the message."""
    secret = canary()
    done = subprocess.run(
        [sys.executable, str(PROGRAM)],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "JWT_SECRET_FILE": secret},
        text=True,
    )
    assert "file-unreadable" in done.stdout
    assert_hidden(done.stdout + done.stderr, [secret])
