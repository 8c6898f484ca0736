"""What is left over has the fewest groups: no other use of the identities leaves fewer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from books import labels, proofs, resolved

from crossfoot.model.amounts import Measure
from crossfoot.proof import residual
from crossfoot.proof.claims import claims_of
from crossfoot.proof.result import Proof, Verdict

WHO = ("Ann", "Ben", "Cid", "Dee", "Eve")

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha
"""

TERMS = [*(f"{name}: {who}" for name in ("Rho", "Sigma") for who in WHO), "Alpha"]

FACTORS = sorted({Fraction(over, under) for over in range(-6, 7) for under in (1, 2, 3)})

Row = list[int]


def written(row: Row) -> str:
    return " + ".join(f"{value} * {term}" for value, term in zip(row, TERMS, strict=True) if value)


def row(rng: random.Random) -> Row:
    share = rng.choice((0.3, 0.6, 1.0))
    found = [rng.choice((1, 1, 2, 3)) if rng.random() < share else 0 for _ in TERMS]
    return found if any(found) else [1] * len(TERMS)


def case(seed: int, count: int) -> tuple[Proof, Row, list[Row]]:
    """Return a proof of random rules, what they post, and the identities, over all figures."""
    rng = random.Random(seed)
    net, rows = row(rng), [row(rng) for _ in range(count)]
    if len({tuple(each) for each in rows}) < count or rng.random() < 0.5:
        net = [a + 2 * b for a, b in zip(net, rows[0], strict=True)]
    model = MODEL + "".join(f"always {written(each)} = 0\n" for each in rows)
    rules = f'Posted = {written(net)}\npost Posted debit "A"\n'
    (proof,) = proofs(rules, {"Shop": {"Who": ", ".join(WHO)}}, model)
    return proof, net, rows


def price(left: Sequence[Fraction], factors: Sequence[Fraction]) -> tuple[object, ...]:
    """Return groups, figures and uses of claims, and their order: less is better."""
    groups = {(term.partition(":")[0], value) for term, value in zip(TERMS, left, strict=True)}
    return (
        sum(1 for _, value in groups if value),
        sum(1 for value in left if value),
        sum(map(abs, factors)),
        [(factor == 0, factor < 0) for factor in factors],
    )


def tried(net: Row, rows: Sequence[Row], factors: Sequence[Fraction]) -> tuple[object, ...]:
    left = [
        value - sum((f * each[at] for f, each in zip(factors, rows, strict=True)), Fraction())
        for at, value in enumerate(net)
    ]
    return price(left, factors)


def used(proof: Proof, count: int) -> list[Fraction]:
    """Return how often each identity is used."""
    factors = [Fraction()] * count
    places = {each.claim.source.at.first.line: each.factor for each in proof.multipliers}
    for line, factor in places.items():
        factors[line - MODEL.count("\n") - 1] = Fraction(factor)
    return factors


def own(proof: Proof, count: int) -> tuple[object, ...]:
    left = [Fraction(proof.residual.get(at, 0)) for at in range(len(TERMS))]
    return price(left, used(proof, count))


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("seed", range(40))
def test_no_other_use_of_one_or_two_identities_is_better(seed: int, count: int) -> None:
    proof, net, rows = case(seed, count)
    if proof.verdict is Verdict.REFUTED:
        assert own(proof, count) == tried(net, rows, used(proof, count))
        best = min(tried(net, rows, factors) for factors in product(FACTORS, repeat=count))
        assert own(proof, count) <= best


def changed(factors: Sequence[Fraction]) -> Iterator[list[Fraction]]:
    """Yield the factors with one of them changed."""
    for at in range(len(factors)):
        for value in FACTORS:
            yield [*factors[:at], value, *factors[at + 1 :]]


@pytest.mark.parametrize("seed", range(40))
def test_of_three_identities_none_is_better_used_otherwise(seed: int) -> None:
    proof, net, rows = case(seed, 3)
    if proof.verdict is Verdict.REFUTED:
        best = min(tried(net, rows, factors) for factors in changed(used(proof, 3)))
        assert own(proof, 3) <= best


@pytest.mark.parametrize("seed", range(20))
def test_of_two_identities_with_many_kinds_of_figures_neither_is(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(residual, "_MOST_LINES", 3)
    proof, net, rows = case(seed, 2)
    if proof.verdict is Verdict.REFUTED:
        best = min(tried(net, rows, factors) for factors in changed(used(proof, 2)))
        assert own(proof, 2) <= best


def test_the_cases_have_something_left_over() -> None:
    refuted = [case(seed, 2)[0] for seed in range(40)]
    assert sum(proof.verdict is Verdict.REFUTED for proof in refuted) > 30
    assert sum(len(proof.multipliers) == 2 for proof in refuted) > 10


# --- by hand ---

SINGLE = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma, Delta, Eps
"""


def by_hand(rules: str, model: str) -> tuple[dict[str, str], list[str]]:
    """Return what is left over, and how often each claim is used."""
    (proof,) = proofs(rules, {"Shop": {"Who": "Ann, Ben, Cid"}}, SINGLE + model)
    return labels(proof), [str(each.factor) for each in proof.multipliers]


def test_figures_of_one_measure_and_coefficient_are_a_group() -> None:
    (proof,) = proofs("", {"Shop": {"Who": "Ann, Ben, Cid"}}, SINGLE)
    figures = proof.regime.figures
    found = residual.groups_of({3: 1, 2: 1, 1: -1, 0: 1}, figures)
    rho, alpha = figures.all[0].measure, figures.all[3].measure
    assert [(each.measure, each.factor, each.figures) for each in found] == [
        (rho, 1, (0, 2)),
        (rho, -1, (1,)),
        (alpha, 1, (3,)),
    ]


def test_of_identities_that_say_the_same_the_one_used_less_is_used() -> None:
    rules = 'post Alpha debit "A"\npost Beta credit "B"\npost Gamma debit "A"\n'
    once, twice = "always Alpha = Beta\n", "always 2 * Alpha = 2 * Beta\n"
    assert by_hand(rules, once + twice) == ({"Gamma": "1"}, ["1/2"])
    assert by_hand(rules, twice + once) == ({"Gamma": "1"}, ["1/2"])
    assert by_hand(rules, once + once.replace("=", "= Eps + Eps - 2 * Eps +"))[1] == ["1"]


def test_identities_without_a_figure_in_common_are_used_each_by_itself() -> None:
    model = "always Alpha + Beta = 0\nalways Gamma + Delta + Eps = 0\n"
    posts = "Alpha debit", "Gamma debit", "Delta debit"
    rules = "".join(f'post {each} "A"\n' for each in posts)
    rules += 'Double = 2 * Beta\npost Double debit "A"\n'
    for lines in (model, "\n".join(reversed(model.splitlines())) + "\n"):
        assert by_hand(rules, lines) == ({"Beta": "1", "Eps": "-1"}, ["1", "1"])


def test_an_identity_is_used_so_that_two_members_become_one_group() -> None:
    rules = 'Posted = 3 * Rho: Ann + Rho: Ben + 4 * Rho: Cid\npost Posted debit "A"\n'
    model = "always 2 * Rho: Ann + 3 * Rho: Cid = Alpha\nalways Beta = Gamma + Delta\n"
    assert by_hand(rules, model) == (
        {"Rho: Ann": "1", "Rho: Ben": "1", "Rho: Cid": "1", "Alpha": "1"},
        ["1"],
    )


# --- identities that each member has ---

EACH = """\
dimension Who
measure Rho, Sigma, Tau by Who
"""

KINDS = ("Rho", "Sigma", "Tau")

Coefficients = tuple[int, int, int]


def of_each(seed: int) -> tuple[Coefficients, Coefficients, Coefficients]:
    """Return an identity, what is posted of Ann, and what is posted of Ben and of Cid."""
    rng = random.Random(seed)
    one = (rng.choice((1, 2)), rng.choice((1, 1, 2)), rng.choice((1, 1, 2)))
    ann = (rng.choice((0, 1, 2)), rng.choice((0, 1, 3)), rng.choice((1, 2, 3)))
    others = (rng.choice((0, 1, 2)), rng.choice((0, 1, 3)), rng.choice((1, 2, 3)))
    return one, ann, others


def posted(net: Coefficients, who: str) -> str:
    return " + ".join(f"{n} * {kind}: {who}" for n, kind in zip(net, KINDS, strict=True) if n)


def cost(
    identity: Coefficients, nets: Sequence[Coefficients], factors: Sequence[Fraction]
) -> tuple[object, ...]:
    """Return the groups, figures and uses where members have what is posted of them."""
    left = [
        (kind, net[at] - factor * identity[at])
        for net, factor in zip(nets, factors, strict=True)
        for at, kind in enumerate(KINDS)
    ]
    shown = [each for each in left if each[1]]
    return len(set(shown)), len(shown), sum(map(abs, factors))


@pytest.mark.parametrize("seed", range(60))
def test_the_identities_of_members_that_are_alike_are_used_alike(seed: int) -> None:
    identity, ann, others = of_each(seed)
    text = " + ".join(f"{n} * {kind}" for n, kind in zip(identity, KINDS, strict=True) if n)
    parts = [posted(ann, "Ann"), posted(others, "Ben"), posted(others, "Cid")]
    rules = f'Posted = {" + ".join(parts)}\npost Posted debit "A"\n'
    (proof,) = proofs(rules, {"Shop": {"Who": "Ann, Ben, Cid"}}, EACH + f"always {text} = 0\n")
    used_of = {each.claim.member: Fraction(each.factor) for each in proof.multipliers}
    own = [used_of.get(who, Fraction()) for who in ("Ann", "Ben", "Cid")]
    assert own[1] == own[2]
    nets = (ann, others, others)
    figures = proof.regime.figures.all
    left = {(figures[at].measure.name, value) for at, value in proof.residual.items()}
    assert cost(identity, nets, own)[:2] == (len(left), len(proof.residual))
    best = min(cost(identity, nets, (x, y, y)) for x, y in product(FACTORS, repeat=2))
    assert cost(identity, nets, own) <= best


def test_what_nothing_posts_matters_less() -> None:
    rules = 'post Alpha debit "A"\npost Beta credit "B"\n'
    model = "always Alpha + Beta = Gamma + Delta + Eps\n"
    ruleset = resolved(rules, {"Shop": {"Who": "Ann"}}, SINGLE + model)
    (regime,) = ruleset.regimes
    claims, figures = claims_of(ruleset.model, regime), regime.figures
    assert residual.reduced({1: 1, 2: 1, 3: -1}, claims, figures).residual == {4: 1, 5: 1}
    assert residual.reduced({1: 1}, claims, figures, {1}).residual == {1: 1}
    assert residual.reduced({1: 1, 3: -1}, claims, figures).residual == {1: 1, 3: -1}
    most = residual.reduced({1: 1, 3: -1}, claims, figures, {2, 4, 5})
    assert most.residual == {2: -1, 4: 1, 5: 1}


# --- step by step ---


def first_measures() -> tuple[Measure, Measure]:
    """Return two measures."""
    (proof,) = proofs("", {"Shop": {"Who": "Ann"}}, SINGLE)
    figures = proof.regime.figures.all
    return figures[1].measure, figures[2].measure


def test_rows_of_members_that_the_net_treats_alike_are_one_bundle() -> None:
    model = EACH + "always Rho = Sigma\nalways Rho = 1 * Sigma\n"
    ruleset = resolved("", {"Shop": {"Who": "Ann, Ben, Cid"}}, model)
    (regime,) = ruleset.regimes
    claims, figures = claims_of(ruleset.model, regime), regime.figures
    assert residual._bundled({0: 1, 2: 1}, claims, figures) == (0, 1, 0, 2, 3, 2)
    assert residual._bundled({0: 1, 1: 1, 2: 1}, claims, figures) == (0, 0, 0, 1, 1, 1)


def test_figures_alike_are_counted() -> None:
    ruleset = resolved("", {"Shop": {"Who": "Ann, Ben, Cid"}}, EACH + "always Rho = Sigma\n")
    (regime,) = ruleset.regimes
    claims, figures = claims_of(ruleset.model, regime), regime.figures
    found = residual._classes({0: 1, 2: 1}, claims, figures, (0, 1, 0), ())
    rho, sigma, _ = figures.measures
    assert [(each.measure, each.net, each.row, each.count) for each in found] == [
        (rho, 1, ((0, 1),), 2),
        (rho, 0, ((1, 1),), 1),
        (sigma, 0, ((0, -1),), 2),
        (sigma, 0, ((1, -1),), 1),
    ]


def test_the_price_of_what_is_left_over() -> None:
    one, other = first_measures()
    classes = (
        residual._Class(one, 1, ((0, 1),), False, 3),
        residual._Class(one, 2, (), True, 1),
        residual._Class(other, 2, (), False, 1),
        residual._Class(None, 5, ((1, 1),), False, 2),
    )
    problem = residual._Problem(classes, (1, 2))
    # 2 groups that matter, 3 in all, 5 figures, and 5 of each of the two that are 0.
    assert problem.price((0, 0)) == (2, 3, 5, 10, ((True, False), (True, False)))
    assert problem.price((1, -1)) == (1, 2, 2, 3 + 12, ((False, False), (False, True)))


def test_claims_are_rather_added_than_taken_away_and_in_their_order() -> None:
    assert residual._in_file_order((0, Fraction(1, 2), -1, 2)) == (
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    )


def test_a_factor_is_tried_where_something_is_nothing_or_two_are_alike() -> None:
    one, other = first_measures()
    classes = (
        residual._Class(one, 6, ((0, 2),), False, 1),
        residual._Class(one, 4, (), False, 1),
        residual._Class(other, -5, ((1, 1),), False, 1),
    )
    problem = residual._Problem(classes, (1, 1))
    assert problem.breaks((0, 0), 0) == [0, 1, 3]
    assert problem.breaks((0, 0), 1) == [0, -5]


def test_of_three_claims_one_is_changed_after_the_other() -> None:
    one, _ = first_measures()
    classes = (residual._Class(one, 3, ((0, 1), (1, 1), (2, 1)), False, 1),)
    assert residual._best(residual._Problem(classes, (1, 1, 1))) == (3, 0, 0)


def test_two_claims_are_tried_where_lines_cross() -> None:
    one, other = first_measures()
    classes = (
        residual._Class(one, 5, ((0, 2),), False, 1),
        residual._Class(one, 1, ((1, 3),), False, 1),
        residual._Class(other, 7, (), False, 1),
    )
    assert residual._lines(classes) == [
        (1, 0, 0),
        (0, 1, 0),
        (1, 0, Fraction(5, 2)),
        (1, Fraction(-3, 2), 2),
        (0, 1, Fraction(1, 3)),
    ]
