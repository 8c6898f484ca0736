"""Cases as people lay them out, before and after what came of them was accepted."""

from __future__ import annotations

from typing import NamedTuple


class Layout(NamedTuple):
    """A case that is not as expected, and how it is written when that was accepted."""

    name: str
    before: str
    after: str


ONE_SALE = """\
- case: a sale
  measures:   # a small one
    Closing: {Cash: 10.00}
    Dept Sales: {Grocery: 10.00}
"""

LAYOUTS = (
    Layout(
        "an amount",
        ONE_SALE
        + """\
  entry:
    # what came in
    - {account: "1010", debit: 10}    # ten
    - {credit:   9.00, account: '4000 · Sales'}   # nine
""",
        ONE_SALE
        + """\
  entry:
    # what came in
    - {account: "1010", debit: 10}    # ten
    - {credit:   10.00, account: '4000 · Sales'}   # nine
""",
    ),
    Layout(
        "an amount in quotes, and the other side",
        ONE_SALE
        + """\
  entry:
    - account: 1010
      "credit": '9.00'   # oh
      memo: Batch
    - {account: 4000, credit: 10.00}
  no finding: XF502
""".replace("      memo: Batch\n", ""),
        ONE_SALE
        + """\
  entry:
    - account: 1010
      "debit": '10.00'   # oh
    - {account: 4000, credit: 10.00}
  no finding: XF502
""",
    ),
    Layout(
        "another account, where the first was",
        ONE_SALE
        + """\
  entry:
    - {account: 1000, debit: 10.00}
    - {account: 4000, credit: 10.00}
""",
        ONE_SALE
        + """\
  entry:
    - {account: "1010 · Undeposited Funds", debit: 10.00}
    - {account: 4000, credit: 10.00}
""",
    ),
    Layout(
        "a line more",
        ONE_SALE
        + """\
  entry:
  - account: 1010   # in
    debit: 10.00
  # and that is all
""",
        ONE_SALE
        + """\
  entry:
  - account: 1010   # in
    debit: 10.00
  - {account: "4000 · Sales", credit: 10.00}
  # and that is all
""",
    ),
    Layout(
        "lines less, in the middle and at the end",
        ONE_SALE
        + """\
  entry:
    - {account: 1010, debit: 10.00}
    - {account: 1010, debit: 5.00}   # goes

    # stays
    - account: 4000
      credit: 10.00

    - account: 4000
      credit: 5.00
""",
        ONE_SALE
        + """\
  entry:
    - {account: 1010, debit: 10.00}

    # stays
    - account: 4000
      credit: 10.00

""",
    ),
    Layout(
        "nothing expected",
        ONE_SALE + "  entry: []\n",
        ONE_SALE
        + """\
  entry:
    - {account: "4000 · Sales", credit: 10.00}
    - {account: "1010 · Undeposited Funds", debit: 10.00}
""",
    ),
    Layout(
        "nothing booked",
        """\
- case: nothing
  entry:   # was there something?
    - {account: 1010, debit: 10.00}
    - {account: 4000, credit: 10.00}
  measures: {}
""",
        """\
- case: nothing
  entry: []
  measures: {}
""",
    ),
    Layout(
        "all in brackets",
        "- {case: x, measures: {Closing: {Cash: 1}, Dept Sales: {Grocery: 1}}, entry: []}\n",
        "- {case: x, measures: {Closing: {Cash: 1}, Dept Sales: {Grocery: 1}}, entry: "
        '[{account: "4000 · Sales", credit: 1.00}, '
        '{account: "1010 · Undeposited Funds", debit: 1.00}]}\n',
    ),
    Layout(
        "a list in brackets on one line",
        ONE_SALE + "  entry: [{account: 1010, debit: 3}, {account: 1010, debit: 10}, {account: "
        "4000, credit: 10.00}, {account: 4000, credit: 3}]\n",
        ONE_SALE + "  entry: [{account: 1010, debit: 10}, {account: 4000, credit: 10.00}]\n",
    ),
    Layout(
        "a list in brackets, of which the end goes",
        ONE_SALE + "  entry: [{account: 1010, debit: 10}, {account: 4000, credit: 10}, "
        "{account: 1010, debit: 5}, {account: 4000, credit: 5}]\n",
        ONE_SALE + "  entry: [{account: 1010, debit: 10}, {account: 4000, credit: 10}]\n",
    ),
    Layout(
        "a list in brackets with remarks, and commas where few put them",
        ONE_SALE
        + """\
  entry: [
    {account: 4000, credit: 5.00}   # goes
    , {account: 1010, debit: 10.00},   # in
    {account: 1010, debit: 5.00},   # goes, too
    {account: 4000, credit: 10.00},   # out
    {account: 4000, credit: 3.00}   # goes
    , {account: 1010, debit: 3.00}
  ]
""",
        ONE_SALE
        + """\
  entry: [
       # goes
     {account: 1010, debit: 10.00},   # in
    # goes, too
    {account: 4000, credit: 10.00},   # out
       # goes
     |
  ]
""".replace("|", ""),
    ),
    Layout(
        "a list in brackets on many lines",
        ONE_SALE
        + """\
  entry: [
    {account: 1010, debit: 10.00},   # in
  ]
""",
        ONE_SALE
        + """\
  entry: [
    {account: 1010, debit: 10.00},
    {account: "4000 · Sales", credit: 10.00},   # in
  ]
""",
    ),
    Layout(
        "held back, and not expected to be",
        """\
- case: a cent is missing
  total: 10.00   # all of it
  measures:
    Closing: {Cash: 9.99}
    Dept Sales: {Grocery: 10.00}
  entry includes:
    - {account: 1010, debit: 10.00}
  entry leaves out: [4010]
""",
        """\
- case: a cent is missing
  measures:
    Closing: {Cash: 9.99}
    Dept Sales: {Grocery: 10.00}
  finding: XF502
""",
    ),
    Layout(
        "the name comes last",
        """\
- entry: []
  finding: XF508
  measures: {Closing: {Cash: 9.99}}
  case: a cent is missing
""",
        """\
- measures: {Closing: {Cash: 9.99}}
  case: a cent is missing
  finding: [XF508, XF502]
""".replace("  finding: [XF508, XF502]\n", "").replace(
            "- measures", "- finding: [XF508, XF502]\n  measures"
        ),
    ),
    Layout(
        "expected to be held back, and it is not",
        ONE_SALE + "  finding: [XF502]\n",
        ONE_SALE
        + """\
  entry:
    - {account: "4000 · Sales", credit: 10.00}
    - {account: "1010 · Undeposited Funds", debit: 10.00}
""",
    ),
    Layout(
        "another finding",
        """\
- case: short
  measures: {Short: {Cash: 30}, Dept Sales: {Grocery: 30}}
  finding:
    - XF502   # no
    - XF510
""",
        """\
- case: short
  measures: {Short: {Cash: 30}, Dept Sales: {Grocery: 30}}
  finding: [XF510, XF505]
""",
    ),
    Layout(
        "a finding that should not be",
        ONE_SALE
        + """\
  total: 10.00
  no finding: [XF502, figure-not-reported]
""",
        ONE_SALE
        + """\
  total: 10.00
  no finding: XF502
  finding: XF508
""",
    ),
    Layout(
        "some lines: an amount, and one that is not there",
        ONE_SALE
        + """\
  entry includes:
    - {account: 4000, credit: 11.00}
    - {account: 1000, debit: 11.00}
""",
        ONE_SALE
        + """\
  entry includes:
    - {account: 4000, credit: 10.00}
""",
    ),
    Layout(
        "some lines: none is there",
        ONE_SALE
        + """\
  entry includes:
    - {account: 1000, debit: 11.00}
""",
        ONE_SALE
        + """\
  entry:
    - {account: "4000 · Sales", credit: 10.00}
    - {account: "1010 · Undeposited Funds", debit: 10.00}
""",
    ),
    Layout(
        "accounts that were to be left out",
        ONE_SALE + "  entry leaves out: [1000, '4000 · Sales', 4010]\n",
        ONE_SALE + "  entry leaves out: [1000, 4010]\n",
    ),
    Layout(
        "accounts that were to be left out, line by line",
        ONE_SALE
        + """\
  entry leaves out:
    - 1000   # nothing to the bank
    - "4000" # no sales
    # no liquor
    - 4010
""",
        ONE_SALE
        + """\
  entry leaves out:
    - 1000   # nothing to the bank
    # no liquor
    - 4010
""",
    ),
    Layout(
        "the one account that was to be left out",
        ONE_SALE + "  total: 10.00\n  entry leaves out: 4000\n",
        ONE_SALE + "  total: 10.00\n",
    ),
    Layout(
        "a memo that is none",
        ONE_SALE
        + """\
  entry:
    - {account: 1010, memo: "a memo", debit: 10.00}
    - account: 4000
      credit: 10.00
""",
        ONE_SALE
        + """\
  entry:
    - {account: "1010", debit: 10.00}
    - account: 4000
      credit: 10.00
""",
    ),
    Layout(
        "bills",
        ONE_SALE
        + """\
  purchase orders:
    - {number: A, supplier: Acme, created: "2026-03-02", total: 5.00}
    - {number: B, supplier: Acme, created: "2026-03-02", total: 6.00}
  bills:
    - {number: A, total: 4.00, created: 2026-03-01}
    - {number: C}
""",
        ONE_SALE
        + """\
  purchase orders:
    - {number: A, supplier: Acme, created: "2026-03-02", total: 5.00}
    - {number: B, supplier: Acme, created: "2026-03-02", total: 6.00}
  bills:
    - {number: A, total: 5.00, created: 2026-03-02}
    - {number: "B", supplier: "Acme", created: 2026-03-02, total: 6.00, \
account: "1200 · Inventory Asset"}
""",
    ),
    Layout(
        "a finding of the rules",
        "- case: the rules\n  finding: XF402   # are they?\n",
        "- case: the rules\n  no finding: XF402\n",
    ),
)
