"""The forms of JSON documents: arrays, objects, and texts that hold one."""

from __future__ import annotations

from estuary_docs.runtimes.python.values import FITS, fits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from estuary_docs.runtimes.python.forms import Kind

    Value = Any
    Key = tuple[tuple[str, ...], Kind, bool]


def _fits_json(value: Value, form: Kind, or_text: bool) -> bool:  # noqa: FBT001 - what a table says
    """Say whether a text is a document of a form; where `or_text`, what is no document may have the form itself."""
    from json import loads  # noqa: PLC0415 - json takes long to import, and most services have no such variable

    if not isinstance(value, str):
        return False
    try:
        document = loads(value)
    except RecursionError:
        return True
    except ValueError:
        return or_text and fits(form, value)
    return fits(form, document)


def _fits_array(value: Value, item: Kind, least: int | None, most: int | None) -> bool:
    if not isinstance(value, list) or (most is not None and len(value) > most):
        return False
    return (least is None or len(value) >= least) and all(fits(item, part) for part in value)


def _fits_tuple(value: Value, forms: tuple[Kind, ...]) -> bool:
    return isinstance(value, list) and len(value) == len(forms) and all(map(fits, forms, value))


def _fits_mapping(value: Value, key: Kind, item: Kind, least: int | None, most: int | None) -> bool:
    if not isinstance(value, dict) or (most is not None and len(value) > most):
        return False
    if least is not None and len(value) < least:
        return False
    return all(fits(key, name) and fits(item, part) for name, part in value.items())


def _fits_object(value: Value, keys: tuple[Key, ...], any_case: bool, is_closed: bool) -> bool:  # noqa: FBT001
    """Say whether a value is an object; of the names of a key the first that it has counts.

    Where `any_case`, the names match in any; where `is_closed`, there are no other keys.
    """
    if not isinstance(value, dict):
        return False
    members = {name.lower() if any_case else name: part for name, part in value.items()}
    known = set()
    for names, form, is_required in keys:
        spelled = [name.lower() if any_case else name for name in names]
        known.update(spelled)
        present = [name for name in spelled if name in members]
        if (is_required and not present) or (present and not fits(form, members[present[0]])):
            return False
    return not (is_closed and members.keys() - known)


FITS.update(
    {
        "json": _fits_json,
        "array": _fits_array,
        "tuple": _fits_tuple,
        "mapping": _fits_mapping,
        "object": _fits_object,
    }
)
