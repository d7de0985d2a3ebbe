"""The reference: complete without a script, and ready for one."""

import re
from collections.abc import Callable

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render

Schema = Callable[..., Catalogue]
ORDER = ["Type", "Default", "Required", "Name", "Notes", "Rules", "Source", "Rotation", "Delivery", "Example", "Errors"]


def entry(reference: str, name: str) -> str:
    """Return what the reference says of a variable."""
    return reference.partition(f"{{#{name.lower()}}}")[2].partition("\n#")[0]


def told(reference: str, name: str, fact: str) -> str:
    """Return one fact about a variable."""
    return entry(reference, name).partition(f"<dt>{fact}</dt>\n<dd>")[2].partition("</dd>")[0]


def test_the_facts_of_a_variable_have_one_order(catalogue: Catalogue) -> None:
    """A reader finds each fact in the same place for every variable."""
    reference = render(catalogue, "reference")
    for variable in catalogue.variables:
        facts = re.findall("<dt>(.+?)</dt>", entry(reference, variable.name))
        assert facts == sorted(facts, key=ORDER.index)
        assert {"Type", "Default", "Required", "Errors"} <= set(facts)


def test_a_fact_names_the_profiles_it_holds_in(catalogue: Catalogue) -> None:
    """A fact of some profiles is marked with them, one of all profiles with none."""
    reference = render(catalogue, "reference")
    assert told(reference, "PORT", "Default") == "<code>3000</code>"
    assert told(reference, "AUTH_ENABLED", "Default") == (
        '<ul class="by-profile"><li data-profiles="development"><span class="profiles">development:</span> '
        '<code>false</code></li><li data-profiles="staging production"><span class="profiles">staging, production:'
        "</span> <code>true</code></li></ul>"
    )
    assert (
        "<strong>one of <code>JWT_SECRET</code> or <code>AUTH_JWKS_URLS</code>, because <code>AUTH_ENABLED</code>"
        in told(reference, "JWT_SECRET", "Required")
    )
    assert told(reference, "PORT", "Required") == "no"


def test_a_rule_is_told_once_with_the_profiles_it_holds_in(catalogue: Catalogue) -> None:
    """What is an error in some profiles and a warning in others is one sentence, and leads to the rule."""
    rules = told(render(catalogue, "reference"), "JWT_SECRET", "Rules")
    assert rules.count("32 bytes") == 1
    assert (
        '<a href="troubleshooting.md#too-short"><code>too-short</code></a> '
        '<span class="profiles">error in staging, production; warning in development</span>'
    ) in rules
    assert "Should" not in rules


def test_a_rule_of_some_profiles_is_marked_with_them(catalogue: Catalogue) -> None:
    """The profile switch hides what does not hold."""
    rules = told(render(catalogue, "reference"), "AUTH_ENABLED", "Rules")
    assert '<li id="auth_enabled-wrong-value" data-profiles="production">Must be <code>true</code>' in rules


def test_what_can_go_wrong_leads_to_the_rules(catalogue: Catalogue) -> None:
    """Every code that a message about the variable may have is linked, and nothing of it is said twice."""
    reference = render(catalogue, "reference")
    rules = re.findall(r'href="troubleshooting\.md#(.+?)"', told(reference, "JWT_SECRET", "Errors"))
    assert {"missing", "too-short", "placeholder", "file-conflict"} <= set(rules)
    assert len(rules) == len(set(rules))


def test_a_line_to_copy_sets_the_variable(catalogue: Catalogue) -> None:
    """It is the line of an env file: with the default, or with an example."""
    reference = render(catalogue, "reference")
    assert 'data-copy="PORT=3000"' in entry(reference, "PORT")
    assert 'data-copy="JWT_SECRET=change-me' in entry(reference, "JWT_SECRET")
    assert "Set it on" not in reference


def test_where_there_is_a_builder_each_variable_leads_to_it(catalogue: Catalogue) -> None:
    """A link for each platform opens the builder with that variable; the value of a secret is in none."""
    from dataclasses import replace

    reference = render(replace(catalogue, pages={"builder": "make.md"}), "reference")
    assert 'href="make.md#format=kubernetes&amp;PORT=3000">Kubernetes</a>' in entry(reference, "PORT")
    assert 'href="make.md#format=compose&amp;JWT_SECRET=">Compose</a>' in entry(reference, "JWT_SECRET")


def test_a_variable_carries_what_the_filter_asks_for(catalogue: Catalogue) -> None:
    """Section, secret and required stand in attributes, which the form's choices name."""
    reference, form = render(catalogue, "reference"), render(catalogue, "filter")
    assert (
        'data-section="section-token-signing" data-secret="yes" data-required="staging production" '
        'data-conditional="development"'
    ) in entry(reference, "JWT_SECRET")
    for section in catalogue.sections:
        assert f'<option value="{section.anchor}">' in form
    for profile in catalogue.profiles:
        assert f'name="profile" value="{profile}"' in form


def test_a_schema_without_profiles_has_no_switch(schema: Schema) -> None:
    """Where there is nothing to choose from, nothing asks for a choice, and no fact names a profile."""
    toy = schema(
        "port: Annotated[int, Field(ge=1, le=9)] = 3\n'''A port.'''\n"
        "key: Annotated[SecretStr | None, required_when()] = None\n'''A key.'''"
    )
    assert "fieldset" not in render(toy, "filter")
    assert "data-profiles" not in render(toy, "reference") + render(toy, "overview")
    assert '<span class="mark">Required</span>' in render(toy, "overview")
    assert told(render(toy, "reference"), "KEY", "Required") == "<strong>yes</strong>"


def test_the_look_up_offers_every_name(catalogue: Catalogue) -> None:
    """The form on the home page suggests names, and leads to the reference."""
    form = render(catalogue, "lookup")
    assert 'action="reference.md"' in form
    for variable in catalogue.variables:
        assert f'<option value="{variable.name}">' in form


@pytest.mark.parametrize("output_format", ["overview", "reference", "filter", "lookup"])
def test_a_rendering_for_a_page_has_no_blank_line_within_html(catalogue: Catalogue, output_format: str) -> None:
    """Markdown ends a block of HTML at a blank line, so each block is whole."""
    for block in render(catalogue, output_format).split("\n\n"):
        for tag in ("div", "dl", "table", "form", "fieldset"):
            assert len(re.findall(rf"<{tag}\b", block)) == block.count(f"</{tag}>")
