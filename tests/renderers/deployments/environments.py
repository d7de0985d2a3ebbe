"""What a snippet puts into the service's environment, read as its platform reads it.

Whatever only refers to a secret, or stands in for one, gives way to a genuine-looking value.
"""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers import render
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.vocabulary.kinds import ListOf, Text
from tests.conftest import needs

Environment = dict[str, str]
END = "\n"


def genuine(variable: Variable) -> str:
    """Return a value that might be the secret's real one, the same each time."""
    digest = hashlib.sha256(variable.name.encode()).hexdigest()
    form = variable.kind.item if isinstance(variable.kind, ListOf) else variable.kind
    return digest if isinstance(form, Text) else f"https://quiet-otter-{digest[:6]}.convex.cloud/{digest[6:12]}"


def secrets_of(catalogue: Catalogue) -> Environment:
    """Return a genuine-looking value for every secret, by the variable's name."""
    return {variable.name: genuine(variable) for variable in catalogue.secrets}


def as_file(catalogue: Catalogue, folder: Path, file_variable: str) -> str:
    """Write the secret that a variable such as JWT_SECRET_FILE stands for, and return the file's path."""
    path = folder / file_variable
    path.write_text(f"{secrets_of(catalogue)[file_variable.removesuffix('_FILE')]}\n", encoding="utf-8")
    return str(path)


def compose(text: str, catalogue: Catalogue, folder: Path) -> Environment:
    """Read a Compose file: `$$` is a dollar, and a secret is there if it is declared and granted."""
    file = yaml.safe_load(text)
    (service,) = file["services"].values()
    mounted = {f"/run/secrets/{name}" for name in service.get("secrets", []) if set(file["secrets"][name]) == {"file"}}
    environment = {}
    for name, value in (service.get("environment") or {}).items():
        assert isinstance(value, str)
        assert "$" not in value.replace("$$", "")
        plain = value.replace("$$", "$")
        environment[name] = as_file(catalogue, folder, name) if plain in mounted else plain
    assert len(mounted) == sum(name.endswith("_FILE") for name in environment)
    return environment


def objects(text: str) -> dict[str, Any]:
    """Read Kubernetes objects, by their kind."""
    return {each["kind"]: each for each in yaml.safe_load_all(text)}


def kubernetes(text: str, catalogue: Catalogue, folder: Path) -> Environment:  # noqa: ARG001 - no file is mounted
    """Read what `envFrom` takes from the ConfigMap and the Secret."""
    found = objects(text)
    sources = found["Deployment"]["spec"]["template"]["spec"]["containers"][0]["envFrom"]
    names = {**sources[0]["configMapRef"], **sources[1]["secretRef"]}
    assert names == found["ConfigMap"]["metadata"] == found["Secret"]["metadata"]
    stored = found["Secret"].get("stringData", {})
    assert all(map(looks_like_placeholder, stored.values()))
    return dict(found["ConfigMap"].get("data", {})) | {name: secrets_of(catalogue)[name] for name in stored}


def external_secrets(text: str, catalogue: Catalogue, folder: Path) -> Environment:
    """Read which keys the operator gives the Secret that the Kubernetes snippet's Deployment uses."""
    found = objects(render(catalogue, "kubernetes"))
    external = yaml.safe_load(text)
    assert external["spec"]["target"]["name"] == found["Secret"]["metadata"]["name"]
    found["Secret"]["stringData"] = {
        entry["secretKey"]: f"<{entry['remoteRef']['key'].rpartition('/')[2]}>"
        for entry in external["spec"].get("data", [])
    }
    return kubernetes(yaml.safe_dump_all(found.values()), catalogue, folder)


def systemd(text: str, catalogue: Catalogue, folder: Path) -> Environment:
    """Read a unit after systemd.syntax(7) and systemd.exec(5): escapes in quotes first, then specifiers."""
    lines = [line.partition("=") for line in text.split("\n") if not line.startswith("#")]
    credentials = {value.partition(":")[0] for name, _, value in lines if name == "LoadCredential"}
    environment = {}
    for name, _, value in lines:
        if name == "Environment":
            found = re.fullmatch(r'"((?:[^"\\]|\\[\\"])*)"', value)
            assert found
            assert not re.search("(?<!%)(?:%%)*%(?![%d])", found[1])
            unescaped = re.sub(r"\\(.)", r"\1", found[1])
            variable, _, held = re.sub("%(.)", lambda each: "%" if each[1] == "%" else "\0", unescaped).partition("=")
            if held.startswith("\0/"):
                assert held.removeprefix("\0/") in credentials
                held = as_file(catalogue, folder, variable)
            environment[variable] = held
    return environment


def ecs_task(text: str, catalogue: Catalogue, folder: Path) -> Environment:  # noqa: ARG001 - no file is mounted
    """Read the first container of a task definition."""
    (container,) = json.loads(text)["containerDefinitions"]
    named = {entry["name"]: entry["valueFrom"] for entry in container["secrets"]}
    assert all(re.search(rf"/{name}-\w{{6}}$", reference) for name, reference in named.items())
    settings = {entry["name"]: entry["value"] for entry in container["environment"]}
    return settings | {name: secrets_of(catalogue)[name] for name in named}


def calls(text: str, program: str, folder: Path) -> Iterator[list[str]]:
    """Run a script with a stand-in for `program`, and yield the arguments of each call."""
    (folder / program).write_text(f"#!/bin/sh\nprintf '%s\\0' \"$@\" '{END}' >> '{folder}/calls'\n")
    (folder / program).chmod(0o755)
    (folder / "script").write_text(text, encoding="utf-8")
    (folder / "calls").write_bytes(b"")
    path = f"{folder}:{os.environ['PATH']}"
    subprocess.run([needs("bash"), folder / "script"], check=True, env={"PATH": path})
    arguments: list[str] = []
    for argument in (folder / "calls").read_bytes().decode().split("\0")[:-1]:
        if argument == END:
            yield arguments
            arguments = []
        else:
            arguments.append(argument)


def cloud_run(text: str, catalogue: Catalogue, folder: Path) -> Environment:
    """Run the script, and read the flags as gcloud does: `^;^` before a list names its delimiter."""
    (arguments,) = calls(text, "gcloud", folder)
    assert arguments[:2] == ["run", "deploy"]
    environment = {}
    for flag, _, held in (argument.partition("=") for argument in arguments):
        found = re.match(r"\^(.+?)\^", held)
        pairs = held[found.end() :].split(found[1]) if found else held.split(",")
        for name, _, value in (pair.partition("=") for pair in pairs):
            if flag == "--set-env-vars":
                environment[name] = value
            if flag == "--set-secrets":
                assert re.fullmatch(r"[\w-]+:[1-9]\d*", value)
                environment[name] = secrets_of(catalogue)[name]
    return environment


def key_vault(text: str, catalogue: Catalogue, folder: Path) -> Environment:
    """Run the script, and follow each secret from its file into the vault, the app's secrets and the environment."""
    vault: Environment = {}
    secrets: Environment = {}
    environment = {}
    by_file = {name.lower(): value for name, value in secrets_of(catalogue).items()}
    for arguments in calls(text, "az", folder):
        match arguments:
            case ["keyvault", "secret", "set", *_, "--output", "none", "--name", name, "--file", file]:
                vault[name] = by_file[file.removeprefix("secrets/")]
            case ["containerapp", "secret", "set", *rest]:
                for reference in rest[rest.index("--secrets") + 1 :]:
                    found = re.fullmatch(
                        r"([a-z0-9-]+)=keyvaultref:https://[\w-]+\.vault\.azure\.net/secrets/([\w-]+),identityref:system",
                        reference,
                    )
                    assert found
                    secrets[found[1]] = vault[found[2]]
            case ["containerapp", "update", *rest]:
                for pair in rest[rest.index("--set-env-vars") + 1 :]:
                    name, _, value = pair.partition("=")
                    environment[name] = (
                        secrets[value.removeprefix("secretref:")] if value.startswith("secretref:") else value
                    )
            case _:
                raise AssertionError(arguments)
    return environment


def github_actions(text: str, catalogue: Catalogue, folder: Path) -> Environment:  # noqa: ARG001 - no file is mounted
    """Read the environment of the step that deploys, which alone has any."""
    workflow = yaml.safe_load(text)
    *others, step = workflow["jobs"]["deploy"]["steps"]
    assert "secrets." not in json.dumps([others, {**step, "env": {}}, workflow.get("env")])
    environment = {}
    for name, value in (step.get("env") or {}).items():
        assert isinstance(value, str)
        found = re.fullmatch(r"\$\{\{ secrets\.(\w+) \}\}", value)
        environment[name] = secrets_of(catalogue)[found[1]] if found else value.replace("${{ '${{' }}", "${{")
    return environment


def gitlab_ci(text: str, catalogue: Catalogue, folder: Path) -> Environment:  # noqa: ARG001 - no file is mounted
    """Read the job's variables, and the names that its script asks for in the project's own."""
    job = yaml.safe_load(text)["deploy"]
    environment = {}
    for name, given in job.get("variables", {}).items():
        value = given["value"] if isinstance(given, dict) else given
        assert isinstance(value, str)
        assert "$" not in value or given["expand"] is False
        environment[name] = value
    asked = [found[1] for line in job["script"] if (found := re.fullmatch(r'test -n "\$(\w+)"', line))]
    assert not set(asked) & set(environment)
    return environment | {name: secrets_of(catalogue)[name] for name in asked}


READ: dict[str, Callable[[str, Catalogue, Path], Environment]] = {
    "compose": compose,
    "kubernetes": kubernetes,
    "external-secrets": external_secrets,
    "systemd": systemd,
    "ecs-task": ecs_task,
    "cloud-run": cloud_run,
    "key-vault": key_vault,
    "github-actions": github_actions,
    "gitlab-ci": gitlab_ci,
}
