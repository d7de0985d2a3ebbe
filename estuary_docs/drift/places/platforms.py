"""What files of hosting platforms set: render.yaml, app.json, app.yaml, spec.yaml, serverless.yml, and others.

Sources: https://render.com/docs/blueprint-spec, https://docs.digitalocean.com/products/app-platform/reference/app-spec/,
https://devcenter.heroku.com/articles/app-json-schema,
https://cloud.google.com/appengine/docs/flexible/reference/app-yaml, https://www.serverless.com/framework/docs,
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-environment.html
"""

import posixpath
import re
from collections.abc import Callable, Iterator

from estuary_docs.drift.mention import DESCRIPTION, Mention, Undecided
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.places.names import is_conventional
from estuary_docs.drift.places.yaml_tree import Mapping, entries, get, items, mappings, scalar, walk

LAMBDA = re.compile(r"AWS::(?:Lambda|Serverless)::")


def _render(document: Mapping, path: str) -> Iterator[Mention]:
    for holder in (*items(get(document, "services")), *items(get(document, "envVarGroups"))):
        environment = Environment(path, f"{path}:{scalar(get(holder, 'name'))}")
        yield from environment.of_pairs(get(holder, "envVars"), "key")


def _heroku(document: Mapping, path: str) -> Iterator[Mention]:
    environment = Environment(path, path)
    for key, value in entries(get(document, "env")):
        yield from environment.assign(key.text, key.line, scalar(value) or scalar(get(value, "value")))
        if get(value, "description") and is_conventional(key.text):
            yield Mention(key.text or "", path, key.line, "other", note=DESCRIPTION)


def _digital_ocean(document: Mapping, path: str) -> Iterator[Mention]:
    for node in walk(document):
        yield from Environment(path, f"{path}:{scalar(get(node, 'name'))}").of_pairs(get(node, "envs"), "key")


def _app_engine(document: Mapping, path: str) -> Iterator[Mention]:
    yield from Environment(path, path).of_map(get(document, "env_variables"))
    yield from _digital_ocean(document, path)


def _vercel(document: Mapping, path: str) -> Iterator[Mention]:
    for keys in (("env",), ("build", "env")):
        yield from Environment(path, path).of_map(get(document, *keys))


def _serverless(document: Mapping, path: str) -> Iterator[Mention]:
    provided = get(document, "provider", "environment")
    functions = entries(get(document, "functions"))
    for name, function in functions:
        environment = Environment(path, f"{path}:{name.text}")
        yield from environment.of_map(provided)
        yield from environment.of_map(get(function, "environment"))
    if not functions:
        yield from Environment(path, path).of_map(provided)


def _lambda(document: Mapping, path: str) -> Iterator[Mention]:
    shared = get(document, "Globals", "Function", "Environment", "Variables")
    yield from Environment(path, path).of_map(shared)
    for name, resource in entries(get(document, "Resources")):
        if LAMBDA.match(scalar(get(resource, "Type")) or ""):
            for node in walk(resource):
                yield from Environment(path, f"{path}:{name.text}").of_map(get(node, "Environment", "Variables"))


FORMS: dict[str, Callable[[Mapping, str], Iterator[Mention]]] = {
    "render.yaml": _render,
    "render.yml": _render,
    "spec.yaml": _digital_ocean,
    "app.json": _heroku,
    "app.yaml": _app_engine,
    "app.yml": _app_engine,
    "vercel.json": _vercel,
    "serverless.yml": _serverless,
    "serverless.yaml": _serverless,
}


def applies(path: str, head: str) -> bool:
    """Say whether a file is a hosting platform's."""
    return posixpath.basename(path) in FORMS or (
        path.endswith((".yaml", ".yml", ".json")) and bool(LAMBDA.search(head))
    )


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what the platform is told to set."""
    form = FORMS.get(posixpath.basename(path), _lambda)
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
        else:
            yield from form(document, path)
