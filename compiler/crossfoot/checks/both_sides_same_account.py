"""XF306: a rule debits and credits the same account, so nothing is booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.wording import called
from crossfoot.codes.both_sides_same_account import BOTH_SIDES_SAME_ACCOUNT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.chart import Account
from crossfoot.model.names import account_subject, subject
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def both_sides_same_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each rule and account on both of its sides."""
    found: dict[tuple[Post, Account], Places] = {}
    for regime in ruleset.regimes:
        for posting in regime.postings:
            account, post = posting.debit, posting.rule
            if account is not None and account is posting.credit:
                place = (post, account)
                if place not in found:
                    found[place] = Places(ruleset, post.amount, post.member, post.scope)
                found[place].add(regime, posting.member)
    for (post, account), places in found.items():
        yield from _finding(post, account, places)


def _finding(post: Post, account: Account, places: Places) -> Iterator[Diagnostic]:
    if post.debit is None or post.credit is None:
        return
    name = called(post.amount.name, post.member)
    member = post.member or (places.members[0] if len(places.members) == 1 else None)
    yield Diagnostic(
        BOTH_SIDES_SAME_ACCOUNT,
        f"{name} is debited and credited to the same account `{account.shown}`{places}",
        post.credit.at,
        (Related(post.debit.at, "the debit side"),),
        why="the two lines cancel each other, and nothing is booked",
        help="name another account on one side, or `skip` the amount",
        about=(*subject(post.amount.name, member), account_subject(account.name)),
        stores=places.stores,
        days=places.days,
    )
