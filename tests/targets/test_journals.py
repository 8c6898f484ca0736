"""The same entries as plain-text journals, judged by hledger and beancount themselves."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core.data import Transaction

from crossfoot.model.ruleset import Ruleset
from crossfoot.plan import Entry
from crossfoot.targets.beancount import Beancount
from crossfoot.targets.format import Format
from crossfoot.targets.hledger import Hledger
from crossfoot.targets.qbxml import Qbxml
from posting_shop import A_DAY, RULES, account, batch, chart, plan, ruleset, store

AWKWARD = (
    "Wine (750ml)",
    "(Suspense)",
    "[Virtual]",
    "* Star",
    "! Bang",
    "; Comment",
    "a  b",
    "a ; b",
    "50% off",
    "Rent; paid",
    "=total",
    "~yearly",
    "lower case",
    "Épicerie",
    "@ price",
    "2026-01-01 old",
    '"quoted"',
    "-",
    "Parent:child:(x)",
    "tag: value",
    "| bar",
    "{0}",
    "\\back\\",
    "account",
    "no-break\xa0\xa0spaces",
    "zero\u200bwidth",
    "tab\tand\nbreak",
    "em\u2003space",
)


def journal(format_: Format, *entries: Entry) -> str:
    before, after = format_.around("unused")
    return before + "".join(format_.entry(each, "id").decode() for each in entries) + after


def formats(rules: Ruleset) -> tuple[Hledger, Beancount]:
    accounts = rules.project.chart.accounts
    return Hledger(accounts), Beancount(accounts)


def hledger(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("hledger") is None:
        pytest.skip("hledger is not installed")
    return subprocess.run(
        ["hledger", "-f", str(path), *arguments],
        capture_output=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(path.parent)},
        check=False,
    )


def accept(rules: Ruleset, entries: list[Entry], folder: Path) -> list[Transaction]:
    """Have both programs check a journal of the entries; return what beancount read."""
    for_hledger, for_beancount = formats(rules)
    path = folder / "run.beancount"
    path.write_text(journal(for_beancount, *entries), "utf-8")
    read, errors, _ = loader.load_file(str(path))
    assert errors == []
    path = folder / "run.journal"
    path.write_text(journal(for_hledger, *entries), "utf-8")
    checked = hledger(path, "check", "--strict")
    assert checked.stderr == ""
    assert checked.returncode == 0
    return [each for each in read if isinstance(each, Transaction)]


def test_both_accept_a_day(tmp_path: Path) -> None:
    rules = ruleset()
    (read,) = accept(rules, [plan(rules).entry(batch(rules))], tmp_path)
    assert str(read.date) == "2026-03-02"
    assert (read.payee, read.narration, read.meta["ref"]) == ("Main", "Batch 1", "M1")
    assert [(each.account, str(each.units)) for each in read.postings][:4] == [
        ("Assets:Funds", "70.00 HOME"),
        ("Assets:Funds", "30.25 HOME"),
        ("Assets:Checking", "20.00 HOME"),
        ("Assets:Funds", "-20.00 HOME"),
    ]
    assert {each.meta["memo"] for each in read.postings} == {"Batch 1"}


def test_both_refuse_what_does_not_balance(tmp_path: Path) -> None:
    """Or their word would be worth nothing."""
    rules = ruleset()
    entry = plan(rules).entry(batch(rules))
    for_hledger, for_beancount = formats(rules)
    _, errors, _ = loader.load_string(journal(for_beancount, entry).replace("70.00", "70.01"))
    assert "does not balance" in errors[0].message
    path = tmp_path / "run.journal"
    path.write_text(journal(for_hledger, entry).replace("70.00", "70.01"), "utf-8")
    assert "could not balance" in hledger(path, "check").stderr


def test_both_accept_days_of_returns_and_several_entries(tmp_path: Path) -> None:
    rules = ruleset()
    days = [
        A_DAY,
        {"Closing: Visa": "-12.00", "Dept Sales: Toys": "-12.00", "Dept Cost: Toys": "-5.00"},
        {"Dept Cost: Toys": "0.01"},
    ]
    proved = plan(rules)
    entries = [
        proved.entry(batch(rules, figures, number=str(number)))
        for number, figures in enumerate(days)
    ]
    assert len(accept(rules, entries, tmp_path)) == 3


def test_both_accept_awkward_names_and_keep_them_apart(tmp_path: Path) -> None:
    accounts = [account(name, kind="Income") for name in AWKWARD]
    rules = ruleset(chart=chart(*accounts))
    entry = plan(rules).entry(batch(rules))
    funds = entry.lines[0]
    lines = [
        line
        for each in accounts
        for line in (
            funds._replace(cents=100),
            replace_side(entry, account=each, cents=100),
        )
    ]
    (read,) = accept(rules, [replace(entry, lines=tuple(lines))], tmp_path)
    assert len({each.account for each in read.postings}) == len(AWKWARD) + 1
    listed = hledger(tmp_path / "run.journal", "accounts", "--used")
    assert len(set(listed.stdout.splitlines())) == len(AWKWARD) + 1


def replace_side(entry: Entry, **changes: Any) -> Any:
    """Return a credit line of an entry with some of it changed."""
    return next(line for line in entry.lines if line.side.value == "credit")._replace(**changes)


@pytest.mark.parametrize(
    "text",
    [
        "date: tomorrow",
        "[2026-13-45]",
        'say "no"',
        "a\\b",
        "ends with \\",
        "; # { } @ = * !",
        "Été",
        "a:b, date2:x",
        "| pipe | pipe",
    ],
)
def test_both_accept_awkward_texts(text: str, tmp_path: Path) -> None:
    rules = ruleset(RULES, store(text, prefix="(1)"))
    entry = plan(rules).entry(batch(rules))
    lines = tuple(line._replace(memo=text, klass=text) for line in entry.lines)
    (read,) = accept(rules, [replace(entry, lines=lines)], tmp_path)
    assert read.payee == text
    assert {each.meta["memo"] for each in read.postings} == {text}
    assert {each.meta["class"] for each in read.postings} == {text}


def test_the_account_that_quickbooks_knows_stands_beside_beancounts_name() -> None:
    rules = ruleset()
    text = journal(formats(rules)[1])
    assert 'open Income:Sales:Food HOME\n  name: "Sales:Food"\n' in text


@pytest.mark.parametrize("format_", formats(ruleset()), ids=["hledger", "beancount"])
def test_a_line_break_in_a_text_is_never_written(format_: Format) -> None:
    rules = ruleset()
    format_ = type(format_)(rules.project.chart.accounts)
    entry = plan(rules).entry(batch(rules))
    lines = tuple(line._replace(memo="a\nb") for line in entry.lines)
    with pytest.raises(ValueError, match="control character"):
        format_.entry(replace(entry, lines=lines), "id")


def test_journals_and_requests_hold_the_same_amounts() -> None:
    rules = ruleset()
    entry = plan(rules).entry(batch(rules))
    request = Qbxml("13.0").entry(entry, "id").decode()
    transaction = formats(rules)[0].entry(entry, "id").decode()
    requested = [each.split("<")[0] for each in request.split("<Amount>")[1:]]
    booked = [row.split("  ")[3].split()[0] for row in transaction.splitlines()[2:]]
    assert [each.lstrip("-") for each in booked] == requested
