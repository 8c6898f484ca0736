"""One change to the rules that would take away something of what is left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from crossfoot.model.amounts import Amount, Number
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.sides import Sides


class Kind(IntEnum):
    """What is changed, the smaller change first.

    Leave out what is posted under another name (REPEATED); write one share as the REMAINDER of
    the whole; EXCHANGE a formula of the company's own for the item that it comes close to; CHANGE
    the sides of a rule; REPLACE a rule by one for each member; ADD a rule; LEAVE OUT a rule.
    """

    REPEATED = 0
    REMAINDER = 1
    EXCHANGE = 2
    CHANGE = 3
    REPLACE = 4
    ADD = 5
    LEAVE_OUT = 6


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to the rules.

    `amount` is what is to be posted, and `ways` are the sides each member is to be posted on,
    None for a single amount. `rule` is the rule to change or to replace, None to add one.
    `is_whole` tells that every member the rule posts is to be changed. `clears` is the part of
    the residual that it takes away. `beside` are other rules that it is about: those that post
    the same, or the other shares of `whole`, of which all of them come to `part`.
    """

    kind: Kind
    amount: Amount
    ways: Mapping[str | None, Sides]
    rule: Post | None
    is_whole: bool
    clears: Vector
    beside: tuple[Post, ...] = ()
    whole: Amount | None = None
    part: Number = 1
