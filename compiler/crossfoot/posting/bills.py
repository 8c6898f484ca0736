"""The bills of a batch: what its closed purchase orders come to by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crossfoot.model.chart import Account
from crossfoot.model.rules import Bills
from crossfoot.model.stores import Store
from crossfoot.posting.batch import Batch, PurchaseOrder
from crossfoot.posting.legs import Legs
from crossfoot.source import Span

STANDARD = "standard"
"""The kind of purchase order that a vendor is paid for; transfers go from store to store."""


class DraftBill(NamedTuple):
    """One purchase order as a bill: one expense line, and what is owed for it in `cents`.

    Its number becomes the reference, its supplier the vendor, the day it was made the bill's day.
    `batch` is the number of the batch that it closed in, `at` where the order stands.
    """

    store: Store
    batch: str
    ref: str
    vendor: str
    day: date
    terms: str | None
    account: Account
    cents: int
    memo: str
    klass: str | None
    rule: Bills
    at: Span


def bills_of(batch: Batch, legs: Legs) -> tuple[DraftBill, ...]:
    """Return the bills of a batch, in the order of its purchase orders; none without `bills to`."""
    return tuple(_bills(batch, legs))


def _bills(batch: Batch, legs: Legs) -> Iterator[DraftBill]:
    place = legs.bills
    if place is None:
        return
    texts = legs.texts_for(batch.number, batch.day)
    memo = texts[place.memo] or f"batch {batch.number} of {batch.store.name}"
    for order in wanted(batch):
        yield DraftBill(
            batch.store,
            batch.number,
            order.number,
            order.supplier,
            order.created,
            order.terms,
            place.account,
            order.total,
            memo,
            texts[place.klass],
            place.rule,
            order.at,
        )


def wanted(batch: Batch) -> Iterator[PurchaseOrder]:
    """Yield the purchase orders that a vendor is owed something for, or owes something."""
    return (order for order in batch.orders if order.kind == STANDARD and order.total)
