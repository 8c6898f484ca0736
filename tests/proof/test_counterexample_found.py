"""Batches that show a fault: in cents where rounding is the cause, and where a search gives up."""

from __future__ import annotations

import random

import pytest
from booking import breaks, entry
from books import resolved

from crossfoot.model.ruleset import Ruleset
from crossfoot.proof import counterexample, shapes
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Proof, Verdict

MODEL = """\
measure Alpha, Beta, Gamma
measure Plus, More, Most, never negative
measure Minus, Less, never positive
measure A1, B1, M1, D1, E1, never negative
Both = Alpha + Beta
"""


def proof(rules: str, model: str = "") -> Proof:
    (found,) = prove(resolved(rules, {"Shop": {}}, MODEL + model))
    assert found.verdict is Verdict.REFUTED
    return found


def shown(rules: str, model: str = "") -> dict[str, int]:
    """Return the batch that shows the fault, in cents."""
    found = proof(rules, model)
    assert found.counterexample is not None
    figures = found.regime.figures.all
    return {figures[at].label: cents for at, cents in found.counterexample.cents.items()}


def split(whole: str, *shares: str) -> str:
    """Return rules that debit an amount and credit shares of it."""
    lines = [f'post {whole} debit "A"\n']
    for number, share in enumerate(shares):
        name = f"Part {'PQRSTU'[number]}"
        lines.append(f'{name} = {share}\npost {name} credit "B"\n')
    return "".join(lines)


THIRDS = ["1/3 * Alpha"] * 3
SIXTH = ["6% of Alpha", "94% of Alpha"]


def of_beta(shares: list[str]) -> list[str]:
    return [share.replace("Alpha", "Beta") for share in shares]


# --- in dollars ---


def test_the_fewest_figures_then_the_least_money_and_positive_first() -> None:
    assert shown('post Alpha debit "A"\n') == {"Alpha": 100}
    assert shown('post Minus debit "A"\n') == {"Minus": -100}
    assert shown('post Both debit "A"\n') == {"Alpha": 100}
    assert shown('post Beta debit "A"\n', "always Alpha = 3 * Beta\n") == {
        "Alpha": 300,
        "Beta": 100,
    }
    rules = 'post Beta debit "A"\npost Gamma debit "A"\n'
    assert shown(rules, "always Alpha = 3 * Beta + 2 * Gamma\n") == {"Alpha": 200, "Gamma": 100}


def test_figures_that_a_sign_does_not_let_alone() -> None:
    model = "always Plus = Alpha + More\n"
    assert shown('post More debit "A"\n', model) == {"Plus": 100, "More": 100}
    assert shown('post Alpha debit "A"\n', model) == {"Alpha": 100, "Plus": 100}


def test_a_difference_that_is_let_pass_is_no_fault() -> None:
    rules = 'post Alpha debit "A"\ndifferences up to '
    assert shown(rules + '5.00 to "A"\n') == {"Alpha": 600}
    assert shown(rules + '4.99 to "A"\n') == {"Alpha": 500}
    assert shown(rules + '0.99 to "A"\n') == {"Alpha": 100}
    double = 'Double = 2 * Alpha\npost Double debit "A"\ndifferences up to 5.00 to "A"\n'
    assert shown(double) == {"Alpha": 300}


def test_whole_dollars_where_a_share_of_less_would_hide_the_fault() -> None:
    assert shown('Small = 1/1000 * Alpha\npost Small debit "A"\n') == {"Alpha": 500}


# --- in cents ---


def test_the_fewest_cents_that_rounding_puts_off() -> None:
    assert shown(split("Alpha", *THIRDS)) == {"Alpha": 1}
    assert shown(split("Alpha", *SIXTH)) == {"Alpha": 25}
    assert shown(split("Alpha", "50% of Alpha", "50% of Alpha")) == {"Alpha": 1}
    assert shown(split("Minus", *[share.replace("Alpha", "Minus") for share in SIXTH])) == {
        "Minus": -25
    }


def test_of_two_amounts_the_one_that_is_off_sooner() -> None:
    assert shown(split("Both", *SIXTH, *of_beta(THIRDS))) == {"Beta": 1}
    assert shown(split("Both", *THIRDS, *of_beta(SIXTH))) == {"Alpha": 1}
    assert shown(split("Both", *THIRDS, *of_beta(THIRDS))) == {"Alpha": 1}


def test_rounding_of_a_figure_that_needs_others() -> None:
    assert shown(split("Alpha", *SIXTH), "always Alpha = Beta + Plus\n") == {
        "Alpha": 25,
        "Beta": 25,
    }
    found = shown(split("Alpha", *SIXTH), "always 2 * Alpha = Beta\nalways Gamma = 3 * Beta\n")
    assert found == {"Alpha": 25, "Beta": 50, "Gamma": 150}


def test_two_amounts_off_together_where_one_alone_is_let_pass() -> None:
    limit = 'differences up to 0.01 to "A"\n'
    assert shown(split("Both", *THIRDS, *of_beta(THIRDS)) + limit) == {"Alpha": 1, "Beta": 1}


def test_two_amounts_of_which_one_is_off_later() -> None:
    limit = 'differences up to 0.01 to "A"\n'
    found = shown(split("Both", *SIXTH, "50% of Beta", "50% of Beta") + limit)
    assert found == {"Alpha": 25, "Beta": 1}
    found = shown(split("Both", "50% of Alpha", "50% of Alpha", *of_beta(SIXTH)) + limit)
    assert found == {"Alpha": 1, "Beta": 25}


# --- where a search gives up ---


@pytest.fixture
def without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the search for a smallest batch find nothing."""
    monkeypatch.setattr(shapes, "circuits", lambda *_: iter(()))


def replayed(ruleset: Ruleset) -> None:
    """See that what is shown of refuted rules is a batch that can be, and is off as told."""
    for each in prove(ruleset):
        if each.verdict is Verdict.REFUTED:
            assert each.counterexample is not None
            cents = each.counterexample.cents
            assert not breaks(ruleset.model, each.regime, cents)
            debits, credits = entry(each.regime, cents)
            assert (debits, credits) == (each.counterexample.debits, each.counterexample.credits)
            assert debits != credits


BALANCED = [
    ("Plus", "More", ""),
    ("Minus", "Less", ""),
    ("Plus", "More", "always Plus + More = Most\n"),
    ("Plus", "More", "always Most = 2 * Plus + 3 * More\n"),
    ("Plus", "More", "always Plus - Minus = Most\nalways More - Less = Most\n"),
    ("Minus", "Less", "always Plus + Minus = More + Less\n"),
    ("Minus", "Less", "always Plus - Most = Minus - Less\n"),
    ("A1", "M1", "always A1 + M1 = D1\nalways B1 + 3 * E1 = 4 * M1\n"),
    ("A1", "M1", "always A1 + M1 = D1\nalways 5 * B1 = M1 + 9 * E1\n"),
]


@pytest.mark.usefixtures("without_search")
@pytest.mark.parametrize(("debit", "credit", "model"), BALANCED)
def test_a_batch_is_moved_where_the_first_one_balances(debit: str, credit: str, model: str) -> None:
    for one, other in ((debit, credit), (credit, debit)):
        rules = f'post {one} debit "A"\npost {other} credit "B"\n'
        replayed(resolved(rules, {"Shop": {}}, MODEL + model))


NAMES = ("Plus", "More", "Most", "Minus", "Less", "Alpha")


@pytest.mark.usefixtures("without_search")
@pytest.mark.parametrize("seed", range(150))
def test_some_batch_is_found_all_the_same(seed: int) -> None:
    rng = random.Random(seed)
    model = MODEL
    for _ in range(rng.randint(1, 3)):
        left = [
            f"{rng.choice('+-')} {rng.choice((1, 1, 2))} * {name}" for name in rng.sample(NAMES, 3)
        ]
        model += f"always {' '.join(left).lstrip('+ ')} = {rng.choice(NAMES)}\n"
    rules = "".join(
        f'post {name} {rng.choice(("debit", "credit"))} "A"\n' for name in rng.sample(NAMES, 4)
    )
    replayed(resolved(rules, {"Shop": {}}, model))


@pytest.mark.usefixtures("without_search")
def test_a_batch_found_so_is_sparse() -> None:
    model = "always Alpha + Beta + Gamma = Plus + More + Most\nalways Alpha = Plus\n"
    assert len(shown('post Beta debit "A"\n', model)) <= 3
    assert len(shown('post Plus debit "A"\npost More credit "A"\n', model)) <= 3


def test_a_claim_on_rounded_amounts_is_kept_by_a_figure_that_nothing_is_rounded_from() -> None:
    rules = split("Alpha", "6% of Alpha", "10% of Alpha", "84% of Alpha")
    assert shown(rules, "always Part R = Plus - More\n") == {"Alpha": 4, "Plus": 3}


def test_half_the_way_to_the_first_sign_that_would_be_lost() -> None:
    point, step = {0: 3, 1: 2, 2: -5}, {0: -2, 1: 1, 2: 1}
    assert counterexample._room(point, step, {0: 1, 1: 1, 2: -1}) * 4 == 3
    assert counterexample._room(point, step, {1: 1, 2: -1}) * 2 == 5
    assert counterexample._room(point, step, {1: 1}) == 1
