"""The rotation of a secret whose outgoing value stays in force for a while: the environment at each step."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.wording.sentences import rotation_sentence

OLD, NEW = "<old-key>", "<new-key>"
STEPS = (
    ("Make the new key", OLD, None, "the old key"),
    ("Deploy it beside the old one", NEW, OLD, "both keys"),
    ("Move the clients", NEW, OLD, "both keys"),
    ("Remove the old key", NEW, None, "the new key"),
)


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return how the first secret with an overlap is rotated, as HTML; nothing if there is none."""
    for variable in catalogue.secrets:
        rotation = variable.rotation
        if rotation is not None and rotation.overlap is not None:
            names = (variable.name, rotation.overlap)
            rows = (
                [
                    Markup("{}. {}").format(number, step),
                    Markup("<br>").join(
                        html.code(f"{name}={key}") for name, key in zip(names, keys, strict=True) if key is not None
                    ),
                    html.inline(valid),
                ]
                for number, (step, *keys, valid) in enumerate(STEPS, 1)
            )
            cadence = html.inline(rotation_sentence(rotation))
            return html.lines(
                [
                    Markup("<p>{}: {}</p>").format(variable_link(catalogue, variable.name), cadence),
                    html.table(
                        f"Rotation of {variable.name}", ("Step", "Environment", "Tokens are accepted from"), rows
                    ),
                ]
            )
    return ""
