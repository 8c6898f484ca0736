"""When two batch numbers of one store are the same number."""

from __future__ import annotations


def number_key(number: str) -> str:
    """Return what a batch's number is compared by: zeros in front and the case do not matter."""
    folded = number.casefold()
    return (folded.lstrip("0") or "0") if folded.isdigit() else folded
