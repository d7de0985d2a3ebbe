"""The docstrings of fields, wherever a class stands."""

import ast
from pathlib import Path

import pytest

from estuary_docs.schemas.loading import load_schema
from estuary_docs.vocabulary import Section
from estuary_docs.vocabulary.docstrings import field_docstrings, of_body, of_simple_class
from tests.conftest import forget


class AtTheMargin(Section):
    """A section whose first field's docstring breaks out to the margin."""

    first: bool = True
    """First
class Decoy:
    it is.
    """

    second: bool = True
    third: bool = True
    """Third."""


def test_a_docstring_that_reaches_the_margin_is_read_whole() -> None:
    """Where a string holds what looks like the next statement, the docstrings are found all the same."""
    assert field_docstrings(AtTheMargin) == {"first": "First\nclass Decoy:\n    it is.", "third": "Third."}
    assert AtTheMargin.model_fields["third"].description == "Third."


def test_classes_in_functions_and_classes_are_found() -> None:
    """A class need not stand at the margin of its module."""

    class Outer:
        class Inner(Section):
            """A section."""

            field: bool = True
            """Inside."""

    assert field_docstrings(Outer.Inner) == {"field": "Inside."}


def made_by_a_call() -> type:
    """Return a class that no class statement declares."""
    return type("made_by_a_call", (), {"__module__": __name__, "__qualname__": "made_by_a_call"})


def test_a_class_without_source_has_none() -> None:
    """A class that no source declares has no docstrings of fields."""
    assert field_docstrings(type("Gone", (), {"__module__": "no.such.module"})) == {}
    assert field_docstrings(type("Gone", (), {"__module__": __name__, "__qualname__": "Gone"})) == {}
    assert field_docstrings(made_by_a_call()) == {}


INHERITING = '''
from pydantic import Field
from estuary_docs.vocabulary import *

class Base(Section, prefix="BASE_"):
    """A base."""

    kept: bool = True
    """From the base."""

class Toy(Base, prefix="TOY_"):
    """A section."""

    told: bool = Field(default=True, description="Said in the field.")
    """Not said again."""

class ToySettings(Settings):
    """A toy."""

    toy: Toy
'''


def test_descriptions_are_inherited_and_may_be_said_in_the_field(tmp_path: Path) -> None:
    """A field keeps the description of the class that declares it; one given to Field goes before the docstring."""
    (tmp_path / "inheriting.py").write_text(INHERITING)
    told = {
        variable.name: variable.description for variable in load_schema("inheriting:ToySettings", tmp_path).variables
    }
    assert told == {"TOY_KEPT": "From the base.", "TOY_TOLD": "Said in the field."}
    forget(tmp_path, "inheriting")


SIMPLE = {
    "a field and its docstring": '    a: int = 1\n    """A."""\n',
    "nothing but a docstring": '    """Of the class."""\n',
    "a multi-line annotation": '    a: Annotated[\n        int,  # "\n        Field(ge=1),\n    ] = 3\n    """A."""\n',
    "a docstring of several lines": '    a: int\n    """A.\n\n    More.\n    """\n',
    "a declaration inside a docstring": "    \"\"\"Such as\n\n    a: int\n    '''A.'''\n    \"\"\"\n\n    b: int\n",
    "quotes and brackets in texts": """    a: str = '"[' + "'("\n""" + '    """A "quoted" one."""\n',
    "comments between": '    a: int\n    # "why"\n\n    """A."""\n# margin\n    b: int  # it\'s\n',
}
OTHER = {
    "a text in brackets": '    a: Annotated[int,\n    """A."""\n    ] = 1\n',
    "a text in braces": '    a: dict = {\n    b:\n    """A."""\n    }\n',
    "two statements on a line": '    a: int; b: int\n    """B."""\n',
    "a backslash": '    a: int\n    """A\\x41."""\n',
    "a continued line": '    a: str = \\\n    """A."""\n',
    "joined texts": '    a: int\n    """A.""" "B."\n    b: int\n',
    "a method": '    a: int\n    """A."""\n\n    def b(self): ...\n',
    "an assignment": '    a: int\n    b = 1\n    """B."""\n',
    "a text that never ends": '    a: int\n    """A.\n',
}


@pytest.mark.parametrize("body", SIMPLE.values(), ids=SIMPLE)
def test_simple_classes_need_no_parser(body: str) -> None:
    """A class of fields and docstrings alone is read by a pattern, and exactly as Python's parser reads it."""
    source = f"class Toy(Section, title='It is'):\n{body}"
    declared = ast.parse(source).body[0]
    assert isinstance(declared, ast.ClassDef)
    assert of_simple_class(source) == of_body(declared.body)


@pytest.mark.parametrize("body", OTHER.values(), ids=OTHER)
def test_other_classes_are_left_to_the_parser(body: str) -> None:
    """Where a text might be no docstring, or more than one, the pattern says nothing."""
    assert of_simple_class(f"class Toy(Section):\n{body}") is None
    assert of_simple_class(f"class Toy(Section, title='It is (so)', of={{}}, why=f()):\n{body}") is None
