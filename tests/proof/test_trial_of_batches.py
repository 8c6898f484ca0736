"""What a batch comes to by the rules, to the cent."""

from __future__ import annotations

from books import resolved

from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.proof.bookings import bookings_of
from crossfoot.proof.claims import claims_of
from crossfoot.proof.trial import Trial, legs_at, legs_of

MODEL = """\
measure Alpha, Beta
measure Plus, never negative
measure Minus, never positive
always Plus = -Minus
"""

ALPHA, BETA, PLUS, MINUS = range(4)


def rules(text: str, model: str = "") -> tuple[Ruleset, Regime]:
    ruleset = resolved(text, {"Shop": {}}, MODEL + model)
    (regime,) = ruleset.regimes
    return ruleset, regime


def trial(text: str, limit: int = 0, model: str = "") -> Trial:
    ruleset, regime = rules(text, model)
    legs = legs_of(bookings_of(regime))
    return Trial(claims_of(ruleset.model, regime), regime.figures, legs, limit)


def test_debits_and_credits_of_a_batch_that_is_off() -> None:
    tried = trial('post Alpha debit "A"\npost Beta credit "B"\n')
    assert tried.shown({ALPHA: 700, BETA: 300}) == (700, 300)
    assert tried.shown({ALPHA: 300, BETA: 300}) is None
    assert tried.totals({ALPHA: 300, BETA: 300}) == (300, 300)


def test_a_negative_amount_changes_sides() -> None:
    tried = trial('post Alpha debit "A"\npost Beta credit "B"\n')
    assert tried.shown({ALPHA: -700}) == (0, 700)
    assert tried.shown({BETA: -200}) == (200, 0)
    assert tried.totals({ALPHA: -5, BETA: 7}) == (0, 12)


def test_a_transfer_is_on_both_sides() -> None:
    tried = trial('post Alpha debit "A" credit "B"\n')
    assert tried.totals({ALPHA: 500}) == (500, 500)
    assert tried.totals({ALPHA: -500}) == (500, 500)
    assert tried.shown({ALPHA: 500}) is None


def test_nothing_is_nothing() -> None:
    assert trial('post Alpha debit "A"\n').totals({}) == (0, 0)
    assert trial('post Alpha debit "A"\n').shown({BETA: 100}) is None


def test_a_batch_that_breaks_a_claim_shows_nothing() -> None:
    tried = trial('post Plus debit "A"\n')
    assert tried.shown({PLUS: 100, MINUS: -100}) == (100, 0)
    assert tried.shown({PLUS: 100}) is None
    assert tried.shown({PLUS: 100, MINUS: -200}) is None


def test_a_batch_of_the_wrong_sign_shows_nothing() -> None:
    tried = trial('post Plus debit "A"\n')
    assert tried.shown({PLUS: -100, MINUS: 100}) is None


def test_a_difference_within_the_limit_is_no_fault() -> None:
    tried = trial('post Alpha debit "A"\n', limit=5)
    assert tried.shown({ALPHA: 5}) is None
    assert tried.shown({ALPHA: -5}) is None
    assert tried.shown({ALPHA: 6}) == (6, 0)
    assert tried.shown({ALPHA: -6}) == (0, 6)
    ruleset, regime = rules('post Alpha debit "A"\n')
    legs = legs_of(bookings_of(regime))
    strict = Trial(claims_of(ruleset.model, regime), regime.figures, legs)
    assert strict.shown({ALPHA: 1}) == (1, 0)


def test_shares_are_rounded_as_they_are_booked() -> None:
    shares = "Small = 6% of Alpha\nLarge = 94% of Alpha\n"
    posts = 'post Alpha debit "A"\npost Small credit "B"\npost Large credit "B"\n'
    tried = trial(shares + posts)
    assert tried.shown({ALPHA: 25}) == (25, 26)
    assert tried.shown({ALPHA: 24}) is None
    assert tried.totals({ALPHA: -25}) == (26, 25)


def test_a_share_of_a_share_is_rounded_twice() -> None:
    shares = "Other = 10% of Beta\nFee = 10% of Alpha\nHalf = 50% of Fee\n"
    tried = trial(shares + 'post Half debit "A"\n')
    assert tried.totals({ALPHA: 94}) == (5, 0)
    assert tried.totals({ALPHA: 84}) == (4, 0)
    assert tried.totals({ALPHA: 5}) == (1, 0)
    assert tried.totals({ALPHA: 4}) == (0, 0)
    wide = "Part = 10% of Alpha\nMore = 10% of Beta\nAll = 50% of Sum\nSum = Part + More\n"
    assert trial(wide + 'post All debit "A"\n').totals({ALPHA: 15, BETA: 25}) == (3, 0)


def test_a_claim_on_a_rounded_share_holds_to_the_cent() -> None:
    model = "Share = 1/3 * Alpha\nalways Beta = Share\n"
    tried = trial('post Beta debit "A"\n', model=model)
    assert tried.shown({ALPHA: 100, BETA: 33}) == (33, 0)
    assert tried.shown({ALPHA: 100, BETA: 34}) is None


def test_the_legs_of_one_account() -> None:
    _, regime = rules('post Alpha debit "A" credit "B"\npost Beta credit "A"\n')
    bookings = bookings_of(regime)
    account = regime.postings[0].debit
    assert account is not None
    assert [(dict(leg.amount), leg.side.value) for leg in legs_at(account, bookings)] == [
        ({ALPHA: 1}, "debit"),
        ({BETA: 1}, "credit"),
    ]
    assert [leg.side.value for leg in legs_of(bookings)] == ["debit", "credit", "credit"]


def mended(batch: dict[int, int], model: str, *fixed: int) -> dict[int, int]:
    """Return a batch put right, where more is said of it; `More` is the figure after the others."""
    return trial("", model="measure More\n" + model).mended(batch, fixed)


MORE = 4


def test_a_batch_is_mended_by_the_claim_that_leaves_the_least_choice() -> None:
    model = "always Alpha = Beta + More\nalways Alpha = More\n"
    assert mended({ALPHA: 100}, model) == {ALPHA: 100, MORE: 100}


def test_a_batch_is_mended_by_the_first_figure_that_grows() -> None:
    assert mended({ALPHA: 100}, "always Alpha = Beta + 2 * More\n") == {ALPHA: 100, BETA: 100}
    assert mended({ALPHA: 100}, "always Alpha = More - Beta\n") == {ALPHA: 100, MORE: 100}
    assert mended({ALPHA: 99}, "always Alpha = 2 * Beta + More\n") == {ALPHA: 99, MORE: 99}


def test_no_figure_is_mended_to_a_sign_that_it_cannot_have() -> None:
    assert mended({ALPHA: 100}, "always Alpha + Beta + 5 * Minus = 0\n", BETA) == {
        ALPHA: 100,
        MINUS: -20,
        PLUS: 20,
    }
    assert mended({ALPHA: 100}, "always Alpha + Plus = More\n", MORE) == {ALPHA: 100}
    assert mended({ALPHA: 100}, "always Alpha + Beta = More\n", MORE) == {ALPHA: 100, BETA: -100}
