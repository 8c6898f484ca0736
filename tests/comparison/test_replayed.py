"""Stored batches booked by two versions."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from compared_shops import PROJECT, RULES, SALES, version

from crossfoot import driver
from crossfoot.model.amounts import Side
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Draft
from crossfoot.posting.readers import read_batches
from ground import Crossfoot


def books(shop: Path) -> Counter[str]:
    """Return debits less credits of all batches by account, added up line by line."""
    total: Counter[str] = Counter()
    ruleset = ruleset_of(shop)
    draft = Draft(ruleset)
    for batch in read_batches(ruleset):
        assert isinstance(batch, Batch)
        for line in draft.entry(batch).lines if batch.is_closed else ():
            total[line.account.shown] += line.cents if line.side is Side.DEBIT else -line.cents
    return total


def ruleset_of(shop: Path) -> Ruleset:
    ruleset = driver.check_rules(shop).ruleset
    assert ruleset is not None
    return ruleset


def test_what_moves_is_what_the_entries_come_to(tmp_path: Path) -> None:
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (RULES, SALES, 'post Sales: Total credit "4000"'))
    replay = driver.replay(driver.compare(before, after), after / "batches")
    old, new = books(before), books(after)
    assert {each.account: (each.before, each.after) for each in replay.moved} == {
        name: (old[name], new[name]) for name in {*old, *new} if old[name] != new[name]
    }
    assert replay.moved
    assert replay.booked == replay.changed == 5
    assert (replay.neither, replay.not_before.batches, replay.not_after.batches) == (0, 0, 0)


def test_it_is_told_in_dollars(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (RULES, SALES, 'post Sales: Total credit "4000"'))
    told = crossfoot("diff", before, after, "--replay").out
    assert told.endswith(
        """
Stored batches
  5 of 5 batches are booked otherwise
                     before       after      change
  4000 · Sales    -6,639.46   -9,703.56   -3,064.10
  4020 · Liquor   -3,064.10        0.00   +3,064.10
  (debits less credits; 14 other accounts get the same)
"""
    )


def test_nothing_moves_between_equivalent_versions(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before, after = version(tmp_path / "before"), version(tmp_path / "after")
    told = crossfoot("diff", before, after, "--replay")
    assert told.status == 0
    assert told.out.endswith("Stored batches\n  5 batches: both versions book the same\n")


def test_batches_that_one_version_refuses_are_named(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (PROJECT, "Household", "Home"))
    told = crossfoot("diff", before, after, "--replay")
    assert "only the earlier version can book 5 batches:\n" in told.out
    assert "batch 1041 of `Main Street`: " in told.out
    back = crossfoot("diff", after, before, "--replay")
    assert "only the later version can book 5 batches:\n" in back.out
    assert "batch 1041 of `Main Street`: " in back.out


def test_other_batches_can_be_named(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (RULES, SALES, 'post Sales: Total credit "4000"'))
    one = after / "batches" / "1042.yaml"
    told = crossfoot("diff", before, after, "--replay", "--batches", one)
    assert "1 of 1 batch" in told.out


def test_open_batches_are_left_out(tmp_path: Path) -> None:
    before, after = version(tmp_path / "before"), version(tmp_path / "after")
    for path in sorted((after / "batches").iterdir())[:2]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("status: closed", "status: open"), "utf-8")
    replay = driver.replay(driver.compare(before, after), after / "batches")
    assert (replay.booked, replay.neither) == (3, 0)


def test_a_broken_batch_is_booked_by_neither(tmp_path: Path) -> None:
    before, after = version(tmp_path / "before"), version(tmp_path / "after")
    path = after / "batches" / "1041.yaml"
    path.write_text(path.read_text("utf-8").replace("Grocery:", "Grocry:"), "utf-8")
    replay = driver.replay(driver.compare(before, after), after / "batches")
    assert (replay.booked, replay.neither) == (4, 1)


def test_where_a_file_is_read_to_its_end_by_one_version_alone(tmp_path: Path) -> None:
    """Of a file of CSV with a thousand faults the rest is not read; the next file still is."""
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (PROJECT, "Household", "Home"))
    rows = ["store,batch,status,opened,closed,measure,member,amount"]
    for number in range(5000, 6010):
        for name, member in (("Closing", "Cash"), ("Dept Sales", "Household")):
            rows.append(f"Main Street,{number},closed,,2026-03-01T21:00,{name},{member},1.00")
    folder = tmp_path / "batches"
    folder.mkdir()
    (folder / "1.csv").write_text("\n".join(rows) + "\n", "utf-8")
    text = (before / "batches" / "1041.yaml").read_text("utf-8")
    (folder / "2.yaml").write_text(text.replace("Household", "Liquor2"), "utf-8")
    replay = driver.replay(driver.compare(before, after), folder)
    assert (replay.booked, replay.not_after.batches, replay.neither) == (0, 1010, 1)


@pytest.mark.parametrize("with_batches", [True, False])
def test_batches_go_with_replay(with_batches: bool, tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = version(tmp_path / "shop", (PROJECT, "batches: batches/", ""))
    arguments = ["--batches", shop] if with_batches else ["--replay"]
    told = crossfoot("diff", shop, shop, *arguments)
    assert told.status == 2
    assert told.err == (
        "crossfoot: --batches goes with --replay\n"
        if with_batches
        else "crossfoot: crossfoot.yaml names no batches; say where some are with "
        "`--batches FOLDER`\n"
    )


def test_json_has_the_same(tmp_path: Path, crossfoot: Crossfoot) -> None:
    before = version(tmp_path / "before")
    after = version(tmp_path / "after", (RULES, SALES, 'post Sales: Total credit "4000"'))
    told = json.loads(crossfoot("diff", before, after, "--replay", "--format", "json").out)
    assert told["replay"]["accounts"][1] == {
        "account": "4020 · Liquor",
        "class": None,
        "before": "-3064.10",
        "after": "0.00",
        "change": "3064.10",
    }
