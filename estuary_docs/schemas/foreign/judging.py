"""Kinds and forms: a kind says in words what a text should be, a form what can be judged of it without the class."""

from estuary_docs.runtimes.python.values import fits
from estuary_docs.schemas.foreign.forms import ANY, is_plain, without_null
from estuary_docs.vocabulary.documents import Form
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Kind, Number, Switch
from estuary_docs.wording.kinds import kind_clause


def judged(kind: Kind, form: Form) -> Kind:
    """Return a kind that says the same and is held to a form; as it is, where it says all of the form."""
    if isinstance(kind, Choice) and form != ANY and fits(form, ""):
        return Described(f"{kind_clause(kind)}, or an empty text", form)
    if isinstance(kind, Choice) or without_null(form) in (form_of_kind(kind), ANY):
        return kind
    if isinstance(kind, Json):
        return Json(kind.top, form)
    if isinstance(kind, Described):
        return kind if is_plain(form) else Described(kind.form, form)
    return Described(kind_clause(kind), form)


def form_of_kind(kind: Kind) -> Form | None:
    """Return the form that a kind has without its class; None where it is not held to any."""
    match kind:
        case Switch():
            return ("flag",)
        case Number(True, least, most):
            return ("whole", least, most, None)
        case Number(False, least, most, above, below):
            return ("number", least, most, above, below, None, False)
        case Choice(words):
            return ("one", words, False)
        case Described() | Json():
            return kind.fitting
        case _:  # pragma: no cover
            return None
