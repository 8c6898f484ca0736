"""What becomes of lists, on any of ours and any of QuickBooks': nothing lost, nothing twice."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from crossfoot.exchange.lists.arrivals import Arrival
from crossfoot.exchange.lists.conflicts import Aborted, Choice, Conflict, taken_in
from crossfoot.exchange.lists.kinds import KINDS, Fields, name_key, name_of, text_of
from crossfoot.exchange.lists.merge import Merged, replaced

ACCOUNTS, _, _, VENDORS, _, _ = KINDS
NAMES = ("East", "West", "north", "East (2)", "East (3)", "V" * 41, "W" * 37 + " (2)")


def drawn(chance: random.Random, *, has_ids: bool, names: Sequence[str]) -> list[dict[str, str]]:
    """Return records of different names, and different ids where they have one."""
    ids = chance.sample(range(len(names)), len(names))
    chosen = chance.sample(list(names), chance.randrange(len(names) + 1))
    found = []
    for name, id_ in zip(chosen, ids, strict=False):
        record = {"name": chance.choice((name, name.upper(), name))}
        if has_ids and chance.random() < 0.8:
            record["id"] = str(id_)
        if chance.random() < 0.5:
            record["phone"] = chance.choice("12")
        if chance.random() < 0.2:
            record["active"] = "false"
        found.append(record)
    return found


def with_ids(records: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return QuickBooks' records, of which each has an id."""
    used = {record.get("id") for record in records}
    free = (str(number) for number in range(100, 200) if str(number) not in used)
    return [{**record, "id": record.get("id") or next(free)} for record in records]


def fields_of(merged: Merged) -> list[Fields]:
    return [dict(line.fields) for line in merged.lines]


def require_sound(rows: list[dict[str, str]], merged: Merged) -> None:
    """What holds of any list: no name and no id twice, ours in their order."""
    fields = fields_of(merged)
    names = [name_key(each) for each in fields]
    ids = [each["id"] for each in fields if "id" in each]
    assert len(set(names)) == len(names), fields
    assert len(set(ids)) == len(ids), fields
    kept = [line.row for line in merged.lines if line.row is not None]
    assert kept == sorted(set(kept))
    assert all(len(name_of(each)) <= 41 for each in fields)


def test_a_list_that_is_quickbooks_own_becomes_what_quickbooks_has() -> None:
    for seed in range(2000):
        chance = random.Random(seed)
        rows = drawn(chance, has_ids=True, names=NAMES)
        theirs = with_ids(drawn(chance, has_ids=True, names=NAMES))
        arrival = Arrival(tuple(theirs))
        merged = replaced(rows, arrival, VENDORS)
        require_sound(rows, merged)
        assert sorted(map(name_of, fields_of(merged))) == sorted(map(name_of, theirs))
        by_id = {text_of(each, "id"): each for each in theirs}
        for each in fields_of(merged):
            assert {**each, "active": each.get("active", "true")} == {
                **by_id[text_of(each, "id")],
                "active": by_id[text_of(each, "id")].get("active", "true"),
            }
        assert merged.new + len(rows) - len(merged.gone) == len(theirs)
        assert replaced(fields_of(merged), arrival, VENDORS).is_unchanged


def test_one_that_is_not_whole_takes_nothing_away_but_what_it_names() -> None:
    for seed in range(2000):
        chance = random.Random(seed)
        rows = drawn(chance, has_ids=True, names=NAMES)
        theirs = with_ids(drawn(chance, has_ids=True, names=NAMES))
        merged = replaced(rows, Arrival(tuple(theirs), remaining=3), VENDORS)
        require_sound(rows, merged)
        names = {name_key(each) for each in fields_of(merged)}
        assert {name_key(each) for each in theirs} <= names
        for gone in merged.gone:
            assert name_key({"name": gone}) in {name_key(each) for each in theirs}


@pytest.mark.parametrize("choice", Choice)
def test_nothing_of_ours_is_lost_and_a_second_time_changes_nothing(choice: Choice) -> None:
    for seed in range(2000):
        chance = random.Random(seed)
        rows = drawn(chance, has_ids=True, names=NAMES)
        theirs = with_ids(drawn(chance, has_ids=True, names=NAMES))
        arrival = Arrival(tuple(theirs))
        merged = taken_in(rows, arrival, VENDORS, lambda _: choice)
        require_sound(rows, merged)
        kept = [line.fields for line in merged.lines if line.row is not None]
        assert len(kept) == len(rows)
        if choice is not Choice.UPDATE:
            assert list(map(name_of, kept)) == list(map(name_of, rows))
        else:
            ids = {text_of(each, "id") for each in fields_of(merged)}
            assert {each["id"] for each in theirs} <= ids
        assert merged.taken == len(theirs)
        again = taken_in(fields_of(merged), arrival, VENDORS, lambda _: choice)
        if choice is Choice.SKIP:
            assert not again.new
        else:
            assert again.is_unchanged, (rows, theirs, fields_of(merged), fields_of(again))


def test_an_export_without_ids_changes_nothing_a_second_time() -> None:
    for seed in range(2000):
        chance = random.Random(seed)
        rows = drawn(chance, has_ids=True, names=NAMES)
        theirs = drawn(chance, has_ids=False, names=NAMES)
        arrival = Arrival(tuple(theirs), is_export=True)
        merged = taken_in(rows, arrival, VENDORS, lambda _: Choice.UPDATE)
        require_sound(rows, merged)
        again = taken_in(fields_of(merged), arrival, VENDORS, lambda _: Choice.UPDATE)
        assert again.is_unchanged


def test_what_is_decided_before_an_abort_is_what_is_taken() -> None:
    for seed in range(500):
        chance = random.Random(seed)
        rows = drawn(chance, has_ids=True, names=NAMES)
        theirs = with_ids(drawn(chance, has_ids=True, names=NAMES))
        left = [chance.randrange(4)]

        def decide(_: Conflict, left: list[int] = left) -> Choice:
            left[0] -= 1
            if left[0] < 0:
                raise Aborted
            return Choice.UPDATE

        merged = taken_in(rows, Arrival(tuple(theirs)), VENDORS, decide)
        require_sound(rows, merged)
        assert merged.is_aborted is (left[0] < 0)
        assert merged.taken <= len(theirs)
        assert merged.is_aborted or merged.taken == len(theirs)


def test_an_account_is_found_by_id_before_its_name_and_by_name_before_its_number() -> None:
    rows = [
        {"name": "A", "id": "1", "number": "100", "type": "Bank"},
        {"name": "B", "number": "200", "type": "Income"},
        {"name": "C", "number": "300", "type": "Other Current Asset"},
        {"name": "D", "id": "4", "number": "400", "type": "Bank"},
    ]
    theirs = (
        {"name": "B", "id": "1", "number": "100", "type": "Bank"},
        {"name": "A", "id": "2", "number": "200", "type": "Income"},
        {"name": "c", "id": "3", "number": "301", "type": "OtherCurrentAsset"},
        {"name": "E", "id": "5", "number": "400", "type": "Bank"},
    )
    merged = replaced(rows, Arrival(theirs), ACCOUNTS)
    assert [line.row for line in merged.lines] == [0, 1, 2, None]
    assert merged.renamed == (("A", "B"), ("B", "A"))
    assert merged.gone == ("D",)
    assert merged.lines[2].fields["type"] == "Other Current Asset"
