"""Findings as GitLab's code quality: a list, one item a finding.

The form is that of GitLab's "Code Quality report format", a part of Code Climate's. GitLab
reads no further than the first item that it cannot understand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic
from crossfoot.report.fingerprint import fingerprints
from crossfoot.report.json import Object
from crossfoot.report.outcome import Outcome
from crossfoot.report.places import in_repository

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render(outcomes: Sequence[Outcome]) -> str:
    """Return the JSON text; the same outcomes give the same bytes.

    An outcome's `folder` counts from the repository's root, as GitLab has it. No two items share a
    fingerprint. What is silenced is left out: GitLab knows no such thing.
    """
    items = [
        _item(finding, known_by, outcome)
        for outcome in outcomes
        for finding, known_by in zip(outcome.diagnostics, fingerprints(outcome), strict=True)
    ]
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def _item(finding: Diagnostic, known_by: str, outcome: Outcome) -> Object:
    return {
        "description": f"{finding.code.number} {finding.code.name}: {finding.message}",
        "check_name": finding.code.number,
        "fingerprint": known_by,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": in_repository(finding.at.source.path, outcome),
            "lines": {"begin": finding.at.first.line, "end": finding.at.last.line},
        },
    }
