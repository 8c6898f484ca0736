"""What the tests of the record share: times, made-up requests and files, and a record of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from crossfoot.posting.standing import Kind
from crossfoot.record.kept import BookedLine, Key, NewFile, NewRequest, Run
from crossfoot.record.record import Record

NOW = datetime(2026, 3, 2, 9, 30)
WHO = "ann"
RULES = "rules-1"


def lines(total: int, member: str | None = "Cash") -> tuple[BookedLine, ...]:
    """Return the two lines of an entry."""
    debit = BookedLine(
        "Cash in Bank", "debit", total, "day", None, "rules.gl", 3, "Tender Received", member, "1+2"
    )
    credit = BookedLine(
        "4000 · Sales", "credit", total, None, "East", "rules.gl", 4, "Sales: Total", None, "3"
    )
    return debit, credit


def request(
    request_id: str,
    *,
    store: str = "Main",
    batch: str = "1",
    kind: Kind = Kind.ENTRY,
    reference: str = "",
    undoes: str | None = None,
    file: str = "entries.xml",
    day: date = date(2026, 3, 1),
    member: str | None = "Cash",
) -> NewRequest:
    """Return a request; one that undoes has what it undoes as its reference."""
    return NewRequest(
        Key(store, batch, kind, undoes or reference),
        day,
        f"M{batch}",
        1500,
        request_id,
        f"digest of {batch}",
        file,
        () if undoes else lines(1500, member),
        undoes,
    )


def file(content: str, name: str = "entries.xml") -> NewFile:
    """Return a request file; its message-set ID depends on what it holds."""
    digest = sha256(content.encode()).hexdigest()
    return NewFile(name, digest[:24], digest, content.encode())


def prepare(record: Record, *requests: NewRequest, now: datetime = NOW) -> Run:
    """Record a run of requests in one file."""
    content = " ".join(each.request_id for each in requests)
    return record.prepare(now, WHO, "outbox", RULES, requests, [file(content)])


def opened(root: Path) -> Record:
    """Return a project's record, open to be written to."""
    record = Record.open(root, writable=True)
    assert record is not None
    return record


def ids(recorded: Sequence[NewRequest]) -> list[str]:
    """Return the requestIDs of requests."""
    return [each.request_id for each in recorded]
