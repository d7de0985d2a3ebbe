"""The rules of drift, each worded once: how grave a breach is, what it means, why it matters and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


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
        "{documented} say that `{name}` defaults to {told}, and the code falls back to {real}.",
        "Correct the default of `{name}` in {places}, or in the code.",
        "Find out which default is meant, and write it in both places.",
    ),
    "conflicting-documented-defaults": DriftRule(
        "warning",
        "Documents name different defaults for one variable.",
        "The documents name different defaults for `{name}`: {told}.",
        "Name one default of `{name}` everywhere.",
        "Look up the default in the code, and correct the documents that differ, or link to one place.",
    ),
    "probable-rename": DriftRule(
        "error",
        "A variable that nothing reads has a name much like one that the code reads and nobody sets or documents: "
        "probably the code was renamed, and the rest was not.",
        "`{name}` is {named} and never read; the code reads `{other}`.",
        "Rename `{name}` to `{other}` in {places}, if that is what is meant.",
        "Rename it where it is set and documented. With a schema, mark the field with `renamed_from`, so that whoever "
        "still sets the old name is told.",
    ),
    "refused-value": DriftRule(
        "error",
        "A document, an example or a deployment gives a variable a value that the schema refuses.",
        "The schema refuses what {places} gives `{name}`: {fault}",
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
