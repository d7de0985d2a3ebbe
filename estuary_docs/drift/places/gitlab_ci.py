"""What the jobs of a GitLab pipeline are given.

Source: https://docs.gitlab.com/ci/yaml/#variables
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.environment import Environment, names_after_dollar
from estuary_docs.drift.places.yaml_tree import Mapping, Node, entries, get, items, mappings, scalar

FILE = re.compile(r"(?:.*[._-])?gitlab-ci(?:[._-].*)?\.ya?ml")


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a pipeline."""
    return FILE.fullmatch(posixpath.basename(path)) is not None or "/.gitlab/ci/" in f"/{path}"


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield the variables of the pipeline and of each job; `likely`, as the pipeline's own commands may use them."""
    used = names_after_dollar(text)
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
            continue
        yield from _variables(Environment(path, path, "", used=used, certainty="likely"), document)
        for name, job in entries(document):
            if isinstance(job, Mapping) and name.text != "variables":
                unit = f"{path}:{name.text}"
                yield from _variables(Environment(path, unit, used=used, certainty="likely", note="a pipeline"), job)
                for service in items(get(job, "services")):
                    image = scalar(get(service, "name")) or ""
                    yield from Environment(path, f"{unit}/{image}", image).of_map(get(service, "variables"))


def _variables(environment: Environment, node: Node) -> Iterator[Mention]:
    for key, value in entries(get(node, "variables")):
        yield from environment.assign(key.text, key.line, scalar(value) or scalar(get(value, "value")))
