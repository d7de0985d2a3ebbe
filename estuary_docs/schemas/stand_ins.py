"""What stands in the place of a value that is still to be filled in, and the rule that it does not stay there."""

import re
from collections.abc import Iterator

from estuary_docs.runtimes.python.forms import items
from estuary_docs.runtimes.python.prose import is_request
from estuary_docs.schemas.connections import placeholders
from estuary_docs.validation.consistency import is_recognisable
from estuary_docs.validation.deployment import stand_ins
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.annotations import Meaning
from estuary_docs.vocabulary.checks import HaveBytes, NotBeExample, NotBePlaceholder
from estuary_docs.vocabulary.kinds import Kind, ListOf, Text, Url, fault
from estuary_docs.vocabulary.markers import Issuer
from estuary_docs.vocabulary.rules import Rule

WORD = re.compile("[a-z]+")


def stand_in(name: str, meaning: Meaning, rules: tuple[Rule, ...], *, is_shown: bool) -> str | None:
    """Return an example for a variable whose declaration gives none: for a secret, or a form that needs one."""
    least = meaning.kind.least if isinstance(meaning.kind, ListOf) else None
    text = _of_one(name, meaning, rules, is_shown=is_shown)
    return text and ",".join([text] * (least or 1))


def _of_one(name: str, meaning: Meaning, rules: tuple[Rule, ...], *, is_shown: bool) -> str | None:  # noqa: PLR0911
    if meaning.secret:
        return _placeholder(
            name, meaning.kind, rules, is_made=not any(isinstance(marker, Issuer) for marker in meaning.markers)
        )
    form = meaning.kind.item if isinstance(meaning.kind, ListOf) else meaning.kind
    slug = name.lower().replace("_", "-")
    match form:
        case _ if is_shown:
            return None
        case kinds.Decimal() | kinds.Quantity():
            return form.shown
        case kinds.Json(top):
            return kinds.EMPTY[top]
        case kinds.Path():
            return f"/path/of/{slug}"
        case kinds.Host():
            return f"your-{slug}.example.com"
        case kinds.HostAndPort():
            return f"your-{slug}.example.com:443"
        case kinds.Email():
            return f"your-{slug}@example.com"
        case Url(schemes) if schemes != kinds.WEB:
            return f"{schemes[-1]}://your-{slug}.example.com"
    return None


def _placeholder(name: str, kind: Kind, rules: tuple[Rule, ...], *, is_made: bool) -> str:
    slug = name.lower().replace("_", "-")
    form = kind.item if isinstance(kind, ListOf) else kind
    if isinstance(form, Url):
        return f"{form.schemes[-1]}://your-{slug}.example.com"
    if not isinstance(form, Text):
        return f"https://your-{slug}.example.com"
    words = placeholders(name) if is_made else (f"change-me-{slug}",)
    text: str = next(filter(is_recognisable, (*words, f"change-me-{slug}-openssl-rand-base64-32")))
    least: int = max((rule.check.least for rule in rules if isinstance(rule.check, HaveBytes)), default=0)
    if isinstance(form, kinds.ShapedText):
        least = max(least, form.least or 0)
        text = next(
            (candidate for candidate in (text, text[: form.most], "change-me") if not fault(form, candidate)), text
        )
    return text + "-change-me" * max(0, -(-(least - len(text)) // len("-change-me")))


def filled_in(
    every_secret: tuple[Rule, ...], name: str, kind: Kind, example: str | None, *, is_made: bool
) -> Iterator[Rule]:
    """Yield the rules that a setting is not what its example says, where a secret may be no placeholder."""
    form = kind.item if isinstance(kind, ListOf) else kind
    given = [] if example is None else items(example) if isinstance(kind, ListOf) else [example]
    examples = [text for text in given if is_made or _is_to_be_replaced(text)]
    if isinstance(form, Text | Url | kinds.Origin | kinds.Shaped) and (words := (*examples, *_made_up(name, form))):
        for rule in every_secret:
            if isinstance(rule.check, NotBePlaceholder):
                yield type(rule)(NotBeExample(tuple(dict.fromkeys(words))), rule.conditions)


def _is_to_be_replaced(example: str) -> bool:
    """Say whether an example of a setting says so itself; other words may well be meant, such as `shop-orders`."""
    return "your" in WORD.findall(example.lower()) or is_request(example)


def _made_up(name: str, form: Kind) -> tuple[str, ...]:
    return stand_ins(form, name.lower().replace("_", "-")) if not isinstance(form, kinds.ShapedText) else ()
