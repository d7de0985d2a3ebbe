"""Containers that this repository builds, and that run the program of the image which they are made from."""

from pathlib import Path

import pytest

from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.places import dockerfile
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.third_party import reader_of
from tests.adoption.test_drafts import loaded
from tests.drift.findings.test_trees import py, rules, write

DATABASE = 'FROM postgres:16\nCOPY setup.sh /docker-entrypoint-initdb.d/\nCMD ["postgres"]\n'
COMPOSE = """services:
  shop:
    build: .
    environment:
      SHOP_PORT: 1
      SHOP_MODE: fast
      SHOP_TOKEN: ${TOKEN}
  store:
    build:
      context: .
      dockerfile: store.Dockerfile
    env_file: store.env
    environment:
      SHOP_PORT: 1
      SHOP_MODE: fast
      STORE_GHOST: 1
"""
FILES = {
    "s.py": py("SHOP_PORT", "SHOP_MODE", "SHOP_TOKEN"),
    "Dockerfile": "FROM python:3.13\nCOPY . .\nCMD python s.py\n",
    "compose.yaml": COMPOSE,
    "store.env": "AUTH_STRICT_MODE=1\n",
}
SCHEMA = '''from estuary_docs.vocabulary import Section, Settings
class Shop(Section, prefix="SHOP_"):
    """The shop."""
    port: int
    """Where it listens."""
    mode: str
    """How it goes."""
    token: str
    """What it shows."""
class MineSettings(Settings):
    """What it reads."""
    shop: Shop
'''


@pytest.mark.parametrize(
    ("text", "image"),
    [
        ("FROM postgres:16\n", "postgres:16"),
        ("FROM mysql:8\nCMD mysqld --skip-name-resolve\n", "mysql:8"),
        ("FROM python AS own\nCMD python\nFROM redis AS store\nCMD redis-server /etc/redis.conf\n", "redis"),
        ("FROM postgres:16 AS store\nFROM store\nCOPY a.sql /docker-entrypoint-initdb.d/\n", "postgres:16"),
        ("FROM postgres:16\nENTRYPOINT /run.sh\n", ""),
        ("FROM postgres:16\nCMD python s.py\n", ""),
        ('FROM postgres:16 AS base\nCOPY app /app\nENTRYPOINT ["python", "/app/main.py"]\nFROM base\n', ""),
        ('FROM postgres:16\nCMD ["postgrest"]\n', ""),
        ('FROM redis:7\nCMD ["redis-exporter"]\n', ""),
        ('FROM mongo:7\nCMD ["mongod", "--quiet"]\n', "mongo:7"),
        ("FROM go AS own\nFROM postgres:16\nCOPY --from=own /shop /bin/shop\n", ""),
        ("FROM nginx\nCOPY dist /usr/share/nginx/html\n", ""),
        ("FROM python:3.13\n", ""),
        ("", ""),
    ],
)
def test_a_dockerfile_may_start_the_program_of_its_image(text: str, image: str) -> None:
    """A database with a script of the repository's own is still that database."""
    assert dockerfile.base(text) == image


def test_what_a_container_of_a_database_is_given_is_none_of_the_services(tmp_path: Path) -> None:
    """No claim is made for the service where the container runs another program."""
    assert not rules(tmp_path, FILES | {"store.Dockerfile": DATABASE}).keys() & {"STORE_GHOST", "AUTH_STRICT_MODE"}


def test_what_starts_the_service_from_such_an_image_is_the_services(tmp_path: Path) -> None:
    """Whatever the image is made from, the program that it starts counts."""
    told = rules(tmp_path, FILES | {"store.Dockerfile": "FROM postgres:16\nCOPY . .\nCMD python s.py\n"})
    assert told["STORE_GHOST"] == told["AUTH_STRICT_MODE"] == {"never-read"}


@pytest.mark.parametrize(("start", "lacking"), [("", False), ("CMD python s.py\n", True)])
def test_only_the_service_lacks_what_the_schema_requires(tmp_path: Path, start: str, lacking: bool) -> None:  # noqa: FBT001 - a fact
    """A database starts without the variables of the service."""
    write(tmp_path, FILES | {"store.Dockerfile": f"FROM postgres:16\n{start}", "store.env": ""})
    catalogue = loaded(SCHEMA, tmp_path)
    findings = drift(inventory(tmp_path, DriftSettings()), DriftSettings(), reader_of, catalogue).findings
    places = [place for each in findings if each.rule == "required-but-not-set" for place in each.places]
    assert bool(places) is lacking
