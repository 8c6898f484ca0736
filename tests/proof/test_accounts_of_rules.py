"""What each account gets by the rules: its debits less its credits."""

from __future__ import annotations

from books import resolved

from crossfoot.proof.accounts import added_to, by_account
from crossfoot.proof.bookings import bookings_of, net_of

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta
All = sum of Rho
Same = Alpha
"""


def accounts(rules: str) -> dict[str, dict[str, int]]:
    """Return what each account gets, by figures' labels."""
    (regime,) = resolved(rules, {"Shop": {"Who": "Ann, Ben"}}, MODEL).regimes
    labels = [figure.label for figure in regime.figures.all]
    found = by_account(bookings_of(regime))
    return {
        account.name: {labels[at]: int(value) for at, value in vector.items()}
        for account, vector in found.items()
    }


def test_debits_count_for_an_account_and_credits_against_it() -> None:
    assert accounts('post Alpha debit "Till"\npost Beta credit "Till"\n') == {
        "Till": {"Alpha": 1, "Beta": -1}
    }


def test_a_transfer_takes_from_one_account_what_it_gives_the_other() -> None:
    assert accounts('post All debit "Bank" credit "Till"\n') == {
        "Bank": {"Rho: Ann": 1, "Rho: Ben": 1},
        "Till": {"Rho: Ann": -1, "Rho: Ben": -1},
    }


def test_an_account_that_gets_as_much_as_it_gives_is_empty() -> None:
    rules = 'post Alpha debit "Till"\npost Same credit "Till"\npost Beta debit "Bank"\n'
    assert accounts(rules) == {"Till": {}, "Bank": {"Beta": 1}}


def test_accounts_run_as_they_are_named_and_figures_as_they_are_declared() -> None:
    rules = (
        'post Beta debit "Zoo"\npost Alpha debit "Zoo" credit "Bank"\n'
        'post Rho: Ben credit "Zoo"\npost Rho: Ann debit "Atlas"\n'
    )
    found = accounts(rules)
    assert list(found) == ["Zoo", "Bank", "Atlas"]
    assert list(found["Zoo"].items()) == [("Rho: Ben", -1), ("Alpha", 1), ("Beta", 1)]


def added(rules: str) -> dict[str, dict[str, int]]:
    """Return debits less credits of each account, whatever the batch is off by among them."""
    (regime,) = resolved(rules, {"Shop": {"Who": "Ann, Ben"}}, MODEL).regimes
    labels = [figure.label for figure in regime.figures.all]
    bookings = bookings_of(regime)
    return {
        account.name: {
            labels[at]: int(value)
            for at, value in added_to(account, regime, bookings, net_of(bookings)).items()
        }
        for account in by_account(bookings)
    }


def test_the_account_for_differences_gets_what_brings_the_entry_to_balance() -> None:
    rules = 'post Alpha debit "Till"\npost Beta credit "Till"\npost Rho: Ben debit "Off"\n'
    till = {"Alpha": 1, "Beta": -1}
    assert added(rules) == {"Till": till, "Off": {"Rho: Ben": 1}}
    differences = 'differences up to 0.05 to "Off"\n'
    assert added(rules + differences) == {"Till": till, "Off": {"Alpha": -1, "Beta": 1}}


def test_an_entry_that_is_never_off_adds_nothing_for_differences() -> None:
    rules = 'post Alpha debit "Till"\npost Same credit "Off"\ndifferences up to 0.05 to "Off"\n'
    assert added(rules) == {"Till": {"Alpha": 1}, "Off": {"Alpha": -1}}
