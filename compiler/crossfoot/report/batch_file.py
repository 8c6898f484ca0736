"""Batches as a file that batches are read from: the examples that refute rules, to be tried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.model.ruleset import Ruleset
from crossfoot.money import dollars, grouped
from crossfoot.posting.batch import Batch
from crossfoot.posting.replay import as_batch
from crossfoot.proof.bookings import bookings_of
from crossfoot.proof.claims import claims_of
from crossfoot.proof.counterexample import counterexample
from crossfoot.proof.residual import groups_of
from crossfoot.proof.result import Counterexample, Proof
from crossfoot.report.columns import safe
from crossfoot.report.proof.says import off


def counterexamples(ruleset: Ruleset, proofs: Sequence[Proof]) -> str:
    """Return batches that refute proofs as a YAML list, one a fault; empty if there is none.

    They are numbered ``example-1``, ``example-2``, …, and a comment above each says what it shows.
    `read_batches` takes the list as it is, and what is drafted of it is off as the proof says.
    """
    found = [
        (said, as_batch(ruleset.project, proof.regime, example))
        for proof in proofs
        for said, example in _examples(ruleset, proof)
    ]
    lines = [line for place, each in enumerate(found, 1) for line in _item(*each, place)]
    return "".join(f"{line}\n" for line in lines)


def _examples(ruleset: Ruleset, proof: Proof) -> Iterator[tuple[str, Counterexample]]:
    """Yield the batches that show what is wrong with a proof, each with what it shows."""
    seen: list[dict[int, int]] = []
    for each in (proof.counterexample, *_of_parts(ruleset, proof)):
        if each is not None and each.debits != each.credits and each.cents not in seen:
            seen.append(each.cents)
            yield f"the entry is {off(each.debits, each.credits)}", each
    for cleared in proof.cleared:
        account, each = cleared.clearing.account, cleared.counterexample
        if account is not None and each is not None:
            debits, credits_ = grouped(each.debits), grouped(each.credits)
            yield f"{account.shown} gets {debits} of debits, {credits_} of credits", each


def _of_parts(ruleset: Ruleset, proof: Proof) -> Iterator[Counterexample | None]:
    """Yield a batch for each part of what is left over, if there are several."""
    if proof.counterexample is None:
        return
    figures = proof.regime.figures
    rounded = [at for at in proof.residual if not figures.is_reported(at)]
    reported = {at: n for at, n in proof.residual.items() if figures.is_reported(at)}
    parts = [*(group.figures for group in groups_of(reported, figures)), rounded]
    claims, bookings = claims_of(ruleset.model, proof.regime), bookings_of(proof.regime)
    for part in filter(None, parts if len(parts) > 2 or rounded else ()):
        left = {at: proof.residual[at] for at in part}
        yield counterexample(left, claims, figures, bookings)


def _item(said: str, batch: Batch, place: int) -> Iterator[str]:
    yield f"# {safe(said)}"
    yield f"- store: {_quoted(batch.store.name)}"
    yield f"  batch: {_quoted(f'{batch.number}-{place}')}"
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
