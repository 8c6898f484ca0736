"""Findings and proofs for programs: one object, as ``grammar/check.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

from crossfoot.diagnostic import Diagnostic, Fix, Silenced
from crossfoot.model.figures import Figures
from crossfoot.model.stores import Store
from crossfoot.money import dollars
from crossfoot.proof.result import Counterexample, Proof
from crossfoot.report.outcome import Outcome
from crossfoot.report.summary import counts, store_periods
from crossfoot.source import Position, Span

VERSION = 1
"""Raised when a key is renamed or dropped, not when one is added."""

Object: TypeAlias = dict[str, Any]


def render(outcomes: Sequence[Outcome], *, is_listed: bool = False) -> str:
    """Return the JSON text; the same outcomes give the same bytes.

    `is_listed` where one project is what is left of several, and has to be named.
    """
    return json.dumps(as_object(outcomes, is_listed=is_listed), indent=2, ensure_ascii=False) + "\n"


def as_object(outcomes: Sequence[Outcome], *, is_listed: bool = False) -> Object:
    """Return the report as plain dictionaries and lists: of one project, or of a list of them."""
    if len(outcomes) == 1 and not is_listed:
        return {"version": VERSION, **_project(outcomes[0])}
    found = chain.from_iterable(each.diagnostics for each in outcomes)
    return {
        "version": VERSION,
        "summary": counts(found)._asdict(),
        "projects": [{"project": each.folder or ".", **_project(each)} for each in outcomes],
    }


def _project(outcome: Outcome) -> Object:
    told = {
        "summary": counts(outcome.diagnostics)._asdict(),
        "diagnostics": [_diagnostic(finding) for finding in outcome.diagnostics],
        "proofs": [_proof(store, proof) for store, proof in store_periods(outcome)],
    }
    silenced = [_silenced(each) for each in outcome.silenced]
    return {**told, "silenced": silenced} if silenced else told


def _diagnostic(finding: Diagnostic) -> Object:
    told = {
        "code": finding.code.number,
        "name": finding.code.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(finding.at),
        "related": [
            {**_place(related.at), "message": related.message} for related in finding.related
        ],
        "help": finding.help,
    }
    return told if finding.fix is None else {**told, "fix": _fix(finding.fix)}


def _fix(fix: Fix) -> Object:
    return {
        "what": fix.what,
        "safe": fix.is_safe,
        "edits": [{**_place(edit.at), "text": edit.text} for edit in fix.edits],
    }


def _silenced(silenced: Silenced) -> Object:
    return {
        "by": silenced.by.value,
        "because": silenced.because,
        "diagnostic": _diagnostic(silenced.diagnostic),
    }


def _place(at: Span) -> Object:
    return {
        "path": at.source.path,
        "range": {"start": _position(at.first), "end": _position(at.last)},
    }


def _position(position: Position) -> Object:
    return {"line": position.line, "column": position.column}


def _proof(store: Store, proof: Proof) -> Object:
    regime = proof.regime
    return {
        "store": store.name,
        "from": day(regime.first),
        "until": day(regime.last),
        "verdict": proof.verdict.value,
        "residual": {
            regime.figures.all[index].label: str(proof.residual[index])
            for index in sorted(proof.residual)
        },
        "counterexample": _counterexample(proof.counterexample, regime.figures),
    }


def day(found: date | None) -> str | None:
    """Return a day as ``2026-07-01``; None where a period is open."""
    return None if found is None else found.isoformat()


def _counterexample(found: Counterexample | None, figures: Figures) -> Object | None:
    if found is None:
        return None
    return {
        "measures": _measures(found, figures),
        "debits": dollars(found.debits),
        "credits": dollars(found.credits),
    }


def _measures(found: Counterexample, figures: Figures) -> Object:
    """Return amounts by measure and member, as a batch file would have them."""
    out: Object = {}
    for index in sorted(found.cents):
        figure = figures.all[index]
        amount = dollars(found.cents[index])
        if figure.member is None:
            out[figure.measure.name] = amount
        else:
            out.setdefault(figure.measure.name, {})[figure.member] = amount
    return out
