"""What a finding is known by from one run to the next, wherever its line has moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from crossfoot.diagnostic import Diagnostic
from crossfoot.report.outcome import Outcome

_LENGTH = 20
"""Letters of a digest, 80 bits: two of a million findings alike are no nearer than one in 10^12."""

_NOT_READ, _ON_BATCHES = "XF0", "XF5"


def fingerprints(outcome: Outcome) -> tuple[str, ...]:
    """Return what each finding of `outcome.diagnostics` is known by, no two alike."""
    return fingerprints_of(outcome.diagnostics, outcome)


def fingerprints_of(found: Sequence[Diagnostic], outcome: Outcome) -> tuple[str, ...]:
    """Return what findings on a project are known by, no two of them alike.

    That is the code, the file as the reader finds it, the words that are marked, and what the
    finding is about; of a batch also its store and day, of a text that could not be read the whole
    line. Spacing does not count, nor does where the line stands, what else stands in it, or what
    the message says. Findings that agree in all of this are numbered, as `found` has them.
    """
    met = Counter[str]()
    prints: list[str] = []
    for finding in found:
        texts = "\x1f".join(_texts(finding, outcome))
        digest = sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
        met[digest] += 1
        prints.append(f"{digest}:{met[digest]}")
    return tuple(prints)


def _texts(finding: Diagnostic, outcome: Outcome) -> Iterator[str]:
    at = finding.at
    yield finding.code.number
    yield outcome.path(at.source.path)
    yield _even(at.text)
    yield from finding.about
    if finding.code.number.startswith(_NOT_READ) and at.end:
        yield _even(at.source.line(at.first.line))
    if finding.code.number.startswith(_ON_BATCHES):
        yield from finding.stores
        yield from (day.isoformat() for day in finding.days if day is not None)


def _even(text: str) -> str:
    return " ".join(text.split())
