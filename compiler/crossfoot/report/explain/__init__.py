"""What a code means, and what a name is in a project: the texts of ``crossfoot explain``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof
from crossfoot.report.explain.accounts import of_account
from crossfoot.report.explain.amounts import of_amount
from crossfoot.report.explain.codes import explain_code, find_code
from crossfoot.report.explain.members import of_member
from crossfoot.report.explain.project import Explained
from crossfoot.report.explain.readings import nearest_name, readings
from crossfoot.report.explain.statements import explain_statement, nearest_statement


def explain_name(ruleset: Ruleset, proofs: Sequence[Proof], name: str) -> str | None:
    """Return what an amount, a member or an account is, in 80 columns; None for any other name.

    A name that is several things is told as each of them. Without proofs nothing is said of
    what a batch comes to.
    """
    of = Explained(ruleset, tuple(proofs))
    texts = ["".join(f"{line}\n" for line in lines) for lines in _each(of, name)]
    return "\n".join(texts) or None


def _each(of: Explained, name: str) -> Iterator[Iterator[str]]:
    found = readings(of.ruleset, name)
    if found.amount is not None:
        yield of_amount(of, *found.amount)
    if found.account is not None:
        yield of_account(of, found.account)
    for dimension, member in found.members:
        yield of_member(of, dimension, member)


__all__ = [
    "explain_code",
    "explain_name",
    "explain_statement",
    "find_code",
    "nearest_name",
    "nearest_statement",
]
