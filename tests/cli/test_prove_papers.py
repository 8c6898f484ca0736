"""The files that `prove` keeps: the certificate, and the batch that refutes the rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ground import REPOSITORY, Crossfoot

RULES = """\
use rms
post Sales: Total credit "4000"
post Tender Received debit "1010"
post Tender Over/Short credit "6900"
skip Cash Dropped, Cash Paid Out because "not here"
skip Dept Cost, Dept Commission because "monthly"
never Layaway: Paid, Layaway: Closed because "no"
never Customer Deposit: Made, Customer Deposit: Redeemed because "no"
never Store Account: Paid On, Store Account: Paid To, Vouchers Sold because "no"
never Shipping Charge: Total, Surcharges: Cash Back, Surcharges: Debit because "no"
never Tender Rounding Error, Department Tax Rounding because "no"
"""
"""The taxes are not posted."""

PROJECT = """\
company: Corner
rules: [rules.gl]
chart: chart.yaml
closing date: "2026-03-31"
stores:
  - name: "North: 1"
    prefix: N
    day ends: "23:00"
    Tender: [Cash, "On"]
    Tax: [GST]
    Department: [Food]
batches: batches/
"""

CHART = """\
accounts:
  - {name: Funds, number: "1010", type: OtherCurrentAsset}
  - {name: Sales, number: "4000", type: Income}
  - {name: Over, number: "6900", type: Expense}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in (("rules.gl", RULES), ("crossfoot.yaml", PROJECT), ("chart.yaml", CHART)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "batches").mkdir()
    return tmp_path


def test_the_counterexample_is_a_batch_that_a_dry_run_takes_and_shows(
    shop: Path, crossfoot: Crossfoot
) -> None:
    ran = crossfoot("prove", shop, "--save-counterexample", shop / "example.yaml")
    assert ran.status == 1
    assert "wrote 1 counterexample to" in ran.err
    kept = shop / "batches" / "example.yaml"
    kept.write_bytes((shop / "example.yaml").read_bytes())
    for arguments in (["--batches", shop / "example.yaml"], []):
        tried = crossfoot("post", shop, "--dry-run", *arguments)
        assert tried.status == 1
        assert "2026-04-01, entry Nexample-1\n" in tried.out
        assert "out of balance: debits are larger by 1.00" in tried.out


def test_every_fault_has_a_counterexample(shop: Path, crossfoot: Crossfoot) -> None:
    """The taxes are not posted, the shares are each rounded, and an account does not clear."""
    rules = RULES.replace('post Sales: Total credit "4000"\n', "") + (
        "Fee = 6% of Sales: Total\nRest = 94% of Sales: Total\n"
        'post Fee credit "4000"\npost Rest credit "4000"\n"1010" clears\n'
    )
    (shop / "rules.gl").write_text(rules, encoding="utf-8")
    ran = crossfoot("prove", shop, "--save-counterexample", shop / "examples.yaml")
    assert "wrote 3 counterexamples to" in ran.err
    said = [
        line
        for line in (shop / "examples.yaml").read_text(encoding="utf-8").split("\n")
        if line.startswith("#")
    ]
    assert said == [
        "# the entry is out of balance: debits are larger by 1.00",
        "# the entry is out of balance: credits are larger by 0.01",
        "# 1010 · Funds gets 1.00 of debits, 0.00 of credits",
    ]
    tried = crossfoot("post", shop, "--dry-run", "--batches", shop / "examples.yaml")
    assert tried.status == 1
    assert all(f"entry Nexample-{number}\n" in tried.out for number in (1, 2, 3))
    assert "debits are larger by 1.00" in tried.out
    assert "credits are larger by 0.01" in tried.out


def test_where_nothing_is_refuted_there_is_no_counterexample(
    shop: Path, crossfoot: Crossfoot
) -> None:
    (shop / "rules.gl").write_text(RULES + 'post Tax Collected credit "4000"\n', encoding="utf-8")
    ran = crossfoot("prove", shop, "--save-counterexample", shop / "example.yaml")
    assert ran.status == 0
    assert "nothing is refuted, so" in ran.err
    assert not (shop / "example.yaml").exists()


def test_the_certificate_is_checked_without_us(shop: Path, crossfoot: Crossfoot) -> None:
    path = shop / "certificate.json"
    assert crossfoot("prove", shop, "--certificate", path).status == 1
    verifier = REPOSITORY / "tools" / "verify_certificate.py"
    done = subprocess.run(
        [sys.executable, verifier, path], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (1, "refuted: 'North: 1'\n")
    assert done.stdout.startswith("company: Corner\nNorth: 1: refuted\n")
    assert "  given never Vouchers Sold (rules.gl:9)\n" in done.stdout
    made = json.loads(path.read_text(encoding="utf-8"))
    assert set(made["sources"]) >= {"rules.gl", "crossfoot.yaml", "chart.yaml"}
    again = path.read_bytes()
    crossfoot("prove", shop, "--certificate", path)
    assert path.read_bytes() == again


def test_where_nothing_can_be_proved_no_file_is_written(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / "rules.gl").write_text("use rms\npost Sale: Total\n", encoding="utf-8")
    paths = [shop / "certificate.json", shop / "example.yaml"]
    ran = crossfoot("prove", shop, "--certificate", paths[0], "--save-counterexample", paths[1])
    assert ran.status == 1
    assert "nothing is proved, so" in ran.err
    assert not any(path.exists() for path in paths)


def test_a_folder_that_is_not_there_is_told_of_and_nothing_is_left(
    shop: Path, crossfoot: Crossfoot
) -> None:
    ran = crossfoot("prove", shop, "--certificate", shop / "no" / "certificate.json")
    assert ran.status == 2
    assert "no such file" in ran.err


@pytest.mark.parametrize("name", ["rules.gl", "chart.yaml", "crossfoot.yaml", "batches/1.csv"])
def test_no_paper_is_written_over_the_project(name: str, shop: Path, crossfoot: Crossfoot) -> None:
    (shop / "batches" / "1.csv").write_text("store,batch\n", encoding="utf-8")
    before = (shop / name).read_bytes()
    for option in ("--output", "--certificate", "--save-counterexample"):
        ran = crossfoot("prove", shop, option, shop / name)
        assert ran.status == 2
        assert "is a file of the project" in ran.err
    assert (shop / name).read_bytes() == before


def test_two_papers_need_two_files(shop: Path, crossfoot: Crossfoot) -> None:
    same = shop / "paper"
    ran = crossfoot("prove", shop, "--output", same, "--certificate", same)
    assert ran.status == 2
    assert "is named twice" in ran.err
    assert not same.exists()


def test_links_in_a_circle_and_a_missing_folder_are_told_by_their_names(
    shop: Path, crossfoot: Crossfoot
) -> None:
    (shop / "loop").symlink_to(shop / "loop")
    for path in (shop / "loop", shop / "no" / "paper"):
        ran = crossfoot("prove", shop, "--output", path)
        assert ran.status == 2
        assert f"crossfoot: {path}: " in ran.err


def test_batches_from_elsewhere_can_be_tried_but_not_posted(
    shop: Path, crossfoot: Crossfoot
) -> None:
    ran = crossfoot("post", shop, "--batches", shop / "example.yaml")
    assert ran.status == 2
    assert "--batches goes with --dry-run" in ran.err
    ran = crossfoot("post", shop, "--dry-run", "--batches", shop / "nothing.yaml")
    assert ran.status == 2
    (shop / "odd.yaml").write_text("store: North\n", encoding="utf-8")
    ran = crossfoot("post", shop, "--dry-run", "--batches", shop / "odd.yaml")
    assert ran.status == 1
    assert "XF108" in ran.out
