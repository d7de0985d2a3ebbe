"""What each profile makes of one variable, as HTML that a profile switch can choose from.

A fact that holds in some profiles only names them, for the reader and in `data-profiles`.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from estuary_docs.catalogue.addresses import RULES
from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing import html
from estuary_docs.validation.needs import Needs
from estuary_docs.vocabulary.checks import Check, Present
from estuary_docs.vocabulary.rules import Condition, Rule
from estuary_docs.wording.rules import rule_name, rule_sentences

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
    """Return the default, of every profile on one line."""
    if variable.has_hidden_default:
        return Markup("not shown")
    return by_profile(
        {profile: [html.default(variable.defaults[profile], variable.default_from)] for profile in catalogue.profiles}
    )


def marks(variable: Variable, needs: NeedsByProfile) -> Markup:
    """Return labels that say at a glance whether the variable is secret, and where it is required."""
    marks = [Markup('<span class="mark mark-secret">Secret</span>')] if variable.secret else []
    required = [profile for profile, needed in needs.items() if variable.name in needed.required]
    several = [profile for profile in requiring_profiles(variable, needs) if profile not in required]
    for label, profiles in (("Required", required), ("One of several", several)):
        if len(profiles) == len(needs):
            marks.append(Markup('<span class="mark">{}</span>').format(label))
        elif profiles:
            marks.append(
                Markup('<span class="mark" data-profiles="{}">{} <span class="mark-in">in {}</span></span>').format(
                    " ".join(profiles), label, ", ".join(profiles)
                )
            )
    return Markup(" ").join(marks)


def facets(variable: Variable, needs: NeedsByProfile) -> Markup:
    """Return attributes by which a script finds the variable: secret or not, and the profiles that require it."""
    conditional = [profile for profile, needed in needs.items() if variable.name in needed.conditional]
    return Markup('data-secret="{}" data-required="{}" data-conditional="{}"').format(
        "yes" if variable.secret else "no", " ".join(requiring_profiles(variable, needs)), " ".join(conditional)
    )


def requiring_profiles(variable: Variable, needs: NeedsByProfile) -> list[str]:
    """Return the profiles that require the variable beyond their defaults, alone or as one of several."""
    return [profile for profile, needed in needs.items() if variable.name in needed.phrases]


def required(variable: Variable, needs: NeedsByProfile) -> Markup:
    """Return where the variable is required, and under which conditions."""
    return by_profile({profile: requirements(variable, needed) or [Markup("no")] for profile, needed in needs.items()})


def requirements(variable: Variable, needed: Needs) -> list[Markup]:
    """Return whether and when a profile with these needs requires the variable; nothing if it never does."""
    return [
        *(
            Markup("<strong>{}</strong>").format(html.inline(phrase))
            for phrase in needed.phrases.get(variable.name, ())
        ),
        *(html.inline(phrase) for phrase in needed.conditional.get(variable.name, ())),
    ]


def rules(catalogue: Catalogue, variable: Variable) -> Markup:
    """Return what the value must obey, each check once, however many rules ask for it; nothing if there are none."""
    applied: dict[tuple[Check, tuple[Condition, ...]], list[tuple[str, Rule]]] = {}
    for profile in catalogue.profiles:
        for rule in catalogue.rules_in(variable, profile):
            if not isinstance(rule.check, Present):
                applied.setdefault((rule.check, rule.conditions), []).append((profile, rule))
    names = [rule_name(check) for check, _ in applied]
    parts = [
        _rule(catalogue, rules, f"{variable.anchor}-{name}" if name not in names[:place] else "")
        for place, (name, rules) in enumerate(zip(names, applied.values(), strict=True))
    ]
    return Markup("<ul>{}</ul>").format(Markup("").join(parts)) if parts else Markup("")


def _rule(catalogue: Catalogue, applied: list[tuple[str, Rule]], anchor: str) -> Markup:
    """Return a rule as an item of a list: the sentence of its strictest form, and the profiles of each severity."""
    ranked = sorted((rule for _, rule in applied), key=lambda rule: rule.severity != "error")
    [sentence] = rule_sentences(ranked[:1])
    severities: dict[str, list[str]] = {}
    for profile, rule in applied:
        severities.setdefault(rule.severity, []).append(profile)
    names = list(dict.fromkeys(profile for profile, _ in applied))
    defaults = "; ".join(
        f"{severity} in {', '.join(dict.fromkeys(profiles))}" for severity, profiles in sorted(severities.items())
    )
    where = "" if len(names) == len(catalogue.profiles) and len(severities) == 1 else defaults
    return Markup("<li{}{}>{} {}{}</li>").format(
        Markup(' id="{}"').format(anchor) if anchor else "",
        "" if len(names) == len(catalogue.profiles) else Markup(' data-profiles="{}"').format(" ".join(names)),
        html.inline(sentence),
        rule_link(rule_name(ranked[0].check)),
        Markup(' <span class="profiles">{}</span>').format(where) if where else "",
    )


def rule_link(rule: str) -> Markup:
    """Return a link to what a page says of a rule."""
    return html.link(RULES, rule, html.code(rule))
