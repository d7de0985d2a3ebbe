"""What each profile makes of one variable, as HTML that a profile switch can choose from.

A fact that holds in some profiles only names them, for the reader and in `data-profiles`.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing import html
from estuary_docs.validation.needs import Needs
from estuary_docs.wording import sentences

RULES_PAGE = "troubleshooting.md"

NeedsByProfile = Mapping[str, Needs]


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
    return by_profile(
        {profile: [html.default(variable.defaults[profile], variable.default_from)] for profile in catalogue.profiles}
    )


def marks(variable: Variable, needs: NeedsByProfile) -> Markup:
    """Return labels that say at a glance whether the variable is secret, and where it is required."""
    found = [Markup('<span class="mark mark-secret">Secret</span>')] if variable.secret else []
    required = [profile for profile, needed in needs.items() if variable.name in needed.required]
    several = [profile for profile in requiring_profiles(variable, needs) if profile not in required]
    for label, profiles in (("Required", required), ("One of several required", several)):
        if len(profiles) == len(needs):
            found.append(Markup('<span class="mark">{}</span>').format(label))
        elif profiles:
            found.append(
                Markup('<span class="mark" data-profiles="{}">{} in {}</span>').format(
                    " ".join(profiles), label, ", ".join(profiles)
                )
            )
    return Markup(" ").join(found)


def requiring_profiles(variable: Variable, needs: NeedsByProfile) -> list[str]:
    """Return the profiles that require the variable beyond their defaults, alone or as one of several."""
    return [profile for profile, needed in needs.items() if variable.name in needed.phrases]


def required(variable: Variable, needs: NeedsByProfile) -> Markup:
    """Return where the variable is required, and under which conditions."""
    return by_profile({profile: requirements(variable, needed) or [Markup("no")] for profile, needed in needs.items()})


def requirements(variable: Variable, needed: Needs) -> list[Markup]:
    """Return whether and when a profile with these needs requires the variable; nothing if it never does."""
    return [
        *(Markup("<strong>{}</strong>").format(html.inline(told)) for told in needed.phrases.get(variable.name, ())),
        *(html.inline(told) for told in needed.conditional.get(variable.name, ())),
    ]


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
