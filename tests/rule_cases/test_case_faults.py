"""Everything that is said of a file of cases that is wrong, at which line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_case_shop import HERE, shop, tried, write

import fault_tables
from crossfoot.diagnostic import in_order
from fault_tables import Spoiled

GOOD = """\
- case: an ordinary Saturday
  batch: 71
  store: Main Street
  entry:
    - {account: "1010 · Undeposited Funds", debit: 75.00, memo: x}
    - {account: "4000 · Sales", credit: 100.00}
  total: 166.00
  bills:
    - {number: PO-1, total: 48.00}
- case: made up
  day: 2026-03-01
  measures:
    Closing: {Cash: 10.00}
  entry includes:
    - {account: 4000, credit: 10.00}
  entry leaves out: [4010]
  finding: XF502
- case: the rules
  no finding: XF402
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop(tmp_path_factory.mktemp("faults"))


def told(made: Path, text: str | bytes) -> list[str]:
    (file,) = tried(write(made, text)).files
    return [fault_tables.shown(each, "XF002") for each in in_order(file.findings)]


def test_the_good_text_is_good(made: Path) -> None:
    assert told(made, GOOD) == []


@pytest.mark.parametrize(
    "spoiled", fault_tables.read(HERE / "case_faults.txt"), ids=fault_tables.named
)
def test_a_fault_of_a_case(spoiled: Spoiled, made: Path) -> None:
    assert told(made, spoiled.of(GOOD)) == spoiled.findings
