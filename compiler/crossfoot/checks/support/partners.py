"""Why a rule takes the side it takes: what other rules post of the same amount."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.checks.support.wording import listed
from crossfoot.model.amounts import Amount
from crossfoot.model.rules import Post
from crossfoot.proof.case import Case
from crossfoot.proof.repair import Repair
from crossfoot.proof.sides import Sides


@dataclass(frozen=True, slots=True)
class Partners:
    """The rules that decide on which sides another belongs, and in words how."""

    rules: tuple[tuple[Post, str], ...]
    reason: str


_NONE = Partners((), "")


def partners(repair: Repair, way: Sides, case: Case) -> Partners:
    """Return why an amount is to be posted in a way, by what else is posted of the same money.

    An item that is posted whole holds it already, so it can only be moved; where the item's
    parts are posted in its place, it is one of them.
    """
    for whole in _wholes(repair, case):
        holding = _posting(whole, repair, case)
        if holding is not None and len(way) == 2:
            return Partners(
                ((holding, f"`{whole.name}` holds it already"),),
                f": `{whole.name}` holds it already, so it is only moved on",
            )
        parts = _parts(whole, repair, case)
        if holding is None and parts and len(way) == 1:
            names = listed(part.name for part in parts)
            return Partners(
                tuple((rule, "this is posted on one side") for rule in parts.values()),
                f": with {names} posted in place of `{whole.name}`, it stands on that side alone",
            )
    return _NONE


def _wholes(repair: Repair, case: Case) -> list[Amount]:
    """Return the items that the repaired amount is a part of, the smallest first."""
    items = dict.fromkeys(taken.amount for taken in case.model.taken)
    wholes = (item for item in items if _is_part(repair.amount, item))
    own = repair.amount.dimension
    return sorted(wholes, key=lambda item: (len(item.measures), item.dimension is not own))


def _is_part(amount: Amount, whole: Amount) -> bool:
    """Whether an amount is of some of the measures of another, or the company's own share of it."""
    if amount.from_model:
        return amount.measures < whole.measures
    return whole.from_model and amount.measures <= whole.measures


def _posting(whole: Amount, repair: Repair, case: Case) -> Post | None:
    """Return the rule that posts, on one side, the whole of what is to be repaired."""
    for booking in case.bookings:
        is_it = booking.rule.amount is whole and booking.weight
        if is_it and not repair.clears.keys().isdisjoint(booking.amount):
            return booking.rule
    return None


def _parts(whole: Amount, repair: Repair, case: Case) -> dict[Amount, Post]:
    """Return the other parts of a whole that are posted on one side, for the same members."""
    members = {case.figures.all[index].member for index in repair.clears}
    parts: dict[Amount, Post] = {}
    for booking in case.bookings:
        amount = booking.rule.amount
        is_other = booking.weight and amount is not repair.amount
        is_of_them = any(case.figures.all[at].member in members for at in booking.amount)
        if is_other and is_of_them and _is_part(amount, whole):
            parts.setdefault(amount, booking.rule)
    return parts
