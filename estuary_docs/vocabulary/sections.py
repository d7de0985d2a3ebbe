"""The two base classes of a schema: a Section of variables, and the Settings that are made of sections."""

from collections.abc import Mapping
from json import loads
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from estuary_docs.runtimes.python.forms import fault, in_file, typed
from estuary_docs.runtimes.python.problems import InvalidEnvironmentError, Problem, has_errors
from estuary_docs.vocabulary.annotations import meaning
from estuary_docs.vocabulary.docstrings import field_docstrings
from estuary_docs.vocabulary.kinds import row
from estuary_docs.vocabulary.markers import External
from estuary_docs.vocabulary.rules import EVERY_SECRET, Rule

if TYPE_CHECKING:
    from estuary_docs.runtimes.python.forms import Kind
    from estuary_docs.runtimes.python.validator import Validator

# `defer_build`: whoever only reads a schema, as most commands do, pays for no validator.
CONFIGURATION = ConfigDict(
    extra="forbid",
    frozen=True,
    hide_input_in_errors=True,
    defer_build=True,
    protected_namespaces=(),
)


UNKNOWN_PROFILE = "the schema has no such profile"


class Section(BaseModel):
    """Variables that belong together.

    Each field is a variable, and the docstring below it is its description. The class docstring introduces the
    section. `prefix` begins the names of its variables. `title` is its heading, where the name of the class does not
    read well.
    """

    model_config = CONFIGURATION
    section_prefix: ClassVar[str] = ""
    section_kinds: ClassVar[dict[str, "Kind"]] = {}

    def __init_subclass__(cls, *, prefix: str = "", **options: Any) -> None:  # noqa: ANN401 - pydantic's own options
        """Take the prefix of the variables' names."""
        super().__init_subclass__(**options)
        cls.section_prefix = prefix
        cls.section_kinds = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: object) -> None:
        """Take the docstrings of the fields for their descriptions."""
        fields = cls.model_fields
        for name, docstring in field_docstrings(cls).items():
            if name in fields and fields[name].description is None:
                fields[name].description = docstring

    @classmethod
    def variable_name(cls, field: str) -> str:
        """Return the name of the variable that `field` declares, without the `_` after a keyword, as in `from_`."""
        word = field.removesuffix("_")
        return (cls.section_prefix + (word if iskeyword(word) else field)).upper()

    @field_validator("*", mode="before")
    @classmethod
    def _read_written_form(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        field = str(info.field_name)
        if field not in cls.section_kinds:
            declared = cls.model_fields[field]
            meant = meaning(declared.annotation, declared.metadata)
            cls.section_kinds[field] = in_file(row(meant.kind)) if meant.secret else row(meant.kind)
        kind = cls.section_kinds[field]
        if rule := fault(kind, value):
            raise PydanticCustomError("form", "{rule}", {"rule": rule})
        return _document(value) if kind[0] == "fitting" else typed(kind, value, str)


def _document(text: str) -> object:
    try:
        return loads(text)
    except RecursionError:
        raise PydanticCustomError("form", "{rule}", {"rule": "malformed"}) from None


class Settings(BaseModel):
    """Everything that one service reads from its environment.

    Each field is a Section, and the class docstring says what the service is. `profile` names the variable that chooses
    the profile. `every_secret` has the rules for each secret; by default a placeholder is a warning. `external` lists
    variables that something else reads, and `rules` what holds of several variables, such as `at_most_one`. `title` is
    the name of the service, where that of the class does not read well.
    """

    model_config = CONFIGURATION
    settings_profile: ClassVar[str | None] = None
    settings_every_secret: ClassVar[tuple[Rule, ...]] = EVERY_SECRET
    settings_external: ClassVar[tuple[External, ...]] = ()
    settings_rules: ClassVar[tuple[Rule, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        profile: str | None = None,
        every_secret: tuple[Rule, ...] = EVERY_SECRET,
        external: tuple[External, ...] = (),
        rules: tuple[Rule, ...] = (),
        **options: Any,  # noqa: ANN401 - pydantic's own options
    ) -> None:
        """Take the facts that hold for the service as a whole."""
        super().__init_subclass__(**options)
        cls.settings_profile = profile
        cls.settings_every_secret = every_secret
        cls.settings_external = external
        cls.settings_rules = rules

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], profile: str | None = None) -> Self:
        """Return typed settings, the profile's defaults filled in.

        A secret may also arrive as a file: its path in `NAME_FILE`, or its name in `$CREDENTIALS_DIRECTORY`. `profile`
        takes the place of the one that the environment chooses. Raises InvalidEnvironmentError, with every problem and
        no value, if there is an error among them; ValueError if there is no such profile; SchemaError if the schema
        itself is broken.
        """
        judge = cls._judge()
        if not judge.knows(profile):
            del environ
            raise ValueError(UNKNOWN_PROFILE)
        values, problems, _ = judge.judged(environ, profile)
        del environ
        if has_errors(problems):
            del values
            raise InvalidEnvironmentError(problems)
        texts = {
            field: {
                name: text for name in section.model_fields if (text := values[section.variable_name(name)]) is not None
            }
            for field, section in cls._sections().items()
        }
        return cls.model_validate(texts)

    @classmethod
    def problems(cls, environ: Mapping[str, str], profile: str | None = None) -> list[Problem]:
        """Return every error and warning about an environment, in catalogue order; ValueError as `from_environ`."""
        judge = cls._judge()
        if not judge.knows(profile):
            del environ
            raise ValueError(UNKNOWN_PROFILE)
        return judge.check(environ, profile)

    @classmethod
    def _judge(cls) -> "Validator":
        from estuary_docs.schemas.own import judge  # noqa: PLC0415 - a schema that is only declared needs no judge

        return judge(cls)

    @classmethod
    def _sections(cls) -> dict[str, type[Section]]:
        return {
            name: field.annotation
            for name, field in cls.model_fields.items()
            if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
        }
