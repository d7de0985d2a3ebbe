"""HTML for the site's pages. Every text is escaped by its type; only Markup goes through as it is.

Each element stands on a line of its own and no text holds a line break, so that Markdown passes it all through.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from estuary_docs.renderers.writing.text import ITEM, paragraphs
from estuary_docs.wording.sentences import default_phrase

CODE = re.compile(r"`([^`]+)`")
LISTS = {"ul": Markup("<ul>\n%s\n</ul>"), "ol": Markup("<ol>\n%s\n</ol>")}
MARKDOWN_CHARACTER = re.compile(r"[^\w\s]|_")


def inline(text: str) -> Markup:
    """Return a sentence in which `code` in backticks is marked up as code."""
    escaped = escape(" ".join(text.split()))
    return Markup(CODE.sub(r"<code>\1</code>", str(escaped)))  # noqa: S704 - escaped above


def code(text: str) -> Markup:
    """Return a value or a name marked up as code."""
    return Markup("<code>%s</code>") % text


def name(text: str) -> Markup:
    """Return a variable's name marked up as code, which narrow columns may break after an underscore."""
    return Markup("<code>%s</code>") % Markup("_<wbr>").join(text.split("_"))


def prose(text: str) -> Markup:
    """Return paragraphs and lists."""
    groups = groupby(paragraphs(text), lambda paragraph: _list_of(ITEM.match(paragraph)))
    return lines(part for element, group in groups for part in _block(element, list(group)))


def _list_of(item: re.Match[str] | None) -> str:
    """Return the element of the list to which a paragraph belongs, or "" for none."""
    return "" if item is None else "ul" if item["marker"] == "-" else "ol"


def _block(element: str, texts: list[str]) -> Iterator[Markup]:
    if not element:
        yield from (Markup("<p>%s</p>") % inline(text) for text in texts)
        return
    yield LISTS[element] % lines(Markup("<li>%s</li>") % inline(text.partition(" ")[2]) for text in texts)


def link(page: str, anchor: str, label: str | Markup) -> Markup:
    """Return a link to a place on a page, which is named by its path below the docs folder."""
    return Markup('<a href="%s#%s">%s</a>') % (page, anchor, label)


def lines(parts: Iterable[Markup]) -> Markup:
    """Return parts below each other."""
    return Markup("\n").join(parts)


def bullets(parts: Sequence[Markup]) -> Markup:
    """Return a list, or the one part alone."""
    if len(parts) == 1:
        return parts[0]
    return Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % part for part in parts)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Markup]]) -> Markup:
    """Return a table whose first column names the rows; a narrow page shows each row as a card."""
    head = Markup("").join(Markup('<th scope="col">%s</th>') % text for text in heads)
    body = lines(
        Markup('<tr><th scope="row">%s</th>%s</tr>')
        % (
            first,
            Markup("").join(
                Markup('<td data-label="%s">%s</td>') % cell for cell in zip(heads[1:], others, strict=True)
            ),
        )
        for first, *others in rows
    )
    return Markup(
        '<div class="facts">\n<table aria-label="%s">\n'
        "<thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody>\n</table>\n</div>"
    ) % (caption, head, body)


def definitions(facts: Iterable[tuple[str, Markup]]) -> Markup:
    """Return a list of facts, each with its name."""
    return Markup("<dl>\n%s\n</dl>") % lines(Markup("<dt>%s</dt>\n<dd>%s</dd>") % fact for fact in facts)


def heading(level: int, text: str, anchor: str) -> str:
    """Return a Markdown heading, so that it enters the page's contents and the search index."""
    return f"{'#' * level} {inert(text)} {{#{anchor}}}"


def inert(text: str) -> str:
    """Return text for one line of Markdown, no character of which means anything to it."""
    return MARKDOWN_CHARACTER.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split()))


def choice(group: str, value: str, label: str, *, checked: bool, attributes: Markup | str = "") -> Markup:
    """Return one of a group of values to choose among, which looks like a button."""
    return Markup(
        '<label class="facts-choice"><input type="radio" name="{}" value="{}" autocomplete="off"{}{}>'
        " <span>{}</span></label>"
    ).format(group, value, Markup(" checked") if checked else "", attributes, label)


def default(text: str | None, source: str | None = None) -> Markup:
    """Return a default; where there is none, the variable `source` whose value holds, or that it is not set."""
    return inline(default_phrase(None, source)) if text is None else code(text)
