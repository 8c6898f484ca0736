"""Rules as they should be typed, for the help of a finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crossfoot.model.amounts import Amount, Side
from crossfoot.model.rules import Post
from crossfoot.proof.sides import Sides
from crossfoot.syntax.spelled import written

_MOST_WRITTEN = 3


def full_name(amount: Amount, member: str | None) -> str:
    """Return ``Tender Received: Visa``, or the amount's name alone."""
    return amount.name if member is None else f"{amount.name}: {member}"


def as_rule(amount: Amount, member: str | None, way: Sides, like: Post | None = None) -> str:
    """Return ``post Cash Dropped debit "…"``, with the accounts of an existing rule if given."""
    sides = "".join(f" {side.value} {_account(like, side)}" for side in way)
    return f"post {written(full_name(amount, member), 'NAME')}{sides}"


def as_never(names: Iterable[str]) -> str:
    """Return ``never Layaway: Paid, Layaway: Closed because "…"``."""
    return f'never {", ".join(written(name, "NAME") for name in names)} because "…"'


def _account(like: Post | None, side: Side) -> str:
    template = None
    if like is not None:
        template = like.debit if side is Side.DEBIT else like.credit
    return '"…"' if template is None else template.at.text


def said(now: Sides, way: Sides, count: int = 1) -> str:
    """Say of one rule, or of several, what it is and what it should be."""
    verb = "is" if count == 1 else "are"
    if len(now) == len(way):
        return f"{verb} a {now[0].value} and should be a {way[0].value}"
    return f"{verb} {_alone(now)} and should be {_alone(way)}"


def _alone(way: Sides) -> str:
    return f"a {way[0].value} alone" if len(way) == 1 else "both a debit and a credit"


def several(rules: Sequence[str]) -> str:
    """Return the first few rules in backticks, saying so when there are more."""
    shown = [f"`{rule}`" for rule in rules[:_MOST_WRITTEN]]
    if len(rules) > len(shown):
        shown.append("so on")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def is_or_are(names: Sequence[object]) -> str:
    """Return the verb for so many names."""
    return "is" if len(names) == 1 else "are"
