"""What the values of a Helm chart give to its containers, under the keys that charts use by custom.

Source: https://helm.sh/docs/chart_template_guide/values_files/
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.places.names import is_conventional
from estuary_docs.drift.places.yaml_tree import Mapping, Node, entries, get, mappings, scalar

FILE = re.compile(r"values(?:[._-].*)?\.ya?ml|.*[._-]values\.ya?ml")
# Only names in capitals are meant below these: charts keep settings of their own under some of them.
KEYS = re.compile(
    r"env|envs|environment|extraEnv|extraEnvs|extraEnvVars|envVars|environmentVariables|envSecrets|secretEnv|"
    r"extraEnvSecret|config|secrets|secret|configMap|configmap|configData|secretData|data"
)


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file holds the values of a chart."""
    return FILE.fullmatch(posixpath.basename(path)) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what the values give to the containers of their chart, or of one below it."""
    unit = f"{posixpath.dirname(path)}:helm"
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
        else:
            yield from _below(document, Environment(path, unit), set())


def _below(node: Node, environment: Environment, visited: set[int]) -> Iterator[Mention]:
    if id(node) in visited or not isinstance(node, Mapping):
        return
    visited.add(id(node))
    image = scalar(get(node, "image")) or scalar(get(node, "image", "repository"))
    if image:
        unit = f"{environment.unit}/{image}" if len(visited) > 1 else environment.unit
        environment = Environment(environment.file, unit, image)
    for key, value in entries(node):
        if key.text and KEYS.fullmatch(key.text):
            yield from environment.of_map(value, is_conventional)
            yield from environment.of_pairs(value)
            yield from environment.of_lines(value)
        yield from _below(value, environment, visited)
