"""Where the service keeps its data."""

from typing import Annotated, Literal

from estuary_docs.vocabulary import (
    BeNoneOf,
    Must,
    SecretUrl,
    Section,
    Should,
    UseScheme,
    example,
    required_when,
    when,
)


class Database(Section):
    """Where the service keeps its data: in its own memory, or in a Convex deployment."""

    database_type: Annotated[
        Literal["memory", "convex"],
        Should(BeNoneOf(("memory",)), when(APP_PROFILE="production"), because="a restart loses everything"),
    ] = "memory"
    """Which database the service uses."""

    convex_deployment_url: Annotated[
        SecretUrl | None,
        required_when(DATABASE_TYPE="convex"),
        Must(
            UseScheme("https"),
            when(APP_PROFILE=("staging", "production")),
            because="the URL itself grants access, and `http` shows it to the network",
        ),
        example("https://your-deployment.convex.cloud"),
    ] = None
    """Address of the Convex deployment. Anyone who knows it can reach the data."""
