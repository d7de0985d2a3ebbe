"""A baseline: the drift that an old project starts with; only what is new is reported, and it only gets better."""

import json
from collections.abc import Iterable

from estuary_docs.drift.rules import Finding, Place, finding
from estuary_docs.errors import ProjectError

FORM = "write it with --update-baseline"
NO_BASELINE = f"is no baseline; delete it or name another file, and {FORM}"
Known = dict[tuple[str, str], frozenset[str]]


def as_baseline(findings: Iterable[Finding], others: Known) -> str:
    """Return findings, and what other runs have found, as a baseline: JSON with the name, rule and files of each."""
    entries = [
        {"name": result.name, "rule": result.rule, "files": sorted({place.file for place in result.places})}
        for result in findings
    ]
    entries += [{"name": name, "rule": rule, "files": sorted(files)} for (name, rule), files in others.items()]
    return json.dumps({"findings": sorted(entries, key=lambda entry: (entry["name"], entry["rule"]))}, indent=2) + "\n"


def read_baseline(text: str, shown: str) -> Known:
    """Return the files of each finding that a baseline knows; raises ProjectError if it is none."""
    try:
        known: Known = {}
        for entry in json.loads(text)["findings"]:
            key = str(entry["name"]), str(entry["rule"])
            # Two stores may break one rule by one name.
            known[key] = known.get(key, frozenset()) | frozenset(map(str, entry["files"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProjectError(shown, NO_BASELINE) from None
    return known


def beyond(findings: Iterable[Finding], known: Known, shown: str) -> list[Finding]:
    """Return what a baseline does not know, and a finding for each entry of it that is mended.

    A known finding that spreads to another file is reported again.
    """
    findings = list(findings)
    present = {(result.name, result.rule) for result in findings}
    new = [
        result
        for result in findings
        if not {place.file for place in result.places} <= known.get((result.name, result.rule), frozenset())
    ]
    mended = sorted(name for name, rule in known if (name, rule) not in present)
    return new + [finding(name, "unused-ignore", [Place(shown, 1)], subject=f" of {name}") for name in mended]
