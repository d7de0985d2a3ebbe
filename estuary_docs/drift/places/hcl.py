"""What Terraform and Nomad give to what they run: maps of variables, and blocks or objects with a name and a value.

Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function,
https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloud_run_v2_service,
https://developer.hashicorp.com/nomad/docs/job-specification/env
"""

import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.places.names import is_conventional

OPENING = re.compile(r"\s*(?:dynamic\s+)?\"?(\w+)\"?\s*(?:\"[^\"]*\"\s*)*[=:]?\s*(?:\w+\()?[\[{]\s*(?:#.*)?")
MAPS = frozenset(("variables", "env", "environment", "environment_variables", "env_vars", "app_settings"))
PAIRS = frozenset(("environment", "env", "secrets", "environment_variables", "secret"))
PAIR = re.compile(r"\s*\"?([A-Z_][A-Z0-9_]*)\"?\s*[=:]\s*(?:\"([^\"]*)\"|(.*?)),?\s*(?:#.*)?")
NAMED = re.compile(r"(?:^|[\s{,])\"?name\"?\s*[=:]\s*\"([^\"]*)\"")
VALUED = re.compile(r"(?:^|[\s{,])\"?value\"?\s*[=:]\s*\"([^\"]*)\"")
PLAIN = re.compile(r"-?\d+(?:\.\d+)?|true|false")
MOST_LINES_BETWEEN = 3


def applies(path: str, head: str) -> bool:
    """Say whether a file is Terraform's or Nomad's."""
    return path.endswith((".tf", ".nomad", ".nomad.hcl", ".hcl")) and head != ""


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield the pairs of the blocks that become variables, and the objects in them that hold a name."""
    environment = Environment(path, path)
    inside: list[str] = []
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        bare = "" if line.lstrip().startswith(("#", "//")) else line
        block = next((name for name in reversed(inside) if name), "")
        pair = PAIR.fullmatch(bare)
        named = NAMED.search(bare)
        if block in PAIRS and named and is_conventional(named[1]):
            following = "\n".join(lines[number - 1 : number + MOST_LINES_BETWEEN]).partition("}")[0]
            valued = VALUED.search(following)
            yield from environment.assign(named[1], number, valued[1] if valued else None)
        elif block in MAPS and pair and is_conventional(pair[1]):
            value = pair[2] if pair[2] is not None else pair[3] if PLAIN.fullmatch(pair[3]) else None
            yield from environment.assign(pair[1], number, value)
        opening = OPENING.fullmatch(bare)
        opened = len(re.findall(r"[\[{(]", bare)) - len(re.findall(r"[\]})]", bare))
        if opened > 0:
            inside += [opening[1] if opening else "", *[""] * (opened - 1)]
        elif opened < 0:
            del inside[opened:]
