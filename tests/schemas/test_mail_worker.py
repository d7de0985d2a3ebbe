"""The schema of a mail worker: what the vocabulary says of it, and what the judges make of it."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from estuary_docs.renderers import render
from estuary_docs.schemas.own import read
from tests.runtimes.test_javascript import judging
from tests.schemas.mail_worker import MailWorkerSettings

WORD = "ochre-walnut-sailing-bracket"
SOUND = {
    "MAIL_PROFILE": "production",
    "SMTP_HOST": "smtp.example.org",
    "SMTP_USERNAME": "worker",
    "SMTP_PASSWORD": WORD,
    "SMTP_FROM": "letters@example.org",
    "QUEUE_URL": f"amqps://worker:{WORD}@broker.example.org/mail",
}
BROKEN = {
    "missing": {"SMTP_HOST": ""},
    "incomplete": {"SMTP_PASSWORD": "", "MAIL_PROFILE": "staging"},
    "insecure-url": {"QUEUE_URL": "amqp://broker.example.org"},
    "malformed": {"QUEUE_NAME": "mail_queue"},
    "out-of-range": {"QUEUE_BACKOFF": "1.0"},
    "conflicting": {"STATSD_HOST": "statsd", "PROMETHEUS_PORT": "9100"},
    "wrong-value": {"FEATURE_TRACKING": "true"},
    "renamed": {"QUEUE_RETRIES": "3"},
}


def test_its_values_are_typed() -> None:
    """Each variable arrives as the Python value that its annotation says, the profile's defaults among them."""
    told = MailWorkerSettings.from_environ(
        {**SOUND, "TEMPLATES_DIR": "/srv/t", "SMTP_TIMEOUT": "500ms", "SENDERS": '{"a": "a@b.org"}'}
    )
    assert told.smtp.timeout == timedelta(milliseconds=500)
    assert told.queue.backoff == Decimal("1.5")
    assert told.rest.attachment_limit == 10 * 2**20
    assert told.rest.senders == {"a": "a@b.org"}
    assert told.rest.templates_dir == Path("/srv/t")
    assert (told.mail.worker_concurrency, told.smtp.port) == (16, 587)
    assert WORD not in repr(told)


@pytest.mark.parametrize(("rule", "change"), BROKEN.items())
def test_each_of_its_rules_is_judged(rule: str, change: dict[str, str], tmp_path: Path) -> None:
    """A change that breaks one rule is one problem, in Python and in JavaScript, and shows no value."""
    environ = {**SOUND, **change}
    problems = MailWorkerSettings.problems(environ)
    assert [each.rule for each in problems] == [rule]
    assert WORD not in repr(problems)
    with judging(render(read(MailWorkerSettings), "validation-mjs"), tmp_path) as judge:
        assert judge.ask("check", environ) == [each.facts() for each in problems]


def test_its_key_is_required_and_asks_for_the_domain(tmp_path: Path) -> None:
    """In production a key in a file is required where letters are signed, and its domain with it."""
    (tmp_path / "key.pem").write_text("-----BEGIN X-----\nMIIB\n-----END X-----\n")
    signing = {**SOUND, "DKIM_ENABLED": "true"}
    assert [each.variable for each in MailWorkerSettings.problems(signing)] == ["DKIM_KEY"]
    with_key = {**signing, "DKIM_KEY_FILE": str(tmp_path / "key.pem")}
    assert [each.variable for each in MailWorkerSettings.problems(with_key)] == ["DKIM_DOMAIN"]
    assert MailWorkerSettings.problems({**with_key, "DKIM_DOMAIN": "example.org"}) == []
