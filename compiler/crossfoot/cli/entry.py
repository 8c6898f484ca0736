"""Where a run begins and ends: one line for whatever goes wrong, never a traceback."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence

from crossfoot.cli.exits import ERROR, INTERRUPTED, PIPE_CLOSED, UNABLE, Unable, reason
from crossfoot.cli.output import complain, let_go_of_output, steady

_GARBAGE_PACE = 500_000
"""Objects made, less those let go, from one search for garbage to the next."""

DEBUG = "CROSSFOOT_DEBUG"
"""Set to anything, it shows the traceback of an internal fault, for a report of it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status (`exits.py`).

    Without `arguments` they are those of the process, which is taken to be here for this alone.
    Raises SystemExit where the options ask for help, as argparse does.
    """
    if arguments is not None:
        return _guarded(list(arguments))
    # A run builds much and throws little away. At Python's own pace a tenth of it goes into
    # looking for garbage that is not there, and another into doing so once more at the end.
    gc.set_threshold(_GARBAGE_PACE, 50, 50)
    status = _guarded(sys.argv[1:])
    gc.freeze()
    return status


def _guarded(arguments: list[str]) -> int:
    _open_what_is_closed()
    steady(sys.stdout)
    steady(sys.stderr)
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        let_go_of_output()
        return PIPE_CLOSED
    except (Unable, OSError) as error:
        complain(reason(error))
        return UNABLE
    except Exception as error:
        return _fault(error)
    return status


def _open_what_is_closed() -> None:
    """Give a run that was started without standard streams somewhere to write to."""
    if sys.stdout is None:
        sys.stdout = io.StringIO()
    if sys.stderr is None:
        sys.stderr = io.StringIO()


def _run(arguments: list[str]) -> int:
    from crossfoot.cli.parser import read

    options = read(arguments)
    status: int = options.run(options)
    return status


def _fault(error: Exception) -> int:
    """Tell of a fault of ours, in one line; the traceback is for who asks for it."""
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exc()
    what = str(error).split("\n", 1)[0][:200]
    complain(
        f"internal fault: {type(error).__name__}: {what}; please report it "
        f"(with {DEBUG}=1 set, the whole trace is shown)"
    )
    return UNABLE


__all__ = ["DEBUG", "ERROR", "main"]
