"""A shop and its QuickBooks over some weeks in which everything goes wrong, in any order.

`python exchange_walk.py FOLDER FIRST LAST [STEPS]` walks with the seeds from FIRST to LAST and
prints what happened; it raises AssertionError where something is twice in the books, is marked as
posted and is not there, or a command fails in a way that nobody foresaw.

Whoever works here does what the tool says, and no more: sends any file that lies there, once or
again, reads answers in any order, once or again, and deletes a file where that was asked for.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "record")]

from exchange_shop import SOUND, Crashed, Faults, Trade  # noqa: E402
from killed_runs import crossfoot  # noqa: E402
from record_ground import opened  # noqa: E402

from crossfoot.posting.standing import Kind, State  # noqa: E402
from ground import Ran  # noqa: E402

FIRST, COUNT = 2001, 15
STATUSES = (0, 1, 2)
RECORD = ("crossfoot.sqlite", "crossfoot.mark")
STATED = {State.POSTED, State.REFUSED, State.VOIDED, State.WITHDRAWN}


class Walk:
    """One shop, its QuickBooks, and a person who is thrown about by a random generator."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.trade = Trade(folder, crossfoot)
        self.random = random.Random(seed)
        self.folder = folder
        self.happened: Counter[str] = Counter()
        self.answers: list[Path] = []
        self.sent: set[int] = set()
        self.copies: list[dict[str, bytes]] = []
        self.is_restored = False
        self._count = 0
        shutil.rmtree(self.trade.shop / "batches")
        (self.trade.shop / "batches").mkdir()
        for number in range(FIRST, FIRST + COUNT):
            self._write(number)

    # What a step can be.

    def step(self) -> None:
        """Do something, and look at the books."""
        deeds: dict[Callable[[], None], int] = {
            self.post: 6,
            self.send: 10,
            self.receive: 10,
            self.change: 2,
            self.repost: 4,
            self.reverse: 0 if self.is_restored else 2,
            self.withdraw: 2,
            self.resend: 3,
            self.ask: 3,
            self.copy: 2,
            self.restore: 1 if self.copies else 0,
        }
        (deed,) = self.random.choices(list(deeds), list(deeds.values()))
        self.happened[deed.__name__] += 1
        deed()
        self.require_true()

    def post(self) -> None:
        first = self.random.randrange(COUNT)
        last = self.random.randrange(first, COUNT)
        picked: tuple[str, ...] = ()
        if self.random.random() < 0.8:
            picked = ("--from", _day(first), "--to", _day(last))
        self._posted(*picked, "--requests-per-file", str(self.random.choice((2, 100))))

    def repost(self) -> None:
        number = str(self.random.randrange(FIRST, FIRST + COUNT))
        how = self.random.choice(((), ("--delete",)))
        self._posted("--batch", number, "--repost", *how, "--because", "wrong")

    def reverse(self) -> None:
        number = str(self.random.randrange(FIRST, FIRST + COUNT))
        out = self._out()
        self.run(
            "reverse", "--batch", number, "--date", "2026-06-01", "--because", "x", "--out", out
        )
        self._look_first(out)

    def send(self) -> None:
        files = self.files()
        if files:
            self._send(self.random.choice(files), self._faults())

    def receive(self) -> None:
        if not self.answers:
            return
        answer = self.random.choice(self.answers)
        if self.random.random() < 0.1:
            whole = answer.read_bytes()
            half = self.folder / "half.xml"
            half.write_bytes(whole[: self.random.randrange(1, len(whole))])
            self._read(half, may_fail=True)
        self._read(answer)

    def change(self) -> None:
        self._write(self.random.randrange(FIRST, FIRST + COUNT))

    def withdraw(self) -> None:
        runs = [run for run in self.waiting() if run not in self.sent]
        if runs:
            run = self.random.choice(runs)
            ran = self.run("post", "--withdraw", str(run), "--because", "wrong")
            if ran.status == 0:
                self._delete(run)

    def resend(self) -> None:
        runs = self.waiting()
        if runs:
            self._resend(self.random.choice(runs))

    def ask(self) -> None:
        runs = self.waiting()
        if runs:
            self._ask(self.random.choice(runs))

    def copy(self) -> None:
        shop = self.trade.shop
        here = {name: (shop / name).read_bytes() for name in RECORD if (shop / name).exists()}
        if here:
            self.copies.append(here)

    def restore(self) -> None:
        """Put an old copy in the place of the record: with its mark, without it, or none at all."""
        shop, old = self.trade.shop, self.random.choice(self.copies)
        how = self.random.choice(("alone", "with its mark", "missing", "both missing"))
        self.happened[f"record {how}"] += 1
        for name in RECORD:
            (shop / name).unlink(missing_ok=True) if how == "both missing" else None
        if how == "missing":
            (shop / RECORD[0]).unlink()
        elif how != "both missing":
            (shop / RECORD[0]).write_bytes(old[RECORD[0]])
        if how == "with its mark":
            (shop / RECORD[1]).write_bytes(old[RECORD[1]])
        self._go_on_with_old()

    def _go_on_with_old(self) -> None:
        """Do what is said of an old record, in that order."""
        ran = self.run("post", "--dry-run")
        self.happened["told"] += "crossfoot status --accept-record" in ran.err
        self.is_restored = True
        for path in self.files():
            path.unlink()
        self.sent.clear()
        self.run("status", "--accept-record")
        for run in self.waiting():
            self._ask(run)
        self._posted()

    # How it is done.

    def run(self, *arguments: str | Path) -> Ran:
        ran = self.trade.run(str(arguments[0]), *arguments[1:])
        assert ran.status in STATUSES, ran
        assert "internal fault" not in ran.err, (arguments, ran)
        return ran

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("out-*/*.xml"))

    def waiting(self) -> list[int]:
        told = json.loads(self.run("status", "--json").out)
        return sorted({each["run"] for each in told["waiting"]})

    def _out(self) -> Path:
        self._count += 1
        return self.folder / f"out-{self._count}"

    def _posted(self, *options: str) -> Ran:
        out = self._out()
        ran = self.run("post", "--out", out, *options)
        self._look_first(out)
        return ran

    def _look_first(self, out: Path) -> None:
        """After an older record, ask what QuickBooks has before anything of a run is sent."""
        if self.is_restored and out.exists():
            with opened(self.trade.shop) as record:
                last = record.last_run()
            assert last is not None
            self._ask(last.number)

    def _resend(self, run: int) -> None:
        ran = self.run("post", "--resend", str(run), "--out", self._out())
        if "is answered in part" in ran.err:
            self._ask(run)

    def _ask(self, run: int) -> None:
        asked = self.folder / "asked.xml"
        ran = self.run("request", "--duplicates", "--run", str(run), "--output", asked)
        assert ran.status == 0, ran
        self._read(self._answer(asked, SOUND), is_mending=True)

    def _send(self, request: Path, faults: Faults) -> None:
        self.sent.add(self._run_of(request))
        answer = self._answer(request, faults)
        if answer.stat().st_size:
            self._read(answer) if self.random.random() < 0.5 else None
        elif self.random.random() < 0.5:
            self._read(answer, "--run", str(self._run_of(request)), may_fail=True)

    def _answer(self, request: Path, faults: Faults) -> Path:
        answer = self.folder / f"answer-{len(self.answers)}.xml"
        try:
            answer.write_bytes(self.trade.quickbooks.process(request.read_bytes(), faults))
        except Crashed:
            self.happened["crash"] += 1
            answer.write_bytes(b"")
        self.require_true()
        if answer.stat().st_size and not faults.cuts:
            self.answers.append(answer)
        return answer

    def _run_of(self, request: Path) -> int:
        digest = re.search(rb'newMessageSetID="([^"]+)"', request.read_bytes())
        assert digest is not None
        with opened(self.trade.shop) as record:
            filed = record.file_of(digest[1].decode())
        return filed.run if filed else 0

    def _read(
        self, answer: Path, *options: str, may_fail: bool = False, is_mending: bool = False
    ) -> None:
        ran = crossfoot("receive", answer, "--project", self.trade.shop, *options)
        assert "internal fault" not in ran.err, ran
        assert ran.status in STATUSES, ran
        for file, run in re.findall(
            r"^(\S+) of run (\d+) must not be sent any more", ran.out, re.M
        ):
            self._delete(int(run), file)
        for run in re.findall(r"message-set status 9[^.]*--run (\d+)", ran.out):
            self._ask(int(run))
        for run in re.findall(r"have been deleted by hand[^.]*?--run\s+(\d+)", ran.out):
            self._ask(int(run))
        if is_mending:
            self._mend(ran)

    def _mend(self, ran: Ran) -> None:
        """Delete in QuickBooks, by hand, what the tool says is there twice."""
        spared = set(re.findall(r"delete all but `([^`]+)`", ran.out))
        for listed in re.findall(r"times: TxnID ((?:`[^`]+`,?\s*)+)", ran.out):
            ids = re.findall(r"`([^`]+)`", listed)
            kept = next((txn for txn in ids if txn in spared), ids[-1])
            for txn in ids:
                self._delete_by_hand(txn) if txn != kept else None
        for txn in re.findall(r"another under the number [^:]*TxnID\s+`([^`]+)`", ran.out):
            self._delete_by_hand(txn)

    def _delete_by_hand(self, txn: str) -> None:
        self.happened["by hand"] += 1
        kinds = {each.txn_id: each.kind for each in self.trade.quickbooks.postings()}
        if txn in kinds:
            self.trade.quickbooks.process(
                b'<?xml version="1.0"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq '
                b'onError="stopOnError"><TxnDelRq requestID="1"><TxnDelType>'
                + f"{kinds[txn]}</TxnDelType><TxnID>{txn}".encode()
                + b"</TxnID></TxnDelRq></QBXMLMsgsRq></QBXML>"
            )

    def _delete(self, run: int, name: str = "*.xml") -> None:
        for path in self.folder.glob(f"out-*/{name}"):
            if self._run_of(path) == run:
                path.unlink()

    def _faults(self) -> Faults:
        dice = self.random.random()
        codes = (3175, 3176, 3180, 3140)
        ids = [each.txn_id for each in self.trade.quickbooks.postings()]
        faults = {
            "lost": Faults(loses_answer=True),
            "refused": Faults(refuse=(self.random.randint(1, 3), self.random.choice(codes))),
            "locked": Faults(locked=frozenset(self.random.sample(ids, len(ids) // 2))),
            "before": Faults(crash="before"),
            "after": Faults(crash="after"),
            "middle": Faults(crash=self.random.randint(1, 3)),
            "reversed": Faults(reverses=True),
            "repeated": Faults(repeats=True, reverses=self.random.random() < 0.5),
            "half": Faults(cuts=True),
            "not stored": Faults(cannot_store=True),
            "not stored, lost": Faults(cannot_store=True, loses_answer=True),
        }
        if dice < 0.4:
            return SOUND
        name = self.random.choice(list(faults))
        self.happened[name] += 1
        return faults[name]

    def _write(self, number: int) -> None:
        """Write a batch with other figures: sales, taxes, over or short, a drop, and a bill."""
        sales, liquor, tax = (self.random.randrange(100, 90_000) for _ in range(3))
        off, drop = self.random.randrange(-500, 500), self.random.randrange(0, 5_000)
        visa = self.random.randrange(0, sales)
        cash = sales + liquor + tax - visa + off
        day = number - FIRST + 1
        lines = [
            f"store: Main Street\nbatch: {number}\nstatus: closed",
            f'opened: "2026-03-{day:02}T08:00"\nclosed: "2026-03-{day:02}T21:00"\nmeasures:',
            f"  Opening: {{Cash: 200.00}}\n  Dropped: {{Cash: {_amount(-drop)}}}",
            f"  Closing: {{Cash: {_amount(20_000 + cash - drop)}, Visa: {_amount(visa)}}}",
            f"  Dept Sales: {{Grocery: {_amount(sales)}, Liquor: {_amount(liquor)}}}",
            f"  Tax Collected: {{GST: {_amount(tax)}}}",
            f"  {'Over' if off >= 0 else 'Short'}: {{Cash: {_amount(abs(off))}}}",
        ]
        if number % 3 == 0:
            lines.append(
                f"purchase orders:\n  - {{number: PO-{number}, supplier: Acme Foods, "
                f'created: "2026-02-20", total: {_amount(sales)}}}'
            )
        text = "".join(f"{line}\n" for line in lines)
        (self.trade.shop / f"batches/{number}.yaml").write_text(text, "utf-8")

    # What has to be so.

    def require_true(self) -> None:
        """Nothing is in the books twice, and the record is sound."""
        booked = Counter[str]()
        for each in self.trade.quickbooks.postings():
            if any(cents for _, cents in each.lines):
                ref = each.ref or ""
                booked[ref.removesuffix("R")] += -1 if ref.endswith("R") else 1
        twice = {ref: count for ref, count in booked.items() if count > 1}
        assert not twice, twice

    def finish(self) -> None:
        """Go on, without any fault, until all of it is posted."""
        for _ in range(12):
            for run in self.waiting():
                self._resend(run)
                self._send_all(run)
            ran = self._posted()
            self.require_true()
            for number in sorted(set(re.findall(r"--batch (\d+) --repost", ran.out))):
                self._posted("--batch", number, "--repost", "--because", "changed")
            if not self.waiting() and "nothing was written" in ran.out and ran.status == 0:
                break
        else:
            raise AssertionError(f"there is no end to it: {ran}")
        self.require_true()
        if not self.is_restored:
            self._require_posted()

    def _send_all(self, run: int) -> None:
        for path in self.files():
            if path.exists() and self._run_of(path) == run:
                self._read(self._answer(path, SOUND))

    def _require_posted(self) -> None:
        """What is in the books is what the record says is posted, and each batch is."""
        with opened(self.trade.shop) as record:
            assert record.verify() == []
            kept = list(record.requests())
        assert {each.state for each in kept} <= STATED
        reversed_ = {
            each.request.undoes
            for each in kept
            if each.request.key.kind is Kind.REVERSAL and each.state is State.POSTED
        }
        live = {
            each.txn_id: each.request
            for each in kept
            if each.request.key.kind not in (Kind.VOID, Kind.DELETE)
            and (each.state is State.POSTED or each.request.request_id in reversed_)
        }
        postings = {each.txn_id: each for each in self.trade.quickbooks.postings()}
        booked = {txn for txn, each in postings.items() if any(cents for _, cents in each.lines)}
        assert set(live) == booked
        for txn, request in live.items():
            debits = sum(cents for _, cents in postings[txn].lines if cents > 0)
            assert (postings[txn].ref, debits) == (request.ref, request.total)
        entries = {request.ref for request in live.values()}
        numbers = range(FIRST, FIRST + COUNT)
        assert entries >= {f"M{number}" for number in numbers}
        assert entries >= {f"PO-{number}" for number in numbers if number % 3 == 0}


def _day(place: int) -> str:
    return f"2026-03-{place + 1:02}"


def _amount(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def walked(folder: Path, seed: int, steps: int) -> Counter[str]:
    """Walk so many steps, and to the end; return what happened."""
    folder.mkdir(parents=True)
    walk = Walk(folder, seed)
    try:
        for _ in range(steps):
            walk.step()
        walk.finish()
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}") from error
    return walk.happened


def main(root: Path, first: int, last: int, steps: int = 40) -> None:
    """Walk with each seed."""
    happened: Counter[str] = Counter()
    for seed in range(first, last + 1):
        shutil.rmtree(root, ignore_errors=True)
        happened += walked(root / str(seed), seed, steps)
    print(f"{last - first + 1} walks of {steps} steps:")
    for name, count in sorted(happened.items()):
        print(f"  {name}: {count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
