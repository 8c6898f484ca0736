"""The example projects: checked without a finding, posted, and their output kept beside them.

The kept files in `examples/*/expected/` are compared byte for byte. To keep a new output
after a change that was meant: ``CROSSFOOT_KEEP=1 pytest tests/examples``, then read the diff.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/crossfoot.yaml"))
NOTHING = Decimal(0)
WRITTEN = (".xml", ".journal", ".beancount")
KEEP = os.environ.get("CROSSFOOT_KEEP") == "1"
TAKEN = {
    "Closing": 1,
    "Opening": -1,
    "Dropped": -1,
    "Paid": -1,
    "Over": -1,
    "Short": 1,
    "Tender Rounding Error": 1,
    "Store Account: Paid On": 1,
    "Customer Deposit: Redeemed": 1,
    "Layaway: Closed": 1,
}
DUE = {
    "Dept Sales",
    "Tax Collected",
    "Shipping Charge: Total",
    "Surcharges: Cash Back",
    "Surcharges: Debit",
    "Customer Deposit: Made",
    "Layaway: Paid",
    "Store Account: Paid To",
    "Vouchers Sold",
    "Department Tax Rounding",
}
"""Two sides of the identity of a closed batch, written out once more and apart from rms.gl."""


def crossfoot(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "crossfoot", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=120,
    )


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.name)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """Return a copy of one example, and where its output is kept."""
    original: Path = request.param
    copy = tmp_path / original.name
    shutil.copytree(original, copy, ignore=shutil.ignore_patterns("expected"))
    return copy, original / "expected"


def compare(kept: Path, actual: str) -> None:
    """Compare with a kept file, or keep it when asked to."""
    if KEEP:
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(actual.encode())
    assert kept.read_bytes().decode() == actual


def test_there_are_three_examples() -> None:
    assert [path.name for path in EXAMPLES] == ["corner-store", "opening-closing", "two-stores"]


def test_check_finds_nothing(example: tuple[Path, Path]) -> None:
    folder, expected = example
    run = crossfoot(folder, "check", "--strict")
    assert (run.returncode, run.stderr) == (0, "")
    compare(expected / "check.txt", run.stdout)


def test_check_as_json_has_no_finding_and_proves_every_store(example: tuple[Path, Path]) -> None:
    folder, _ = example
    report = json.loads(crossfoot(folder, "check", "--format", "json").stdout)
    assert report["diagnostics"] == []
    assert report["proofs"]
    assert {proof["verdict"] for proof in report["proofs"]} == {"by-identity"}


def test_prove_says_what_is_kept(example: tuple[Path, Path]) -> None:
    folder, expected = example
    run = crossfoot(folder, "prove")
    assert (run.returncode, run.stderr) == (0, "")
    assert max(map(len, run.stdout.splitlines())) <= 80
    compare(expected / "prove.txt", run.stdout)


def test_the_rules_are_laid_out_as_the_formatter_lays_them_out(example: tuple[Path, Path]) -> None:
    folder, _ = example
    run = crossfoot(folder, "fmt", "--check")
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.parametrize("target", ["qbxml", "journal"])
def test_post_writes_what_is_kept(example: tuple[Path, Path], target: str) -> None:
    folder, expected = example
    run = crossfoot(folder, "post", "--out", "out", "--target", target)
    assert (run.returncode, run.stderr) == (0, "")
    if target == "qbxml":
        compare(expected / "post.txt", run.stdout)
        compare(expected / "post.log", (folder / "out/post.log").read_text(encoding="utf-8"))
    written = [path for path in (folder / "out").iterdir() if path.suffix in WRITTEN]
    assert written
    for path in written:
        compare(expected / path.name, path.read_bytes().decode())


def test_no_kept_file_is_left_over(example: tuple[Path, Path]) -> None:
    folder, expected = example
    for target in ("qbxml", "journal"):
        crossfoot(folder, "post", "--out", f"out-{target}", "--target", target)
    posted = {path.name for path in folder.glob("out-*/post*")}
    assert {path.name for path in expected.iterdir()} == posted | {
        "check.txt",
        "post.txt",
        "prove.txt",
    }


@dataclass(frozen=True)
class Line:
    """One line of a rendered entry, as QuickBooks will read it."""

    account: str
    debit: Decimal
    credit: Decimal


def rendered(folder: Path) -> dict[str, list[Line]]:
    """Post a project and read the lines back out of the XML, by reference number."""
    assert crossfoot(folder, "post", "--out", "out").returncode == 0
    entries: dict[str, list[Line]] = {}
    for path in sorted((folder / "out").glob("*.xml")):
        for entry in ElementTree.parse(path).iter("JournalEntryAdd"):
            entries[entry.findtext("RefNumber", "")] = [*lines_of(entry)]
    return entries


def lines_of(entry: ElementTree.Element) -> Iterator[Line]:
    for line in entry:
        if line.tag in ("JournalDebitLine", "JournalCreditLine"):
            amount = Decimal(line.findtext("Amount", ""))
            account = line.findtext("AccountRef/FullName", "")
            sides = (amount, NOTHING) if line.tag == "JournalDebitLine" else (NOTHING, amount)
            yield Line(account, *sides)


def net(lines: list[Line], account: str) -> Decimal:
    """Return debits less credits of an account, its sub-accounts included."""
    return sum(
        (
            line.debit - line.credit
            for line in lines
            if line.account == account or line.account.startswith(account + ":")
        ),
        NOTHING,
    )


def test_every_rendered_entry_adds_up(example: tuple[Path, Path]) -> None:
    entries = rendered(example[0])
    assert len(entries) == len([*closed_batches(example[0])])
    for lines in entries.values():
        assert lines
        assert all(line.debit + line.credit > 0 for line in lines)
        assert sum(line.debit for line in lines) == sum(line.credit for line in lines)


Figures = dict[tuple[str, str], Decimal]


def closed_batches(folder: Path) -> Iterator[tuple[str, str, Figures]]:
    """Read store, number and figures of every closed batch, without the package's readers."""
    for path in sorted((folder / "batches").iterdir()):
        if path.suffix == ".csv":
            yield from from_csv(path)
            continue
        batch = plain(path)
        if batch["status"] == "closed":
            yield str(batch["store"]), str(batch["batch"]), dict(figures_of(batch["measures"]))


def plain(path: Path) -> Any:
    """Read YAML, of which JSON is a part, with every scalar as text."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    def value(node: Any) -> Any:
        if isinstance(node, MappingNode):
            return {value(key): value(item) for key, item in node.value}
        if isinstance(node, SequenceNode):
            return [value(item) for item in node.value]
        return node.value

    return value(YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8")))


def figures_of(measures: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Decimal]]:
    for measure, value in measures.items():
        members = value if isinstance(value, dict) else {"": value}
        for member, amount in members.items():
            yield (measure, member), Decimal(amount)


def from_csv(path: Path) -> Iterator[tuple[str, str, Figures]]:
    found: dict[tuple[str, str], Figures] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            figures = found.setdefault((row["store"], row["batch"]), {})
            figures[row["measure"], row["member"]] = Decimal(row["amount"])
    for (store, number), figures in found.items():
        yield store, number, figures


def total(figures: Figures, measure: str) -> Decimal:
    return sum((amount for (name, _), amount in figures.items() if name == measure), NOTHING)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_closed_batch_keeps_the_identity_to_the_cent(folder: Path) -> None:
    batches = [*closed_batches(folder)]
    assert len(batches) >= 4
    for store, number, figures in batches:
        taken = sum(factor * total(figures, measure) for measure, factor in TAKEN.items())
        due = sum(total(figures, measure) for measure in DUE)
        assert taken == due, f"{store} {number}: taken {taken}, due {due}"


def test_the_entries_say_what_the_batches_say(example: tuple[Path, Path]) -> None:
    """Sales, taxes and over/short on the books are those of the batches, added up by hand."""
    folder, _ = example
    entries = [line for lines in rendered(folder).values() for line in lines]
    batches = [figures for _, _, figures in closed_batches(folder)]
    sales = -sum(net(entries, account) for account in ("Sales", "Rental Income"))
    assert sales == sum(total(figures, "Dept Sales") for figures in batches)
    taxes = -sum(net(entries, account) for account in ("Taxes Payable", "Sales Tax Due"))
    assert taxes == sum(total(figures, "Tax Collected") for figures in batches)
    short = sum(
        net(entries, account)
        for account in ("Cash Over and Short", "Over and Short", "Cash Over", "Cash Short")
    )
    assert short == sum(total(figures, "Short") - total(figures, "Over") for figures in batches)


def test_a_short_till_and_a_store_account_in_full() -> None:
    """Corner Store's batch 1044, worked out with pencil and paper."""
    xml = next((ROOT / "examples/corner-store/expected").glob("*.xml"))
    entry = next(
        entry
        for entry in ElementTree.parse(xml).iter("JournalEntryAdd")
        if entry.findtext("RefNumber") == "M1044"
    )
    booked = [(line.account, line.debit or -line.credit) for line in lines_of(entry)]
    assert sorted(booked) == sorted(
        (account, Decimal(amount))
        for account, amount in [
            ("Undeposited Funds", "835.45"),  # 435.45 - 200.00 + 600.00 dropped
            ("Card Clearing", "688.14"),
            ("Card Clearing", "455.02"),
            ("Cash Over and Short", "4.10"),  # a loss: the credit is negative, so it is a debit
            ("Cash Rounding", "0.01"),
            ("Checking", "600.00"),
            ("Undeposited Funds", "-600.00"),
            ("Sales", "-1214.05"),
            ("Sales", "-132.70"),
            ("Sales:Liquor", "-604.35"),
            ("Taxes Payable:GST", "-48.30"),
            ("Taxes Payable:PST", "-69.72"),
            ("Cost of Goods Sold", "1417.98"),
            ("Inventory Asset", "-1417.98"),
            ("House Accounts", "86.40"),
        ]
    )


def test_all_three_tills_of_way_c_are_empty_again() -> None:
    """With every movement posted, each till account is at zero after each batch."""
    xml = next((ROOT / "examples/two-stores/expected").glob("*.xml"))
    for entry in ElementTree.parse(xml).iter("JournalEntryAdd"):
        lines = [*lines_of(entry)]
        assert net(lines, "Till East") == net(lines, "Till West") == 0


def test_commissions_stop_in_mid_year() -> None:
    xml = next((ROOT / "examples/two-stores/expected").glob("*.xml"))
    days = {
        entry.findtext("TxnDate")
        for entry in ElementTree.parse(xml).iter("JournalEntryAdd")
        if net([*lines_of(entry)], "Commissions")
    }
    assert days == {"2026-06-29", "2026-06-30"}


def test_the_open_batch_is_left_to_the_log(tmp_path: Path) -> None:
    folder = tmp_path / "opening-closing"
    shutil.copytree(ROOT / "examples/opening-closing", folder)
    run = crossfoot(folder, "post", "--out", "out")
    assert run.returncode == 0
    assert re.search(r"\b2205\b.*\bnot closed\b", run.stdout)
