"""The interpreter in JavaScript, for browsers and Node, and the builder that runs in a page.

Its modules use what both kinds of engine offer and each other. Joined in the order of `PARTS` they are the body of
`validation.mjs` and, without those that report to people, of the pages' `validation.js`; `BUILDER` goes on after that.
To add a rule or form, change the module of the same name as in the Python interpreter. Those of `FORMS` add kinds to
the table of `forms`, and are left out where a schema has none of theirs.
"""

from estuary_docs.runtimes.python import FORMS

PARTS = (
    "texts",
    "problems",
    "forms",
    *FORMS,
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
    "validator",
    "settings",
    "program",
)
BUILDER = ("writers", "needs", "builder")
