"""A small shop whose batches are read: good texts of one batch in every format."""

from __future__ import annotations

import json
from pathlib import Path

from crossfoot.driver import check_rules
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.readers import read_batches

PROJECT = """\
company: Shop
rules: [rules.gl]
chart: chart.yaml
stores:
  - {name: Main Street, prefix: M, day ends: "04:00", Tender: [Cash, "No"], Department: [Food]}
  - {name: East, prefix: E, Tender: [Cash], Department: [Food, Wine]}
batches: batches
"""

RULES = """\
dimension Tender
dimension Department
measure Closing, Opening by Tender
measure Dept Sales by Department
measure Shipping
Received = Closing - Opening
"""

BATCH = """\
store: Main Street
batch: 0043
status: closed
opened: "2026-03-01T08:55"
closed: "2026-03-01T21:10"
measures:
  Closing: {Cash: 812.40, "No": 5}
  Dept Sales: {Food: -1.5}
  Shipping: 5.00
"""

HEADER = "store,batch,status,opened,closed,measure,member,amount\n"
ABOUT = "Main Street,0043,closed,2026-03-01T08:55,2026-03-01T21:10,"
ROWS = (
    HEADER
    + f"{ABOUT}Closing,Cash,812.40\n{ABOUT}Closing,No,5\n"
    + f"{ABOUT}Dept Sales,Food,-1.5\n{ABOUT}Shipping,,5.00\n"
)


def make(folder: Path) -> Path:
    """Write the shop into a folder, with no batches yet."""
    (folder / "crossfoot.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "chart.yaml").write_text("accounts: []\n", encoding="utf-8")
    (folder / "rules.gl").write_text(RULES, encoding="utf-8")
    (folder / "batches").mkdir()
    return folder


def read(shop: Path, text: str | bytes, name: str = "a.yaml") -> list[Batch | Rejected]:
    """Return what all batch files hold, one of them newly written."""
    data = text if isinstance(text, bytes) else text.encode()
    (shop / "batches" / name).write_bytes(data)
    ruleset = check_rules(shop).ruleset
    assert ruleset is not None
    return list(read_batches(ruleset))


def as_json() -> str:
    measures = {"Closing": {"Cash": 812.40, "No": 5}, "Dept Sales": {"Food": -1.5}, "Shipping": 5}
    return json.dumps(
        {
            "store": "Main Street",
            "batch": "0043",
            "status": "closed",
            "opened": "2026-03-01T08:55",
            "closed": "2026-03-01T21:10",
            "measures": measures,
        },
        indent="\t",
    )
