"""The requests of one batch while they are gathered: their texts, and what is kept of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from crossfoot.model.amounts import Side
from crossfoot.plan import Bill, Entry
from crossfoot.posting.batch import Batch
from crossfoot.posting.booked import BookedLine, KeptBookings, to_text
from crossfoot.posting.bookings import Bookings
from crossfoot.posting.standing import Kind, Standing
from crossfoot.targets.digests import bill_request_id, request_id, undo_request_id
from crossfoot.targets.format import Exchange, Format, Undo
from crossfoot.targets.outcome import Request
from crossfoot.targets.spool import Slot, Spool

_NOT_KEPT: Slot = 0


class Drawer:
    """Renders requests in every format. `keeps` tells whether their lines go into the record."""

    def __init__(
        self, company: str, formats: Sequence[Format], spool: Spool, *, keeps: bool
    ) -> None:
        self._company = company
        self._formats = formats
        self._spool = spool
        self._keeps = keeps
        self._bookings = Bookings()
        self._texts: list[list[bytes]] = [[] for _ in formats]
        self._requests: list[Request] = []

    def add_entry(self, entry: Entry, batch: Batch, attempt: int) -> None:
        """Add the request for the entry of a batch."""
        number = request_id(self._company, entry, attempt)
        self._take(each.entry(entry, number) for each in self._formats)
        booked = _NOT_KEPT
        if self._keeps:
            booked = self._spool.add(self._bookings.text(entry.lines, batch))
        self._requests.append(
            Request(
                Kind.ENTRY, "", entry.ref, entry.day, number, len(entry.lines), entry.total, booked
            )
        )

    def add_bill(self, bill: Bill, attempt: int) -> None:
        """Add the request for a bill."""
        said = bill.said
        number = bill_request_id(self._company, said, attempt)
        self._take(_exchanged(each, lambda to: to.bill(bill, number)) for each in self._formats)
        booked = self._keep([_booked_bill(bill)])
        self._requests.append(
            Request(Kind.BILL, said.ref, said.ref, said.day, number, 1, said.cents, booked)
        )

    def add_undo(self, of: Kind, standing: Standing, kind: Kind, attempt: int) -> None:
        """Add the request that voids, or deletes, what is posted, by its TxnID."""
        undone = standing.request_id
        # An equal entry may be posted under another TxnID, where an older record was put back.
        number = undo_request_id(kind, f"{undone} {standing.txn_id}", attempt)
        undo = Undo(of, standing.txn_id or "", kind is Kind.DELETE)
        self._take(_exchanged(each, lambda to: to.undo(undo, number)) for each in self._formats)
        self._requests.append(
            Request(kind, undone, standing.ref, standing.day, number, 0, 0, self._keep(()), undone)
        )

    @property
    def bookings(self) -> KeptBookings:
        """What the entries so far book, where their lines go into the record."""
        return self._bookings.kept()

    @property
    def is_filled(self) -> bool:
        """Whether something was added since it was emptied."""
        return bool(self._requests)

    def emptied(self) -> tuple[tuple[Request, ...], tuple[Slot, ...]]:
        """Return what was added since the last time, and where its texts lie, one a format."""
        if not self._requests:
            return (), ()
        requests = tuple(self._requests)
        slots = tuple(self._spool.add(b"".join(texts)) for texts in self._texts)
        self._requests.clear()
        for texts in self._texts:
            texts.clear()
        return requests, slots

    def _take(self, texts: Iterable[bytes]) -> None:
        for kept, text in zip(self._texts, texts, strict=True):
            kept.append(text)

    def _keep(self, lines: Iterable[BookedLine]) -> Slot:
        return self._spool.add(to_text(lines).encode()) if self._keeps else _NOT_KEPT


def _exchanged(format_: Format, text: Callable[[Exchange], bytes]) -> bytes:
    """Return a request where a program takes it; nothing for a journal, which has entries alone."""
    return text(format_) if isinstance(format_, Exchange) else b""


def _booked_bill(bill: Bill) -> BookedLine:
    said = bill.said
    at = said.rule.at
    return BookedLine(
        said.account.name,
        Side.DEBIT.value,
        said.cents,
        said.memo,
        said.klass,
        at.source.path,
        at.first.line,
        f"purchase order {said.ref}",
        said.vendor,
        said.terms or "",
    )
