"""XF511: a member that posts for the first time, through a rule for its whole family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.codes import Severity
from crossfoot.codes.first_posting import FIRST_POSTING
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.policy import Policy
from crossfoot.model.rules import Post
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Line
from crossfoot.posting.standing import Known


class FirstPostings:
    """Tells each new member once a run; where the record is empty, all are new and none is told.

    Where the project has it as an error, it is told of each batch: each is held back for it.
    """

    def __init__(self, known: Known, policy: Policy) -> None:
        grade = policy.grades.get(FIRST_POSTING.number)
        self._known = known
        self._is_error = grade is not None and grade.severity is Severity.ERROR
        self._seen: set[tuple[str, str]] = set()

    def take(self, batch: Batch, lines: Sequence[Line]) -> Iterator[Diagnostic]:
        """Yield a finding for each member that an entry books for the first time."""
        for line in lines:
            rule, member = line.rule, line.member
            if member is None or not isinstance(rule, Post) or rule.member is not None:
                continue
            booked = (rule.amount.name, member)
            if booked not in self._seen or self._is_error:
                self._seen.add(booked)
                if self._is_new(*booked):
                    yield _finding(batch, rule, line)

    def _is_new(self, amount: str, member: str) -> bool:
        return self._known.has_booked(amount) and not self._known.has_booked(amount, member)


def _finding(batch: Batch, rule: Post, line: Line) -> Diagnostic:
    name = f"{rule.amount.name}: {line.member}"
    return Diagnostic(
        FIRST_POSTING,
        f"`{name}` posts for the first time, to `{line.account.shown}`, by a rule for every "
        f"{rule.amount.dimension.name if rule.amount.dimension else 'member'}",
        rule.at,
        (Related(batch.at, f"in batch {batch.number} of `{batch.store.name}`"),),
        why="the rule was there before it, so nobody has said that this is its account",
        help=f'if it is not, write `post {name} {line.side.value} "…"`',
    )
