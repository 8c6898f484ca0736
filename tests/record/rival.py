"""Asks for the same batches as its rivals do: `python rival.py FOLDER NAME COUNT`.

Prints how many it got, and how many others had got before. In between it reads the record as
somebody who looks at it would.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.posting.standing import State
from crossfoot.record.faults import RecordFault, TakenMeanwhile
from crossfoot.record.kept import Change
from crossfoot.record.record import Record


def look(root: Path) -> None:
    try:
        record = Record.open(root, writable=False)
        if record is not None:
            with record:
                found = [each.state for each in record.requests()]
                assert set(found) <= {State.PREPARED, State.POSTED}, found
    except RecordFault as fault:
        if "while it was read" not in str(fault):
            raise


def main(root: Path, name: str, count: int) -> None:
    got = taken = 0
    batches = list(range(count))
    random.Random(name).shuffle(batches)
    for batch in batches:
        look(root)
        with opened(root) as record:
            try:
                prepare(record, request(f"{name}-{batch}", batch=str(batch)))
            except TakenMeanwhile:
                taken += 1
                continue
            got += 1
            answer = Change(f"{name}-{batch}", State.POSTED, f"T{batch}", "E1")
            record.answered(NOW, WHO, [answer])
    print(got, taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
