"""XF401 by name: a member that stands for what a measure of its own reports too.

A store account is no way to pay that is counted in a drawer: `Store Account: Paid On` reports
it. A register may list it among the tenders all the same, and then it is charged twice. No
formula shows that, but the names do.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.wording import called
from crossfoot.codes.double_posting import DOUBLE_POSTING
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Dimension
from crossfoot.model.names import key, subject
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Posting, Ruleset
from crossfoot.model.stores import Member
from crossfoot.proof.bookings import weight
from crossfoot.proof.claims import claims_of
from crossfoot.proof.result import Proof


def same_money(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each measure that a counted member repeats, both posted as debits."""
    counted = {each.counted.dimension for each in ruleset.model.corrections}
    met: dict[tuple[Post, str], tuple[Posting, Member, Places]] = {}
    for proof in proofs:
        for posting, member, also in _repeated(ruleset, proof, counted):
            place = (posting.rule, key(member.name))
            if place not in met:
                places = Places(ruleset)
                met[place] = also, member, places
            met[place][2].add(proof.regime, None)
    for (rule, _), (also, member, places) in met.items():
        yield _finding(rule, also, member, places)


def _repeated(
    ruleset: Ruleset, proof: Proof, counted: set[Dimension | None]
) -> Iterator[tuple[Posting, Member, Posting]]:
    """Yield a posting of a single measure, the member that repeats it, and what posts that."""
    members = {
        key(member.name): member
        for dimension in counted
        if dimension is not None
        for member in proof.regime.stores[0].members.get(key(dimension.name), ())
    }
    named = [
        (posting, members[prefix])
        for posting in proof.regime.postings
        if posting.rule.amount.measure is not None and weight(posting.rule) > 0
        for prefix in [key(posting.rule.amount.name.partition(": ")[0])]
        if prefix in members and posting.rule.amount.dimension is None
    ]
    if not named:
        return
    pinned = claims_of(ruleset.model, proof.regime).pinned
    for posting, member in named:
        for also in _posted_as(member, proof, counted, pinned):
            yield posting, member, also
            break


def _posted_as(
    member: Member, proof: Proof, counted: set[Dimension | None], pinned: Container[int]
) -> Iterator[Posting]:
    """Yield what debits a member of a counted dimension with money that can be there."""
    figures = proof.regime.figures
    for posting in proof.regime.postings:
        amount = posting.rule.amount
        is_it = amount.dimension in counted and key(posting.member or "") == key(member.name)
        if is_it and weight(posting.rule) > 0:
            vector = figures.vector(amount.formula, posting.member)
            if any(index not in pinned for index in vector):
                yield posting


def _finding(rule: Post, also: Posting, member: Member, places: Places) -> Diagnostic:
    repeated = called(also.rule.amount.name, member.name)
    return Diagnostic(
        DOUBLE_POSTING,
        f"`{rule.amount.name}` and {repeated} post the same money{places}",
        rule.at,
        (
            Related(also.rule.at, f"{repeated} is posted here"),
            Related(member.at, f"`{member.name}` is listed here"),
        ),
        why=f"`{rule.amount.name}` reports what is put on `{member.name}`, and nothing of it is "
        "ever counted in a drawer",
        help=f"take `{member.name}` off this list in the project file",
        about=(*subject(rule.amount.name), *subject(also.rule.amount.name, member.name)),
        stores=places.stores,
        days=places.days,
    )
