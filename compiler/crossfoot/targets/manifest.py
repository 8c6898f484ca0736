"""The manifest of a run: which batch went into which file, by which rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crossfoot.model.ruleset import Ruleset
from crossfoot.money import ROUNDING, dollars
from crossfoot.targets.digests import rule_digests
from crossfoot.targets.files import Share
from crossfoot.targets.outcome import Order, Request, Row

VERSION = 1


class Written(NamedTuple):
    """A file as it was written."""

    share: Share
    message_set_id: str
    sha256: str


class About(NamedTuple):
    """What the run as a whole went by. `rules` gives a digest for each file of the project."""

    company: str
    target: str
    qbxml: str
    rules: Mapping[str, str]


def about(ruleset: Ruleset, target: str) -> About:
    """Return what a run by these rules goes by."""
    project = ruleset.project
    return About(project.company, target, project.qbxml, rule_digests(ruleset))


def manifest(about: About, files: Sequence[Written], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the text of the manifest, JSON with one line a file and a batch."""
    head = {
        "version": VERSION,
        "company": about.company,
        "target": about.target,
        "qbxml": about.qbxml,
        "rounding": ROUNDING,
        "rules": about.rules,
    }
    yield "{\n"
    for name, value in head.items():
        yield f' "{name}": {_json(value)},\n'
    yield ' "files": '
    yield from _lines(_file(each) for each in files)
    yield ',\n "batches": '
    names = _names(files)
    yield from _lines(_batch(row, names[row.order]) for row in rows)
    yield "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(items: Iterable[object]) -> Iterator[str]:
    """Yield a list with each item on a line of its own."""
    before = "[\n  "
    for item in items:
        yield before + _json(item)
        before = ",\n  "
    yield "\n ]"


def _names(files: Sequence[Written]) -> dict[Order, list[str]]:
    """Return the files that each batch was written to, one a format."""
    names: dict[Order, list[str]] = {}
    for each in files:
        for row in each.share.rows:
            names.setdefault(row.order, []).append(each.share.name)
    return names


def _file(each: Written) -> dict[str, object]:
    return {
        "name": each.share.name,
        "entries": len(each.share.rows),
        "newMessageSetID": each.message_set_id,
        "sha256": each.sha256,
    }


def _batch(row: Row, names: Sequence[str]) -> dict[str, object]:
    entry, bills = row.entry, row.bills
    undone = [each.request_id for each in row.requests if each.undoes]
    return {
        "store": row.store,
        "batch": row.number,
        "day": str(row.day),
        "files": names,
        **({} if entry is None else _entry(entry)),
        **({"bills": [_bill(each) for each in bills]} if bills else {}),
        **({"undone by": undone} if undone else {}),
        "sha256": row.digest,
    }


def _entry(entry: Request) -> dict[str, object]:
    return {
        "requestID": entry.request_id,
        "RefNumber": entry.ref,
        "lines": entry.lines,
        "debits": dollars(entry.total),
        "credits": dollars(entry.total),
    }


def _bill(bill: Request) -> dict[str, object]:
    return {
        "requestID": bill.request_id,
        "RefNumber": bill.ref,
        "day": str(bill.day),
        "total": dollars(bill.total),
    }
