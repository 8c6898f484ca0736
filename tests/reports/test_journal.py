"""The general journal: as a table, for a spreadsheet, and on paper."""

from __future__ import annotations

import csv
import io
import shutil
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import recorded_books as books
from recorded_books import entry, lines, opened, post

from crossfoot.money import cents
from crossfoot.plan import Unbalanced
from crossfoot.posting.standing import Kind, State
from crossfoot.record.kept import BookedLine, Recorded
from crossfoot.record.record import Record
from crossfoot.report.columns import safe, width
from crossfoot.report.journal import csv as spreadsheet
from crossfoot.report.journal import html
from crossfoot.report.journal.items import Item, Picked, journal
from crossfoot.report.journal.text import Form, table
from ground import REPOSITORY, Crossfoot

HOSTILE = '<script>alert(1)</script> & "é\x1b[31m\u202e\r\n=cmd\ufffe'
ODD = "=HYPERLINK(\"http://x.example\",'a'), next"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with opened(tmp_path) as record:
        books.fill(record)
        yield record


EVERYTHING = Picked()
PLAIN = Form()


def shown(record: Record, picked: Picked = EVERYTHING, form: Form = PLAIN) -> list[str]:
    return list(table("Corner Store", picked, journal(record, picked), {}, form))


def kinds(record: Record, picked: Picked) -> list[tuple[str, str, bool]]:
    return [
        (each.request.ref, each.recorded.state.value, each.is_booked)
        for each in journal(record, picked)
    ]


def test_it_is_what_is_in_the_books_by_day_store_and_batch(record: Record) -> None:
    assert kinds(record, Picked()) == [
        ("PO-771", "posted", True),
        ("M1042", "posted", True),
        ("M1043", "posted", True),
        ("M1044", "voided", True),
        ("M1044R", "posted", True),
    ]


def test_with_all_there_is_also_what_is_not_in_the_books(record: Record) -> None:
    assert [each for each in kinds(record, Picked(every=True)) if not each[2]] == [
        ("PO-9", "sent", False),
        ("M1043", "voided", False),
        ("W7", "sent", False),
        ("W8", "prepared", False),
    ]


def marks(record: Record) -> dict[str, str]:
    return {
        each.request.request_id: each.mark
        for each in journal(record, Picked(every=True))
        if each.mark
    }


def test_what_was_undone_says_by_what(record: Record) -> None:
    assert marks(record) == {
        "bill-PO-9": "no answer yet (run 6)",
        "entry-M-1043-0": "voided (run 2): closing count corrected",
        "entry-M-1044-0": "reversed by M1044R of 2026-04-02 (run 4)",
        "reversal-entry-M-1044-0": "reverses M1044 of 2026-03-01: period closed",
        "entry-W-7-0": "no answer yet (run 6)",
        "entry-W-8-0": "not known to be sent (run 7)",
    }


@pytest.mark.parametrize(
    ("kind", "said"), [(Kind.VOID, "to be voided"), (Kind.DELETE, "to be deleted")]
)
def test_what_is_about_to_be_undone_is_still_in_the_books(
    kind: Kind, said: str, record: Record
) -> None:
    first = entry("1042", date(2026, 2, 28))
    undo = books.undoing(first, kind, "wrong day")
    books.prepare(record, undo)
    assert marks(record)["entry-M-1042-0"] == f"{said} (run 8): wrong day"
    assert ("M1042", "posted", True) in kinds(record, Picked())
    books.answer(record, undo)
    assert ("M1042", "voided", False) in kinds(record, Picked(every=True))
    assert ("M1042", "voided", False) not in kinds(record, Picked())
    assert marks(record)["entry-M-1042-0"] == f"{said[6:]} (run 8): wrong day"


@pytest.mark.parametrize(
    ("picked", "refs"),
    [
        (Picked(first=date(2026, 3, 1), last=date(2026, 3, 1)), ["M1043", "M1044"]),
        (Picked(stores=("main  STREET",), batches=("01042",)), ["M1042"]),
        (Picked(stores=("West Street",), every=True), ["PO-9", "W7", "W8"]),
        (
            Picked(stores=("West Street", "Main Street"), batches=("7", "1042"), every=True),
            ["PO-9", "M1042", "W7"],
        ),
        (Picked(batches=("99",)), []),
    ],
)
def test_a_part_of_it_is_picked(picked: Picked, refs: list[str], record: Record) -> None:
    assert [each.request.ref for each in journal(record, picked)] == refs


JOURNAL = """\
General journal of Corner Store, 2026-03-01
of Main Street, with what is not in the books

date, reference, account and memo                            debit        credit

2026-03-01  M1043        Main Street, batch 1043, “Batch 1043”
  voided (run 2): closing count corrected
  Undeposited Funds                                       1,012.40
      rules.gl:12, Tender Received: Cash: Closing 812.40 - Opening 100.00 -
        Dropped -300.00 - Paid 0.00 = 1,012.40
  Sales:Food                                                              759.30
      rules.gl:31, Dept Sales: Food: 759.30 as reported
  Sales:Toys                                                              253.10
      rules.gl:31, Dept Sales: Toys: 253.10 as reported
                                                          --------      --------
                                                          1,012.40      1,012.40
"""
BILLS = """\
                                                          ========      ========
total of 4 entries                                        4,047.20      4,047.20

Bills
  date        due           number        vendor                           total
  2026-02-20  2026-03-22    PO-771        Acme Foods                      480.00
  2026-02-20  2026-03-22    PO-9          Acme Foods                      480.00
    no answer yet (run 6)
                                                                          ------
total of 1 bill                                                           480.00

4 of what is listed are not in the books                                3,517.20
"""


def test_the_table_of_a_day_with_where_each_line_is_from(record: Record) -> None:
    day = date(2026, 3, 1)
    picked = Picked(("Main Street",), (), day, day, every=True)
    text = "\n".join(shown(record, picked, Form(with_working=True))) + "\n"
    assert text.startswith(f"{JOURNAL}\n2026-03-01  M1043 ")


def test_the_end_of_the_table(record: Record) -> None:
    picked = Picked(every=True)
    text = "\n".join(table("", picked, journal(record, picked), {"net 30": 30}, Form())) + "\n"
    assert text.endswith(f"\n{BILLS}")


def test_a_bill_whose_terms_say_no_day_shows_the_terms(record: Record) -> None:
    assert [line for line in shown(record) if "PO-771" in line] == [
        "  2026-02-20  Net 30        PO-771        Acme Foods                      480.00"
    ]


def hostile(record: Record) -> None:
    """Add an entry and a bill all of whose texts are hostile, and an amount that is large."""
    booked = tuple(
        BookedLine(HOSTILE, side, 123_456_789_012, ODD, HOSTILE * 5, HOSTILE, 1, ODD, HOSTILE,
                   f"-{HOSTILE}" * 20)
        for side in ("debit", "credit")
    )  # fmt: skip
    store = f"Süd 東京 {HOSTILE}"
    post(
        record,
        entry(ODD, date(2026, 3, 9), store, booked),
        books.bill(ODD, "9", vendor=HOSTILE, terms=HOSTILE, store=store, cents=99_999_999_999),
    )


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("with_working", [False, True])
def test_no_line_is_wider_than_the_screen(
    columns: int, *, with_working: bool, record: Record
) -> None:
    hostile(record)
    told = shown(record, Picked(every=True), Form(columns, with_working=with_working))
    assert max(map(width, told)) <= max(columns, 0), max(told, key=width)
    assert [safe(line) for line in told] == told


def rows_of(record: Record, picked: Picked) -> list[dict[str, str]]:
    text = "".join(spreadsheet.rows(journal(record, picked), {}))
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_spreadsheet_has_a_row_a_line_and_the_same_totals(record: Record) -> None:
    rows = rows_of(record, Picked())
    assert len(rows) == 4 * 3 + 1
    assert tuple(rows[0]) == spreadsheet.COLUMNS
    for side in ("debit", "credit"):
        assert sum(cents(row[side]) for row in rows if row[side]) == 404_720
    assert [row["bill total"] for row in rows if row["kind"] == "bill"] == ["480.00"]
    first = next(row for row in rows if row["reference"] == "M1042")
    assert first == {
        "date": "2026-02-28",
        "reference": "M1042",
        "store": "Main Street",
        "batch": "1042",
        "kind": "entry",
        "state": "posted",
        "in the books": "yes",
        "mark": "",
        "line": "1",
        "account": "Undeposited Funds",
        "memo": "Batch 1042",
        "class": "",
        "debit": "1012.40",
        "credit": "",
        "bill total": "",
        "vendor": "",
        "due": "",
        "rule": "rules.gl",
        "rule line": "12",
        "amount": "Tender Received",
        "member": "Cash",
        "working": books.RECEIVED,
        "run": "1",
        "request": "entry-M-1042-0",
        "TxnID": "T-entry-M-1042-0",
    }


def test_no_cell_is_a_formula_and_no_text_breaks_a_row(record: Record) -> None:
    before = len(rows_of(record, Picked()))
    hostile(record)
    rows = rows_of(record, Picked())
    assert len(rows) == before + 3
    for row in rows:
        assert set(row) == set(spreadsheet.COLUMNS)
        assert not any(value.lstrip().startswith(tuple("=+-@")) for value in row.values())
    odd = next(row for row in rows if row["date"] == "2026-03-09")
    assert odd["memo"] == f"'{ODD}"
    assert odd["debit"] == "1234567890.12"


class Page(HTMLParser):
    """Reads a page; its elements are closed as they should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [f"{name}={value}" for name, value in attrs if _leads_away(name, value)]
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.texts.append(data)
        else:
            assert "url(" not in data
            assert "@import" not in data


def _leads_away(name: str, value: str | None) -> bool:
    return (
        name in {"href", "src", "action", "style"}
        or name.startswith("on")
        or ("//" in (value or ""))
    )


def page_of(record: Record, picked: Picked) -> Page:
    return Page("".join(html.page(HOSTILE, picked, journal(record, picked), {"net 30": 30})))


def test_a_page_needs_nothing_else_and_cannot_be_made_a_program(record: Record) -> None:
    hostile(record)
    page = page_of(record, Picked((HOSTILE,), (), every=True))
    assert page.links == []
    page = page_of(record, Picked(every=True))
    assert page.links == []
    assert not {"script", "link", "img", "iframe", "object", "svg"} & {*page.tags}
    assert any("<script>alert(1)</script>" in text for text in page.texts)
    assert not [
        text for text in page.texts if safe(text.replace("\n", "")) != text.replace("\n", "")
    ]


def test_a_page_leads_each_line_back_and_has_the_totals(record: Record) -> None:
    page = page_of(record, Picked())
    text = "\n".join(page.texts)
    assert text.count(f"rules.gl:12, Tender Received: Cash: {books.RECEIVED}") == 4
    assert text.count("batch 1044 of Main Street, run ") == 2
    assert "total of 4 entries" in text
    assert text.count("4,047.20") == 2
    assert "reverses M1044 of 2026-03-01: period closed" in text
    assert "2026-03-22" in text
    assert page.tags.count("section") == 4 + 2


def test_an_entry_that_does_not_balance_is_not_shown_as_if_it_did(tmp_path: Path) -> None:
    bad = lines()[:2]
    with opened(tmp_path) as record:
        post(record, entry("1", booked=bad))
        with pytest.raises(Unbalanced, match=r"debits 1012\.40, credits 759\.30"):
            list(journal(record, Picked()))


def test_a_long_journal_is_not_kept_in_memory() -> None:
    with_lines = lines()

    def items() -> Iterator[Item]:
        for number in range(4_000):
            request = entry(
                str(number), date(2026, 1, 1) + timedelta(number % 300), booked=with_lines
            )
            yield Item(Recorded(request, 1, State.POSTED, "T", "1", None, books.NOW), "", True)

    tracemalloc.start()
    count = sum(1 for _ in spreadsheet.rows(items(), {}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 12_001
    assert peak < 400_000


# The command.


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return shutil.copytree(REPOSITORY / "examples" / "two-stores", tmp_path / "shop")


def test_nothing_was_posted_yet(shop: Path, crossfoot: Crossfoot) -> None:
    ran = crossfoot("journal", shop)
    assert (ran.status, ran.err) == (0, "")
    assert "nothing was posted" in ran.out
    assert crossfoot("journal", shop, "--format", "csv").out.count("\n") == 1
    assert not (shop / "crossfoot.sqlite").exists()


def test_the_command_writes_a_file_whole(shop: Path, crossfoot: Crossfoot, tmp_path: Path) -> None:
    with opened(shop) as record:
        books.fill(record)
    page = tmp_path / "journal.html"
    ran = crossfoot("journal", shop, "--format", "html", "--output", page)
    assert ran == (0, f"wrote {page}\n", "")
    assert "Summit Outfitters" in page.read_text("utf-8")
    sheet = tmp_path / "journal.csv"
    assert crossfoot("journal", shop, "--format", "csv", "--output", sheet).status == 0
    assert sheet.read_bytes().decode() == crossfoot("journal", shop, "--format", "csv").out


def test_what_cannot_be_meant_is_refused(shop: Path, crossfoot: Crossfoot) -> None:
    with opened(shop) as record:
        books.fill(record)
    ran = crossfoot("journal", shop, "--from", "2026-03-02", "--to", "2026-03-01")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "crossfoot: --from 2026-03-02 is later than --to 2026-03-01\n"
    ran = crossfoot("journal", shop, "--store", "Wesst")
    assert ran.err == "crossfoot: there is no store `Wesst`; did you mean `West`?\n"
    assert crossfoot("journal", shop, "--store", "main street", "--batch", "1042").status == 0
    for name in ("crossfoot.sqlite", "crossfoot.mark"):
        before = (shop / name).read_bytes()
        ran = crossfoot("journal", shop, "--output", shop / name)
        assert ran.status == 2
        assert "is a file of the project" in ran.err
        assert (shop / name).read_bytes() == before


def test_an_entry_out_of_balance_ends_the_command_in_one_line(
    shop: Path, crossfoot: Crossfoot
) -> None:
    with opened(shop) as record:
        post(record, entry("1", booked=lines()[:2]))
    ran = crossfoot("journal", shop)
    assert ran.status == 2
    assert ran.err == (
        "crossfoot: in the record, entry M1 does not balance: debits 1012.40, credits 759.30: "
        "type `crossfoot status`\n"
    )


def test_what_was_posted_leads_back_to_its_rule_and_its_figures(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    where = tmp_path / "corner"
    kept = shutil.ignore_patterns("crossfoot.sqlite*", "crossfoot.mark")
    shop = shutil.copytree(REPOSITORY / "examples" / "corner-store", where, ignore=kept)
    assert crossfoot("post", shop, "--out", tmp_path / "out").status == 0
    assert "nothing was posted" in crossfoot("journal", shop).out
    with opened(shop) as record:
        books.answer(record, *(each.request for each in record.requests()))
    ran = crossfoot("journal", shop, "--batch", "1043", "--format", "csv")
    rules = (shop / "rules.gl").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    entries = [row for row in rows if row["kind"] == "entry"]
    assert {row["kind"] for row in rows} == {"entry", "bill"}
    for row in entries:
        assert rules[int(row["rule line"]) - 1].startswith(f"post {row['amount']}")
        amount = row["debit"] or row["credit"]
        shown = f"{cents(amount) // 100:,}.{amount[-2:]}"
        assert shown in row["working"], row
    assert entries[0]["working"] == (
        "Closing 450.85 - Opening 200.00 - Dropped -400.00 - Paid -27.85 = 678.70"
    )
    wide = crossfoot("journal", shop, "--working")
    assert max(map(width, wide.out.splitlines())) <= 80
