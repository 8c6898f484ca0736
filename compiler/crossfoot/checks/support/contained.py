"""In words: how one amount holds the money of another."""

from __future__ import annotations

from crossfoot.model.amounts import Amount, Pick


def contained(one: Amount, other: Amount) -> str:
    """Say which of two amounts that exclude each other is made of the other."""
    for whole, part in ((one, other), (other, one)):
        if part in whole.uses and len(whole.uses) == 1:
            return f"`{whole.name}` {'is the sum of' if _is_sum(whole) else 'is'} `{part.name}`"
    for whole, part in ((one, other), (other, one)):
        if part.measures < whole.measures:
            return f"`{whole.name}` holds `{part.name}`"
    if one.dimension is None and other.dimension is not None:
        return f"`{one.name}` is the sum of `{other.name}`"
    if other.dimension is None and one.dimension is not None:
        return f"`{other.name}` is the sum of `{one.name}`"
    return f"`{one.name}` and `{other.name}` are made of the same figures"


def _is_sum(whole: Amount) -> bool:
    return any(part.pick is Pick.ALL for part in whole.formula)
