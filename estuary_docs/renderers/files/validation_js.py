"""`validation.js`: the validator for the site's own pages, as small as it gets.

It is a script and no module, because browsers load no module from a file, and it defines one name: `estuaryDocs`.
A site that loads no page anew may run it twice, which `const` would forbid.
"""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.runtimes import javascript
from estuary_docs.validation.tables import portable

# The part about reports, from its heading to the next.
FOR_PROGRAMS = re.compile(r"^// Problems\.\n.*?(?=^// Forms\.\n)", re.DOTALL | re.MULTILINE)
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
    runtime = files(javascript).joinpath("validator.mjs").read_text(encoding="utf-8")
    renamed = {old: variable.name for variable in catalogue.variables for old in variable.former_names}
    return SCRIPT.format(
        notice=notice,
        runtime="\n".join(bare(runtime)),
        tables=compact(portable(catalogue)),
        renamed=compact(renamed),
    )


def compact(table: object) -> str:
    """Return a table as JSON without a space too many."""
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def bare(module: str) -> Iterator[str]:
    """Yield the lines of a module without comments, indentation and exports; no text in it goes over several lines."""
    in_comment = False
    for line in map(str.strip, FOR_PROGRAMS.sub("", module).split("\n")):
        in_comment = in_comment or line.startswith("/*")
        if line and not in_comment and not line.startswith("//"):
            yield line.removeprefix("export ")
        in_comment = in_comment and not line.endswith("*/")
