"""The engine's table in a project's pyproject.toml."""

from collections.abc import Mapping

from estuary_docs.project.settings import TABLE

FOLDER = "configuration"
TEXT = """[{table}]
schema = "{schema}"
pages = "{folder}"

[{table}.artefacts]
{artefacts}
"""


def artefacts(validator: str) -> dict[str, str]:
    """Return what every project has generated, by path; `validator` is that file's."""
    return {".env.example": "env-example", validator: "validation-py"}


def with_table(before: str, schema: str, generated: Mapping[str, str]) -> str:
    """Return the text of a pyproject.toml with the table after all that it holds; `generated` are paths and formats."""
    newline = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before else newline if before.endswith("\n") else newline * 2
    artefacts = "\n".join(f'"{path}" = "{output_format}"' for path, output_format in generated.items())
    text = TEXT.format(table=TABLE, schema=schema, folder=FOLDER, artefacts=artefacts)
    return before + gap + text.replace("\n", newline)
