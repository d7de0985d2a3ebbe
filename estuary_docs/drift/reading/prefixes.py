"""Which variable a document means that names it without the prefix which it states."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.third_party import reader_of


def prefixed(mentions: Collection[Mention], reads: Collection[Mention]) -> Iterator[Mention]:
    """Yield mentions by the whole names of their variables.

    A name without its prefix is meant as it stands where only that is read or set, or a third party reads it.
    """
    read = {mention.name for mention in reads if mention.role == "read"}
    given = {mention.name for mention in mentions if mention.role in ("example", "set")}
    for mention in mentions:
        if mention.prefix and _lacks_its_prefix(mention, read, given):
            yield replace(mention, name=mention.prefix + mention.name)
        else:
            yield replace(mention, prefix="") if mention.prefix else mention


def _lacks_its_prefix(mention: Mention, read: Collection[str], given: Collection[str]) -> bool:
    whole = mention.prefix + mention.name
    if whole in read or whole in given:
        return True
    if mention.name in read or mention.name in given or reader_of(mention.name, exact=True):
        return False
    # An assignment is written to be copied, so its name is whole.
    listed = mention.certainty == "certain" and mention.value is None
    return listed and any(name.startswith(mention.prefix) for name in read)
