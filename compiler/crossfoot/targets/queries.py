"""Questions for QuickBooks: its lists, and what it already has of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfoot.targets.environment import environment
from crossfoot.targets.qbxml import Escaped

PAGE = 1_000
"""Records asked for at a time where QuickBooks can be asked for more later."""


class ListQuery(NamedTuple):
    """One list. Whether it goes on page by page, and whether its records can be inactive.

    qbXML 13.0: vendors, customers and items iterate, accounts, terms and classes do not. Without
    an ActiveStatus, only active records are answered.
    """

    kind: str
    iterates: bool = False
    has_status: bool = True


LISTS = (
    ListQuery("Host", has_status=False),
    ListQuery("Company", has_status=False),
    ListQuery("Preferences", has_status=False),
    ListQuery("Account"),
    ListQuery("Terms"),
    ListQuery("Class"),
    ListQuery("Vendor", iterates=True),
    ListQuery("Customer", iterates=True),
    ListQuery("Item", iterates=True),
)
"""In the order in which they are of use: what bills name comes after accounts and terms."""


class NextPage(NamedTuple):
    """A list of which QuickBooks has more: its kind, and QuickBooks' own name for the question."""

    kind: str
    iterator_id: str


def list_queries(version: str, lists: Sequence[ListQuery] = LISTS) -> bytes:
    """Return the request file that asks for lists, whole or their first page."""
    asked = [
        (each.kind, "Start" if each.iterates else None, None, each.has_status) for each in lists
    ]
    return _lists(version, asked)


def next_pages(version: str, pages: Iterable[NextPage]) -> bytes:
    """Return the request file that asks for what is left of lists."""
    return _lists(version, [(each.kind, "Continue", each.iterator_id, True) for each in pages])


def _lists(version: str, asked: Sequence[tuple[str, str | None, str | None, bool]]) -> bytes:
    template = environment("qbxml", Escaped().__getitem__).get_template("list_queries.xml.j2")
    text = template.render(version=version, page=str(PAGE), lists=asked)
    return text.encode("ascii")


class Asked(NamedTuple):
    """Transactions that QuickBooks may have: entries or bills, by their reference numbers."""

    kind: str
    request_id: str
    refs: tuple[str, ...]


def transaction_queries(version: str, asked: Iterable[Asked]) -> bytes:
    """Return the request file that asks for transactions, with their lines.

    The case of a reference must agree, so that `m1043` is not taken for `M1043`.
    """
    template = environment("qbxml", Escaped().__getitem__).get_template("txn_queries.xml.j2")
    text = template.render(version=version, queries=list(asked))
    return text.encode("ascii")


def in_portions(kind: str, prefix: str, refs: Sequence[str], most: int) -> Iterator[Asked]:
    """Yield questions for references, up to so many in each."""
    unique = tuple(dict.fromkeys(refs))
    for count, start in enumerate(range(0, len(unique), most), 1):
        yield Asked(kind, f"{prefix}-{count}", unique[start : start + most])
