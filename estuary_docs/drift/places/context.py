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
    r"|methods?|messages?|columns?|tables?|fields?|targets?|labels?|github|actions|ci|workflows?)\b",
    re.IGNORECASE,
)
GONE = re.compile(
    r"\b(?:no longer|formerly|renamed|superseded|obsolete|(?:was|were|been|is|are) (?:removed|dropped)"
    r"|not (?:yet )?(?:implemented|supported|used|read|an? (?:environment )?variable))\b",
    re.IGNORECASE,
)
END = re.compile(r"[.;!?](?:\s|$)")


@dataclass
class Context:
    """What stands above a block: its headings, the sentence that leads to it, and what a heading or an item is about.

    `subject` and `item` are the one name that the heading, or the last item of the list, is about.
    """

    headings: dict[int, str] = field(default_factory=dict)
    lead: str = ""
    subject: str = ""
    item: str = ""

    def enter(self, heading: Text) -> None:
        """Go on below a heading."""
        self.headings = {level: text for level, text in self.headings.items() if level < heading.level}
        self.headings[heading.level] = heading.text
        self.lead = ""
        self.subject = ""
        self.item = ""

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
