"""XF207: a rule posts an item on a side that should stay blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.out_of_balance import out_of_balance
from crossfoot.checks.support.expected import Unexpected, booked, gathered
from crossfoot.checks.support.told import THE_SAME
from crossfoot.checks.support.wording import called
from crossfoot.codes.side_not_expected import SIDE_NOT_EXPECTED
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof
from crossfoot.source import Span


def side_not_expected(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account on a side that the item does not take.

    Where the entry does not balance because of it, XF402 says so, and this nothing.
    """
    unexpected = [each for each in booked(ruleset) if each.is_wrong_side]
    told = _told(ruleset, proofs) if unexpected else set()
    for found in gathered(ruleset, unexpected):
        if found.first.post.at not in told:
            yield _finding(found)


def _told(ruleset: Ruleset, proofs: Sequence[Proof]) -> set[Span]:
    """Return the names that XF402 points at, those of which the same is told included."""
    findings = list(out_of_balance(ruleset, proofs))
    related = (each for finding in findings for each in finding.related)
    same = {each.at for each in related if each.message == THE_SAME}
    return {finding.at for finding in findings} | same


def _finding(found: Unexpected) -> Diagnostic:
    first = found.first
    side = first.side.value
    taken = next(iter(first.sides.values()))
    return Diagnostic(
        SIDE_NOT_EXPECTED,
        f"{found.called} takes no {side}, only a {taken.side.value}{found.where}",
        first.use.template.at,
        (Related(taken.at, "what it takes is said here"),),
        help=_help(found, side, taken.side.value),
        about=found.about,
        stores=found.stores,
    )


def _help(found: Unexpected, side: str, other: str) -> str:
    post = found.first.post
    name = called(post.amount.name, found.only).strip("`")
    if post.debit is not None and post.credit is not None:
        return f'leave the {side} out, or, if it is meant, `allow XF207 on {name} because "…"`'
    return (
        f"write `{other}` instead of `{side}`, or, if it is meant, "
        f"`{name} takes {side} {found.first.account.type_name}`"
    )
