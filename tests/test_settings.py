"""Estuary's settings: what `from_environ` gives, and what it refuses."""

from pathlib import Path
from traceback import format_exception

import pytest
from pydantic import ValidationError

from config_schema import EstuarySettings
from config_schema.authentication import Authentication
from estuary_docs.catalogue import Catalogue
from estuary_docs.vocabulary import InvalidEnvironmentError

STRONG = "Zq3vK9wB" * 4
OTHER = "Lm5xT2pR" * 4
PRODUCTION = {"APP_PROFILE": "production", "JWT_SECRET": STRONG, "DATABASE_TYPE": "convex"} | {
    "CONVEX_DEPLOYMENT_URL": "https://quiet-otter-417.convex.cloud"
}
STAGING = {"APP_PROFILE": "staging", "JWT_SECRET": STRONG}
PLACEHOLDER = "your-secret-key-here-at-least-32-bytes"

# environment, and every problem as (variable, rule, severity)
VERDICTS: list[tuple[dict[str, str], list[tuple[str, str, str]]]] = [
    ({}, []),
    (STAGING, []),
    (PRODUCTION, []),
    ({"APP_PROFILE": "prod"}, [("APP_PROFILE", "not-a-choice", "error")]),
    ({"PORT": "0"}, [("PORT", "out-of-range", "error")]),
    ({"PORT": "80 "}, [("PORT", "malformed", "error")]),
    ({"PORT": ""}, []),
    ({"SHUTDOWN_TIMEOUT_SECONDS": "301"}, [("SHUTDOWN_TIMEOUT_SECONDS", "out-of-range", "error")]),
    (PRODUCTION | {"RUST_LOG": "estuary=DEBUG"}, [("RUST_LOG", "forbidden-content", "error")]),
    (PRODUCTION | {"RUST_LOG": "trace"}, [("RUST_LOG", "forbidden-content", "error")]),
    (PRODUCTION | {"DATABASE_TYPE": "memory"}, [("DATABASE_TYPE", "value-refused", "warning")]),
    ({"DATABASE_TYPE": "convex"}, [("CONVEX_DEPLOYMENT_URL", "missing", "error")]),
    (
        PRODUCTION | {"CONVEX_DEPLOYMENT_URL": "http://quiet-otter-417.convex.cloud"},
        [("CONVEX_DEPLOYMENT_URL", "insecure-url", "error")],
    ),
    ({"DATABASE_TYPE": "convex", "CONVEX_DEPLOYMENT_URL": "http://quiet-otter-417.convex.cloud"}, []),
    (PRODUCTION | {"AUTH_ENABLED": "false"}, [("AUTH_ENABLED", "wrong-value", "error")]),
    ({"AUTH_ENABLED": "True"}, [("AUTH_ENABLED", "malformed", "error")]),
    ({"AUTH_ENABLED": "true"}, [("JWT_SECRET", "missing", "error")]),
    ({"AUTH_ENABLED": "true", "AUTH_JWKS_URLS": "https://id.quiet-otter.org/keys"}, []),
    ({"AUTH_ENABLED": "true", "AUTH_JWKS_URLS": ","}, [("JWT_SECRET", "missing", "error")]),
    ({"APP_PROFILE": "staging"}, [("JWT_SECRET", "missing", "error")]),
    ({"APP_PROFILE": "staging", "AUTH_ENABLED": "false"}, []),
    (STAGING | {"JWT_SECRET": "Zq3vK9wB"}, [("JWT_SECRET", "too-short", "error")]),
    ({"JWT_SECRET": "Zq3vK9wB"}, [("JWT_SECRET", "too-short", "warning")]),
    (STAGING | {"JWT_SECRET": PLACEHOLDER}, [("JWT_SECRET", "placeholder", "error")]),
    ({"JWT_SECRET": PLACEHOLDER}, [("JWT_SECRET", "placeholder", "warning")]),
    (STAGING | {"JWT_SECRET_PREVIOUS": OTHER}, []),
    (STAGING | {"JWT_SECRET_PREVIOUS": STRONG}, [("JWT_SECRET_PREVIOUS", "same-value", "error")]),
    ({"JWT_SECRET_PREVIOUS": OTHER}, [("JWT_SECRET_PREVIOUS", "unaccompanied", "error")]),
    (
        PRODUCTION | {"AUTH_JWKS_URLS": "https://id.quiet-otter.org/a, http://id.quiet-otter.org/b"},
        [("AUTH_JWKS_URLS", "insecure-url", "error")],
    ),
    *(
        ({"APP_PROFILE": profile, "JWT_SECRET": STRONG, name: value}, [(name, rule, severity)])
        for profile, severity in (("staging", "error"), ("development", "warning"))
        for name, value, rule in (
            ("CONVEX_DEPLOYMENT_URL", "https://your-deployment.convex.cloud", "placeholder"),
            ("AUTH_JWKS_URLS", "https://id.quiet-otter.org/a,https://your-provider.com/b", "placeholder"),
            ("JWT_SECRET_PREVIOUS", PLACEHOLDER, "placeholder"),
            ("JWT_SECRET_PREVIOUS", "Lm5xT2pR", "too-short"),
        )
    ),
    ({"AUTH_JWKS_CACHE_SECONDS": "59"}, [("AUTH_JWKS_CACHE_SECONDS", "out-of-range", "error")]),
    ({"AUTH_AUDIENCE": "a\nb"}, [("AUTH_AUDIENCE", "malformed", "error")]),
    ({"AUTH_ISSUER": "login"}, [("AUTH_ISSUER", "malformed", "error")]),
    (PRODUCTION | {"RATE_LIMIT_ENABLED": "false"}, [("RATE_LIMIT_ENABLED", "wrong-value", "warning")]),
    ({"RATE_LIMIT_MAX_REQUESTS": "1000001"}, [("RATE_LIMIT_MAX_REQUESTS", "out-of-range", "error")]),
    ({"RATE_LIMIT_WINDOW_SECONDS": "0"}, [("RATE_LIMIT_WINDOW_SECONDS", "out-of-range", "error")]),
    (PRODUCTION | {"SECURITY_STRICT_MODE": "false"}, [("SECURITY_STRICT_MODE", "wrong-value", "error")]),
    (PRODUCTION | {"SECURITY_CSP": "script-src 'unsafe-inline'"}, [("SECURITY_CSP", "forbidden-content", "warning")]),
    ({"CORS_ALLOWED_ORIGINS": "*"}, []),
    (
        PRODUCTION | {"CORS_ALLOWED_ORIGINS": "https://a.org, *"},
        [("CORS_ALLOWED_ORIGINS", "forbidden-content", "error")],
    ),
    ({"CORS_ALLOWED_ORIGINS": "https://a.org/path"}, [("CORS_ALLOWED_ORIGINS", "malformed", "error")]),
    (
        {"APP_PROFILE": "production", "PORT": "x", "AUTH_ENABLED": "no", "SECURITY_STRICT_MODE": "false"},
        [
            ("PORT", "malformed", "error"),
            ("DATABASE_TYPE", "value-refused", "warning"),
            ("AUTH_ENABLED", "malformed", "error"),
            ("JWT_SECRET", "missing", "error"),
            ("SECURITY_STRICT_MODE", "wrong-value", "error"),
        ],
    ),
]

DEFAULTS = {
    "development": {
        "profile.profile": "development",
        "server.port": 3000,
        "server.shutdown_timeout_seconds": 30,
        "logging.log": "estuary=debug,tower_http=debug",
        "database.database_type": "memory",
        "database.convex_deployment_url": None,
        "authentication.enabled": False,
        "authentication.jwks_urls": None,
        "authentication.jwks_cache_seconds": 3600,
        "authentication.audience": None,
        "authentication.issuer": None,
        "tokens.secret": None,
        "tokens.secret_previous": None,
        "rate_limit.enabled": True,
        "rate_limit.max_requests": 1000,
        "rate_limit.window_seconds": 60,
        "security.strict_mode": False,
        "security.csp": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'",
        "cors.allowed_origins": None,
    },
    "staging": {
        "logging.log": "estuary=debug,tower_http=info",
        "authentication.enabled": True,
        "rate_limit.max_requests": 100,
        "security.strict_mode": True,
        "security.csp": "default-src 'self'; script-src 'self'; style-src 'self'",
    },
    "production": {
        "logging.log": "estuary=info,tower_http=warn",
        "authentication.enabled": True,
        "rate_limit.max_requests": 100,
        "security.strict_mode": True,
        "security.csp": "default-src 'self'; script-src 'self'; style-src 'self'",
    },
}


@pytest.mark.parametrize(("environ", "expected"), VERDICTS)
def test_every_problem_is_found_at_once_and_in_order(
    environ: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    """An environment has exactly these problems, in catalogue order, and is refused if one is an error."""
    found = EstuarySettings.problems(environ)
    assert [(problem.variable, problem.rule, problem.severity) for problem in found] == expected
    if any(severity == "error" for _, _, severity in expected):
        with pytest.raises(InvalidEnvironmentError) as caught:
            EstuarySettings.from_environ(environ)
        assert list(caught.value.problems) == found
    else:
        EstuarySettings.from_environ(environ)


def test_every_rule_of_the_schema_is_broken_by_some_verdict(catalogue: Catalogue) -> None:
    """No rule of the schema is without an environment above that breaks it."""
    from estuary_docs.wording import rule_problem

    broken = {problem for environ, _ in VERDICTS for problem in EstuarySettings.problems(environ)}
    for variable in catalogue.variables:
        for rule in variable.rules:
            assert rule_problem(variable.name, rule) in broken


@pytest.mark.parametrize("profile", DEFAULTS)
def test_each_profile_has_its_defaults(profile: str) -> None:
    """With nothing else set, typed settings hold the defaults of the profile."""
    environ = {"APP_PROFILE": profile, "JWT_SECRET": STRONG}
    settings = EstuarySettings.from_environ(environ)
    expected = DEFAULTS["development"] | {"profile.profile": profile} | DEFAULTS[profile]
    for path, value in expected.items():
        section, field = path.split(".")
        if path != "tokens.secret":
            assert getattr(getattr(settings, section), field) == value, path


def test_values_arrive_typed() -> None:
    """Numbers, flags, lists and secrets arrive as Python values."""
    settings = EstuarySettings.from_environ(
        PRODUCTION
        | {
            "PORT": "0080",
            "AUTH_JWKS_URLS": "https://a.org/k, https://b.org/k",
            "CORS_ALLOWED_ORIGINS": "https://a.org",
        }
    )
    assert settings.server.port == 80
    assert settings.cors.allowed_origins == ["https://a.org"]
    assert [url.get_secret_value() for url in settings.authentication.jwks_urls or []] == [
        "https://a.org/k",
        "https://b.org/k",
    ]
    assert settings.tokens.secret is not None
    assert settings.tokens.secret.get_secret_value() == STRONG
    assert STRONG not in repr(settings)


def test_no_value_is_ever_shown(catalogue: Catalogue) -> None:
    """Whatever is wrong, neither the message nor the exception shows a value, secret or not."""
    for variable in catalogue.variables:
        canary = f"canary-{variable.anchor}\n7Qz"
        with pytest.raises(InvalidEnvironmentError) as caught:
            EstuarySettings.from_environ({variable.name: canary})
        shown = "".join(format_exception(caught.value)) + repr(caught.value) + repr(caught.value.args)
        assert "canary-" not in shown
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None


def test_a_section_alone_reads_the_same_forms() -> None:
    """A section refuses the same texts as the settings do, and hides them."""
    assert Authentication.model_validate({"enabled": "true"}).enabled is True
    assert Authentication(enabled=True).enabled is True
    with pytest.raises(ValidationError) as caught:
        Authentication.model_validate({"enabled": "canary"})
    assert "malformed" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_secret_may_arrive_as_a_file(tmp_path: Path) -> None:
    """`JWT_SECRET_FILE` names a file whose content, less one newline, is the secret."""
    for end in ("", "\n", "\r\n"):
        (tmp_path / "key").write_bytes(f"{STRONG}{end}".encode())
        settings = EstuarySettings.from_environ({"APP_PROFILE": "staging", "JWT_SECRET_FILE": str(tmp_path / "key")})
        assert settings.tokens.secret is not None
        assert settings.tokens.secret.get_secret_value() == STRONG


@pytest.mark.parametrize(
    ("content", "environ", "rule"),
    [
        (STRONG.encode(), {"JWT_SECRET": STRONG}, "file-conflict"),
        (None, {}, "file-unreadable"),
        (b"x" * (64 * 1024 + 1), {}, "file-too-large"),
        (b"\xff\xfe", {}, "file-not-text"),
        (b"a\nb", {}, "malformed"),
        (b"\n", {}, "missing"),
    ],
)
def test_a_bad_secret_file_is_a_problem(
    tmp_path: Path, content: bytes | None, environ: dict[str, str], rule: str
) -> None:
    """A secret that cannot be had from its file is one problem, not a crash; an empty file is an unset secret."""
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    found = EstuarySettings.problems(
        environ | {"APP_PROFILE": "staging", "JWT_SECRET_FILE": str(tmp_path / "key"), "JWT_SECRET_PREVIOUS": OTHER}
    )
    assert found[0].rule == rule


@pytest.mark.parametrize("path", [".", "\0"])
def test_a_folder_is_no_secret(path: str) -> None:
    """A folder, or a path that no system takes, cannot be read as a secret."""
    found = EstuarySettings.problems({"JWT_SECRET_FILE": path})
    assert [problem.rule for problem in found] == ["file-unreadable"]
