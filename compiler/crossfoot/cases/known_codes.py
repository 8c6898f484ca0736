"""The findings that a case may expect, and what it is told of the others."""

from __future__ import annotations

from functools import cache

from crossfoot.project.fault import Fault
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean

GIVE_BATCH = "name one with `batch:`, or make one up with `measures:`"
"""Help for a case that has no batch and speaks of one."""

_BY_HISTORY = ("XF511", "XF601", "XF602", "XF604", "XF605")
"""What is found by what was posted before, which no case knows."""

_ON_BATCHES = ("XF003", "XF108", "XF211", "XF5", "XF603", "XF606", "XF607")
_ON_RULES = ("XF0", "XF1", "XF2", "XF3", "XF4")


def number_of(written: str) -> str | None:
    """Return the number of a code, which may be called by its name: ``identity-broken``."""
    return _numbers().get(written.strip().casefold())


def unknown(written: str, at: Span) -> Fault:
    """Return the fault of a code that there is not."""
    known = [each for each in _numbers() if not each.startswith("xf")]
    help_ = did_you_mean(written, known) or "`crossfoot check` and `post` show the codes"
    return Fault(f"there is no finding `{written}`", at, help_)


def misplaced(number: str, at: Span, *, has_batch: bool) -> Fault | None:
    """Return why a case cannot speak of a finding, or None where it can."""
    if number in _BY_HISTORY:
        message = f"{number} depends on what was posted before, which a case does not know"
        return Fault(message, at)
    if has_batch and not number.startswith(_ON_BATCHES):
        message = f"{number} is about the rules as a whole, and not about one batch"
        return Fault(message, at, "leave the batch out of this case")
    if not has_batch and not number.startswith(_ON_RULES):
        return Fault(f"{number} is found in a batch, and this case has none", at, GIVE_BATCH)
    return None


@cache
def _numbers() -> dict[str, str]:
    """Return the numbers of all codes, by themselves and by their names, in small letters."""
    from crossfoot.codes.all import ALL

    by_number = {each.number.casefold(): each.number for each in ALL}
    return {**by_number, **{each.name: each.number for each in ALL}}
