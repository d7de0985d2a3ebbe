"""The interpreter in Rust, whose modules, joined in the order of `PARTS`, are the body of `validation.rs`.

They use the standard library of Rust 1.63 and each other, and stand in one namespace: a name is used once in all of
them. To add a rule or form, change the module of the same name as in the Python interpreter. Those of `FORMS` are left
out where a schema has none of theirs, and so is what only they use. Only what a service calls is public.
"""

from estuary_docs.runtimes.python import FORMS

# The forms that a module is of use to alone.
ONLY_FOR = {"patterns": ("shapes", "values"), "json_texts": ("lenient_forms",)}
PARTS = (
    "texts",
    "problems",
    "settings",
    "tables",
    "forms",
    *ONLY_FOR,
    *FORMS,
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
