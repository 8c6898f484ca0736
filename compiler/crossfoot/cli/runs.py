"""``post --resend`` and ``post --withdraw``: a run that was written before."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crossfoot.cli.exits import FINE, Unable
from crossfoot.cli.hand import hand
from crossfoot.cli.options import out_of


def resend(options: argparse.Namespace) -> int:
    """Write the files of a run again, byte for byte; return the exit status."""
    from crossfoot.exchange.keeping import open_record
    from crossfoot.exchange.resend import NothingToResend
    from crossfoot.exchange.resend import resend as write_again
    from crossfoot.record.faults import NotAllowed
    from crossfoot.targets.staging import Taken

    run, out = options.resend, out_of(options)
    _require_record(options.project)
    with open_record(options.project, writable=True) as record:
        assert record is not None, "INVARIANT: a record that may be written is there"
        try:
            names = write_again(record, run, out, hand())
        except (NothingToResend, NotAllowed, Taken) as error:
            raise Unable(str(error)) from None
    for name in names:
        sys.stdout.write(f"wrote {out / name}\n")
    sys.stdout.write(
        "send it again; QuickBooks answers what it has done already as it did before\n"
        if len(names) == 1
        else "send them again; QuickBooks answers what it has done already as it did before\n"
    )
    return FINE


def withdraw(options: argparse.Namespace) -> int:
    """Give up a run that was never sent; return the exit status."""
    from crossfoot.exchange.keeping import open_record
    from crossfoot.record.faults import NotWithdrawable

    _require_record(options.project)
    by = hand(options.because)
    with open_record(options.project, writable=True) as record:
        assert record is not None, "INVARIANT: a record that may be written is there"
        try:
            count = record.withdraw(by.now(), by.who, options.withdraw, by.why or "")
        except NotWithdrawable as error:
            raise Unable(str(error)) from None
    requests = "request" if count == 1 else "requests"
    sys.stdout.write(
        f"run {options.withdraw} is withdrawn: its {count} {requests} can be posted again;\n"
        "delete its files, so that nobody sends them\n"
    )
    return FINE


def _require_record(project: Path) -> None:
    from crossfoot.record.database import FILE

    if not (project / FILE).is_file():
        raise Unable(f"there is no {FILE} in the project: nothing was posted yet")
