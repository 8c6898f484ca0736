"""The company file: lists, transactions, preferences and stored answers, in one JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

LISTS = ("Account", "Class", "Vendor", "Terms", "Customer", "Item")
BEGAN = 1_767_225_600
"""The first second of 2026: ids and times are counted from it, so that equal requests give equal
bytes."""

VERSIONS = (
    "1.0", "1.1", "2.0", "2.1", "3.0", "4.0", "4.1", "5.0", "6.0", "7.0", "8.0", "10.0", "11.0",
    "12.0", "13.0",
)  # fmt: skip
DEBIT, CREDIT = "Debit", "Credit"


class Record(NamedTuple):
    """A record of a list; `name` is its full name, `details` are keyed as a chart of ours is."""

    list_id: str
    name: str
    is_active: bool = True
    details: Mapping[str, str] = {}

    @property
    def parent(self) -> str:
        """The full name of the record that this one is a part of, or nothing."""
        return self.name.rpartition(":")[0]


class Line(NamedTuple):
    """A line of a transaction: `account`, `entity` and `klass` are ListIDs, the amount in cents."""

    line_id: str
    side: str
    account: str
    cents: int
    memo: str | None = None
    entity: str | None = None
    klass: str | None = None

    @property
    def debit(self) -> int:
        """What the line adds to the debit side of its account, in cents."""
        return self.cents if self.side == DEBIT else -self.cents


class Transaction(NamedTuple):
    """A journal entry or a bill, as it stands in the books; times are seconds since 1970."""

    txn_id: str
    kind: str
    number: int
    edit_sequence: str
    created: int
    modified: int
    day: str
    ref: str | None
    lines: tuple[Line, ...]
    is_adjustment: bool = False
    vendor: str | None = None
    payable: str | None = None
    terms: str | None = None
    due: str | None = None
    memo: str | None = None

    @property
    def total(self) -> int:
        """What a bill comes to, in cents."""
        return sum(line.debit for line in self.lines)


class Stored(NamedTuple):
    """What is kept of a message set: the digest of its bytes, and its answers where they were."""

    digest: str
    answers: list[str] | None


class Iteration(NamedTuple):
    """What is left of a question that is answered page by page."""

    asked: str
    ids: list[str]


@dataclass
class Company:
    """A company's books. Whatever changes them changes this, and is written as a whole."""

    name: str
    qbxml: tuple[str, ...] = VERSIONS
    uses_classes: bool = False
    uses_numbers: bool = False
    closed_until: str | None = None
    began: int = BEGAN
    drawn: int = 0
    booked: int = 0
    lists: dict[str, list[Record]] = field(default_factory=lambda: {kind: [] for kind in LISTS})
    transactions: dict[str, Transaction] = field(default_factory=dict)
    message_sets: dict[str, Stored] = field(default_factory=dict)
    iterations: dict[str, Iteration] = field(default_factory=dict)
    _found: dict[tuple[str, str], Record] = field(default_factory=dict, repr=False)

    @property
    def now(self) -> int:
        """The time, which passes a second with each id that is drawn."""
        return self.began + self.drawn

    def draw(self) -> str:
        """Return a new id, of the form of a TxnID or ListID."""
        self.drawn += 1
        return f"{self.drawn:X}-{self.now}"

    def add(self, kind: str, name: str, is_active: bool = True, **details: str) -> Record:
        """Add a record to a list, with the records that it is a part of where they are missing.

        Raises ValueError where QuickBooks could have no such record: its name is too long, say.
        """
        _check_lengths(kind, name, details.get("number", ""))
        record = Record(self.draw(), name, is_active, details)
        if record.parent and self.find(kind, record.parent) is None:
            self.add(kind, record.parent, True, **_inherited(details))
        self.lists[kind].append(record)
        self._found[kind, record.list_id] = self._found[kind, name.casefold()] = record
        return record

    def find(self, kind: str, name_or_id: str | None) -> Record | None:
        """Return the record of that full name, in any case, or of that ListID."""
        key = name_or_id or ""
        return self._found.get((kind, key)) or self._found.get((kind, key.casefold()))

    def find_again(self) -> None:
        """Make the index of all lists anew."""
        for kind, records in self.lists.items():
            for record in records:
                self._found[kind, record.list_id] = record
                self._found[kind, record.name.casefold()] = record

    def name_of(self, list_id: str | None, *kinds: str) -> str | None:
        """Return the full name of a record that is known to be there."""
        found = (self.find(kind, list_id) for kind in kinds)
        return next((record.name for record in found if record), None)


def _check_lengths(kind: str, name: str, number: str) -> None:
    # A: Intuit's schema gives these lengths for its lists.
    part, whole = (41, 209) if kind in ("Customer", "Vendor") else (31, 159)
    if not all(0 < len(each) <= part for each in name.split(":")) or len(name) > whole:
        raise ValueError(f"no {kind} of QuickBooks can have the name `{name}`")
    if kind == "Account" and len(number) > 7:
        raise ValueError(f"no account of QuickBooks can have the number `{number}`")


def _inherited(details: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in details.items() if key in ("type", "currency")}


def at(seconds: int) -> datetime:
    """Return a time of the company's clock."""
    return datetime.fromtimestamp(seconds, UTC)


def described(description: Mapping[str, Any]) -> Company:
    """Return a new company of a plain description, which may be a chart of ours read as data.

    Its keys are company, qbxml, "class tracking", "account numbers", "closing date", began, and a
    list for each of accounts, classes, vendors, terms, customers and items: names, or mappings
    with a name, and what else is known (type, number, special, active, "due days", ...). Classes
    are tracked where some are listed, unless it says otherwise.
    """
    company = Company(
        str(description.get("company", "Stand-in")),
        tuple(map(str, description.get("qbxml", VERSIONS))),
        bool(description.get("class tracking", description.get("classes"))),
        bool(description.get("account numbers", False)),
        description.get("closing date"),
        int(description.get("began", BEGAN)),
    )
    for kind in LISTS:
        for entry in description.get(_plural(kind)) or ():
            _describe(company, kind, {"name": entry} if isinstance(entry, str) else dict(entry))
    return company


def _plural(kind: str) -> str:
    return {"Class": "classes", "Terms": "terms"}.get(kind, f"{kind.lower()}s")


def _describe(company: Company, kind: str, entry: dict[str, Any]) -> None:
    name, is_active = str(entry.pop("name")), str(entry.pop("active", True)).lower() == "true"
    known = company.find(kind, name)
    if known:
        company.lists[kind].remove(known)
    company.add(kind, name, is_active, **{key: str(value) for key, value in entry.items()})


def write(path: Path, company: Company) -> None:
    """Write the company file, whole or not at all: it is replaced by a finished one."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(_text(company).encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _text(company: Company) -> str:
    kept = {key: value for key, value in vars(company).items() if not key.startswith("_")}
    kept["lists"] = {kind: [each._asdict() for each in of] for kind, of in company.lists.items()}
    kept["transactions"] = [each._asdict() for each in company.transactions.values()]
    return json.dumps(kept)


def read(path: Path) -> Company:
    """Return the company of a file that `write` wrote."""
    kept = json.loads(path.read_bytes())
    kept["qbxml"] = tuple(kept["qbxml"])
    kept["lists"] = {kind: [Record(**each) for each in of] for kind, of in kept["lists"].items()}
    kept["transactions"] = {each["txn_id"]: _transaction(each) for each in kept["transactions"]}
    kept["message_sets"] = {key: Stored(*each) for key, each in kept["message_sets"].items()}
    kept["iterations"] = {key: Iteration(*each) for key, each in kept["iterations"].items()}
    company = Company(**kept)
    company.find_again()
    return company


def _transaction(kept: dict[str, Any]) -> Transaction:
    return Transaction(**{**kept, "lines": tuple(Line(*line) for line in kept["lines"])})


def lines_of(transaction: Transaction) -> Iterator[Line]:
    """Yield all that a transaction books: a bill's lines, and its total as owed."""
    yield from transaction.lines
    if transaction.payable:
        yield Line("", CREDIT, transaction.payable, transaction.total)


def balances(company: Company) -> dict[str, int]:
    """Return debits less credits of each account by its full name, in cents."""
    sums = {account.list_id: 0 for account in company.lists["Account"]}
    for transaction in company.transactions.values():
        for line in lines_of(transaction):
            sums[line.account] += line.debit
    return {account.name: sums[account.list_id] for account in company.lists["Account"]}


class Posting(NamedTuple):
    """A transaction as a test wants to see it: its lines by account name, debits positive."""

    txn_id: str
    kind: str
    day: str
    ref: str | None
    lines: tuple[tuple[str, int], ...]


def postings(company: Company) -> list[Posting]:
    """Return all transactions of the books, in the order in which they were added."""
    return [
        Posting(each.txn_id, each.kind, each.day, each.ref, tuple(_named(company, lines_of(each))))
        for each in company.transactions.values()
    ]


def _named(company: Company, lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    for line in lines:
        yield company.name_of(line.account, "Account") or line.account, line.debit
