"""Makes shops of any size: as many rules, members and batches as a measurement wants."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

ACCOUNTS = 500
"""Income accounts that the departments share."""

_COLUMNS = ("store", "batch", "status", "opened", "closed", "measure", "member", "amount")

NEVER = """\
never Shipping Charge: Total, Surcharges: Cash Back, Surcharges: Debit because "none here"
never Customer Deposit: Made, Customer Deposit: Redeemed because "none here"
never Layaway: Paid, Layaway: Closed, Vouchers Sold because "none here"
never Store Account: Paid On, Store Account: Paid To because "none here"
never Tender Rounding Error, Department Tax Rounding because "none here"
"""


def big_project(root: Path, posts: int) -> int:
    """Write a project of about `posts` posting rules without a finding; return how many exactly.

    200 tenders at most, the rest departments with three rules each, a rule a member.
    """
    tenders = min(200, posts // 10)
    departments = max(1, (posts - 4 * tenders - 1) // 3)
    names = {
        "Tender": [f"Tender {number}" for number in range(1, tenders + 1)],
        "Tax": ["GST"],
        "Department": [f"Department {number}" for number in range(1, departments + 1)],
    }
    rules = [*_tender_rules(names["Tender"]), *_department_rules(names["Department"])]
    rules.append('post Tax Collected credit "2200"')
    _write(root, names, "use rms\n" + NEVER + "\n".join(rules) + "\n")
    return len(rules)


def _tender_rules(tenders: list[str]) -> Iterator[str]:
    for name in tenders:
        yield f'post Tender Received: {name}  debit "1010 · Undeposited Funds"'
        yield f'post Tender Over/Short: {name}  credit "6980 · Over and Short"'
        yield f'post Tender Dropped: {name}  debit "1000 · Checking" credit "1010"'
        yield f'post Tender Paid Out: {name}  debit "6400 · Expenses" credit "1010"'


def _department_rules(departments: list[str]) -> Iterator[str]:
    for number, name in enumerate(departments):
        income = 40000 + number % ACCOUNTS
        yield f'post Dept Sales: {name}  credit "{income}"'
        yield f'post Dept Cost: {name}  debit "5000 · Cost of Goods Sold" credit "1200"'
        yield f'post Dept Commission: {name}  debit "6100" credit "2400"'


def busy_project(root: Path, batches: int, seed: int = 1) -> None:
    """Write a small shop with `batches` batches of 60 figures each in one CSV file."""
    names = {
        "Tender": ["Cash", "Check", "Visa", "Mastercard", "Debit Card", "Gift Card"],
        "Tax": ["GST", "PST", "Levy", "Deposit"],
        "Department": [f"Department {number}" for number in range(1, 11)],
    }
    rules = (
        "use rms\n" + NEVER + 'post Tender Received  debit "1010 · Undeposited Funds"\n'
        'post Tender Over/Short  credit "6980 · Over and Short"\n'
        'post Tender Dropped  debit "1000 · Checking" credit "1010"\n'
        'post Tender Paid Out  debit "6400 · Expenses" credit "1010"\n'
        'post Dept Sales  credit "40000"\n'
        'post Dept Cost  debit "5000 · Cost of Goods Sold" credit "1200"\n'
        'post Dept Commission  debit "6100" credit "2400"\n'
        'post Tax Collected  credit "2200"\n'
    )
    _write(root, names, rules)
    with (root / "batches" / "batches.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for row in _rows(names, batches, random.Random(seed)):
            writer.writerow(row)


def _rows(names: dict[str, list[str]], batches: int, dice: random.Random) -> Iterator[list[str]]:
    opened = datetime(2026, 1, 1, 8, 0)
    for number in range(1, batches + 1):
        closed = opened + timedelta(hours=13)
        head = ["Main", str(number), "closed", opened.isoformat(), closed.isoformat()]
        for measure, member, cents in _figures(names, dice):
            yield [*head, measure, member, f"{cents / 100:.2f}"]
        opened += timedelta(days=1) if number % 3 == 0 else timedelta(hours=1)


def _figures(names: dict[str, list[str]], dice: random.Random) -> Iterator[tuple[str, str, int]]:
    """Yield 60 figures that satisfy the identity: the last tender takes what is missing."""
    due = 0
    for department in names["Department"]:
        sales = dice.randrange(1_000, 90_000)
        due += sales
        yield "Dept Sales", department, sales
        yield "Dept Cost", department, sales * 7 // 10
        yield "Dept Commission", department, sales // 50
    for tax in names["Tax"]:
        collected = dice.randrange(100, 5_000)
        due += collected
        yield "Tax Collected", tax, collected
    *tenders, last = names["Tender"]
    for tender in tenders:
        received, opening = due // 8, dice.randrange(0, 20_000)
        dropped = -dice.randrange(0, 10_000)
        over = dice.randrange(0, 200)
        due -= received
        yield "Opening", tender, opening
        yield "Dropped", tender, dropped
        yield "Over", tender, over
        yield "Closing", tender, opening + dropped + received + over
    yield "Closing", last, due
    yield "Paid", tenders[0], 0
    yield "Short", tenders[0], 0
    yield "Paid", last, 0
    yield "Short", last, 0
    yield "Opening", last, 0


def _write(root: Path, names: dict[str, list[str]], rules: str) -> None:
    write_project(root, "  - name: Main\n" + listed(names), rules)
    write_chart(root)


def listed(names: Mapping[str, Sequence[str]]) -> str:
    """Return the members of a store as the project file has them."""
    return "".join(f"    {key}: [{', '.join(values)}]\n" for key, values in names.items())


def write_project(root: Path, stores: str, rules: str) -> None:
    """Write a project file, its rules, and a folder for batches."""
    (root / "batches").mkdir(parents=True, exist_ok=True)
    (root / "rules.gl").write_text(rules, encoding="utf-8")
    (root / "crossfoot.yaml").write_text(
        "company: Measured\nrules: [rules.gl]\nchart: chart.yaml\n"
        f"stores:\n{stores}batches: batches/\n",
        encoding="utf-8",
    )


def write_chart(root: Path, more: Iterable[tuple[str, str, str]] = ()) -> None:
    """Write the chart of accounts: those that all rules here name, and `more`."""
    lines = (
        f'  - {{name: "{name}", number: "{number}", type: {kind}}}\n'
        for name, number, kind in (*_chart(), *more)
    )
    (root / "chart.yaml").write_text("accounts:\n" + "".join(lines), encoding="utf-8")


def _chart() -> Iterator[tuple[str, str, str]]:
    yield from (
        ("Checking", "1000", "Bank"),
        ("Undeposited Funds", "1010", "OtherCurrentAsset"),
        ("Till", "1050", "Bank"),
        ("Safe", "1060", "Bank"),
        ("Inventory Asset", "1200", "OtherCurrentAsset"),
        ("Consigned Goods", "1210", "OtherCurrentAsset"),
        ("Taxes", "2200", "OtherCurrentLiability"),
        ("Commissions", "2400", "OtherCurrentLiability"),
        ("Cost of Goods Sold", "5000", "CostOfGoodsSold"),
        ("Commission", "6100", "Expense"),
        ("Expenses", "6400", "Expense"),
        ("Over and Short", "6980", "OtherExpense"),
    )
    for number in range(ACCOUNTS):
        yield f"Sales {number}", str(40000 + number), "Income"
