"""The engine's table in a project's pyproject.toml."""

from estuary_docs.project.settings import TABLE

FOLDER = "configuration"
TEXT = """[{table}]
schema = "{schema}"
pages = "{folder}"

[{table}.artefacts]
".env.example" = "env-example"
"{validator}" = "validation-py"
"""


def with_table(before: str, schema: str, validator: str) -> str:
    """Return the text of a pyproject.toml with the table after all that it holds; `validator` is that file's path."""
    newline = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before else newline if before.endswith("\n") else newline * 2
    text = TEXT.format(table=TABLE, schema=schema, folder=FOLDER, validator=validator)
    return before + gap + text.replace("\n", newline)
