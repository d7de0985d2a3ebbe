"""Evidence for an auditor: whether the log is whole, who rotated what and when, and what was late."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.runtimes.python.problems import printable
from estuary_docs.stores.audit import Line, Log
from estuary_docs.stores.operation import operation
from estuary_docs.stores.store import RotatingStore

DAY = "%Y-%m-%d %H:%M UTC"


@dataclass(frozen=True)
class Rotated:
    """The rotations of a secret in a store: its period in days, and the lines by which a new key came into force."""

    store: str
    secret: str
    every_days: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Evidence:
    """What was verified, and what is wrong, a sentence each."""

    time: datetime
    lines: tuple[Line, ...]
    stores: tuple[str, ...]
    rotated: tuple[Rotated, ...]
    problems: tuple[str, ...]


def evidence(catalogue: Catalogue, log: Log, stores: Sequence[str] = (), now: datetime | None = None) -> Evidence:
    """Return what a log proves; the tags in `stores` are compared with it. Raises ProjectError or StoreError."""
    time = now or datetime.now(UTC)
    if not log.path.exists():
        raise ProjectError(str(log.path), "is not there; `estuary-docs rotate` writes it, or give --log FILE")
    variables = {each.name: each for each in catalogue.secrets if each.rotation}
    pairs = dict.fromkeys((line.store, line.secret) for line in log.lines)
    rotated = [_rotated(log, store, variables[name]) for store, name in pairs if name in variables]
    problems = [*log.broken]
    for each in rotated:
        problems += _late(each, log.of(each.store, each.secret), time)
    for name in stores:
        problems += _tags(catalogue, log, name)
    return Evidence(time, tuple(log.lines), tuple(stores), tuple(rotated), tuple(problems))


def _rotated(log: Log, store: str, variable: Variable) -> Rotated:
    lines = [line for line in log.of(store, variable.name) if line.state == "swapped" and line.before != line.after]
    return Rotated(store, variable.name, variable.rotation.every_days if variable.rotation else 0, tuple(lines))


def _late(told: Rotated, lines: Sequence[Line], now: datetime) -> Iterator[str]:
    """Yield each time between two rotations that was longer than the period and the days of the rotation itself."""
    period = timedelta(days=told.every_days)
    times = [*(line.when for line in told.lines), now]
    starts = [line.when for line in lines if line.state == "announced"]
    for earlier, later in pairwise(times):
        # A rotation that began in time is in time, though its window ends later.
        begun = min((each for each in starts if earlier < each <= later), default=later)
        if begun - earlier > period:
            yield (f"{told.secret} in {told.store} was not rotated within {told.every_days} days after {earlier:{DAY}}")


def _tags(catalogue: Catalogue, log: Log, name: str) -> Iterator[str]:
    """Yield what the tags of a store's entries say that the log does not."""
    work = operation(catalogue, name, log)
    if not isinstance(work.store, RotatingStore) or not work.store.keeps_tags:
        yield from ()
        return
    for variable in work.rotating():
        lines, rotation = log.of(name, variable.name), work.rotation(variable)
        entry = rotation.store.entry(rotation.name)
        tag = rotation.store.tag(rotation.name) if entry else None
        if lines and entry is None:
            yield f"{variable.name} in {name} is in the log, and not in the store"
        elif tag is None and lines:
            yield f"{variable.name} in {name} has lines in the log, and no tag in the store"
        elif tag is not None and tag not in {line.hash for line in lines}:
            yield f"{variable.name} in {name} has the tag of a line that is not in the log: lines were taken away"
        elif tag is not None and tag != lines[-1].hash:
            yield f"{variable.name} in {name} has the tag of an earlier line: the last step was interrupted"


def as_json(told: Evidence) -> str:
    """Return the evidence for programs."""
    facts: dict[str, Any] = {
        "time": told.time.isoformat(),
        "lines": len(told.lines),
        "head": told.lines[-1].hash if told.lines else None,
        "stores": list(told.stores),
        "rotations": [
            {
                "store": each.store,
                "secret": each.secret,
                "every_days": each.every_days,
                "rotated": [{"time": line.time, "identity": line.identity} for line in each.lines],
            }
            for each in told.rotated
        ],
        "problems": list(told.problems),
    }
    return json.dumps(facts, indent=2) + "\n"


def as_markdown(told: Evidence) -> str:
    """Return the evidence for people."""
    compared = f", compared with the tags in {', '.join(told.stores)}" if told.stores else ""
    head = f" The head is `{told.lines[-1].hash}`." if told.lines else ""
    lines = [
        "# Rotation of secrets",
        "",
        f"{len(told.lines)} lines, verified on {told.time:{DAY}}{compared}.{head}",
        "",
    ]
    lines += ["| secret | store | period | last rotated | by |", "| --- | --- | --- | --- | --- |"]
    for each in told.rotated:
        last = each.lines[-1] if each.lines else None
        when, who = (f"{last.when:{DAY}}", printable(last.identity)) if last else ("not in this log", "")
        lines.append(f"| {each.secret} | {each.store} | {each.every_days} days | {when} | {who} |")
    lines += ["", "| time | identity | secret | store | step | state |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| {line.when:{DAY}} | {printable(line.identity)} | {printable(line.secret)} | {printable(line.store)} | "
        f"{printable(line.step)} | {printable(line.state)} |"
        for line in told.lines
    ]
    lines += ["", *([f"- {each}." for each in told.problems] or ["Nothing is wrong."])]
    return "".join(f"{line}\n" for line in lines)
