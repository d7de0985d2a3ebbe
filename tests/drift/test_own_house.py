"""Estuary's own pages, example file and README go through drift: own house first."""

from functools import cache
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.findings.declarations import declarations
from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.reading.inventory import Inventory, inventory
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.third_party import reader_of
from tests.conftest import ROOT
from tests.sites import BUILD_WARNINGS

# One worker builds what all of them look at.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("own-house"), BUILD_WARNINGS]

# These are about other services.
FOREIGN = ("tool/tutorial", "tool/write-a-schema", "tool/vocabulary", "tool/typed-settings")
# Here stands what is refused, on purpose.
WRONG_EXAMPLES = ("refused-value", "troubleshooting/index.html")
PAGES = DriftSettings(paths=("**/*.html", "*.html", "downloads/*.env.example"), exclude=FOREIGN)
PROJECT = DriftSettings(
    paths=("README.md", ".env.example", "docs/**/*.md"), exclude=tuple(f"docs/{page}.md" for page in FOREIGN)
)
# What builds the site reads these, and what completes words in a shell.
SPOKEN_OF = {"SITE_URL", "OFFLINE", "_ESTUARY_DOCS_COMPLETE", "_GENERATE_ENV_EXAMPLE_COMPLETE"}
# Variables of the class that the page about pydantic-settings takes for its example.
SPOKEN_OF |= {"SHOP_PORT", "SHOP_TIMEOUT"}
# What opens a store.
SPOKEN_OF |= {"AZURE_ACCESS_TOKEN", "KUBERNETES_API_SERVER", "PKCS11_MODULE_PATH", "PKCS11_PIN_FILE"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@cache
def read(root: Path, settings: DriftSettings) -> Inventory:
    """Return what is said below a folder, read once."""
    return inventory(root, settings)


@pytest.fixture(params=["the pages", "the files"])
def house(request: pytest.FixtureRequest, site: Path) -> Inventory:
    """Return what the built pages say, and what the files of the project say."""
    return read(site, PAGES) if request.param == "the pages" else read(ROOT, PROJECT)


@pytest.mark.slow
def test_every_variable_is_documented(site: Path, catalogue: Catalogue) -> None:
    """Each variable of the schema is documented on the pages, as a variable for certain."""
    documented = {
        each.name
        for each in read(site, PAGES).mentions
        if each.role in {"documented", "example"} and each.certainty == "certain"
    }
    assert {variable.name for variable in catalogue.variables} <= documented


def test_no_unknown_variable_is_named(house: Inventory, catalogue: Catalogue) -> None:
    """What pages and files call a variable is one of the schema, or one that a third party is known to read."""
    sure = [each for each in house.mentions if each.certainty == "certain"]
    named = {each.name for each in sure if each.role in {"documented", "example", "set"}}
    unknown = {name for name in named - catalogue.known_names if reader_of(name) is None}
    assert unknown <= SPOKEN_OF


def test_no_page_and_no_file_drifts(house: Inventory, catalogue: Catalogue) -> None:
    """Every value in a fence is one that the schema takes, every default the schema's, and no value looks secret."""
    outcome = drift(house, DriftSettings(), reader_of, catalogue, declarations(ROOT, catalogue))
    assert {(each.rule, place.file) for each in outcome.findings for place in each.places} <= {WRONG_EXAMPLES}


def test_every_page_is_understood(house: Inventory) -> None:
    """No page and no file is passed over."""
    assert house.undecided == ()
