"""The forms of plain values: what pydantic's plan of a number, a text, a date or a choice takes."""

import math
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from estuary_docs.schemas.foreign import expressions
from estuary_docs.schemas.foreign.expressions import IPV4, IPV6, network
from estuary_docs.schemas.foreign.forms import ANY, NOTHING, NULL, either
from estuary_docs.vocabulary.documents import Form

Plan = Mapping[str, Any]
A_DAY = 86_400
PLAIN_NUMBER: Form = ("exactly-a-number", None, None, False, False, None, True)
A_FLAG: Form = ("exactly-a-flag",)


def _text(pattern: str | None, *, bared: bool = False) -> Form:
    return ("text", None, None, pattern, bared)


SIZE: Form = ("either", _text(expressions.SIZE), ("whole", 0, None, None))
# What pydantic's own functions take, by their names.
OF_FUNCTIONS: dict[str, Form] = {
    "ip_v4_address_validator": _text(IPV4),
    "ip_v6_address_validator": _text(IPV6),
    "ip_v4_network_validator": _text(network(IPV4, 32)),
    "ip_v6_network_validator": _text(network(IPV6, 128)),
    "ip_v4_interface_validator": _text(network(IPV4, 32)),
    "ip_v6_interface_validator": _text(network(IPV6, 128)),
    "IPvAnyAddress._validate": _text(f"{IPV4}|{IPV6}"),
    "IPvAnyNetwork._validate": _text(f"{network(IPV4, 32)}|{network(IPV6, 128)}"),
    "IPvAnyInterface._validate": _text(f"{network(IPV4, 32)}|{network(IPV6, 128)}"),
    "EmailStr._validate": _text(expressions.EMAIL),
    "NameEmail._validate": _text(expressions.EMAIL),
    "ByteSize._validate": SIZE,
    "import_string": _text(expressions.PYTHON_PATH),
    "pattern_str_validator": _text(None),
    "pattern_either_validator": _text(None),
}
# Addresses may be numbers in a document.
ALSO_NUMBERS = ("ip_v", "IPvAny")


def _is_strict(plan: Plan, config: Plan) -> bool:
    return bool(plan.get("strict", config.get("strict", False)))


def _str(plan: Plan, config: Plan) -> Form:
    pattern = plan.get("pattern")
    expression = expressions.portable(str(getattr(pattern, "pattern", pattern))) if pattern is not None else None
    least, most = (plan.get(f"{end}_length", config.get(f"str_{end}_length")) for end in ("min", "max"))
    bared = bool(plan.get("strip_whitespace", config.get("str_strip_whitespace", False)))
    is_cased = any(plan.get(part, config.get(f"str_{part}")) for part in ("to_lower", "to_upper"))
    form: Form = ("text", least, most, None if is_cased else expression, bared)
    if plan.get("coerce_numbers_to_str", config.get("coerce_numbers_to_str")):
        return either(form, PLAIN_NUMBER)
    return form


def _int(plan: Plan, config: Plan) -> Form:
    least = [math.ceil(plan["ge"])] if plan.get("ge") is not None else []
    least += [math.floor(plan["gt"]) + 1] if plan.get("gt") is not None else []
    most = [math.floor(plan["le"])] if plan.get("le") is not None else []
    most += [math.ceil(plan["lt"]) - 1] if plan.get("lt") is not None else []
    name = "exactly-whole" if _is_strict(plan, config) else "whole"
    return (name, max(least, default=None), min(most, default=None), plan.get("multiple_of"))


def _bounds(plan: Plan) -> tuple[float | None, float | None, bool, bool]:
    def plain(bound: Any) -> float | None:  # noqa: ANN401 - a number of any type
        return bound if isinstance(bound, int) or bound is None else float(bound)

    above, below = (plan.get(name) is not None for name in ("gt", "lt"))
    return plain(plan.get("gt", plan.get("ge"))), plain(plan.get("lt", plan.get("le"))), above, below


def _float(plan: Plan, config: Plan) -> Form:
    finite = not plan.get("allow_inf_nan", config.get("allow_inf_nan", True))
    multiple = plan.get("multiple_of")
    name = "exactly-a-number" if _is_strict(plan, config) else "number"
    return (name, *_bounds(plan), None if multiple is None else float(multiple), finite)


def _decimal(plan: Plan, config: Plan) -> Form:
    finite = not plan.get("allow_inf_nan", config.get("allow_inf_nan", False))
    return NOTHING if _is_strict(plan, config) else ("exact", *_bounds(plan), None, finite)


def _bool(plan: Plan, config: Plan) -> Form:
    return ("exactly-a-flag",) if _is_strict(plan, config) else ("flag",)


def _literal(plan: Plan, _config: Plan) -> Form:
    values = [value.value if isinstance(value, Enum) else value for value in plan["expected"]]
    members = [value for value in plan["expected"] if isinstance(value, Enum) and not isinstance(value, str | int)]
    plain = [value for value in values if value is None or isinstance(value, str | int)]
    return ANY if members or len(plain) < len(values) else ("one", tuple(plain), False)


def _enum(plan: Plan, config: Plan) -> Form:
    values = [member.value for member in plan["members"]]
    if "missing" in plan or not all(value is None or isinstance(value, str | int | float) for value in values):
        return ANY
    if _is_strict(plan, config):
        return NOTHING
    if plan.get("sub_type") == "float":
        return ANY
    return ("one", tuple(values), plan.get("sub_type") == "int")


def _url(plan: Plan, _config: Plan) -> Form:
    needs_host = bool(plan.get("host_required")) and not plan.get("default_host")
    pattern = expressions.url(plan.get("allowed_schemes"), needs_host=needs_host, many=plan["type"] == "multi-host-url")
    return ("text", None, plan.get("max_length"), pattern, False)


def _moment(pattern: str, *others: Form) -> Callable[[Plan, Plan], Form]:
    """Return what makes a form of a plan for a time of some kind; in a strict one no text is taken."""
    return lambda plan, config: NOTHING if _is_strict(plan, config) else either(_text(pattern), *others)


SIMPLE: dict[str, Callable[[Plan, Plan], Form]] = {
    "none": lambda _plan, _config: NULL,
    "str": _str,
    "bytes": lambda plan, config: NOTHING if _is_strict(plan, config) else _text(None),
    "int": _int,
    "float": _float,
    "decimal": _decimal,
    "bool": _bool,
    "literal": _literal,
    "enum": _enum,
    "url": _url,
    "multi-host-url": _url,
    "uuid": lambda plan, config: NOTHING if _is_strict(plan, config) else _text(expressions.uuid(plan.get("version"))),
    "datetime": _moment(expressions.MOMENT, PLAIN_NUMBER, A_FLAG),
    "date": _moment(expressions.DATE, ("whole", None, None, A_DAY)),
    "time": _moment(expressions.TIME, PLAIN_NUMBER, A_FLAG),
    "timedelta": _moment(expressions.DURATION, PLAIN_NUMBER, A_FLAG),
    "is-instance": lambda _plan, _config: NOTHING,
    "is-subclass": lambda _plan, _config: NOTHING,
    "callable": lambda _plan, _config: NOTHING,
}
