"""XF510: an amount further from zero than the rules expect."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.checks.support.wording import called
from crossfoot.codes.over_short_beyond_limit import OVER_SHORT_BEYOND_LIMIT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.names import subject
from crossfoot.money import grouped
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.facts import Facts, Watched


def over_short_beyond_limit(batch: Batch, facts: Facts) -> Iterator[Diagnostic]:
    """Yield a finding for each amount that an `expect` bounds and that is beyond the bound."""
    for each, amount in zip(facts.watched, facts.watched_amounts(batch.cents), strict=True):
        if abs(amount) > each.expectation.within:
            yield _beyond(batch, each, amount)


def _beyond(batch: Batch, each: Watched, amount: int) -> Diagnostic:
    expected = each.expectation
    reported = [index for index in each.vector if batch.figures.is_reported(index)]
    largest = max(reported, key=lambda index: (abs(batch.cents[index]), -index))
    return Diagnostic(
        OVER_SHORT_BEYOND_LIMIT,
        f"{called(expected.amount.name, each.member)} is {grouped(amount)}, "
        f"beyond the {grouped(expected.within)} that the rules expect",
        batch.place(largest),
        (Related(expected.at, "this says what to expect"),),
        about=subject(expected.amount.name, each.member),
        stores=(batch.store.name,),
        days=(batch.day, batch.day),
    )
