"""The page of profiles: what each needs, and what differs between them."""

import re
from collections.abc import Callable

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.validation.needs import needs

Schema = Callable[..., Catalogue]


def test_the_checklist_is_what_a_profile_needs(catalogue: Catalogue) -> None:
    """Each variable that must be set, and each group of which one must be, is an item, in the order of the needs."""
    page = render(catalogue, "profiles")
    for profile, needed in needs(catalogue).items():
        part = page.partition(f"{{#needs-{profile}}}")[2].partition("\n## ")[0]
        groups = [*((name,) for name in needed.required), *needed.one_of]
        items = [tuple(name.upper() for name in re.findall(r"#(\w+)\"", item)) for item in part.split("<li>")[1:]]
        assert items == groups
        assert ("You don't need to set anything" in part) == (not groups)


def test_the_checklist_names_a_value_where_the_default_is_refused(catalogue: Catalogue) -> None:
    """A setting that must be set has an example of what to, because its default is what must not stay."""
    in_production = render(catalogue, "profiles").partition("{#needs-production}")[2].partition("\n## ")[0]
    assert "</a>, for example to <code>convex</code>.</li>" in in_production


def test_what_differs_comes_first_and_nothing_is_lost(catalogue: Catalogue) -> None:
    """A variable is in the table of differences or behind the switch, never in both."""
    page = render(catalogue, "profiles").partition("{#differences}")[2]
    different, _, same = page.partition("<details>")
    assert "#auth_enabled" in different
    assert "#port" in same
    for variable in catalogue.variables:
        row = f'<th scope="row"><a href="reference.md#{variable.anchor}"'
        assert (row in different) != (row in same)


def test_a_rule_is_a_tag_that_leads_to_its_sentence(catalogue: Catalogue) -> None:
    """The reference has a place for the rule of each variable; a warning is told from an error in words too."""
    page, reference = render(catalogue, "profiles"), render(catalogue, "reference")
    places = re.findall(r'class="tag tag-\w+" href="reference\.md#([\w-]+)"', page)
    assert places
    assert all(f'<li id="{place}"' in reference or f' id="{place}">' in reference for place in places)
    assert 'too-short<span class="unseen">, error</span>' in page
    assert 'too-short<span class="unseen">, warning</span>' in page


def test_a_service_with_one_profile_has_no_differences(schema: Schema) -> None:
    """There is one checklist, and everything is the same."""
    page = render(schema("port: Annotated[int, Field(ge=1, le=9)] = 3\n'''A port.'''"), "profiles")
    assert "1 variable is the same in every profile" in page
    assert page.count("<table") == 1


def test_what_one_profile_requires_on_a_condition_differs_between_profiles(catalogue: Catalogue) -> None:
    """Each cell says whether its profile requires the variable, one of several, or on a condition; or none of them."""
    page = render(catalogue, "profiles").partition("{#differences}")[2]
    marks = {"Required": "required", "One of several": "phrases", "Required on a condition": "conditional"}
    for variable in catalogue.variables:
        _, _, row = page.partition(f'<th scope="row"><a href="reference.md#{variable.anchor}"')
        for profile, needed in needs(catalogue).items():
            cell = row.partition("</tr>")[0].partition(f'data-label="{profile}">')[2].partition("</td>")[0]
            told = [marks[mark] for mark in re.findall(r'<span class="mark">([^<]+)</span>', cell)]
            named = [kind for kind in marks.values() if variable.name in getattr(needed, kind)]
            held = [kind for kind in named if kind != "conditional" or needed.conditional[variable.name]]
            assert told == held[:1] or (not cell and not held)
