"""The interpreter in Go, whose modules, joined in the order of `PARTS`, are the body of what `validation-go` renders.

They use the standard library of Go 1.21 and each other; the lists of words, and the tables of a schema, are written
by the renderer. Those of `FORMS` add kinds to the tables of `forms`, and are left out where a schema has none of
theirs. To add a rule or form, change the module of the same name as in the Python interpreter.
"""

from estuary_docs.runtimes.python import FORMS

# Modules of Go alone that one of `FORMS` uses, and are left out with it.
OF_FORMS = {"json_texts": "lenient_forms"}
PARTS = (
    "texts",
    "problems",
    "secrets",
    "forms",
    *OF_FORMS,
    *FORMS,
    "runs",
    "weights",
    "prose",
    "references",
    "placeholders",
    "names",
    "secret_files",
    "env_file",
    "changes",
    "causes",
    "rules",
    "redaction",
    "tables",
    "validator",
)
