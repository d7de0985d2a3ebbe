"""What must be set in a profile: every page, file and command gives the one answer."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from estuary_docs.catalogue.exchange import from_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.explanation import explain
from estuary_docs.renderers import render
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.validation.deployment import deployment, profile_defaults
from estuary_docs.validation.needs import Needs, need_sentences, needs
from estuary_docs.validation.tables import validator
from tests.renderers.deployments.environments import READ, genuine
from tests.renderers.pages.test_reference import entry, told

Load = Callable[..., Catalogue]
# A chain (STORE, DSN, POOL), one of several (KEY, KEYS, VAULT), one that another needs anyway (ANY, SURE), a companion
# (BOTH), and defaults of a profile: one of its own, one that makes another variable needed, one that spares it.
TOY = """
mode: Literal["dev", "prod", "test"] = "dev"
'''Chooses the profile.'''
store: Annotated[Literal["memory", "sql"], Should(Equal("sql"), when(MODE="prod"))] = "memory"
'''Where things are kept.'''
dsn: Annotated[SecretStr | None, required_when(STORE="sql")] = None
'''The database.'''
pool: Annotated[int | None, Field(ge=1, le=9), required_when(STORE="sql"), per_profile(prod=4)] = None
'''Connections.'''
login: Annotated[bool, per_profile(prod=True, test=True)] = False
'''Whether callers log in.'''
keys: SecretStr | None = None
'''Keys.'''
key: Annotated[SecretStr | None, required_when(LOGIN="true", unless=("KEYS", "VAULT"))] = None
'''A key.'''
vault: Annotated[str | None, example("v")] = None
'''A vault.'''
any: Annotated[str | None, required_when(MODE="test", unless="SURE")] = None
'''Avoidable.'''
sure: Annotated[str | None, required_when(MODE="test"), Must(Accompany("BOTH"))] = None
'''Unavoidable.'''
both: str | None = None
'''A companion.'''
"""
EXPECTED = {
    "dev": ((), ()),
    "prod": (("STORE", "DSN"), (("KEY", "KEYS", "VAULT"),)),
    "test": (("SURE", "BOTH"), (("KEY", "KEYS", "VAULT"),)),
}
ESTUARY = {
    "development": ((), ()),
    "staging": ((), (("JWT_SECRET", "AUTH_JWKS_URLS"),)),
    "production": (("DATABASE_TYPE", "CONVEX_DEPLOYMENT_URL"), (("JWT_SECRET", "AUTH_JWKS_URLS"),)),
}


@pytest.fixture(params=["estuary", "toy"])
def declared(request: pytest.FixtureRequest, catalogue: Catalogue, schema: Load) -> Catalogue:
    """Return Estuary's catalogue, and one that has every way to need something."""
    return catalogue if request.param == "estuary" else schema(TOY, ", profile='MODE'")


def test_the_needs_of_each_profile_are_known(catalogue: Catalogue, schema: Load) -> None:
    """What must be set, what one of must be, and what the profile sets, are what a reader would say."""
    for its, expected in ((catalogue, ESTUARY), (schema(TOY, ", profile='MODE'"), EXPECTED)):
        found = needs(its)
        assert {profile: (each.required, each.one_of) for profile, each in found.items()} == expected
        assert all(each.defaults == profile_defaults(its, profile) for profile, each in found.items())


def test_without_profiles_a_need_names_none(schema: Load) -> None:
    """Where there is one profile only, no sentence speaks of profiles."""
    toy = schema("name: str\n'''N.'''\nother: Annotated[str | None, required_when(unless='NAME')] = None\n'''O.'''")
    assert need_sentences(needs(toy), "NAME") == ["Required."]
    assert need_sentences(needs(toy), "OTHER") == ["Required unless `NAME` is set."]


def answers(catalogue: Catalogue, profile: str, needed: Needs) -> Iterator[tuple[str, set[str]]]:
    """Yield who answers, and which variables must be set in a profile, alone or as one of several."""
    names = [variable.name for variable in catalogue.variables]
    secrets = {variable.name for variable in catalogue.secrets}
    texts = {
        name: render(catalogue, name) for name in ("reference", "overview", "profiles", "secrets", "table", "llms")
    }
    entries = {name: entry(texts["reference"], name) for name in names}
    asked = {name: re.findall('data-required="(.*?)"', text)[0].split() for name, text in entries.items()}
    yield "filter", {name for name in names if profile in asked[name]}
    yield "marks", {name for name in names if is_marked(entries[name].partition("<dl")[0], profile)}
    yield "overview", {name for name in names if is_marked(row(texts["overview"], name), profile)}
    yield "reference", {name for name in names if is_strong(told(texts["reference"], name, "Required"), profile)}
    found = {name for name in secrets if is_strong(row(texts["secrets"], name), profile)}
    yield "secrets", found | (set(needed.phrases) - secrets)
    column = catalogue.profiles.index(profile)
    matrix = texts["profiles"].partition("{#differences}")[2]
    cells = {name: re.findall("<td [^>]+>(.*?)</td>", row(matrix, name)) for name in names}
    # What is the same in every profile is told once.
    held = {name: told[column if len(told) > 1 else 0] for name, told in cells.items()}
    yield "profiles", {name for name in names if re.search('class="mark">(Required|One of several)<', held[name])}
    checklist = texts["profiles"].partition(f"{{#needs-{profile}}}")[2].partition("\n## ")[0]
    yield "checklist", {name for name in names if f'#{name.lower()}"' in checklist}
    lines = [line.removesuffix(" |").split(" | ") for line in texts["table"].splitlines() if line.startswith("| `")]
    yield "table", {line[0].strip("| `") for line in lines if is_strong_in_markdown(line[-1], profile)}
    listed = {name: next(line for line in texts["llms"].splitlines() if f"[{name}]" in line) for name in names}
    yield "llms", {name for name in names if is_said(listed[name], profile)}
    yield "explain", {name for name in names if is_said(" ".join(explain(catalogue, name).split()), profile)}
    facts = json.loads(render(catalogue, "catalogue-json"))["needs"][profile]
    assert facts["defaults"] == needed.defaults
    yield "JSON", {*facts["required"], *(name for group in facts["one_of"] for name in group)}


def row(text: str, name: str) -> str:
    """Return the row of a variable in a table of HTML."""
    found = (each for each in text.split("<tr") if f'#{name.lower()}"' in each.partition("</th>")[0])
    return next(found)


def is_marked(text: str, profile: str) -> bool:
    """Say whether a label tells that something is required in a profile."""
    return any(profile in profiles.split() for profiles in re.findall('class="mark" data-profiles="(.*?)"', text))


def is_strong(text: str, profile: str) -> bool:
    """Say whether a list of what holds in each profile has something strong for one."""
    lines = re.findall('<li data-profiles="(.*?)">(.*?)</li>', text)
    return any(profile in profiles.split() and "<strong>" in line for profiles, line in lines)


def is_strong_in_markdown(cell: str, profile: str) -> bool:
    """Say the same of a cell in Markdown."""
    lines = [line.partition(": ") for line in cell.split("<br>")]
    return any(profile in profiles.split(", ") and line.startswith("**") for profiles, _, line in lines)


def is_said(text: str, profile: str) -> bool:
    """Say whether a sentence tells that a profile needs a variable as things are, and not on a condition."""
    found = re.findall(r"Required in ([^.]*?)(?=(, because|:| when| unless|\.))", text)
    return any(profile in re.split(", | and ", profiles) and end not in {" when", " unless"} for profiles, end in found)


def test_everybody_gives_the_same_answer(declared: Catalogue) -> None:
    """Filter, reference, overview, matrix, tables, `explain`, `llms.txt` and JSON name the same variables."""
    for profile, needed in needs(declared).items():
        expected = {*needed.required, *(name for group in needed.one_of for name in group)}
        assert expected == set(needed.phrases)
        found = dict(answers(declared, profile, needed))
        assert found == dict.fromkeys(found, expected), profile


def test_what_is_copied_sets_what_is_needed(declared: Catalogue, tmp_path: Path) -> None:
    """Each snippet and env file sets what is required, the first of each group, and what the profile sets itself."""
    for profile, needed in needs(declared).items():
        its = declared.in_profile(profile)
        expected = {*needed.required, *(group[0] for group in needed.one_of), *needed.defaults, its.profile_variable}
        for output_format in ("env", "env-example"):
            assert set(EnvFile(render(its, output_format)).values) == expected
        for output_format, read in READ.items():
            environ = read(render(its, output_format), its, tmp_path)
            assert {name.removesuffix("_FILE") for name in environ} == expected, output_format


def test_nothing_is_needed_that_is_not(declared: Catalogue) -> None:
    """With one variable of each group there is no problem, whichever it is, and without one that is needed there is."""
    for profile, needed in needs(declared).items():
        its = declared.in_profile(profile)
        possible = {each.name: genuine(each) if each.secret else each.example or "x" for each in its.variables}
        possible = {**possible, **deployment(its).settings}
        for chosen in product(*needed.one_of):
            names = {*needed.required, *chosen}
            environ = {name: text for name, text in possible.items() if name in {*names, its.profile_variable}}
            # What a deployment sets is still to be replaced.
            assert [each for each in validator(its).check(environ) if each.rule != "placeholder"] == []
            for name in names:
                assert validator(its).check(environ | {name: ""}) != [], name


def test_the_catalogue_comes_back_from_its_json(declared: Catalogue) -> None:
    """What follows from a catalogue stands in its JSON and is no part of it."""
    assert from_json(render(declared, "catalogue-json")) == declared
