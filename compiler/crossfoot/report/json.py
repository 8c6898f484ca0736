"""Findings and proofs for programs: one object, as ``grammar/check.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures
from crossfoot.model.stores import Store
from crossfoot.money import dollars
from crossfoot.proof.result import Counterexample, Proof
from crossfoot.report.outcome import Outcome
from crossfoot.report.summary import counts
from crossfoot.source import Position, Span

VERSION = 1
"""Raised when a key is renamed or dropped, not when one is added."""

Object: TypeAlias = dict[str, Any]


def render(outcomes: Sequence[Outcome]) -> str:
    """Return the JSON text; the same outcomes give the same bytes."""
    return json.dumps(as_object(outcomes), indent=2, ensure_ascii=False) + "\n"


def as_object(outcomes: Sequence[Outcome]) -> Object:
    """Return the report as plain dictionaries and lists: of one project, or of a list of them."""
    if len(outcomes) == 1:
        return {"version": VERSION, **_project(outcomes[0])}
    found = chain.from_iterable(each.diagnostics for each in outcomes)
    return {
        "version": VERSION,
        "summary": counts(found)._asdict(),
        "projects": [{"project": each.folder or ".", **_project(each)} for each in outcomes],
    }


def _project(outcome: Outcome) -> Object:
    return {
        "summary": counts(outcome.diagnostics)._asdict(),
        "diagnostics": [_diagnostic(finding) for finding in outcome.diagnostics],
        "proofs": list(_proofs(outcome)),
    }


def _diagnostic(finding: Diagnostic) -> Object:
    return {
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


def _place(at: Span) -> Object:
    return {
        "path": at.source.path,
        "range": {"start": _position(at.first), "end": _position(at.last)},
    }


def _position(position: Position) -> Object:
    return {"line": position.line, "column": position.column}


def _proofs(outcome: Outcome) -> Iterator[Object]:
    """Yield one item a store and period: by store as the project lists them, then by day."""
    stores = outcome.project.stores if outcome.project else ()
    place = {store.name: number for number, store in enumerate(stores)}
    items = [(store, proof) for proof in outcome.proofs for store in proof.regime.stores]
    items.sort(key=lambda item: (place[item[0].name], item[1].regime.first or date.min))
    for store, proof in items:
        yield _proof(store, proof)


def _proof(store: Store, proof: Proof) -> Object:
    regime = proof.regime
    return {
        "store": store.name,
        "from": _day(regime.first),
        "until": _day(regime.last),
        "verdict": proof.verdict.value,
        "residual": {
            regime.figures.all[index].label: str(proof.residual[index])
            for index in sorted(proof.residual)
        },
        "counterexample": _counterexample(proof.counterexample, regime.figures),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


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
