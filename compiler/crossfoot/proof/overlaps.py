"""Money that two postings bring to the same end: double posting (XF401)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from crossfoot.model.amounts import Number, Side
from crossfoot.model.chart import Account
from crossfoot.model.figures import Vector
from crossfoot.proof.bookings import Booking, is_transfer
from crossfoot.proof.linear import magnitude
from crossfoot.proof.result import Overlap

Brought = tuple[int, Number]
"""A booking by its number, and how often it brings a figure."""


def overlaps_of(
    bookings: Sequence[Booking], net: Vector, pinned: Collection[int]
) -> tuple[Overlap, ...]:
    """Return the double postings, the figures that the same postings share together.

    One-sided postings: a figure that is in the net at least twice, brought there by two or
    more of the net's sign. Opposite signs are a correction, parts of a figure a split; figures
    that are 0 anyway are no harm.
    """
    found = [
        *_grouped(_in_net(bookings, net, pinned), bookings, False),
        *_grouped(_in_transfers(bookings, pinned), bookings, True),
    ]
    return tuple(found)


def _in_net(
    bookings: Sequence[Booking], net: Vector, pinned: Collection[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    heavy = {index for index, value in net.items() if magnitude(value) >= 2 and index not in pinned}
    bringing: dict[int, list[int]] = {}
    for number, booking in enumerate(bookings if heavy else ()):
        if booking.weight:
            for index in booking.amount.keys() & heavy:
                if (booking.amount[index] * booking.weight > 0) == (net[index] > 0):
                    bringing.setdefault(index, []).append(number)
    for index in sorted(bringing):
        if len(bringing[index]) > 1:
            yield index, tuple(bringing[index])


def _in_transfers(
    bookings: Sequence[Booking], pinned: Collection[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield figures that transfers bring twice to the same side of the same account.

    A chain of transfers is a journey: each account is debited once and credited once.
    """
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for numbers in _by_end(bookings).values():
        for index, brought in sorted(_brought(numbers, bookings, pinned).items()):
            for positive in (True, False):
                same = [(at, value) for at, value in brought if (value > 0) == positive]
                found = (index, tuple(at for at, _ in same))
                if _is_double(same) and found not in seen:
                    seen.add(found)
                    yield found


def _is_double(brought: Sequence[Brought]) -> bool:
    return len(brought) > 1 and sum(magnitude(value) for _, value in brought) >= 2


def _by_end(bookings: Sequence[Booking]) -> Mapping[tuple[Account, Side], list[int]]:
    """Return the transfers that reach each side of each account, where they are several."""
    ends: dict[tuple[Account, Side], list[int]] = {}
    for number, booking in enumerate(bookings):
        if is_transfer(booking.rule):
            for account, side in (
                (booking.posting.debit, Side.DEBIT),
                (booking.posting.credit, Side.CREDIT),
            ):
                if account is not None:
                    ends.setdefault((account, side), []).append(number)
    return {end: numbers for end, numbers in ends.items() if len(numbers) > 1}


def _brought(
    numbers: Iterable[int], bookings: Sequence[Booking], pinned: Collection[int]
) -> dict[int, list[Brought]]:
    brought: dict[int, list[Brought]] = {}
    for number in numbers:
        for index, value in bookings[number].amount.items():
            if index not in pinned:
                brought.setdefault(index, []).append((number, value))
    return {index: several for index, several in brought.items() if len(several) > 1}


def _grouped(
    found: Iterable[tuple[int, tuple[int, ...]]], bookings: Sequence[Booking], by_transfer: bool
) -> Iterator[Overlap]:
    together: dict[tuple[int, ...], list[int]] = {}
    for index, numbers in found:
        together.setdefault(numbers, []).append(index)
    for numbers, figures in together.items():
        postings = tuple(bookings[number].posting for number in numbers)
        yield Overlap(tuple(figures), postings, by_transfer)
