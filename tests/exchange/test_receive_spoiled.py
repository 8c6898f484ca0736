"""A thousand spoiled answers: each is read or refused in a line, and none is believed too far."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from exchange_shop import Faults, Trade

from crossfoot.record import opening
from ground import Crossfoot

COUNT = 250
"""Spoiled answers of each kind; there are four kinds."""

RECORD = ("crossfoot.sqlite", "crossfoot.mark")
_ANSWER = re.compile(rb"<(\w+Rs) .*?</\1>", re.DOTALL)
_NUMBER = re.compile(rb'requestID="([^"]*)"')
Dice = random.Random


def _flip(data: bytes, dice: Dice) -> bytes:
    spoiled = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        spoiled[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(spoiled)


def _digit(data: bytes, dice: Dice) -> bytes:
    """Change a digit anywhere: in an amount, a number, a day, a status, an id."""
    at = dice.choice([match.start() for match in re.finditer(rb"[0-9]", data)])
    return data[:at] + b"%d" % dice.randrange(10) + data[at + 1 :]


def _cut(data: bytes, dice: Dice) -> bytes:
    return data[: dice.randrange(len(data))]


def _take_out(data: bytes, dice: Dice) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randint(1, 200) :]


def _element(data: bytes, dice: Dice) -> tuple[int, int]:
    tag = dice.choice(re.findall(rb"<(\w+)[ >]", data))
    found = list(re.finditer(rb"<%s[ >].*?</%s>" % (tag, tag), data, re.DOTALL))
    return dice.choice(found).span() if found else (0, 0)


def _double(data: bytes, dice: Dice) -> bytes:
    start, end = _element(data, dice)
    return data[:end] + data[start:end] + data[end:]


def _leave_out(data: bytes, dice: Dice) -> bytes:
    start, end = _element(data, dice)
    return data[:start] + data[end:]


def _amount(data: bytes, dice: Dice) -> bytes:
    found = list(re.finditer(rb"<Amount>([^<]*)</Amount>", data))
    if not found:
        return _digit(data, dice)
    start, end = dice.choice(found).span(1)
    other = dice.choice((b"0.00", b"-1.00", b"1e9", b"99999999999.99", b"0.01", b"", b"1,000.00"))
    return data[:start] + other + data[end:]


def _swap_numbers(data: bytes, dice: Dice) -> bytes:
    """Have two answers change the requests that they say they are to."""
    found = list(_NUMBER.finditer(data))
    if len(found) < 2:
        return _digit(data, dice)
    one, other = sorted(dice.sample(found, 2), key=lambda match: match.start())
    return (
        data[: one.start(1)] + other[1] + data[one.end(1) : other.start(1)]
        + one[1] + data[other.end(1) :]
    )  # fmt: skip


def _swap_contents(data: bytes, dice: Dice) -> bytes:
    """Have two answers change places, their numbers staying where they are."""
    found = list(_ANSWER.finditer(data))
    if len(found) < 2:
        return _cut(data, dice)
    one, other = sorted(dice.sample(found, 2), key=lambda match: match.start())
    return (
        data[: one.start()] + other[0] + data[one.end() : other.start()]
        + one[0] + data[other.end() :]
    )  # fmt: skip


def _done(data: bytes, dice: Dice) -> bytes:
    """Have what was refused say that it was done."""
    return re.sub(rb'statusCode="[1-9]\d*"', b'statusCode="0"', data)


SPOILS: tuple[Callable[[bytes, Dice], bytes], ...] = (
    _flip, _digit, _cut, _take_out, _double, _leave_out, _amount, _swap_numbers, _swap_contents,
    _done,
)  # fmt: skip


def states(shop: Path) -> dict[str, str]:
    with closing(sqlite3.connect(shop / RECORD[0])) as database:
        return dict(database.execute("SELECT request_id, state FROM request"))


def change_batch(trade: Trade) -> None:
    trade.edit("batches/1043.yaml", "Grocery: 1098.76", "Grocery: 1098.66")
    trade.edit("batches/1043.yaml", "Visa: 566.08", "Visa: 565.98")


def _posted(trade: Trade) -> Path:
    """An answer to entries and a bill, two of which are refused."""
    _, (request,) = trade.post()
    return trade.send(request, Faults(refuse=(2, 3175)))


def _reposted(trade: Trade) -> Path:
    """An answer to a voiding and what takes its place."""
    trade.exchange()
    change_batch(trade)
    _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "x")
    return trade.send(request)


def _locked(trade: Trade) -> Path:
    """An answer to a voiding that was refused."""
    trade.exchange()
    change_batch(trade)
    _, (request,) = trade.post("--batch", "1043", "--repost", "--because", "x")
    ids = frozenset(each.txn_id for each in trade.quickbooks.postings())
    return trade.send(request, Faults(locked=ids))


def _asked(trade: Trade) -> Path:
    """What QuickBooks has of a run of which it took a part."""
    _, (request,) = trade.post()
    trade.send(request, Faults(refuse=(2, 3175), loses_answer=True))
    asked = trade.folder / "asked.xml"
    trade.run("request", "--duplicates", "--output", asked)
    return trade.send(asked)


@pytest.mark.parametrize("prepared", [_posted, _reposted, _locked, _asked])
def test_a_spoiled_answer_is_not_believed_too_far(
    tmp_path: Path,
    crossfoot: Crossfoot,
    monkeypatch: pytest.MonkeyPatch,
    prepared: Callable[[Trade], Path],
) -> None:
    monkeypatch.setattr(opening, "FORCED", "OFF")
    trade = Trade(tmp_path, crossfoot)
    genuine = prepared(trade)
    whole = genuine.read_bytes()
    before = {name: (trade.shop / name).read_bytes() for name in RECORD}
    states_before = states(trade.shop)
    trade.receive(genuine)
    confirmed = {each for each, state in states(trade.shop).items() if state == "posted"}
    dice = random.Random(prepared.__name__)
    seen: Counter[int] = Counter()
    for count in range(COUNT):
        for name, content in before.items():
            (trade.shop / name).write_bytes(content)
        spoil = SPOILS[count % len(SPOILS)]
        spoiled = spoil(whole, dice)
        genuine.write_bytes(spoiled)
        ran = trade.receive(genuine)
        told = (spoil.__name__, spoiled, ran)
        seen[ran.status] += 1
        assert ran.status in (0, 1, 2), told
        assert "internal fault" not in ran.err, told
        assert "Traceback" not in ran.err + ran.out, told
        after = states(trade.shop)
        posted = {each for each, state in after.items() if state == "posted"}
        new = {each for each in posted if states_before[each] != "posted"}
        assert new <= confirmed, told
        assert set(after) == set(states_before), told
    assert min(seen[0] + seen[1], seen[2]) >= COUNT // 5, "some were read, and some were not"
