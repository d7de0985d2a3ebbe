"""Rules and kinds in English: the only place where they are worded.

Code stands in backticks; `plain` takes them off where nothing can show them.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from estuary_docs.catalogue.model import Variable
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.vocabulary.checks import (
    Absent,
    Accompany,
    AllOrNone,
    AtLeastOne,
    AtMostOne,
    BeNoneOf,
    BeOneOf,
    Check,
    DifferFrom,
    Equal,
    HaveBytes,
    NotBeExample,
    NotBeGuessable,
    NotBePlaceholder,
    NotContain,
    OfGroup,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.kinds import (
    WEB,
    Choice,
    Decimal,
    Described,
    Email,
    Flag,
    Host,
    HostAndPort,
    Integer,
    Json,
    Kind,
    ListOf,
    MultilineText,
    Number,
    Origin,
    Path,
    Quantity,
    ShapedText,
    Size,
    Switch,
    Text,
    Url,
)
from estuary_docs.vocabulary.markers import Rotation
from estuary_docs.vocabulary.rules import Condition, Is, IsSet, Rule, Unset
from estuary_docs.wording.messages import FILES, worded

# openssl wraps more; `\0` joins lines with nothing between them (POSIX, paste).
MOST_BYTES_ON_A_LINE = 48
JOINING_LINES = " | paste -sd '\\0' -"


def plain(text: str) -> str:
    """Return a sentence without the backticks round its code."""
    return text.replace("`", "")


def kind_phrase(kind: Kind) -> str:
    """Name a kind and its limits, such as "whole number from 1 to 65535"."""
    match kind:
        case Flag() | Switch():
            return "`true` or `false`"
        case Number() | Integer() | Decimal() | Quantity():
            return _number_phrase(kind)
        case ShapedText() | MultilineText() | Text():
            return _text_phrase(kind)
        case Json(top):
            return f"JSON {top}{kind.contents.removeprefix(f'{top}s')}"
        case Described(form):
            return form
        case Choice(words):
            return _code_list(words, "or") if len(words) == 1 else f"one of {_code_list(words, 'or')}"
        case Path():
            return "path"
        case Host():
            return "host name or IP address"
        case HostAndPort():
            return "host and port with a colon between them"
        case Email():
            return "e-mail address"
        case Url(schemes) if schemes == WEB:
            return "`http` or `https` URL"
        case Url(schemes):
            return f"URL with the scheme {_code_list(schemes, 'or')}"
        case Origin():
            return "origin (scheme, host and optional port) or `*`"
        case ListOf(item, least, most):
            return f"comma-separated list{_length(least, most, 'items')}, each item: {kind_phrase(item)}"
        case _:  # pragma: no cover
            assert_never(kind)


def _number_phrase(kind: Number | Integer | Decimal | Quantity) -> str:
    match kind:
        case Number(whole=whole):
            limits = _bounds(kind.minimum, kind.maximum, above=kind.above, below=kind.below)
            return ("whole number" if whole else "number") + limits
        case Integer(minimum, maximum):
            return f"whole number{_bounds(minimum, maximum)}"
        case Decimal(minimum, maximum, above, below):
            return f"decimal number{_bounds(minimum, maximum, above=above, below=below)}"
        case Quantity():
            return _quantity(kind)


def _text_phrase(kind: ShapedText | MultilineText | Text) -> str:
    match kind:
        case ShapedText(pattern, least, most):
            matching = f" that matches `{pattern}`" if pattern else ""
            return f"one-line text{_length(least, most, 'characters')}{matching}"
        case MultilineText():
            return "text of one or several lines, without a line break at its start or end"
        case Text():
            return "one-line text"


def random_key(count: int) -> str:
    """Return the command that prints so many random bytes in base64, on one line."""
    return f"openssl rand -base64 {count}{'' if count <= MOST_BYTES_ON_A_LINE else JOINING_LINES}"


def kind_clause(kind: Kind) -> str:
    """Name a kind as it stands after "it must be"."""
    return _article(kind) + kind_phrase(kind)


def rule_name(check: Check) -> str:
    """Return the slug under which a breach of `check` is reported."""
    match check:
        case Present() | AtLeastOne():
            return "missing"
        case Absent():
            return "forbidden"
        case AtMostOne():
            return "conflicting"
        case AllOrNone():
            return "incomplete"
        case Equal():
            return "wrong-value"
        case BeOneOf():
            return "value-not-allowed"
        case BeNoneOf():
            return "value-refused"
        case UseScheme():
            return "insecure-url"
        case HaveBytes():
            return "too-short"
        case NotBePlaceholder() | NotBeExample():
            return "placeholder"
        case NotBeGuessable():
            return "guessable"
        case DifferFrom():
            return "same-value"
        case Accompany():
            return "unaccompanied"
        case NotContain():
            return "forbidden-content"
        case _:  # pragma: no cover
            assert_never(check)


def required_phrases(rules: Iterable[Rule]) -> list[str]:
    """Word when a variable with these rules is required, such as "when `DATABASE_TYPE` is `convex`", or "always"."""
    return [_conditions(rule.conditions).lstrip(", ") or "always" for rule in rules if isinstance(rule.check, Present)]


def required_phrase(rules: Iterable[Rule]) -> str:
    """Word that a variable must be set, and by which of the conditions of these rules, which all hold."""
    reasons = [_reason(rule) for rule in rules]
    return f"yes{reasons[0] if all(reasons) and reasons else ''}"


def one_of_phrase(names: tuple[str, ...], rule: Rule) -> str:
    """Word that one of several variables must be set, and by which conditions of the rule that asks for it."""
    return f"one of {_code_list(names, 'or')}{_reason(rule)}"


def need_sentence(phrase: str, profiles: Sequence[str] = ()) -> str:
    """Word that a variable must be set, or when; `profiles` are those it holds in, none if it holds in all."""
    where = f" in {_list(list(profiles), 'and')}" if profiles else ""
    if phrase.startswith("yes"):
        return f"Required{where}{phrase.removeprefix('yes')}."
    return f"Required{where}{':' if phrase.startswith('one of') else ''} {phrase}."


def _reason(rule: Rule) -> str:
    holding = tuple(part for part in rule.conditions if isinstance(part, Is))
    return _conditions(holding).replace(" when ", ", because ", 1)


def rule_sentences(rules: Iterable[Rule]) -> list[str]:
    """Word the rules but the requirements as sentences about their variable, such as "Must be `true`, because …"."""
    return [
        _group_sentence(rule) if isinstance(rule.check, OfGroup) else f"{_modal(rule).capitalize()} {_predicate(rule)}."
        for rule in rules
        if not isinstance(rule.check, Present)
    ]


def rules_in_full(rules: Iterable[Rule]) -> list[str]:
    """Word all rules as sentences, the requirements first."""
    rules = list(rules)
    return [*(f"Required {phrase}." for phrase in required_phrases(rules)), *rule_sentences(rules)]


def rule_problem(variable: str, rule: Rule) -> Problem:
    """Word the breach of a rule."""
    return Problem(
        variable,
        rule_name(rule.check),
        rule.severity,
        _group_sentence(rule)
        if isinstance(rule.check, OfGroup)
        else f"`{variable}` {_modal(rule)} {_predicate(rule)}.",
        _remedy(variable, rule),
    )


def rotation_sentence(rotation: Rotation) -> str:
    """Word how often a secret is replaced."""
    overlap = f" Keep the old value in `{rotation.overlap}` until clients have moved." if rotation.overlap else ""
    return f"Rotate every {rotation.every_days} days.{overlap}"


def source_sentence(where: str) -> str:
    """Word where a secret comes from."""
    return f"Obtain it from: {where}."


def naming_sentences(variable: Variable) -> list[str]:
    """Word what a variable was called before, and that it should not be set any more."""
    former = f"Formerly {_code_list(variable.former_names, 'and')}." if variable.former_names else None
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
        f"Default in {_list(names, 'and')}: {default_phrase(text, variable.default_from)}."
        for text, names in profiles.items()
    ]


def value_problems(variable: Variable, rules: Iterable[Rule]) -> list[Problem]:
    """Word everything that can be wrong with a variable's value where `rules` hold."""
    kind = kind_clause(variable.kind)
    of_form = [worded(rule, variable.name, kind=kind) for rule in _form_rules(variable.kind)]
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


def _form_rules(form: Kind) -> list[str]:
    match form:
        case Flag() | Text() | Path() | Host() | HostAndPort() | Email() | Url() | Origin():
            return ["malformed"]
        case Switch() | Json() | Described() | Number(_, None, None):
            return ["malformed"]
        case Integer() | Number() | Decimal() | Quantity():
            return ["malformed", "out-of-range"]
        case Choice():
            return ["not-a-choice"]
        case ListOf(item, least, most):
            return list(dict.fromkeys([*(["malformed"] if least or most else []), *_form_rules(item)]))
        case _:  # pragma: no cover
            assert_never(form)


def _article(form: Kind) -> str:
    match form:
        case Flag() | Choice() | Text() | Switch() | Described():
            return ""
        case Origin() | Email() | Url(("http", "https")):
            return "an "
        case _:
            return "a "


def _quantity(kind: Quantity) -> str:
    least, most = (
        None if bound is None else f"`{kind.written(bound) or bound}`" for bound in (kind.minimum, kind.maximum)
    )
    name = "size" if isinstance(kind, Size) else "duration"
    return f"{name}{_bounds(least, most)}, a whole number and {_code_list(kind.units, 'or')} right after it"


def _bounds(least: float | str | None, most: float | str | None, *, above: bool = False, below: bool = False) -> str:
    if least is not None and most is not None and not (above or below):
        return f" from {least} to {most}"
    lower = "" if least is None else f" above {least}" if above else f" of at least {least}"
    upper = "" if most is None else f" below {most}" if below else f" of at most {most}"
    return f"{lower} and{upper}" if lower and upper else lower or upper


def _length(least: int | None, most: int | None, what: str) -> str:
    return f"{_bounds(least, most)} {what}".replace(" from ", " of ") if least or most else ""


def _modal(rule: Rule) -> str:
    return "must" if rule.severity == "error" else "should"


def _group_sentence(rule: Rule) -> str:
    """Word a rule over several variables, with no regard to the one that it stands at."""
    names = _code_list(rule.check.variables, "and") if isinstance(rule.check, OfGroup) else ""
    predicate = _predicate(rule)
    if isinstance(rule.check, AllOrNone):
        return f"All of {names}, or none of them, {_modal(rule)} {predicate}."
    if isinstance(rule.check, AtLeastOne):
        return f"At least one of {names} {_modal(rule)} {predicate}."
    return f"At most one of {names} {'may' if rule.severity == 'error' else 'should'} {predicate}."


def _predicate(rule: Rule) -> str:
    because = f", because {rule.because}" if rule.because else ""
    return f"{check_phrase(rule.check)}{_conditions(rule.conditions)}{because}"


def check_phrase(check: Check) -> str:
    """Word what a check asks, as it stands after "must"."""
    match check:
        case Present() | OfGroup():
            return "be set"
        case Absent():
            return "not be set"
        case Equal(word):
            return f"be `{word}`"
        case BeOneOf(words):
            return f"be {_code_list(words, 'or')}"
        case BeNoneOf(words):
            return f"not be {_code_list(words, 'or')}"
        case UseScheme(scheme):
            return f"use the scheme `{scheme}`"
        case HaveBytes(least):
            return f"be at least {least} bytes long"
        case NotBePlaceholder() | NotBeExample():
            return "not be a placeholder"
        case NotBeGuessable():
            return "not be a repetition or a sequence"
        case DifferFrom(variable):
            return f"differ from `{variable}`"
        case Accompany(variable):
            return f"be set only together with `{variable}`"
        case NotContain(words):
            return f"not contain {_code_list(words, 'or')}"
        case _:  # pragma: no cover
            assert_never(check)


def _conditions(conditions: tuple[Condition, ...]) -> str:
    equal = [f"`{part.variable}` is {_code_list(part.words, 'or')}" for part in conditions if isinstance(part, Is)]
    unset = [f"`{part.variable}`" for part in conditions if isinstance(part, Unset)]
    equal += [f"`{part.variable}` is set" for part in conditions if isinstance(part, IsSet)]
    when = f" when {_list(equal, 'and')}" if equal else ""
    unless = f"{',' if equal else ''} unless {_list(unset, 'or')} is set" if unset else ""
    return when + unless


def _remedy(variable: str, rule: Rule) -> str:
    match rule.check:
        case Present():
            others = [f"`{part.variable}`" for part in rule.conditions if isinstance(part, Unset)]
            return f"Set {_list([f'`{variable}`', *others], 'or')}."
        case Absent():
            return f"Remove `{variable}`."
        case AtLeastOne(names):
            return f"Set {_code_list(names, 'or')}."
        case AtMostOne(names):
            return f"Keep one of {_code_list(names, 'and')}, and remove the others."
        case AllOrNone(names):
            return f"Set all of {_code_list(names, 'and')}, or remove them."
        case Equal(word):
            return f"Set `{variable}` to `{word}`, or remove it where that is the default."
        case BeOneOf(words):
            return f"Set `{variable}` to {_code_list(words, 'or')}."
        case BeNoneOf() | NotContain():
            return f"Choose another value for `{variable}`."
        case UseScheme(scheme):
            return f"Begin every URL in `{variable}` with `{scheme}://`."
        case HaveBytes(least):
            return f"Generate a new value of at least {least} bytes for `{variable}`: `{random_key(least)}`."
        case NotBePlaceholder() | NotBeExample():
            real = "secret" if isinstance(rule.check, NotBePlaceholder) else "value"
            return f"Replace the placeholder in `{variable}` with the real {real}."
        case NotBeGuessable():
            return f"Generate a random value for `{variable}`: `{random_key(32)}`."
        case DifferFrom(other):
            return f"Generate a new value for `{other}`, and keep the old one in `{variable}`."
        case Accompany(other):
            return f"Set `{other}` too, or remove `{variable}`."
        case _:  # pragma: no cover
            assert_never(rule.check)


def _code_list(words: tuple[str, ...], conjunction: str) -> str:
    return _list([f"`{word}`" for word in words], conjunction)


def _list(words: list[str], conjunction: str) -> str:
    *front, last = words
    return f"{', '.join(front)} {conjunction} {last}" if front else last
