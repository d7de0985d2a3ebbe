"""The rules of drift, each worded once: how grave a breach is, what it means, why it matters and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from estuary_docs.drift.store_rules import STORE_RULES

Severity = Literal["error", "warning"]
# A finding that rests on what was understood of the code, or one that something not understood may contradict.
Certainty = Literal["certain", "likely"]


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file, by its path below the inspected folder."""

    file: str
    line: int


@dataclass(frozen=True)
class Finding:
    """One drift of one variable, with every place that takes part in it; no sentence holds a secret.

    `other` is the name that a rename leads to. A finding about a whole file has the name `*`, and its variables in
    `names`.
    """

    name: str
    rule: str
    severity: Severity
    places: tuple[Place, ...]
    why: str
    remedy: str
    certainty: Certainty = "certain"
    other: str = ""
    names: tuple[str, ...] = ()


# A finding that is not reported, and what hides it.
Hidden = tuple[Finding, str]


@dataclass(frozen=True, order=True)
class UndecidedName:
    """A claimed variable that something may read: why, by which evidence, where that is seen, and who claims it."""

    name: str
    why: str
    grade: str = ""
    where: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class DriftRule:
    """A rule: its severity, what it finds, and the sentences of a finding, with `{gaps}` for what it is about.

    `what_to_do` tells more than a finding's remedy does, for the page that explains the rules. `likely`, `many` and
    `shortened` are the sentences, reason and remedy, of a finding that is a guess, of one about a whole file, and of
    one about a name that lacks its prefix.
    """

    severity: Severity
    meaning: str
    why: str
    remedy: str
    what_to_do: str
    likely: tuple[str, str] = ("", "")
    many: tuple[str, str] = ("", "")
    shortened: tuple[str, str] = ("", "")


# What only a schema can tell.
RULES_OF_A_SCHEMA = frozenset(
    (
        *("required-but-not-set", "refused-value", "schema-never-read", "read-not-in-schema"),
        *("profile-default-not-applied", "deprecated-still-set", "renamed-still-named"),
    )
)
RULES: dict[str, DriftRule] = {
    "read-but-undocumented": DriftRule(
        "warning",
        "The code reads a variable that neither a document nor an example file names.",
        "The code reads `{name}`, and no document or example names it, so people who run the service cannot know it.",
        "Describe `{name}` in the documentation{example}.",
        "Describe the variable where the others are described, and in the example file if there is one. If "
        "it is internal, ignore the finding with that as the reason.",
    ),
    "never-read": DriftRule(
        "warning",
        "A variable is documented, in an example, or set in a deployment, and no code reads it. It is an error where "
        "the variable is a switch of protection that a document or a deployment turns on, and all code that may read "
        "it was understood: people who set it think they are protected.",
        "`{name}` is {named}, and no code reads it, so setting it changes nothing.",
        "Read `{name}` in the code, or delete it from {places}.",
        "If the code should read it, make it do so. Otherwise delete it everywhere. If another program reads it, "
        "name it in `external`.",
        likely=(
            (
                "`{name}` is {named}, and no place was found that reads it. Some of the code that reads the "
                "environment was not understood, so this is likely and not certain."
            ),
            "Check whether the code reads `{name}`. If not, delete it from {places}.",
        ),
        many=(
            (
                "No place was found that reads {subject}. That is most of the file, so the code probably reads them in "
                "a way that is not understood, or the file belongs to another program."
            ),
            (
                "Check one of them by hand. If the code reads it, or another program does, name them in `external`, or "
                "add {file} to `exclude`."
            ),
        ),
        shortened=(
            "`{name}` is {named}, and no code reads it under that name, so setting it changes nothing.",
            "Write `{whole}` in {places}.",
        ),
    ),
    "required-but-not-set": DriftRule(
        "error",
        "A deployment fulfils the condition under which the schema requires a variable, and does not set it.",
        "{condition}, and it is not set in {places}, so the service refuses to start there.",
        "Set `{name}` in {places}.",
        "Set the variable in the container or unit that is named, from a secret if it is one.",
    ),
    "default-differs": DriftRule(
        "warning",
        "The documents or the schema name a default, and the code falls back to another one. An example value and a "
        "value in a deployment are no claims about a default.",
        "{claim} that `{name}` defaults to {told}, and {real}.",
        "Decide which default of `{name}` is right, and use it in {places}.",
        "Decide which default is right, and write it in both places.",
    ),
    "conflicting-documented-defaults": DriftRule(
        "warning",
        "Documents name different defaults for one variable.",
        "The documents name different defaults for `{name}`: {told}.",
        "Decide which default of `{name}` is right, and use it in {places}.",
        "Look up the default in the code, and correct the documents that differ, or link to one place.",
    ),
    "probable-rename": DriftRule(
        "error",
        "A variable that nothing reads has a name much like one that the code reads and no deployment sets or no "
        "document names: probably the code was renamed, and the rest was not. It is an error where a "
        "deployment sets it.",
        "`{name}` is {named}; {reader}. Probably it was renamed, or misspelled: {reason}.",
        "Rename `{name}` to `{other}` in {places}, if that is what is meant.",
        "Rename it where it is set and documented. With a schema, mark the field with `renamed_from`, so that a check "
        "names the new name wherever the old one is still set.",
    ),
    "refused-value": DriftRule(
        "error",
        "A document, an example or a deployment gives a variable a value that the schema refuses.",
        "In {places}, {fault}",
        "{repair}",
        "Write the value in the form that the reference names, or change the rule in the schema.",
    ),
    "exposed-secret": DriftRule(
        "error",
        "A document, an example or a deployment holds what looks like a genuine secret. The report never shows it. It "
        "is a warning where the code and an example give a variable the same made-up password.",
        "The value of `{name}` looks like a genuine secret, and anyone who can read the repository can read it.",
        "Replace the value of `{name}` by a placeholder, and the secret itself by a new one.",
        "Have a new secret issued first: the old one stays in the history. Then write a placeholder such as "
        "`your-key-here`, and deliver the secret at run time.",
        likely=(
            "The code and the example give `{name}` the same value, so a service that keeps it has no secret.",
            "Leave the fallback out of the code, and write a placeholder in the example.",
        ),
    ),
    "schema-never-read": DriftRule(
        "warning",
        "The schema declares a variable that no code reads. It is an error where it looks like a switch for security.",
        "The schema declares `{name}`, and no code reads it, so setting it changes nothing.",
        "Read `{name}` in the code, or remove it from the schema.",
        "If the code should read it, make it do so. Otherwise remove the field, and generate the files again.",
        likely=(
            (
                "The schema declares `{name}`, and no place was found that reads it. Some of the code that reads the "
                "environment was not understood, so this is likely and not certain."
            ),
            "Check whether the code reads `{name}`. If not, remove it from the schema.",
        ),
    ),
    "read-not-in-schema": DriftRule(
        "warning",
        "The code reads a variable that the schema does not declare.",
        "The code reads `{name}`, and the schema does not declare it, so no document or check knows it.",
        "Add `{name}` to the schema, or list it there as external.",
        "Add a field with a docstring to the section where it belongs. If it is none of the service's own, list it as "
        "`External` in the schema, or in `external`.",
    ),
    "profile-default-not-applied": DriftRule(
        "warning",
        "The schema gives a variable another default in one profile, and the code has one fallback for all of them. It "
        "is an error where a rule of the schema refuses the fallback in that profile.",
        "In the profile {profile} the schema says that `{name}` defaults to {told}; the code falls back to {real} in "
        "every profile, and {unset}.",
        "Set `{name}` where the service runs with the profile {profile}, or choose the default by profile in the code.",
        "The validator checks with the default of the profile, and the service starts with the fallback of the code. "
        "Set the variable in that deployment, or make the code fall back to the same value.",
    ),
    "renamed-still-named": DriftRule(
        "warning",
        "A document, an example or a deployment still has the former name of a variable that the schema renamed. It is "
        "an error where a deployment sets it.",
        "`{name}` is {named}; the schema renamed it to `{other}`, and nothing reads the old name.",
        "Rename `{name}` to `{other}` in {places}.",
        "Rename it where it is set and documented. Until then the service takes the default.",
    ),
    "deprecated-still-set": DriftRule(
        "warning",
        "An example or a deployment sets a variable that the schema calls deprecated.",
        "`{name}` is {named}, and the schema calls it deprecated.",
        "Do what the deprecation of `{name}` says, and delete it from {places}.",
        "The reference says what to use instead. Delete the variable where it is still set.",
    ),
    "fallbacks-differ": DriftRule(
        "warning",
        "Two places of one program read the same variable and fall back to different values.",
        "The code falls back to {told} where `{name}` is not set, depending on the place that reads it.",
        "Find out which default of `{name}` is meant, and read it in one place.",
        "Read the variable in one place, or give both places the same default.",
    ),
    "published-secret": DriftRule(
        "error",
        "Code reads a secret under a prefix that a bundler publishes, so the value becomes part of what browsers load.",
        "The code reads `{name}`, and a bundler puts variables that begin with `{prefix}` into the pages that it "
        "builds, so every visitor can read the secret.",
        "Read the secret on the server under a name without `{prefix}`, and issue a new one.",
        "Rename the variable, and read it in code that runs on the server alone. Issue a new secret: the old one was "
        "published with every build.",
    ),
    "read-elsewhere": DriftRule(
        "warning",
        "Code reads the environment outside of the files that `reads-only-in` names.",
        "The code reads `{name}` in {places}, and `reads-only-in` allows that in other files alone.",
        "Read `{name}` in one of the files that `reads-only-in` names, and hand its value on.",
        "Move the read to the module of the configuration.",
    ),
    "unused-ignore": DriftRule(
        "warning",
        "The settings or a comment ignore a finding that does not exist any more.",
        "Nothing is ignored here any more{subject}, so the line only hides what may come.",
        "Delete the line.",
        "Delete it from pyproject.toml or from the file.",
    ),
    **{
        slug: DriftRule(cast("Severity", severity), meaning, why, remedy, what_to_do)
        for slug, (severity, meaning, why, remedy, what_to_do) in STORE_RULES.items()
    },
}


MOST_PLACES_IN_A_SENTENCE = 3


def finding(
    name: str,
    rule: str,
    places: Iterable[Place],
    severity: Severity | None = None,
    template: Literal["why", "likely", "many", "shortened"] = "why",
    **gaps: str,
) -> Finding:
    """Return what a rule has found, worded; `severity` takes the place of the rule's own."""
    definition = RULES[rule]
    where = tuple(sorted(set(places)))
    filled = {"name": name, "places": sentence_of(where)} | gaps
    why, remedy = (definition.why, definition.remedy) if template == "why" else getattr(definition, template)
    return Finding(name, rule, severity or definition.severity, where, why.format(**filled), remedy.format(**filled))


def sentence_of(places: Sequence[Place]) -> str:
    """Return places as a sentence names them."""
    named = [f"{place.file}:{place.line}" for place in places[:MOST_PLACES_IN_A_SENTENCE]]
    more = len(places) - len(named)
    return listed([*named, *([f"{more} more"] if more else [])]) if named else "the schema"


def listed(parts: Sequence[str]) -> str:
    """Return parts as an English list."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
