"""What came of QuickBooks' answers, request by request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crossfoot.codes.refused_by_quickbooks import REFUSED_BY_QUICKBOOKS
from crossfoot.exchange.receive import Outcome, Received
from crossfoot.money import grouped
from crossfoot.posting.standing import Kind, State
from crossfoot.report.columns import safe
from crossfoot.report.paint import Paint
from crossfoot.report.summary import counted

_MOST = 20
"""Requests that are named one by one where nothing is wrong with them."""

_NOUNS = {
    Kind.ENTRY: "entry",
    Kind.BILL: "bill",
    Kind.REVERSAL: "reversal",
    Kind.VOID: "voiding of",
    Kind.DELETE: "deletion of",
}


def told(received: Received, paint: Paint) -> Iterator[str]:
    """Yield a line for each answer, what is to be done, and the count."""
    named = [each for each in received.outcomes if each.word or each.state is not State.POSTED]
    if len(received.outcomes) <= _MOST:
        named = list(received.outcomes)
    refused = sum(each.code is REFUSED_BY_QUICKBOOKS for each in received.findings)
    is_told = refused >= sum(each.state is State.REFUSED for each in received.outcomes)
    yield from (_line(each, is_told) for each in named)
    if len(named) < len(received.outcomes):
        yield f"{counted(len(received.outcomes) - len(named), 'other')} posted"
    for word in received.words:
        yield paint(safe(word), "error")
    yield paint(_summary(received), "error" if received.has_failed else "good")


def _line(outcome: Outcome, is_told: bool) -> str:
    """Return one line; why something was refused is left out where a finding told it."""
    request = outcome.recorded.request
    what = f"{_NOUNS[request.key.kind]} {request.ref} of {request.key.store}, {request.day}"
    amount = f", {grouped(request.total)}" if request.total else ""
    is_short = is_told and outcome.state is State.REFUSED
    word = "; see above" if is_short else f"; {outcome.word}" if outcome.word else ""
    return safe(f"{what}{amount}: {outcome.state.value}{word}")


def _summary(received: Received) -> str:
    counts = Counter(each.state for each in received.outcomes)
    words = [f"{counts[state]:,} {state.value}" for state in State if counts[state]]
    strays = len(received.findings) - counts[State.REFUSED]
    return ", ".join(words) if words or strays > 0 else "nothing is changed by it"
