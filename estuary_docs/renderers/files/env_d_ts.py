"""`env.d.ts`: the names of the variables in Node's `process.env`, for TypeScript and for editors."""

from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.files.validation_d_ts import documentation, union
from estuary_docs.renderers.writing.typed_settings import groups
from estuary_docs.vocabulary import kinds

HEAD = """\
// {notice}
//
// What TypeScript knows of process.env. Nothing is checked when the program runs: validation.mjs does that.

declare global {{
  namespace NodeJS {{
    interface ProcessEnv {{
"""
FOOT = """\
    }
  }
}

export {};
"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the declarations."""
    return HEAD.format(notice=notice) + "".join(_names(catalogue)) + FOOT


def _names(catalogue: Catalogue) -> Iterator[str]:
    for group in groups(catalogue):
        for field in group.fields:
            words: tuple[str, ...] = ()
            match field.variable.kind:
                case kinds.Choice():
                    words = field.variable.kind.words
                case kinds.Flag():
                    words = kinds.WORDS_OF_FLAG
            yield documentation(field.documentation, "      ")
            yield f"      readonly {field.variable.name}?: {union(words) or 'string'};\n"
            if field.variable.secret:
                yield documentation([f"The path of a file with the value of `{field.variable.name}`."], "      ")
                yield f"      readonly {field.variable.file_name}?: string;\n"
