"""What is told of changes that accountants make, whole, by the schema, and never too wide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from compared_shops import CHART, PROJECT, RULES, SALES, SHARE, version
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from crossfoot import resources
from crossfoot.report.columns import width
from ground import Crossfoot


class Case(NamedTuple):
    """Two versions of an example, and the exit status that tells how far they are apart."""

    before: tuple[tuple[str, str, str], ...]
    after: tuple[tuple[str, str, str], ...]
    status: int
    example: str = "corner-store"


VISA = 'post Tender Received: Visa       debit "1020 · Card Clearing"'
TO_BANK = VISA.replace("1020 · Card Clearing", "1000")
FEE = "Franchise Fee = 6% of Sales: Total\nRest = Sales: Total - Franchise Fee\n"
VOUCHERS = 'never Vouchers Sold because "we sell no gift cards"'
COST = 'post Inventory: Cost of Goods Sold debit "5000 · Cost of Goods Sold" credit "1200'

ROYALTY = """\
use rms
Royalty = 6% of Sales: Total
Royalty takes debit Expense
Royalty takes credit Other Current Liability
post Royalty debit "6400" credit "2300"
"""
CODE = "{store.code or 'W'}, "

CASES = {
    "nothing": Case((), (), 0),
    "a comment": Case((), ((RULES, "# --- What we sold ---", "# --- Sales ---"),), 0),
    "rules in another order": Case(
        (),
        (
            (RULES, f"{VISA}\n", ""),
            (RULES, "# --- What we do not have", f"{VISA}\n\n# --- What we do not have"),
        ),
        0,
    ),
    "a rule file renamed": Case((), ((PROJECT, "[rules.gl]", "[shop.gl]"),), 0),
    "a share renamed": Case(
        ((RULES, SALES, SHARE),), ((RULES, SALES, SHARE.replace("Franchise Fee", "Royalty")),), 0
    ),
    "cards to the bank": Case((), ((RULES, VISA, TO_BANK),), 3),
    "liquor with the rest": Case((), ((RULES, SALES, 'post Sales: Total credit "4000"'),), 3),
    "another share": Case(
        ((RULES, SALES, SHARE),), ((RULES, SALES, SHARE.replace("6%", "7%")),), 3
    ),
    "a share as the remainder": Case(
        ((RULES, SALES, SHARE),),
        (
            (RULES, SALES, SHARE),
            (RULES, FEE, ""),
            (RULES, "use rms", "use rms\nRest = 94% of Sales: Total"),
            (RULES, "use rms", "use rms\nFranchise Fee = Sales: Total - Rest"),
        ),
        3,
    ),
    "what a batch is off by to another account": Case(
        ((RULES, "use rms", 'use rms\ndifferences up to 0.05 to "6990"'),),
        ((RULES, "use rms", 'use rms\ndifferences up to 0.05 to "6980"'),),
        3,
    ),
    "what a batch may be off by": Case(
        ((RULES, "use rms", 'use rms\ndifferences up to 0.05 to "6990"'),),
        ((RULES, "use rms", 'use rms\ndifferences up to 0.10 to "6990"'),),
        4,
    ),
    "purchase orders to another account": Case(
        (), ((RULES, 'bills to "1200 · Inventory Asset"', 'bills to "5000"'),), 3
    ),
    "no bills": Case((), ((RULES, 'bills to "1200', '# bills to "1200'),), 4),
    "a share of which both sides are posted": Case(
        ((RULES, "use rms", ROYALTY),), ((RULES, "use rms", ROYALTY.replace("6%", "7%")),), 4
    ),
    "a day that ends later": Case((), ((PROJECT, '"04:00"', '"05:00"'),), 4),
    "the tills of stores changed over": Case(
        (),
        (
            (PROJECT, "1051 · Till East", "1052 · Till"),
            (PROJECT, "1052 · Till West", "1051 · Till East"),
            (PROJECT, '"1052 · Till"', '"1052 · Till West"'),
        ),
        3,
        "two-stores",
    ),
    "values that memos ask for": Case(
        ((PROJECT, "prefix: E", "prefix: E\n    code: E1"), (RULES, "{store}, ", CODE)),
        ((PROJECT, "prefix: E", "prefix: E\n    code: E2"), (RULES, "{store}, ", CODE)),
        0,
        "two-stores",
    ),
    "accounts of the chart": Case(
        (),
        (
            (
                CHART,
                'Short", number: "6980", type: Expense',
                'Short", number: "6980", type: Income',
            ),
            (CHART, 'number: "4900"', 'number: "4910"'),
            (CHART, 'number: "1500"', 'number: "1510"'),
            (RULES, "4900 · Delivery Income", "Delivery Income"),
        ),
        0,
    ),
    "how findings are taken": Case(
        (), ((PROJECT, "batches:", "check: {severity: {XF510: error}}\nbatches:"),), 0
    ),
    "another class": Case(
        (),
        ((RULES, "default class", 'default class "Shops" for "East" memo "x"\ndefault class'),),
        3,
        "two-stores",
    ),
    "each store's drops to its safe": Case(
        (), ((RULES, 'debit "{store.bank}"', 'debit "{store.safe}"'),), 3, "two-stores"
    ),
    "no cost of goods": Case(
        (),
        ((RULES, COST, f'skip Inventory: Cost of Goods Sold because "monthly"\n# {COST}'),),
        4,
    ),
    "gift cards sold": Case((), ((RULES, VOUCHERS, 'post Vouchers Sold credit "2300"'),), 4),
    "a new tender": Case((), ((PROJECT, "Visa, Debit Card]", "Visa, Debit Card, Amex]"),), 4),
    "a department renamed": Case((), ((PROJECT, "Household", "Home"),), 4),
    "a store renamed": Case(
        (),
        (
            (PROJECT, "name: West", "name: Far West"),
            (RULES, 'for "West"', 'for "Far West"'),
            (RULES, "Inventory Asset:{store}", "Inventory Asset:{store.stock or 'East'}"),
        ),
        4,
        "two-stores",
    ),
    "commissions end earlier": Case(
        (),
        (
            (RULES, "until 2026-06-30", "until 2026-03-31"),
            (RULES, "from 2026-07-01", "from 2026-04-01"),
        ),
        4,
        "two-stores",
    ),
    "the start and what is said besides": Case(
        (),
        (
            (PROJECT, '"2026-01-01"', '"2026-02-01"'),
            (PROJECT, '"2025-12-31"', '"2026-01-31"'),
            (PROJECT, "prefix: M ", "prefix: N "),
            (RULES, 'memo "Batch {batch}"', 'memo "Batch {batch} of {date}"'),
            (RULES, "within 10.00", "within 20.00"),
            (RULES, 'bills to "1200 · Inventory Asset"', 'bills to "5000"'),
            (RULES, "use rms", 'use rms\nallow XF508 because "we count later"'),
            (CHART, '"Delivery Income"', '"Shipping Income"'),
            (RULES, "4900 · Delivery Income", "4900 · Shipping Income"),
        ),
        4,
    ),
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Case, Path, Path]:
    wanted: Case = request.param
    before = version(tmp_path / "before", *wanted.before, example=wanted.example)
    after = version(tmp_path / "after", *wanted.after, example=wanted.example)
    if "shop.gl" in (after / PROJECT).read_text("utf-8"):
        (after / RULES).rename(after / "shop.gl")
    return wanted, before, after


def test_it_is_told_in_full(
    case: tuple[Case, Path, Path],
    crossfoot: Crossfoot,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted, before, after = case
    monkeypatch.chdir(before.parent)
    told = crossfoot("diff", before.name, after.name)
    assert (told.status, told.err) == (wanted.status, "")
    assert max(map(width, told.out.splitlines())) <= 80
    assert told.out == snapshot


def test_it_is_as_the_schema_says(case: tuple[Case, Path, Path], crossfoot: Crossfoot) -> None:
    wanted, before, after = case
    told = crossfoot("diff", before, after, "--replay", "--format", "json")
    assert told.status == wanted.status
    report: Any = json.loads(told.out)
    schema = json.loads(resources.grammar("diff.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report)
    assert (
        report["verdict"]
        == ["equivalent", None, None, "reclassifies", "changes totals"][wanted.status]
    )


def test_the_same_is_told_backwards(case: tuple[Case, Path, Path], crossfoot: Crossfoot) -> None:
    wanted, before, after = case
    assert crossfoot("diff", after, before).status == wanted.status


def test_errors_are_told_by_version(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (RULES, "4900 · Delivery", "4900 · Delievry"))
    told = crossfoot("diff", before, after)
    assert told.status == 1
    assert told.out.startswith(f"in `{after}`:\nrules.gl:")
    assert told.out.endswith("nothing can be compared until the errors above are mended\n")
    report = json.loads(crossfoot("diff", before, after, "--format", "json").out)
    assert report["verdict"] is None
    assert [each["code"] for each in report["after"]["errors"]] == ["XF201"]
    schema = json.loads(resources.grammar("diff.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(report)


def test_rules_out_of_balance_can_be_compared(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before = version(tmp_path / "before", (RULES, "post Tax Collected", "# post Tax Collected"))
    told = crossfoot("diff", before, version(tmp_path / "after"))
    assert told.status == 4
    assert "`2210 · GST` is newly credited with `Tax Collected: GST`" in told.out
    assert "credits rise by `Tax Collected`" in told.out
    assert "debits rise" not in told.out
