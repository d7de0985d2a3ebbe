"""gitleaks: a rule for each secret, beside those that gitleaks has of its own."""

import re
from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.platform_names import service_name
from estuary_docs.renderers.writing.snippet import comment, joined, quoted

# What is between a name and its value: an equals sign or a colon; in manifests a key `value`, also on the next line; in
# code a fallback in quotes. Before the name: a Dockerfile's `ENV` with a blank, or a call with the fallback behind it.
BETWEEN = (
    r"""["']?[ \t]*[=:][ \t]*["']?""",
    r"""["']?[ \t]*,?[ \t]*(?:\r?\n)?[ \t]*["']?value["']?[ \t]*:[ \t]*["']?""",
    r"""["']?[)\]]?(?:[ \t]*(?:\|\||\?\?|or)[ \t]*|\.unwrap_or(?:_else)?\([^"'\n]{0,20})["']""",
)
AROUND = (
    r"\bENV[ \t]+{name}[ \t]+",
    r"""(?:get|getenv|env)\([ \t]*["']{name}["'],[ \t]*["']""",
    r"\b{name}(?:" + "|".join(BETWEEN) + ")",
)
# A value of 8 characters on one line that begins no reference or template.
VALUE = r"""([^\s"'`$<{\[(%][^\s"'`]{7,})"""
# What stands for a value: a file's path; a reference of Container Apps or Cloud Run; an expression in code such as
# `process.env.NAME` or `env::var("NAME")`; the words with which placeholders begin.
STAND_INS = (
    r"^/(?:etc|mnt|run|secrets|var)/",
    r"^secretref:",
    r"^[A-Za-z0-9_-]+:(?:[0-9]+|latest)$",
    r"^[A-Za-z_]+(?:(?:\.|::)[A-Za-z_]+)+!?(?:[(\[,;)]|$)",
    r"(?i)^(?:https?://)?(?:your|change[_-]?me|replace[_-]?(?:me|this|with))(?:[^a-z0-9]|$)",
)


# A rule of gitleaks itself takes the line after a name without a value for the value.
OWN_RULE = """
[[allowlists]]
description = "A name without a value."
targetRules = ["generic-api-key"]
regexTarget = "match"
regexes = ['''[=:][ \\t]*\\r?\\n''']"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a `.gitleaks.toml` that finds a value given to any secret of the catalogue.

    https://github.com/gitleaks/gitleaks#configuration; the expressions are those of RE2, which looks neither ahead
    nor behind.
    """
    secrets = list(catalogue.secrets)
    return joined(
        [
            f"# {notice}",
            "#",
            *comment("For gitleaks 8.25 or newer. `gitleaks git` searches the history, `gitleaks dir` files."),
            f"title = {quoted(catalogue.title)}",
            "",
            "[extend]",
            "useDefault = true",
            *(line for variable in secrets for line in _rule(catalogue, variable)),
            *(_allowlist(catalogue, secrets) if secrets else ()),
            *OWN_RULE.split("\n"),
        ]
    )


def _rule(catalogue: Catalogue, variable: Variable) -> Iterator[str]:
    yield ""
    yield "[[rules]]"
    yield f"id = {quoted(_rule_name(catalogue, variable))}"
    yield f"description = {quoted(f'{variable.name} has a value.')}"
    yield f"regex = {_expression(_assigned(variable.name))}"
    yield "secretGroup = 1"
    yield f"keywords = [{quoted(variable.name.lower())}]"


def _assigned(name: str) -> str:
    return f"(?:{'|'.join(form.replace('{name}', name) for form in AROUND)}){VALUE}"


def _allowlist(catalogue: Catalogue, secrets: list[Variable]) -> Iterator[str]:
    yield ""
    yield "[[allowlists]]"
    yield 'description = "The placeholders of the example file, paths, and references in code."'
    yield "targetRules = ["
    yield from (f"  {quoted(_rule_name(catalogue, variable))}," for variable in secrets)
    yield "]"
    yield "regexes = ["
    examples = dict.fromkeys(variable.example for variable in secrets if variable.example)
    yield from (f"  {_expression(f'^{_escape(example)}$')}," for example in examples)
    yield from (f"  {_expression(expression)}," for expression in STAND_INS)
    yield "]"


def _rule_name(catalogue: Catalogue, variable: Variable) -> str:
    return f"{service_name(catalogue)}-{variable.anchor.replace('_', '-')}"


def _escape(text: str) -> str:
    # A hyphen means itself outside brackets; Python escapes it for those inside.
    return re.escape(text).replace("\\-", "-")


def _expression(expression: str) -> str:
    is_literal = expression.isprintable() and "'''" not in expression
    return f"'''{expression}'''" if is_literal else quoted(expression)
