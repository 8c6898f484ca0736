"""Which batch a case is about: one of the project's, or one that is made up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from rule_case_shop import only, shop, tried, write

import fault_tables
from crossfoot.cases.judged import Judged, Verdict
from ground import REPOSITORY


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example with two stores, whose batch numbers repeat."""
    folder = tmp_path_factory.mktemp("stores") / "shop"
    return shutil.copytree(REPOSITORY / "examples" / "two-stores", folder)


def came_of(made: Path, text: str) -> Judged:
    return only(tried(write(made, f"- case: it\n{text}\n")))


def told(case: Judged) -> list[str]:
    return [fault_tables.shown(each, "XF002") for each in case.surplus]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "  batch: 501\n  total: 1",
            ["2:10 batch 501 is of `East` and of `West` | say which with `store:`"],
        ),
        (
            "  batch: 501\n  store: Nort\n  total: 1",
            [
                "3:10 XF108 there is no store called `Nort` in the project file"
                " | the stores are `East`, `West`"
            ],
        ),
        ("  batch: 401\n  total: 1", ["2:10 there is no batch 401 in `batches/` | did you mean"]),
        (
            "  batch: 599\n  store: west\n  total: 1",
            ["2:10 there is no batch 599 of `West` in `batches/`"],
        ),
        ("  measures: {}\n  total: 0", ["1:3 `store:` is missing here | the stores are `East`"]),
        (
            "  measures: {}\n  store: Wset\n  total: 0",
            ["3:10 XF108 there is no store called `Wset` in the project file | did you mean"],
        ),
    ],
)
def test_a_batch_that_cannot_be_found(stores: Path, text: str, wanted: list[str]) -> None:
    case = came_of(stores, text)
    assert case.verdict is Verdict.OTHERWISE
    assert len(told(case)) == len(wanted)
    for ours, theirs in zip(told(case), wanted, strict=True):
        assert ours.startswith(theirs)


@pytest.mark.parametrize("store", ["east", "WEST"])
@pytest.mark.parametrize("number", ["501", "0501"])
def test_a_batch_is_found_however_it_is_written(stores: Path, store: str, number: str) -> None:
    case = came_of(stores, f"  batch: {number}\n  store: {store}\n  no finding: XF502")
    assert case.verdict is Verdict.AS_EXPECTED
    assert case.actual is not None
    assert case.actual.batch is not None
    assert (case.actual.batch.store.name.upper(), case.actual.batch.number) == (
        store.upper(),
        "501",
    )


@pytest.mark.parametrize(
    ("text", "day", "number"),
    [
        ("  store: West", date(2026, 1, 1), "1"),
        ("  store: West\n  day: 2026-07-01\n  batch: 77", date(2026, 7, 1), "77"),
    ],
)
def test_what_is_left_out_of_a_batch_is_filled_in(
    stores: Path, text: str, day: date, number: str
) -> None:
    case = came_of(stores, f"{text}\n  measures: {{}}\n  entry: []")
    assert case.actual is not None
    assert case.actual.batch is not None
    assert (case.actual.batch.day, case.actual.batch.number) == (day, number)
    assert case.verdict is Verdict.AS_EXPECTED


def test_rules_of_a_day_are_those_in_force_on_it(stores: Path) -> None:
    sale = "  measures:\n    Dept Commission: {Camping: 5.00}\n  store: East\n"
    until = came_of(stores, f"{sale}  day: 2026-06-30\n  total: 5.00")
    since = came_of(stores, f"{sale}  day: 2026-07-01\n  entry: []")
    assert (until.verdict, since.verdict) == (Verdict.AS_EXPECTED, Verdict.AS_EXPECTED)


def test_the_text_of_a_line_names_the_batch_and_the_store(stores: Path) -> None:
    case = came_of(
        stores,
        "  store: West\n  batch: 9\n"
        "  measures: {Closing: {Visa: 1.00}, Dept Sales: {Camping: 1.00}}\n"
        "  entry includes:\n"
        "    - {account: 'Sales:Camping', credit: 1, class: west, memo: 'West, batch 9'}",
    )
    assert case.verdict is Verdict.AS_EXPECTED


def test_what_a_batch_lacks_is_told_in_the_words_of_a_batch_file(tmp_path: Path) -> None:
    case = came_of(
        shop(tmp_path),
        "  measures: {Closing: {Cash: 1.005, Amex: 5}, Sales: 3}\n"
        '  purchase orders: [{number: A, supplier: B, created: "2026-02-30", total: x}]\n'
        "  accept: {XF502: we know}\n  entry: []",
    )
    found = [each.partition(" | ")[0] for each in told(case)]
    assert sorted(found) == [
        "2:30 XF506 `1.005` is not an amount such as `812.40`",
        "2:37 XF503 `Main Street` has no Tender called `Amex`",
        "2:47 XF503 nothing is measured that is called `Sales`",
        "3:55 XF506 `2026-02-30` is not a day that exists",
        "3:76 XF506 `x` is not an amount such as `812.40`",
        "4:12 XF506 `XF502` is not a finding that can be accepted: XF505, XF508, XF509 or XF510",
    ]


def test_a_project_without_batches_has_none(tmp_path: Path) -> None:
    made = shop(tmp_path)
    project = (made / "crossfoot.yaml").read_text("utf-8").replace("batches: batches\n", "")
    (made / "crossfoot.yaml").write_text(project, "utf-8")
    (found,) = told(came_of(made, "  batch: 71\n  total: 1"))
    assert found == "2:10 there is no batch 71 here: the project file names no `batches:`"
