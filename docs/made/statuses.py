"""What QuickBooks' codes mean, as tables: from the same rows that explain a refusal."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.quickbooks.status_table import CODES, HRESULTS, RANGES, SETS, Explanation
from made.markdown import cell, table

_HEADS = ["code", "what it means", "what to do", "does trying again help?"]
_DONE = 1000
"""Codes below did what was asked for; see `quickbooks.statuses.is_done`."""


def statuses() -> str:
    """Return the status codes with which QuickBooks refuses something."""
    known = [(str(code), said) for code, said in CODES.items() if code >= _DONE]
    ranges = [(_span(codes), said) for codes, said in RANGES if codes.start >= _DONE]
    return _table([*known, *ranges])


def remarks() -> str:
    """Return the status codes with which QuickBooks did what was asked for, and says more."""
    known = [(str(code), said) for code, said in CODES.items() if code < _DONE]
    ranges = [(_span(codes), said) for codes, said in RANGES if codes.start < _DONE]
    return table(_HEADS[:3], (_cells(*row)[:3] for row in [*known, *ranges]))


def failures() -> str:
    """Return what stands in place of an answer, or for a file as a whole."""
    sets = [(str(code), said) for code, said in SETS.items() if code]
    return _table([*HRESULTS.items(), *sets])


def _table(rows: Iterable[tuple[str, Explanation]]) -> str:
    return table(_HEADS, (_cells(*row) for row in rows))


def _cells(code: str, said: Explanation) -> list[str]:
    again = "it may" if said.may_retry else "not as it is"
    return [f"**{code}**", cell(said.meaning), cell(said.remedy), again]


def _span(codes: range) -> str:
    return f"other {codes.start}–{codes.stop - 1}"
