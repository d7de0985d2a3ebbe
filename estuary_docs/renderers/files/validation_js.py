"""`validation.js`: the validator for the site's own pages, as small as it gets.

It is a script and no module, because browsers load no module from a file, and it defines one name: `estuaryDocs`.
A site that loads no page anew may run it twice, which `const` would forbid.
"""

import json
from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.files.validation_mjs import joined
from estuary_docs.runtimes.javascript import PARTS
from estuary_docs.validation.tables import is_used, portable

# What no page needs: reports, typed settings, and the program.
FOR_PROGRAMS = ("problems", "settings", "program")
SCRIPT = """\
// {notice}
var estuaryDocs = (() => {{
"use strict";
{runtime}
const tables = {tables};
return {{ tables, validator: new Validator(tables), renamed: {renamed} }};
}})();
"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the script's text."""
    renamed = {old: variable.name for variable in catalogue.variables for old in variable.former_names}
    parts = [part for part in PARTS if part not in FOR_PROGRAMS and is_used(catalogue, part)]
    return SCRIPT.format(
        notice=notice,
        runtime="\n".join(bare(joined(parts))),
        tables=compact(portable(catalogue)),
        renamed=compact(renamed),
    )


def compact(table: object) -> str:
    """Return a table as JSON without a space too many."""
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def bare(script: str) -> Iterator[str]:
    """Yield the lines of a script without comments and indentation; no text in it goes over several lines."""
    in_comment = False
    for line in map(str.strip, script.split("\n")):
        in_comment = in_comment or line.startswith("/*")
        if line and not in_comment and not line.startswith("//"):
            yield line
        in_comment = in_comment and not line.endswith("*/")
