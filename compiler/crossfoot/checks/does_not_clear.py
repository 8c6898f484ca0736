"""XF404: an account that is said to clear keeps something of some batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossfoot.checks.support.places import Places
from crossfoot.codes.does_not_clear import DOES_NOT_CLEAR
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.rules import Clears, Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.money import grouped
from crossfoot.proof.linear import Basis
from crossfoot.proof.result import Cleared, Proof
from crossfoot.proof.sides import BOTH

if TYPE_CHECKING:
    from crossfoot.proof.case import Case

_MOST_SHOWN = 4


def does_not_clear(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each `clears` that does not hold, and way in which it does not.

    Where the entry itself is off by the same figures, that is told, and this follows from it.
    """
    met: dict[tuple[Clears, str], tuple[Case, Cleared, Places]] = {}
    for proof in proofs:
        uneven = [each for each in proof.cleared if each.residual]
        case = _case_of(ruleset, proof) if uneven else None
        for each in uneven:
            if case is not None and not _follows(each, case):
                place = (each.clearing.rule, _left(each, proof))
                scope = each.clearing.rule.scope
                places = met.setdefault(place, (case, each, Places(ruleset, scope=scope)))[2]
                places.add(proof.regime, None)
    for case, each, places in met.values():
        yield _finding(case, each, places)


def _case_of(ruleset: Ruleset, proof: Proof) -> Case:
    from crossfoot.proof.case import case_of  # not needed where all accounts clear

    return case_of(ruleset.model, proof)


def _follows(each: Cleared, case: Case) -> bool:
    """Whether the account would clear if the entry balanced."""
    return bool(case.proof.residual) and each.residual in Basis(
        [*case.claims.rows, case.claims.unpinned(case.proof.residual)]
    )


def _left(each: Cleared, proof: Proof) -> str:
    from crossfoot.checks.support.sums import formula

    return formula(each.residual, proof.regime.figures)


def _finding(case: Case, each: Cleared, places: Places) -> Diagnostic:
    account = each.clearing.account
    assert account is not None, "of an account that is not there nothing is proved"
    proof = case.proof
    postings = _postings(account, proof)
    return Diagnostic(
        DOES_NOT_CLEAR,
        f"account `{account.shown}` does not clear: `{_left(each, proof)}` is left in it{places}",
        each.clearing.rule.account.at,
        tuple(Related(rule.at, f"its {side.value}") for rule, side in postings[:_MOST_SHOWN]),
        help=_help(each, case),
        why=_example(each, case),
        stores=places.stores,
        days=places.days,
    )


def _postings(account: Account, proof: Proof) -> list[tuple[Post, Side]]:
    """Return the rules that post to an account, each side once."""
    found: dict[tuple[Post, Side], None] = {}
    for posting in proof.regime.postings:
        for side, at in ((Side.DEBIT, posting.debit), (Side.CREDIT, posting.credit)):
            if at is account:
                found[posting.rule, side] = None
    return list(found)


def _help(each: Cleared, case: Case) -> str:
    """Say what takes it out again, where one change does."""
    from crossfoot.checks.support.retyped import as_rule, full_name
    from crossfoot.proof.unclear import Change, mend_for

    mend = mend_for(case, each)
    if (mend is None or mend.change is Change.ELSEWHERE) and _only_gets(each, case):
        return (
            "nothing leaves this account in a batch: it clears over every batch only where what "
            "takes it out, such as the deposit from the card company, is in the batch and posted, "
            "too; where that comes later, take this `clears` away"
        )
    if mend is None:
        return "post to it what takes this out again, or post elsewhere what brings it in"
    name, side = full_name(mend.amount, mend.member), mend.side.value
    if mend.change is Change.TRANSFER:
        return f"add `{as_rule(mend.amount, mend.member, BOTH)}` with this account as the {side}"
    if mend.change is Change.ELSEWHERE:
        return f"post the {side} of `{name}` to another account"
    return f"post the {side} of `{name}` to this account"


def _only_gets(each: Cleared, case: Case) -> bool:
    """Whether an account is posted to on its debit side alone, as by receipts that come in."""
    account = each.clearing.account
    return account is not None and {side for _, side in _postings(account, case.proof)} == {
        Side.DEBIT
    }


def _example(each: Cleared, case: Case) -> str | None:
    found = each.counterexample
    if found is None:
        return None
    from crossfoot.checks.support.example import given

    return (
        f"on a day with {given(found, case.figures)} it is debited {grouped(found.debits)} "
        f"and credited {grouped(found.credits)}"
    )
