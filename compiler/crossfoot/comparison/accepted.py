"""Which batches two versions accept, and what else they say of them, amounts aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from crossfoot.checks.support.sums import enumerated
from crossfoot.comparison.held import Held
from crossfoot.comparison.joint import moved
from crossfoot.comparison.lines import meant
from crossfoot.comparison.result import Remark, Topic
from crossfoot.comparison.stretches import Stretch
from crossfoot.model.amounts import Identity, Measure
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.names import key
from crossfoot.model.rules import Never
from crossfoot.money import grouped
from crossfoot.posting.timetable import Period
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import Basis
from crossfoot.proof.result import Claim
from crossfoot.source import Span


def remarks_on(stretch: Stretch, held: Held) -> Iterator[Remark]:
    """Yield what only one of two versions says of batches at a store over some days."""
    before, after = stretch.before, stretch.after
    yield from _members(before.regime.figures, after.regime.figures)
    yield from _statements(held)
    yield from _measures(before.regime.figures.measures, after.regime.figures.measures)
    yield from _signs(before.regime.figures.measures, after.regime.figures.measures)
    for topic, what in (
        (Topic.ACCEPTED, _differences),
        (Topic.CLEARS, _clears),
        (Topic.EXPECTED, _expectations),
    ):
        old, new = dict(what(before)), dict(what(after))
        yield from (Remark(topic, False, old[each]) for each in old if each not in new)
        yield from (Remark(topic, True, new[each]) for each in new if each not in old)
    yield from _skips(before, after, is_new=False)
    yield from _skips(after, before, is_new=True)


def _statements(held: Held) -> Iterator[Remark]:
    """Yield the statements of a version that do not follow from what the other says."""
    joint = held.joint
    common = {*joint.before.values()} & {*joint.after.values()}
    old = _without(held.own_before, joint.before, _Common(held.after, common))
    new = _without(held.own_after, joint.after, _Common(held.before, common))
    for text in dict.fromkeys((*old, *new)):
        if text in old and text in new:
            yield Remark(Topic.ACCEPTED, None, f"`{text}` says something else than before")
        else:
            yield Remark(Topic.ACCEPTED, text in new, text)


class _Common:
    """What claims say of batches that have only figures which both versions have."""

    def __init__(self, claims: Claims, common: Collection[int]) -> None:
        self._claims, self._common = claims, common
        self._basis = Basis([self._cut(row) for row in claims.rows])

    def __contains__(self, vector: Vector) -> bool:
        return self._cut(self._claims.unpinned(vector)) in self._basis

    def _cut(self, vector: Vector) -> Vector:
        return {at: value for at, value in vector.items() if at in self._common}


def _without(own: Iterable[Claim], places: Mapping[int, int], other: _Common) -> dict[str, None]:
    texts = (_text(claim.source) for claim in own if moved(claim.vector, places) not in other)
    return dict.fromkeys(texts)


def _text(source: Identity | Never) -> str:
    if isinstance(source, Never):
        return on_one_line(source.whole)
    return f"always {' '.join(source.text.split())}"


def on_one_line(span: Span) -> str:
    """Return a statement with its line breaks and runs of spaces made one space each."""
    return " ".join(span.text.split())


def _members(before: Figures, after: Figures) -> Iterator[Remark]:
    """Yield members that only one version has: the other refuses batches that report them."""
    measures = (*before.measures, *after.measures)
    called = {key(each.dimension.name): each.dimension.name for each in measures if each.dimension}
    for dimension in dict.fromkeys((*before.members, *after.members)):
        old, new = before.members.get(dimension, ()), after.members.get(dimension, ())
        for ours, theirs, is_new in ((old, new, False), (new, old, True)):
            known = {key(name) for name in theirs}
            names = [name for name in ours if key(name) not in known]
            if names:
                yield Remark(
                    Topic.ACCEPTED,
                    is_new,
                    f"{called.get(dimension, dimension)}: {enumerated(names)}",
                )


def _measures(before: Sequence[Measure], after: Sequence[Measure]) -> Iterator[Remark]:
    """Yield measures that only one version has, or breaks down in its way."""
    old, new = (dict(map(_called, filter(_is_reported, each))) for each in (before, after))
    yield from (Remark(Topic.ACCEPTED, False, old[each]) for each in old if each not in new)
    yield from (Remark(Topic.ACCEPTED, True, new[each]) for each in new if each not in old)


def _is_reported(measure: Measure) -> bool:
    return measure.rounds is None


def _called(measure: Measure) -> tuple[object, str]:
    by = f" by {measure.dimension.name}" if measure.dimension else ""
    return key(measure.name + by), f"measure {measure.name}{by}"


def _signs(before: Sequence[Measure], after: Sequence[Measure]) -> Iterator[Remark]:
    old = {key(measure.name): measure for measure in before if _is_reported(measure)}
    for measure in after:
        earlier = old.get(key(measure.name))
        if earlier is not None and _is_reported(measure) and earlier.sign is not measure.sign:
            text = f"`{measure.name}` was {_sign(earlier)} and now is {_sign(measure)}"
            yield Remark(Topic.ACCEPTED, None, text)


def _sign(measure: Measure) -> str:
    return "of any sign" if measure.sign.value == "free" else measure.sign.value


def _differences(period: Period) -> Iterator[tuple[object, str]]:
    tolerance = period.regime.tolerance
    if tolerance is not None:
        limit = tolerance.rule.limit
        yield limit, f"differences up to {grouped(limit)}"


def _clears(period: Period) -> Iterator[tuple[object, str]]:
    for clearing in period.regime.clearings:
        template, account = clearing.rule.account, clearing.account
        is_one = template.fixed is not None and account is not None
        said: object = key(account.name) if is_one and account else meant(template)
        yield said, f"{template.at.text} clears"


def _skips(period: Period, other: Period, *, is_new: bool) -> Iterator[Remark]:
    """Yield the amounts that one version leaves unposted, and the other does not."""
    theirs = {(key(skip.amount.name), member) for skip, member in other.regime.skipped}
    own: dict[str, list[str | None]] = {}
    for skip, member in period.regime.skipped:
        if (key(skip.amount.name), member) not in theirs:
            own.setdefault(skip.amount.name, []).append(member)
    for name, members in own.items():
        of = f": {enumerated([each or '' for each in members])}" if any(members) else ""
        yield Remark(Topic.SKIPPED, is_new, f"skip {name}{of}")


def _expectations(period: Period) -> Iterator[tuple[object, str]]:
    for each in period.expectations:
        name = each.amount.name if each.member is None else f"{each.amount.name}: {each.member}"
        yield (key(name), each.within), f"expect {name} within {grouped(each.within)}"
