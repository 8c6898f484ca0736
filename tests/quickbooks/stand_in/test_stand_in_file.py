"""The company file: it adds up, survives being killed, and the command line keeps it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import stand_in
from company_file import described
from stand_in import QuickBooks
from stand_in_ground import COMPANY, bill, credit, debit, expense, journal, request, sent, undo

HERE = Path(__file__).resolve().parent
ACCOUNTS = ("Cash", "Till", "Sales", "Sales:Liquor")


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def drawn(rng: random.Random) -> tuple[str, dict[str, int]]:
    """Return an entry made up at random, and what it leaves on each account."""
    amounts = [(rng.choice(ACCOUNTS), rng.randint(1, 99_999)) for _ in range(rng.randint(1, 4))]
    total = sum(cents for _, cents in amounts)
    left = dict.fromkeys(ACCOUNTS, 0)
    for account, cents in amounts:
        left[account] += cents
    if rng.random() < 0.2:
        return bill(*(expense(name, money(cents)) for name, cents in amounts)), left | {
            "Payable": -total
        }
    left["Till"] -= total
    lines = [debit(name, money(cents)) for name, cents in amounts]
    return journal(*lines, credit("Till", money(total))), left


def test_the_ledger_is_the_sum_of_what_was_booked_voided_and_deleted(books: QuickBooks) -> None:
    rng, kept = random.Random(4), dict[str, tuple[str, dict[str, int]]]()
    for _ in range(120):
        if kept and rng.random() < 0.3:
            txn_id = rng.choice(sorted(kept))
            kind, _ = kept.pop(txn_id)
            asked = undo(rng.choice(("TxnVoid", "TxnDel")), txn_id, kind)
            assert sent(books, asked)[0].get("statusCode") == "0"
        else:
            asked, left = drawn(rng)
            ret = sent(books, asked)[0][0]
            kept[ret.findtext("TxnID", "")] = (ret.tag.removesuffix("Ret"), left)
    sums = dict.fromkeys(books.balances(), 0)
    for _, left in kept.values():
        for name, cents in left.items():
            sums[name] += cents
    assert books.balances() == sums
    assert sum(sums.values()) == 0
    assert len(kept) > 30


def test_equal_requests_to_equal_companies_get_equal_bytes(tmp_path: Path) -> None:
    one, two = (QuickBooks.make(tmp_path / name, COMPANY) for name in ("one", "two"))
    asked = request(journal(), bill(), newMessageSetID="a")
    assert one.process(asked) == two.process(asked)
    assert one.path.read_bytes() == two.path.read_bytes()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import stand_in
left = int(sys.argv[3])

def step(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(event, details):
    if event in ("open", "os.rename") and "company.json" in str(details[0]):
        step()

fsync = os.fsync
os.fsync = lambda file: (step(), fsync(file), step())
sys.addaudithook(watch)
books = stand_in.QuickBooks(Path(sys.argv[2]))
books.process(sys.stdin.buffer.read())
books.process(b'<?xml version="1.0"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError='
              b'"stopOnError"><HostQueryRq/></QBXMLMsgsRq></QBXML>')
"""


def test_killed_anywhere_it_has_booked_all_or_nothing_and_once(tmp_path: Path) -> None:
    entries = request(*(journal(ref=f"M{each}") for each in range(3)), newMessageSetID="run")
    whole, booked = QuickBooks.make(tmp_path / "whole.json", COMPANY).process(entries), set()
    for steps in range(1, 20):
        books = QuickBooks.make(tmp_path / "company.json", COMPANY)
        command = [sys.executable, "-c", KILLED, str(HERE), str(books.path), str(steps)]
        ended = subprocess.run(command, input=entries, check=False)
        booked.add(len(books.postings()))
        assert books.process(entries) == whole
        assert len(books.postings()) == 3
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
    assert booked == {0, 3}
    assert steps > 8


def test_a_full_disk_leaves_the_company_as_it_was(
    books: QuickBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = books.path.read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        books.process(request(journal()))
    assert books.path.read_bytes() == before


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HERE / "stand_in.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_makes_a_company_takes_requests_and_shows_the_ledger(
    tmp_path: Path, examples: Path
) -> None:
    company, shop = tmp_path / "company.json", examples / "corner-store"
    posted = shop / "expected" / "post-1041-1045.xml"
    ran = run("--company", company, "--make-from", shop / "chart.yaml", posted)
    assert (ran.returncode, ran.stderr) == (0, "")
    answers = ElementTree.fromstring(ran.stdout)[0]
    assert {each.get("statusCode") for each in answers} == {"0"}
    again = run("--company", company, posted)
    assert again.stdout == ran.stdout
    table = run("--company", company, "--ledger").stdout.splitlines()
    assert table[0].split() == ["account", "debit", "credit"]
    assert len(set(table[-1].split()[2:])) == 1
    assert all(len(line) <= 80 for line in table)
    assert len(QuickBooks(company).postings()) == len(answers)


def test_the_command_tells_an_hresult_and_a_crash(tmp_path: Path) -> None:
    company, bad, good = (tmp_path / name for name in ("c.json", "bad.xml", "good.xml"))
    described = tmp_path / "described.json"
    described.write_text(json.dumps(COMPANY))
    bad.write_bytes(request(journal())[:-9])
    good.write_bytes(request(journal(), newMessageSetID="a"))
    ran = run("--company", company, "--make-from", described, bad)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("0x80040400: ")
    ran = run("--company", company, "--crash", "after", good)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(QuickBooks(company).postings()) == 1
    assert run("--company", company, "--lose-answer", good).stdout == ""
    refused = run("--company", company, "--refuse", "1:3176", good).stdout
    assert 'statusCode="0"' in refused, "the stored answer is what comes back"


def test_the_command_tells_in_one_line_which_file_is_no_good(tmp_path: Path) -> None:
    ran = run("--company", tmp_path / "none.json", "--ledger")
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "none.json" in ran.stderr


@pytest.mark.parametrize(
    "account", [{"name": "x" * 32}, {"name": "Cash:"}, {"name": "Cash", "number": "12345678"}]
)
def test_no_company_has_what_quickbooks_could_not_have(account: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="of QuickBooks can have"):
        described({"accounts": [account]})


def test_charts_of_the_examples_are_read_as_they_are(examples: Path) -> None:
    from ruamel.yaml import YAML

    for chart in sorted(examples.glob("*/chart.yaml")):
        text = chart.read_text("utf-8")
        expected = YAML(typ="safe").load(text)
        found = stand_in.description(text)
        for account in expected["accounts"]:
            account.update(
                {key: str(value).lower() for key, value in account.items() if value is False}
            )
        assert found == expected, chart


def test_a_chart_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="one record a line"):
        stand_in.description("accounts:\n  - name: Cash\n    type: Bank\n")


def test_nothing_of_it_knows_crossfoot() -> None:
    for module in HERE.glob("*.py"):
        if not module.name.startswith(("test_", "conftest", "stand_in_ground")):
            assert "crossfoot" not in module.read_text("utf-8").lower(), module
