"""Who else reads environment variables."""

import re

import pytest

from estuary_docs.drift.third_party import groups, reader_of


@pytest.mark.parametrize(
    ("name", "image", "reader"),
    [
        ("POSTGRES_PASSWORD", "postgres:16", "the PostgreSQL image"),
        ("POSTGRES_PASSWORD", "docker.io/bitnami/postgresql:15@sha256:0", "the PostgreSQL image"),
        ("POSTGRES_PASSWORD", "localhost:5000/postgres", "the PostgreSQL image"),
        ("POSTGRES_PASSWORD", "postgres:${VERSION:-16}", "the PostgreSQL image"),
        ("POSTGRES_PASSWORD", "example/orders", None),
        ("POSTGRES_PASSWORD", "", None),
        ("MSSQL_PID", "mcr.microsoft.com/mssql/server:2022-latest", "the SQL Server and Oracle images"),
        ("MSSQL_PID", "example/server", None),
        ("GF_SECURITY_ADMIN_USER", "", "Grafana"),
        ("PATH", "example/orders", "the shell and the operating system"),
        ("LC_ALL", "", "the shell and the operating system"),
        ("RUST_LOG", "", "Rust, Cargo and rustc"),
        ("NODE_ENV", "", "Node and its package managers"),
        ("GOMEMLIMIT", "", "Go"),
        ("PYTHONUNBUFFERED", "", "Python's interpreter"),
        ("OTEL_SERVICE_NAME", "", "OpenTelemetry"),
        ("PGHOST", "", "libpq"),
        ("PGHOSTILE", "", None),
        ("GITHUB_REF_NAME", "", "CI systems"),
        ("GITHUB_CLIENT_ID", "", None),
        ("AWS_REGION", "", "the AWS SDK"),
        ("AWS_ENDPOINT_URL_S3", "", "the AWS SDK"),
        ("AWS_S3_BUCKET", "", None),
        ("PORT", "", None),
        ("HOST", "", None),
        ("DATABASE_URL", "", None),
        ("JWT_SECRET", "", None),
    ],
)
def test_a_reader_is_known_by_the_name_and_by_the_image(name: str, image: str, reader: str | None) -> None:
    """What an image reads is its own on that image, and nobody's on the service's."""
    assert reader_of(name, image) == reader


def test_every_reader_has_a_page_that_says_so() -> None:
    """No group is without a source, a title of its own and something that it reads."""
    assert all(re.fullmatch(r"https://\S+", group.source) for group in groups())
    assert len({group.title for group in groups()}) == len(groups())
    assert all(group.names or group.prefixes for group in groups())


def test_prefixes_end_where_a_word_ends() -> None:
    """A prefix ends in an underscore, unless names go on without one."""
    odd = {prefix for group in groups() for prefix in group.prefixes if not prefix.endswith("_")}
    assert odd == {
        "GITHUB_ACTION",
        "GITHUB_ACTOR",
        "GITHUB_REF",
        "GITHUB_REPOSITORY",
        "GITHUB_WORKFLOW",
        "GITLAB_CI",
        "SYSTEM_TEAM",
    }
