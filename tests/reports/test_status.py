"""How things stand: what the record tells, what has changed, and what to type next."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import recorded_books as books
from recorded_books import NOW, entry, opened, post, prepare, undoing

from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.standing import Kind, State
from crossfoot.record.record import Record
from crossfoot.report.columns import safe, width
from crossfoot.report.journal.items import Picked
from crossfoot.report.status import json as status_json
from crossfoot.report.status.facts import (
    Changed,
    Facts,
    Kept,
    Named,
    Posted,
    Refused,
    Today,
    Unposted,
    Waiting,
)
from crossfoot.report.status.gather import Comparison, comparison, recordings
from crossfoot.report.status.text import told
from crossfoot.report.status.today import todays
from crossfoot.targets.digests import BatchDigests
from ground import REPOSITORY, Crossfoot
from posting_shop import RULES, batch, ruleset

EVERYTHING = Picked()
REFUSAL = '3140, There is an invalid reference to QuickBooks Account "Sales:Food" in the entry.'


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with opened(tmp_path) as record:
        yield record


def facts_of(record: Record, **more: object) -> Facts:
    known = recordings(record, EVERYTHING)
    facts = Facts(
        "Corner Store",
        known.kept,
        refused=known.refused,
        waiting=known.waiting,
        posted=known.posted,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


SCREEN = """\
Corner Store

refused by QuickBooks: 1
  entry M1045 of 2026-03-02: Main Street, batch 1045, 1,012.40 (run 5)
    QuickBooks said 3140, There is an invalid reference to QuickBooks Account
    that is: QuickBooks does not have what the entry names, or has it as
      inactive
"""
REST = """\
  when it is mended, type `crossfoot post`

waiting for QuickBooks' answer: 3
  run 6, sent 2026-03-02 by ann, out/post-1.xml: 1 entry, 1 bill of West
    Street, 2026-03-02
  run 7, prepared 2026-03-02 by ann, out/post-1.xml: 1 entry of West Street,
    2026-03-03
  let QuickBooks process the file, save its answer, and type
    `crossfoot receive FILE`
  if the answer was lost, type `crossfoot post --resend 6`; if it was never
    sent, `crossfoot post --withdraw 7 --because "…"`

not posted yet: 5
  Main Street: batches 1046, 1047 and 2 more, 2026-03-03 to 2026-03-06
  West Street: 1 bill, 2026-03-02
  to post them, type `crossfoot post`

posted entries: 2
  store        entries  bills  first day   last day       total
  Main Street        2      1  2026-02-28  2026-04-02  2,022.40

the record is sound: 7 runs, the last one of 2026-03-02 by ann
"""


def test_one_screen_says_it_all(record: Record) -> None:
    books.fill(record)
    unposted = (
        Unposted("Main Street", ("1046", "1047", "1048", "1049"), date(2026, 3, 3),
                 date(2026, 3, 6), 0),
        Unposted("West Street", (), date(2026, 3, 2), date(2026, 3, 2), 1),
    )  # fmt: skip
    text = "\n".join(told(facts_of(record, unposted=unposted))) + "\n"
    assert text.startswith(SCREEN)
    assert text.endswith(REST)


def test_batches_refused_for_one_reason_are_told_together(record: Record) -> None:
    many = [entry(str(number)) for number in range(2000, 2030)]
    prepare(record, *many)
    books.refuse(record, REFUSAL, *many[1:])
    books.refuse(record, "", many[0])
    text = "\n".join(told(facts_of(record)))
    assert "refused by QuickBooks: 30" in text
    assert text.count("QuickBooks said 3140, ") == 1
    assert "  and 27 more, for the same reason" in text
    assert "QuickBooks has no account `Sales:Food`" in text
    assert "QuickBooks said nothing" in text


def test_a_refusal_that_was_overtaken_is_told_no_more(record: Record) -> None:
    first, again = entry("1"), entry("1", attempt=1)
    prepare(record, first)
    books.refuse(record, REFUSAL, first)
    assert len(facts_of(record).refused) == 1
    prepare(record, again)
    assert facts_of(record).refused == ()
    books.refuse(record, "3180, again", again)
    (refused,) = facts_of(record).refused
    assert [each.run for each in refused.items] == [2]


def test_a_voiding_that_was_refused_needs_a_hand_until_the_entry_is_gone(record: Record) -> None:
    old = entry("1")
    post(record, old)
    void, reversal = undoing(old, Kind.VOID, "wrong"), undoing(old, Kind.REVERSAL, "wrong")
    prepare(record, void)
    books.refuse(record, "3171, closed", void)
    facts = facts_of(record)
    assert [(each.kind, each.ref) for each in facts.refused[0].items] == [(Kind.VOID, "M1")]
    assert "voiding of M1 of 2026-03-01: Main Street, batch 1 (run 2)" in "\n".join(told(facts))
    post(record, reversal)
    assert facts_of(record).refused == ()
    assert facts_of(record).needs_hand is False


def test_stores_and_days_are_picked(record: Record) -> None:
    books.fill(record)
    west = recordings(record, Picked(("west street",)))
    assert (west.refused, west.posted) == ((), ())
    assert [each.run for each in west.waiting] == [6, 7]
    march = recordings(record, Picked((), (), date(2026, 3, 3), date(2026, 3, 3)))
    assert [each.run for each in march.waiting] == [7]
    both = recordings(record, Picked(("West Street", "Main Street"), (), date(2026, 3, 1)))
    assert [each.entries for each in both.posted] == [1]


# Compared with the batches as they are today.


def compared(record: Record | None, *batches: Batch | Rejected, rules: str = RULES) -> Comparison:
    found = ruleset(rules)
    return comparison(record, todays(found, record, batches, by_rules=True), EVERYTHING)


def posted_as_today(record: Record, of: Batch) -> None:
    """Post a batch of the small company as its rules have it."""
    (today,) = todays(ruleset(), None, (of,), by_rules=True)
    assert isinstance(today, Today)
    assert today.request_id is not None
    request = entry(of.number, of.day, of.store.name, digest=BatchDigests().digest(of))
    post(record, replace(request, request_id=today.request_id))


def test_what_was_never_posted_is_not_posted_yet() -> None:
    rules = ruleset()
    found = compared(None, batch(rules, number="2"), batch(rules, number="1"))
    day = date(2026, 3, 2)
    assert found == Comparison((), (Unposted("Main", ("1", "2"), day, day, 0),))


def test_open_empty_and_unreadable_batches(record: Record) -> None:
    rules = ruleset()
    found = compared(
        record, batch(rules, is_closed=False), batch(rules, {}, "9"), Rejected(None, None, ())
    )
    assert found == Comparison((), (), 1)


def test_what_is_posted_as_it_is_today_is_neither_changed_nor_open(record: Record) -> None:
    of = batch(ruleset())
    posted_as_today(record, of)
    assert compared(record, of) == Comparison((), ())


def test_other_figures_are_a_change(record: Record) -> None:
    rules = ruleset()
    posted_as_today(record, batch(rules))
    ((changed,), unposted, _) = compared(
        record, batch(rules, {"Closing: Visa": "5.00", "Dept Sales: Food": "5.00"})
    )
    assert unposted == ()
    assert changed.has_new_figures
    assert (changed.item.total, changed.today, changed.state) == (101_240, 500, State.POSTED)
    facts = Facts("", Kept(1, NOW, "ann"), changed=(changed,))
    text = " ".join(" ".join(told(facts)).split())
    assert "(run 1): other figures, 5.00" in text
    assert '`crossfoot post --batch 1 --repost --because "…"`' in text


def test_other_rules_are_a_change(record: Record) -> None:
    posted_as_today(record, batch(ruleset()))
    rules = RULES.replace('memo "Batch {batch}"', 'memo "{batch}"')
    ((changed,), _, _) = compared(record, batch(ruleset(rules)), rules=rules)
    assert not changed.has_new_figures
    facts = Facts("", Kept(1, NOW, "ann"), changed=(changed,))
    assert "booked differently by today's rules" in " ".join(" ".join(told(facts)).split())


def test_without_rules_to_post_by_figures_are_compared_all_the_same(record: Record) -> None:
    rules = ruleset()
    same, other = batch(rules), batch(rules, {"Dept Sales: Food": "5.00"})
    posted_as_today(record, same)
    for of, count in ((same, 0), (other, 1)):
        today = todays(rules, record, (of,), by_rules=False)
        assert len(comparison(record, today, EVERYTHING).changed) == count


def test_what_was_voided_or_withdrawn_is_open_and_what_was_refused_is_told_elsewhere(
    record: Record,
) -> None:
    rules = ruleset()
    asked = [entry(number, date(2026, 3, 2), "Main") for number in ("1", "2", "3")]
    post(record, asked[0])
    post(record, undoing(asked[0], Kind.DELETE))
    record.withdraw(NOW, "ann", prepare(record, asked[1]).number, "no")
    prepare(record, asked[2])
    books.refuse(record, REFUSAL, asked[2])
    found = compared(record, *(batch(rules, number=number) for number in ("1", "2", "3")))
    assert [each.batches for each in found.unposted] == [("1", "2")]
    assert found.changed == ()


def test_a_batch_before_the_first_rules_is_open_only_where_it_was_posted_once() -> None:
    rules = ruleset(starts=date(2026, 6, 1))
    assert list(todays(rules, None, (batch(rules),), by_rules=True)) == []


# What no screen could hold.


def many(stores: int) -> Facts:
    """Return facts of a chain where everything happens everywhere."""
    day = date(2026, 3, 1)
    names = [f"Store {number} <b>\x1b[31m\u202e 東京" * 2 for number in range(stores)]

    def named(store: str, number: int) -> Named:
        return Named(store, str(number), day, Kind.ENTRY, f"M{number}", 10**12 + number, 3)

    said = "3140, " + "x" * 200 + " \x07 words " * 30
    return Facts(
        names[0],
        Kept(12345, NOW, names[0]),
        damage=tuple(f"fault {number} {names[0]}" for number in range(20)),
        refused=tuple(
            Refused(f"{number} {said}", said, said, True, tuple(named(name, 1) for name in names))
            for number in range(30)
        ),
        changed=tuple(
            Changed(named(name, 2), State.POSTED, 5, has_new_figures=True) for name in names
        ),
        waiting=tuple(
            Waiting(number, f"{'long/' * 30}post.xml", NOW, names[0], False, tuple(names), day,
                    day + timedelta(90), 100, 7, 2)
            for number in range(1, 40)
        ),
        unposted=tuple(
            Unposted(name, tuple(map(str, range(400))), day, day + timedelta(400), 3)
            for name in names
        ),
        posted=tuple(
            Posted(name, 400, 30, 2, day, day + timedelta(400), 10**12) for name in names
        ),
        uncompared=said,
        unreadable=12,
    )  # fmt: skip


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    lines = list(told(many(500), columns))
    assert max(map(width, lines)) <= columns, max(lines, key=width)
    assert [safe(line) for line in lines] == lines


def test_a_chain_is_summed_up() -> None:
    plain = replace(many(500), uncompared=None, damage=())
    short = tuple(replace_said(each, "3140, no such account") for each in plain.refused[:2])
    lines = list(told(replace(plain, refused=short)))
    assert len(lines) < 100
    text = "\n".join(lines)
    assert "and 497 more; `crossfoot status --json` has them all" in text
    assert "and 492 more stores" in text
    assert "`crossfoot post --batch NUMBERS --store NAME --repost" in " ".join(text.split())


def replace_said(refused: Refused, said: str) -> Refused:
    return refused._replace(said=said, meaning="it is not there", remedy="import it")


def test_programs_get_all_of_it(record: Record) -> None:
    books.fill(record)
    found = json.loads(status_json.render(facts_of(record)))
    assert (found["version"], found["needs_hand"], found["company"]) == (1, True, "Corner Store")
    assert found["kept"] == {"runs": 7, "last_at": "2026-03-02T09:30:00", "last_by": "ann"}
    assert found["refused"][0]["items"] == [
        {
            "store": "Main Street",
            "batch": "1045",
            "day": "2026-03-02",
            "kind": "entry",
            "ref": "M1045",
            "total": "1012.40",
            "run": 5,
        }
    ]
    assert found["posted"][0]["total"] == "2022.40"
    everything = json.loads(status_json.render(many(50)))
    assert len(everything["changed"]) == 50
    assert everything["changed"][0]["today"] == "0.05"


# The command.


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    where = tmp_path / "shop"
    return shutil.copytree(
        REPOSITORY / "examples" / "corner-store",
        where,
        ignore=shutil.ignore_patterns("crossfoot.sqlite*", "crossfoot.mark"),
    )


def answered(shop: Path, *, but: int) -> list[str]:
    """Answer what waits: all but the last few are booked; return the references."""
    with opened(shop) as record:
        asked = [each.request for each in record.requests()]
        books.answer(record, *asked[: len(asked) - but], now=datetime(2026, 12, 1))
        if but:
            books.refuse(record, REFUSAL, *asked[len(asked) - but :], now=datetime(2026, 12, 1))
    return [each.ref for each in asked]


def test_from_nothing_posted_to_all_posted(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("status", shop)
    assert (ran.status, ran.err) == (0, "")
    assert "not posted yet: 5" in ran.out
    assert ran.out.endswith("\nnothing has been posted yet\n")
    assert not (shop / "crossfoot.sqlite").exists()

    assert crossfoot("post", shop, "--out", tmp_path / "out").status == 0
    ran = crossfoot("status", shop)
    assert ran.status == 0
    assert "waiting for QuickBooks' answer: 6" in ran.out
    assert "not posted yet" not in ran.out

    answered(shop, but=0)
    ran = crossfoot("status", shop)
    assert ran.status == 0
    assert "posted entries: 5" in ran.out
    assert "the record is sound: 1 run" in ran.out


def test_what_needs_a_hand_is_exit_status_1(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    crossfoot("post", shop, "--out", tmp_path / "out")
    refs = answered(shop, but=2)
    ran = crossfoot("status", shop)
    assert ran.status == 1
    assert "refused by QuickBooks: 2" in ran.out
    assert "changed" not in ran.out
    assert all(ref in ran.out for ref in refs[-2:])

    rules = shop / "rules.gl"
    text = rules.read_text("utf-8")
    rules.write_text(text.replace('memo "Batch {batch}"', 'memo "Day {batch}"'), "utf-8")
    ran = crossfoot("status", shop)
    assert "changed since they were posted: 4" in ran.out
    found = json.loads(crossfoot("status", shop, "--json").out)
    assert len(found["changed"]) == 4
    assert not any(each["has_new_figures"] for each in found["changed"])

    rules.write_text(text.replace("4900 · Delivery Income", "4900 · Delivery"), "utf-8")
    ran = crossfoot("status", shop)
    assert "the rules have errors, so only figures are compared" in ran.out
    (shop / "chart.yaml").write_text("accounts: 7\n", "utf-8")
    ran = crossfoot("status", shop)
    assert ran.status == 1
    assert "nothing is compared with its batches" in ran.out
    assert "refused by QuickBooks: 2" in ran.out


def test_an_older_record_is_found_out_and_accepted_when_told_to(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    assert crossfoot("post", shop, "--out", tmp_path / "out").status == 0
    older = (shop / "crossfoot.sqlite").read_bytes()
    answered(shop, but=0)
    (shop / "crossfoot.sqlite").write_bytes(older)
    ran = crossfoot("status", shop)
    assert ran.status == 1
    assert "this is an older copy of the record" in ran.out
    assert "the record is not sound" in ran.out
    assert "waiting for QuickBooks' answer: 6" in ran.out

    ran = crossfoot("status", shop, "--accept-record")
    assert ran.status == 0
    assert ran.err == "crossfoot: the record that is here is the newest one from now on\n"
    assert "the record is sound" in ran.out
    ran = crossfoot("status", shop, "--accept-record")
    assert ran.err == "crossfoot: the record is the newest one already; nothing was accepted\n"
    assert ran.status == 0


def test_a_record_that_is_missing_is_not_nothing_posted(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    crossfoot("post", shop, "--out", tmp_path / "out")
    (shop / "crossfoot.sqlite").unlink()
    ran = crossfoot("status", shop)
    assert ran.status == 1
    assert "the record is missing" in ran.out
    assert "nothing has been posted" not in ran.out


def test_a_record_that_was_meddled_with_is_told_of(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    crossfoot("post", shop, "--out", tmp_path / "out")
    connection = sqlite3.connect(shop / "crossfoot.sqlite")
    connection.execute("UPDATE request SET state = 'posted' WHERE id = 1")
    connection.commit()
    connection.close()
    ran = crossfoot("status", shop)
    assert ran.status == 1
    assert "the record is damaged: 1" in ran.out
    assert "is not what its history says" in " ".join(ran.out.split())


def test_what_is_no_record_is_said_in_one_line(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / "crossfoot.sqlite").write_bytes(b"no database at all, only a text" * 100)
    ran = crossfoot("status", shop)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_days_that_cannot_be_meant(shop: Path, crossfoot: Crossfoot) -> None:
    ran = crossfoot("status", shop, "--from", "2026-03-02", "--to", "2026-03-01")
    assert ran == (2, "", "crossfoot: --from 2026-03-02 is later than --to 2026-03-01\n")


def test_a_bill_that_is_missing_is_told_of(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    assert crossfoot("post", shop, "--no-bills", "--out", tmp_path / "out").status == 0
    answered(shop, but=0)
    ran = crossfoot("status", shop)
    assert "not posted yet: 1\n  Main Street: 1 bill, 2026-03-04\n" in ran.out
