"""Walk settings classes, their fields and what is nested in them, and make one catalogue of what is read."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, is_dataclass, replace
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.schemas.foreign import defaults, machine, prose, secrecy, validators, witnesses
from estuary_docs.schemas.foreign.annotations import config_of, fields_of, members, nested_classes
from estuary_docs.schemas.foreign.drafts import Drafts, SectionDraft, paragraph
from estuary_docs.schemas.foreign.effective import Effective
from estuary_docs.schemas.foreign.shapes import Shape, either, lenient_kind, shape
from estuary_docs.schemas.foreign.sources import Path, Source, quiet
from estuary_docs.validation.secret_names import is_secret_name
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Kind, Number, Switch
from estuary_docs.vocabulary.rules import EVERY_SECRET, Must, Rule, Unset
from estuary_docs.wording import sentences

PROFILE = "default"
WITHOUT_TEXT = "its default has no text that loads back to it; it holds where nothing is set"
KEPT_SCHEMAS = 8
DEEPEST = 8
LENIENT_MODES = ("before", "wrap", "plain")
WORDS_OF_SWITCHES = frozenset(("yes", "no", "true", "false", "on", "off"))
NEVER_SECRET = (Switch, Number, Choice)


@dataclass(frozen=True)
class Place:
    """Where a field stands: the field of the settings class that leads to it, its path in there, and the classes.

    `variants` are fields of other classes of a union at the same place.
    """

    source: Source
    top: str
    top_field: FieldInfo
    path: Path
    owners: tuple[type, ...]
    name: str
    field: FieldInfo
    trail: str
    variants: tuple["Place", ...] = ()

    @property
    def owner(self) -> type:
        """The class that declares the field."""
        return self.owners[-1]

    @property
    def description(self) -> str:
        """What the field says of itself, or else where it stands."""
        return prose.description(self.owner, self.name, self.field) or f"No description yet. It sets `{self.trail}`."

    def loads(self, variable: str) -> defaults.Load:
        """Return what pydantic-settings makes of a text of a variable, for this field."""
        return lambda text: self.source.given(self.top, self.top_field, {variable: text}, self.path)


Children = list[tuple[Place, list[str]]]


@dataclass(frozen=True)
class Use:
    """How a field is used: its default, whether it is required, and whether what holds it is always there.

    `documents` are the names of the JSON documents that may hold it in its place.
    """

    default: object
    required: bool
    certain: bool = True
    documents: tuple[str, ...] = ()


@lru_cache(maxsize=KEPT_SCHEMAS)
def read(*classes: type[BaseSettings]) -> Catalogue:
    """Return one catalogue of several settings classes.

    What cannot be said of them is in its `reservations`, a line each, which hold no value.
    """
    first = classes[0]
    reader = Reader()
    for settings in classes:
        reader.read_class(settings)
    package = first.__module__.partition(".")[0]
    names = " and ".join(f"`{settings.__module__}.{settings.__name__}`" for settings in classes)
    return Catalogue(
        source=package,
        title=prose.title(first) if len(classes) == 1 else prose.given_title(first) or prose.words(package),
        description=prose.introduction(first) or f"What {names} reads from its environment.",
        profile_variable=None,
        profiles=(PROFILE,),
        profile=PROFILE,
        sections=reader.drafts.finished(),
        reservations=tuple(reader.drafts.reservations),
    )


class Reader:
    """Reads one class after the other into drafts."""

    def __init__(self) -> None:
        self.drafts = Drafts()
        self.seen: set[type] = set()
        self.questions: dict[str, witnesses.Question] = {}
        self.code: list[object] = []
        self.places: dict[str, Place] = {}

    def read_class(self, settings: type[BaseSettings]) -> None:
        """Read a settings class under its own prefix, and those that are built with it under theirs."""
        if settings in self.seen:
            return
        self.seen.add(settings)
        with quiet(), suppress(Exception):
            settings.model_rebuild()
        source = Source(settings)
        section = self.drafts.section(prose.title(settings), prose.introduction(settings), source.prefix)
        self._doubts_of_class(settings, source)
        inner: list[type[BaseSettings]] = []
        known: dict[str, Any] = {}
        for name, field in settings.model_fields.items():
            place = Place(source, name, field, (), (settings,), name, field, name)
            known[name] = default = self._default_of(place, known)
            names = source.names(name, field)
            whole = [variable for variable, is_part in names.items() if not is_part]
            for variable, is_part in names.items():
                if is_part:
                    self._read_part(place, section, variable, required=field.is_required() and not whole)
            if not names:
                self.drafts.doubt(_where(place), "has no variable: settings_customise_sources leaves its names out")
            if whole:
                self._read_field(place, section, whole, Use(default, required=field.is_required()))
            inner += [
                nested
                for nested in nested_classes(field.annotation)
                if issubclass(nested, BaseSettings) and not field.is_required() and default is not None
            ]
        for name in witnesses.held(settings, self.questions, self.code):
            self.drafts.hold(name, self.questions[name].kind)
        self._compare(settings)
        self.questions, self.code, self.places = {}, [], {}
        for nested in inner:
            self.read_class(nested)

    def _compare(self, settings: type[BaseSettings]) -> None:
        """Let the class itself say which defaults hold, and which lines of them change nothing when they are set."""
        if settings.__init__ is not BaseSettings.__init__:
            self.drafts.doubt(_path_of(settings), "its own `__init__` may set fields itself")
            if Effective(settings, {}).values is not None:
                self.drafts.waive(self.places)
        variables = {name: self.drafts.variables[name] for name in self.places}
        needed = {
            name: variable.example
            for name, variable in variables.items()
            if variable.example and any(isinstance(rule, Must) and not rule.conditions for rule in variable.rules)
        }
        effective = Effective(settings, needed)
        groups: dict[str, dict[str, str]] = {}
        for name, variable in variables.items():
            text = variable.defaults[PROFILE]
            # Settings inside settings read this machine's env files; nothing of those decides.
            if text is not None and not any(map(_is_settings, _held(self.places[name]))):
                groups.setdefault(self.places[name].top, {})[name] = text
        for name in effective.changing(list(groups.values())):
            place = self.places[name]
            if place.path:
                remark = "The default shown holds only where no other variable of its section is set"
                text = variables[name].defaults[PROFILE] or ""
                self.drafts.revise(name, f"{remark}: `{text}`." if "`" not in text else f"{remark}.")
            else:
                self.drafts.doubt(_where(place), WITHOUT_TEXT)
                self.drafts.revise(name, None)
        for name, place in self.places.items():
            value = (effective.values or {}).get(place.name)
            if not place.path and place.field.default is None and value is not None and not needed:
                self.drafts.revise(name, "Where it is not set, the class sets it itself.")

    def _ask(self, place: Place, variable: str, kind: Kind) -> None:
        """Note that the class is to be asked whether it holds a variable to its form."""
        load = place.loads(variable)
        config = place.source.settings.model_config
        keys = frozenset((place.top, *place.source.keys(config, place.top, place.top_field)))
        self.questions[variable] = witnesses.Question(
            kind, (keys, place.path), lambda text: load(text) is not defaults.UNKNOWN
        )
        self.code += [
            function for function in validators.functions(place.owner, place.name) if function not in self.code
        ]

    def _read_field(self, place: Place, section: SectionDraft, names: list[str], use: Use) -> None:
        """Read a field under its names, and the fields inside it under theirs."""
        told = self._shape(place)
        children = self._children(place, names[0], type(use.default)) if place.source.delimiter else []
        if children:
            section = self._section_of(place, names[0])
        aliases = [name for name in names if not name.upper().endswith(place.name.upper())]
        form = told.strict or told.kind
        named_so = any(map(is_secret_name, aliases)) and not isinstance(form, NEVER_SECRET)
        secret = named_so or self._is_secret(place, form, use.default)
        for name in names:
            if told.strict and not children:
                self._ask(place, name, told.strict)
            self.drafts.add(section, self._variable(place, names, name, told, use, children, secret=secret))
        for child, child_names in children:
            own, needed = self._inherited(use.default, child), child.field.is_required()
            inner = Use(
                own,
                required=use.required and needed and own is defaults.UNKNOWN and not _is_choice(place, child),
                certain=use.certain
                and use.default not in (None, defaults.UNKNOWN)
                and not _is_elsewhere(place, child, use.default),
                documents=(*use.documents, *names),
            )
            self._read_field(child, section, child_names, inner)

    def _section_of(self, place: Place, variable: str) -> SectionDraft:
        """Begin the section of the fields inside a field."""
        classes = nested_classes(place.field.annotation)
        title = prose.words(place.trail.replace(".", " "))
        own = any(issubclass(nested, BaseSettings) for nested in classes)
        return self.drafts.section(
            f"{title} through {variable}" if own else title,
            "\n\n".join(filter(None, map(prose.introduction, classes))),
            variable + place.source.delimiter,
        )

    def _variable(  # noqa: PLR0913, PLR0917 - what is known of a variable
        self,
        place: Place,
        names: list[str],
        name: str,
        told: Shape,
        use: Use,
        children: Children,
        *,
        secret: bool,
    ) -> Variable:
        self.places[name] = place
        load = place.loads(name)
        text = None if secret or use.default is defaults.UNKNOWN else self._written(place, name, use.default)
        remarks = [f"Another name of `{names[0]}`, which goes before it."] if name != names[0] else []
        if children:
            remarks.append("The variables of this section in one JSON document; those that are set go before it.")
        if not (use.certain or use.required) and place.field.is_required():
            remarks.append("Required where another variable of its section is set.")
        if not use.certain and text is not None:
            remarks.append(f"The default where another variable of its section is set: `{text}`.")
        if secret:
            example: str | None = defaults.placeholder(name, place.field, told.kind, load)
        elif text is not None or (use.default is None and use.certain):
            example = None
        else:
            example = "{}" if children else self._example(place, name, told.kind, use)
        if not use.certain and text is not None:
            example = text
        return Variable(
            name=name,
            description=paragraph([place.description, *remarks, *told.limits]),
            kind=told.kind,
            secret=secret,
            defaults={PROFILE: text if use.certain else None},
            rules=(
                *(_requirement(names, use, children) if name == names[0] else ()),
                *(EVERY_SECRET if secret else ()),
            ),
            example=example,
            deprecation=prose.deprecation(place.field),
            has_hidden_default=bool(secret and use.default is not defaults.UNKNOWN and use.default),
        )

    def _example(self, place: Place, name: str, kind: Kind, use: Use) -> str | None:
        load = place.loads(name)
        shown = defaults.shown_example(place.field, load, as_json=isinstance(kind, Json))
        if shown is not None and not secrecy.holds_secret(shown, name):
            return shown
        return defaults.example(name, place.field, kind, load) if use.required else None

    def _read_part(self, place: Place, section: SectionDraft, variable: str, *, required: bool) -> None:
        """Read a field that is taken out of a larger document by its path."""
        kind: Kind = Json("value")
        secret = self._is_secret(place, kind, defaults.default_of(place.field))
        self.drafts.doubt(
            _where(place), f"is a part of the JSON document in {variable}; its default is not shown there"
        )
        self.drafts.add(
            section,
            Variable(
                name=variable,
                description=f"A JSON document with a part for `{place.trail}`: {place.description}",
                kind=kind,
                secret=secret,
                defaults={PROFILE: None},
                rules=(*((Must(Present()),) if required else ()), *(EVERY_SECRET if secret else ())),
                example=defaults.placeholder(variable, place.field, kind, place.loads(variable)) if secret else None,
                deprecation=prose.deprecation(place.field),
            ),
        )

    def _default_of(self, place: Place, known: dict[str, Any] | None = None) -> object:
        default = defaults.default_of(place.field, known)
        if default is defaults.UNKNOWN and not place.field.is_required() and not nested_classes(place.field.annotation):
            self.drafts.doubt(_where(place), "its default is made anew each time, or by a function that needs more")
        return default

    def _inherited(self, default: object, child: Place) -> object:
        """Return the default of a field inside another whose default is known."""
        if isinstance(default, Mapping) and child.name in default:
            return default[child.name]
        if (isinstance(default, BaseModel) or is_dataclass(default)) and hasattr(default, child.name):
            return getattr(default, child.name)
        return self._default_of(child)

    def _shape(self, place: Place) -> Shape:
        field = place.field
        if not getattr(field, "_complete", True):
            self.drafts.doubt(_where(place), "its type is not defined where its class is; call model_rebuild()")
        decoding = place.source.decoding(field)
        told = shape(field.annotation, field.metadata, decoding, names_of_enums=place.source.names_of_enums)
        if told.doubt:
            self.drafts.doubt(_where(place), told.doubt)
        for other in place.variants:
            told = replace(told, kind=either(told.kind, self._shape(other).kind))
        lenient = place.source.is_customised and isinstance(told.kind, Json)
        for validator, mode in validators.of_field(place.owner, place.name):
            self.drafts.doubt(_where(place), f"the validator `{validator}` decides what it accepts")
            lenient = lenient or mode in LENIENT_MODES
        lenient = lenient or any(mode in LENIENT_MODES for _, mode in validators.of_model(place.owner))
        if decoding[0] and _is_mapping(field.annotation) and place.source.delimiter and not decoding[2]:
            name = next(iter(place.source.names(place.top, place.top_field)))
            for key in place.path:
                name = place.source.nested(name, key)
            self.drafts.open_names.append(name + place.source.delimiter)
            self.drafts.doubt(_where(place), f"each of its keys may be a variable {name}{place.source.delimiter}<KEY>")
        kind = lenient_kind(told.kind) if lenient else told.kind
        word = place.source.none_word
        if word and NoneType in get_args(field.annotation):
            kind = Described(f"{sentences.kind_clause(kind)}, or `{word}` for none")
            lenient = False
        return replace(told, kind=kind, strict=told.kind if lenient else None)

    def _children(self, place: Place, variable: str, first: type) -> Children:
        """Return the fields inside a field that have variables of their own, and the names of each.

        Of a union, the fields of the class `first`, which the default is of, go before those of the others.
        """
        found: dict[str, tuple[Place, list[str]]] = {}
        unreachable: list[str] = []
        owners = nested_classes(place.field.annotation) if len(place.path) < DEEPEST else []
        for owner in sorted(owners, key=lambda owner: owner is not first):
            if owner in place.owners:
                self.drafts.doubt(_where(place), f"holds its own class, so that names below {variable} have no end")
                continue
            for name, field in fields_of(owner).items():
                keys = _keys(place, variable, owner, name, field)
                if not keys:
                    unreachable.append(name)
                    continue
                names = [place.source.nested(variable, key) for key in keys]
                child = replace(
                    place,
                    path=(*place.path, keys[0]),
                    owners=(*place.owners, owner),
                    name=name,
                    field=field,
                    trail=f"{place.trail}.{name}",
                    variants=(),
                )
                known = found.get(names[0])
                found[names[0]] = (replace(known[0], variants=(*known[0].variants, child)) if known else child, names)
        for name in unreachable if found else ():
            self.drafts.doubt(f"{_where(place)}.{name}", f"has no variable of its own; set it in {variable} as JSON")
        return list(found.values())

    def _written(self, place: Place, variable: str, default: object) -> str | None:
        is_json, may_fail, is_left_alone = place.source.decoding(place.field)
        load = place.loads(variable)
        if is_left_alone:
            load = defaults.through_validators(place.owner, place.name)
        text = defaults.written(
            default,
            place.field,
            load,
            as_json=is_json and not is_left_alone and not (may_fail and isinstance(default, str)),
            none_word=place.source.none_word,
        )
        if text is None and default is not None and default not in ("", b"") and not isinstance(default, BaseModel):
            self.drafts.doubt(_where(place), WITHOUT_TEXT)
        if text and machine.is_of_machine(text, (*place.owners, *machine.classes_in(default))):
            self.drafts.doubt(_where(place), "its default names a folder, the host or the day of whoever reads it")
            return None
        return text or None

    def _is_secret(self, place: Place, kind: Kind, default: object) -> bool:
        field = place.field
        if secrecy.is_secret_type(field.annotation) or (
            default is not defaults.UNKNOWN and secrecy.holds_secret(default, place.name)
        ):
            return True
        if isinstance(kind, NEVER_SECRET):
            return False
        switched = isinstance(default, str) and default.lower() in WORDS_OF_SWITCHES
        if (is_secret_name(place.name) and not switched) or any(
            _holds_secret_field(cls) for cls in nested_classes(field.annotation)
        ):
            return True
        is_address = secrecy.is_dsn_type(field.annotation) or secrecy.is_address_name(place.name)
        return is_address and default in (None, defaults.UNKNOWN, "")

    def _doubts_of_class(self, settings: type[BaseSettings], source: Source) -> None:
        where = _path_of(settings)
        if source.is_customised:
            self.drafts.doubt(
                _path_of(validators.owner_of(settings, "settings_customise_sources")),
                "settings_customise_sources may read more than the environment, or read it otherwise",
            )
        for validator, _ in validators.of_model(settings):
            self.drafts.doubt(
                _path_of(validators.owner_of(settings, validator)),
                f"the validator `{validator}` has a rule over several settings",
            )
        if settings.model_config.get("extra") == "allow":
            self.drafts.doubt(where, "takes further variables of any name from its env file")


def _requirement(names: list[str], use: Use, children: Children) -> tuple[Rule, ...]:
    """Return the rule that one of the names is set; where a field inside is required, its own rule says so."""
    if not use.required or any(child.field.is_required() for child, _ in children):
        return ()
    inside = (name for _, child_names in children for name in child_names)
    others = dict.fromkeys((*names[1:], *use.documents, *inside))
    return (Must(Present(), tuple(Unset(name) for name in others)),)


def _keys(place: Place, variable: str, owner: type, name: str, field: FieldInfo) -> list[str]:
    """Return the keys under which a nested field takes a text from a variable; in a plain dataclass, no JSON does."""
    if not _is_pydantic(owner) and place.source.decoding(field)[0]:
        return []
    return [
        key
        for key, is_part in place.source.keys(config_of(owner), name, field).items()
        if not is_part
        and place.source.reaches(place.top, place.top_field, place.source.nested(variable, key), (*place.path, key))
    ]


def _is_pydantic(owner: type) -> bool:
    return issubclass(owner, BaseModel) or hasattr(owner, "__pydantic_fields__")


def _is_choice(place: Place, child: Place) -> bool:
    """Say whether a field is in one of several classes, and not in all."""
    return len(nested_classes(place.field.annotation)) > 1 + len(child.variants)


def _is_elsewhere(place: Place, child: Place, default: object) -> bool:
    """Say whether a field is in none of the classes that the default is of."""
    return default is not defaults.UNKNOWN and _is_choice(place, child) and not isinstance(default, child.owner)


def _holds_secret_field(cls: type, depth: int = 4) -> bool:
    return any(
        secrecy.is_secret_type(field.annotation)
        or (is_secret_name(name) and str in members(field.annotation)[0])
        or (depth > 0 and any(_holds_secret_field(inner, depth - 1) for inner in nested_classes(field.annotation)))
        for name, field in fields_of(cls).items()
    )


def _is_settings(cls: type) -> bool:
    return issubclass(cls, BaseSettings)


def _held(place: Place) -> list[type]:
    """Return the classes on the way to a field and those that its top field may hold, and those in these."""
    first = nested_classes(place.top_field.annotation)
    return [
        *first,
        *(inner for cls in first for field in fields_of(cls).values() for inner in nested_classes(field.annotation)),
    ]


def _is_mapping(annotation: object) -> bool:
    bare = [get_origin(member) or member for member in members(annotation)[0]]
    return any(isinstance(member, type) and issubclass(member, Mapping) for member in bare) and bool(
        get_args(annotation)
    )


def _where(place: Place) -> str:
    return f"{_path_of(place.source.settings)}.{place.trail}"


def _path_of(cls: type) -> str:
    return f"{cls.__module__}.{cls.__name__}"
