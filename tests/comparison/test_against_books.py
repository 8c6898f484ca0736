"""What is said of two versions, against batches that are booked by hand by both."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count

import pytest
from booking import batches, breaks, entry, value
from books import resolved
from random_rules import rules

from crossfoot.comparison.compare import compare
from crossfoot.comparison.result import Answer, Comparison, How, Names, Topic, Verdict
from crossfoot.model.amounts import Side
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.proof.contradiction import contradictions

CASES = range(200)
SIDES = (' debit "A"', ' credit "B"', ' debit "A" credit "B"', ' debit "C" credit "B"')


def versions(seed: int) -> tuple[Ruleset, Ruleset] | None:
    """Return two versions of random rules, or None where nothing could be proved of one."""
    rng = random.Random(seed)
    model, text, stores = rules(rng)
    lines = text.splitlines()
    for _ in range(rng.randint(0, 2)):
        change(lines, rng)
    rng.shuffle(lines)
    found = (resolved(text, stores, model), resolved("\n".join(lines) + "\n", stores, model))
    if any(contradictions(each) or not each.regimes for each in found):
        return None
    return None if any(regime.conflicts for each in found for regime in each.regimes) else found


def change(lines: list[str], rng: random.Random) -> None:
    """Leave a rule out, or let it go to other accounts."""
    if not lines:
        return
    at = rng.randrange(len(lines))
    name = lines[at].split(" debit ")[0].split(" credit ")[0]
    drawn = rng.random()
    if drawn < 0.3 or not name.startswith("post "):
        del lines[at]
    elif drawn < 0.5:
        lines[at] = name + rng.choice(SIDES)
    else:
        lines[at] = lines[at].replace(rng.choice(('"A"', '"B"')), '"C"')


def nets(regime: Regime, batch: Mapping[int, int]) -> dict[str, int]:
    """Return debits less credits by account, and the sides as they are written."""
    total: Counter[str] = Counter()
    for posting in regime.postings:
        amount = value(posting.rule.amount, posting.member, regime.figures, batch)
        for account, sign, side in ((posting.debit, 1, "debits"), (posting.credit, -1, "credits")):
            if account is not None:
                total[account.name] += sign * amount
                total[side] += amount
    return {name: amount for name, amount in total.items() if amount}


def by_side(regime: Regime, batch: Mapping[int, int]) -> dict[tuple[str, Side], int]:
    """Return debits and credits by account, as they are written."""
    total: Counter[tuple[str, Side]] = Counter()
    for posting in regime.postings:
        amount = value(posting.rule.amount, posting.member, regime.figures, batch)
        for account, side in ((posting.debit, Side.DEBIT), (posting.credit, Side.CREDIT)):
            if account is not None:
                total[account.name, side] += amount
    return {place: amount for place, amount in total.items() if amount}


def accounts(told: Mapping[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in told.items() if name not in ("debits", "credits")}


def tried(pair: tuple[Ruleset, Ruleset], seed: int) -> Iterator[tuple[dict[int, int], bool]]:
    """Yield batches that one version accepts but for signs, and whether the signs are right."""
    rng = random.Random(seed)
    for ruleset in pair:
        for batch in batches(ruleset.model, ruleset.regimes[0], 25, rng):
            yield batch, not breaks(ruleset.model, ruleset.regimes[0], batch)


def compared(seed: int) -> tuple[tuple[Ruleset, Ruleset], Comparison, Answer]:
    pair = next(filter(None, map(versions, count(seed, 1000))))
    comparison = compare(*pair)
    (answer,) = comparison.answers
    return pair, comparison, answer


@pytest.mark.parametrize("seed", CASES)
def test_the_verdict_is_what_books_kept_by_hand_show(seed: int) -> None:
    pair, comparison, answer = compared(seed)
    is_accepted_alike = Topic.ACCEPTED not in comparison.topics
    assert comparison.verdict is (answer.verdict if is_accepted_alike else Verdict.CHANGES_TOTALS)
    of_right_signs, of_any = set(), set()
    for batch, is_right in tried(pair, seed):
        before, after = (nets(each.regimes[0], batch) for each in pair)
        old, new = (by_side(each.regimes[0], batch) for each in pair)
        is_same = accounts(before) == accounts(after) and old == new
        verdict = None if is_same else Verdict.RECLASSIFIES
        of_any.add(verdict)
        if is_right:
            of_right_signs.add(verdict)
        if any(before.get(side, 0) != after.get(side, 0) for side in ("debits", "credits")):
            of_any.add(Verdict.CHANGES_TOTALS)
    if answer.verdict is Verdict.EQUIVALENT:
        assert of_right_signs <= {None}
    if answer.verdict is Verdict.RECLASSIFIES:
        assert Verdict.RECLASSIFIES in of_any
    assert (answer.verdict is Verdict.CHANGES_TOTALS) <= (Verdict.CHANGES_TOTALS in of_any)


@pytest.mark.parametrize("seed", CASES)
def test_what_is_given_and_changed_adds_up(seed: int) -> None:
    pair, _, answer = compared(seed)
    labels = {figure.label: figure.index for figure in pair[0].regimes[0].figures.all}
    for batch, is_right in tried(pair, seed):
        if not is_right:
            continue
        before, after = (accounts(nets(each.regimes[0], batch)) for each in pair)
        told = changes(answer, {name: batch.get(at, 0) for name, at in labels.items()})
        assert {name: amount for name, amount in told.items() if amount} == {
            name: after.get(name, 0) - before.get(name, 0)
            for name in {*before, *after}
            if after.get(name, 0) != before.get(name, 0)
        }


def changes(answer: Answer, batch: Mapping[str, int]) -> dict[str, Fraction]:
    """Return by how much an answer says that accounts change, debits less credits."""
    total: dict[str, Fraction] = defaultdict(Fraction)
    for giver, taker, what, side in answer.flows:
        amount = sign(side) * worth(what.vector, batch)
        total[only(taker)] += amount
        total[only(giver)] -= amount
    for account, side, how, what in answer.changes:
        amount = sign(side) * worth(what.vector, batch)
        total[only(account)] += amount if how in (How.NEWLY, How.MORE) else -amount
    return total


def worth(vector: tuple[tuple[str, str], ...], batch: Mapping[str, int]) -> Fraction:
    return sum((Fraction(times) * batch[name] for name, times in vector), Fraction())


def sign(side: Side) -> int:
    return 1 if side is Side.DEBIT else -1


def only(names: Names) -> str:
    (name,) = names
    return name.account


@pytest.mark.parametrize("seed", CASES)
def test_the_example_shows_the_difference(seed: int) -> None:
    pair, _, answer = compared(seed)
    if answer.witness is None:
        assert answer.verdict is Verdict.EQUIVALENT, "a batch should be found"
        return
    labels = {figure.label: figure.index for figure in pair[0].regimes[0].figures.all}
    batch = {labels[name]: cents for name, cents in answer.witness.figures}
    for ruleset, name in zip(pair, ("before", "after"), strict=True):
        broken = breaks(ruleset.model, ruleset.regimes[0], batch)
        assert bool(broken) == (answer.witness.refused == name)
    before, after = (
        nets(each.regimes[0], batch)
        | dict(zip(("debits", "credits"), entry(each.regimes[0], batch), strict=True))
        for each in pair
    )
    assert answer.witness.accounts
    for shown in answer.witness.accounts:
        name = f"{shown.side.value}s" if shown.side else only(shown.account)
        assert (shown.before, shown.after) == (before.get(name, 0), after.get(name, 0))
        assert shown.before != shown.after


def test_the_versions_are_of_every_kind() -> None:
    verdicts = Counter(compared(seed)[1].verdict for seed in CASES)
    assert all(verdicts[verdict] >= 20 for verdict in Verdict), verdicts
