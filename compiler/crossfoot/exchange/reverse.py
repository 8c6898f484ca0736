"""Takes back a posted entry by another one, where it can no longer be voided or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crossfoot.exchange.keeping import Hand, RecordKeeper
from crossfoot.model.stores import Project, Store
from crossfoot.plan import Reversal, reversal
from crossfoot.posting.booked import BookedLine, to_text
from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.posting.texts import LONGEST_REF
from crossfoot.record.kept import Recorded
from crossfoot.record.record import Record
from crossfoot.targets.digests import undo_request_id
from crossfoot.targets.manifest import About
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import Fate, Request, Row, RunResult
from crossfoot.targets.qbxml import Qbxml
from crossfoot.targets.spool import Slot, spool
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
    called = f"{standing.request_id} {made.day} {made.ref}"
    number = undo_request_id(Kind.REVERSAL, called, _attempts(record, standing))
    reversed_ = _Reversed(recorded, made, number, hand.why)
    return _written(project, record, reversed_, options, hand), made


def _posted(record: Record, asked: Asked) -> Standing:
    what = f"batch {asked.batch} of `{asked.store.name}`"
    standing = record.standing(asked.store.name, asked.batch, Kind.ENTRY)
    # A store that has another name since has the same references in QuickBooks.
    standing = standing or record.entry_of(f"{asked.store.prefix}{asked.batch}")
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


def _attempts(record: Record, standing: Standing) -> int:
    """Return how many reversals of it there were. Raises NotReversible where one is under way."""
    undone = standing.request_id
    for kind in (Kind.VOID, Kind.DELETE, Kind.REVERSAL):
        other = record.standing(standing.store, standing.batch, kind, undone)
        if other is not None and not other.state.is_free:
            raise NotReversible(
                f"a {kind.value} of this entry is {other.state.value} already (run {other.run}); "
                "read QuickBooks' answer with `crossfoot receive`"
            )
    earlier = record.standing(standing.store, standing.batch, Kind.REVERSAL, undone)
    return 0 if earlier is None else earlier.attempts


class _Reversed(NamedTuple):
    """A posted entry, its reverse, the requestID of that, and why it was made."""

    recorded: Recorded
    made: Reversal
    request_id: str
    why: str | None


def _written(
    project: Project, record: Record, each: _Reversed, options: Options, hand: Hand
) -> RunResult:
    """Write a reversal, unless it is only tried."""
    out, format_ = options.out, Qbxml(project.qbxml)
    with spool(None if out is None else ground(out)) as texts:
        booked = texts.add(to_text(_lines(each)).encode())
        row = _row(each, booked, texts.add(format_.reversal(each.made, each.request_id)))
        result = RunResult((row,), (), is_recorded=True)
        if out is None:
            return result
        about = About(project.company, options.target, project.qbxml, {})
        return write(result, about, options, (format_,), texts, RecordKeeper(record, hand))


def _lines(each: _Reversed) -> Iterator[BookedLine]:
    """Yield the lines that were posted, with the sides and memos of their reverse."""
    for line, new in zip(each.recorded.request.lines, each.made.lines, strict=True):
        yield line._replace(side=new.side.value, memo=new.memo)


def _row(each: _Reversed, booked: Slot, text: Slot) -> Row:
    posted, made = each.recorded.request, each.made
    undone = posted.request_id
    count, total = len(made.lines), made.total
    request = Request(
        Kind.REVERSAL, undone, made.ref, made.day, each.request_id, count, total, booked, undone
    )
    note = f"reverses {posted.ref} of {posted.day}: {each.why}"
    store, batch, _, _ = posted.key
    order = ("", 0, 0, batch)
    return Row(
        order,
        Fate.REVERSED,
        store,
        batch,
        made.day,
        (note,),
        posted.batch_digest,
        (request,),
        (text,),
    )
