"""A small company's record: entries and bills of two stores, at every stage of their way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from crossfoot.posting.standing import Kind, State
from crossfoot.record.kept import BookedLine, Change, Key, NewFile, NewRequest, Run
from crossfoot.record.record import Record

NOW = datetime(2026, 3, 2, 9, 30)
WHO = "ann"
RECEIVED = "Closing 812.40 - Opening 100.00 - Dropped -300.00 - Paid 0.00 = 1,012.40"


def opened(root: Path) -> Record:
    """Return a project's record, open to be written to."""
    record = Record.open(root, writable=True)
    assert record is not None
    return record


def lines(cents: int = 101_240, memo: str | None = "Batch 1043") -> tuple[BookedLine, ...]:
    """Return the three lines of an entry: cash, and the sales of two departments."""
    food = cents * 3 // 4
    return (
        BookedLine("Undeposited Funds", "debit", cents, memo, None, "rules.gl", 12,
                   "Tender Received", "Cash", RECEIVED),
        BookedLine("Sales:Food", "credit", food, memo, None, "rules.gl", 31,
                   "Dept Sales", "Food", "759.30 as reported"),
        BookedLine("Sales:Toys", "credit", cents - food, memo, None, "rules.gl", 31,
                   "Dept Sales", "Toys", "253.10 as reported"),
    )  # fmt: skip


def entry(
    batch: str,
    day: date = date(2026, 3, 1),
    store: str = "Main Street",
    booked: Sequence[BookedLine] | None = None,
    attempt: int = 0,
    digest: str | None = None,
) -> NewRequest:
    """Return the request for a batch's entry."""
    all_lines = tuple(lines(memo=f"Batch {batch}") if booked is None else booked)
    total = sum(line.cents for line in all_lines if line.side == "debit")
    return NewRequest(
        Key(store, batch, Kind.ENTRY),
        day,
        f"{store[0]}{batch}",
        total,
        f"entry-{store[0]}-{batch}-{attempt}",
        digest or f"digest of {batch}",
        "post-1.xml",
        all_lines,
    )


def bill(
    number: str,
    batch: str = "1043",
    day: date = date(2026, 2, 20),
    store: str = "Main Street",
    vendor: str = "Acme Foods",
    terms: str = "Net 30",
    cents: int = 48_000,
) -> NewRequest:
    """Return the request for the bill of a purchase order."""
    line = BookedLine(
        "Inventory Asset", "debit", cents, f"batch {batch} of {store}", None, "rules.gl", 55,
        f"purchase order {number}", vendor, terms,
    )  # fmt: skip
    return NewRequest(
        Key(store, batch, Kind.BILL, number),
        day,
        number,
        cents,
        f"bill-{number}",
        f"digest of {batch}",
        "post-1.xml",
        (line,),
    )


def undoing(
    of: NewRequest, kind: Kind, why: str | None = None, day: date | None = None
) -> NewRequest:
    """Return the request that voids, deletes or reverses another."""
    is_reversal = kind is Kind.REVERSAL
    sides = {"debit": "credit", "credit": "debit"}
    return NewRequest(
        Key(of.key.store, of.key.batch, kind, of.request_id),
        day or of.day,
        f"{of.ref}R" if is_reversal else of.ref,
        of.total if is_reversal else 0,
        f"{kind.value}-{of.request_id}",
        of.batch_digest,
        "post-1.xml",
        tuple(line._replace(side=sides[line.side], memo=f"reverses {of.ref}") for line in of.lines)
        if is_reversal
        else (),
        of.request_id,
        why,
    )


def prepare(record: Record, *requests: NewRequest, now: datetime = NOW, out: str = "out") -> Run:
    """Record a run of requests in one file."""
    content = " ".join(each.request_id for each in requests).encode()
    digest = sha256(content).hexdigest()
    file = NewFile("post-1.xml", digest[:24], digest, content)
    return record.prepare(now, WHO, out, "rules", requests, [file])


def post(record: Record, *requests: NewRequest, now: datetime = NOW) -> Run:
    """Record a run that QuickBooks has confirmed."""
    run = prepare(record, *requests, now=now)
    answer(record, *requests, now=now)
    return run


def answer(record: Record, *requests: NewRequest, now: datetime = NOW) -> None:
    """Record that QuickBooks has booked requests."""
    changes = [
        Change(each.request_id, State.POSTED, f"T-{each.request_id}", "1") for each in requests
    ]
    record.answered(now, WHO, changes)


def refuse(record: Record, said: str, *requests: NewRequest, now: datetime = NOW) -> None:
    """Record that QuickBooks has refused requests."""
    changes = [Change(each.request_id, State.REFUSED, said=said) for each in requests]
    record.answered(now, WHO, changes)


def fill(record: Record) -> None:
    """Fill a record with one of everything.

    Posted, voided and posted anew, reversed, refused, sent, prepared; two bills, one of them sent.
    """
    first, second, third = entry("1042", date(2026, 2, 28)), entry("1043"), entry("1044")
    post(record, first, second, bill("PO-771"))
    void = undoing(second, Kind.VOID, "closing count corrected")
    anew = entry("1043", booked=lines(101_000), attempt=1)
    post(record, void, anew)
    post(record, third)
    reversal = undoing(third, Kind.REVERSAL, "period closed", date(2026, 4, 2))
    post(record, reversal)
    refused = entry("1045", date(2026, 3, 2))
    prepare(record, refused)
    refuse(record, "3140, There is an invalid reference to QuickBooks Account", refused)
    sent = prepare(
        record, entry("7", date(2026, 3, 2), "West Street"), bill("PO-9", "7", store="West Street")
    )
    record.sent(NOW, WHO, sent.number)
    prepare(record, entry("8", date(2026, 3, 3), "West Street"))
