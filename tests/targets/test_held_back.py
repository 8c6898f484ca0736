"""What a run leaves out and why, and what stops it altogether."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from runs import broken, codes, fates, names, refs, run

from crossfoot.codes.bad_batch_file import BAD_BATCH_FILE
from crossfoot.codes.duplicate_batch import DUPLICATE_BATCH
from crossfoot.codes.unknown_measure_or_member import UNKNOWN_MEASURE_OR_MEMBER
from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.batch import Rejected
from crossfoot.posting.selection import Selection
from posting_shop import BATCH_FILE, RULES, batch, ruleset, without


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
