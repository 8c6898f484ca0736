"""Takes back a posted entry by another one, where it can no longer be voided or deleted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crossfoot.exchange.keeping import Hand, RecordKeeper
from crossfoot.model.stores import Project, Store
from crossfoot.plan import Reversal, reversal
from crossfoot.posting.booked import to_text
from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.posting.texts import LONGEST_REF
from crossfoot.record.kept import Recorded
from crossfoot.record.record import Record
from crossfoot.targets.digests import undo_request_id
from crossfoot.targets.manifest import About
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import Fate, Request, Row, RunResult
from crossfoot.targets.qbxml import Qbxml
from crossfoot.targets.spool import spool
from crossfoot.targets.staging import ground
from crossfoot.targets.writing import write

_MARK = "R"
"""Stands behind the reference of an entry in that of its reversal."""


class NotReversible(Exception):
    """There is nothing that can be reversed; the message says why, and what to type."""


class Asked(NamedTuple):
    """What is to be reversed: the entry of a store's batch, on a day; `ref` overrides ours."""

    store: Store
    batch: str
    day: date
    ref: str | None = None


def reverse(
    project: Project, record: Record, asked: Asked, options: Options, hand: Hand
) -> tuple[RunResult, Reversal]:
    """Write the reverse of a posted entry, and keep it in the record.

    The batch may be posted again once QuickBooks has confirmed the reversal. Raises NotReversible,
    Taken, OSError, and what the record raises; then nothing is written.
    """
    standing = _posted(record, asked)
    ref = _reference(asked, standing)
    _require_open(project, asked.day)
    recorded = record.request(standing.request_id)
    if recorded is None:
        raise NotReversible("the record does not hold the lines of this entry")
    made = reversal(standing.ref, recorded.request.lines, asked.day, ref)
    attempts = _attempts(record, asked, standing)
    return _written(project, record, asked, recorded, made, attempts, options, hand), made


def _posted(record: Record, asked: Asked) -> Standing:
    what = f"batch {asked.batch} of `{asked.store.name}`"
    standing = record.standing(asked.store.name, asked.batch, Kind.ENTRY)
    if standing is None:
        raise NotReversible(f"{what} was never posted, so there is nothing to reverse")
    if standing.state is not State.POSTED:
        raise NotReversible(
            f"{what} is {standing.state.value} (run {standing.run}), not posted: only what "
            "QuickBooks has confirmed can be reversed"
        )
    return standing


def _reference(asked: Asked, standing: Standing) -> str:
    ref = asked.ref or f"{standing.ref}{_MARK}"
    if len(ref) > LONGEST_REF or not ref.isascii() or not ref.isprintable():
        raise NotReversible(
            f"the reference `{ref}` is not one of up to {LONGEST_REF} plain letters and digits; "
            "give another with --ref"
        )
    return ref


def _require_open(project: Project, day: date) -> None:
    closed = project.closing_date
    if closed is not None and day <= closed:
        raise NotReversible(
            f"{day} lies in the closed period, which ends on {closed}; give a later day with --date"
        )


def _attempts(record: Record, asked: Asked, standing: Standing) -> int:
    """Return how many reversals of it there were. Raises NotReversible where one is under way."""
    undone = standing.request_id
    for kind in (Kind.VOID, Kind.DELETE, Kind.REVERSAL):
        other = record.standing(asked.store.name, asked.batch, kind, undone)
        if other is not None and not other.state.is_free:
            raise NotReversible(
                f"a {kind.value} of this entry is {other.state.value} already (run {other.run}); "
                "read QuickBooks' answer with `crossfoot receive`"
            )
    earlier = record.standing(asked.store.name, asked.batch, Kind.REVERSAL, undone)
    return 0 if earlier is None else earlier.attempts


def _written(
    project: Project,
    record: Record,
    asked: Asked,
    recorded: Recorded,
    made: Reversal,
    attempts: int,
    options: Options,
    hand: Hand,
) -> RunResult:
    undone = recorded.request.request_id
    number = undo_request_id(Kind.REVERSAL, f"{undone} {made.day} {made.ref}", attempts)
    format_ = Qbxml(project.qbxml)
    out = options.out
    with spool(None if out is None else ground(out)) as texts:
        lines = [
            line._replace(side=new.side.value, memo=new.memo)
            for line, new in zip(recorded.request.lines, made.lines, strict=True)
        ]
        booked = texts.add(to_text(lines).encode())
        request = Request(
            Kind.REVERSAL,
            undone,
            made.ref,
            made.day,
            number,
            len(made.lines),
            made.total,
            booked,
            undone,
        )
        row = Row(
            ("", 0, 0, asked.batch),
            Fate.REVERSED,
            asked.store.name,
            asked.batch,
            made.day,
            (f"reverses {recorded.request.ref} of {recorded.request.day}: {hand.why}",),
            recorded.request.batch_digest,
            (request,),
            (texts.add(format_.reversal(made, number)),),
        )
        result = RunResult((row,), (), is_recorded=True)
        if out is None:
            return result
        about = About(project.company, options.target, project.qbxml, {})
        keeper = RecordKeeper(record, hand)
        return write(result, about, options, (format_,), texts, keeper)
