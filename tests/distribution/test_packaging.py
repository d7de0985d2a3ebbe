"""The distribution: what it holds, that it works in an empty environment, and how it is released."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from estuary_docs.cli.program import COMMANDS
from tests.conftest import ROOT, SMALL_SCHEMA
from tests.renderers.deployments.checkers import CHECK
from tests.runtimes.test_validation_program import interpreter

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")
VERSIONS = [found[1] for each in PROJECT["classifiers"] if (found := CLASSIFIER.fullmatch(each))]
RELEASE = ROOT / ".github" / "workflows" / "release.yml"
HATCHLING = Path(sys.executable).parent / "hatchling"
UV = Path(sys.executable).parent / "uv"
# What uv says where there is no registry to install from.
NO_REGISTRY = ("Failed to fetch", "not found in the package registry", "network connectivity is disabled")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([HATCHLING, "build", "--directory", folder], check=True, cwd=ROOT, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """Return the wheel."""
    (path,) = built.glob("*.whl")
    return path


def engine() -> set[str]:
    """Return the files of the engine, as git knows them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "estuary_docs"]
    return set(subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True).stdout.splitlines())


def test_the_wheel_holds_the_engine_and_nothing_else(wheel: Path) -> None:
    """Every file of the engine is in the wheel, data included; no test, no site, no schema is."""
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == engine()
    assert {"estuary_docs/py.typed", "estuary_docs/runtimes/javascript/validator.mjs"} <= held


def test_the_wheel_tells_what_it_is(wheel: Path) -> None:
    """Its metadata has the licence, the README, both programs and both extras."""
    with ZipFile(wheel) as archive:
        texts = {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist() if "info/" in name}
    assert "Apache License" in texts["licenses/LICENSE"]
    assert all(f"Provides-Extra: {extra}\n" in texts["METADATA"] for extra in PROJECT["optional-dependencies"])
    assert "\n# estuary-docs\n" in texts["METADATA"]
    assert all(
        f"{name} = {target}\n" in texts["entry_points.txt"] + "\n" for name, target in PROJECT["scripts"].items()
    )


def test_the_source_distribution_builds_the_same_wheel(built: Path, wheel: Path, tmp_path: Path) -> None:
    """It holds the engine with what tells of it, and a wheel built from it has the same files."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        archive.extractall(tmp_path, filter="data")
    others = {"PKG-INFO", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"}
    assert engine() | (others - {".gitignore"}) <= names <= engine() | others
    (folder,) = tmp_path.iterdir()
    subprocess.run([HATCHLING, "build", "-t", "wheel", "-d", tmp_path], check=True, cwd=folder, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as ours, ZipFile(again) as theirs:
        assert sorted(theirs.namelist()) == sorted(ours.namelist())


def test_each_supported_python_is_named() -> None:
    """The classifiers begin with the least version that installs, and leave none out."""
    least = PROJECT["requires-python"].removeprefix(">=")
    minors = [int(version.partition(".")[2]) for version in VERSIONS]
    assert VERSIONS[0] == least
    assert minors == list(range(minors[0], minors[-1] + 1))


def install(python: Path, *requirements: str) -> None:
    """Install into an environment; without a registry the test is skipped, or fails in CI."""
    command = [str(UV), "pip", "install", "--quiet", "--python", str(python), *requirements]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if any(sign in done.stderr for sign in NO_REGISTRY):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no package registry is in reach to install from")
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path, version: str) -> None:
    """Under each supported Python the programs run, without extras and with all of them."""
    python = interpreter(f"python{version}")
    if python is None:
        pytest.skip(f"python{version} is not installed; no package registry has it")
    subprocess.run([UV, "venv", "--quiet", "--python", python, tmp_path / "empty"], check=True, capture_output=True)
    programs = tmp_path / "empty" / "bin"
    (tmp_path / "toy.py").write_text(SMALL_SCHEMA)

    def run(program: str, *arguments: str) -> str:
        environ = {"PATH": os.environ["PATH"]}
        command = [str(programs / program), *arguments]
        done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=environ, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    schema = ("--schema", "toy:ToySettings")
    install(programs / "python", str(wheel))
    assert run("estuary-docs", "--version") == f"estuary-docs, version {PROJECT['version']}\n"
    assert "#PORT=3000" in run("estuary-docs", "show", "env-example", *schema)
    assert "#PORT=3000" in run("generate-env-example", "--output", "-", *schema)
    assert "export" in run("python", "-m", "estuary_docs", "show", "validation-mjs", *schema)
    assert "class ToyValidator" in run("estuary-docs", "show", "validation-py", *schema)
    run("python", "-c", "import estuary_docs.macros")
    install(programs / "python", f"{wheel}[drift,settings]")
    run("python", "-c", "import pydantic_settings, tree_sitter, tree_sitter_rust")
    for name in COMMANDS:
        assert run("estuary-docs", name, "--help").startswith("Usage: ")


@pytest.fixture(scope="module")
def release() -> dict[str, Any]:
    """Return the jobs of the release."""
    jobs: dict[str, Any] = yaml.safe_load(RELEASE.read_text(encoding="utf-8"))["jobs"]
    return jobs


def test_the_platform_accepts_the_release() -> None:
    """Its schema and actionlint have nothing against it, but for one permission that is newer than actionlint."""
    told = CHECK["github-actions"](RELEASE).splitlines()
    assert [line for line in told if 'unknown permission scope "attestations"' not in line] == []


def test_what_is_published_was_built_once_and_tried(release: dict[str, Any]) -> None:
    """Each job waits for the one before it, one alone builds, and the wheel is tried under each supported Python."""
    assert [release[name].get("needs") for name in ("test", "build", "try", "publish")] == [
        None,
        "test",
        "build",
        "try",
    ]
    building = [name for name, job in release.items() for step in job["steps"] if "hatchling build" in str(step)]
    assert building == ["build"]
    assert release["try"]["strategy"]["matrix"]["python"] == VERSIONS


def test_only_the_job_that_publishes_may_prove_who_it_is(release: dict[str, Any]) -> None:
    """It alone may ask for an identity, runs none of the project's code, and knows no password."""
    assert {name for name, job in release.items() if "permissions" in job} == {"publish"}
    publish = release["publish"]
    assert publish["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}
    assert publish["environment"] == "pypi"
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == [
        "actions/download-artifact",
        "actions/attest-build-provenance",
        "pypa/gh-action-pypi-publish",
    ]
    assert "secrets." not in RELEASE.read_text(encoding="utf-8")


def test_a_release_starts_with_a_tag_of_its_version(release: dict[str, Any]) -> None:
    """A tag such as v1.2.3 alone starts it, and another version than the tag's ends it."""
    triggers = yaml.safe_load(RELEASE.read_text(encoding="utf-8"))[True]
    assert triggers == {"push": {"tags": ["v*"]}}
    assert any("hatchling version" in step.get("run", "") for step in release["build"]["steps"])
