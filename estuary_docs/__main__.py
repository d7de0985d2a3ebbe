"""`python -m estuary_docs` is `estuary-docs`."""

from estuary_docs.cli.program import main

main(prog_name="estuary-docs")
