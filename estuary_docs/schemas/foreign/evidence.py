"""Ask a settings class itself what holds of its fields, once all of them are read."""

from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign import defaults, validators, witnesses
from estuary_docs.schemas.foreign.annotations import fields_of, nested_classes
from estuary_docs.schemas.foreign.drafts import Drafts
from estuary_docs.schemas.foreign.effective import Effective
from estuary_docs.schemas.foreign.forms import NOTHING
from estuary_docs.schemas.foreign.places import FieldPlace, path_of
from estuary_docs.validation.showing import may_be_shown
from estuary_docs.vocabulary.kinds import Described, Json, Kind
from estuary_docs.vocabulary.rules import Must

PROFILE = "default"
WITHOUT_TEXT = "its default has no text that loads back to it; it holds where nothing is set"

SET_BY_CLASS = "Where it is not set, the class sets it itself."


class Evidence:
    """What is to be asked of one settings class, and the answers: which forms and which defaults hold."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.questions: dict[str, witnesses.Question] = {}
        self.places: dict[str, FieldPlace] = {}

    def judge(self, settings: type[BaseSettings]) -> None:
        """Ask the class, and write its answers into the drafts."""
        for name, kind in witnesses.asked(settings, self.questions, self._needed()).items():
            self.drafts.hold(name, kind)
            if isinstance(kind, Described) and kind.fitting == NOTHING:
                self.drafts.doubt(self.places[name].where, "its code fails for any text")
                self.drafts.revise(name, "No text sets it: code of the class fails for any.")
        self._compare(settings)

    def ask(self, place: FieldPlace, variable: str, kind: Kind, *, secret: bool) -> None:
        """Note that the class is to be asked whether it holds a variable to its form."""
        load = place.loads(variable)
        config = place.source.settings.model_config
        keys = frozenset((place.top, *place.source.keys(config, place.top, place.top_field)))
        own = place.source.is_customised or isinstance(kind, Json)
        self.questions[variable] = witnesses.Question(
            kind,
            (keys, place.path),
            lambda text: not own or load(text) is not defaults.UNKNOWN,
            (*validators.functions(place.owner, place.name), *validators.in_annotation(place.field)),
            may_show=lambda word: not secret and may_be_shown(variable, word),
            with_empty=not place.source.ignores_empty,
        )

    def _compare(self, settings: type[BaseSettings]) -> None:
        """Let the class itself say which defaults hold, and which lines of them change nothing when they are set."""
        if settings.__init__ is not BaseSettings.__init__:
            self.drafts.doubt(path_of(settings), "its own `__init__` may set fields itself")
            if Effective(settings, {}).values is not None:
                self.drafts.waive(self.places)
        variables = {name: self.drafts.variables[name] for name in self.places}
        needed = self._needed()
        effective = Effective(settings, needed)
        for name in effective.without_need():
            self.drafts.waive([name])
            self.drafts.revise(name, SET_BY_CLASS)
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
                self.drafts.doubt(place.where, WITHOUT_TEXT)
                self.drafts.revise(name, None)
        for name, place in self.places.items():
            value = (effective.values or {}).get(place.name)
            if not place.path and place.field.default is None and value is not None and not needed:
                self.drafts.revise(name, SET_BY_CLASS)

    def _needed(self) -> dict[str, str]:
        """Return an example for each variable that must be set in any case."""
        return {
            name: variable.example
            for name, variable in ((name, self.drafts.variables[name]) for name in self.places)
            if variable.example and any(isinstance(rule, Must) and not rule.conditions for rule in variable.rules)
        }


def _is_settings(cls: type) -> bool:
    return issubclass(cls, BaseSettings)


def _held(place: FieldPlace) -> list[type]:
    """Return the classes on the way to a field and those that its top field may hold, and those in these."""
    first = nested_classes(place.top_field.annotation)
    return [
        *first,
        *(inner for cls in first for field in fields_of(cls).values() for inner in nested_classes(field.annotation)),
    ]
