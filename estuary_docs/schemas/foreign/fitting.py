"""What a class takes for a field, as a form of the runtimes' `values`: pydantic's plan of it, as far as it is plain.

The plan is what pydantic-core validates by. Where it calls code, the form is that of what the code is given afterwards,
or before, and any value where that is not told. A form is never narrower than the class.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign.forms import ANY, NULL, either, in_parts, with_key
from estuary_docs.schemas.foreign.plain_values import A_FLAG, ALSO_NUMBERS, OF_FUNCTIONS, SIMPLE, Plan
from estuary_docs.schemas.foreign.sources import quiet
from estuary_docs.vocabulary.documents import Form

DEEPEST = 12
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
        fields = compiler.fields(plan)
        if fields is None or name not in fields[0]:
            return ANY
        return compiler.form(fields[0][name]["schema"], fields[1], trusting=trusting)
    except Exception:  # noqa: BLE001 - pydantic is free to change its plans; what is not understood is not judged
        return ANY


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
                self.definitions |= {definition["ref"]: definition for definition in plan["definitions"]}
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
                return OF_FUNCTIONS.get(_called(plan)) or self.form(plan["schema"], config, trusting=True)
            if plan["type"] in ("default", "nullable", "function-after"):
                inner = OF_FUNCTIONS.get(_called(plan)) or self.form(plan["schema"], config, trusting=trusting)
                return either(inner, NULL) if plan["type"] == "nullable" else inner
            compile_plan = getattr(self, "_" + plan["type"].replace("-", "_"), None)
            return compile_plan(plan, config) if compile_plan else SIMPLE.get(plan["type"], _unknown)(plan, config)
        finally:
            self.depth -= 1

    def _definitions(self, plan: Plan, config: Plan) -> Form:
        self.definitions |= {definition["ref"]: definition for definition in plan["definitions"]}
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

    def _function_before(self, plan: Plan, _config: Plan) -> Form:
        return OF_FUNCTIONS.get(_called(plan), ANY)

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
        return either(*(with_key(form, key) if isinstance(key, str) else form for form in choices))

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
