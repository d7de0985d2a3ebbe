"""What the guide promised about validation, redaction and troubleshooting, claim by claim."""

import pytest

from config_schema import EstuarySettings, validation
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render

GOOD = "ochre-walnut-sailing-bracket-meadow-thimble"
PRODUCTION = {
    "APP_PROFILE": "production",
    "JWT_SECRET": GOOD,
    "DATABASE_TYPE": "convex",
    "CONVEX_DEPLOYMENT_URL": "https://quiet-otter-417.convex.cloud",
}


def rules(environ: dict[str, str], severity: str = "error") -> list[tuple[str, str]]:
    """Return variable and rule of the problems of one severity, on which both validators agree."""
    found = validation.check(environ)
    assert [each.facts() for each in found] == [each.facts() for each in EstuarySettings.problems(environ)]
    return [(problem.variable, problem.rule) for problem in found if problem.severity == severity]


def test_every_configuration_value_is_validated(catalogue: Catalogue) -> None:
    """Claim "Validates all configuration values": each variable refuses a value with a line feed in it."""
    for variable in catalogue.variables:
        assert (variable.name, "not-a-choice" if "one of" in str(variable.kind) else "malformed") in [
            (name, "malformed" if rule == "not-a-choice" else rule) for name, rule in rules({variable.name: "x\ny"})
        ]


@pytest.mark.parametrize("text", ["changeme", "xxx", "example"])
def test_placeholders_are_found(text: str) -> None:
    """Claim "Checks for placeholder values (e.g. changeme, xxx, example)": an error in production, a warning before."""
    assert ("JWT_SECRET", "placeholder") in rules(PRODUCTION | {"JWT_SECRET": text})
    assert ("JWT_SECRET", "placeholder") in rules({"JWT_SECRET": text}, "warning")


def test_a_key_is_required_when_authentication_is_on() -> None:
    """Claim "Ensures JWT_SECRET is provided when authentication is enabled": or key sets in its place."""
    assert rules({"AUTH_ENABLED": "true"}) == [("JWT_SECRET", "missing")]
    assert rules({"AUTH_ENABLED": "true", "JWT_SECRET": GOOD}) == []
    assert rules({"AUTH_ENABLED": "true", "AUTH_JWKS_URLS": "https://id.quiet-otter.org/a"}) == []


def test_secrets_are_required_when_features_are_on() -> None:
    """Claim "Ensures required secrets are present when features are enabled": the database's address is."""
    assert rules({"DATABASE_TYPE": "convex"}) == [("CONVEX_DEPLOYMENT_URL", "missing")]


def test_suspicious_values_are_warned_of() -> None:
    """Claim "Logs warnings for suspicious values": what is allowed and unwise is a warning, not an error."""
    suspicious = PRODUCTION | {"RATE_LIMIT_ENABLED": "false", "SECURITY_CSP": "script-src 'unsafe-inline'"}
    assert rules(suspicious) == []
    assert rules(suspicious, "warning") == [
        ("RATE_LIMIT_ENABLED", "wrong-value"),
        ("SECURITY_CSP", "forbidden-content"),
    ]


def test_secrets_are_redacted_wherever_configuration_is_logged() -> None:
    """Claim "Configuration is logged with secrets redacted": what may be logged, and the settings shown."""
    assert GOOD not in str(validation.redacted(PRODUCTION))
    assert GOOD not in repr(EstuarySettings.from_environ(PRODUCTION))
    assert GOOD not in repr(validation.load(PRODUCTION))


def test_error_messages_hold_no_sensitive_data() -> None:
    """Claim "Error messages don't expose sensitive data": a password in the wrong variable stays out of the message."""
    with pytest.raises(validation.InvalidEnvironmentError) as caught:
        validation.load({"PORT": GOOD})
    assert GOOD not in str(caught.value)


def test_typos_in_names_are_found() -> None:
    """Claim "Look for typos in variable names": the validator does."""
    assert rules({"JWT_SECERT": GOOD}, "warning") == [("JWT_SECERT", "unknown-variable")]


def test_key_sets_must_be_fetched_over_https() -> None:
    """Claim "Ensure URL is HTTPS in production": in staging too."""
    for profile in ("staging", "production"):
        environ = PRODUCTION | {"APP_PROFILE": profile, "AUTH_JWKS_URLS": "http://id.quiet-otter.org/a"}
        assert rules(environ) == [("AUTH_JWKS_URLS", "insecure-url")]


def test_debug_mode_is_refused_in_production() -> None:
    """Claim "Never in production": a filter that debugs or traces is refused there, and only there."""
    assert rules(PRODUCTION | {"RUST_LOG": "debug"}) == [("RUST_LOG", "forbidden-content")]
    assert rules({"RUST_LOG": "debug"}) == []


def test_every_rule_is_explained(catalogue: Catalogue) -> None:
    """Claim "Troubleshooting": each rule that a message can name has its place on the page."""
    page = render(catalogue, "rules")
    for environ in ({"PORT": "x"}, {"AUTH_ENABLED": "true"}, {"JWT_SECRET": "changeme"}, {"PROT": "1"}):
        for problem in validation.check(environ):
            assert f"{{#{problem.rule}}}" in page
