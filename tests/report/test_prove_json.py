"""Proofs for programs: by the schema, exact, and to be multiplied out by whoever reads them."""

from __future__ import annotations

import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from prove_shop import SOUND, checked, shop, shown

from crossfoot import resources
from crossfoot.diagnostic import errors
from crossfoot.report.proof.json import as_object, render

SHARES = """\
Fee = 6% of Total
Rest = 94% of Total
post Money debit "1001"
post Tax credit "2200"
post Fee credit "4001"
post Rest credit "4000"
never Tips because "nobody tips here"
"""
CLEARS = SOUND.replace("{store.till}", "1010").replace('"4000"', '"1010"').replace("2200", "1010")
RULES = {
    "sound": SOUND,
    "refuted": SOUND.replace("post Tax", "# post Tax"),
    "rounding refuted": SHARES,
    "up to rounding": SHARES + 'differences up to 0.05 to "6990"\n',
    "exact for every cent": SHARES.replace("6%", "20%").replace("94%", "80%"),
    "clears": CLEARS + '"1010" clears\n',
    "does not clear": SOUND + '"{store.till}" clears\n',
    "skipped": SOUND + 'skip Cost because "we count it"\n',
}


@pytest.fixture(params=RULES.values(), ids=RULES.keys())
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    rules: str = request.param
    outcome = checked(shop(tmp_path, rules))
    return json.loads(render(shown(tmp_path), errors(outcome.diagnostics)))


def test_it_is_as_the_schema_says(report: Any) -> None:
    schema = json.loads(resources.grammar("prove.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report)


def test_every_vector_can_be_multiplied_out(report: Any) -> None:
    for proof in report["proofs"]:
        total = added((1, proof["debits"]), (-1, proof["credits"]))
        assert total == added((1, proof["net"]))
        assert total == explained(proof)
        for clear in proof["clears"]:
            assert added((1, clear["vector"])) == explained(clear)


def explained(proof: Any) -> dict[str, Fraction]:
    used = [
        (each["times"], each["vector"]) for made in proof["statements"] for each in made["used"]
    ]
    return added(*used, (1, proof["remainder"]["vector"]), (1, proof["residual"]))


def added(*vectors: Any) -> dict[str, Fraction]:
    total: dict[str, Fraction] = defaultdict(Fraction)
    for times, vector in vectors:
        for figure, value in vector.items():
            total[figure] += Fraction(times) * Fraction(value)
    return {figure: value for figure, value in total.items() if value}


def test_accounts_add_up_to_the_net(report: Any) -> None:
    for proof in report["proofs"]:
        vectors = [(1, account["vector"]) for account in proof["accounts"]]
        assert added(*vectors) == added((1, proof["net"]))


def test_proved_is_what_it_says(report: Any, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.id
    assert report["proved"] is not any(word in name for word in ("refuted", "does not"))


def test_a_fraction_is_a_text_in_lowest_terms(tmp_path: Path) -> None:
    (proof,) = as_object(shown(shop(tmp_path, SHARES)))["proofs"]
    (fee,) = [each for each in proof["accounts"] if each["names"][0]["account"] == "4001 · Shares"]
    assert fee["vector"]["Sales: Food"] == "-3/50"
    assert fee["vector"]["rounding of Fee"] == "-1"
    assert fee["formula"] == "-Fee"


def test_each_store_finds_its_account(tmp_path: Path) -> None:
    (proof,) = as_object(shown(shop(tmp_path)))["proofs"]
    assert [each["store"] for each in proof["where"]] == ["North", "South"]
    assert proof["accounts"][0]["names"] == [
        {"account": "1001 · Till One", "where": [0]},
        {"account": "1002 · Till Two", "where": [1]},
    ]


def test_a_counterexample_has_the_entry(tmp_path: Path) -> None:
    (proof,) = as_object(shown(shop(tmp_path, RULES["refuted"])))["proofs"]
    found = proof["counterexample"]
    assert found["batch"] == {"Taken: Cash": "1.00", "Tax": "1.00"}
    assert found["entry"] == [
        {
            "account": "1001 · Till One",
            "side": "debit",
            "amount": "1.00",
            "of": "Money",
            "member": None,
        }
    ]
    assert (found["debits"], found["credits"]) == ("1.00", "0.00")


def test_without_a_proof_nothing_is_proved() -> None:
    assert as_object(()) == {"version": 1, "proved": False, "proofs": [], "errors": []}
