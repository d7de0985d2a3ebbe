"""Files that describe an API: OpenAPI, Swagger and AsyncAPI.

What a service takes and answers over the network is in them: their keys and samples are of requests, and no settings.
Sources: https://spec.openapis.org/oas/latest.html, https://www.asyncapi.com/docs/reference/specification/latest
"""

import json
import re

from estuary_docs.drift.reading.tree import BYTES_THAT_TELL

SUFFIXES = (".yaml", ".yml", ".json")
FORMAT = re.compile(rb"^(?:[{\s]*[\"'])?(?:openapi|swagger|asyncapi)[\"']?\s*:\s*[\"']?[1-9]", re.MULTILINE)
FORMATS = frozenset(("openapi", "swagger", "asyncapi"))
PARTS = frozenset(("paths", "webhooks", "components", "channels", "operations"))
KEY_AT_THE_TOP = re.compile(rb"^[\"']?(\w+)[\"']?\s*:", re.MULTILINE)


def describes(text: bytes, suffix: str) -> bool:
    """Say whether a file of data has, at its top, the format of a description of an API and a part of one."""
    if suffix not in SUFFIXES or not FORMAT.search(text, 0, BYTES_THAT_TELL):
        return False
    if text.lstrip().startswith(b"{"):
        try:
            top = set(json.loads(text))
        except (ValueError, RecursionError):
            return False
    else:
        top = {key.decode() for key in KEY_AT_THE_TOP.findall(text)}
    return not top.isdisjoint(FORMATS) and not top.isdisjoint(PARTS)
