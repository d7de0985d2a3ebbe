"""The rules of drift, each worded once: how grave a breach is, what it means, why it matters and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file, by its path below the inspected folder."""

    file: str
    line: int


@dataclass(frozen=True)
class Finding:
    """One drift of one variable, with every place that takes part in it; no sentence holds a secret."""

    name: str
    rule: str
    severity: Severity
    places: tuple[Place, ...]
    why: str
    remedy: str


@dataclass(frozen=True)
class DriftRule:
    """A rule: its severity, what it finds, and the sentences of a finding, with `{gaps}` for what it is about.

    `what_to_do` tells more than a finding's remedy does, for the page that explains the rules.
    """

    severity: Severity
    meaning: str
    why: str
    remedy: str
    what_to_do: str


# What only a schema can tell.
RULES_OF_A_SCHEMA = frozenset(("required-but-not-set", "refused-value", "schema-never-read", "read-not-in-schema"))
RULES: dict[str, DriftRule] = {
    "read-but-undocumented": DriftRule(
        "warning",
        "The code reads a variable that neither a document nor an example file names.",
        "The code reads `{name}`, and no document or example names it, so nobody knows that it can be set.",
        "Describe `{name}` in the documentation or add it to the example file.",
        "Describe the variable where the others are described, and add it to `.env.example`. If nobody should set it, "
        "ignore the finding with that as the reason.",
    ),
    "never-read": DriftRule(
        "warning",
        "A variable is documented, in an example, or set in a deployment, and no code reads it. It is an error where "
        "the variable looks like a switch for security: whoever sets it believes to be protected.",
        "`{name}` is {named}, and no code reads it, so setting it changes nothing.",
        "Read `{name}` in the code, or delete it from {places}.",
        "If the code ought to read it, make it do so. Otherwise delete it everywhere. If another program reads it, "
        "name it in `external`.",
    ),
    "required-but-not-set": DriftRule(
        "error",
        "A deployment fulfils the condition under which the schema requires a variable, and does not set it.",
        "{condition}, and {places} does not set it, so the service refuses to start there.",
        "Set `{name}` in {places}.",
        "Set the variable in the container or unit that is named, from a secret if it is one.",
    ),
    "default-differs": DriftRule(
        "warning",
        "The documents or the schema name a default, and the code falls back to another one. An example value and a "
        "value in a deployment are no claims about a default.",
        "{claim} that `{name}` defaults to {told}, and {real}.",
        "Find out which default of `{name}` is meant, and name it in {places}.",
        "Find out which default is meant, and write it in both places.",
    ),
    "conflicting-documented-defaults": DriftRule(
        "warning",
        "Documents name different defaults for one variable.",
        "The documents name different defaults for `{name}`: {told}.",
        "Find out which default of `{name}` is meant, and name it in {places}.",
        "Look up the default in the code, and correct the documents that differ, or link to one place.",
    ),
    "probable-rename": DriftRule(
        "error",
        "A variable that nothing reads has a name much like one that the code reads and nobody sets or documents: "
        "probably the code was renamed, and the rest was not.",
        "`{name}` is {named}; the code reads `{other}`.",
        "Rename `{name}` to `{other}` in {places}, if that is what is meant.",
        "Rename it where it is set and documented. With a schema, mark the field with `renamed_from`, so that whoever "
        "still sets the old name is told.",
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
        "A document, an example or a deployment holds what looks like a genuine secret. The report never shows it.",
        "The value of `{name}` looks like a genuine secret, and whoever can read the repository can read it.",
        "Replace the value of `{name}` by a placeholder, and the secret itself by a new one.",
        "Have a new secret issued first: the old one stays in the history. Then write a placeholder such as "
        "`your-key-here`, and deliver the secret at run time.",
    ),
    "schema-never-read": DriftRule(
        "warning",
        "The schema declares a variable that no code reads. It is an error where it looks like a switch for security.",
        "The schema declares `{name}`, and no code reads it, so setting it changes nothing.",
        "Read `{name}` in the code, or remove it from the schema.",
        "If the code ought to read it, make it do so. Otherwise remove the field, and generate the files anew.",
    ),
    "read-not-in-schema": DriftRule(
        "warning",
        "The code reads a variable that the schema does not declare.",
        "The code reads `{name}`, and the schema does not declare it, so no document or check knows it.",
        "Add `{name}` to the schema, or list it there as external.",
        "Add a field with a docstring to the section where it belongs. If it is none of the service's own, list it as "
        "`External` in the schema, or in `external`.",
    ),
    "unused-ignore": DriftRule(
        "warning",
        "The settings or a comment ignore a finding that does not exist any more.",
        "Nothing is ignored here any more{subject}, so the line only hides what may come.",
        "Delete the line.",
        "Delete it from pyproject.toml or from the file.",
    ),
}


MOST_PLACES_IN_A_SENTENCE = 3


def finding(name: str, rule: str, places: Iterable[Place], severity: Severity | None = None, **gaps: str) -> Finding:
    """Return what a rule has found, worded; `severity` takes the place of the rule's own."""
    told = RULES[rule]
    where = tuple(sorted(set(places)))
    filled = {"name": name, "places": sentence_of(where)} | gaps
    return Finding(
        name, rule, severity or told.severity, where, told.why.format(**filled), told.remedy.format(**filled)
    )


def sentence_of(places: Sequence[Place]) -> str:
    """Return places as a sentence names them."""
    named = [f"{place.file}:{place.line}" for place in places[:MOST_PLACES_IN_A_SENTENCE]]
    more = len(places) - len(named)
    return listed([*named, *([f"{more} more"] if more else [])]) if named else "the schema"


def listed(parts: Sequence[str]) -> str:
    """Return parts as an English list."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
