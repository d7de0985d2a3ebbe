"""Generated files next to programs that look for secrets."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import DEPLOYMENTS, FILES, render
from tests.renderers.deployments.environments import genuine
from tests.renderers.deployments.test_deployment import LINES_WITH_A_SECRET


def found(path: Path, text: str) -> list[tuple[str, str, int]]:
    """Return what detect-secrets finds in a file: the kind, the line itself, and its number."""
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    with default_settings():
        return [(each.type, lines[each.line_number - 1][:160], each.line_number) for each in scan_file(str(path))]


# What each kind of file is called in a repository; that tells the scanner how values are written there.
NAMES = {
    "env-example": ".env.example",
    "json-schema": "environment.schema.json",
    "catalogue-json": "catalogue.json",
    "settings-schema": "settings.schema.json",
    "validation-py": "validation.py",
    "validation-mjs": "validation.mjs",
    "validation-js": "validation.js",
    "validation-go": "settings.go",
    "validation-rs": "settings.rs",
    "validation-d-ts": "validation.d.mts",
    "env-d-ts": "env.d.ts",
    "llms": "llms.txt",
    "table": "table.md",
    "reference-page": "reference.md",
    "store-policy": "policy.json",
    "compose": "compose.yaml",
    "systemd": "estuary.service",
    "ecs-task": "task.json",
    "github-actions": "deploy.yaml",
    "gitlab-ci": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
    "gitleaks": ".gitleaks.toml",
}
# An environment is to hold secrets, a Kubernetes Secret too; the others name secrets by paths that look like values.
NAMING_SECRETS = {"env", "kubernetes", "external-secrets", "cloud-run", "key-vault", "vault-agent", "builder-js"}


def test_each_format_is_scanned_or_names_secrets() -> None:
    """A format that is new is in one of the two lists."""
    assert {*NAMES, *NAMING_SECRETS} == {*FILES, *DEPLOYMENTS}


def test_detect_secrets_finds_a_planted_value(tmp_path: Path) -> None:
    """A value in quotes behind the name of a secret is found, so that the scanner is known to look."""
    value = hashlib.sha256(b"planted").hexdigest()
    assert found(tmp_path / "validation.py", f'JWT_SECRET = "{value}"\n')


@pytest.mark.parametrize("output_format", NAMES)
def test_detect_secrets_finds_nothing_in_what_is_generated(
    catalogue: Catalogue, tmp_path: Path, output_format: str
) -> None:
    """No generated file needs an entry in a baseline; the profile with the most secrets is the one that counts."""
    text = render(catalogue.in_profile("production"), output_format)
    assert found(tmp_path / NAMES[output_format], text) == []


def gitleaks(folder: Path, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the file and the rule of each finding of gitleaks in a folder, by the rules that are generated."""
    program = shutil.which("gitleaks")
    if program is None and os.environ.get("GITLEAKS_REQUIRED"):
        pytest.fail("gitleaks is not installed")
    if program is None:
        pytest.skip("gitleaks is not installed")
    rules, report = folder.parent / "rules.toml", folder.parent / "report.json"
    rules.write_text(render(catalogue, "gitleaks"), encoding="utf-8")
    options: list[str | Path] = [
        "--no-banner",
        "--exit-code",
        "0",
        "--config",
        rules,
        "--report-format",
        "json",
        "--report-path",
        report,
    ]
    subprocess.run([program, "dir", folder, *options], capture_output=True, check=True)
    return [(Path(each["File"]).name, each["RuleID"]) for each in json.loads(report.read_text(encoding="utf-8"))]


def test_the_real_gitleaks_finds_each_form_of_a_deployment(catalogue: Catalogue, tmp_path: Path) -> None:
    """A value of each secret in each form is found, by the rule of that secret alone."""
    folder = tmp_path / "planted"
    folder.mkdir()
    expected = []
    for secret in catalogue.secrets:
        for number, line in enumerate(LINES_WITH_A_SECRET):
            file = folder / f"{secret.name}-{number}.txt"
            file.write_text(line.format(name=secret.name, value=genuine(secret)) + "\n", encoding="utf-8")
            expected.append((file.name, f"estuary-{secret.anchor.replace('_', '-')}"))
    assert sorted(set(gitleaks(folder, catalogue))) == sorted(expected)


def test_the_real_gitleaks_finds_nothing_in_what_is_generated(catalogue: Catalogue, tmp_path: Path) -> None:
    """No generated file of any profile has a finding, be it of these rules or of its own."""
    for profile in catalogue.profiles:
        folder = tmp_path / profile
        folder.mkdir()
        for output_format in {*FILES, *DEPLOYMENTS}:
            file = folder / NAMES.get(output_format, f"{output_format}.txt")
            file.write_text(render(catalogue.in_profile(profile), output_format), encoding="utf-8")
        assert gitleaks(folder, catalogue) == []
