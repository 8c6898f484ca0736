"""XF604: what QuickBooks refused, in an accountant's words."""

from __future__ import annotations

from crossfoot.codes.refused_by_quickbooks import REFUSED_BY_QUICKBOOKS
from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.compare import UNDOES
from crossfoot.posting.standing import Kind
from crossfoot.quickbooks.answers import Answer
from crossfoot.quickbooks.statuses import explained
from crossfoot.record.kept import NewRequest, Recorded
from crossfoot.source import Source, Span

_NOT_FOUND = 3120
"""Status 3120: the object that a request names cannot be found."""

_VERBS = {
    Kind.ENTRY: "book entry",
    Kind.BILL: "enter bill",
    Kind.REVERSAL: "book reversal",
    Kind.VOID: "void",
    Kind.DELETE: "delete",
}


def refused(recorded: Recorded, answer: Answer, at: Span) -> Diagnostic:
    """Return what QuickBooks said to a request, what it means, and what to do about it."""
    request = recorded.request
    explanation = explained(answer.code, answer.message)
    again = (
        "it may work when it is posted again"
        if explanation.may_retry
        else "posting it again as it is will not help"
    )
    return Diagnostic(
        REFUSED_BY_QUICKBOOKS,
        f"QuickBooks did not {_VERBS[request.key.kind]} `{request.ref}` "
        f"({whose(request)}): {said_by(answer)}",
        at,
        why=explanation.meaning,
        help=_asked(recorded.run)
        if request.key.kind in UNDOES and answer.code == _NOT_FOUND
        else f"{explanation.remedy}; {again}",
    )


def _asked(run: int) -> str:
    """Return what to do where what is to be undone is not there any more."""
    return (
        "it may have been deleted by hand: open the company that it was posted to, ask with "
        f"`crossfoot request --duplicates --run {run}`, read the answer with `crossfoot receive`, "
        "and post the batch again"
    )


def said_by(answer: Answer) -> str:
    """Return QuickBooks' own words, with the number that they go by."""
    return (
        f"{answer.code}, {' '.join(answer.message.split())}" if answer.message else str(answer.code)
    )


def whose(request: NewRequest) -> str:
    """Return which batch a request is for."""
    return f"batch {request.key.batch} of `{request.key.store}`"


def refused_whole(request: NewRequest, said: str, remedy: str, source: Source) -> Diagnostic:
    """Return what became of a request whose message set was refused as a whole."""
    return Diagnostic(
        REFUSED_BY_QUICKBOOKS,
        f"QuickBooks did not {_VERBS[request.key.kind]} `{request.ref}` ({whose(request)}): {said}",
        source.whole(),
        why="nothing of its file was looked at, so nothing of it is in the books",
        help=remedy,
    )
