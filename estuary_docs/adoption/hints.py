"""What the lines round a mention tell beyond its name.

That is what the variable does, what code makes of its text, which words it tells apart, and under which condition code
wants it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from estuary_docs.adoption.choices import LENIENT, choices
from estuary_docs.adoption.comments import beside_code, in_example
from estuary_docs.adoption.conditions import condition
from estuary_docs.adoption.documents import in_document, plain
from estuary_docs.adoption.forms import form
from estuary_docs.adoption.statements import target
from estuary_docs.adoption.validators import asked
from estuary_docs.drift.mention import CHECKED, Form, Mention
from estuary_docs.vocabulary.kinds import WORDS_OF_FLAG

Lines = Callable[[str], list[str]]


def with_hints(mentions: Iterable[Mention], lines: Lines) -> Iterator[Mention]:
    """Yield the mentions, with what their lines tell; `lines` gives those of a file."""
    mentions = list(mentions)
    names = {mention.name for mention in mentions if mention.role == "read"}
    local_names = _held(mentions, lines)
    for mention in mentions:
        text = lines(mention.file)
        if not 0 < mention.line <= len(text):
            yield mention
        elif mention.role in ("documented", "example"):
            described = in_document if mention.role == "documented" else in_example
            shown = mention.name.removeprefix(mention.prefix)
            prose = mention.description or plain(described(text, mention.line - 1, shown))
            yield replace(mention, description=prose)
        elif mention.role == "read" and mention.note == CHECKED:
            yield _of_schema(_of_code(mention, text, names), text)
        elif mention.role == "read":
            hinted = _of_code(mention, text, names)
            branch = text[: mention.line] if mention.required else []
            others = {local: name for local, name in local_names.get(mention.file, {}).items() if name != mention.name}
            requirement = condition(branch, mention.file, names - {mention.name}, others) if branch else None
            yield replace(hinted, condition=requirement)
        else:
            yield mention


def _held(mentions: Iterable[Mention], lines: Lines) -> dict[str, dict[str, str]]:
    """Return, for each file, which variable each of its names is given."""
    targets: dict[str, dict[str, str]] = {}
    for mention in mentions:
        text = lines(mention.file) if mention.role == "read" else []
        if 0 < mention.line <= len(text):
            targets.setdefault(mention.file, {}).setdefault(target(text, mention.line - 1), mention.name)
    return targets


def _of_schema(mention: Mention, lines: list[str]) -> Mention:
    rule = asked(lines, mention.line - 1, mention.name)
    return replace(
        mention,
        form=rule.form or mention.form,
        required=True if rule.condition and not rule.optional else mention.required,
        condition=None if rule.optional else rule.condition,
        left_out=rule.left_out,
    )


def _of_code(mention: Mention, lines: list[str], names: set[str]) -> Mention:
    index = mention.line - 1
    prose = mention.description or beside_code(lines, index, mention.name)
    choice = None if mention.form else choices(lines, index, mention.file)
    if choice is None or set(choice.words) <= set(WORDS_OF_FLAG):
        known = mention.form or (Form("flag") if choice else form(lines, index, mention.name, names))
        return replace(mention, description=prose, form=known)
    default = choice.absent if mention.default is None else mention.default
    return replace(
        mention,
        description=prose,
        form=Form("choice", tuple(choice.words)),
        default=default,
        note=mention.note or ("" if choice.strict else LENIENT),
    )
