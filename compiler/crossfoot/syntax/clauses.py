"""What stands after the names of a statement: accounts, class, memo, reason, stores and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crossfoot.source import Span
from crossfoot.syntax import tree
from crossfoot.syntax.fault import Fault


class Clause(NamedTuple):
    """One clause: its word in small letters, and what follows it.

    `value` is a Text, a Day, or the Texts that name stores.
    """

    word: str
    word_at: Span
    value: Any
    at: Span


class Clauses(NamedTuple):
    """The clauses of one statement, each at most once."""

    debit: tree.Text | None
    credit: tree.Text | None
    klass: tree.Text | None
    memo: tree.Text | None
    because: tree.Text | None
    scope: tree.Scope


_ANYWHERE = tree.Scope()
_SCOPE = frozenset({"for", "from", "until"})


def sorted_out(statement: str, allowed: Sequence[str], clauses: Iterable[Clause]) -> Clauses:
    """Return the clauses by what they say; ``for``, ``from`` and ``until`` are always allowed.

    Raises Fault for one that stands twice, or that this kind of statement does not have.
    """
    found: dict[str, Any] = {}
    for word, at, value, _ in clauses:
        if word in found:
            raise Fault(f"`{word}` stands twice in this `{statement}`", at, _twice(word))
        if word not in allowed and word not in _SCOPE:
            raise Fault(f"`{word}` has no place in `{statement}`", at, _instead(word, statement))
        found[word] = value
    get = found.get
    return Clauses(
        get("debit"), get("credit"), get("class"), get("memo"), get("because"), _scope(found)
    )


def _scope(found: dict[str, Any]) -> tree.Scope:
    if _SCOPE.isdisjoint(found):
        return _ANYWHERE
    return tree.Scope(found.get("for", ()), found.get("from"), found.get("until"))


def _twice(word: str) -> str:
    if word == "for":
        return 'name all stores in one list: `for "East", "West"`'
    return f"leave one `{word}`"


def _instead(word: str, statement: str) -> str:
    if word in ("debit", "credit"):
        return f"only `post` books to an account: write `post` instead of `{statement}`"
    if word == "because":
        return "give the reason in a comment: `# ...`"
    return f"leave `{word}` out; `post` and `default` have it"
