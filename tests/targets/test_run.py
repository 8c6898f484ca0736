"""A run from batches to files: what is written, in which order, and what is held back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from qbxml_schema import faults

from crossfoot.codes.bad_batch_file import BAD_BATCH_FILE
from crossfoot.codes.duplicate_batch import DUPLICATE_BATCH
from crossfoot.codes.unknown_measure_or_member import UNKNOWN_MEASURE_OR_MEMBER
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch, PurchaseOrder, Rejected
from crossfoot.posting.selection import Selection
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import Fate, RunResult
from crossfoot.targets.run import post
from crossfoot.targets.staging import Taken
from posting_shop import A_DAY, BATCH_FILE, RULES, batch, plan, ruleset, store, without


def run(
    rules: Ruleset, batches: Iterable[Batch | Rejected], out: Path | None, **options: Any
) -> RunResult:
    return post(plan(rules), batches, Options(out, **options))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fates(result: RunResult) -> list[str]:
    return [f"{row.number} {row.fate.value}" for row in result.rows]


def codes(result: RunResult) -> list[str]:
    return [each.code.number for each in result.diagnostics]


def refs(path: Path) -> list[str | None]:
    return [each.text for each in etree.parse(path).iterfind(".//RefNumber")]


def broken(rules: Ruleset, number: str) -> Batch:
    """Return a batch that breaks the identity by one cent."""
    return batch(rules, {**A_DAY, "Closing: Visa": "30.26"}, number=number)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "runs" / "out"


# ---- What is written ---------------------------------------------------------------------------


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


# ---- The manifest and the log ------------------------------------------------------------------


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
    not posted: purchase orders PO-7; bills cannot be written yet
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


# ---- What is held back, and what stops a run -----------------------------------------------------


def test_a_batch_with_an_error_holds_back_itself_alone(out: Path) -> None:
    rules = ruleset()
    result = run(
        rules, [batch(rules, number="1"), broken(rules, "2"), batch(rules, number="3")], out
    )
    assert fates(result) == ["1 posted", "2 held back", "3 posted"]
    assert codes(result) == ["XF502"]
    assert result.has_errors
    assert refs(out / "post-1-3.xml") == ["M1", "M3"]


def test_warnings_hold_nothing_back(out: Path) -> None:
    rules = ruleset()
    result = run(rules, [batch(rules, without("Dept Cost: Food"))], out)
    assert (fates(result), codes(result)) == (["1 posted"], ["XF508"])
    assert not result.has_errors


def test_an_open_batch_is_left_alone_unless_it_was_asked_for(out: Path) -> None:
    rules = ruleset()
    opened = batch(rules, number="2", is_closed=False, closed=None)
    result = run(rules, [batch(rules), opened], out)
    assert (fates(result), codes(result)) == (["1 posted", "2 not closed"], [])
    named = run(rules, [opened], None, selection=Selection(numbers=frozenset({"2"})))
    assert (fates(named), codes(named)) == (["2 held back"], ["XF501"])


def test_a_text_that_quickbooks_refuses_holds_its_batch_back(out: Path) -> None:
    rules = ruleset()
    result = run(rules, [batch(rules), batch(rules, number="1234567890-12")], out)
    assert fates(result) == ["1234567890-12 held back", "1 posted"]
    assert codes(result) == ["XF603"]


def rejected(code: Any, number: str | None = "9") -> Rejected:
    return Rejected("Main", number, (Diagnostic(code, "no good", BATCH_FILE.whole()),))


@pytest.mark.parametrize("code", [BAD_BATCH_FILE, DUPLICATE_BATCH])
@pytest.mark.parametrize("numbers", [frozenset[str](), frozenset({"1"})])
def test_an_unreadable_or_duplicate_batch_stops_the_run_asked_for_or_not(
    code: Any, numbers: frozenset[str], tmp_path: Path
) -> None:
    rules = ruleset()
    out = tmp_path / "out"
    batches = [batch(rules), rejected(code), broken(rules, "3")]
    result = run(rules, batches, out, selection=Selection(numbers=numbers))
    assert result.is_stopped
    assert result.has_errors
    assert result.rows == result.files == ()
    assert names(tmp_path) == []
    assert ("XF502" in codes(result)) == (not numbers), "the rest is still looked through"


def test_an_unknown_tender_holds_back_its_own_batch(out: Path) -> None:
    rules = ruleset()
    batches = [
        batch(rules, number="8"),
        rejected(UNKNOWN_MEASURE_OR_MEMBER),
        batch(rules, number="10"),
    ]
    result = run(rules, batches, out)
    assert sorted(fates(result)) == ["10 posted", "8 posted", "9 held back"]
    assert codes(result) == ["XF503"], "and no gap where it stands"


def test_an_unknown_tender_in_a_batch_that_was_not_asked_for_is_left_out(out: Path) -> None:
    rules = ruleset()
    batches = [batch(rules), rejected(UNKNOWN_MEASURE_OR_MEMBER)]
    result = run(rules, batches, out, selection=Selection(numbers=frozenset({"1"})))
    assert (fates(result), codes(result)) == (["1 posted"], [])


def test_where_nothing_is_posted_nothing_is_written(tmp_path: Path) -> None:
    rules = ruleset()
    result = run(rules, [broken(rules, "1"), batch(rules, {}, number="2")], tmp_path / "out")
    assert fates(result) == ["1 held back", "2 nothing to post"]
    assert names(tmp_path) == []


def test_a_dry_run_does_everything_but_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rules = ruleset()
    result = run(rules, [batch(rules), broken(rules, "2")], None)
    assert fates(result) == ["1 posted", "2 held back"]
    assert (result.out, result.files) == (None, ())
    assert names(tmp_path) == []


def test_a_number_that_no_batch_has_is_told(out: Path) -> None:
    rules = ruleset()
    selection = Selection(numbers=frozenset({"1", "77"}))
    result = run(rules, [batch(rules), batch(rules, number="2")], out, selection=selection)
    assert result.not_found == ("77",)
    assert result.has_errors
    assert "77: asked for, and there is no such batch\n" in (out / "post.log").read_text()


def test_only_gaps_before_batches_that_were_asked_for_are_told(out: Path) -> None:
    rules = ruleset()
    days = [batch(rules, number=str(n), day=date(2026, 3, n)) for n in (1, 3, 4, 6)]
    selection = Selection(first=date(2026, 3, 4))
    result = run(rules, days, out, selection=selection)
    assert [each.message for each in result.diagnostics] == [
        "batch 5 of `Main` is missing: after 4 comes 6"
    ]


def test_a_gap_may_be_allowed_at_its_store_and_day(out: Path) -> None:
    rules = ruleset(RULES + 'allow XF509 for "Main" until 2026-03-31 because "training"\n')
    result = run(rules, [batch(rules, number="1"), batch(rules, number="3")], out)
    assert codes(result) == []


# ---- A folder that holds a run already -----------------------------------------------------------


def test_the_same_run_into_the_same_folder_changes_nothing(out: Path) -> None:
    rules = ruleset()
    run(rules, [batch(rules)], out)
    before = {name: (out / name).stat().st_mtime_ns for name in names(out)}
    again = run(rules, [batch(rules)], out)
    assert again.is_unchanged
    assert again.files == ("post-1-1.xml",)
    assert {name: (out / name).stat().st_mtime_ns for name in names(out)} == before


def test_another_run_does_not_overwrite_the_one_that_is_there(out: Path) -> None:
    rules = ruleset()
    run(rules, [batch(rules)], out)
    before = {name: (out / name).read_bytes() for name in names(out)}
    with pytest.raises(Taken, match="holds an earlier run, which is not overwritten"):
        run(rules, [batch(rules), batch(rules, number="2")], out)
    assert {name: (out / name).read_bytes() for name in names(out)} == before
    assert names(out.parent) == ["out"]


def test_what_a_broken_off_run_left_is_not_overwritten(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "post-1-1.xml").write_text("half")
    rules = ruleset()
    with pytest.raises(Taken, match=r"holds a post-1-1\.xml without a manifest\.json"):
        run(rules, [batch(rules)], out)
    assert names(out) == ["post-1-1.xml"]


def test_a_folder_with_other_files_may_take_a_run(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "notes.txt").write_text("mine")
    rules = ruleset()
    run(rules, [batch(rules)], out)
    assert names(out) == ["manifest.json", "notes.txt", "post-1-1.xml", "post.log"]


def test_a_run_looks_at_a_batch_and_lets_go_of_it(out: Path) -> None:
    """Memory does not grow with the number of batches but for a row each."""
    rules = ruleset()
    alive: list[Any] = []

    def stream() -> Iterable[Batch]:
        import gc
        import weakref

        for number in range(1, 40):
            made = replace(batch(rules, number=str(number)), cents=_Cents(batch(rules).cents))
            alive.append(weakref.ref(made.cents))
            yield made
            del made
        gc.collect()

    run(rules, stream(), out)
    assert sum(1 for each in alive if each() is not None) <= 2


class _Cents(list[int]):
    """A list that can be watched."""


def test_posted_rows_are_what_the_result_counts(out: Path) -> None:
    rules = ruleset()
    result = run(rules, [batch(rules), broken(rules, "2")], out)
    assert [row.number for row in result.of(Fate.POSTED)] == ["1"]
    assert [row.number for row in result.of(Fate.HELD_BACK)] == ["2"]
