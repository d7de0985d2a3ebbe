"""The reference of the engine's packages, held against the packages."""

from importlib import import_module
from pathlib import Path

import pytest

from estuary_docs.site.package_reference import packages
from tests.conftest import ROOT
from tests.test_architecture import ENGINE, PACKAGES


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_each_package_has_a_section_with_its_docstring(package: Path) -> None:
    """The page says of a package what its docstring says."""
    path = package.relative_to(ENGINE).as_posix()
    section = packages().split(f"{{#{path.replace('/', '-').replace('_', '-')}}}\n\n", 1)[1]
    name = ".".join(package.relative_to(ROOT).parts)
    assert section.startswith((import_module(name).__doc__ or "").strip())


def test_the_page_about_the_design_shows_them() -> None:
    """The page computes the list."""
    assert "{{ packages() }}" in (ROOT / "docs" / "tool" / "design.md").read_text(encoding="utf-8")
