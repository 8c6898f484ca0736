"""Claims that cannot all hold, in stores and periods that differ."""

from __future__ import annotations

from books import resolved

from crossfoot.proof.contradiction import contradictions

SHOP = {"Who": "Ann"}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma
"""


def told(model: str, rules: str, stores: dict[str, dict[str, str]]) -> list[tuple[str, list[str]]]:
    """Return for each contradiction the first store, and the figures forced to be 0."""
    return [
        (
            each.regime.stores[0].name,
            [each.regime.figures.all[at].label for at in each.figures],
        )
        for each in contradictions(resolved(rules, stores, MODEL + model))
    ]


def test_sound_claims_contradict_nothing() -> None:
    assert told("always Alpha = Beta + Gamma\n", "", {"East": SHOP}) == []


def test_each_store_has_its_own_contradiction() -> None:
    rules = 'never Alpha, Beta for "East" because "x"\nnever Alpha, Gamma for "West" because "x"\n'
    assert told("always Alpha = Beta + Gamma\n", rules, {"East": SHOP, "West": SHOP}) == [
        ("East", ["Gamma"]),
        ("West", ["Beta"]),
    ]


def test_stores_of_other_members_have_other_figures() -> None:
    model = "always Alpha = Beta\nalways Alpha = Beta + Gamma\n"
    stores = {"East": SHOP, "West": {"Who": "Ann, Ben"}, "North": {}}
    assert told(model, "", stores) == [
        ("East", ["Gamma"]),
        ("West", ["Gamma"]),
        ("North", ["Gamma"]),
    ]


def test_periods_are_told_apart() -> None:
    rules = 'never Alpha, Beta because "x" until 2026-06-30\n'
    ruleset = resolved(rules, {"East": SHOP}, MODEL + "always Alpha = Beta + Gamma\n")
    (found,) = contradictions(ruleset)
    assert str(found.regime.last) == "2026-06-30"
    assert len(ruleset.regimes) == 2


def test_figures_that_the_same_statements_force_are_told_together() -> None:
    model = "always Rho = 2 * Rho\nalways Alpha = Beta + Gamma\nalways Alpha = 2 * Beta + Gamma\n"
    ruleset = resolved("", {"East": {"Who": "Ann, Ben"}}, MODEL + model)
    labels = [figure.label for figure in ruleset.regimes[0].figures.all]
    assert [
        ([claim.source for claim in each.claims], [labels[at] for at in each.figures])
        for each in contradictions(ruleset)
    ] == [
        ([ruleset.model.identities[0]], ["Rho: Ann", "Rho: Ben"]),
        (list(ruleset.model.identities[1:]), ["Beta"]),
    ]
