"""Evidence for an auditor: whether the log is whole, who rotated what and when, and what was late."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.runtimes.python.problems import printable
from estuary_docs.stores.audit import Line, Log
from estuary_docs.stores.generation import is_ours
from estuary_docs.stores.operation import TIME, operation
from estuary_docs.stores.registry import address_of, kind_of
from estuary_docs.stores.store import is_future

MARKDOWN = re.compile(r"[\\`<\[|]")
NOT_COMPARED = (
    "The log was not compared with tags in a store (`--store`), so lines that were taken from its end are not noticed."
)


@dataclass(frozen=True)
class Rotated:
    """The rotations of a secret in a store that are still in force: when each began, and the line that completed it.

    `since` is the first time that the log knows of, `every_days` the period.
    """

    store: str
    secret: str
    every_days: int
    since: datetime
    rotations: tuple[tuple[datetime, Line], ...]


@dataclass(frozen=True)
class Evidence:
    """What was verified, and what is wrong, a sentence each; `elsewhere` are the secrets that others rotate."""

    time: datetime
    lines: tuple[Line, ...]
    stores: tuple[str, ...]
    rotated: tuple[Rotated, ...]
    problems: tuple[str, ...]
    elsewhere: tuple[str, ...]


def evidence(catalogue: Catalogue, log: Log, stores: Sequence[str] = (), now: datetime | None = None) -> Evidence:
    """Return what a log proves; the tags in `stores` are compared with it. Raises ProjectError or StoreError."""
    time = now or datetime.now(UTC)
    if not log.path.exists():
        raise ProjectError(str(log.path), "is not there; `estuary-docs rotate` writes it, or give --log FILE")
    variables = {variable.name: variable for variable in catalogue.secrets if variable.rotation}
    pairs = dict.fromkeys((line.store, line.secret) for line in log.lines)
    rotated = [_rotated(log, store, variables[name]) for store, name in pairs if name in variables]
    logged = {name for _, name in pairs}
    problems = [*log.broken, *_times(log, time)]
    for name, variable in variables.items():
        if is_ours(variable) and name not in logged:
            problems.append(f"{name} must be rotated, and is not in this log")
    for history in rotated:
        problems += _late(history, time)
    for name in stores:
        problems += _tags(catalogue, log, name)
    elsewhere = tuple(name for name, variable in variables.items() if not is_ours(variable))
    return Evidence(time, tuple(log.lines), tuple(stores), tuple(rotated), tuple(problems), elsewhere)


def _rotated(log: Log, store: str, variable: Variable) -> Rotated:
    lines = log.of(store, variable.name)
    every_days = variable.rotation.every_days if variable.rotation else 0
    return Rotated(store, variable.name, every_days, lines[0].when, tuple(_rotations(lines)))


def _rotations(lines: Sequence[Line]) -> list[tuple[datetime, Line]]:
    """Return the rotations whose keys are in force or were replaced since.

    A swap that follows an announcement began with it. A swap after a swap puts the outgoing key back.
    """
    rotations: list[tuple[datetime, Line]] = []
    undone: list[tuple[datetime, Line]] = []
    before: Line | None = None
    # A swap that was interrupted is a part of the one that completes it.
    for line in (entry for entry in lines if entry.state != "same"):
        if line.state == "swapped" and _is_swap(before.after if before else line.before, line):
            if before is not None and before.state == "swapped":
                rotations, undone = (rotations + undone, []) if undone else (rotations[:-1], rotations[-1:])
            elif line.step != "abort":
                begun = before.when if before is not None and before.state == "announced" else line.when
                rotations, undone = [*rotations, (begun, line)], []
        before = line
    return rotations


def _is_swap(before: Mapping[str, str], line: Line) -> bool:
    """Say whether both entries were written: a key that was only written again, or found, replaced none."""
    return len(before) > 1 and all(before.get(name) != version for name, version in line.after.items())


def _late(history: Rotated, now: datetime) -> Iterator[str]:
    """Yield each time that was longer than the period: until a rotation began, or until it was completed."""
    period = timedelta(days=history.every_days)
    times = [history.since, *(time for begun, line in history.rotations for time in (begun, line.when)), now]
    for earlier, later in pairwise(times):
        if later - earlier > period:
            complaint = f"{history.secret} in {history.store} was not rotated within {history.every_days} days"
            yield f"{complaint} after {earlier:{TIME}}"


def _times(log: Log, now: datetime) -> Iterator[str]:
    """Yield each line whose time cannot be: before the line before it, or later than now."""
    for number, (earlier, line) in zip(log.numbers, pairwise([*log.lines[:1], *log.lines]), strict=True):
        if is_future(line.when, now):
            yield f"line {number} has a time that has not come yet: {line.when:{TIME}}"
        elif is_future(earlier.when, line.when):
            yield f"line {number} has an earlier time than the line before it: {line.when:{TIME}}"


def _tags(catalogue: Catalogue, log: Log, name: str) -> Iterator[str]:
    """Yield what the tags of a store's entries say that the log does not; raises ProjectError where it keeps none."""
    address = address_of(catalogue, name)
    if not getattr(kind_of(address.kind), "keeps_tags", False):
        raise ProjectError(
            f"store {name}", f"keeps no tags that a log can be compared with ({address.kind}); leave out --store {name}"
        )
    work = operation(catalogue, name, log)
    for variable in work.rotating():
        lines, rotation = log.of(name, variable.name), work.rotation(variable)
        entry = rotation.store.entry(rotation.name)
        tag = rotation.store.tag(rotation.name) if entry else None
        if entry is None:
            yield from [f"{variable.name} in {name} is in the log, and not in the store"] if lines else []
        elif tag is not None and tag not in {line.hash for line in lines}:
            yield f"{variable.name} in {name} has the tag of a line that is not in the log: lines were taken away"
        elif not lines:
            yield f"{variable.name} in {name} must be rotated, and is not in this log"
        elif tag is None:
            yield f"{variable.name} in {name} has lines in the log, and no tag in the store"
        elif tag != lines[-1].hash:
            yield f"{variable.name} in {name} has the tag of an earlier line: the last step was interrupted"


def as_json(report: Evidence) -> str:
    """Return the evidence for programs."""
    facts: dict[str, Any] = {
        "time": report.time.isoformat(),
        "lines": len(report.lines),
        "head": report.lines[-1].hash if report.lines else None,
        "stores": list(report.stores),
        "rotations": [
            {
                "store": history.store,
                "secret": history.secret,
                "every_days": history.every_days,
                "rotated": [{"time": line.time, "identity": _who(line)} for _, line in history.rotations],
            }
            for history in report.rotated
        ],
        "elsewhere": list(report.elsewhere),
        "problems": list(report.problems),
    }
    return json.dumps(facts, indent=2) + "\n"


def as_markdown(report: Evidence) -> str:
    """Return the evidence for people."""
    compared = f", compared with the tags in {', '.join(report.stores)}" if report.stores else ""
    head = f" The head is `{report.lines[-1].hash}`." if report.lines else ""
    lines = [
        "# Rotation of secrets",
        "",
        f"{len(report.lines)} lines, verified on {report.time:{TIME}}{compared}.{head}",
        "",
    ]
    lines += ["| secret | store | period | last rotated | by |", "| --- | --- | --- | --- | --- |"]
    for history in report.rotated:
        last = history.rotations[-1][1] if history.rotations else None
        when, who = (f"{last.when:{TIME}}", _cell(_who(last))) if last else ("not in this log", "")
        lines.append(
            f"| {_cell(history.secret)} | {_cell(history.store)} | {history.every_days} days | {when} | {who} |"
        )
    lines += ["", "| time | identity | secret | store | step | state |", "| --- | --- | --- | --- | --- | --- |"]
    for line in report.lines:
        facts = map(_cell, (line.identity, line.secret, line.store, line.step, line.state))
        lines.append(f"| {line.when:{TIME}} | {' | '.join(facts)} |")
    if not report.stores:
        lines += ["", NOT_COMPARED]
    if report.elsewhere:
        lines += ["", f"Rotated by those who issue them, and so not in this log: {', '.join(report.elsewhere)}."]
    lines += ["", *([f"- {_cell(problem)}." for problem in report.problems] or ["Nothing is wrong."])]
    return "".join(f"{line}\n" for line in lines)


def _who(line: Line) -> str:
    """Return who did a step; who did what was found is not known."""
    return "" if line.step == "found" else line.identity


def _cell(text: str) -> str:
    """Return a text as a part of a line or a table: what is Markdown in it stays text."""
    return MARKDOWN.sub(r"\\\g<0>", printable(text))
