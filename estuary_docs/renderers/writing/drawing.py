"""Diagrams as inline SVG: text that can be read out, selected and enlarged, in the colours of the page.

A drawing is 400 units wide, so that it can be read on a phone. It needs no script, no marker and no style of its own.
"""

from collections.abc import Iterable

from markupsafe import Markup

WIDTH = 400
LINE = 20


def figure(name: str, title: str, description: str, height: int, parts: Iterable[Markup]) -> Markup:
    """Return a drawing; `name` makes its ids, `description` says in words what it shows."""
    return Markup(
        '<figure class="diagram">\n<svg viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{name}-title {name}-description">\n<title id="{name}-title">{title}</title>\n'
        '<desc id="{name}-description">{description}</desc>\n{parts}\n</svg>\n<figcaption>{description}</figcaption>\n'
        "</figure>"
    ).format(
        width=WIDTH, height=height, name=name, title=title, description=description, parts=Markup("\n").join(parts)
    )


def box(left: int, top: int, width: int, lines: Iterable[str | Markup], kind: str = "box") -> Markup:
    """Return a box with lines of text in its middle."""
    texts = list(lines)
    height = LINE * len(texts) + 16
    middle = left + width // 2
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="6"/>{}').format(
        kind,
        left,
        top,
        width,
        height,
        Markup("").join(label(middle, top + 22 + LINE * index, text) for index, text in enumerate(texts)),
    )


def label(left: int, top: int, text: str | Markup, place: str = "middle") -> Markup:
    """Return a line of text at a point: its "start", "middle" or "end"."""
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(left, top, place, text)


def code(text: str) -> Markup:
    """Return a name within a line of text."""
    return Markup('<tspan class="code">{}</tspan>').format(text)


def arrow(*points: tuple[int, int]) -> Markup:
    """Return a line through points, with a head that points down at its end."""
    path = " ".join(f"{left},{top}" for left, top in points)
    left, top = points[-1]
    return Markup('<polyline class="line" points="{}"/><polygon class="head" points="{}"/>').format(
        path, f"{left - 5},{top - 8} {left + 5},{top - 8} {left},{top}"
    )


def rule(left: int, top: int, bottom: int) -> Markup:
    """Return a dashed upright line."""
    return Markup('<line class="line dashed" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(left, top, left, bottom)
