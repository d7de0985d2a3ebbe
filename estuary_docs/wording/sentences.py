"""What is said of a variable in English: defaults, former names, delivery, rotation, and what can be wrong with it."""

from collections.abc import Iterable

from estuary_docs.catalogue.model import Variable
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.vocabulary.markers import Rotation
from estuary_docs.vocabulary.rules import Rule
from estuary_docs.wording.kinds import kind_clause, rules_of_form
from estuary_docs.wording.messages import FILES, worded
from estuary_docs.wording.phrases import code_list, enumeration
from estuary_docs.wording.rules import rule_problem


def rotation_sentence(rotation: Rotation) -> str:
    """Word how often a secret is replaced."""
    overlap = f" Keep the old value in `{rotation.overlap}` until clients have moved." if rotation.overlap else ""
    return f"Rotate every {rotation.every_days} days.{overlap}"


def source_sentence(where: str) -> str:
    """Word where a secret comes from."""
    return f"Obtain it from: {where}."


def naming_sentences(variable: Variable) -> list[str]:
    """Word what a variable was called before, and that it should not be set any more."""
    former = f"Formerly {code_list(variable.former_names, 'and')}." if variable.former_names else None
    deprecated = f"Deprecated. {variable.deprecation}" if variable.deprecation else None
    return [sentence for sentence in (former, deprecated) if sentence]


def delivery_sentence(name: str, file: str) -> str:
    """Word the ways in which a secret may arrive."""
    return f"As `{name}`, or in a file whose path is in `{file}`; not both."


def default_phrase(text: str | None, source: str | None = None) -> str:
    """Word a default; where there is none, the variable `source` whose value holds, or "not set"."""
    if text is None:
        return f"the value of `{source}`" if source else "not set"
    return f"`{text}`"


def default_sentences(variable: Variable) -> list[str]:
    """Word the defaults of the profiles, one sentence for each default that differs."""
    if variable.has_hidden_default:
        return ["It has a default, which is not shown."]
    profiles: dict[str | None, list[str]] = {}
    for profile, text in variable.defaults.items():
        profiles.setdefault(text, []).append(profile)
    if len(profiles) == 1:
        return [f"Default: {default_phrase(text, variable.default_from)}." for text in profiles]
    return [
        f"Default in {enumeration(names, 'and')}: {default_phrase(text, variable.default_from)}."
        for text, names in profiles.items()
    ]


def value_problems(variable: Variable, rules: Iterable[Rule]) -> list[Problem]:
    """Word everything that can be wrong with a variable's value where `rules` hold."""
    kind = kind_clause(variable.kind)
    of_form = [worded(rule, variable.name, kind=kind) for rule in rules_of_form(variable.kind)]
    return [*of_form, *(rule_problem(variable.name, rule) for rule in rules)]


def possible_problems(variable: Variable) -> list[Problem]:
    """Word everything that can be wrong with a variable, in the order in which it is looked for."""
    name = variable.name
    return [
        *(worded("renamed", former, new=name) for former in variable.former_names),
        *([worded("deprecated", name, advice=variable.deprecation)] if variable.deprecation else []),
        *([worded(rule, name, file=variable.file_name) for rule in FILES] if variable.has_file else []),
        *value_problems(variable, variable.rules),
    ]
