"""Hinders commands at every step of their writing, and looks whether the books come out right.

`python killed_runs.py FOLDER WHAT HOW [EVERY]` has WHAT (a key of `DEEDS`) carried out again and
again, each time on a fresh copy of the same shop and of its QuickBooks, in a process of its own
that is hindered at its first, second, … place. HOW is

steps: it is killed at a step: an SQL statement, a forcing to the disk, a rename.
bytes: it is killed where a file would grow beyond so many bytes, in the middle of a write.
full: the same, but the disk is full there, and the command has to say so.

With EVERY only each so many places are tried. Right afterwards the record has to be sound, each
file that lies there to be sent has to be whole and known to it, and nothing may be marked as posted
that is not. Then somebody sends whatever lies there, and goes on as the tool says: each entry and
bill has to be in QuickBooks once, and the record to say so. Prints how often the command was
hindered and what it had come to; raises AssertionError where anything is wrong.
"""

from __future__ import annotations

import contextlib
import io
import json
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "record")]

from exchange_shop import Trade  # noqa: E402
from killed import DONE, FULL, HOW, KILLED, ended, fresh  # noqa: E402
from record_ground import opened  # noqa: E402

from crossfoot.cli import main as command  # noqa: E402
from crossfoot.posting.standing import Kind, State  # noqa: E402
from crossfoot.record.faults import RecordFault  # noqa: E402
from ground import Ran  # noqa: E402

ALL = ["M1041", "M1042", "M1043", "M1044", "M1045", "PO-771"]


def crossfoot(*arguments: str | Path) -> Ran:
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = command([str(each) for each in arguments])
    return Ran(status, out.getvalue(), err.getvalue())


class Tried(Trade):
    """A shop in a folder that is there already."""

    def __init__(self, folder: Path) -> None:
        from exchange_shop import QuickBooks

        self.folder, self.shop = folder, folder / "shop"
        self.quickbooks = QuickBooks(folder / "company.json")
        self._crossfoot = crossfoot
        self._count = 0


def _post(trade: Trade) -> Ran:
    return trade.run("post", "--out", trade.folder / "first", "--requests-per-file", "2")


def _receive(trade: Trade) -> Ran:
    answers = sorted(trade.folder.glob("answer-*"))
    return crossfoot("receive", *answers, "--project", trade.shop)


def _resend(trade: Trade) -> Ran:
    return trade.run("post", "--resend", "1", "--out", trade.folder / "resent")


def _withdraw(trade: Trade) -> Ran:
    return trade.run("post", "--withdraw", "1", "--because", "x")


def _repost(trade: Trade) -> Ran:
    return trade.run(
        *("post", "--batch", "1043", "--repost", "--because", "x"),
        *("--out", trade.folder / "anew"),
    )


def _reverse(trade: Trade) -> Ran:
    return trade.run(
        *("reverse", "--batch", "1043", "--date", "2026-04-01"),
        *("--because", "x", "--out", trade.folder / "back"),
    )


def _nothing(trade: Trade) -> None:
    """A shop that has posted nothing yet."""


def _posted(trade: Trade) -> None:
    """A shop whose run lies there to be sent."""
    assert _post(trade).status == 0


def _answered(trade: Trade) -> None:
    """A shop that has answers to read."""
    _posted(trade)
    for request in sorted((trade.folder / "first").glob("*.xml")):
        trade.send(request)


def _confirmed(trade: Trade) -> None:
    """A shop whose entries are all confirmed."""
    _answered(trade)
    assert _receive(trade).status == 0


DEEDS: dict[str, tuple[Callable[[Trade], None], Callable[[Trade], Ran]]] = {
    "post": (_nothing, _post),
    "receive": (_answered, _receive),
    "resend": (_posted, _resend),
    "withdraw": (_posted, _withdraw),
    "repost": (_confirmed, _repost),
    "reverse": (_confirmed, _reverse),
}
"""What was done before, and what is hindered."""


def to_send(trade: Trade) -> list[Path]:
    """The request files that anybody would send: those that can be seen."""
    return sorted(trade.folder.glob("[!.]*/[!.]*.xml"))


def go_on(trade: Trade) -> None:
    """Send whatever lies there, read the answers, and go on until nothing is left to be done."""
    for count in range(4):
        for request in to_send(trade):
            trade.receive(trade.send(request))
        runs = waiting(trade)
        for run in runs:
            again = trade.folder / f"again-{run}-{count}"
            ran = trade.run("post", "--resend", str(run), "--out", again)
            assert ran.status == 0, ran
        ran = trade.run("post", "--out", trade.folder / f"out-{count}")
        assert ran.status == 0, ran
        if not runs and "nothing was written" in ran.out:
            return
    raise AssertionError("there is no end to it")


def waiting(trade: Trade) -> list[int]:
    """The runs that the record says are under way."""
    told = json.loads(trade.run("status", "--json").out)
    return sorted({each["run"] for each in told["waiting"]})


def _require_true(trade: Trade) -> None:
    """Look at what a hindered command left, before anybody mends it."""
    with opened(trade.shop) as record:
        assert record.verify() == []
        known = {
            file.name: file.content for run in record.runs() for file in record.files(run.number)
        }
        for path in to_send(trade):
            assert path.read_bytes() == known[path.name], f"{path} is not what the record has"
        booked = {each.txn_id for each in trade.quickbooks.postings()}
        for each in record.requests(states=(State.POSTED, State.VOIDED)):
            assert each.txn_id in booked, f"{each.request.ref} is marked as posted, and is not"


def _require_right(trade: Trade) -> None:
    """Look at what it came to in the end."""
    refs = trade.refs()
    expected = [*ALL, "M1043R", "M1043"] if "M1043R" in refs else ALL
    assert refs == sorted(expected), refs
    with opened(trade.shop) as record:
        assert record.verify() == []
        kept = list(record.requests())
    assert {each.state for each in kept} <= {State.POSTED, State.VOIDED}, kept
    reversals = [each for each in kept if each.request.key.kind is Kind.REVERSAL]
    reversed_ = {each.request.undoes for each in reversals}
    live = {
        each.txn_id
        for each in kept
        if (each.state is State.POSTED and each.request.undoes is None)
        or each.request.request_id in reversed_
    } | {each.txn_id for each in reversals}
    booked = {
        each.txn_id for each in trade.quickbooks.postings() if any(cents for _, cents in each.lines)
    }
    assert live == booked, "what is in the books is what is marked as posted"


def tried(root: Path, what: str, how: str, place: int) -> str:
    """Carry out a deed that is hindered at a place; return what became of it."""
    folder = fresh(root, "work")
    trade, deed = Tried(folder), DEEDS[what][1]
    status = ended(lambda _: _require_word(deed(trade)), folder, lambda: HOW[how](place))
    try:
        assert status in ENDS, f"it ended with {status}"
        _require_true(trade)
        go_on(trade)
        _require_right(trade)
    except AssertionError as error:
        raise AssertionError(f"{what}, {how}, {place}: {error}") from error
    return ENDS[status]


ENDS = {DONE: "done", KILLED: "killed", -signal.SIGXFSZ: "killed", FULL: "told"}


def _require_word(ran: Ran) -> None:
    """Have a process end as one that found the disk full, where it says that it could not go on."""
    if ran.status == 0:
        return
    assert ran.status == 2, ran
    assert ran.err.count("\n") == 1, ran
    assert "internal fault" not in ran.err, ran
    raise RecordFault(ran.err)


def main(root: Path, what: str, how: str, every: int = 1) -> Counter[str]:
    """Hinder a deed at every so many places until nothing hinders it; count what became of it."""
    before = root / "before"
    before.mkdir(parents=True)
    DEEDS[what][0](Trade(before, crossfoot))
    place = every // 2
    ends: Counter[str] = Counter()
    while not ends["done"]:
        ends[tried(root, what, how, place)] += 1
        place += every
    return ends


if __name__ == "__main__":
    folder, what, how = Path(sys.argv[1]), *sys.argv[2:4]
    found = main(folder, what, how, int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    print(f"{what}, {how}: {found['killed']} killed, {found['told']} told")
