"""What is left of an imbalance when the faults that are told elsewhere are thought away.

One fault is one finding: two items that exclude each other, a double posting, a member left
out or a rule that is required each throw the entry off too, and are told by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossfoot.model.amounts import Amount, Exclusion, Requirement
from crossfoot.model.figures import Vector
from crossfoot.proof.bookings import Booking
from crossfoot.proof.case import Case
from crossfoot.proof.doubles import Double, doubles_of
from crossfoot.proof.linear import add, scaled
from crossfoot.proof.missing import missing_members
from crossfoot.proof.requirements import unmet
from crossfoot.proof.sides import Takes, sides_of, weight_of


def unexplained(case: Case) -> Vector:
    """Return the net as it would be with the other faults put right, each as fits best."""
    net = dict(case.proof.net)
    distance = case.distance(net)
    for changes in _faults(case):
        if not distance[0]:
            break
        best = min((_changed(net, change) for change in changes), key=case.distance, default=net)
        after = case.distance(best)
        if after < distance:
            net, distance = best, after
    return net


def told_apart(case: Case) -> frozenset[int]:
    """Return the figures of items that are posted twice, which is told by itself."""
    posted = _by_amount(case)
    told = {index for double in doubles_of(case) for index in double.figures}
    for exclusion in case.model.exclusions:
        for bookings in _together(posted, exclusion):
            told.update(index for booking in bookings for index in booking.amount)
    return frozenset(told)


def _by_amount(case: Case) -> dict[Amount, list[Booking]]:
    posted: dict[Amount, list[Booking]] = {}
    for booking in case.bookings:
        posted.setdefault(booking.rule.amount, []).append(booking)
    return posted


def _changed(net: Vector, change: Vector) -> Vector:
    changed = dict(net)
    add(changed, change)
    return changed


def _faults(case: Case) -> Iterator[list[Vector]]:
    """Yield for each fault what each way to put it right would change."""
    posted = _by_amount(case)
    for exclusion in case.model.exclusions:
        first, second = _together(posted, exclusion)
        if first and second:
            yield [_without(first), _without(second)]
    for alike in _alike(doubles_of(case), case):
        singled = [list(_singled(double, case)) for double in alike]
        yield [_summed(changes) for changes in zip(*singled, strict=True)]
    for change in _left_out(case):
        yield [change]
    takes = Takes(case.model.taken)
    lacking: dict[Requirement, list[str | None]] = {}
    for _, requirement, member in unmet(case.model, case.regime):
        lacking.setdefault(requirement, []).append(member)
    for requirement, members in lacking.items():
        yield list(_fulfilled(requirement, members, takes, case))


def _alike(doubles: Iterable[Double], case: Case) -> Iterable[list[Double]]:
    """Return double postings of one kind together: what is best for one is best for all."""
    found: dict[tuple[object, ...], list[Double]] = {}
    for double in doubles:
        ways = tuple((rule.amount, sides_of(rule)) for rule in double.rules)
        kind = (ways, *sorted(case.kind(at) for at in double.figures))
        found.setdefault(kind, []).append(double)
    return found.values()


def _summed(changes: Iterable[Vector]) -> Vector:
    total: Vector = {}
    for change in changes:
        add(total, change)
    return total


def _left_out(case: Case) -> Iterable[Vector]:
    """Return what posting the members left out would change, together for those that are alike."""
    changes: dict[tuple[object, ...], Vector] = {}
    for missing in missing_members(case):
        alike = (missing.dimension, missing.rules, missing.factors)
        add(changes.setdefault(alike, {}), missing.added(case))
    return changes.values()


def _together(
    posted: Mapping[Amount, Sequence[Booking]], exclusion: Exclusion
) -> tuple[list[Booking], list[Booking]]:
    """Return what of two items is posted beside the other: for members that both have."""
    first = list(posted.get(exclusion.first, ()))
    second = list(posted.get(exclusion.second, ()))
    dimension = exclusion.first.dimension
    if not first or not second:
        return [], []
    if dimension is None or dimension is not exclusion.second.dimension:
        return first, second
    shared = {each.posting.member for each in first} & {each.posting.member for each in second}
    return (
        [each for each in first if each.posting.member in shared],
        [each for each in second if each.posting.member in shared],
    )


def _without(bookings: Iterable[Booking]) -> Vector:
    change: Vector = {}
    for booking in bookings:
        add(change, booking.amount, -booking.weight)
    return change


def _singled(double: Double, case: Case) -> Iterator[Vector]:
    """Yield what leaving out all but one of the items changes, or only one, or the excess alone."""
    involved = set(double.postings)
    bookings = [each for each in case.bookings if each.posting in involved]
    for kept in double.amounts:
        others = [each for each in bookings if each.rule.amount is not kept]
        yield _without(others)
        yield _without(each for each in bookings if each.rule.amount is kept)
        yield _cut(_without(others), double.figures)


def _cut(change: Vector, figures: Iterable[int]) -> Vector:
    return {index: change[index] for index in sorted(figures) if index in change}


def _fulfilled(
    requirement: Requirement, members: Sequence[str | None], takes: Takes, case: Case
) -> Iterator[Vector]:
    """Yield what posting a required amount would change, where none of its figures is posted."""
    unreached = set(case.proof.unreached)
    for choice in requirement.choices:
        for way in takes.ways(choice, None):
            change: Vector = {}
            for member in members if choice.dimension is not None else (None,):
                vector = case.vector(choice, member)
                if vector.keys() <= unreached:
                    add(change, scaled(vector, weight_of(way)))
            yield change
