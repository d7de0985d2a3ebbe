"""`builder.js`: what "Build your .env" computes with, for the site's own page, as small as it gets.

It is a script that goes on after `validation.js`, and gives `estuaryDocs` a `builder`.
"""

from collections.abc import Callable
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.deployments import compose, github_actions, gitlab_ci, kubernetes, systemd
from estuary_docs.renderers.files import env
from estuary_docs.renderers.files.env_example import KEPT_QUOTES, UNWRITABLE, comments
from estuary_docs.renderers.files.validation_js import bare, compact
from estuary_docs.renderers.files.validation_mjs import joined
from estuary_docs.renderers.writing.snippet import HOW_TO_SWITCH_ON, PROFILE_DEFAULTS, comment
from estuary_docs.renderers.writing.template import Slot, Template
from estuary_docs.runtimes.javascript import BUILDER

# What the page offers, by the name of the format.
TEMPLATES = {
    "env": env.template,
    "compose": compose.template,
    "kubernetes": kubernetes.template,
    "systemd": systemd.template,
    "github-actions": github_actions.template,
    "gitlab-ci": gitlab_ci.template,
}
SCRIPT = """\
// {notice}
(() => {{
"use strict";
{runtime}
const {{ validator, tables }} = estuaryDocs;
estuaryDocs.builder = new Builder(validator, tables, {facts});
}})();
"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the script's text; raises SchemaError for a name that one of the platforms cannot take."""
    return SCRIPT.format(notice=notice, runtime="\n".join(bare(joined(BUILDER))), facts=compact(facts(catalogue)))


def facts(catalogue: Catalogue) -> dict[str, Any]:
    """Return what a `Builder` must know beside the validator's tables, fit for JSON; raises the same."""
    return {
        "source": catalogue.source,
        "examples": {variable.name: variable.example for variable in catalogue.variables if variable.example},
        "comments": {
            "how_to_switch_on": comment(HOW_TO_SWITCH_ON),
            "profile_defaults": comment(PROFILE_DEFAULTS),
            "kept_quotes": comments([KEPT_QUOTES]),
            "unwritable": comments([UNWRITABLE]),
        },
        "formats": {name: _format(catalogue, template) for name, template in TEMPLATES.items()},
    }


def _format(catalogue: Catalogue, template: Callable[[Catalogue], Template]) -> dict[str, Any]:
    """Return a template; a line that profiles differ in stands there for each of them, in their order."""
    every = [template(catalogue.in_profile(profile)) for profile in catalogue.profiles]
    parts = [
        _slot(catalogue, part) if isinstance(part, Slot) else part if len({part, *others}) == 1 else [part, *others]
        for part, *others in zip(*(form.parts for form in every), strict=True)
    ]
    return {"about": comment(every[0].about) if any(catalogue.secrets) else [], "parts": parts}


def _slot(catalogue: Catalogue, slot: Slot) -> dict[str, Any]:
    """Return what a slot says, without what it does not have."""
    secret = slot.secret
    facts = {
        "head": slot.head,
        "indent": slot.indent,
        "settings": slot.setting is not None,
        "secrets": secret and {variable.name: secret(variable) for variable in catalogue.secrets},
        "shows_values": slot.shows_values,
        "above": {
            variable.name: slot.above[variable.name]
            for variable in catalogue.variables
            if variable.name in slot.above and (slot.setting if not variable.secret else secret)
        },
    }
    return {name: fact for name, fact in facts.items() if fact}
