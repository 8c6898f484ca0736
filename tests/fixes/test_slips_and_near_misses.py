"""Which misspelt names are certain, and which look so: through the whole of a check."""

from __future__ import annotations

from pathlib import Path

import pytest
from near_misses import CODES, lay_out

from crossfoot import driver
from crossfoot.diagnostic import Diagnostic

HERE = Path(__file__).resolve().parent


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if " | " in line]


NEAR, SLIPS = _rows("near_misses.txt"), _rows("slips.txt")


def _found(kind: str, written: str, known: str, folder: Path) -> Diagnostic:
    lay_out(kind, written, [name.strip() for name in known.split(";")], folder)
    found = driver.check(folder).diagnostics
    (one,) = [each for each in found if each.code.number == CODES[kind]]
    others = [each.code.number for each in found if each is not one]
    assert not [number for number in others if number.startswith(("XF0", "XF1", "XF2"))]
    return one


@pytest.mark.parametrize(("kind", "written", "known"), NEAR, ids=" ".join)
def test_a_near_miss_is_left_alone(kind: str, written: str, known: str, tmp_path: Path) -> None:
    fix = _found(kind, written, known, tmp_path).fix
    assert fix is None or not fix.is_safe


@pytest.mark.parametrize(("kind", "written", "known", "meant"), SLIPS, ids=" ".join)
def test_a_slip_is_put_right(
    kind: str, written: str, known: str, meant: str, tmp_path: Path
) -> None:
    fix = _found(kind, written, known, tmp_path).fix
    typed = fix.edits[0].text.strip('"') if fix is not None else "-"
    assert typed == meant
    assert fix is None or fix.is_safe


def test_the_near_misses_are_many_and_of_every_kind() -> None:
    assert len(NEAR) >= 60
    assert {row[0] for row in NEAR} == set(CODES)


def test_what_is_written_twice_is_meant(tmp_path: Path) -> None:
    lay_out("member", "Mastercrad", ["Mastercard"], tmp_path)
    rules = tmp_path / "rules.gl"
    rules.write_text(rules.read_text("utf-8") + "# Mastercrad is a card of its own\n", "utf-8")
    (one,) = [each for each in driver.check(tmp_path).diagnostics if each.code.number == "XF106"]
    assert one.fix is None


def test_an_amount_that_is_written_more_often_than_declared_is_left_alone(tmp_path: Path) -> None:
    lay_out("amount", "Received", ["Recieved"], tmp_path)
    rules = tmp_path / "rules.gl"
    text = rules.read_text("utf-8").replace("measure [Recieved]\n", "", 2)
    rules.write_text(text + 'post Received debit "Income" from 2027-01-01\n', "utf-8")
    found = [each for each in driver.check(tmp_path).diagnostics if each.code.number == "XF101"]
    assert [each.fix for each in found] == [None, None]


@pytest.mark.parametrize(
    "special", ['active: "false"', "type: NonPosting", "type: AccountsPayable"]
)
def test_an_account_that_nobody_may_post_to_was_not_meant(special: str, tmp_path: Path) -> None:
    lay_out("account", "4000 · Slaes", ["4000 · Sales"], tmp_path)
    key, _, value = special.partition(": ")
    chart = tmp_path / "chart.yaml"
    text = chart.read_text("utf-8")
    old = '"number": "4000", "type": "Income"'
    assert old in text
    changed = f'"number": "4000", "type": "Income", "{key}": {value}'
    if key == "type":
        changed = f'"number": "4000", "type": "{value}"'
    chart.write_text(text.replace(old, changed), "utf-8")
    (one,) = [each for each in driver.check(tmp_path).diagnostics if each.code.number == "XF201"]
    assert one.fix is None


def test_an_account_of_a_type_that_the_item_does_not_take_was_not_meant(tmp_path: Path) -> None:
    lay_out("account", "4000 · Slaes", ["4000 · Sales"], tmp_path)
    rules = tmp_path / "rules.gl"
    text = rules.read_text("utf-8")
    rules.write_text(f"{text}Takings takes credit Bank\n", "utf-8")
    (one,) = [each for each in driver.check(tmp_path).diagnostics if each.code.number == "XF201"]
    assert one.fix is None
