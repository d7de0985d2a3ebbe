"""What the jobs of GitHub's workflows and composite actions set.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from estuary_docs.drift.mention import TOOL, Mention, Undecided
from estuary_docs.drift.places.environment import Environment, names_after_dollar
from estuary_docs.drift.places.yaml_tree import Mapping, Node, entries, get, items, mappings, scalar

FILE = re.compile(
    r"(?:.*/)?\.(?:github|gitea|forgejo)/(?:workflows/[^/]+|actions/(?:.*/)?action)\.ya?ml|(?:.*/)?action\.ya?ml"
)


# What a step runs of the repository itself, or hands its environment on to; any other program reads for itself.
RUNNING = re.compile(
    r"\s*(?:[./~$\"'{]|(?:sudo|env|cross-env|time|exec|python[\d.]*|py|pip[\d.]*|pipx?|pytest|uv|uvx|poetry|pdm|hatch|tox|nox"
    r"|pipenv|node|npm|npx|pnpm|yarn|bun|bunx|deno|go|cargo|just|make|task|docker|docker-compose|podman|kubectl|helm"
    r"|bash|sh|zsh|ssh|scp|rsync|cd|echo|printf|cat|set|export|if|for|while|source|terraform|ansible[\w-]*|alembic"
    r"|gunicorn|uvicorn|flask|django-admin|celery|mkdir|cp|mv|rm|touch|envsubst|java|mvn|gradle|sls|serverless)\b)"
)


# A secret that is handed on under another name is used, whatever reads it then.
HANDED = re.compile(r"(?:\b([A-Z][A-Z0-9_]*):\s*[\"']?\$\{\{\s*)?(?<![\w.])(?:secrets|vars)\.([A-Z][A-Z0-9_]*)\b")


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a workflow or a composite action."""
    return FILE.fullmatch(path) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what each job sets for the commands it runs; what the workflow itself uses, or an action, is its own."""
    used = names_after_dollar(text)
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
            continue
        for name, job in entries(get(document, "jobs")):
            environment = Environment(path, f"{path}:{name.text}", used=used, certainty="likely", note="a workflow")
            yield from _job(environment, job, document)
        yield from _steps(Environment(path, path, used=used, certainty="likely"), get(document, "runs"))


def words(text: str, _path: str) -> set[str]:
    """Return the secrets and variables of the repository that a workflow hands on under another name."""
    return {name for own, name in HANDED.findall(text) if name != own}


def _job(environment: Environment, job: Node, workflow: Mapping) -> Iterator[Mention]:
    steps = items(get(job, "steps"))
    if not steps:
        return
    runs = any(get(step, "run") for step in steps)
    for block in (get(workflow, "env"), get(job, "env"), get(job, "container", "env")):
        yield from (mention if runs else _own(mention) for mention in environment.of_map(block))
    yield from _steps(environment, job)
    for name, service in entries(get(job, "services")):
        image = scalar(get(service, "image")) or ""
        unit = f"{environment.unit}/{name.text}"
        yield from Environment(environment.file, unit, image).of_map(get(service, "env"))


def _steps(environment: Environment, job: Node | None) -> Iterator[Mention]:
    for step in items(get(job, "steps")):
        run = scalar(get(step, "run"))
        for mention in environment.of_map(get(step, "env")):
            foreign = mention.value is None and run is not None and not RUNNING.match(run)
            yield replace(_own(mention), note=TOOL) if foreign else mention if run is not None else _own(mention)


def _own(mention: Mention) -> Mention:
    """Return the mention of what nothing but actions can read."""
    return replace(mention, role="other", note="for an action")
