"""A year of batches, posted week by week with all that happens: the books are what we say."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from exchange_shop import SOUND, Faults, Trade
from exchange_year import Day, made_up, nothing, weeks

from crossfoot.posting.standing import Kind, State
from crossfoot.record import opening
from crossfoot.record.kept import Recorded
from crossfoot.record.record import Record
from ground import Crossfoot, Ran

REFUSED, UNKNOWN = 3175, 3140


class Year:
    """A shop, its days as they are at last, and what became of them."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        self.dice = random.Random("a year")
        self.days: dict[int, Day] = {}
        self.reversed: dict[int, Day] = {}
        self.happened: Counter[str] = Counter()
        self._count = 0
        for path in (trade.shop / "batches").iterdir():
            path.unlink()

    def write(self, day: Day) -> None:
        self.days[day.number] = day
        self.path(day.number).write_text(day.text, "utf-8")

    def path(self, number: int) -> Path:
        return self.trade.shop / f"batches/{number}.yaml"

    def exchange(self, *options: str, faults: Faults = SOUND) -> Ran:
        """Post, and read the answers; where one is lost, send the same again."""
        ran, requests = self.trade.post(*options)
        for request in requests:
            answer = self.trade.send(request, faults)
            if not answer.stat().st_size:
                self.happened["lost"] += 1
                answer = self.trade.send(request)
            received = self.trade.receive(answer)
            assert received.status == (1 if "refused" in received.out else 0), received
        return ran

    def week(self, days: list[Day], week: int) -> None:
        """Post a week; in some weeks something is refused, is lost, or was wrong before."""
        for day in days:
            self.write(day)
        code = {3: REFUSED, 4: UNKNOWN}.get(week % 8)
        if code is not None:
            self.happened["refused"] += 1
            self.exchange(faults=Faults(refuse=(week % 5 + 1, code)))
        self.exchange(faults=Faults(loses_answer=week % 7 == 2))
        if week % 4 == 1:
            self.repost(days[week % 5].number, "--delete" if week % 8 == 1 else "")
        if week % 6 == 3:
            self.void(days[1].number)
        if week % 5 == 2:
            self.reverse(days[3].number, is_posted_again=week % 10 == 2)
        for day in days:  # They are put away: the record knows them.
            self.path(day.number).unlink()

    def repost(self, number: int, how: str) -> None:
        self.happened["reposted"] += 1
        old = self.days[number]
        self.write(made_up(number, old.day, self.dice)._replace(orders=old.orders))
        told, _ = self.trade.post()
        assert f"XF602 changed-since-posted: batch {number} " in told.out
        options = (how,) if how else ()
        self.exchange("--batch", str(number), "--repost", "--because", "corrected", *options)

    def void(self, number: int) -> None:
        self.happened["voided"] += 1
        self.write(nothing(self.days[number]))
        self.exchange("--batch", str(number), "--repost", "--because", "training day")

    def reverse(self, number: int, *, is_posted_again: bool) -> None:
        self.happened["reversed"] += 1
        out = self.trade.folder / f"back-{number}"
        ran = self.trade.run(
            *("reverse", "--batch", str(number), "--date", "2027-01-04"),
            *("--because", "wrong", "--out", out),
        )
        assert ran.status == 0, ran
        answer = self.trade.send(out / f"reverse-{number}.xml")
        assert self.trade.receive(answer).status == 0
        if is_posted_again:
            self.happened["posted again"] += 1
            day = self.days[number]
            self.write(made_up(number, day.day, self.dice)._replace(orders=day.orders))
            self.exchange()
        else:
            self.reversed[number] = self.days.pop(number)


def from_the_record(trade: Trade) -> tuple[dict[str, int], list[Recorded]]:
    """Return what our entries come to by account, as the record has their lines."""
    record = Record.open(trade.shop, writable=False)
    assert record is not None
    with record:
        assert record.verify() == []
        kept = list(record.requests())
    back = {
        each.request.undoes
        for each in kept
        if each.request.key.kind is Kind.REVERSAL and each.state is State.POSTED
    }
    sums: dict[str, int] = defaultdict(int)
    for each in kept:
        request = each.request
        if each.state is State.POSTED or request.request_id in back:
            for line in request.lines:
                sums[line.account] += line.cents if line.side == "debit" else -line.cents
            if request.key.kind is Kind.BILL:
                sums["Accounts Payable"] -= request.total
    return sums, kept


def from_the_proof(year: Year) -> dict[str, int]:
    """Return what the proof's formulas come to for the days as they are, and their bills."""
    proved = json.loads(year.trade.run("prove", "--format", "json").out)
    (proof,) = proved["proofs"]
    totals: Counter[str] = Counter()
    for day in year.days.values():
        totals.update(day.figures)
    chart = (year.trade.shop / "chart.yaml").read_text("utf-8")
    names = {number: name for name, number in re.findall(r'name: "(.*?)", number: "(\d+)"', chart)}
    sums: dict[str, int] = {}
    for account in proof["accounts"]:
        (name,) = account["names"]
        number, _, _ = name["account"].partition(" · ")
        sums[names[number]] = sum(
            int(times) * totals[of] for of, times in account["vector"].items()
        )
    owed = sum(
        cents
        for days in (year.days, year.reversed)
        for day in days.values()
        for _, cents in day.orders
    )
    sums["Inventory Asset"] = sums.get("Inventory Asset", 0) + owed
    sums["Accounts Payable"] = -owed
    return sums


def some(sums: dict[str, int]) -> dict[str, int]:
    return {name: cents for name, cents in sums.items() if cents}


def test_after_a_year_the_books_are_the_sum_of_our_entries_and_of_the_formulas(
    tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "FORCED", "OFF")
    year = Year(Trade(tmp_path, crossfoot))
    for week, days in enumerate(weeks(year.dice)):
        year.week(days, week)
    assert len(year.days) + len(year.reversed) == 260
    assert min(year.happened.values()) >= 5, year.happened
    books = some(year.trade.quickbooks.balances())
    ours, kept = from_the_record(year.trade)
    assert {each.state for each in kept} == {State.POSTED, State.VOIDED, State.REFUSED}
    assert books == some(ours)
    assert books == some(from_the_proof(year))
    assert sum(books.values()) == 0
    assert len(books) > 12
