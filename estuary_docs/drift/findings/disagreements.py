"""The findings: where documents, examples, deployments, code and schema disagree about a variable."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING

from estuary_docs.drift.findings import likeness
from estuary_docs.drift.findings.usage import ReaderOf, Usage, Usages, place
from estuary_docs.drift.findings.values import agree, is_exposed, is_literal, shown
from estuary_docs.drift.mention import NOT_CALLED_A_VARIABLE, WHOLE, Mention, Undecided
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.rules import RULES_OF_A_SCHEMA, Finding, Place, finding, listed
from estuary_docs.drift.settings import Comment, DriftSettings, Ignore
from estuary_docs.validation.secret_names import is_secret_name

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue

SHOWING = frozenset(("example", "documented", "set"))
HOLDING = frozenset(("held for containers", "commented out"))
FILE_OF_SETTINGS = "pyproject.toml"


@dataclass(frozen=True)
class Drift:
    """What was found, and what could not be decided."""

    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]


def drift(
    inventory: Inventory,
    settings: DriftSettings,
    reader_of: ReaderOf,
    catalogue: "Catalogue | None" = None,
    declared: Mapping[str, Place] = MappingProxyType({}),
) -> Drift:
    """Hold what a repository says about its variables against itself and, where there is one, against the schema.

    `reader_of(name, image)` names the third party that reads a variable, or is None.
    `declared` are the places where the schema declares its variables.
    """
    usages = Usages(inventory, settings, reader_of, frozenset(catalogue.known_names) if catalogue else frozenset())
    found = [*_exposed(inventory, catalogue)]
    undecided = list(inventory.undecided)
    code_reads = any(mention.role == "read" for mention in inventory.mentions)
    if code_reads:
        found += _reading(usages, catalogue)
    else:
        undecided.append(Undecided(WHOLE, 0, "no code that reads a variable was found, so nothing is called unread"))
    found += _defaults(usages, catalogue)
    if catalogue is not None:
        from estuary_docs.drift.findings.schema import SchemaFindings  # noqa: PLC0415 - no schema, no pydantic

        found += SchemaFindings(usages, catalogue, declared).findings(code_reads=code_reads)
    left, unused = _without_ignored(found, inventory.comments, settings, with_schema=catalogue is not None)
    ordered = sorted({*left, *unused}, key=lambda each: (each.places[:1], each.name, each.rule))
    return Drift(tuple(ordered), tuple(sorted(set(undecided), key=lambda each: (each.file, each.line, each.reason))))


def _reading(usages: Usages, catalogue: "Catalogue | None") -> Iterator[Finding]:
    declared = {variable.name for variable in catalogue.variables} if catalogue else frozenset()
    known = catalogue.known_names if catalogue else frozenset()
    through_schema = usages.inventory.through_schema
    # A file with a secret is read by the service itself, or by a validator for it.
    secrets = catalogue.secrets if catalogue and not usages.inventory.through_validator else ()
    files = {variable.file_name for variable in secrets}
    unread = {
        usage.name: usage
        for usage in usages.unread()
        if not usages.may_be_read(usage.name)
        and not (through_schema and usage.name in known)
        and usage.name not in known - declared - files
    }
    undocumented = {usage.name: usage for usage in usages.undocumented()}
    unset = {usage.name: usage for usage in usages.read_by_the_service() if not usage.sets}
    for old, new in _renames(unread, undocumented, unset):
        told = _named(unread[old], "never read")
        yield finding(old, "probable-rename", map(place, unread.pop(old).claims), other=new, named=told)
        undocumented.pop(new, None)
    for name, usage in unread.items():
        if name not in declared:
            yield finding(
                name, "never-read", map(place, usage.claims), usage.severity_where_unread, named=_named(usage)
            )
    for name, usage in undocumented.items():
        if catalogue is None or name in known:
            yield finding(name, "read-but-undocumented", map(place, usage.reads))


def _renames(
    unread: dict[str, Usage], undocumented: dict[str, Usage], unset: dict[str, Usage]
) -> list[tuple[str, str]]:
    """Return former and present names: first those that no document knows, then slips of those that nobody sets."""
    found = list(likeness.pairs(unread, undocumented))
    taken = {name for pair in found for name in pair}
    slips = likeness.pairs(
        [name for name, usage in unread.items() if usage.sets and name not in taken], [*unset.keys() - taken]
    )
    return found + [pair for pair in slips if likeness.likeness(*pair) >= likeness.REWORDED]


def _named(usage: Usage, *also: str) -> str:
    files = len({mention.file for mention in usage.sets})
    set_in = f"set in {files} file{'s' if files > 1 else ''}"
    return listed(
        [
            *(["documented"] if usage.documented else []),
            *(["in an example"] if usage.examples else []),
            *([set_in] if files else []),
            *also,
        ]
    )


def _defaults(usages: Usages, catalogue: "Catalogue | None") -> Iterator[Finding]:
    declared = {variable.name: variable for variable in catalogue.variables} if catalogue else {}
    for name, usage in usages.by_name.items():
        told = [each for each in (*usage.documented, *usage.examples) if each.default is not None]
        claims = [each for each in told if each.certainty == "certain"]
        real = [each for each in usage.reads if each.default is not None and is_literal(each.default)]
        variable = declared.get(name)
        by_schema = [each for each in (variable.defaults.values() if variable else ()) if each is not None]
        # What the code reads is a variable, whatever a sentence calls it.
        claims_if_read = [*claims, *(each for each in told if each.note == NOT_CALLED_A_VARIABLE)]
        wrong = [each for each in claims_if_read if real and not _agrees(each, [mention.default for mention in real])]
        schema_differs = bool(real and by_schema) and not any(_agrees_text(each, real) for each in by_schema)
        if wrong or schema_differs:
            yield finding(
                name,
                "default-differs",
                map(place, [*wrong, *real]),
                claim=_claim(wrong, schema=schema_differs),
                told=_values(name, [each.default for each in wrong] or by_schema),
                real=f"the code falls back to {_values(name, [each.default for each in real])}",
            )
        elif not real and by_schema and (wrong := [each for each in claims if not _agrees(each, by_schema)]):
            yield finding(
                name,
                "default-differs",
                map(place, wrong),
                claim=_claim(wrong, schema=False),
                told=_values(name, [each.default for each in wrong]),
                real=f"the schema says {_values(name, by_schema)}",
            )
        elif not real and any(not _agrees(each, [claims[0].default]) for each in claims):
            told_values = _values(name, [each.default for each in claims])
            yield finding(name, "conflicting-documented-defaults", map(place, claims), told=told_values)


def _agrees(claim: Mention, defaults: Iterable[str | None]) -> bool:
    return not is_literal(claim.default or "") or any(agree(claim.default or "", each or "") for each in defaults)


def _agrees_text(default: str, reads: Iterable[Mention]) -> bool:
    return any(agree(default, each.default or "") for each in reads)


def _claim(documents: list[Mention], *, schema: bool) -> str:
    files = sorted({mention.file for mention in documents})
    if not files:
        return "The schema says"
    named = listed([*files[:2], *(["others"] if len(files) > 2 else []), *(["the schema"] if schema else [])])  # noqa: PLR2004 - three or more are "others"
    return f"{named} {'say' if len(files) > 1 or schema else 'says'}"


def _values(name: str, values: Iterable[str | None]) -> str:
    return " or ".join(dict.fromkeys(shown(name, value or "") for value in values))


def _exposed(inventory: Inventory, catalogue: "Catalogue | None") -> Iterator[Finding]:
    secrets = {variable.name for variable in catalogue.secrets} if catalogue else set()
    places: dict[str, list[Place]] = {}
    for mention in inventory.mentions:
        secret = mention.name in secrets or is_secret_name(mention.name)
        values = (mention.value, mention.default) if mention.role in SHOWING or mention.note in HOLDING else ()
        if any(value is not None and is_exposed(value, secret=secret) for value in values):
            places.setdefault(mention.name, []).append(place(mention))
    for name, where in places.items():
        yield finding(name, "exposed-secret", where)


def _without_ignored(
    found: list[Finding], comments: Iterable[Comment], settings: DriftSettings, *, with_schema: bool
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that nothing ignores, and one for each ignore that has nothing to ignore."""
    used: set[Comment | Ignore] = set()
    left = []
    for each in found:
        hiding: list[Comment | Ignore] = [ignore for ignore in settings.ignore if _hides(ignore, each)]
        hiding += [comment for comment in comments if _is_beside(comment, each)]
        used.update(hiding)
        if not hiding:
            left.append(each)
    unused = [
        finding("*", "unused-ignore", [Place(comment.file, comment.line)], subject=f": {comment.rule}")
        for comment in comments
        if comment not in used and (with_schema or comment.rule not in RULES_OF_A_SCHEMA)
    ]
    if not settings.below:
        unused += [
            finding(ignore.name, "unused-ignore", [Place(FILE_OF_SETTINGS, ignore.line)], subject=f" of {ignore.name}")
            for ignore in settings.ignore
            if ignore not in used and (with_schema or ignore.rule not in RULES_OF_A_SCHEMA)
        ]
    return left, unused


def _hides(ignore: Ignore, found: Finding) -> bool:
    return fnmatchcase(found.name, ignore.name) and ignore.rule in {"", found.rule}


def _is_beside(comment: Comment, found: Finding) -> bool:
    beside = {Place(comment.file, comment.line), Place(comment.file, comment.line + 1)}
    return comment.rule == found.rule and not beside.isdisjoint(found.places)
