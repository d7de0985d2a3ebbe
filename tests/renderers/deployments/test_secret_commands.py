"""The commands beside the snippets: they can be run as they are, and put each secret where its snippet looks."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.renderers.deployments.secret_commands import STORES, secret_commands
from estuary_docs.renderers.deployments.setting_lines import setting_lines
from estuary_docs.renderers.files.builder_js import TEMPLATES

SHELLCHECK = Path(sys.executable).with_name("shellcheck")
TYPED = "https://quiet-otter-417.example.com"


def run(script: str, folder: Path, typed: str = TYPED) -> subprocess.CompletedProcess[str]:
    """Run a script in a folder, where programs of clouds are ones that do nothing, and a terminal that types a text."""
    for name in ("aws", "gcloud", "kubectl", "shred"):
        (folder / name).write_text("#!/bin/sh\ncat > /dev/null < /dev/null\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f'PATH="{folder}:$PATH"\n{script}'],
        cwd=folder,
        input=f"{typed}\n",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("platform", STORES)
def test_the_commands_are_sound(catalogue: Catalogue, tmp_path: Path, platform: str) -> None:
    """Shellcheck has nothing against them; no variable is unset, and no value is in an argument."""
    script = tmp_path / "script.bash"
    for each in (*map(catalogue.in_profile, catalogue.profiles), in_variables_alone(catalogue)):
        script.write_text(f"{secret_commands(each, platform)}\n", encoding="utf-8")
        done = subprocess.run(
            [SHELLCHECK, "--shell=bash", "--enable=all", "--exclude=SC2310,SC2312,SC2250", script],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == ""


@pytest.mark.parametrize("platform", ["compose", "key-vault"])
def test_each_file_that_a_snippet_names_is_written(catalogue: Catalogue, tmp_path: Path, platform: str) -> None:
    """After the commands there is a file for each required secret, with a key, or with what was typed."""
    production = catalogue.in_profile("production")
    snippet = render(production, platform)
    done = run(secret_commands(production, platform), tmp_path)
    assert done.returncode == 0, done.stderr
    named = set(re.findall(r"secrets/([a-z_]+)", snippet))
    written = {path.name: path.read_text(encoding="utf-8").strip() for path in (tmp_path / "secrets").iterdir()}
    assert set(written) <= named
    assert written["convex_deployment_url"] == TYPED
    assert len(written["jwt_secret"]) == 44
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "secrets").iterdir()} == {"0o600"}


def test_the_cluster_gets_a_line_for_each_secret(catalogue: Catalogue, tmp_path: Path) -> None:
    """The file from which kubectl makes the Secret has the names that the Deployment takes."""
    done = run(secret_commands(catalogue.in_profile("production"), "kubernetes"), tmp_path)
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "secrets.env").read_text(encoding="utf-8").splitlines()
    assert [line.partition("=")[0] for line in lines] == ["CONVEX_DEPLOYMENT_URL", "JWT_SECRET"]
    assert lines[0] == f"CONVEX_DEPLOYMENT_URL={TYPED}"


def test_the_secret_is_made_under_the_name_that_the_deployment_takes(catalogue: Catalogue) -> None:
    """The lines are handed to kubectl, and nothing of them is left behind."""
    *_lines, create, remove = secret_commands(catalogue.in_profile("production"), "kubernetes").splitlines()
    assert create == "kubectl create secret generic estuary --from-env-file=secrets.env"
    assert remove == "shred --remove secrets.env"


def in_variables_alone(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue whose secrets may not arrive in files, in production."""
    sections = tuple(
        replace(section, variables=tuple(replace(each, only_in_variable=each.secret) for each in section.variables))
        for section in catalogue.sections
    )
    return replace(catalogue, sections=sections).in_profile("production")


def test_there_is_a_folder_only_for_secrets_in_files(catalogue: Catalogue, tmp_path: Path) -> None:
    """A secret that may arrive only in a variable is a line of the env file, which its owner alone may read."""
    done = run(secret_commands(in_variables_alone(catalogue), "compose"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "secrets").exists()
    assert oct((tmp_path / ".env").stat().st_mode & 0o777) == "0o600"
    (url, key) = (tmp_path / ".env").read_text(encoding="utf-8").splitlines()
    assert url == f"CONVEX_DEPLOYMENT_URL='{TYPED}'"
    assert re.fullmatch("JWT_SECRET='[A-Za-z0-9+/=]{44}'", key)


def test_only_what_arrives_in_a_file_is_encrypted(catalogue: Catalogue) -> None:
    """A secret that is a line of the unit's env file has no file to encrypt, and the commands say where it stays."""
    commands = secret_commands(in_variables_alone(catalogue), "systemd-encrypted").splitlines()
    assert [line.partition(" is no file: it stays in /etc/estuary/settings.env")[0] for line in commands] == [
        "# CONVEX_DEPLOYMENT_URL",
        "# JWT_SECRET",
    ]
    in_files = secret_commands(catalogue.in_profile("production"), "systemd-encrypted")
    assert in_files.count("systemd-creds encrypt") == len(commands)


@pytest.mark.parametrize("typed", ["a'b", "ab\\", "'"])
@pytest.mark.parametrize("platform", ["compose", "systemd"])
def test_what_an_env_file_cannot_hold_is_refused(
    catalogue: Catalogue, tmp_path: Path, platform: str, typed: str
) -> None:
    """What would end the quotes elsewhere is not written; the message names the variable."""
    (tmp_path / "sudo").write_text('#!/bin/sh\nif [ "$1" = tee ]; then cat >> .env; fi\n', encoding="utf-8")
    (tmp_path / "sudo").chmod(0o755)
    done = run(secret_commands(in_variables_alone(catalogue), platform), tmp_path, typed)
    assert (
        done.stderr
        == "CONVEX_DEPLOYMENT_URL: choose a value without a single quote and without a backslash at its end\n"
    )
    assert (tmp_path / ".env").read_text(encoding="utf-8") == ""
    assert done.returncode == 1


def test_other_signs_reach_an_env_file_as_they_are(catalogue: Catalogue, tmp_path: Path) -> None:
    """Only what would end the quotes is refused: a document in JSON has backslashes too."""
    typed = '{"key": "a\\nb", "cost": "$5 & \\1"}'
    done = run(secret_commands(in_variables_alone(catalogue), "compose"), tmp_path, typed)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".env").read_text(encoding="utf-8").splitlines()[0] == f"CONVEX_DEPLOYMENT_URL='{typed}'"


@pytest.mark.parametrize("platform", ["ecs-task", "cloud-run"])
def test_an_entry_of_a_store_has_the_name_that_its_snippet_reads(catalogue: Catalogue, platform: str) -> None:
    """Names are those of the snippet for the same profile."""
    production = catalogue.in_profile("production")
    snippet = render(production, platform)
    names = re.findall(r"(?:--name|secrets create) (\S+)", secret_commands(production, platform))
    assert len(names) == 2
    assert all(name in snippet for name in names)


@pytest.mark.parametrize("platform", TEMPLATES)
def test_a_line_sets_each_setting(catalogue: Catalogue, platform: str) -> None:
    """Every setting but the profile has its line, and no secret has one."""
    lines = setting_lines(catalogue.in_profile("production"), platform)
    for variable in catalogue.variables:
        is_there = re.search(rf"\b{variable.name}\b", lines) is not None
        assert is_there == (not variable.secret and variable.name != catalogue.profile_variable)
