"""Fields that an `AliasPath` takes out of a JSON document: what the document must hold for them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import AliasChoices, AliasPath
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign import defaults, fitting, validators
from estuary_docs.schemas.foreign.annotations import nested_classes
from estuary_docs.schemas.foreign.forms import ANY, NULL, either
from estuary_docs.schemas.foreign.places import FieldPlace
from estuary_docs.schemas.foreign.shapes import Shape, shape
from estuary_docs.vocabulary.documents import Form
from estuary_docs.vocabulary.kinds import Json, Top, fault
from estuary_docs.wording.kinds import kind_clause

Steps = tuple[int | str, ...]
Row = tuple[Steps, Form, bool]
LARGEST_INDEX = 16
# What is no object has no part at a key, and is passed over where nothing must be there.
NO_OBJECT: tuple[Form, ...] = (
    ("text", None, None, None, False),
    ("array", ANY, None, None),
    ("exactly-a-number", None, None, False, False, None, False),
    ("exactly-a-flag",),
)


@dataclass
class Parts:
    """The parts that fields take out of one document: the path, the form and the need of each, in order.

    A document that is read only where no variable `before` it is set holds what each of its fields wants.
    """

    before: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    tops: set[Top] = field(default_factory=set)
    contents: dict[str, None] = field(default_factory=dict)
    is_open: bool = False

    def add(self, place: FieldPlace, variable: str, before: tuple[str, ...], *, required: bool) -> Json:
        """Note what one more field wants, and return the kind of the document."""
        paths = list(_paths(place.field, variable))
        self.is_open = self.is_open or not paths
        is_sure = len(paths) == 1 and self.before == before and not _is_lenient(place)
        is_sure = is_sure and not nested_classes(place.field.annotation)
        form: Form = fitting.form_of(place.owner, place.name) if is_sure else ANY
        self.rows += [(path, form, required and is_sure) for path in paths]
        kind = kind_clause(_shape(place).kind)
        self.contents |= {f"`{'.'.join(map(str, path))}`: {kind}": None for path in paths}
        self.tops |= {"array" if isinstance(path[0], int) else "object" for path in paths}
        extra = place.source.settings.model_config.get("extra", "forbid")
        self.is_open = self.is_open or extra != "forbid" or _is_lenient(place)
        top: Top = next(iter(self.tops)) if len(self.tops) == 1 else "value"
        is_needed = any(needed for _, _, needed in self.rows)
        form = ANY if self.is_open and not is_needed and top != "object" else self._form(is_needed=is_needed)
        return Json(
            top,
            ("json", form if is_needed else either(form, NULL), False),
            f"{top}s ({', '.join(self.contents)})",
        )

    def _form(self, *, is_needed: bool) -> Form:
        """Return the form of a document with all that must be in it, or with some part where nothing else may be."""
        if is_needed:
            return _holding(self.rows)
        if self.is_open:
            return either(_holding(self.rows), *NO_OBJECT)
        choices = range(len(self.rows))
        return either(
            *(_holding([_needing(row, place == each) for place, row in enumerate(self.rows)]) for each in choices)
        )


def _needing(row: Row, is_needed: bool) -> Row:  # noqa: FBT001 - a fact of a row
    path, form, needed = row
    return path, form, needed or is_needed


def _holding(rows: list[Row]) -> Form:
    """Return the form of what holds some parts; of an array only how long it must be is told."""
    heads = dict.fromkeys(path[0] for path, _, _ in rows)
    if all(isinstance(head, int) for head in heads):
        least = max((int(path[0]) + 1 for path, _, needed in rows if needed), default=0)
        return ("array", ANY, least or None, None)
    if any(isinstance(head, int) for head in heads):
        return ANY
    keys = []
    for head in heads:
        within = [(path[1:], form, needed) for path, form, needed in rows if path[0] == head]
        is_needed = any(needed for _, _, needed in within)
        if all(path for path, _, _ in within):
            form = _holding(within) if is_needed else ANY
        else:
            form = within[0][1] if len(within) == 1 else ANY
        keys.append(((head,), form, is_needed))
    return ("object", tuple(keys), False, False)


def example(place: FieldPlace, variable: str, kind: Json, *, secret: bool) -> str | None:
    """Return a document that holds an example of a field's part, or None; of a secret a placeholder."""
    if secret:
        return defaults.placeholder(variable, place.field, kind, place.loads(variable))
    text = defaults.example(variable, place.field, _shape(place).kind, lambda text: text) or ""
    for path in _paths(place.field, variable):
        for value in (_of_json(text), text):
            document = value
            for step in reversed(path):
                document = [*[None] * step, document] if isinstance(step, int) else {step: document}
            written = json.dumps(document)
            if fault(kind, written) is None:
                return written
    return None


def _shape(place: FieldPlace) -> Shape:
    return shape(place.field.annotation, place.field.metadata, (False, False, False), names_of_enums=False)


def _of_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _paths(info: FieldInfo, variable: str) -> Iterator[Steps]:
    """Yield the paths in the document of a variable at which a field may be."""
    alias = info.validation_alias
    for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
        if isinstance(choice, AliasPath) and variable.lower().endswith(str(choice.path[0]).lower()):
            path = tuple(choice.path[1:])
            if path and all(isinstance(step, str) or 0 <= step <= LARGEST_INDEX for step in path):
                yield path


def _is_lenient(place: FieldPlace) -> bool:
    """Say whether code of the class, or another variable, may change what the document holds."""
    settings = place.source.settings
    return (
        place.source.is_customised
        or bool(place.source.delimiter)
        or settings.__init__ is not BaseSettings.__init__
        or any(mode != "after" for _, mode in validators.of_model(settings))
        or any(mode != "after" for _, mode in validators.of_field(place.owner, place.name))
    )
