"""Long lists are asked for page by page until nothing is left of them."""

from __future__ import annotations

import re
from pathlib import Path

from exchange_shop import QuickBooks, Trade

from ground import Crossfoot

VENDORS = [f"Vendor {number}" for number in range(1, 2_301)]
CUSTOMERS = [f"Customer {number}" for number in range(1, 1_101)]


def test_each_page_is_asked_for_and_every_record_comes_once(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    trade = Trade(tmp_path, crossfoot)
    trade.quickbooks = QuickBooks.make(
        tmp_path / "large.json", {"vendors": VENDORS, "customers": CUSTOMERS}
    )
    asked = tmp_path / "first.xml"
    ran = trade.run("request", "--output", asked)
    assert ran.status == 0, ran
    answers = [trade.send(asked)]
    for page in (2, 3):
        asked = tmp_path / f"page-{page}.xml"
        ran = trade.run("request", "--continue", answers[-1], "--output", asked)
        assert ran.status == 0, ran
        assert "then type `crossfoot import` with the name of the answer" in ran.out
        answers.append(trade.send(asked))
    told = [answer.read_text("utf-8") for answer in answers]
    vendors = [re.findall(r"<VendorRet>.*?<Name>(.*?)</Name>", text, re.DOTALL) for text in told]
    customers = [
        re.findall(r"<CustomerRet>.*?<Name>(.*?)</Name>", text, re.DOTALL) for text in told
    ]
    assert [len(page) for page in vendors] == [1_000, 1_000, 300]
    assert [len(page) for page in customers] == [1_000, 100, 0]
    assert sorted(name for page in vendors for name in page) == sorted(VENDORS)
    assert sorted(name for page in customers for name in page) == sorted(CUSTOMERS)
    ran = trade.run("request", "--continue", answers[-1], "--output", tmp_path / "page-4.xml")
    assert ran.status == 2
    assert f"nothing is left of the lists in {answers[-1]}" in ran.err
    assert not (tmp_path / "page-4.xml").exists()
