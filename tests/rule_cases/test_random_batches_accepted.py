"""Whatever an example makes of a batch, and whatever was expected of it, can be accepted."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rule_case_shop import NAME, tried, write

from crossfoot.cases.accepting import accepted
from crossfoot.cases.judged import Verdict
from crossfoot.model.chart import Chart
from crossfoot.money import dollars
from crossfoot.posting.draft import Line
from ground import REPOSITORY

EXAMPLES = ("corner-store", "opening-closing", "two-stores")
STORES = {
    "corner-store": ("Main Street",),
    "opening-closing": ("Harbor Street",),
    "two-stores": ("East", "West"),
}
TENDERS = {"Main Street": "Check", "Harbor Street": "Gift Card", "East": "Amex", "West": "Visa"}
SOLD = {
    "Main Street": ("Grocery", "Liquor"),
    "Harbor Street": ("Bread", "Coffee Bar"),
    "East": ("Rentals", "Boots & Shoes"),
    "West": ("Clothing", "Camping"),
}


def cents(draw: random.Random, most: int = 100_000) -> int:
    return draw.choice((0, draw.randint(1, most), draw.randint(1, 9) * 100))


def measures(draw: random.Random, store: str) -> dict[str, dict[str, int]]:
    """Return the figures of a day that adds up, except now and then."""
    sold = {department: cents(draw) for department in SOLD[store]}
    cost = {department: amount * 6 // 10 for department, amount in sold.items()}
    over, short = draw.choice(((0, 0), (35, 0), (0, 410), (0, 2_500)))
    opening, dropped, other = draw.choice((0, 20_000)), -cents(draw), cents(draw, 500)
    taken = sum(sold.values()) + over - short
    off = draw.choice((0, 0, 0, 0, 1))
    cash = taken + opening + dropped - other + off
    return {
        "Opening": {"Cash": opening},
        "Closing": {"Cash": cash, TENDERS[store]: other},
        "Dropped": {"Cash": dropped},
        "Over": {"Cash": over},
        "Short": {"Cash": short},
        "Dept Sales": sold,
        "Dept Cost": cost,
    }


def written(found: dict[str, dict[str, int]]) -> Iterator[str]:
    for measure, members in found.items():
        inside = ", ".join(f"{member}: {dollars(amount)}" for member, amount in members.items())
        yield f"    {measure}: {{{inside}}}\n"


def line(draw: random.Random, chart: Chart) -> str:
    account = draw.choice(chart.accounts)
    side, amount = draw.choice(("debit", "credit")), dollars(draw.randint(1, 9_999))
    more = draw.choice(("", "", ', memo: "by hand"', ", class: East"))
    texts = (
        f'{{account: "{account.name}", {side}: {amount}{more}}}',
        f'{{ {side}: "{amount}", account: "{account.name}"{more} }}   # {side}',
    )
    return draw.choice(texts)


def expectations(draw: random.Random, chart: Chart) -> Iterator[str]:
    lines = [line(draw, chart) for _ in range(draw.randint(0, 4))]
    block = "".join(f"\n    - {each}" for each in lines) or " []"
    inside = ", ".join(each.partition("   #")[0] for each in lines)
    kind = draw.choice(("entry", "entry", "entry includes", "flow", "finding", "no finding"))
    if kind == "flow":
        yield f"  entry: [{inside}]   # in brackets\n"
    elif kind.endswith("finding"):
        yield f"  {kind}: [XF510, XF502]\n"
    elif kind == "entry" or lines:
        yield f"  {kind}:{block}\n"
    if draw.random() < 0.4:
        yield f"  total: {dollars(draw.randint(0, 99_999))}\n"
    if draw.random() < 0.3:
        yield f'  entry leaves out: ["{draw.choice(chart.accounts).name}"]\n'
    yield "  bills: []\n"


def a_case(draw: random.Random, number: int, store: str, chart: Chart) -> str:
    parts = [
        f"  store: {store}\n",
        "  measures:\n" + "".join(written(measures(draw, store))),
        "".join(expectations(draw, chart)),
    ]
    draw.shuffle(parts)
    return f"# before {number}\n- case: number {number}\n" + "".join(parts) + "\n"


def remarks(text: str) -> list[str]:
    return [each for each in text.splitlines() if each.startswith("#")]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_came_of_random_batches_is_accepted_once(name: str, seed: int, tmp_path: Path) -> None:
    draw = random.Random(f"{name} {seed}")
    ignored = shutil.ignore_patterns("*.cases.yaml", "batches", "expected")
    made = shutil.copytree(REPOSITORY / "examples" / name, tmp_path / "shop", ignore=ignored)
    (made / "batches").mkdir()
    ruleset = tried(made).rules.ruleset
    assert ruleset is not None
    stores = STORES[name]
    text = "".join(
        a_case(draw, number, draw.choice(stores), ruleset.project.chart) for number in range(40)
    )
    before = tried(write(made, text))
    assert before.files[0].findings == ()
    assert len({case.verdict for case in before.cases}) == 2 or seed
    (found,) = accepted(before)
    write(made, found.after)
    after = tried(made)
    assert {case.verdict for case in after.cases} == {Verdict.AS_EXPECTED}
    assert accepted(after) == ()
    assert remarks((made / NAME).read_text("utf-8")) == remarks(text)
    for was, now in zip(before.cases, after.cases, strict=True):
        if was.verdict is Verdict.AS_EXPECTED:
            assert now.case.node.at.text == was.case.node.at.text
        entry = now.actual.entry if now.actual is not None else None
        if now.case.expected.entry is not None and entry is not None:
            ours = [(each.account, each.side, each.cents) for each in now.case.expected.entry]
            assert _counted(ours) == _counted([_key(each) for each in entry.lines])


def _key(each: Line) -> tuple[object, ...]:
    return each.account, each.side, each.cents


def _counted(lines: list[tuple[object, ...]]) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, each)) for each in lines)
