"""Findings in SARIF 2.1.0 (OASIS standard, errata 01), as code scanning and editors read them.

One run. Its rules are the codes that were met, by number: with all of them the documentation
would outweigh the findings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from crossfoot import __version__
from crossfoot.codes import Code
from crossfoot.diagnostic import Diagnostic, Edit, Fix, Silenced, Silencer
from crossfoot.report.fingerprint import fingerprints_of
from crossfoot.report.json import Object, day
from crossfoot.report.outcome import Outcome
from crossfoot.report.places import in_repository, lies_below
from crossfoot.report.sarif_rule import rule
from crossfoot.report.summary import in_full, store_periods
from crossfoot.source import Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_TOP = "%SRCROOT%"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_LONGEST_SNIPPET = 1_000


class _Met(NamedTuple):
    """A finding, whose it is, and who silenced it if somebody did."""

    finding: Diagnostic
    outcome: Outcome
    fingerprint: str
    silenced: Silenced | None


def render(outcomes: Sequence[Outcome], *, tells_silenced: bool = True) -> str:
    """Return the JSON text of a SARIF log; the same outcomes give the same bytes.

    An outcome's `folder` counts from the repository's root. What is silenced stands there with a
    suppression, unless it is not to be told.
    """
    return json.dumps(as_object(outcomes, tells_silenced), indent=2, ensure_ascii=False) + "\n"


def as_object(outcomes: Sequence[Outcome], tells_silenced: bool) -> Object:
    """Return the log as plain dictionaries and lists."""
    met = [each for outcome in outcomes for each in _met(outcome, tells_silenced)]
    codes = sorted({each.finding.code for each in met}, key=lambda code: code.number)
    driver = {
        "name": "Crossfoot",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "the top of the repository"}}},
        "results": list(_results(met, codes)),
        "properties": {"proofs": [each for outcome in outcomes for each in _proofs(outcome)]},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _met(outcome: Outcome, tells_silenced: bool) -> Iterator[_Met]:
    """Yield what is told, then what is silenced, so that the latter changes no fingerprint."""
    silenced = outcome.silenced if tells_silenced else ()
    found = [*outcome.diagnostics, *(each.diagnostic for each in silenced)]
    who = [*(None for _ in outcome.diagnostics), *silenced]
    for finding, known_by, by in zip(found, fingerprints_of(found, outcome), who, strict=True):
        yield _Met(finding, outcome, known_by, by)


def _results(met: Sequence[_Met], codes: Sequence[Code]) -> Iterator[Object]:
    """Yield one result a finding.

    SARIF wants suppressions of all results or of none (3.27.23).
    """
    index = {code: number for number, code in enumerate(codes)}
    is_any_silenced = any(each.silenced for each in met)
    for each in met:
        result = _result(each, index[each.finding.code])
        if is_any_silenced:
            result["suppressions"] = [_suppression(each.silenced)] if each.silenced else []
        yield result


def _result(met: _Met, index: int) -> Object:
    finding = met.finding
    result: Object = {
        "ruleId": finding.code.number,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": in_full(finding)},
        "locations": [_location(finding.at, met.outcome)],
        "partialFingerprints": {"crossfoot/v1": met.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.at, met.outcome), "message": {"text": each.message}}
            for number, each in enumerate(finding.related, 1)
        ]
    if finding.fix and all(lies_below(edit.at.source.path) for edit in finding.fix.edits):
        result["fixes"] = [_fix(finding.fix, met.outcome)]
    return result


def _suppression(silenced: Silenced) -> Object:
    is_in_rules = silenced.by is Silencer.ALLOW
    return {
        "kind": "inSource" if is_in_rules else "external",
        "status": "accepted",
        "justification": silenced.because or silenced.by.value,
    }


def _location(at: Span, outcome: Outcome) -> Object:
    region = _region(at)
    if 0 < at.end - at.start <= _LONGEST_SNIPPET:
        region["snippet"] = {"text": at.text}
    file = _file(at.source.path, outcome)
    return {"physicalLocation": {"artifactLocation": file, "region": region}}


def _region(at: Span) -> Object:
    first, last = at.first, at.last
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
    }


def _file(path: str, outcome: Outcome) -> Object:
    """Return where a file is: below the repository's top, or from the machine's root."""
    named = in_repository(path, outcome)
    if _DRIVE.match(named):
        return {"uri": f"file:///{_escaped(named[:1])}:{_escaped(named[2:])}"}
    if named.startswith("/"):
        return {"uri": f"file://{_escaped(named)}"}
    return {"uri": _escaped(named), "uriBaseId": _TOP}


def _escaped(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/", errors="surrogateescape")


def _fix(fix: Fix, outcome: Outcome) -> Object:
    edits = sorted(fix.edits, key=lambda edit: (edit.at.source.path, edit.at.start, edit.at.end))
    return {
        "description": {"text": fix.what},
        "artifactChanges": [
            {
                "artifactLocation": _file(path, outcome),
                "replacements": [_replacement(edit) for edit in own],
            }
            for path, own in groupby(edits, key=lambda edit: edit.at.source.path)
        ],
        "properties": {"isSafe": fix.is_safe},
    }


def _replacement(edit: Edit) -> Object:
    """Return an edit; text is put in with the line ends of its file."""
    text = edit.text.replace("\n", "\r\n") if edit.at.source.crlf else edit.text
    return {"deletedRegion": _region(edit.at), "insertedContent": {"text": text}}


def _proofs(outcome: Outcome) -> Iterator[Object]:
    for store, proof in store_periods(outcome):
        yield {
            "project": outcome.folder or ".",
            "store": store.name,
            "from": day(proof.regime.first),
            "until": day(proof.regime.last),
            "verdict": proof.verdict.value,
        }
