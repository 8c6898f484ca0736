"""Batch files: what is read of those that are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_shop import BATCH, ROWS, as_json, make, read

from crossfoot.posting.batch import Batch


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", BATCH),
        ("a.YML", BATCH.replace("\n", "\r\n")),
        ("a.yaml", "\ufeff" + BATCH),
        ("a.yaml", "- " + BATCH.replace("\n", "\n  ")),
        ("a.json", as_json()),
        ("a.json", f"[{as_json()}]"),
        ("a.csv", ROWS),
        ("a.csv", "\ufeff" + ROWS.replace("\n", "\r\n") + "\r\n\r\n"),
        ("a.csv", ROWS.replace("Main Street", '"Main Street"').replace("No", "no")),
    ],
)
def test_one_batch_in_every_format(name: str, text: str, shop: Path) -> None:
    (batch,) = read(shop, text, name)
    assert isinstance(batch, Batch), batch
    figures = {figure.label: batch.cents[figure.index] for figure in batch.figures.all}
    assert figures == {
        "Closing: Cash": 81240,
        "Closing: No": 500,
        "Opening: Cash": 0,
        "Opening: No": 0,
        "Dept Sales: Food": -150,
        "Shipping": 500,
    }
    assert {batch.figures.all[index].label for index in batch.reported} == {
        "Closing: Cash",
        "Closing: No",
        "Dept Sales: Food",
        "Shipping",
    }
    assert (batch.number, batch.is_closed, batch.day.isoformat()) == ("0043", True, "2026-03-01")
    shipping = next(each.index for each in batch.figures.all if each.label == "Shipping")
    opening = next(each.index for each in batch.figures.all if each.label == "Opening: Cash")
    assert batch.place(shipping).text in ("5.00", "5")
    assert batch.place(opening).start == batch.at.start


@pytest.mark.parametrize(
    ("closed", "extra", "day"),
    [
        ("2026-03-02T03:59", "", "2026-03-01"),
        ("2026-03-02T04:00", "", "2026-03-02"),
        ("2026-03-02T03:59", 'date: "2026-02-28"\n', "2026-02-28"),
    ],
)
def test_the_business_day_ends_when_the_store_says(
    closed: str, extra: str, day: str, shop: Path
) -> None:
    (batch,) = read(shop, extra + BATCH.replace("2026-03-01T21:10", closed))
    assert isinstance(batch, Batch)
    assert batch.day.isoformat() == day


def test_an_open_batch_needs_no_closing_time(shop: Path) -> None:
    text = BATCH.replace("status: closed", "status: open").replace(
        'closed: "2026-03-01T21:10"\n', ""
    )
    (batch,) = read(shop, text)
    assert isinstance(batch, Batch)
    assert (batch.is_closed, batch.closed, batch.day.isoformat()) == (False, None, "2026-03-01")


def test_purchase_orders_and_acceptances_are_read(shop: Path) -> None:
    (batch,) = read(
        shop,
        BATCH
        + 'accept: {XF505: "counted the next morning"}\n'
        + "purchase orders:\n"
        + "  - {number: PO-771, supplier: Acme, created: 2026-02-20, total: 480, terms: Net 30}\n"
        + "  - {number: 12, supplier: No, created: 2026-02-21, total: -1, kind: transfer-in}\n",
    )
    assert isinstance(batch, Batch)
    assert batch.accept == {"XF505": "counted the next morning"}
    assert [
        (each.number, each.supplier, each.total, each.terms, each.kind) for each in batch.orders
    ] == [
        ("PO-771", "Acme", 48000, "Net 30", "standard"),
        ("12", "No", -100, None, "transfer-in"),
    ]
