"""Posted before: what is new, missing, changed, replaced or taken back, by entry and by bill."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange_shop import Faults, QuickBooks, Trade

from crossfoot.record.kept import Recorded
from crossfoot.record.record import Record
from ground import Crossfoot

ALL = ["M1041", "M1042", "M1043", "M1044", "M1045", "PO-771"]


@pytest.fixture
def trade(tmp_path: Path, crossfoot: Crossfoot) -> Trade:
    return Trade(tmp_path, crossfoot)


def recorded(trade: Trade) -> list[Recorded]:
    record = Record.open(trade.shop, writable=False)
    assert record is not None
    with record:
        assert record.verify() == []
        return list(record.requests())


def waiting(trade: Trade) -> list[Recorded]:
    return [each for each in recorded(trade) if each.state.value in ("prepared", "sent")]


def states_of_all(trade: Trade) -> list[str]:
    return [each.state.value for each in recorded(trade)]


def add_batch(trade: Trade, number: int, cents: int = 11000, tender: str = "Cash") -> None:
    """Add a day on which groceries were sold for cash, or for another tender."""
    total = f"{cents // 100}.{cents % 100:02}"
    (trade.shop / f"batches/{number}.yaml").write_text(
        f"store: Main Street\nbatch: {number}\nstatus: closed\n"
        'opened: "2026-03-09T08:00"\nclosed: "2026-03-09T21:00"\n'
        "measures:\n"
        f"  Opening: {{{tender}: 0.00}}\n"
        f"  Closing: {{{tender}: {total}}}\n"
        f"  Dept Sales: {{Grocery: {total}}}\n",
        "utf-8",
    )


def test_a_new_tender_that_a_rule_for_every_tender_books_is_noted_once(trade: Trade) -> None:
    trade.exchange()
    trade.edit("crossfoot.yaml", "Visa, Debit Card]", "Visa, Debit Card, Coupons]")
    add_batch(trade, 1046, tender="Coupons")
    ran, requests = trade.post()
    assert (ran.status, len(requests)) == (0, 1)
    assert ran.out.count("note XF511 first-posting") == 1
    assert "`Tender Received: Coupons` posts for the first time" in ran.out
    assert trade.receive(trade.send(requests[0])).status == 0
    add_batch(trade, 1047, tender="Coupons")
    ran, requests = trade.post()
    assert (len(requests), "XF511" in ran.out) == (1, False)


def test_a_gap_is_told_where_the_missing_batch_was_never_posted(trade: Trade) -> None:
    trade.exchange()
    (trade.shop / "batches/1045.yaml").unlink()
    add_batch(trade, 1046)
    ran, _ = trade.post("--batch", "1046")
    assert (ran.status, "XF509" in ran.out) == (0, False), "1045 was posted, its file is put away"
    add_batch(trade, 1049)
    ran, _ = trade.post("--batch", "1049")
    assert ran.out.count("warning XF509 batch-missing") == 1
    assert "batches 1047 to 1048 of `Main Street` are missing" in ran.out


def test_a_bill_that_is_posted_is_not_posted_again_with_its_batch(trade: Trade) -> None:
    trade.exchange()
    ran, requests = trade.post("--batch", "1043")
    assert (ran.status, requests) == (1, [])
    assert ran.out.count("error XF601 already-posted") == 1


def test_a_bill_that_was_refused_is_posted_without_its_entry(trade: Trade) -> None:
    _, (request,) = trade.post()
    refused = trade.folder / "refused.xml"
    refused.write_bytes(request.read_bytes().replace(b"<FullName>Acme Foods<", b"<FullName>Acme<"))
    trade.receive(trade.send(refused))
    assert trade.states() == {**dict.fromkeys(ALL, "posted"), "PO-771": "refused"}
    ran, requests = trade.post("--batch", "1043")
    assert (ran.status, len(requests)) == (0, 1), ran
    assert b"JournalEntryAdd" not in requests[0].read_bytes()
    assert trade.receive(trade.send(requests[0])).status == 0
    assert trade.refs() == ALL


def test_a_changed_bill_is_told_and_replaced_alone(trade: Trade) -> None:
    trade.exchange()
    trade.edit("batches/1043.yaml", "total: 480.00", "total: 481.00")
    ran, requests = trade.post()
    assert (ran.status, requests) == (1, [])
    assert "error XF602 changed-since-posted: the bill of purchase order `PO-771`" in ran.out
    before = trade.quickbooks.balances()
    ran, requests = trade.post("--batch", "1043", "--repost", "--because", "invoice came")
    assert (ran.status, len(requests)) == (0, 1), ran
    assert trade.receive(trade.send(requests[0])).status == 0
    assert trade.refs() == ALL
    after = trade.quickbooks.balances()
    moved = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert moved == {"Inventory Asset": 100, "Accounts Payable": -100}


def test_an_entry_is_deleted_where_that_is_asked_for(trade: Trade) -> None:
    trade.exchange()
    count = len(trade.quickbooks.postings())
    ran, (request,) = trade.post("--batch", "1043", "--repost", "--delete", "--because", "wrong")
    assert ran.status == 0
    assert b"<TxnDelRq" in request.read_bytes()
    assert trade.receive(trade.send(request)).status == 0
    assert trade.refs() == ALL
    assert len(trade.quickbooks.postings()) == count, "a voided one would still be there"


def test_a_batch_that_comes_to_nothing_is_taken_out_of_the_books(trade: Trade) -> None:
    add_batch(trade, 1046)
    trade.exchange()
    assert "M1046" in trade.refs()
    add_batch(trade, 1046, 0)
    ran, _ = trade.post()
    assert "batch 1046 of `Main Street` is posted as `M1046` (run 1) and has other" in ran.out
    ran, (request,) = trade.post("--batch", "1046", "--repost", "--because", "training day")
    assert ran.status == 0, ran
    assert b"JournalEntryAdd" not in request.read_bytes()
    assert trade.receive(trade.send(request)).status == 0
    assert trade.refs() == ALL
    ran, requests = trade.post()
    assert (ran.status, requests) == (0, [])


def reverse(trade: Trade, count: int, *options: str) -> Path:
    out = trade.folder / f"back-{count}"
    ran = trade.run(
        *("reverse", "--batch", "1041", "--date", "2026-04-01", "--because", "wrong"),
        *("--out", out, *options),
    )
    assert ran.status == 0, ran
    return out / "reverse-1041.xml"


def test_an_entry_is_reversed_posted_anew_and_reversed_again(trade: Trade) -> None:
    trade.exchange()
    first = reverse(trade, 1)
    again = trade.run("reverse", "--batch", "1041", "--date", "2026-04-01", "--because", "x")
    assert again.status == 2
    assert "a reversal of this entry is prepared already (run 2)" in again.err
    trade.receive(trade.send(first))
    trade.exchange()
    assert trade.refs() == sorted([*ALL, "M1041R", "M1041"])
    trade.receive(trade.send(reverse(trade, 2, "--ref", "M1041R2")))
    assert trade.refs() == sorted([*ALL, "M1041R", "M1041", "M1041R2"])
    assert set(trade.states().values()) == {"posted", "voided"}
    days = [each for each in trade.quickbooks.postings() if (each.ref or "").startswith("M1041")]
    sums: dict[str, int] = {}
    for account, cents in (line for each in days for line in each.lines):
        sums[account] = sums.get(account, 0) + cents
    assert set(sums.values()) == {0}


def test_a_reference_that_is_too_long_for_a_reversal_is_replaced(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    trade = Trade(tmp_path, crossfoot)
    trade.edit("crossfoot.yaml", "prefix: M ", "prefix: MAINST- ")
    trade.exchange("--batch", "1041")
    asked = ("reverse", "--batch", "1041", "--date", "2026-04-01", "--because", "wrong")
    ran = trade.run(*asked, "--out", tmp_path / "back")
    assert ran.status == 2
    assert "the reference `MAINST-1041R` is not one of up to 11" in ran.err
    assert "give another with --ref" in ran.err
    ran = trade.run(*asked, "--ref", "R-1041", "--out", tmp_path / "back")
    assert ran.status == 0, ran
    assert trade.receive(trade.send(tmp_path / "back" / "reverse-1041.xml")).status == 0
    assert trade.refs() == ["MAINST-1041", "R-1041"]


def test_an_entry_that_was_reversed_is_not_taken_for_the_one_posted_anew(trade: Trade) -> None:
    trade.exchange()
    trade.receive(trade.send(reverse(trade, 1)))
    _, (request,) = trade.post()
    asked = trade.folder / "asked.xml"
    trade.run("request", "--duplicates", "--run", "3", "--output", asked)
    received = trade.receive(trade.send(asked))
    assert received.status == 0, received
    assert trade.states()["M1041"] == "prepared", "only the one of run 1 is in the books"
    trade.send(request, Faults(loses_answer=True))
    received = trade.receive(trade.send(asked))
    assert received.status == 0, received
    assert trade.states()["M1041"] == "posted"
    trade.run("request", "--duplicates", "--run", "1", "--output", asked)
    received = trade.receive(trade.send(asked))
    assert received.status == 0, received
    assert "times" not in received.out


def test_what_was_given_up_and_posted_again_is_looked_for_in_its_last_run(trade: Trade) -> None:
    trade.post()
    trade.run("post", "--withdraw", "1", "--because", "wrong account")
    _, (request,) = trade.post()
    trade.send(request, Faults(loses_answer=True))
    asked = trade.folder / "asked.xml"
    trade.run("request", "--duplicates", "--run", "1", "--output", asked)
    received = trade.receive(trade.send(asked))
    assert received.status == 0, received
    assert received.out.count("asked for again in run 2: `crossfoot request --duplicates") == 6
    trade.run("request", "--duplicates", "--output", asked)
    received = trade.receive(trade.send(asked))
    assert received.status == 0, received
    assert set(trade.states().values()) == {"posted"}


def ask(trade: Trade, run: int, name: str = "asked") -> Path:
    """Ask QuickBooks what it has of a run; return its answer."""
    asked = trade.folder / f"{name}.xml"
    ran = trade.run("request", "--duplicates", "--run", str(run), "--output", asked)
    assert ran.status == 0, ran
    return trade.send(asked)


def change_batch(trade: Trade) -> None:
    trade.edit("batches/1043.yaml", "Grocery: 1098.76", "Grocery: 1098.66")
    trade.edit("batches/1043.yaml", "Visa: 566.08", "Visa: 565.98")


@pytest.mark.parametrize("options", [(), ("--delete",)])
def test_a_reposting_whose_answer_is_lost_is_found_whole(
    trade: Trade, options: tuple[str, ...]
) -> None:
    trade.exchange()
    change_batch(trade)
    _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "x", *options)
    trade.send(request, Faults(loses_answer=True))
    received = trade.receive(ask(trade, 2))
    assert received.status == 0, received
    assert {each.run for each in waiting(trade)} == set()
    assert sorted(set(states_of_all(trade))) == ["posted", "voided"]
    assert trade.refs() == ALL


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_reposting_that_never_arrived_leaves_the_old_entry(trade: Trade, is_sent: bool) -> None:
    trade.exchange()
    change_batch(trade)
    _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "x")
    if is_sent:
        empty = trade.folder / "empty.xml"
        empty.write_text("", "utf-8")
        trade.receive(empty)
    received = trade.receive(ask(trade, 2))
    assert received.status == 0, received
    assert f"{request.name} of run 2 must not be sent" in received.out or not is_sent
    if is_sent:
        assert waiting(trade) == []
        _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "x")
    assert trade.receive(trade.send(request)).status == 0
    assert trade.refs() == ALL


def test_an_answer_to_an_old_question_frees_nothing(trade: Trade) -> None:
    _, (request,) = trade.post()
    early = ask(trade, 1)
    trade.send(request, Faults(loses_answer=True))
    empty = trade.folder / "empty.xml"
    empty.write_text("", "utf-8")
    trade.receive(empty)
    received = trade.receive(early)
    assert "but that was before the last step: ask again with `crossfoot request" in received.out
    assert set(trade.states().values()) == {"sent"}
    assert trade.receive(ask(trade, 1, "again")).status == 0
    assert set(trade.states().values()) == {"posted"}


def test_a_run_of_which_quickbooks_has_something_is_not_sent(trade: Trade) -> None:
    """The record is gone: what was posted is written anew, with what is new."""
    trade.exchange("--batch", "1041,1042")
    answer = next(trade.folder.glob("answer-*"))
    for path in trade.shop.glob("crossfoot.[sm]*"):
        path.unlink()
    _, (request,) = trade.post()
    assert trade.receive(answer).status == 0, "it names the same requests"
    received = trade.receive(ask(trade, 1))
    assert f"{request.name} of run 1 must not be sent any more: delete it" in received.out
    assert {ref for ref, state in trade.states().items() if state == "posted"} == {"M1041", "M1042"}
    trade.exchange()
    assert trade.refs() == ALL


def test_another_entry_under_the_same_number_is_told_before_anything_is_sent(
    trade: Trade,
) -> None:
    trade.exchange()
    for path in trade.shop.glob("crossfoot.[sm]*"):
        path.unlink()
    change_batch(trade)
    trade.post("--batch", "1043")
    received = trade.receive(ask(trade, 1))
    assert received.status == 1
    assert "error XF601 already-posted: QuickBooks has another under the number `M1043`" in (
        received.out
    )
    assert trade.states()["M1043"] == "refused", "its bill is there, so its file must not be sent"


def test_an_entry_that_was_deleted_by_hand_is_asked_for_and_posted_again(trade: Trade) -> None:
    trade.exchange()
    (gone,) = (each for each in trade.quickbooks.postings() if each.ref == "M1043")
    by_hand = trade.folder / "by-hand.xml"
    by_hand.write_text(
        '<?xml version="1.0"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="stopOnError">'
        '<TxnDelRq requestID="1"><TxnDelType>JournalEntry</TxnDelType>'
        f"<TxnID>{gone.txn_id}</TxnID></TxnDelRq></QBXMLMsgsRq></QBXML>",
        "utf-8",
    )
    trade.send(by_hand)
    _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "it is gone")
    received = trade.receive(trade.send(request))
    assert received.status == 1
    told = " ".join(received.out.split())
    assert "QuickBooks did not void `M1043` (batch 1043 of `Main Street`): 3120" in told
    assert "ask with `crossfoot request --duplicates --run 2`" in told
    other = QuickBooks.make(trade.folder / "other.json", {"company": "Another"})
    ours, trade.quickbooks = trade.quickbooks, other
    received = trade.receive(ask(trade, 2, "other"))
    assert "is this the company that it was posted to?" in received.out
    assert states_of_all(trade).count("posted") == len(ALL)
    trade.quickbooks = ours
    received = trade.receive(ask(trade, 2))
    assert received.status == 0, received
    trade.exchange()
    assert trade.refs() == ALL


def test_an_answer_that_quickbooks_could_not_keep_is_asked_for(trade: Trade) -> None:
    _, (request,) = trade.post()
    trade.send(request, Faults(cannot_store=True, loses_answer=True))
    received = trade.receive(trade.send(request))
    assert received.status == 1
    assert "message-set status 9002" in received.out
    assert "`crossfoot request --duplicates --run 1`" in received.out
    assert trade.receive(ask(trade, 1)).status == 0
    assert set(trade.states().values()) == {"posted"}
    assert trade.refs() == ALL


def test_an_entry_that_was_changed_in_quickbooks_is_told(trade: Trade) -> None:
    trade.exchange()
    answer = ask(trade, 1)
    text = answer.read_text("utf-8")
    answer.write_text(text.replace("<Amount>", "<Amount>1", 1), "utf-8")
    received = trade.receive(answer)
    assert received.status == 0, received
    assert received.out.count("it was changed in QuickBooks since: its lines are others") == 1
    assert set(trade.states().values()) == {"posted"}
