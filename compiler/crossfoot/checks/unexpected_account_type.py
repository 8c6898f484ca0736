"""XF203: a rule posts an item to an account of a type that it does not usually take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.cash_hides_shortage import hides_shortage
from crossfoot.checks.support.accounts import Fault, faults
from crossfoot.checks.support.corrections import correcting
from crossfoot.checks.support.expected import Booked, Unexpected, booked, gathered, type_names
from crossfoot.codes.unexpected_account_type import UNEXPECTED_ACCOUNT_TYPE
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.rules import Differences, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof

_SEEN = ("Income", "OtherIncome", "Expense", "OtherExpense")
"""The types of accounts that show what batches are off by."""

_REFUSED_ANYWAY = ("AccountsReceivable", "AccountsPayable", "NonPosting")


def unexpected_account_type(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account that the item's `takes` does not list.

    What batches are off by belongs to income or expenses, where it is seen.
    A side that takes nothing is XF207, cash for a shortage XF208, and types that no rule may
    post to have codes of their own.
    """
    corrections = correcting(ruleset)
    wrong = (
        each
        for each in booked(ruleset)
        if _is_wrong(each) and not hides_shortage(each, corrections)
    )
    for found in gathered(ruleset, wrong):
        yield _finding(found)
    for fault in faults(ruleset, _hides_differences):
        yield _of_differences(fault)


def _hides_differences(use: Use) -> bool:
    """Whether what batches are off by goes where nobody would see it."""
    if not isinstance(use.rule, Differences) or use.account is None:
        return False
    return use.account.type not in (*_SEEN, *_REFUSED_ANYWAY)


def _of_differences(fault: Fault) -> Diagnostic:
    types = " or ".join(ACCOUNT_TYPES[each] for each in _SEEN)
    return Diagnostic(
        UNEXPECTED_ACCOUNT_TYPE,
        f"{fault.named} of type {fault.accounts[0].type_name}; differences take {types}"
        f"{fault.where}",
        fault.template.at,
        fault.in_chart("its type"),
        why="what batches are off by is to be seen; in another account it would be taken for money",
        help=f"book it to an account of type {types}",
        about=fault.about,
        stores=fault.stores,
    )


def _is_wrong(each: Booked) -> bool:
    return each.is_wrong_type and each.account.type not in _REFUSED_ANYWAY


def _finding(found: Unexpected) -> Diagnostic:
    first = found.first
    taken = first.sides[first.side]
    types = list(dict.fromkeys(account.type_name for account in found.accounts))
    side = first.side.value
    return Diagnostic(
        UNEXPECTED_ACCOUNT_TYPE,
        f"{found.fault.named} of type {' and '.join(types)}; "
        f"a {side} of {found.called} takes {type_names(taken)}{found.where}",
        first.use.template.at,
        (Related(taken.at, "what it takes is said here"),),
        help=f"post it to an account of type {type_names(taken)}, or, if it is meant, write "
        f"`{_meant(found, f'{side} {types[0]}')}`",
        about=found.about,
        stores=found.stores,
    )


def _meant(found: Unexpected, side_and_type: str) -> str:
    """Return the line that says so: only a member can take other accounts than its family."""
    amount, member = found.first.post.amount, found.only
    if member is None:
        return f'allow XF203 on {amount.name} because "…"'
    return f"{amount.name}: {member} takes {side_and_type}"
