"""Findings in SARIF 2.1.0, as code scanning reads it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.rules import RULES, DriftRule, Finding, Place
from estuary_docs.runtimes.python.problems import printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
FINGERPRINT = "estuaryDocsDrift/v1"


def as_sarif(
    findings: Sequence[Finding], version: str, undecided: Sequence[Undecided] = (), unchecked: Sequence[str] = ()
) -> str:
    """Return findings as one run of this tool in its `version`, with the files that it passed over.

    `unchecked` are the reasons why the folder was not checked.
    """
    notifications: list[dict[str, Any]] = [
        {"level": "warning", "message": {"text": f"Not checked: {reason}."}} for reason in unchecked
    ]
    notifications += [
        {
            "level": "warning",
            "message": {"text": f"Not read: {place.reason}."},
            "locations": [_location(Place(place.file, 0))],
        }
        for place in undecided
        if place.is_file
    ]
    driver = {
        "name": "estuary-docs drift",
        "semanticVersion": version,
        "rules": [_rule(slug, rule) for slug, rule in RULES.items()],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notifications}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, indent=2) + "\n"


def _rule(slug: str, rule: DriftRule) -> dict[str, Any]:
    return {
        "id": slug,
        "shortDescription": {"text": rule.meaning.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": rule.what_to_do},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding) -> dict[str, Any]:
    # A line that moves is no new finding, so neither the lines nor their number are part of its identity.
    identity = f"{finding.rule} {finding.name}"
    related = [{"id": number, **_location(place)} for number, place in enumerate(finding.places[1:], 1)]
    return {
        "ruleId": finding.rule,
        "ruleIndex": list(RULES).index(finding.rule),
        "level": finding.severity,
        "message": {"text": printable(f"{finding.why} {finding.remedy}")},
        "locations": [_location(place) for place in finding.places[:1]],
        **({"relatedLocations": related} if related else {}),
        "properties": {"certainty": finding.certainty},
        "partialFingerprints": {FINGERPRINT: hashlib.sha256(os.fsencode(identity)).hexdigest()},
    }


def _location(place: Place) -> dict[str, Any]:
    address = {"uri": quote(os.fsencode(place.file)), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": address, "region": {"startLine": max(place.line, 1)}}}
