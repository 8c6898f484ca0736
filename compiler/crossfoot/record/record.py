"""The record: what was prepared, sent, posted, refused and voided, kept beside the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from crossfoot.posting.booked import NOTHING_BOOKED, KeptBookings
from crossfoot.posting.standing import State
from crossfoot.record import age
from crossfoot.record.answering import Answering
from crossfoot.record.asked import Asked
from crossfoot.record.database import FILE
from crossfoot.record.faults import NotAllowed, NotWithdrawable, OldRecord
from crossfoot.record.kept import Change, NewFile, NewRequest, Run
from crossfoot.record.mark import read_mark
from crossfoot.record.opening import is_empty, open_to_read, open_to_write
from crossfoot.record.preparing import Preparing, new_run
from crossfoot.record.rows import fit, read_from
from crossfoot.record.writing import Came, Writing, writing

_NEVER_SENT = frozenset({State.PREPARED, State.WITHDRAWN})


class Record(Asked):
    """The open record of a project; all methods raise RecordFault where it cannot be read.

    What writes does all of it or nothing, is on the disk when it returns, and takes the time and
    the name of who does it.
    """

    @classmethod
    def open(cls, root: Path, *, writable: bool, even_old: bool = False) -> Record | None:
        """Open the record beside a project file; None where there is none and none may be made.

        Reading neither makes nor changes any file. Raises OldRecord where it is not the newest
        one that was kept here, unless it is read `even_old`, and RecordFault.
        """
        with read_from(root / FILE):
            try:
                return cls._opened(root, writable=writable, even_old=even_old)
            except OldRecord:
                # It may be that another program began the record between two looks at it.
                return cls._opened(root, writable=writable, even_old=even_old)

    @classmethod
    def _opened(cls, root: Path, *, writable: bool, even_old: bool) -> Record | None:
        if even_old and not writable:
            database = open_to_read(root)
            return None if database is None else cls(database)
        mark = read_mark(root)
        if mark is not None and is_empty(root / FILE):
            age.refuse_old(root, mark, None)
        database = open_to_write(root) if writable else open_to_read(root)
        try:
            age.refuse_old(root, mark, database)
        except BaseException:
            if database is not None:
                database.close()
            raise
        if writable and database is not None:
            age.renew_mark(root, mark, database)
        return None if database is None else cls(database)

    def __enter__(self) -> Record:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # What changes it.

    def prepare(
        self,
        now: datetime,
        who: str,
        out: Path | str,
        rules_digest: str,
        requests: Iterable[NewRequest],
        files: Iterable[NewFile],
        bookings: KeptBookings = NOTHING_BOOKED,
    ) -> Run:
        """Record a run whose files are about to be written; return it, with its number.

        The files are taken before the requests, and of both one is held at a time. `bookings` are
        what entries book, where requests do not have their `lines`.
        Each request must be free: nothing live is there for its key, unless an earlier request of
        the run undoes it; what a request undoes is posted, and nothing else undoes it. Raises
        TakenMeanwhile where one is not, and Misfit where requests and files do not fit together;
        nothing is recorded then.
        """
        with self._writing(now, who) as each:
            run = new_run(self._database, now, who, str(out), rules_digest)
            preparing = Preparing(self._database, each, run)
            preparing.add_files(files)
            for request in requests:
                preparing.add(request)
            preparing.end(bookings)
        return run

    def withdraw(self, now: datetime, who: str, run: int, why: str) -> int:
        """Give up a run that was never sent; return how many requests are free by it.

        Raises NotWithdrawable where a request of it was sent or answered, or none is left.
        """
        with self._writing(now, who) as each:
            states = {state for _, state in self._states(run)}
            if not states:
                raise NotWithdrawable(f"there is no run {run} with requests in the record")
            if gone := sorted(state.value for state in states - _NEVER_SENT):
                raise NotWithdrawable(
                    f"run {run} cannot be withdrawn: it has requests that are {', '.join(gone)}"
                )
            count = self._move(each, run, State.WITHDRAWN, f"withdrawn: {fit(why)}")
            if not count:
                raise NotWithdrawable(f"run {run} is withdrawn already")
            return count

    def sent(self, now: datetime, who: str, run: int, why: str = "") -> int:
        """Record that the files of a run left; return how many requests that is news for.

        Raises NotAllowed where there is no such run.
        """
        with self._writing(now, who) as each:
            if not self._states(run):
                raise NotAllowed(f"there is no run {run} with requests in the record")
            said = f"sent: {fit(why)}" if why else "sent"
            each.tell(Came(said), run)
            return self._move(each, run, State.SENT, said)

    def answered(self, now: datetime, who: str, changes: Sequence[Change]) -> None:
        """Record what answers say: all of them, or none.

        An answer says posted or refused, or no more than that the request was sent. A prepared
        request is sent first; one that voids, deletes or reverses makes what it undoes voided
        when it is posted. What the record knows already is told in the history alone. Raises
        NotAllowed where a request cannot take a step (`steps.py`); nothing is recorded then.
        """
        with self._writing(now, who) as each:
            answering = Answering(self._database, each)
            for change in changes:
                answering.take(change)

    def note(self, now: datetime, who: str, said: str, run: int | None = None) -> None:
        """Add a line to the history that changes nothing, such as of an answer to nothing sent."""
        with self._writing(now, who) as each:
            each.tell(Came(fit(said)), run)

    @classmethod
    def accept(cls, root: Path, now: datetime, who: str) -> None:
        """Take the record that is here for the newest one, or begin a new one where none is.

        What was posted and is not in it is unknown to it from then on. Raises RecordFault.
        """
        with read_from(root / FILE):
            age.accept(root, now, who)

    @contextmanager
    def _writing(self, now: datetime, who: str) -> Iterator[Writing]:
        with self._reading(), writing(self._database, now, who) as each:
            yield each

    def _states(self, run: int) -> list[tuple[int, State]]:
        """Return the requests of a run, by row number, and how far each has come."""
        found = self._database.rows(
            "SELECT id, state FROM request WHERE run = ? ORDER BY id", (run,)
        )
        return [(number, State(state)) for number, state in found]

    def _move(self, each: Writing, run: int, state: State, said: str) -> int:
        """Take what is prepared of a run to a state; return how many requests that were."""
        waiting = [number for number, old in self._states(run) if old is State.PREPARED]
        for number in waiting:
            each.step(run, number, state, Came(said))
        return len(waiting)
