"""Frozen facts: what `dataclass(frozen=True)` gives, without compiling code for each class.

The vocabulary has thirty of them, and compiling them was a tenth of the time of a whole command.
"""

import re
from inspect import Parameter, Signature, get_annotations
from typing import ClassVar, dataclass_transform

CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def annotations(cls: "type[Fact]") -> dict[str, object]:
    """Return the type of each field of a class of facts."""
    return {name: kind for base in reversed(cls.__mro__) for name, kind in get_annotations(base).items()}


class Fields:
    """What `inspect.signature` says of a fact: its fields, computed when someone asks."""

    def __get__(self, _fact: object, cls: "type[Fact]") -> Signature:
        """Return the signature of a class of facts."""
        types = annotations(cls)
        return Signature(
            [
                Parameter(
                    name,
                    Parameter.POSITIONAL_OR_KEYWORD,
                    default=getattr(cls, name, Parameter.empty),
                    annotation=types[name],
                )
                for name in cls.__match_args__
            ]
        )


@dataclass_transform(frozen_default=True, eq_default=True)
class Fact:
    """The base of facts. A subclass lists its fields as annotations; two facts are equal if type and fields are."""

    __match_args__: ClassVar[tuple[str, ...]] = ()
    __signature__: ClassVar[Fields] = Fields()
    slug: ClassVar[str]
    """The name by which the runtimes know a kind or a check, such as `not-be-placeholder`."""
    spelling: ClassVar[str]
    """The word by which a schema writes the fact, such as `rotates`; by default the name of the class."""

    def __init_subclass__(cls) -> None:
        """Take the annotations for fields, after those of the base."""
        cls.slug = CAMEL_HUMP.sub("-", cls.__name__).lower()
        cls.spelling = vars(cls).get("spelling", cls.__name__)
        own = (name for name, kind in get_annotations(cls).items() if "ClassVar" not in str(kind))
        names = tuple(dict.fromkeys((*cls.__match_args__, *own)))
        cls.__match_args__ = names  # type: ignore[misc]  # mypy takes it for what dataclass_transform has set

    def __init__(self, *values: object, **named: object) -> None:
        """Take the fields, by place or by name; raises TypeError for one too many or too few."""
        names = self.__match_args__
        if named or len(values) != len(names):
            values = self._completed(values, named)
        self.__dict__.update(zip(names, values, strict=True))

    @classmethod
    def _completed(cls, values: tuple[object, ...], named: dict[str, object]) -> tuple[object, ...]:
        """Return the values of all fields, in their order."""
        fields = dict(zip(cls.__match_args__, values, strict=False)) | named
        missing = [name for name in cls.__match_args__ if name not in fields and not hasattr(cls, name)]
        if missing or len(values) + len(named) != len(fields) or not fields.keys() <= set(cls.__match_args__):
            raise TypeError(f"{cls.__name__} takes {', '.join(cls.__match_args__) or 'nothing'}")
        return tuple(fields[name] if name in fields else getattr(cls, name) for name in cls.__match_args__)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a fact does not change."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be set")

    def __eq__(self, other: object) -> bool:
        """Say whether type and fields are the same."""
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        """Return a hash of type and fields."""
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        """Return the fact as it is written in a schema, without what it says by default."""
        cls = type(self)
        names = (name for name, value in self.__dict__.items() if not hasattr(cls, name) or getattr(cls, name) != value)
        fields = ", ".join(f"{name}={self.__dict__[name]!r}" for name in names)
        return f"{type(self).__name__}({fields})"
