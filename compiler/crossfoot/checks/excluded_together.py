"""XF302: two items are posted that are declared to exclude each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from crossfoot.checks.support.contained import contained
from crossfoot.checks.support.places import Places
from crossfoot.checks.support.retyped import full_name, in_percent
from crossfoot.checks.support.striking import left_out
from crossfoot.checks.support.wording import listed
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Amount, Exclusion
from crossfoot.model.names import subject
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.proof.linear import add, magnitude
from crossfoot.proof.result import Proof

if TYPE_CHECKING:
    from crossfoot.proof.case import Case

_MOST_SHOWN = 3
_IN_BALANCE = (0, 0)


class _Met(NamedTuple):
    """An exclusion that does not hold somewhere: the posts on both sides of it."""

    exclusion: Exclusion
    firsts: dict[Post, None]
    seconds: dict[Post, None]
    places: Places
    proofs: list[Proof]


def excluded_together(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each exclusion of which both sides are posted at one store and day.

    Two items by the same dimension exclude each other member by member.
    """
    found: dict[Exclusion, _Met] = {}
    proof_of = {id(proof.regime): proof for proof in proofs}
    for regime in ruleset.regimes:
        posted = _posted(regime)
        for exclusion in ruleset.model.exclusions:
            first = posted.get(exclusion.first)
            second = posted.get(exclusion.second)
            if first and second:
                _meet(ruleset, regime, exclusion, first, second, found)
                if exclusion in found and id(regime) in proof_of:
                    found[exclusion].proofs.append(proof_of[id(regime)])
    for met in found.values():
        yield _finding(met, ruleset.model)


def _posted(regime: Regime) -> dict[Amount, dict[str | None, Post]]:
    posted: dict[Amount, dict[str | None, Post]] = {}
    for posting in regime.postings:
        posted.setdefault(posting.rule.amount, {})[posting.member] = posting.rule
    return posted


def _meet(
    ruleset: Ruleset,
    regime: Regime,
    exclusion: Exclusion,
    first: dict[str | None, Post],
    second: dict[str | None, Post],
    found: dict[Exclusion, _Met],
) -> None:
    by_member = exclusion.first.dimension is not None and (
        exclusion.first.dimension is exclusion.second.dimension
    )
    shared = [member for member in first if member in second] if by_member else [None]
    for member in shared:
        firsts = [first[member]] if by_member else first.values()
        seconds = [second[member]] if by_member else second.values()
        if exclusion not in found:
            post = next(iter(firsts))
            places = Places(ruleset, post.amount, post.member if by_member else None, post.scope)
            found[exclusion] = _Met(exclusion, {}, {}, places, [])
        met = found[exclusion]
        met.firsts.update(dict.fromkeys(firsts))
        met.seconds.update(dict.fromkeys(seconds))
        met.places.add(regime, member)


def _finding(met: _Met, model: Model) -> Diagnostic:
    one, other = met.exclusion.first, met.exclusion.second
    firsts, seconds = _in_order(met.firsts), _in_order(met.seconds)
    without = _without_each(firsts, seconds, met.proofs, model)
    needless = _needless(firsts, seconds, without)
    gone = needless or _total(firsts, seconds, without)
    return Diagnostic(
        EXCLUDED_TOGETHER,
        f"`{one.name}` and `{other.name}` post the same money{met.places}",
        firsts[0].at,
        (
            *(Related(post.at, f"`{other.name}` is posted here") for post in seconds[:_MOST_SHOWN]),
            Related(met.exclusion.at, "they are declared to exclude each other here"),
        ),
        why=_why(one, other),
        help=_help(needless),
        fix=left_out(gone) if gone else None,
        about=(*subject(one.name), *subject(other.name)),
        stores=met.places.stores,
        days=met.places.days,
    )


def _why(one: Amount, other: Amount) -> str:
    """Say how one of the two holds the other, and what of it would stand twice."""
    from crossfoot.checks.support.shares import part_of  # not needed where all is well

    for share, whole in ((one, other), (other, one)):
        part = part_of(share, whole)
        if part is not None:
            of = "the sum of " if share.dimension is not whole.dimension else ""
            said = f"`{share.name}` is {in_percent(magnitude(part))} of {of}`{whole.name}`"
            return f"{said}, so that much of the money would be booked twice"
    return f"{contained(one, other)}, so the money would be booked twice"


def _help(needless: Sequence[Post]) -> str:
    """Say which of the two to leave out, where that is known."""
    if not needless:
        return "keep one of the two"
    return f"leave out {listed(full_name(post.amount, post.member) for post in needless)}"


_Without: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""How far from balance the entry would be without the one, and without the other."""


def _without_each(
    firsts: Sequence[Post], seconds: Sequence[Post], proofs: Sequence[Proof], model: Model
) -> _Without | None:
    if not proofs:
        return None
    from crossfoot.proof.case import case_of  # not needed where all is well

    case = case_of(model, proofs[0])
    return _without(firsts, case), _without(seconds, case)


def _needless(
    firsts: Sequence[Post], seconds: Sequence[Post], without: _Without | None
) -> Sequence[Post]:
    """Return those to leave out, where the entry balances only without the one; else none."""
    if without is None or without[0] == without[1]:
        return ()
    return firsts if without[0] < without[1] else seconds


def _total(
    firsts: Sequence[Post], seconds: Sequence[Post], without: _Without | None
) -> Sequence[Post]:
    """Return the posts of the total, where the entry balances without it and without its parts."""
    if without != (_IN_BALANCE, _IN_BALANCE):
        return ()
    totals = [posts for posts in (firsts, seconds) if posts[0].amount.dimension is None]
    return totals[0] if len(totals) == 1 else ()


def _without(posts: Collection[Post], case: Case) -> tuple[int, int]:
    """Return how far from balance the entry would be without some rules."""
    net = dict(case.proof.net)
    for booking in case.bookings:
        if booking.rule in posts:
            add(net, booking.amount, -booking.weight)
    return case.distance(net)


def _in_order(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: post.order)
