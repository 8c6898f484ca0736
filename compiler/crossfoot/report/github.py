"""Findings as annotations on a change: GitHub's workflow commands, one line a finding.

The form and its escapes are those of GitHub's "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic
from crossfoot.report.columns import safe
from crossfoot.report.outcome import Outcome
from crossfoot.report.places import in_repository
from crossfoot.report.summary import in_full

_LINE = re.compile(r"[^\r\n]+")
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(outcomes: Sequence[Outcome]) -> str:
    """Return one line a finding.

    An outcome's `folder` counts from the repository's root, as GitHub has it.
    """
    return "".join(
        f"{_command(finding, outcome)}\n" for outcome in outcomes for finding in outcome.diagnostics
    )


def _command(finding: Diagnostic, outcome: Outcome) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in _place(finding, outcome))
    title = _property(f"{finding.code.number} {finding.code.name}")
    return f"::{_COMMAND[finding.severity]} {properties},title={title}::{_data(in_full(finding))}"


def _place(finding: Diagnostic, outcome: Outcome) -> list[tuple[str, str]]:
    """Return where it is; GitHub takes columns only where one line holds the whole place."""
    first, last = finding.at.first, finding.at.last
    place = [("file", in_repository(finding.at.source.path, outcome)), ("line", str(first.line))]
    if first.line == last.line:
        place += [("col", str(first.column))]
    place += [("endLine", str(last.line))]
    if first.line == last.line:
        place += [("endColumn", str(last.column))]
    return place


def _data(text: str) -> str:
    """Return a text as it may stand in a command; what would colour the log does not."""
    text = _LINE.sub(lambda line: safe(line.group()), text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
