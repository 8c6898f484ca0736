"""Two versions compared, for programs: one object, as ``grammar/diff.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from crossfoot.comparison.replay import Refusals, Replay
from crossfoot.comparison.result import (
    Answer,
    Comparison,
    Names,
    Remark,
    Said,
    Texts,
    Witness,
)
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.money import dollars

VERSION = 1
"""Raised when a key is renamed or dropped, not when one is added."""

Object: TypeAlias = dict[str, Any]


def render(
    names: tuple[str, str],
    comparison: Comparison | None,
    found: tuple[Iterable[Diagnostic], Iterable[Diagnostic]],
    replay: Replay | None = None,
) -> str:
    """Return the JSON text; `found` are the findings on each version's rules."""
    told = as_object(names, comparison, found, replay)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_object(
    names: tuple[str, str],
    comparison: Comparison | None,
    found: tuple[Iterable[Diagnostic], Iterable[Diagnostic]],
    replay: Replay | None = None,
) -> Object:
    """Return the comparison as plain dictionaries and lists."""
    return {
        "version": VERSION,
        "before": _version(names[0], found[0]),
        "after": _version(names[1], found[1]),
        "verdict": None if comparison is None else comparison.verdict.value,
        "stores": None if comparison is None else _stores(comparison),
        "answers": [] if comparison is None else [_answer(each) for each in comparison.answers],
        "remarks": [] if comparison is None else [_remark(each) for each in comparison.remarks],
        "files": None if comparison is None else _files(comparison.texts),
        "replay": None if replay is None else _replay(replay),
    }


def _version(name: str, found: Iterable[Diagnostic]) -> Object:
    return {"name": name, "errors": [_error(each) for each in errors(found)]}


def _error(error: Diagnostic) -> Object:
    line, column = error.at.first
    place = {"path": error.at.source.path, "line": line, "column": column}
    return {"code": error.code.number, "name": error.code.name, "message": error.message, **place}


def _stores(comparison: Comparison) -> Object:
    return {"gone": list(comparison.gone), "new": list(comparison.new)}


def _files(texts: Texts) -> Object:
    return {
        "changed": list(texts.changed),
        "gone": list(texts.gone),
        "new": list(texts.new),
        "renamed": [{"before": old, "after": new} for old, new in texts.renamed],
    }


def _answer(answer: Answer) -> Object:
    return {
        "where": [
            {"store": each.store, "from": _day(each.first), "until": _day(each.last)}
            for each in answer.places
        ],
        "verdict": answer.verdict.value,
        "flows": [
            {
                "giver": _names(each.giver),
                "taker": _names(each.taker),
                "side": each.side.value,
                **_said(each.what),
            }
            for each in answer.flows
        ],
        "changes": [
            {
                "account": _names(each.account),
                "side": each.side.value,
                "how": each.how.value,
                **_said(each.what),
            }
            for each in answer.changes
        ],
        "totals": [
            {"side": each.side.value, "rises": each.rises, **_said(each.what)}
            for each in answer.totals
        ],
        "remarks": [_remark(each) for each in answer.remarks],
        "example": _example(answer.witness),
    }


def _names(names: Names) -> list[Object]:
    return [
        {"account": each.account, "class": each.klass, "where": list(each.places)} for each in names
    ]


def _said(what: Said) -> Object:
    return {"formula": what.text, "vector": dict(what.vector)}


def _remark(remark: Remark) -> Object:
    said = {None: "changed", True: "new", False: "gone"}
    return {"topic": remark.topic.value, "said": said[remark.is_new], "text": remark.text}


def _example(witness: Witness | None) -> Object | None:
    if witness is None:
        return None
    return {
        "batch": {name: dollars(cents) for name, cents in witness.figures},
        "refused": witness.refused,
        "amounts": [
            {
                "account": _names(each.account),
                "side": None if each.side is None else each.side.value,
                "before": dollars(each.before),
                "after": dollars(each.after),
            }
            for each in witness.accounts
        ],
    }


def _replay(replay: Replay) -> Object:
    return {
        "booked": replay.booked,
        "changed": replay.changed,
        "accounts": [
            {
                "account": each.account,
                "class": each.klass,
                "before": dollars(each.before),
                "after": dollars(each.after),
                "change": dollars(each.change),
            }
            for each in replay.moved
        ],
        "unchanged": replay.unchanged,
        "not before": _refusals(replay.not_before),
        "not after": _refusals(replay.not_after),
        "neither": replay.neither,
    }


def _refusals(refusals: Refusals) -> Object:
    return {"batches": refusals.batches, "first": [each._asdict() for each in refusals.told]}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
