"""Asks on the terminal what is done with a record that is here already and differs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crossfoot.exchange.lists.conflicts import Aborted, Choice, Conflict
from crossfoot.report.columns import safe

if TYPE_CHECKING:
    from crossfoot.exchange.lists.kinds import Fields

_ANSWERS = {
    "u": Choice.UPDATE,
    "update": Choice.UPDATE,
    "k": Choice.KEEP_BOTH,
    "keep": Choice.KEEP_BOTH,
    "keep both": Choice.KEEP_BOTH,
    "keep-both": Choice.KEEP_BOTH,
    "s": Choice.SKIP,
    "skip": Choice.SKIP,
}
_ABORTS = ("a", "abort")
_ALL = " all"


class Asking:
    """Asks about each conflict, until an answer is given for all of its list."""

    def __init__(self) -> None:
        self._for_all: dict[str, Choice] = {}

    def __call__(self, conflict: Conflict) -> Choice:
        """Return what whoever sits there chooses.

        Raises Aborted where they abort, end the input or interrupt.
        """
        name = conflict.kind.name
        if name in self._for_all:
            return self._for_all[name]
        sys.stderr.write("".join(f"{safe(line)}\n" for line in _told(conflict)))
        try:
            choice, is_for_all = _asked(name)
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise Aborted from None
        if is_for_all:
            self._for_all[name] = choice
        return choice


def _told(conflict: Conflict) -> list[str]:
    from crossfoot.exchange.lists.kinds import name_of
    from crossfoot.quickbooks.list_limits import of_a

    one = of_a(conflict.kind.list)
    return [
        f"{one} `{name_of(conflict.ours)}` is here already, and QuickBooks has it otherwise:",
        *(
            f"  {name}: {_value(conflict.ours, name)} here, "
            f"{_value(conflict.theirs, name)} in QuickBooks"
            for name in conflict.differ
        ),
    ]


def _value(fields: Fields, name: str) -> str:
    from crossfoot.exchange.lists.kinds import is_active, text_of

    if name == "active":
        return "active" if is_active(fields) else "inactive"
    return text_of(fields, name) or "nothing"


def _asked(name: str) -> tuple[Choice, bool]:
    """Return an answer, and whether it is for all that is left of a list."""
    while True:
        sys.stderr.write(
            f"u = update, k = keep both, s = skip; with `all` for all {name}, as in `u all`; "
            "a = abort: "
        )
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = " ".join(line.split()).casefold()
        if not line or answer in _ABORTS:
            raise Aborted
        is_for_all = answer.endswith(_ALL)
        choice = _ANSWERS.get(answer.removesuffix(_ALL))
        if choice is not None:
            return choice, is_for_all
