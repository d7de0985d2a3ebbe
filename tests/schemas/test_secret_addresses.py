"""The password of an address that is a secret is shown nowhere."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from estuary_docs.cli.program import main
from estuary_docs.runtimes.python.problems import InvalidEnvironmentError
from estuary_docs.schemas.own import read
from estuary_docs.validation.tables import validator
from tests.schemas.mail_worker import MailWorkerSettings

WORD = "ochre-walnut-sailing-bracket"
ADDRESSES = [f"amqps://worker:{WORD}@broker.example.org/mail", f"redis://:{WORD}@h", f"worker:{WORD}@h"]
JUDGE = validator(read(MailWorkerSettings))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_judge_shows_it(address: str) -> None:
    """Neither problems, nor what may be logged, nor an error, nor the settings have it, sound or not."""
    environ = {"QUEUE_URL": address, "QUEUE_NAME": address, "SMTP_FROM": "a@b.org", "SMTP_USERNAME": address}
    assert WORD not in repr(JUDGE.check(environ))
    assert WORD not in repr(JUDGE.redacted(environ))
    with pytest.raises(InvalidEnvironmentError) as caught:
        MailWorkerSettings.from_environ(environ)
    assert WORD not in f"{caught.value!r} {caught.value}"
    sound = {"QUEUE_URL": ADDRESSES[0], "SMTP_FROM": "a@b.org"}
    assert WORD not in repr(MailWorkerSettings.from_environ(sound)) + repr(JUDGE.load(sound))


@pytest.mark.parametrize("command", [["validate"], ["explain", "QUEUE_URL"], ["show", "env"]])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_command_shows_it(command: list[str], address: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address in the environment is in no output."""
    assert project.is_dir()
    monkeypatch.setenv("QUEUE_URL", address)
    schema = ["--schema", "tests.schemas.mail_worker:MailWorkerSettings"]
    ended = CliRunner().invoke(main, [*command, *schema], prog_name="tool")
    assert WORD not in ended.output + ended.stderr
    assert "internal error" not in ended.stderr
