"""Batch files: what is read, and what is said of each fault, at which line and column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossfoot.driver import check
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


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "crossfoot.yaml").write_text(PROJECT)
    (tmp_path / "chart.yaml").write_text("accounts: []\n")
    (tmp_path / "rules.gl").write_text(RULES)
    (tmp_path / "batches").mkdir()
    return tmp_path


def read(shop: Path, text: str | bytes, name: str = "a.yaml") -> list[Batch | Rejected]:
    data = text if isinstance(text, bytes) else text.encode()
    (shop / "batches" / name).write_bytes(data)
    outcome = check(shop)
    assert outcome.ruleset is not None
    return list(read_batches(outcome.ruleset))


def told(shop: Path, text: str | bytes, name: str = "a.yaml") -> list[str]:
    """Return each finding as ``line:column code message | help``."""
    return [
        f"{found.at.first.line}:{found.at.first.column} {found.code.number} "
        f"{found.message} | {found.help}"
        for each in read(shop, text, name)
        if isinstance(each, Rejected)
        for found in each.findings
    ]


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


FAULTS = [
    (
        "Main Street",
        "Main Stret",
        "1:8 XF108 there is no store called `Main Stret`",
        "did you mean `Main Street`?",
    ),
    (
        "Closing:",
        "Closng:",
        "7:3 XF503 nothing is measured that is called `Closng`",
        "did you mean `Closing`?",
    ),
    (
        "Closing:",
        "Received:",
        "7:3 XF503 `Received` is worked out from other figures",
        "report Closing, Opening",
    ),
    (
        "Cash:",
        "Cahs:",
        "7:13 XF503 `Main Street` has no Tender called `Cahs`",
        "did you mean `Cash`?",
    ),
    (
        "Cash:",
        "Amex:",
        "7:13 XF503 `Main Street` has no Tender called `Amex`",
        "add `Amex` under `Tender:`",
    ),
    ("Food:", "Wine:", "8:16 XF503 `Main Street` has no Department called `Wine`", "add `Wine`"),
    (
        "Shipping: 5.00",
        "Shipping: {Cash: 5}",
        "9:3 XF503 `Shipping` is a single amount",
        "write `Shipping: 12.50`",
    ),
    (
        "{Food: -1.5}",
        "1.5",
        "8:3 XF503 `Dept Sales` is reported by Department",
        "as in `Dept Sales: {",
    ),
    ("812.40", "812.405", "7:19 XF506 `812.405` is not an amount such as `812.40`", ""),
    ("812.40", '"1,812.40"', "7:19 XF506 `1,812.40` is not an amount", ""),
    ("812.40", "$812", "7:19 XF506 `$812` is not an amount", ""),
    ("812.40", "8e2", "7:19 XF506 `8e2` is not an amount", ""),
    ("812.40", "[1]", "7:19 XF506", ""),
    ("status: closed", "status: shut", "3:9 XF506 `shut` is not `open` or `closed`", ""),
    ("store: Main Street\n", "", "XF506 a batch lacks `store:`", ""),
    (
        "measures:",
        "measure:",
        "6:1 XF506 `measure` is not a key of a batch",
        "did you mean `measures`?",
    ),
    ('closed: "2026-03-01T21:10"\n', "", "1:1 XF506 a closed batch needs `closed:`", ""),
    (
        "2026-03-01T21:10",
        "2026-03-01T08:10",
        "5:9 XF506 this batch closed before it was opened",
        "",
    ),
    (
        "2026-03-01T21:10",
        "2026-02-30T21:10",
        "5:9 XF506 `2026-02-30T21:10` is not a day and time",
        "",
    ),
    ("2026-03-01T21:10", "3/1/2026 9pm", "5:9 XF506 `3/1/2026 9pm` is not a day and time", ""),
    ("batch: 0043", "batch:", "XF506", ""),
    ("batch: 0043", "batch: 0043\nbatch: 44", "3:1 XF506 `batch` is given twice", ""),
    ("store:", "accept: {XF502: why}\nstore:", "1:10 XF506 `XF502` is not a key of `accept`", ""),
    ("store:", "accept: {XF505: }\nstore:", "XF506", ""),
    ("status: closed", "status: &a closed", "3:9 XF506 `&` and `*` references are not taken", ""),
    ("status: closed", "status: [closed", "XF506", ""),
]


@pytest.mark.parametrize(("old", "new", "wanted", "help"), FAULTS, ids=lambda text: text[:30])
def test_a_fault_of_a_batch(old: str, new: str, wanted: str, help: str, shop: Path) -> None:
    assert old in BATCH
    found = told(shop, BATCH.replace(old, new, 1))
    assert any(wanted in each and help in each for each in found), found


CSV_FAULTS = [
    ("store,batch", "shop,batch", "1:1 XF506 there is no column called `shop`", ""),
    (
        ",amount\n",
        ",amonut\n",
        "1:49 XF506 there is no column called `amonut`",
        "did you mean `amount`?",
    ),
    (",member", ",measure", "1:1 XF506 the column `member` is missing", ""),
    ("812.40\n", "812.40,9\n", "2:1 XF506 this row has 9 columns, not 8", ""),
    ("Closing,No,5\n", "Closing,No\n", "3:1 XF506 this row has 7 columns, not 8", ""),
    ("812.40", '"812,40"', "2:73 XF506 `812,40` is not an amount", ""),
    ("Closing,No,5", "Closing,Cash,5", "3:1 XF506 `Closing: Cash` is given twice", ""),
    ("Closing,No,5", "Closing,Amex,5", "3:67 XF503 `Main Street` has no Tender called `Amex`", ""),
    (
        "Shipping,,5.00",
        "Shiping,,5.00",
        "5:59 XF503 nothing is measured that is called `Shiping`",
        "",
    ),
    ("Shipping,,5.00", "Shipping,Cash,5.00", "5:59 XF503 `Shipping` is a single amount", ""),
    ("Shipping,,5.00", "Closing,,5.00", "5:59 XF503 `Closing` is reported by Tender", ""),
    (
        f"{ABOUT}Closing,Cash",
        f"{ABOUT.replace('closed', 'open')}Closing,Cash",
        "3:1 XF506 the rows of this batch differ",
        "",
    ),
    (
        "Main Street,0043",
        "Mian Street,0043",
        "2:1 XF108 there is no store called `Mian Street`",
        "",
    ),
    (
        ROWS,
        ROWS.replace(",", ";"),
        "1:1 XF506 the columns are divided by `;`",
        "save the file with commas",
    ),
    ("812.40", '"812.40', "XF506 quotes do not pair up here", ""),
    ("812.40", "812.40\x00", "2:78 XF003", ""),
]


@pytest.mark.parametrize(("old", "new", "wanted", "help"), CSV_FAULTS, ids=lambda text: text[:30])
def test_a_fault_of_a_csv_file(old: str, new: str, wanted: str, help: str, shop: Path) -> None:
    assert old in ROWS
    found = told(shop, ROWS.replace(old, new, 1), "a.csv")
    assert any(wanted in each and help in each for each in found), found


JSON_FAULTS = [
    ('"closed",', '"closed"', "XF506 this is not JSON: a comma or a colon is missing here"),
    ('"status"', "status", "4:2 XF506 this is not JSON: a key in double quotes is missing here"),
    ('"0043"', '"0043", "batch": 1', "3:19 XF506 `batch` is given twice"),
    ("812.4", "8.124e2", "XF506 `8.124e2` is not an amount"),
    ("812.4", "NaN", "XF506 `NaN` is not an amount"),
    ("812.4", "[" * 30 + "]" * 30, "XF506 lists and keys are nested too deeply here"),
    ("812.4", "[" * 100_000, "XF506"),
]


@pytest.mark.parametrize(("old", "new", "wanted"), JSON_FAULTS, ids=lambda text: text[:30])
def test_a_fault_of_a_json_file(old: str, new: str, wanted: str, shop: Path) -> None:
    assert old in as_json()
    found = told(shop, as_json().replace(old, new, 1), "a.json")
    assert any(wanted in each for each in found), found


@pytest.mark.parametrize(("name", "second"), [("b.yaml", BATCH), ("b.csv", ROWS)])
def test_a_batch_a_second_time_is_told_with_the_first(name: str, second: str, shop: Path) -> None:
    read(shop, BATCH)
    first, twice = read(shop, second, name)
    assert isinstance(first, Batch)
    assert isinstance(twice, Rejected)
    (found,) = twice.findings
    assert (found.code.number, found.at.source.path) == ("XF507", f"batches/{name}")
    assert found.related[0].at.source.path == "batches/a.yaml"


def test_rows_of_a_batch_that_stand_apart_are_a_batch_twice(shop: Path) -> None:
    other = ROWS.removeprefix(HEADER).replace("0043", "44")
    found = told(shop, ROWS + other + f"{ABOUT}Opening,Cash,1\n", "a.csv")
    assert found == [
        "10:1 XF507 batch 0043 of `Main Street` is here a second time"
        " | keep the rows of one batch together"
    ]


def test_the_same_number_in_another_store_is_another_batch(shop: Path) -> None:
    read(shop, BATCH)
    east = BATCH.replace("Main Street", "East").replace(', "No": 5', "")
    assert [type(each) for each in read(shop, east, "b.yaml")] == [Batch, Batch]


def test_other_files_are_left_alone(shop: Path) -> None:
    for name in ("notes.txt", ".a.yaml", "a.yaml~"):
        (shop / "batches" / name).write_text("nonsense: [")
    assert len(read(shop, BATCH)) == 1


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.csv"])
@pytest.mark.parametrize(
    "data",
    [b"\xff\xfea\x00", "Caf\xe9".encode("latin-1"), b"x" * 5_000_000, b"\x00" * 100, b'"' * 999],
)
def test_hostile_bytes_get_a_finding(name: str, data: bytes, shop: Path) -> None:
    found = told(shop, data, name)
    assert found
    assert all(" XF003 " in each or " XF506 " in each for each in found)
