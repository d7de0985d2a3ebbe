"""What Estuary reads from its environment: the single source of truth."""

from config_schema.authentication import Authentication, Tokens
from config_schema.database import Database
from config_schema.protection import Cors, RateLimit, Security
from config_schema.server import Logging, Profile, Server
from estuary_docs.vocabulary import External, Must, NotBePlaceholder, Settings, Should, when

__all__ = ["EstuarySettings"]


class EstuarySettings(
    Settings,
    profile="APP_PROFILE",
    every_secret=(
        Must(
            NotBePlaceholder(),
            when(APP_PROFILE=("staging", "production")),
            because="anyone who reads the example could pass for the service",
        ),
        Should(NotBePlaceholder(), when(APP_PROFILE="development")),
    ),
    external=(
        External(
            "RUST_BACKTRACE", "the Rust standard library", "Print a backtrace when the service panics: `1` or `full`."
        ),
        External("TOKIO_WORKER_THREADS", "tokio", "Number of threads that run the service; one per core by default."),
    ),
):
    """Estuary is a small REST service. It reads its whole configuration from environment variables at start-up."""

    profile: Profile
    server: Server
    logging: Logging
    database: Database
    authentication: Authentication
    tokens: Tokens
    rate_limit: RateLimit
    security: Security
    cors: Cors
