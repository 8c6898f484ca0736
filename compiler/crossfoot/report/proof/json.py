"""Proofs for programs: one object, as ``grammar/prove.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from crossfoot.checks.support.sums import formula
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Post
from crossfoot.money import dollars
from crossfoot.posting.draft import DraftEntry
from crossfoot.report.proof.sheet import (
    AccountRow,
    Clear,
    Differences,
    Example,
    Ground,
    Named,
    Rest,
    Sheet,
)

VERSION = 1
"""Raised when a key is renamed or dropped, not when one is added."""

Object: TypeAlias = dict[str, Any]


def render(sheets: Sequence[Sheet], errors: Sequence[Diagnostic] = ()) -> str:
    """Return the JSON text; the same sheets give the same bytes."""
    return json.dumps(as_object(sheets, errors), indent=2, ensure_ascii=False) + "\n"


def as_object(sheets: Sequence[Sheet], errors: Sequence[Diagnostic] = ()) -> Object:
    """Return the proofs as plain dictionaries and lists."""
    return {
        "version": VERSION,
        "proved": bool(sheets) and all(each.is_proved for each in sheets),
        "proofs": [_sheet(each) for each in sheets],
        "errors": [_error(each) for each in errors],
    }


def _error(error: Diagnostic) -> Object:
    line, column = error.at.first
    place = {"path": error.at.source.path, "line": line, "column": column}
    return {"code": error.code.number, "name": error.code.name, "message": error.message, **place}


def _sheet(sheet: Sheet) -> Object:
    figures = sheet.figures
    return {
        "where": [
            {"store": each.store, "from": _day(each.first), "until": _day(each.last)}
            for each in sheet.places
        ],
        "verdict": sheet.verdict.value,
        "debits": _vector(sheet.debits, figures),
        "credits": _vector(sheet.credits, figures),
        "net": _vector(sheet.net, figures),
        "statements": [_ground(each, figures) for each in sheet.grounds],
        "remainder": _rest(sheet.rest, figures),
        "residual": _vector(sheet.residual, figures),
        "counterexample": _example(sheet.example),
        "accounts": [_account(row, sheet) for line in sheet.accounts for row in line.rows],
        "clears": [_clear(each, figures) for each in sheet.clears],
        "differences": _differences(sheet.differences),
        "rounded": [{"amount": each.name, "exact": each.exact} for each in sheet.shares],
        "unposted": list(sheet.skipped),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _vector(vector: Vector, figures: Figures) -> Object:
    return {figures.all[at].label: str(vector[at]) for at in sorted(vector)}


def _ground(ground: Ground, figures: Figures) -> Object:
    return {
        "text": ground.text,
        "place": ground.where,
        "of": "model" if ground.from_model else "company",
        "zero": ground.formula or None,
        "used": [
            {"times": str(each.factor), "vector": _vector(each.claim.vector, figures)}
            for each in ground.used
        ],
    }


def _rest(rest: Rest, figures: Figures) -> Object:
    return {"vector": _vector(rest.vector, figures), "most": dollars(rest.most)}


def _account(row: AccountRow, sheet: Sheet) -> Object:
    return {
        "names": _names(row.names),
        "formula": formula(row.vector, sheet.figures, sheet.never, most=None),
        "vector": _vector(row.vector, sheet.figures),
    }


def _names(names: Sequence[Named]) -> list[Object]:
    return [{"account": each.account, "where": list(each.places)} for each in names]


def _clear(clear: Clear, figures: Figures) -> Object:
    return {
        "names": _names(clear.names),
        "place": clear.where,
        "clears": clear.is_so,
        "vector": _vector(clear.vector, figures),
        "statements": [_ground(each, figures) for each in clear.grounds],
        "remainder": _rest(clear.rest, figures),
        "residual": _vector(clear.residual, figures),
        "counterexample": _example(clear.example),
    }


def _differences(differences: Differences | None) -> Object | None:
    if differences is None:
        return None
    return {
        "limit": dollars(differences.limit),
        "names": _names(differences.names),
        "place": differences.where,
    }


def _example(example: Example | None) -> Object | None:
    if example is None:
        return None
    return {
        "batch": {each.figure: dollars(each.cents) for each in example.batch},
        "debits": dollars(example.debits),
        "credits": dollars(example.credits),
        "entry": None if example.entry is None else _entry(example.entry),
    }


def _entry(entry: DraftEntry) -> list[Object]:
    return [
        {
            "account": line.account.shown,
            "side": line.side.value,
            "amount": dollars(line.cents),
            "of": line.rule.amount.name if isinstance(line.rule, Post) else None,
            "member": line.member,
        }
        for line in entry.lines
    ]
