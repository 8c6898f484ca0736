"""XF208: over and short is posted to cash, which hides every shortage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crossfoot.checks.support.corrections import correcting
from crossfoot.checks.support.expected import Booked, Unexpected, booked, gathered
from crossfoot.checks.support.wording import listed
from crossfoot.codes.cash_hides_shortage import CASH_HIDES_SHORTAGE
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Correction, Measure
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof

CASH = ("Bank", "OtherCurrentAsset")


def cash_hides_shortage(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted cash account that a correction of a count is posted to."""
    corrections = correcting(ruleset)
    hidden = (each for each in booked(ruleset) if hides_shortage(each, corrections))
    for found in gathered(ruleset, hidden):
        correction = corrections[found.first.post.amount.measures]
        yield _finding(found, correction)


def hides_shortage(each: Booked, corrections: Mapping[frozenset[Measure], Correction]) -> bool:
    """Whether a booking turns a count back into what should have been there."""
    is_cash = each.account.type in CASH and not each.is_wrong_side
    return is_cash and each.post.amount.measures in corrections


def _finding(found: Unexpected, correction: Correction) -> Diagnostic:
    accounts = listed(account.shown for account in found.accounts)
    counted = correction.counted.name
    return Diagnostic(
        CASH_HIDES_SHORTAGE,
        f"{found.called} is posted to {accounts}, so no shortage will ever show{found.where}",
        found.first.use.template.at,
        (Related(correction.at, f"it corrects the count `{counted}`"),),
        why="the account then always holds what should have been in the drawer, not what was",
        help="post it to an income or expense account of its own, such as `Cash Over/Short`",
        about=found.about,
        stores=found.stores,
    )
