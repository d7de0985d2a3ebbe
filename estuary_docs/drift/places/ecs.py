"""What task definitions of Amazon ECS give to their containers, alone or in CloudFormation.

Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.places.yaml_tree import Node, get, items, mappings, scalar, walk

KEYS = (
    ("containerDefinitions", "environment", "secrets", "name", "value", "image"),
    ("ContainerDefinitions", "Environment", "Secrets", "Name", "Value", "Image"),
)


def applies(path: str, head: str) -> bool:
    """Say whether a file defines tasks."""
    return path.endswith((".json", ".yaml", ".yml", ".template")) and "ontainerDefinitions" in head


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what each container is given."""
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
            continue
        for node in walk(document):
            yield from _definitions(node, path)


def _definitions(node: Node, path: str) -> Iterator[Mention]:
    for definitions, environment, secrets, name, value, image in KEYS:
        for container in items(get(node, definitions)):
            unit = f"{path}:{scalar(get(container, name))}"
            variables = Environment(path, unit, scalar(get(container, image)) or "")
            yield from variables.of_pairs(get(container, environment), name, value)
            for mention in variables.of_pairs(get(container, secrets), name, value):
                yield Mention(mention.name, path, mention.line, "set", note="a secret", unit=unit, image=mention.image)
