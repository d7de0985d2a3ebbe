"""The interpreter in Rust, whose modules, joined in the order of `PARTS`, are the body of `validation.rs`.

They use the standard library of Rust 1.63 and each other, and stand in one namespace: a name is used once in all of
them. To add a rule or form, change the module of the same name as in the Python interpreter. Those of `FORMS` are left
out where a schema has none of theirs, and so are the `patterns` of texts. Only what a service calls is public.
"""

from estuary_docs.runtimes.python import FORMS

# What a module is of use to alone.
ONLY_FOR = {"patterns": "shapes"}
# What judges the values of settings classes of pydantic, which no service in Rust has.
FOR_CLASSES = ("values", "documents")
PARTS = (
    "texts",
    "problems",
    "settings",
    "tables",
    "forms",
    "patterns",
    *(form for form in FORMS if form not in FOR_CLASSES),
    "runs",
    "weights",
    "prose",
    "references",
    "placeholders",
    "names",
    "secret_files",
    "env_file",
    "corrections",
    "causes",
    "rules",
    "redaction",
    "validator",
)
