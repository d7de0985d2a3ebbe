"""What each profile makes of one variable, as HTML that a profile switch can choose from.

A fact that holds in some profiles only names them, for the reader and in `data-profiles`.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing import html
from estuary_docs.validation.deployment import required_in
from estuary_docs.wording import sentences

RULES_PAGE = "troubleshooting.md"

Lacking = Mapping[str, set[str]]


def lacking(catalogue: Catalogue) -> Lacking:
    """Return what each profile requires beyond its defaults."""
    return {profile: required_in(catalogue, profile) for profile in catalogue.profiles}


def by_profile(facts: Mapping[str, Sequence[Markup]]) -> Markup:
    """Return every fact of every profile, once, marked with its profiles unless it holds in all; nothing for none."""
    profiles: dict[Markup, list[str]] = {}
    for profile, parts in facts.items():
        for part in dict.fromkeys(parts):
            profiles.setdefault(part, []).append(profile)
    if not profiles:
        return Markup("")
    if len(profiles) == 1 and len(*profiles.values()) == len(facts):
        return next(iter(profiles))
    return Markup('<ul class="by-profile">{}</ul>').format(
        Markup("").join(
            Markup("<li>{}</li>").format(part)
            if len(named) == len(facts)
            else Markup('<li data-profiles="{}"><span class="profiles">{}:</span> {}</li>').format(
                " ".join(named), ", ".join(named), part
            )
            for part, named in profiles.items()
        )
    )


def default(catalogue: Catalogue, variable: Variable) -> Markup:
    """Return the default."""
    return by_profile({profile: [html.default(variable.defaults[profile])] for profile in catalogue.profiles})


def marks(catalogue: Catalogue, variable: Variable, lacking: Lacking) -> Markup:
    """Return labels that say at a glance whether the variable is secret, and where it is required."""
    requiring = requiring_profiles(catalogue, variable, lacking)
    found = [Markup('<span class="mark mark-secret">Secret</span>')] if variable.secret else []
    if requiring == list(catalogue.profiles):
        found.append(Markup('<span class="mark">Required</span>'))
    elif requiring:
        found.append(
            Markup('<span class="mark" data-profiles="{}">Required in {}</span>').format(
                " ".join(requiring), ", ".join(requiring)
            )
        )
    return Markup(" ").join(found)


def requiring_profiles(catalogue: Catalogue, variable: Variable, lacking: Lacking) -> list[str]:
    """Return the profiles that require the variable beyond their defaults."""
    return [profile for profile in catalogue.profiles if variable.name in lacking[profile]]


def required(catalogue: Catalogue, variable: Variable, lacking: Lacking) -> Markup:
    """Return where the variable is required, and under which conditions."""
    return by_profile(
        {
            profile: _required(phrases, lacks=variable.name in lacking[profile])
            for profile, phrases in requirements(catalogue, variable).items()
        }
    )


def requirements(catalogue: Catalogue, variable: Variable) -> dict[str, list[str]]:
    """Return when each profile requires the variable, in words."""
    return {
        profile: sentences.required_phrases(catalogue.rules_in(variable, profile)) for profile in catalogue.profiles
    }


def rules(catalogue: Catalogue, variable: Variable) -> Markup:
    """Return what the value must obey; nothing if there are no rules."""
    return by_profile(
        {
            profile: [
                html.inline(sentence) for sentence in sentences.rule_sentences(catalogue.rules_in(variable, profile))
            ]
            for profile in catalogue.profiles
        }
    )


def problems(catalogue: Catalogue, variable: Variable) -> Markup:
    """Return what can be wrong with the value: the rule, which its page explains, and the remedy."""
    return by_profile(
        {
            profile: [
                Markup("{}{} {}").format(
                    rule_link(problem.rule),
                    " (warning)" if problem.severity == "warning" else "",
                    html.inline(problem.remedy),
                )
                for problem in sentences.value_problems(variable, catalogue.rules_in(variable, profile))
            ]
            for profile in catalogue.profiles
        }
    )


def rule_link(rule: str) -> Markup:
    """Return a link to what a page says of a rule."""
    return html.link(RULES_PAGE, rule, html.code(rule))


def _required(phrases: Sequence[str], *, lacks: bool) -> list[Markup]:
    if not phrases:
        return [Markup("<strong>yes</strong>") if lacks else Markup("no")]
    form = Markup("<strong>yes</strong>, {}") if lacks else Markup("{}")
    return [form.format(html.inline(phrase)) for phrase in phrases]
