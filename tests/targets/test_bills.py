"""Closed purchase orders become bills beside the entry of their batch, or it is said why not."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qbxml_schema import faults

from ground import REPOSITORY, Crossfoot, Ran

SHOP = REPOSITORY / "examples" / "corner-store"
ORDER = 'number: PO-771, supplier: Acme Foods, created: "2026-02-20", total: 480.00, terms: Net 30'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the corner store, with the one batch that purchase orders closed with."""
    for name in ("crossfoot.yaml", "chart.yaml", "rules.gl", "batches/1043.yaml"):
        target = tmp_path / "shop" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((SHOP / name).read_bytes())
    return tmp_path / "shop"


def changed(shop: Path, old: str, new: str, name: str = "batches/1043.yaml") -> Path:
    path = shop / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return shop


def posted(crossfoot: Crossfoot, shop: Path, *options: str) -> Ran:
    return crossfoot("post", shop, "--out", shop.parent / "out", *options)


def request(shop: Path) -> bytes:
    return (shop.parent / "out" / "post-1043-1043.xml").read_bytes()


def bills(shop: Path) -> list[str | None]:
    tree = ElementTree.fromstring(request(shop))
    return [each.findtext("RefNumber") for each in tree.iter("BillAdd")]


def test_a_purchase_order_is_a_bill_of_the_form_that_quickbooks_takes(
    crossfoot: Crossfoot, shop: Path, oracle: Path
) -> None:
    ran = posted(crossfoot, shop)
    assert ran.status == 0, ran
    assert faults(oracle, request(shop)) == []
    (bill,) = ElementTree.fromstring(request(shop)).iter("BillAdd")
    told = {path: bill.findtext(path) for path in ("VendorRef/FullName", "TermsRef/FullName")}
    told |= {path: bill.findtext(path) for path in ("TxnDate", "RefNumber")}
    assert told == {
        "VendorRef/FullName": "Acme Foods",
        "TermsRef/FullName": "Net 30",
        "TxnDate": "2026-02-20",
        "RefNumber": "PO-771",
    }
    (line,) = bill.iter("ExpenseLineAdd")
    assert line.findtext("AccountRef/FullName") == "Inventory Asset"
    assert line.findtext("Amount") == "480.00"
    assert "  bill PO-771, 2026-02-20: 480.00\n" in ran.out
    assert ran.out.endswith("1 prepared, 1 bill\n")


def test_transfers_and_orders_for_nothing_are_no_bills(crossfoot: Crossfoot, shop: Path) -> None:
    changed(shop, "total: 480.00", "total: 0.00")
    assert posted(crossfoot, shop).status == 0
    assert bills(shop) == []
    log = (shop.parent / "out" / "post.log").read_text("utf-8")
    assert "no bill for purchase order TR-15: it is a transfer\n" in log
    assert "no bill for purchase order PO-771: nothing is owed for it\n" in log


def test_no_bills_leaves_them_out_whatever_is_wrong_with_them(
    crossfoot: Crossfoot, shop: Path
) -> None:
    changed(shop, "Acme Foods", "Nobody")
    assert posted(crossfoot, shop, "--no-bills").status == 0
    assert bills(shop) == []


def test_without_a_rule_for_bills_there_are_none_and_it_is_said(
    crossfoot: Crossfoot, shop: Path
) -> None:
    changed(shop, 'bills to "1200 · Inventory Asset"', "", "rules.gl")
    assert posted(crossfoot, shop).status == 0
    assert bills(shop) == []
    log = (shop.parent / "out" / "post.log").read_text("utf-8")
    assert "no bill for purchase order PO-771: no `bills to` is in force\n" in log


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Acme Foods", "Acme Food", "supplier `Acme Food` of purchase order `PO-771` is not in"),
        ("Net 30", "Nett 30", "payment terms `Nett 30` of purchase order `PO-771` are not in"),
    ],
)
def test_unknown_vendors_and_terms_stop_the_run(
    old: str, new: str, says: str, crossfoot: Crossfoot, shop: Path
) -> None:
    changed(shop, old, new)
    for command in (crossfoot("check", shop), posted(crossfoot, shop)):
        assert command.status == 1
        assert "batches/1043.yaml:19:5: error XF211" in command.out
        assert says in command.out
        assert f"did you mean `{old}`?" in command.out
    assert not (shop.parent / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("480.00", "-480.00", "XF504", "comes to -480.00"),
        ("PO-771", "PO-" + "7" * 18, "XF603", "has 21 characters, and QuickBooks takes 20"),
        ("2026-02-20", "2025-12-31", "XF606", "the books are closed until 2025-12-31"),
        ("PO-771", "PO-№7", "XF607", "has `№` (U+2116)"),
    ],
)
def test_a_bill_that_quickbooks_would_refuse_is_held_back_alone(
    old: str, new: str, code: str, says: str, crossfoot: Crossfoot, shop: Path
) -> None:
    changed(shop, old, new)
    ran = posted(crossfoot, shop)
    assert ran.status == 1
    assert f"error {code}" in ran.out
    assert says in ran.out
    assert bills(shop) == []
    assert b"<RefNumber>M1043</RefNumber>" in request(shop)


def test_a_purchase_order_that_closed_twice_stops_the_run(crossfoot: Crossfoot, shop: Path) -> None:
    changed(
        shop, f"  - {{{ORDER}}}\n", f"  - {{{ORDER}}}\n  - {{{ORDER}}}\n".replace("PO-", "po-", 1)
    )
    for command in (crossfoot("check", shop), posted(crossfoot, shop)):
        assert command.status == 1
        assert "XF507" in command.out
        assert "purchase order `PO-771` of `Main Street` is here a second time" in command.out
    assert not (shop.parent / "out").exists()


def test_a_bill_goes_to_the_account_of_its_store_and_day(crossfoot: Crossfoot, shop: Path) -> None:
    rule = 'bills to "1200 · Inventory Asset"'
    own = 'bills to "1500 · Store Fixtures" for "Main Street" from 2026-03-01 until 2026-03-31'
    changed(shop, rule, f"{rule}\n{own}", "rules.gl")
    assert posted(crossfoot, shop).status == 0
    assert b"<ExpenseLineAdd><AccountRef><FullName>Store Fixtures</FullName>" in request(shop)
