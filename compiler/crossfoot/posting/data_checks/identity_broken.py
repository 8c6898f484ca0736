"""XF502: figures that do not keep what the rules rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.wording import listed
from crossfoot.codes.identity_broken import IDENTITY_BROKEN
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Amount, Identity
from crossfoot.model.names import key
from crossfoot.model.rules import Differences, Never
from crossfoot.money import grouped
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.facts import Facts
from crossfoot.posting.data_checks.wrong_sign import wrongly_signed
from crossfoot.posting.forms import compiled
from crossfoot.proof.bookings import bookings_of, net_of
from crossfoot.proof.claims import says_zero
from crossfoot.proof.result import Claim


def identity_broken(batch: Batch, facts: Facts) -> Iterator[Diagnostic]:
    """Yield a finding for each identity and each `never` that a batch does not keep.

    An identity may be missed by as much as a `differences` rule takes; the entry may be off by
    no more than that, either. Of rules that do not balance anyhow, only the figures are told.
    """
    misses = facts.misses(batch.cents)
    found = list(_missed(batch, facts, misses)) if any(misses) else []
    yield from found
    if not found and facts.tolerance is not None and not facts.is_refuted:
        yield from _off(batch, facts, facts.tolerance)
        yield from _kept(batch, facts, facts.tolerance)


def _kept(batch: Batch, facts: Facts, differences: Differences) -> Iterator[Diagnostic]:
    """Yield the accounts that would not clear, since the batch is off by something."""
    for clearing, amount in zip(facts.cleared, facts.kept(batch.cents), strict=True):
        if amount and clearing.account is not None:
            yield Diagnostic(
                IDENTITY_BROKEN,
                f"batch {batch.number} of `{batch.store.name}`: {grouped(abs(amount))} would stay "
                f"in `{clearing.rule.account.at.text[1:-1]}`, which is said to clear",
                batch.at,
                (
                    Related(clearing.rule.at, "it is said here"),
                    Related(differences.at, "what a batch is off by is booked"),
                ),
                help="compare the figures of the batch with the register",
            )


def _off(batch: Batch, facts: Facts, differences: Differences) -> Iterator[Diagnostic]:
    (net,) = facts.net(batch.cents)
    if abs(net) > differences.limit:
        yield Diagnostic(
            IDENTITY_BROKEN,
            f"batch {batch.number} of `{batch.store.name}`: debits and credits are "
            f"{grouped(abs(net))} apart{_of_rounding(batch, facts, net)}, and differences are "
            f"booked up to {grouped(differences.limit)}",
            batch.at,
            (Related(differences.at, "the limit is set here"),),
            help="compare the figures of the batch with the register",
        )


def _of_rounding(batch: Batch, facts: Facts, net: int) -> str:
    """Say how much of what a batch is off by is rounding, and how much its figures."""
    figures = batch.figures
    vector = net_of(bookings_of(facts.period.regime))
    own = sum(n * batch.cents[at] for at, n in vector.items() if figures.is_reported(at))
    if own == net or own != int(own):
        return ""
    sign = 1 if net > 0 else -1
    by_figures, by_rounding = sign * int(own), sign * (net - int(own))
    return f" ({grouped(by_figures)} by its figures, {grouped(by_rounding)} by rounding)"


def _missed(batch: Batch, facts: Facts, misses: Sequence[int]) -> Iterator[Diagnostic]:
    limit = facts.tolerance.limit if facts.tolerance else 0
    mended = facts.misses(_turned(batch, facts))
    for claim, miss, rest in zip(facts.claims, misses, mended, strict=True):
        # Where turning a wrong sign mends it, XF504 has said all there is to say.
        if miss and rest:
            source = claim.source
            if isinstance(source, Never):
                yield _occurs(batch, claim, source)
            elif abs(miss) > limit:
                yield _broken(batch, claim, source, miss, facts)


def _turned(batch: Batch, facts: Facts) -> Sequence[int]:
    """Return the figures with every wrong sign turned."""
    cents = list(batch.cents)
    for index in wrongly_signed(batch, facts):
        cents[index] = -cents[index]
    return cents


def _occurs(batch: Batch, claim: Claim, never: Never) -> Diagnostic:
    (index,) = claim.vector
    amount = grouped(batch.cents[index])
    return Diagnostic(
        IDENTITY_BROKEN,
        f"`{batch.figures.all[index].label}` is {amount}, and the rules say it never occurs",
        batch.place(index),
        (Related(never.at, f"here, because {never.because}"),),
        help="correct the figure; or take it out of `never` and write a rule that posts it",
        why="nothing posts it, so the entry could not balance",
    )


def _broken(batch: Batch, claim: Claim, identity: Identity, miss: int, facts: Facts) -> Diagnostic:
    return Diagnostic(
        IDENTITY_BROKEN,
        _sides(batch, claim, identity, miss, facts),
        batch.at,
        (Related(identity.at, "this holds for every batch"),),
        help=_left_out(batch, claim),
        why="the entry could not balance: a figure is wrong, or missing from the batch",
    )


def _sides(batch: Batch, claim: Claim, identity: Identity, miss: int, facts: Facts) -> str:
    """Say what both sides come to, where each is a name, or else how far apart they are."""
    member = f" for `{claim.member}`" if claim.member is not None else ""
    left, _, right = identity.text.partition(" = ")
    amounts = [_named(side, facts) for side in (left, right)]
    whose = f"batch {batch.number} of `{batch.store.name}`: "
    limit = facts.tolerance.limit if facts.tolerance else 0
    beyond = f", and differences are booked up to {grouped(limit)}" if limit else ""
    if says_zero(identity):
        return f"{whose}`{left}`{member} is {grouped(miss)}, and must be 0.00"
    if None in amounts:
        apart = f"{grouped(abs(miss))} apart{beyond}"
        return f"{whose}`{identity.text}`{member} does not hold: {apart}"
    one, other = (_value(batch, each, claim.member) for each in amounts if each is not None)
    return (
        f"{whose}`{left}`{member} is {grouped(one)} and `{right}` is {grouped(other)}: "
        f"{grouped(abs(miss))} apart{beyond}"
    )


def _named(side: str, facts: Facts) -> Amount | None:
    return facts.model.amounts.get(key(side.strip("[]")))


def _value(batch: Batch, amount: Amount, member: str | None) -> int:
    vector = batch.figures.vector(amount.formula, member)
    return compiled([vector], batch.figures)(batch.cents)[0]


def _left_out(batch: Batch, claim: Claim) -> str | None:
    """Name the measures that the identity counts as zero because the batch left them out."""
    whole: dict[str, bool] = {}
    for index in sorted(at for at in claim.vector if batch.figures.is_reported(at)):
        name = batch.figures.all[index].measure.name
        whole[name] = whole.get(name, True) and index not in batch.reported
    missing: Sequence[str] = [name for name, is_missing in whole.items() if is_missing]
    if not missing:
        return None
    return f"compare it with the register; not reported, and so zero, are {listed(missing)}"
