"""The interpreter in Python, whose modules, joined in the order of `PARTS`, are the body of `validation.py`.

They use the standard library of Python 3.9 and each other, so that a service can ship them without the engine.
To add a rule or form, change its module here and the module of the same name in every other language. Those of
`FORMS` add kinds to the tables of `forms`, and are left out where a schema has none of theirs; each is named with those
that it uses.
"""

FORMS = {
    "quantities": (),
    "shapes": (),
    "lenient_forms": (),
    "values": ("lenient_forms",),
    "documents": ("values", "lenient_forms"),
}
PARTS = (
    "problems",
    "forms",
    *FORMS,
    "lexicon",
    "runs",
    "weights",
    "prose",
    "references",
    "placeholders",
    "names",
    "secret_files",
    "env_file",
    "causes",
    "rules",
    "redaction",
    "validator",
    "program",
)
