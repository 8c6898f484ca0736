"""Batches as a file that batches are read from: the examples that refute rules, to be tried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.model.ruleset import Ruleset
from crossfoot.money import dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.replay import as_batch
from crossfoot.proof.result import Proof


def counterexamples(ruleset: Ruleset, proofs: Sequence[Proof]) -> str:
    """Return the counterexamples of refuted proofs as YAML, numbered apart; empty if none is.

    `read_batches` takes it as it is, and what is drafted of it is out of balance as the proof
    says.
    """
    found = [
        as_batch(ruleset.project, proof.regime, proof.counterexample)
        for proof in proofs
        if proof.counterexample is not None
    ]
    lines = [line for place, batch in enumerate(found, 1) for line in _item(batch, place)]
    return "".join(f"{line}\n" for line in lines)


def _item(batch: Batch, place: int) -> Iterator[str]:
    number = batch.number if place == 1 else f"{batch.number}-{place}"
    yield f"- store: {_quoted(batch.store.name)}"
    yield f"  batch: {_quoted(number)}"
    yield "  status: closed"
    yield f'  closed: "{batch.day.isoformat()}T12:00"'
    yield f'  date: "{batch.day.isoformat()}"'
    yield "  measures:"
    reported = [batch.figures.all[index] for index in sorted(batch.reported)]
    for measure, figures in groupby(reported, key=lambda figure: figure.measure):
        if measure.dimension is None:
            yield f"    {_quoted(measure.name)}: {dollars(batch.cents[next(figures).index])}"
            continue
        yield f"    {_quoted(measure.name)}:"
        for figure in figures:
            member = _quoted(figure.member or "")
            yield f"      {member}: {dollars(batch.cents[figure.index])}"


def _quoted(text: str) -> str:
    """Return a text in quotes as YAML and JSON have them."""
    return json.dumps(text, ensure_ascii=False)
