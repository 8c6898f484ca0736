"""What a run writes: request files in order, the log, the manifest."""

from __future__ import annotations

import json
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree
from qbxml_schema import faults
from runs import broken, fates, names, refs, run

from crossfoot.posting.batch import PurchaseOrder
from posting_shop import A_DAY, BATCH_FILE, RULES, batch, ruleset, store


def test_a_run_writes_a_request_file_a_log_and_a_manifest(out: Path, oracle: Path) -> None:
    rules = ruleset()
    result = run(rules, [batch(rules, number=number) for number in ("41", "42")], out)
    assert names(out) == ["manifest.json", "post-41-42.xml", "post.log"]
    assert result.files == ("post-41-42.xml",)
    assert fates(result) == ["41 posted", "42 posted"]
    assert not result.has_errors
    assert faults(oracle, (out / "post-41-42.xml").read_bytes()) == []


def test_entries_stand_by_closing_time_then_store_then_number(out: Path) -> None:
    rules = ruleset(RULES, store("West", "W"), store("East", "E"))
    west, east = rules.project.stores
    noon, night = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 23)
    batches = [
        batch(rules, number="10", at=east, closed=night),
        batch(rules, number="9", at=east, closed=night),
        batch(rules, number="11", at=west, closed=night),
        batch(rules, number="12", at=east, closed=noon),
    ]
    run(rules, batches, out)
    assert refs(out / "post-12-10.xml") == ["E12", "W11", "E9", "E10"]


def test_the_order_of_files_does_not_show(tmp_path: Path) -> None:
    rules = ruleset()
    days = [batch(rules, number=str(n), day=date(2026, 3, n)) for n in range(1, 6)]
    run(rules, days, tmp_path / "one")
    run(rules, reversed(days), tmp_path / "two")
    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_many_entries_go_into_several_files_each_a_document(out: Path, oracle: Path) -> None:
    rules = ruleset()
    days = [batch(rules, number=str(n), day=date(2026, 3, n)) for n in range(1, 8)]
    result = run(rules, days, out, requests_per_file=3)
    assert result.files == ("post-1-3.xml", "post-4-6.xml", "post-7-7.xml")
    assert [refs(out / name) for name in result.files] == [
        ["M1", "M2", "M3"],
        ["M4", "M5", "M6"],
        ["M7"],
    ]
    for name in result.files:
        assert faults(oracle, (out / name).read_bytes()) == []


def test_files_of_stores_with_the_same_numbers_do_not_overwrite_each_other(out: Path) -> None:
    rules = ruleset(RULES, store("West", "W"), store("East", "E"))
    west, east = rules.project.stores
    early, late = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 23)
    batches = [batch(rules, at=west, closed=early), batch(rules, at=east, closed=late)]
    result = run(rules, batches, out, requests_per_file=1)
    assert result.files == ("post-1-1.xml", "post-1-1-2.xml")
    assert [refs(out / name) for name in result.files] == [["W1"], ["E1"]]


def test_a_number_that_is_no_file_name_is_made_one(out: Path) -> None:
    rules = ruleset()
    result = run(rules, [batch(rules, number="../a:b")], out)
    assert result.files == ("post-.._a_b-.._a_b.xml",)
    assert names(out) == ["manifest.json", "post-.._a_b-.._a_b.xml", "post.log"]


def test_a_large_run_goes_over_the_disk_and_comes_back_whole(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossfoot.targets.spool._IN_MEMORY", 3_000)
    rules = ruleset()
    days = [batch(rules, number=str(n), day=date(2026, 3, 31 - n)) for n in range(1, 31)]
    run(rules, days, out)
    assert refs(out / "post-30-1.xml") == [f"M{n}" for n in range(30, 0, -1)]


def test_the_journal_target_writes_one_file_for_each_program(out: Path) -> None:
    rules = ruleset()
    days = [batch(rules, number=str(n)) for n in (1, 2)]
    result = run(rules, days, out, target="journal", requests_per_file=1)
    assert result.files == ("post-1-2.journal", "post-1-2.beancount")


def test_the_manifest_says_which_batch_went_where_and_by_which_rules(out: Path) -> None:
    rules = ruleset()
    run(rules, [batch(rules, number="41"), broken(rules, "42")], out)
    manifest = json.loads((out / "manifest.json").read_text())
    assert {
        name: manifest[name] for name in ("version", "company", "target", "qbxml", "rounding")
    } == {
        "version": 1,
        "company": "Shop",
        "target": "qbxml",
        "qbxml": "13.0",
        "rounding": "half-away-from-zero/1",
    }
    assert list(manifest["rules"]) == ["crossfoot.yaml", "model.gl", "rules.gl"]
    assert manifest["rules"]["rules.gl"] == sha256(RULES.encode()).hexdigest()
    (file,) = manifest["files"]
    data = (out / "post-41-41.xml").read_bytes()
    assert file["sha256"] == sha256(data).hexdigest()
    document = etree.fromstring(data)
    assert document[0].get("newMessageSetID") == file["newMessageSetID"]
    (row,) = manifest["batches"]
    assert document[0][0].get("requestID") == row.pop("requestID")
    assert len(row.pop("sha256")) == 64
    assert row == {
        "store": "Main",
        "batch": "41",
        "day": "2026-03-02",
        "files": ["post-41-41.xml"],
        "RefNumber": "M41",
        "lines": 9,
        "debits": "155.75",
        "credits": "155.75",
    }


def test_ids_fit_and_change_with_company_store_batch_and_content(tmp_path: Path) -> None:
    rules = ruleset(RULES, store("West", ""), store("East", ""))
    west, east = rules.project.stores
    company = ruleset(RULES, store("West", ""), store("East", ""), company="Other")
    variants = [
        (rules, batch(rules, at=west)),
        (rules, batch(rules, at=east)),
        (rules, batch(rules, at=west, number="2")),
        (rules, batch(rules, {**A_DAY, "Dept Cost: Food": "35.51"}, at=west)),
        (rules, batch(rules, at=west, day=date(2026, 3, 3))),
        (company, batch(company, at=company.project.stores[0])),
    ]
    seen: set[tuple[str, str]] = set()
    for place, (each, made) in enumerate(variants):
        run(each, [made], tmp_path / str(place))
        manifest = json.loads((tmp_path / str(place) / "manifest.json").read_text())
        ids = (manifest["batches"][0]["requestID"], manifest["files"][0]["newMessageSetID"])
        assert 0 < len(ids[0]) <= 50
        assert 0 < len(ids[1]) <= 24
        seen.add(ids)
    assert len({first for first, _ in seen}) == len({second for _, second in seen}) == 6


def test_a_batch_hash_depends_on_what_is_reported_and_not_on_the_entry(tmp_path: Path) -> None:
    rules = ruleset()
    turned = dict(reversed(A_DAY.items()))
    hashes = []
    for place, figures in enumerate((A_DAY, turned, {**A_DAY, "Over: Visa": "0.00"})):
        run(rules, [batch(rules, figures)], tmp_path / str(place))
        manifest = json.loads((tmp_path / str(place) / "manifest.json").read_text())
        hashes.append(manifest["batches"][0]["sha256"])
    assert hashes[0] == hashes[1] != hashes[2]


def test_the_log_tells_of_every_batch(out: Path) -> None:
    rules = ruleset(RULES + "expect Tender Over/Short within 0.10\n")
    order = PurchaseOrder(
        "PO-7", "Acme", date(2026, 3, 1), 100, None, "standard", BATCH_FILE.whole()
    )
    batches = [
        batch(rules, number="41", orders=(order,)),
        broken(rules, "42"),
        batch(rules, number="43", is_closed=False, closed=None),
        batch(rules, {"Dept Cost: Food": "0.00"}, number="44"),
        batch(rules, number="46", accept={"XF510": "new clerk"}),
    ]
    run(rules, batches, out)
    beyond = "`Tender Over/Short: Cash` is 0.25, beyond the 0.10 that the rules expect"
    apart = "batch 42 of `Main`: `Taken` is 100.01 and `Due` is 100.00: 0.01 apart"
    expected = f"""\
Shop: posting log

Main, batch 41 of 2026-03-02: posted as M41, 9 lines, 155.75
    warning XF510: {beyond} (batches/1.yaml:8)
    not reported, so counted as zero: Short
    no bill for purchase order PO-7: no `bills to` is in force
Main, batch 42 of 2026-03-02: held back
    error XF502: {apart} (batches/1.yaml:1)
    warning XF510: {beyond} (batches/1.yaml:8)
    not reported, so counted as zero: Short
Main, batch 44 of 2026-03-02: nothing to post
    not reported, so counted as zero: Opening, Closing, Dropped, Over, Short, Dept Sales
Main, batch 46 of 2026-03-02: posted as M46, 9 lines, 155.75
    accepted XF510: new clerk
    not reported, so counted as zero: Short
Main, batch 43 of 2026-03-02: not closed
warning XF509: batch 45 of `Main` is missing: after 44 comes 46 (batches/1.yaml:1)

2 posted, 1 held back, 1 not closed, 1 nothing to post
    post-41-46.xml
"""
    assert (out / "post.log").read_text() == expected


def test_the_log_tells_what_a_batch_was_off_by_and_where_that_went(out: Path) -> None:
    rules = ruleset(RULES + 'differences up to 0.05 to "8000 · Over"\n')
    even = batch(rules, number="1")
    off = batch(rules, {**A_DAY, "Closing: Visa": "30.28"}, number="2")
    result = run(rules, [even, off], out)
    assert fates(result) == ["1 posted", "2 posted"]
    log = (out / "post.log").read_text(encoding="utf-8")
    assert log.count("off by") == 1
    assert "    off by 0.03, booked as a credit of 8000 · Over\n" in log
