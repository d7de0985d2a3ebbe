"""What the containers of Kubernetes manifests and Helm templates are given.

Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
"""

import base64
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from estuary_docs.drift.mention import KEPT_FOR_CONTAINERS, Mention, Undecided
from estuary_docs.drift.places.compose import file_below
from estuary_docs.drift.places.environment import TEMPLATED, Environment, names_after_dollar
from estuary_docs.drift.places.names import is_conventional, is_name
from estuary_docs.drift.places.yaml_tree import Mapping, Node, Scalar, entries, get, items, mappings, scalar, walk

MANIFEST = re.compile(r"^\s*kind: *[\"']?[A-Z]|^\s*(?:configMap|secret)Generator:", re.MULTILINE)
# A part of a chart's templates, which others of them include.
PART = re.compile(r"^\{\{-?\s*define\b", re.MULTILINE)
# A template of OpenShift, which is often written as JSON.
TEMPLATE = re.compile(r"\"kind\":\s*\"(?:Template|List)\"")
CONTAINERS = ("containers", "initContainers")
DATA = {
    "ConfigMap": ("configmap", ("data",)),
    "Secret": ("secret", ("data", "stringData")),
    "SealedSecret": ("secret", ("spec", "encryptedData")),
}
GENERATORS = (("configMapGenerator", "configmap"), ("secretGenerator", "secret"))
REFERENCES = (("configMapRef", "configmap"), ("secretRef", "secret"))
ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
NAMED = re.compile(r"\s*-\s+name:\s*[\"']?([A-Z_][A-Z0-9_]*)[\"']?\s*(?:#.*)?")
VALUED = re.compile(r"\s*value(?:From)?:(?:\s+[\"']?([^\"'{}]*?)[\"']?)?\s*(?:#.*)?")


def applies(path: str, head: str) -> bool:
    """Say whether a file holds manifests, be they templates."""
    file = posixpath.basename(path)
    if file.startswith("kustomization."):
        return True
    if file.endswith(".json"):
        return TEMPLATE.search(head) is not None
    if file.endswith((".yaml", ".yml", ".yaml.tpl")) and MANIFEST.search(head) is not None:
        return True
    return file.endswith((".yaml", ".yml", ".tpl")) and _chart(path) is not None and PART.search(head) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what each container is given, and what ConfigMaps and Secrets hold for those that name them."""
    if not MANIFEST.search(text) and PART.search(text):
        yield from _lines(text, path)
        return
    templated = "{{" in text
    documents = list(mappings(ACTION.sub(_neutral, text) if templated else text, path))
    if templated and any(isinstance(document, Undecided) for document in documents):
        yield from _by_line(text, path)
        return
    used = names_after_dollar(text)
    for document in documents:
        if isinstance(document, Undecided):
            yield document
            continue
        # What a template of OpenShift is filled in with are its own parameters, and no variables of a container.
        for manifest in items(get(document, "objects")):
            yield from _manifest(manifest, path, frozenset())
        for manifest in items(get(document, "items")) or (document,):
            yield from _manifest(manifest, path, used)
        yield from _generated(document, path)


def env_files(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that a kustomization makes a ConfigMap or a Secret of."""
    for document in mappings(text, path):
        for generator, kind in GENERATORS:
            for item in items(get(document, generator) if isinstance(document, Mapping) else None):
                for file in (*items(get(item, "envs")), get(item, "env")):
                    named = file_below(path, scalar(file))
                    if named:
                        yield f"{kind}/{scalar(get(item, 'name'))}", "", named


def attribute(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions of a repository, those of ConfigMaps and Secrets set where a container takes them from.

    What no container takes stays as it is, and so does a container's `*` whose ConfigMap or Secret nobody knows.
    """
    everything = list(mentions)
    by_unit: dict[str, list[Mention]] = {}
    for mention in everything:
        if mention.unit.startswith(("configmap/", "secret/")) and mention.certainty != "dynamic":
            by_unit.setdefault(mention.unit, []).append(mention)
    whole = {mention.taken[0] for mention in everything if len(mention.taken) == 1}
    for mention in everything:
        match mention.taken:
            case [unit] if unit in by_unit:
                prefix = mention.name.removesuffix("*")
                yield from (
                    replace(
                        entry, name=prefix + entry.name, role="set", unit=mention.unit, image=mention.image, note=""
                    )
                    for entry in by_unit[unit]
                )
            case [unit, key] if unit in by_unit:
                value = next((entry.value for entry in reversed(by_unit[unit]) if entry.name == key), None)
                yield replace(mention, value=value)
            case _ if mention.unit not in whole or mention.unit not in by_unit:
                yield mention


def _neutral(action: re.Match[str]) -> str:
    """Return what stands for a template's action: nothing where it has its line for itself."""
    text = action.string
    start = text.rfind("\n", 0, action.start()) + 1
    end = text.find("\n", action.end())
    around = text[start : action.start()] + text[action.end() : len(text) if end < 0 else end]
    lines = "\n" * action[0].count("\n")
    return lines if not ACTION.sub("", around).strip() else TEMPLATED + lines


def _manifest(manifest: Node, path: str, used: frozenset[str]) -> Iterator[Mention]:
    kind, name = scalar(get(manifest, "kind")), scalar(get(manifest, "metadata", "name"))
    if kind in DATA:
        yield from _data(manifest, kind, path, name)
    elif kind == "ExternalSecret":
        target = scalar(get(manifest, "spec", "target", "name")) or name
        for item in items(get(manifest, "spec", "data")):
            key = get(item, "secretKey")
            if isinstance(key, Scalar) and is_name(key.text):
                yield _held(str(key.text), None, path, key.line, f"secret/{target}")
    for node in walk(manifest):
        for field in CONTAINERS:
            for container in items(get(node, field)):
                yield from _container(container, path, f"{kind}/{name}", used)


def _container(container: Node, path: str, owner: str, used: frozenset[str]) -> Iterator[Mention]:
    chart = _chart(path)
    unit = f"{chart}:helm" if chart is not None else f"{owner}/{scalar(get(container, 'name'))}"
    image = scalar(get(container, "image")) or ""
    environment = Environment(path, unit, "" if TEMPLATED in image else image, used=used)
    yield from environment.of_pairs(get(container, "env"))
    for source in items(get(container, "envFrom")):
        for key, kind in REFERENCES:
            name = get(source, key, "name")
            if isinstance(name, Scalar):
                certain = name.text is not None and TEMPLATED not in name.text
                unit = f"{kind}/{name.text}"
                note = unit if certain else f"a {kind} that the chart names"
                prefix = scalar(get(source, "prefix")) or ""
                yield environment.unknown(name.line, note, prefix, (unit,) if certain else ())


def _data(manifest: Node, kind: str, path: str, name: str | None) -> Iterator[Mention]:
    unit, keys = DATA[kind]
    blocks = [get(manifest, *keys)] if kind == "SealedSecret" else [get(manifest, key) for key in keys]
    chart = _chart(path)
    for block, key in zip(blocks, keys, strict=False):
        for entry, node in entries(block):
            value = scalar(node)
            if kind == "SealedSecret":
                value = None
            elif kind == "Secret" and key == "data":
                value = _decoded(value or "")
            if chart is not None and is_conventional(entry.text):
                chart_environment = Environment(path, f"{chart}:helm", certainty="likely", note=f"{kind} of a chart")
                yield from chart_environment.assign(entry.text, entry.line, value)
            elif is_name(entry.text):
                yield _held(str(entry.text), value, path, entry.line, f"{unit}/{name}")


def _held(name: str, value: str | None, path: str, line: int, unit: str) -> Mention:
    return Mention(name, path, line, "other", value, note=KEPT_FOR_CONTAINERS, unit=unit)


def _decoded(value: str) -> str | None:
    try:
        return base64.b64decode(value, validate=True).decode()
    except ValueError:
        return None


def _generated(document: Node, path: str) -> Iterator[Mention]:
    for generator, kind in GENERATORS:
        for item in items(get(document, generator)):
            environment = Environment(path, f"{kind}/{scalar(get(item, 'name'))}")
            for mention in environment.of_lines(get(item, "literals")):
                yield replace(mention, role="other", note=KEPT_FOR_CONTAINERS)


def _chart(path: str) -> str | None:
    """Return the folder of the chart whose template this is, or None."""
    before, templates, _ = f"/{path}".rpartition("/templates/")
    return before[1:] if templates and not path.endswith(".json") else None


def _by_line(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Read `- name: X` and `value:` where a template's actions leave no YAML."""
    yield Undecided(path, 0, "is a template that gives no YAML by itself: only its plain lines were read")
    yield from _lines(text, path)


def _lines(text: str, path: str) -> Iterator[Mention]:
    environment = Environment(path, f"{_chart(path) or path}:helm")
    lines = text.split("\n")
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        named, valued = NAMED.fullmatch(line), VALUED.match(following)
        if named and valued:
            full = VALUED.fullmatch(following)
            yield from environment.assign(named[1], number, full[1] if full else None)
