"""Makes shops for the proof to be measured on: large tills, chains of stores, shares, and faults.

Nothing of what they post is left out, unless a measurement wants it to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from generate import NEVER, listed, write_chart, write_project

MODEL = "use rms\n" + NEVER

SHRINKAGE = """\
measure Dept Shrinkage by Department
Dept Shrinkage takes debit Cost of Goods Sold, credit Other Current Asset
"""

TILL = '"1050 · Till" clears\n'
"""Said of the account that all tenders go into and out of."""


class Size(NamedTuple):
    """How many members a shop has, each with rules of its own."""

    tenders: int
    departments: int
    taxes: int

    @property
    def posts(self) -> int:
        """Return how many posting rules that makes."""
        return 7 * self.tenders + 4 * self.departments + self.taxes


LARGE = Size(tenders=200, departments=2_000, taxes=600)
"""10,000 posting rules."""


class Fault(Enum):
    """What is wrong with the rules of a shop."""

    OVER_MISSING = "Tender Over left out for one tender"
    DROPS_TURNED = "all drops posted on the wrong side"
    CLOSING_MISSING = "no closing amount posted"
    WAYS_MIXED = "every other closing amount not taken out of the till"
    DEPARTMENT_MISSING = "one department left out"
    DEPARTMENTS_MISSING = "every other department left out"


def till(root: Path, size: Size, fault: Fault | None = None, more: str = "") -> int:
    """Write a shop that posts all tenders through a till; return how many rules it has."""
    posts = [*_tenders(size.tenders, fault), *_departments(size.departments, fault)]
    posts += (f'post Tax Collected: {name} credit "2200"' for name in _members("Tax", size.taxes))
    _write(root, size, MODEL + SHRINKAGE + more + _lines(posts))
    return len(posts)


def _tenders(count: int, fault: Fault | None) -> Iterator[str]:
    drop = 'credit "1000"' if fault is Fault.DROPS_TURNED else 'debit "1000" credit "1050"'
    for number, name in enumerate(_members("Tender", count), 1):
        yield f'post Tender Received: {name} debit "1050 · Till"'
        yield f'post Tender Opening Amounts: {name} debit "1050" credit "1060 · Safe"'
        if fault is not Fault.CLOSING_MISSING:
            out = "" if fault is Fault.WAYS_MIXED and number % 2 else ' credit "1050"'
            yield f'post Tender Closing Amounts: {name} debit "1060"{out}'
        yield f"post Tender Dropped: {name} {drop}"
        yield f'post Tender Paid Out: {name} debit "6400" credit "1050"'
        yield f'post Tender Short: {name} credit "6980"'
        if fault is not Fault.OVER_MISSING or number != count // 2:
            yield f'post Tender Over: {name} credit "6980"'


def _departments(count: int, fault: Fault | None) -> Iterator[str]:
    left_out = _left_out(count, fault)
    for number, name in enumerate(_members("Department", count), 1):
        if number not in left_out:
            yield f'post Dept Sales: {name} credit "{40000 + number % 500}"'
            yield f'post Dept Cost: {name} debit "5000" credit "1200"'
            yield f'post Dept Commission: {name} debit "6100" credit "2400"'
            yield f'post Dept Shrinkage: {name} debit "5000" credit "1200"'


def _left_out(count: int, fault: Fault | None) -> Collection[int]:
    if fault is Fault.DEPARTMENT_MISSING:
        return (count // 2,)
    return range(2, count + 1, 2) if fault is Fault.DEPARTMENTS_MISSING else ()


REMAINDER = """\
Held = 6% of Dept Sales
Rest = Dept Sales - Held
post Held credit "40001"
post Rest credit "40002"
"""

SPLIT = """\
Kept = 20% of Dept Sales
Passed On = 80% of Dept Sales
post Kept credit "40001"
post Passed On credit "40002"
"""

BAD_SPLIT = SPLIT.replace("20%", "6%").replace("80%", "94%")
"""6 % and 94 % of 25 cents come to 26."""


def shares(root: Path, departments: int, rules: str) -> None:
    """Write a shop that posts the sales of its departments by `rules` such as `SPLIT`."""
    _write(root, Size(4, departments, 1), MODEL + rules + OTHERS)


def own_shares(root: Path, departments: int) -> None:
    """Write a shop in which each department has a share of its own, and the rest of its sales."""
    _write(root, Size(4, departments, 1), MODEL + _lines(_own_shares(departments)) + OTHERS)


def _own_shares(departments: int) -> Iterator[str]:
    for number, name in enumerate(_members("Department", departments), 1):
        yield f"Held {number} = {1 + number % 40}.5% of Dept Sales: {name}"
        yield f"Rest {number} = Dept Sales: {name} - Held {number}"
        yield f'post Held {number} credit "40001"'
        yield f'post Rest {number} credit "40002"'


def own_splits(root: Path, departments: int) -> None:
    """Write a shop in which each department has two shares of its own that make up its sales."""
    _write(root, Size(4, departments, 1), MODEL + _lines(_own_splits(departments)) + OTHERS)


def _own_splits(departments: int) -> Iterator[str]:
    for number, name in enumerate(_members("Department", departments), 1):
        part = EXACT[number % len(EXACT)]
        yield f"Kept {number} = {part}% of Dept Sales: {name}"
        yield f"Passed On {number} = {100 - part}% of Dept Sales: {name}"
        yield f'post Kept {number} credit "40001"'
        yield f'post Passed On {number} credit "40002"'


EXACT = (20, 40, 60, 80, 32, 64)
"""Percentages that with the rest to 100 are right for every cent: halves of a cent never occur."""


OTHERS = """\
post Tender Received debit "1010 · Undeposited Funds"
post Tender Over/Short credit "6980 · Over and Short"
post Tender Dropped debit "1000 · Checking" credit "1010"
post Tender Paid Out debit "6400 · Expenses" credit "1010"
post Dept Cost debit "5000 · Cost of Goods Sold" credit "1200"
post Dept Commission debit "6100" credit "2400"
post Tax Collected credit "2200"
"""


class Chain(NamedTuple):
    """How many stores a chain has, and how many kinds of them."""

    stores: int
    shapes: int


def chain(root: Path, size: Chain) -> None:
    """Write a chain of stores with a bank account each; some have a rule of their own.

    The kinds differ in how many tenders and departments they have.
    """
    stores = "".join(_store(number, number % size.shapes) for number in range(1, size.stores + 1))
    write_project(root, stores, MODEL + CHAIN + _lines(_exceptions(size)))
    banks = ((f"Bank {number}", str(70000 + number), "Bank") for number in _numbers(size.stores))
    write_chart(root, banks)


CHAIN = 'post Dept Sales credit "40001"\n' + OTHERS.replace('"1000 · Checking"', '"{store.bank}"')


def _exceptions(size: Chain) -> Iterator[str]:
    """Yield rules of single stores, one in five hundred."""
    for number in range(17, size.stores + 1, 500):
        yield f'post Dept Cost debit "5000" credit "1210" for "Store {number}"'


def _store(number: int, kind: int) -> str:
    head = f'  - name: Store {number}\n    prefix: S{number}-\n    bank: "{70000 + number}"\n'
    return head + _members_of(Size(3 + kind % 4, 5 + kind, 1))


def _write(root: Path, size: Size, rules: str) -> None:
    write_project(root, "  - name: Main\n" + _members_of(size), rules)
    write_chart(root)


def _members_of(size: Size) -> str:
    counts = {"Tender": size.tenders, "Department": size.departments, "Tax": size.taxes}
    return listed({kind: _members(kind, count) for kind, count in counts.items()})


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _members(kind: str, count: int) -> list[str]:
    return [f"{kind} {number}" for number in range(1, count + 1)]


def _lines(rules: Iterable[str]) -> str:
    return "".join(f"{rule}\n" for rule in rules)
