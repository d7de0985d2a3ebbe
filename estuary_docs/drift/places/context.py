"""What stands above a block of a document, and what the sentence round a name says of it."""

import re
from dataclasses import dataclass, field

from estuary_docs.drift.places.blocks import Text

PHRASE = r"env(?:ironment)?[ -]?var(?:iable)?s?"
SAID = re.compile(rf"\b{PHRASE}\b|\.env\b", re.IGNORECASE)
STRONG = re.compile(rf"\b{PHRASE}\b|\.env\b|\benvironment\b|\benv\b", re.IGNORECASE)
WEAK = re.compile(r"\b(?:config\w*|settings?|variables?|options?|parameters?|flags?|secrets?|tuning)\b", re.IGNORECASE)
FOREIGN = re.compile(
    r"\b(?:errors?|status|codes?|events?|constants?|enums?|permissions?|scopes?|roles?|metrics?|headers?|types?|states?"
    r"|(?:valid|possible|accepted|allowed|supported) values|levels?|methods?|messages?|columns?|tables?|fields?"
    r"|targets?|labels?|github|actions|ci|workflows?)\b",
    re.IGNORECASE,
)
GONE = re.compile(
    r"\b(?:no longer|formerly|renamed|superseded|obsolete|(?:was|were|been|is|are) (?:removed|dropped)"
    r"|not (?:yet )?(?:implemented|supported|used|read|an? (?:env(?:ironment)? )?var(?:iable)?))\b"
    r"|\b(?:change|rename|replace)\b[^.\n]*(?-i:`[A-Z][A-Z0-9_]+`)\s+(?:to|with|by)\s+(?-i:`[A-Z][A-Z0-9]*_[A-Z0-9_]+`)",
    re.IGNORECASE,
)
# A heading below which stands what was, and how to leave it behind.
PAST = re.compile(
    r"\b(?:change ?log|release notes|breaking changes|(?:migration|upgrade) (?:guide|notes?)"
    r"|(?:migrating|upgrading) from|v?\d+(?:\.\d+)+ to v?\d)",
    re.IGNORECASE,
)
END = re.compile(r"[.;!?](?:\s|$)")


@dataclass
class Context:
    """What stands above a block: its headings, the sentence that leads to it, and what a heading or an item is about.

    `subject` is the one name that the heading is about; `item` is that of the item, at its `indent`, above others.
    """

    headings: dict[int, str] = field(default_factory=dict)
    lead: str = ""
    subject: str = ""
    item: str = ""
    indent: int = 0

    def enter(self, heading: Text) -> None:
        """Go on below a heading."""
        self.headings = {level: text for level, text in self.headings.items() if level < heading.level}
        self.headings[heading.level] = heading.text
        self.lead = ""
        self.subject = ""
        self.item = ""

    def take(self, block: Text, about: str) -> None:
        """Go on behind a block that is about one name, or an empty text."""
        if block.kind == "heading":
            self.subject = about
        elif block.kind == "paragraph":
            self.lead = block.text
            self.item = ""
        elif not self.below(block):
            self.item, self.indent = about, block.level
            self.lead = block.text if block.text.endswith(":") and not about else self.lead

    def below(self, block: Text) -> bool:
        """Whether a block is an item below one that is about a name, or stands below a heading that is."""
        nested = block.kind == "item" and bool(self.item) and block.level > self.indent
        return nested or (block.kind != "heading" and bool(self.subject))

    @property
    def nearest(self) -> str:
        """The heading right above."""
        return next(reversed(self.headings.values()), "")

    @property
    def foreign(self) -> bool:
        """Whether names of something else than variables are listed here."""
        own = STRONG.search(self.nearest) or STRONG.search(self.lead)
        return not own and bool(FOREIGN.search(self.nearest) or FOREIGN.search(self.lead))

    @property
    def past(self) -> bool:
        """Whether a heading above says that this tells of former releases."""
        return any(PAST.search(text) for text in self.headings.values())

    @property
    def strong(self) -> bool:
        """Whether variables are listed here, as a heading or the sentence above says."""
        return any(STRONG.search(text) for text in (*self.headings.values(), self.lead))

    @property
    def weak(self) -> bool:
        """Whether settings are listed here, as a heading or the sentence above says."""
        return self.strong or any(WEAK.search(text) for text in (*self.headings.values(), self.lead))


def sentence_round(text: str, start: int, end: int) -> str:
    """Return the sentence that holds a part of a text."""
    first = max(text.rfind(ending, 0, start) for ending in (". ", ".\n", "; ", "! ", "? "))
    last = END.search(text, end)
    return text[max(first, 0) : last.start() if last else len(text)]
