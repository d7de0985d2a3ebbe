"""Estuary's settings: what `from_environ` gives; what it refuses is in the vectors."""

from collections.abc import Callable
from pathlib import Path
from traceback import format_exception

import pytest
from pydantic import ValidationError

from config_schema import EstuarySettings
from config_schema.authentication import Authentication
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.vocabulary import InvalidEnvironmentError

STRONG = "ochre-walnut-sailing-bracket-meadow-thimble"
OTHER = "lantern-gravel-quince-harbour-mosaic-pepper"
PRODUCTION = {"APP_PROFILE": "production", "JWT_SECRET": STRONG, "DATABASE_TYPE": "convex"} | {
    "CONVEX_DEPLOYMENT_URL": "https://quiet-otter-417.convex.cloud"
}

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


@pytest.mark.parametrize("call", [EstuarySettings.problems, EstuarySettings.from_environ])
@pytest.mark.parametrize("profile", ["", "prod"])
def test_a_profile_that_is_none_is_refused(call: Callable[..., object], profile: str) -> None:
    """A profile of no such name raises an error whose own frames hold no environment."""
    with pytest.raises(ValueError, match="the schema has no such profile") as caught:
        call({"JWT_SECRET": "canary"}, profile)
    traceback = caught.value.__traceback__
    assert traceback
    assert traceback.tb_next
    assert "canary" not in repr(traceback.tb_next.tb_frame.f_locals)


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


@pytest.mark.parametrize("path", [".", "\0"])
def test_a_folder_is_no_secret(path: str) -> None:
    """A folder, or a path that no system takes, cannot be read as a secret."""
    found = EstuarySettings.problems({"JWT_SECRET_FILE": path})
    assert [problem.rule for problem in found] == ["file-unreadable"]
