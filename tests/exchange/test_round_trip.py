"""There and back: posted, answered, changed, posted again, reversed; never twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange_shop import Crashed, Faults, Trade

from ground import Crossfoot

ALL = ["M1041", "M1042", "M1043", "M1044", "M1045", "PO-771"]


@pytest.fixture
def trade(tmp_path: Path, crossfoot: Crossfoot) -> Trade:
    return Trade(tmp_path, crossfoot)


def test_what_is_confirmed_is_posted_and_is_not_posted_again(trade: Trade) -> None:
    (received,) = trade.exchange()
    assert received.status == 0, received
    assert received.out.endswith("6 posted\n")
    assert trade.refs() == ALL
    assert set(trade.states().values()) == {"posted"}
    ran, requests = trade.post()
    assert (ran.status, requests) == (0, [])
    assert ran.out.endswith("nothing was written\n5 posted before\n")
    named, requests = trade.post("--batch", "1043")
    assert (named.status, requests) == (1, [])
    assert (
        "error XF601 already-posted: batch 1043 of `Main Street` is posted as `M1043`" in named.out
    )
    assert trade.refs() == ALL


def test_only_what_is_new_is_posted_the_next_night(trade: Trade) -> None:
    trade.exchange("--to", "2026-03-04")
    trade.exchange()
    assert trade.refs() == ALL


def test_a_changed_batch_is_told_and_reposted_for_a_reason(trade: Trade) -> None:
    trade.exchange()
    before = trade.quickbooks.balances()
    trade.edit("batches/1043.yaml", "Grocery: 1098.76", "Grocery: 1098.66")
    trade.edit("batches/1043.yaml", "Visa: 566.08", "Visa: 565.98")
    ran, requests = trade.post()
    assert (ran.status, requests) == (1, [])
    assert "error XF602 changed-since-posted: batch 1043 of `Main Street` is posted" in ran.out
    assert "has other figures now" in ran.out
    ran, requests = trade.post("--batch", "1043", "--repost", "--because", "slip found")
    assert ran.status == 0, ran
    (request,) = requests
    assert request.name == "repost-1043.xml"
    assert b'onError="stopOnError"' in request.read_bytes()
    received = trade.receive(trade.send(request))
    assert received.status == 0, received
    assert trade.refs() == ALL
    after = trade.quickbooks.balances()
    moved = {name: after[name] - before.get(name, 0) for name in after}
    assert {name: cents for name, cents in moved.items() if cents} == {
        "Card Clearing": -10,
        "Sales": 10,
    }


def test_changed_rules_are_told_too(trade: Trade) -> None:
    trade.exchange()
    trade.edit("rules.gl", 'debit "6400 · Store Expenses"', 'debit "1500 · Store Fixtures"')
    ran, requests = trade.post()
    assert (ran.status, requests) == (1, [])
    assert "would be booked differently now" in ran.out
    assert ran.out.count("error XF602") == 1, "only one batch has a paid-out"


def test_where_voiding_fails_the_new_entry_is_not_added(trade: Trade) -> None:
    trade.exchange()
    trade.edit("batches/1043.yaml", "Grocery: 1098.76", "Grocery: 1098.66")
    trade.edit("batches/1043.yaml", "Visa: 566.08", "Visa: 565.98")
    _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "slip found")
    trade.quickbooks.change(closed_until="2026-03-31")
    received = trade.receive(trade.send(request))
    assert received.status == 1
    assert received.out.count("error XF604") == 2
    assert "QuickBooks did not void `M1043` (batch 1043 of `Main Street`): 3171" in received.out
    assert trade.refs() == ALL


def test_in_a_closed_period_an_entry_is_reversed_and_the_batch_is_free(trade: Trade) -> None:
    trade.exchange()
    trade.quickbooks.change(closed_until="2026-03-31")
    trade.edit("crossfoot.yaml", "2025-12-31", "2026-03-31")
    trade.edit("rules.gl", 'default memo "Batch {batch}"', 'default memo "Till {batch}"')
    assert "crossfoot reverse --batch 1041" in trade.run("status").out
    ran, _ = trade.post("--batch", "1041", "--repost", "--because", "wrong")
    assert ran.status == 1
    assert "error XF606 closed-period: batch 1041" in ran.out
    assert "crossfoot reverse --batch 1041" in ran.out
    out = trade.folder / "reversal"
    ran = trade.run(
        "reverse", "--batch", "1041", "--date", "2026-04-01", "--because", "wrong", "--out", out
    )
    assert ran.status == 0, ran
    before = trade.quickbooks.balances()
    received = trade.receive(trade.send(out / "reverse-1041.xml"))
    assert received.status == 0, received
    assert trade.states()["M1041"] == "voided"
    assert trade.states()["M1041R"] == "posted"
    first = next(each for each in trade.quickbooks.postings() if each.ref == "M1041")
    after = trade.quickbooks.balances()
    moved = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    booked: dict[str, int] = {}
    for account, cents in first.lines:
        booked[account] = booked.get(account, 0) - cents
    assert moved == {name: cents for name, cents in booked.items() if cents}
    again = trade.run("reverse", "--batch", "1041", "--date", "2026-04-01", "--because", "x")
    assert again.status == 2
    assert "is voided (run 1), not posted" in again.err


def test_a_refusal_is_explained_and_what_is_mended_is_posted_again(trade: Trade) -> None:
    text = (trade.folder / "company.json").read_text("utf-8")
    (trade.folder / "company.json").write_text(text.replace('"Acme Foods"', '"Acme Foods Ltd"'))
    (received,) = trade.exchange()
    assert received.status == 1
    assert (
        "error XF604 refused-by-quickbooks: QuickBooks did not enter bill `PO-771`" in received.out
    )
    assert "vendor `Acme Foods`" in received.out
    assert trade.states()["PO-771"] == "refused"
    (trade.folder / "company.json").write_text(
        (trade.folder / "company.json").read_text("utf-8").replace("Acme Foods Ltd", "Acme Foods")
    )
    (received,) = trade.exchange()
    assert (received.status, received.out) == (
        0,
        "bill PO-771 of Main Street, 2026-02-20, 480.00: posted\n1 posted\n",
    )
    assert trade.refs() == ALL


def test_an_answer_that_is_lost_comes_when_the_same_bytes_are_sent_again(trade: Trade) -> None:
    _, (request,) = trade.post()
    trade.send(request, Faults(loses_answer=True))
    again = trade.folder / "again"
    ran = trade.run("post", "--resend", "1", "--out", again)
    assert ran.status == 0, ran
    assert (again / request.name).read_bytes() == request.read_bytes()
    received = trade.receive(trade.send(again / request.name))
    assert received.status == 0, received
    assert trade.refs() == ALL


def test_an_answer_read_twice_or_in_another_order_changes_nothing(trade: Trade) -> None:
    _, (request,) = trade.post()
    answer = trade.send(request, Faults(reverses=True, repeats=True))
    first = trade.receive(answer)
    assert first.status == 0, first
    states = trade.states()
    second = trade.receive(answer)
    assert second.status == 0, second
    assert "answered before" in second.out
    assert trade.states() == states


def test_half_an_answer_is_no_answer(trade: Trade) -> None:
    _, (request,) = trade.post()
    answer = trade.send(request)
    whole = answer.read_bytes()
    answer.write_bytes(whole[: len(whole) // 2])
    ran = trade.receive(answer)
    assert (ran.status, ran.out) == (2, "")
    assert "nothing was taken" in ran.err
    assert set(trade.states().values()) == {"prepared"}
    answer.write_bytes(whole)
    assert trade.receive(answer).status == 0
    assert set(trade.states().values()) == {"posted"}


def test_an_answer_to_nothing_we_sent_is_told_and_changes_nothing(
    trade: Trade, tmp_path: Path, crossfoot: Crossfoot
) -> None:
    (tmp_path / "other").mkdir()
    other = Trade(tmp_path / "other", crossfoot)
    other.edit("crossfoot.yaml", "company: Corner Store", "company: Other Store")
    _, (strange,) = other.post()
    trade.post()
    received = trade.receive(other.send(strange))
    assert received.status == 1
    assert received.out.count("error XF605 answer-without-request") == 6
    assert set(trade.states().values()) == {"prepared"}


def test_an_answer_that_is_not_what_was_asked_for_marks_nothing(trade: Trade) -> None:
    _, (request,) = trade.post()
    answer = trade.send(request)
    answer.write_bytes(
        answer.read_bytes().replace(b"<Amount>450.00</Amount>", b"<Amount>4500.00</Amount>")
    )
    text = answer.read_text("utf-8").replace("<RefNumber>M1042<", "<RefNumber>M1024<")
    answer.write_text(text, "utf-8")
    received = trade.receive(answer)
    assert received.status == 1
    assert "but its number is `M1024`, not `M1042`" in received.out
    assert trade.states()["M1042"] == "prepared"
    assert trade.states()["M1041"] == "posted"


@pytest.mark.parametrize("content", ["", "  \n"])
def test_an_empty_answer_leaves_everything_open(content: str, trade: Trade) -> None:
    trade.post()
    answer = trade.folder / "empty.xml"
    answer.write_text(content, "utf-8")
    ran = trade.receive(answer)
    assert ran.status == 1
    assert "the answer is empty: QuickBooks may have booked all of it, or nothing" in ran.out
    assert set(trade.states().values()) == {"sent"}


def test_a_request_that_quickbooks_could_not_read_is_refused_as_a_whole(trade: Trade) -> None:
    trade.post()
    answer = trade.folder / "no.txt"
    answer.write_text("QuickBooks error 0x80040400: found an error when parsing the XML", "utf-8")
    unnamed = trade.receive(answer)
    assert unnamed.status == 2
    assert "say with --run which run it was" in unnamed.err
    ran = trade.receive(answer, "--run", "1")
    assert ran.status == 1
    assert ran.out.count("error XF604") == 6
    assert set(trade.states().values()) == {"refused"}
    trade.exchange()
    assert trade.refs() == ALL


def test_an_edited_file_sent_under_a_known_name_books_nothing_and_is_explained(
    trade: Trade,
) -> None:
    _, (request,) = trade.post()
    trade.send(request, Faults(loses_answer=True))
    edited = trade.folder / "edited.xml"
    edited.write_bytes(request.read_bytes().replace(b"Batch 1041", b"Batch 1O41"))
    received = trade.receive(trade.send(edited))
    assert received.status == 1
    assert "message-set status 9001" in received.out
    assert "posted" not in trade.states().values()


def test_what_quickbooks_has_of_a_lost_run_is_found_and_the_rest_posted_again(
    trade: Trade,
) -> None:
    _, (request,) = trade.post()
    answer = trade.folder / "lost.xml"
    with pytest.raises(Crashed):
        trade.send(request, Faults(crash=3))
    booked = trade.refs()
    assert 0 < len(booked) < len(ALL)
    answer.write_text("", "utf-8")
    trade.receive(answer)
    asked = trade.folder / "asked.xml"
    assert trade.run("request", "--duplicates", "--output", asked).status == 0
    received = trade.receive(trade.send(asked))
    assert received.status == 0, received
    assert {ref for ref, state in trade.states().items() if state == "posted"} == set(booked)
    assert {*trade.states().values()} == {"posted", "refused"}
    trade.exchange()
    assert trade.refs() == ALL


def test_a_run_that_was_never_sent_is_withdrawn_for_a_reason(trade: Trade) -> None:
    trade.post()
    assert trade.run("post", "--withdraw", "1").status == 2
    ran = trade.run("post", "--withdraw", "1", "--because", "wrong account")
    assert ran.status == 0, ran
    assert set(trade.states().values()) == {"withdrawn"}
    trade.exchange()
    assert trade.refs() == ALL


def test_what_was_sent_before_is_not_free_when_its_file_is_refused(trade: Trade) -> None:
    _, (request,) = trade.post()
    empty, none = trade.folder / "empty.xml", trade.folder / "none.txt"
    empty.write_bytes(trade.send(request, Faults(loses_answer=True)).read_bytes())
    none.write_text("0x80040400", "utf-8")
    trade.receive(empty)
    ran = trade.receive(none, "--run", "1")
    assert ran.status == 1
    assert "the file was sent before, so that it may be booked" in ran.out
    assert set(trade.states().values()) == {"sent"}


def test_a_refusal_that_says_what_was_booked_is_not_believed(trade: Trade) -> None:
    _, (request,) = trade.post()
    answer = trade.send(request)
    answer.write_bytes(answer.read_bytes().replace(b'statusCode="0"', b'statusCode="3140"', 1))
    assert "and that it is booked" in trade.receive(answer).out
    assert trade.states()["M1041"] == "prepared"


def test_a_store_with_another_name_has_posted_what_it_posted(trade: Trade) -> None:
    trade.exchange()
    trade.edit("crossfoot.yaml", "Main Street", "Main St")
    for batch in sorted((trade.shop / "batches").iterdir()):
        trade.edit(f"batches/{batch.name}", "Main Street", "Main St")
    ran, requests = trade.post()
    assert (ran.status, requests) == (0, []), ran
    assert ran.out.endswith("5 posted before\n")
    assert trade.run("status").status == 0
    anew, (request,) = trade.post("--batch", "1041", "--repost", "--because", "class was wrong")
    assert anew.status == 0, anew
    assert trade.receive(trade.send(request)).status == 0
    back = trade.folder / "back"
    ran = trade.run(
        *("reverse", "--batch", "1042", "--date", "2026-04-01", "--because", "x", "--out", back)
    )
    assert ran.status == 0, ran
    assert trade.receive(trade.send(back / "reverse-1042.xml")).status == 0
    assert trade.refs() == sorted([*ALL, "M1042R"])


def test_a_purchase_order_is_billed_once_whatever_batch_it_closed_with(trade: Trade) -> None:
    trade.exchange("--batch", "1043")
    order = (
        (trade.shop / "batches" / "1043.yaml").read_text("utf-8").partition("purchase orders")[2]
    )
    trade.edit("batches/1043.yaml", f"purchase orders{order}", "")
    path = trade.shop / "batches" / "1044.yaml"
    path.write_text(f"{path.read_text('utf-8')}purchase orders{order}", "utf-8")
    ran, (request,) = trade.post("--batch", "1044")
    assert ran.status == 1
    assert "is posted as `PO-771` (run 1), with batch 1043" in ran.out
    trade.receive(trade.send(request))
    assert trade.refs() == ["M1043", "M1044", "PO-771"]


def test_a_reposting_that_was_refused_changes_nothing_that_is_told(trade: Trade) -> None:
    trade.exchange("--batch", "1041")
    (first,) = trade.quickbooks.postings()
    _, (request,) = trade.post("--batch", "1041", "--repost", "--because", "x")
    answer = trade.send(request, Faults(locked=frozenset({first.txn_id})))
    assert trade.receive(answer).status == 1
    ran, requests = trade.post("--to", "2026-03-02")
    assert (ran.status, requests) == (0, []), ran


def test_the_history_tells_each_step_of_a_batch_and_why(trade: Trade) -> None:
    assert trade.run("status", "--history").status == 2, "nothing was posted yet"
    trade.exchange("--batch", "1041,1042")
    _, (request,) = trade.post("--batch", "1041", "--repost", "--because", "class was wrong")
    trade.receive(trade.send(request))
    ran = trade.run("status", "--history", "1041")
    assert ran.status == 0
    told = [line.split(": ", 1)[1] for line in ran.out.splitlines() if not line.startswith("    ")]
    assert [line.partition(";")[0] for line in told] == [
        "run 1, entry M1041 of Main Street: prepared",
        "run 1, entry M1041 of Main Street: sent",
        "run 1, entry M1041 of Main Street: posted",
        "run 2, void M1041 of Main Street: prepared",
        "run 2, entry M1041 of Main Street: prepared",
        "run 2, void M1041 of Main Street: sent",
        "run 2, void M1041 of Main Street: posted",
        "run 1, entry M1041 of Main Street: voided",
        "run 2, entry M1041 of Main Street: sent",
        "run 2, entry M1041 of Main Street: posted",
    ]
    assert "void M1041 of Main Street: prepared; class was wrong " in " ".join(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "M1042" in trade.run("status", "--history").out
