"""``--select`` and ``--ignore``: which findings are shown."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from crossfoot.cli.options import listed
from crossfoot.report.outcome import Outcome


def codes(text: str) -> tuple[str, ...]:
    """Return codes, or beginnings of codes such as ``XF2``, from a list with commas."""
    return tuple(_known(item) for item in listed(text))


def shown(
    outcome: Outcome, select: Sequence[Sequence[str]], ignore: Sequence[Sequence[str]]
) -> Outcome:
    """Return an outcome with the findings that were asked for, silenced ones alike.

    They are all where `select` is empty, less the ignored.
    """
    is_chosen = chooser(select, ignore)
    return replace(
        outcome,
        diagnostics=tuple(each for each in outcome.diagnostics if is_chosen(each.code.number)),
        silenced=tuple(each for each in outcome.silenced if is_chosen(each.diagnostic.code.number)),
    )


def chooser(
    select: Sequence[Sequence[str]], ignore: Sequence[Sequence[str]]
) -> Callable[[str], bool]:
    """Return what says of a code's number whether its findings were asked for, as in `shown`."""
    wanted = tuple(prefix for prefixes in select for prefix in prefixes) or ("XF",)
    unwanted = tuple(prefix for prefixes in ignore for prefix in prefixes)
    return lambda number: number.startswith(wanted) and not number.startswith(unwanted)


def _known(item: str) -> str:
    """Return a code as it is written in findings; its name may stand for it."""
    from crossfoot.codes.all import ALL

    by_name = {code.name: code.number for code in ALL}
    number = by_name.get(item.lower(), item.upper())
    if re.fullmatch(r"XF\d{0,3}", number) and any(c.number.startswith(number) for c in ALL):
        return number
    from crossfoot.suggest import nearest

    near = nearest(item, [*by_name, *by_name.values()])
    hint = f"did you mean `{near}`?" if near else "codes are `XF302`, `XF3` or `XF`"
    raise argparse.ArgumentTypeError(f"there is no code `{item}`; {hint}")
