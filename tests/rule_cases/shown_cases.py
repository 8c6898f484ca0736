"""Files of cases that are not as expected, each in another way."""

from __future__ import annotations

HEAD = """\
- case: what we expect
  measures:
    Opening: {Cash: 200.00}
    Closing: {Cash: 175.50, Visa: 30.00}
    Dropped: {Cash: -100.00}
    Short: {Cash: 1.50}
    Dept Sales: {Grocery: 97.00, Liquor: 5.00}
    Tax Collected: {GST: 5.00}
"""

SHOWN = {
    "every-difference": HEAD
    + """\
  entry:
    - {account: "4000 · Sales", credit: 97.00}
    - {account: "4020 · Liquor", credit: 5.00}
    - {account: "2210 · Taxes", debit: 5.00}
    - {account: "1010 · Undeposited Funds", debit: 75.50, memo: "by hand"}
    - {account: "1010", debit: 30.00, class: Harbour}
    - {account: "6900", debit: 1.50}
    - {account: "1000", debit: 100.00}
  bills: [{number: PO-9}]
""",
    "some-lines": HEAD
    + """\
  entry includes:
    - {account: "4000 · Sales", credit: 102.00}
    - {account: "6900 · Cash Over/Short", debit: 1.00}
  entry leaves out: "1000 · Checking"
  total: 312.00
""",
    "held-back": """\
- case: all of it is there
  measures:
    Closing: {Cash: 104.99}
    Dept Sales: {Grocery: 100.00}
    Tax Collected: {GST: 5.00}
  entry:
    - {account: "1010 · Undeposited Funds", debit: 105.00}
    - {account: "4000 · Sales", credit: 100.00}
    - {account: "2210 · Taxes", credit: 5.00}
""",
    "not-held-back": """\
- case: a shortage is held back
  batch: 71
  finding: [XF505, XF510]
- case: nobody counts cost of goods
  batch: 71
  finding: XF508
  no finding: XF505
""",
    "bills": """\
- case: two orders
  measures: {Closing: {Cash: 1.00}, Dept Sales: {Grocery: 1.00}}
  purchase orders:
    - {number: PO-1, supplier: Acme Foods, created: "2026-03-02", total: 48.00, terms: Net 30}
    - {number: PO-2, supplier: Northern Spirits, created: "2026-03-02", total: 52.00}
  bills:
    - {number: PO-1, supplier: Acme, created: "2026-03-01", total: 84.00, terms: Net 15}
    - {number: PO-3}
""",
    "the-rules": """\
- case: something is dead in them
  finding: [XF304, out-of-balance]
""",
    "a-fault": """\
- case: one
  batch: 71
  totl: 166.00
- case: two
  batch: 71
  total: 166.00
- case: three
  batch: 17
  total: 166.00
""",
}
