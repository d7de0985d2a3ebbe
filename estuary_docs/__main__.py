"""`python -m estuary_docs` is `estuary-docs`."""

import os
import sys
from contextlib import suppress

# Python looks in the current folder first for what `-m` runs; what is imported from here on is not looked for there.
with suppress(FileNotFoundError):  # nothing is looked for in a folder that is gone
    if not sys.flags.safe_path and sys.path[:1] in ([""], [os.getcwd()]):  # noqa: PTH109 - a text of the path
        del sys.path[0]

from estuary_docs.cli.program import main

main(prog_name="estuary-docs")
