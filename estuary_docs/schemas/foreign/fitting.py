"""What a class takes for a field, as a form of the runtimes' `values`: pydantic's plan of it, as far as it is plain.

The plan is what pydantic-core validates by. Where it calls code, the form is that of what the code is given afterwards,
or before, and any value where that is not told. A form is never narrower than the class.
"""

import math
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from pydantic import TypeAdapter
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign import expressions
from estuary_docs.schemas.foreign.expressions import IPV4, IPV6, network
from estuary_docs.schemas.foreign.sources import quiet

Form = tuple[Any, ...]
Plan = Mapping[str, Any]
ANY: Form = ("any",)
NULL: Form = ("null",)
NOTHING: Form = ("one", (), False)
DEEPEST = 12
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
    "pattern_str_validator": _text(None),
    "pattern_either_validator": _text(None),
}
# Addresses may be numbers in a document.
ALSO_NUMBERS = ("ip_v", "IPvAny")
# What of pydantic's own wraps a plan and takes no more than it does.
TRANSPARENT = ("_BaseUrl", "_BaseMultiHostUrl", "Secret", "sequence_validator", "defaultdict_validator")


def form_of(owner: type, name: str, *, trusting: bool = False, lax: bool = False) -> Form:
    """Return the form of what a class takes for one of its fields, or any value if that cannot be told.

    Where `trusting`, code that sees the value before its type does is taken to pass it on as it is; where `lax`, no
    class is strict as a whole.
    """
    try:
        with quiet():
            plan = TypeAdapter(owner).core_schema
        compiler = _Compiler(lax=lax)
        held = compiler.fields(plan)
        if held is None or name not in held[0]:
            return ANY
        return compiler.form(held[0][name]["schema"], held[1], trusting=trusting)
    except Exception:  # noqa: BLE001 - pydantic is free to change its plans; what is not understood is not judged
        return ANY


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


def either(*forms: Form) -> Form:
    """Return the form of what has one of the forms."""
    flat: list[Form] = []
    for form in forms:
        flat += form[1:] if form[0] == "either" else (form,)
    kept = [form for place, form in enumerate(flat) if form != NOTHING and form not in flat[:place]]
    if ANY in kept:
        return ANY
    return ("either", *kept) if len(kept) > 1 else kept[0] if kept else NOTHING


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


class _Compiler:
    """Turns plans into forms; `definitions` are those that a plan refers to by name."""

    def __init__(self, *, lax: bool) -> None:
        self.lax = lax
        self.definitions: dict[str, Plan] = {}
        self.depth = 0
        self.open: list[str] = []

    def fields(self, plan: Plan) -> tuple[Mapping[str, Plan], Plan] | None:
        """Return the fields of a model or a dataclass, and its configuration."""
        config: Plan = {}
        for _ in range(DEEPEST):
            kind = plan["type"]
            if kind == "definitions":
                self.definitions |= {held["ref"]: held for held in plan["definitions"]}
            if kind == "definition-ref":
                plan = self.definitions[plan["schema_ref"]]
                continue
            config = plan.get("config", config)
            if kind in ("model-fields", "typed-dict"):
                return plan["fields"], config
            if kind == "dataclass-args":
                return {field["name"]: field for field in plan["fields"]}, config
            plan = plan["schema"]
        return None

    def form(self, plan: Plan, config: Plan, *, trusting: bool = False) -> Form:
        """Return the form of what a plan takes."""
        if self.depth >= DEEPEST:
            return ANY
        self.depth += 1
        if self.lax:
            config = {**config, "strict": False}
        try:
            if trusting and plan["type"] in ("function-before", "function-wrap"):
                return self.form(plan["schema"], config, trusting=True)
            if plan["type"] in ("default", "nullable", "function-after"):
                inner = OF_FUNCTIONS.get(_called(plan)) or self.form(plan["schema"], config, trusting=trusting)
                return either(inner, NULL) if plan["type"] == "nullable" else inner
            compile_plan = getattr(self, "_" + plan["type"].replace("-", "_"), None)
            return compile_plan(plan, config) if compile_plan else SIMPLE.get(plan["type"], _unknown)(plan, config)
        finally:
            self.depth -= 1

    def _definitions(self, plan: Plan, config: Plan) -> Form:
        self.definitions |= {held["ref"]: held for held in plan["definitions"]}
        return self.form(plan["schema"], config)

    def _definition_ref(self, plan: Plan, config: Plan) -> Form:
        name = plan["schema_ref"]
        if name in self.open:
            return ANY
        self.open.append(name)
        form = self.form(self.definitions[name], config)
        self.open.remove(name)
        return form

    def _function_wrap(self, plan: Plan, config: Plan) -> Form:
        return self.form(plan["schema"], config) if _called(plan).startswith(TRANSPARENT) else ANY

    def _function_plain(self, plan: Plan, _config: Plan) -> Form:
        name = _called(plan)
        form = OF_FUNCTIONS.get(name, ANY)
        return either(form, ("exactly-whole", None, None, None), A_FLAG) if name.startswith(ALSO_NUMBERS) else form

    def _json_or_python(self, plan: Plan, config: Plan) -> Form:
        return self.form(plan["json_schema"], config)

    def _lax_or_strict(self, plan: Plan, config: Plan) -> Form:
        is_strict = plan.get("strict", config.get("strict"))
        return self.form(plan["strict_schema" if is_strict else "lax_schema"], config)

    def _chain(self, plan: Plan, config: Plan) -> Form:
        return self.form(plan["steps"][0], config)

    def _custom_error(self, plan: Plan, config: Plan) -> Form:
        return self.form(plan["schema"], config)

    def _union(self, plan: Plan, config: Plan) -> Form:
        choices = (choice[0] if isinstance(choice, tuple) else choice for choice in plan["choices"])
        return either(*(self.form(choice, config) for choice in choices))

    def _tagged_union(self, plan: Plan, config: Plan) -> Form:
        key = plan["discriminator"]
        choices = [self.form(choice, config) for choice in plan["choices"].values()]
        return either(*(_with_key(form, key) if isinstance(key, str) else form for form in choices))

    def _model(self, plan: Plan, _config: Plan) -> Form:
        if plan.get("custom_init"):
            own = plan["cls"].__init__ is not BaseSettings.__init__
            return ANY if own else in_parts(self.form(plan["schema"], plan.get("config", {})))
        return self.form(plan["schema"], plan.get("config", {}))

    _dataclass = _model

    def _model_fields(self, plan: Plan, config: Plan) -> Form:
        return self._object(plan["fields"], plan.get("extra_behavior"), config)

    def _typed_dict(self, plan: Plan, config: Plan) -> Form:
        total = plan.get("total", config.get("typed_dict_total", True))
        fields = {name: {"required": total, **field} for name, field in plan["fields"].items()}
        return self._object(fields, plan.get("extra_behavior"), plan.get("config", config))

    def _dataclass_args(self, plan: Plan, config: Plan) -> Form:
        return self._object({field["name"]: field for field in plan["fields"]}, None, config)

    def _object(self, fields: Mapping[str, Plan], extra: str | None, config: Plan) -> Form:
        keys, is_open = [], (extra or config.get("extra_fields_behavior")) != "forbid"
        for name, field in fields.items():
            schema = field["schema"]
            names = _names(name, field, config)
            required = field.get("required", schema["type"] != "default")
            is_open = is_open or names is None
            if names is not None and field.get("init", True):
                keys.append((names, self.form(schema, config), bool(required)))
        return ("object", tuple(keys), False, not is_open)

    def _list(self, plan: Plan, config: Plan) -> Form:
        item = self.form(plan["items_schema"], config) if "items_schema" in plan else ANY
        return ("array", item, plan.get("min_length"), plan.get("max_length"))

    def _set(self, plan: Plan, config: Plan) -> Form:
        # What is in an array twice is in a set once.
        least = min(plan.get("min_length") or 0, 1) or None
        return (*self._list(plan, config)[:2], least, None)

    _frozenset = _set
    _deque = _list

    def _tuple(self, plan: Plan, config: Plan) -> Form:
        if "variadic_item_index" in plan:
            return (
                self._list({**plan, "items_schema": plan["items_schema"][0]}, config)
                if len(plan["items_schema"]) == 1
                else ("array", ANY, None, None)
            )
        return ("tuple", tuple(self.form(item, config) for item in plan["items_schema"]))

    def _dict(self, plan: Plan, config: Plan) -> Form:
        key, value = (
            self.form(plan[part], config) if part in plan else ANY for part in ("keys_schema", "values_schema")
        )
        return ("mapping", key, value, plan.get("min_length"), plan.get("max_length"))

    _ordered_dict = _dict

    def _json(self, plan: Plan, config: Plan) -> Form:
        return ("json", self.form(plan["schema"], config) if "schema" in plan else ANY, False)


def _unknown(_plan: Plan, _config: Plan) -> Form:
    return ANY


def _called(plan: Plan) -> str:
    """Return the name of the function of pydantic's own that a plan calls; an empty text for any other."""
    function: Any = plan.get("function")
    function = function["function"] if isinstance(function, dict) else function
    while hasattr(function, "func"):
        function = function.func
    module = str(getattr(function, "__module__", ""))
    return str(getattr(function, "__qualname__", "")) if module.startswith("pydantic.") else ""


def _with_key(form: Form, key: str) -> Form:
    """Return the form of an object that must have a key."""
    if form[0] != "object":
        return form
    keys = tuple((names, inner, needed or key in names) for names, inner, needed in form[1])
    return (form[0], keys, *form[2:])


def _names(name: str, field: Plan, config: Plan) -> tuple[str, ...] | None:
    """Return the keys that a field is read from; None where it may be taken out of something larger."""
    alias = field.get("validation_alias")
    names: list[str] = []
    if alias is not None and config.get("validate_by_alias", True):
        choices = [alias] if isinstance(alias, str) else alias if isinstance(alias[0], list) else [alias]
        for choice in choices:
            path = [choice] if isinstance(choice, str) else choice
            if len(path) != 1:
                return None
            names.append(path[0])
    if alias is None or config.get("validate_by_name"):
        names.append(name)
    return tuple(names)


def _is_strict(plan: Plan, config: Plan) -> bool:
    return bool(plan.get("strict", config.get("strict", False)))


def _str(plan: Plan, config: Plan) -> Form:
    pattern = plan.get("pattern")
    known = expressions.portable(str(getattr(pattern, "pattern", pattern))) if pattern is not None else None
    least, most = (plan.get(f"{end}_length", config.get(f"str_{end}_length")) for end in ("min", "max"))
    bared = bool(plan.get("strip_whitespace", config.get("str_strip_whitespace", False)))
    is_cased = any(plan.get(part, config.get(f"str_{part}")) for part in ("to_lower", "to_upper"))
    form: Form = ("text", least, most, None if is_cased else known, bared)
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
