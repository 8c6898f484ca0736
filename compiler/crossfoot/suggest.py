"""Did you mean: the nearest of the names that exist."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to `wanted`, or None when none is close.

    Ties go to the name that sorts first, so the answer is stable.
    """
    import difflib

    folded: dict[str, str] = {}
    for name in sorted(known, reverse=True):
        folded[name.casefold()] = name
    close = difflib.get_close_matches(wanted.casefold(), sorted(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(wanted: str, known: Iterable[str]) -> str | None:
    """Return a help line, ``did you mean `X`?``, or None."""
    name = nearest(wanted, known)
    return None if name is None else f"did you mean `{name}`?"
