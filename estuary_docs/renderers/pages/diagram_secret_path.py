"""A diagram: how a secret travels from its store to the process."""

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing.drawing import arrow, box, code, figure
from estuary_docs.runtimes.python.secret_files import FILE_SUFFIX


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the diagram, as HTML; nothing where nothing is secret."""
    if not any(catalogue.secrets):
        return ""
    file = "NAME" + FILE_SUFFIX
    return figure(
        "diagram-secret-path",
        "How a secret travels",
        f"A secret leaves its store as the variable NAME, or as a file whose path is in {file}. The service checks it "
        "when it starts, and keeps it in the memory of its process. It never enters git, an image, a log or a message.",
        370,
        [
            box(80, 4, 240, ["Secret store", "outside the repository"], "box strong"),
            arrow((150, 60), (150, 76), (100, 76), (100, 96)),
            arrow((250, 60), (250, 76), (300, 76), (300, 96)),
            box(4, 96, 190, ["as a variable", code("NAME")]),
            box(206, 96, 190, ["as a file, path in", code(file)]),
            arrow((100, 152), (100, 168), (170, 168), (170, 188)),
            arrow((300, 152), (300, 168), (230, 168), (230, 188)),
            box(80, 188, 240, ["The service starts", "and checks the value"]),
            arrow((200, 244), (200, 268)),
            box(80, 268, 240, ["Memory of the process"], "box strong"),
            box(4, 326, 392, ["never in git, an image, a log, a message"], "box dashed"),
        ],
    )
