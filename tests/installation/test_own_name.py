"""What a project calls itself."""

from pathlib import Path

import pytest

from estuary_docs.installation.install import plan
from estuary_docs.installation.own_name import own_name
from estuary_docs.project.settings import Project

SCHEMA = '''"""The environment of a relay."""

from estuary_docs.vocabulary import Section, Settings


class Relay(Section):
    """Relay."""

    port: int = 8080
    """The port."""


class RelaySettings(Settings):
    """Relays mail."""

    relay: Relay
'''


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("pyproject.toml", '[project]\nname = "parcel-desk"\n', "parcel-desk"),
        ("pyproject.toml", '[tool.poetry]\nname = "parcel-desk"\n', "parcel-desk"),
        ("pyproject.toml", "[tool.ruff]\nline-length = 100\n", "checkout"),
        ("pyproject.toml", "[project\n", "checkout"),
        ("pyproject.toml", "project = 1\n", "checkout"),
        ("Cargo.toml", '[package]\nname = "ferry"\n', "ferry"),
        ("Cargo.toml", '[workspace]\nmembers = ["a"]\n', "checkout"),
        ("package.json", '{"name": "@acme/checkout-web"}', "checkout-web"),
        ("package.json", '{"name": 7}', "checkout"),
        ("package.json", "[]", "checkout"),
        ("go.mod", "// ours\nmodule github.com/example/mail-relay/v2\n\ngo 1.22\n", "mail-relay"),
        ("go.mod", "module relay\n", "relay"),
        ("go.mod", "go 1.22\n", "checkout"),
        ("README.md", "# Parcels\n", "checkout"),
    ],
)
def test_a_manifest_names_the_project(tmp_path: Path, file: str, text: str, name: str) -> None:
    """A project without a manifest, or with one that names nothing, is called like its folder."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / file).write_text(text, encoding="utf-8")
    assert own_name(folder) == name


def test_a_manifest_that_is_no_text_names_nothing(tmp_path: Path) -> None:
    """Nor does a folder whose name has no letter."""
    folder = tmp_path / "7"
    folder.mkdir()
    (folder / "package.json").write_bytes(b"\xff")
    assert own_name(folder) == ""


def test_the_site_of_a_project_has_its_name(tmp_path: Path) -> None:
    """`init` titles the site after the manifest, in words."""
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "mail_relay-API"\n', encoding="utf-8")
    (tmp_path / "relay.py").write_text(SCHEMA, encoding="utf-8")
    site = next(
        target for target in plan(Project(tmp_path, None), "relay:RelaySettings") if target.shown == "mkdocs.yml"
    )
    assert site.text.startswith("site_name: Mail relay API\n")
