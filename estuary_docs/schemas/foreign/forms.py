"""The forms of what a field takes, rows of the runtimes' `values`: what can be said of one, and made of several."""

from estuary_docs.vocabulary.documents import Form

ANY: Form = ("any",)
NULL: Form = ("null",)
NOTHING: Form = ("one", (), False)
COUNTABLE = ("whole", "number", "a-number", "exact", "flag", "a-flag", "one")


def is_plain(form: Form) -> bool:
    """Say whether a form refuses nothing that a text can be."""
    return form[:4] in (ANY, ("text", None, None, None))


def is_exact(form: Form) -> bool:
    """Say whether a form is of a type that takes a text for nothing else: what is strict, or a choice of numbers."""
    if form[0] == "either":
        return any(map(is_exact, form[1:]))
    return str(form[0]).startswith("exactly-") or form[0] == "one"


def takes_no_text(form: Form) -> bool:
    """Say whether there is no text that has a form."""
    if form[0] == "either":
        return all(map(takes_no_text, form[1:]))
    if form[0] == "one":
        return not form[2] and not any(isinstance(choice, str) for choice in form[1])
    return form[0] in ("null", "array", "tuple", "mapping", "object") or str(form[0]).startswith("exactly-")


def is_countable(form: Form) -> bool:
    """Say whether all that has a form is a number, a flag, a word of a list, or nothing."""
    if form[0] == "either":
        return all(map(is_countable, form[1:]))
    return form == NULL or str(form[0]).removeprefix("exactly-") in COUNTABLE


def either(*forms: Form) -> Form:
    """Return the form of what has one of the forms."""
    flat: list[Form] = []
    for form in forms:
        flat += alternatives(form)
    different = [form for place, form in enumerate(flat) if form != NOTHING and form not in flat[:place]]
    if ANY in different:
        return ANY
    return ("either", *different) if len(different) > 1 else different[0] if different else NOTHING


def alternatives(form: Form) -> tuple[Form, ...]:
    """Return the forms of which a value must have one."""
    return form[1:] if form[0] == "either" else (form,)


def document(form: Form, *, or_text: bool) -> Form:
    """Return the form of a text that holds a JSON document; where `or_text`, it may have the form as it stands."""
    return ("json", form, or_text)


def in_parts(form: Form) -> Form:
    """Return the form of an object whose keys may also be given elsewhere, so that none is missed here."""
    if form[0] == "either":
        return either(*map(in_parts, form[1:]))
    if form[0] != "object":
        return form
    return (form[0], tuple((names, in_parts(inner), False) for names, inner, _ in form[1]), *form[2:])


def in_any_case(form: Form) -> Form:
    """Return the form of an object whose keys may be in any case, and those of the objects that it holds."""
    if form[0] == "either":
        return either(*map(in_any_case, form[1:]))
    if form[0] != "object":
        return form
    return (form[0], tuple((names, in_any_case(inner), needed) for names, inner, needed in form[1]), True, form[3])


def without_null(form: Form) -> Form:
    """Return the form of what is not nothing."""
    return either(*(part for part in form[1:] if part != NULL)) if form[0] == "either" else form


def with_key(form: Form, key: str) -> Form:
    """Return the form of an object that must have a key."""
    if form[0] != "object":
        return form
    keys = tuple((names, inner, needed or key in names) for names, inner, needed in form[1])
    return (form[0], keys, *form[2:])
