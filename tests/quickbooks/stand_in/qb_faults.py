"""What can go wrong between a request and its answer; each is asked for by an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class Crashed(Exception):
    """QuickBooks ended in the middle of a request: no answer came."""


@dataclass(frozen=True)
class Faults:
    """What goes wrong with one request. As it is made, nothing does.

    `crash` is "before" or "after" all of it is booked, or the number of requests after which it
    happens: these stay booked, and their answers are stored. `refuse` refuses that many requests
    with a code, (3, 3176) say. `locked` are TxnIDs that another user has open.
    """

    loses_answer: bool = False
    refuse: tuple[int, int] = (0, 3180)
    locked: frozenset[str] = frozenset()
    crash: str | int | None = None
    reverses: bool = False
    repeats: bool = False
    cuts: bool = False
    cannot_store: bool = False

    def refusal(self, count: int, is_stopped: bool) -> int | None:
        """Return the code with which the request of that number, from 0, is refused unread."""
        if is_stopped:
            return 3231  # B
        return self.refuse[1] if count < self.refuse[0] else None

    def ordered(self, answers: Sequence[str]) -> list[str]:
        """Return the answers in the order, and as often, as they go out."""
        ordered = list(reversed(answers)) if self.reverses else list(answers)
        return ordered * 2 if self.repeats else ordered

    def sent(self, answer: bytes) -> bytes:
        """Return what arrives of an answer."""
        if self.loses_answer:
            return b""
        return answer[: len(answer) // 2] if self.cuts else answer
