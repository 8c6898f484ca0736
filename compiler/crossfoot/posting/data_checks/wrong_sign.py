"""XF504: a figure with a sign that it cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.codes.wrong_sign import WRONG_SIGN
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.amounts import Sign
from crossfoot.money import dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.facts import Facts


def wrong_sign(batch: Batch, facts: Facts) -> Iterator[Diagnostic]:
    """Yield a finding for each figure that lies on the wrong side of zero."""
    for index in wrongly_signed(batch, facts):
        if batch.cents[index] > 0:
            yield _positive(batch, index)
        else:
            yield _negative(batch, index)


def wrongly_signed(batch: Batch, facts: Facts) -> Iterator[int]:
    """Yield the figures that lie on the wrong side of zero."""
    cents = batch.cents
    for signed in facts.signed:
        own = cents[signed.first : signed.end]
        sign = -1 if signed.measure.sign is Sign.NEVER_POSITIVE else 1
        if (max(own) > 0) if sign < 0 else (min(own) < 0):
            for index, amount in enumerate(own, signed.first):
                if amount * sign < 0:
                    yield index


def _positive(batch: Batch, index: int) -> Diagnostic:
    figure = batch.figures.all[index]
    amount = batch.cents[index]
    same = (each.index for each in batch.figures.all if each.measure is figure.measure)
    is_mixed = any(batch.cents[other] < 0 for other in same)
    return Diagnostic(
        WRONG_SIGN,
        f"`{figure.label}` is {dollars(amount)}, and `{figure.measure.name}` is never positive"
        + (": this batch mixes both signs" if is_mixed else ""),
        batch.place(index),
        help=f"write `{dollars(-amount)}` if money left the drawer",
        why="money that leaves the drawer is negative in a batch",
    )


def _negative(batch: Batch, index: int) -> Diagnostic:
    figure = batch.figures.all[index]
    amount = batch.cents[index]
    return Diagnostic(
        WRONG_SIGN,
        f"`{figure.label}` is {dollars(amount)}, and `{figure.measure.name}` is never negative",
        batch.place(index),
        help=f"write `{dollars(-amount)}` if it is a size that was given a sign",
    )
