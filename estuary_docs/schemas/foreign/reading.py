"""Walk settings classes, their fields and what is nested in them, and make one catalogue of what is read."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import is_dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import Any

from pydantic import BaseModel
from pydantic_settings import BaseSettings

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.schemas.foreign import defaults, machine, parts, prose, secrecy, validators
from estuary_docs.schemas.foreign.annotations import nested_classes
from estuary_docs.schemas.foreign.drafts import Drafts, SectionDraft, paragraph
from estuary_docs.schemas.foreign.evidence import PROFILE, WITHOUT_TEXT, Evidence
from estuary_docs.schemas.foreign.parts import Parts
from estuary_docs.schemas.foreign.places import Children, FieldPlace, Use, children_of, is_choice, is_elsewhere, path_of
from estuary_docs.schemas.foreign.requirements import companionship, is_needed_beside_others, requirement
from estuary_docs.schemas.foreign.shapes import Shape
from estuary_docs.schemas.foreign.sources import ClassEnvironment, quiet
from estuary_docs.schemas.foreign.standing import shape_at
from estuary_docs.vocabulary.kinds import Json, Kind
from estuary_docs.vocabulary.rules import EVERY_SECRET

KEPT_SCHEMAS = 8


@lru_cache(maxsize=KEPT_SCHEMAS)
def read(*classes: type[BaseSettings], name: str = "") -> Catalogue:
    """Return one catalogue of several settings classes; `name` is what their project calls itself.

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
        title=prose.title_of_service(classes, name),
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
        self.above: tuple[FieldPlace, list[str]] | None = None
        self.evidence = Evidence(self.drafts)
        self.parts: dict[str, Parts] = {}

    def read_class(self, settings: type[BaseSettings]) -> None:
        """Read a settings class under its own prefix, and those that are built with it under theirs."""
        if settings in self.seen:
            return
        self.seen.add(settings)
        with quiet(), suppress(Exception):
            settings.model_rebuild()
        source = ClassEnvironment(settings)
        section = self.drafts.section(prose.title(settings), prose.introduction(settings), source.prefix)
        self._doubts_of_class(settings, source)
        inner: list[tuple[type[BaseSettings], FieldPlace, list[str]]] = []
        values: dict[str, Any] = {}
        for name, field in settings.model_fields.items():
            place = FieldPlace(source, name, field, (), (settings,), name, field, name)
            values[name] = default = self._default_of(place, values)
            names = source.names(name, field)
            whole = [variable for variable, is_part in names.items() if not is_part]
            documents = tuple(variable for variable, is_part in names.items() if is_part)
            for variable in documents:
                self._read_part(place, section, variable, documents, required=field.is_required() and not whole)
            if not names:
                self.drafts.doubt(place.where, "has no variable: settings_customise_sources leaves its names out")
            if whole:
                use = Use(default, required=field.is_required(), documents=documents)
                self._read_field(place, section, whole, use)
            inner += [
                (nested, place, whole)
                for nested in nested_classes(field.annotation)
                if issubclass(nested, BaseSettings) and not field.is_required() and default is not None
            ]
        self.evidence.judge(settings)
        self.evidence = Evidence(self.drafts)
        for nested, place, whole in inner:
            self.above = (place, whole)
            self.read_class(nested)
            self.above = None

    def _read_field(self, place: FieldPlace, section: SectionDraft, names: list[str], use: Use) -> None:
        """Read a field under its names, and the fields inside it under theirs."""
        shape = shape_at(place, self.drafts)
        children = children_of(place, names[0], type(use.default), self.drafts) if place.source.delimiter else []
        if children:
            section = self._section_of(place, names[0])
        aliases = [name for name in names if not name.upper().endswith(place.name.upper())]
        secret = secrecy.is_secret((place.name, *aliases), place.field, shape.strict or shape.kind, use.default)
        needs = [child.name for child, _ in children if is_needed_beside_others(place, child, use)]
        use = replace(use, fragile=use.fragile or bool(needs))
        for name in names:
            if shape.strict and not children:
                self.evidence.ask(place, name, shape.strict, secret=secret)
            self.drafts.add(section, self._variable(place, names, name, shape, use, children, secret=secret))
        for child, child_names in children:
            own, needed = self._inherited(use.default, child), child.field.is_required()
            inner = Use(
                own,
                required=use.required and needed and own is defaults.UNKNOWN and not is_choice(place, child),
                certain=use.certain
                and use.default not in (None, defaults.UNKNOWN)
                and not is_elsewhere(place, child, use.default),
                documents=(*use.documents, *names),
                companions=tuple(
                    companion for sibling, others in children if sibling is not child for companion in others
                )
                if child.name in needs
                else (),
                fragile=bool(needs),
            )
            self._read_field(child, section, child_names, inner)

    def _section_of(self, place: FieldPlace, variable: str) -> SectionDraft:
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
        place: FieldPlace,
        names: list[str],
        name: str,
        shape: Shape,
        use: Use,
        children: Children,
        *,
        secret: bool,
    ) -> Variable:
        self.evidence.places[name] = place
        load = place.loads(name)
        text = None if secret or use.default is defaults.UNKNOWN else self._written(place, name, use.default)
        remarks = [f"Another name of `{names[0]}`, which goes before it."] if name != names[0] else []
        if children:
            remarks.append("The variables of this section in one JSON document; those that are set go before it.")
        if not (use.certain or use.required) and place.field.is_required() and not use.companions:
            remarks.append("Required where another variable of its section is set.")
        if not use.certain and text is not None:
            remarks.append(f"The default where another variable of its section is set: `{text}`.")
        if use.certain and use.fragile and text is not None:
            remarks.append(f"Where no variable of its section is set, it is `{text}`.")
        if secret:
            example: str | None = defaults.placeholder(name, place.field, shape.kind, load)
        elif text is not None:
            example = None
        elif children:
            example = None if use.default is None and use.certain else "{}"
        else:
            example = self._example(place, name, shape.kind, use)
        if not use.certain and text is not None:
            example = text
        return Variable(
            name=name,
            description=paragraph([place.description, *remarks, *shape.limits]),
            kind=shape.kind,
            secret=secret,
            defaults={PROFILE: text if use.certain and not use.fragile else None},
            rules=(
                *(requirement(names, use, children) if name == names[0] else ()),
                *(companionship(names, use) if name == names[0] else ()),
                *(EVERY_SECRET if secret else ()),
            ),
            example=example,
            deprecation=prose.deprecation(place.field),
            has_hidden_default=bool(secret and use.default is not defaults.UNKNOWN and use.default),
            yields_to=self._before(place, names, name),
            only_in_variable=True,
            takes_empty=not place.source.ignores_empty,
        )

    def _example(self, place: FieldPlace, name: str, kind: Kind, use: Use) -> str | None:
        load = place.loads(name)
        shown = defaults.shown_example(place.field, load, as_json=isinstance(kind, Json))
        if shown is not None and not secrecy.holds_secret(shown, name):
            return shown
        return defaults.example(name, place.field, kind, load) if use.required else None

    def _before(self, place: FieldPlace, names: list[str], name: str) -> tuple[str, ...]:
        """Return the variables that keep one of a field's names from being read: others of its names, or its parent's.

        Settings inside settings are built with what is set under the name of the field that holds them.
        """
        known = names if place.path else place.source.names(place.name, place.field)
        before = list(takewhile(lambda other: other != name, known))
        if self.above and len(place.owners) == 1:
            parent, holders = self.above
            before += [
                candidate for holder in holders for candidate in (holder, parent.source.nested(holder, place.name))
            ]
        return tuple(before)

    def _read_part(
        self, place: FieldPlace, section: SectionDraft, variable: str, documents: tuple[str, ...], *, required: bool
    ) -> None:
        """Read a field that is taken by its path out of one of several documents, each a variable."""
        before = self._before(place, [], variable)
        kind = self.parts.setdefault(variable, Parts(before)).add(place, variable, before, required=required)
        if len(self.parts[variable].rows) > 1:
            self.drafts.hold(variable, kind)
        secret = secrecy.is_secret((place.name,), place.field, kind, defaults.default_of(place.field))
        said = prose.description(place.owner, place.name, place.field)
        self.drafts.doubt(place.where, f"is a part of the JSON document in {variable}; its default is not shown there")
        self.drafts.add(
            section,
            Variable(
                name=variable,
                description=f"A JSON document that holds `{place.trail}`{': ' if said else '.'}{said}",
                kind=kind,
                secret=secret,
                defaults={PROFILE: None},
                rules=(
                    *(
                        requirement(list(documents), Use(None, required=required), [])
                        if variable == documents[0]
                        else ()
                    ),
                    *(EVERY_SECRET if secret else ()),
                ),
                example=parts.example(place, variable, kind, secret=secret),
                deprecation=prose.deprecation(place.field),
                yields_to=before,
                only_in_variable=True,
                takes_empty=not place.source.ignores_empty,
            ),
        )

    def _default_of(self, place: FieldPlace, values: dict[str, Any] | None = None) -> object:
        default = defaults.default_of(place.field, values)
        if default is defaults.UNKNOWN and not place.field.is_required() and not nested_classes(place.field.annotation):
            self.drafts.doubt(place.where, "its default is made anew each time, or by a function that needs more")
        return default

    def _inherited(self, default: object, child: FieldPlace) -> object:
        """Return the default of a field inside another whose default is known."""
        if isinstance(default, Mapping) and child.name in default:
            return default[child.name]
        if (isinstance(default, BaseModel) or is_dataclass(default)) and hasattr(default, child.name):
            return getattr(default, child.name)
        return self._default_of(child)

    def _written(self, place: FieldPlace, variable: str, default: object) -> str | None:
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
            self.drafts.doubt(place.where, WITHOUT_TEXT)
        if text and machine.is_of_machine(text, (*place.owners, *machine.classes_in(default))):
            self.drafts.doubt(place.where, "its default names a folder, the host or the day of whoever reads it")
            return None
        return text or None

    def _doubts_of_class(self, settings: type[BaseSettings], source: ClassEnvironment) -> None:
        where = path_of(settings)
        if source.is_customised:
            self.drafts.doubt(
                path_of(validators.owner_of(settings, "settings_customise_sources")),
                "settings_customise_sources may read more than the environment, or read it otherwise",
            )
        for validator, _ in validators.of_model(settings):
            self.drafts.doubt(
                path_of(validators.owner_of(settings, validator)),
                f"the validator `{validator}` has a rule over several settings",
            )
        if settings.model_config.get("extra") == "allow":
            self.drafts.doubt(where, "takes further variables of any name from its env file")
