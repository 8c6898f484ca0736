"""Reads the cases of a file, every fault of it told at its line (XF002, XF201)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfoot.cases import booked, known_codes
from crossfoot.cases.accounts import Accounts
from crossfoot.cases.advice import advised
from crossfoot.cases.booked import TOTAL
from crossfoot.cases.case import (
    Case,
    Expected,
    ExpectedBill,
    ExpectedLine,
    MadeUp,
    Named,
    OfBatch,
    Stored,
)
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Chart
from crossfoot.model.names import key
from crossfoot.project.decode import Notes, day, first_line, items, table, text
from crossfoot.project.decoded import Form, bad_file, fitted
from crossfoot.project.fault import Fault, Unreadable
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.yaml import read_yaml
from crossfoot.source import Source, Span

MEASURES = "measures"
OF_A_BATCH = (MEASURES, "purchase orders", "accept")
"""What is written as in a batch file, and read by what reads those."""

ENTRY, INCLUDES, LEAVES_OUT = "entry", "entry includes", "entry leaves out"
BILLS, FINDING, NO_FINDING = "bills", "finding", "no finding"
EXPECTATIONS = (ENTRY, INCLUDES, LEAVES_OUT, TOTAL, BILLS, FINDING, NO_FINDING)
KEYS = ("case", "batch", "store", "day", *OF_A_BATCH, *EXPECTATIONS)
_OF_SOME_BATCH = ("store", "day", *OF_A_BATCH, ENTRY, INCLUDES, LEAVES_OUT, TOTAL, BILLS)

_FORM = Form("cases.schema.json", "a file of cases")
_EXPECT = "say what with `entry:`, `entry includes:` or `finding:`"
_BEGIN = "write the first one: `- case: an ordinary Saturday`"


class Read(NamedTuple):
    """The cases of a file that can be tried, and what is wrong with the file."""

    cases: tuple[Case, ...]
    findings: tuple[Diagnostic, ...]


def cases_of(source: Source, chart: Chart | None) -> Read:
    """Return what a file of cases says; `chart` is None where the project cannot be read."""
    try:
        node, faults = read_yaml(source)
    except Unreadable as error:
        return Read((), (bad_file(error.fault),))
    reader = _Reader(node, faults, Accounts(chart))
    cases, _, found = fitted(_without_batches(node), faults, reader.cases, _FORM)
    return Read(cases or (), (*advised(found, node, KEYS), *reader.accounts.found))


def _without_batches(node: Node) -> Node:
    """Return a file without what is read as a batch, so that its faults are told once."""
    if not isinstance(node, Items):
        return node
    return Items(tuple(_without_batch(item) for item in node.items), node.at)


def _without_batch(item: Node) -> Node:
    if not isinstance(item, Table):
        return item
    entries = tuple(
        Entry(each.name, each.at, Scalar(None, each.value.at)) if each.name in OF_A_BATCH else each
        for each in item.entries
    )
    return Table(entries, item.at)


class _Reader:
    """Reads the cases of one file."""

    def __init__(self, whole: Node, faults: Sequence[Fault], accounts: Accounts) -> None:
        self.accounts = accounts
        self._whole = whole
        self._faults = faults

    def cases(self, node: Node, notes: Notes) -> tuple[Case, ...]:
        """Return the cases without a fault; the faults of the others go into `notes`."""
        if isinstance(node, Scalar) and node.text is None:
            notes.faults.append(Fault("there is no case in this file", node.at, _BEGIN))
            return ()
        found = items(node)
        whole = self._whole.items if isinstance(self._whole, Items) else ()
        read = [self._case(*each, notes) for each in zip(found, whole, strict=True)]
        cases = [case for case in read if case is not None]
        notes.faults.extend(_called_alike(cases))
        return tuple(cases)

    def _case(self, node: Node, whole: Node, notes: Notes) -> Case | None:
        """Return a case; None where something is wrong with it."""
        own, before = Notes(), len(self.accounts.found)
        case = own.tried(lambda each: self._read(table(each), whole, own), node, None)
        notes.unfit += own.unfit
        notes.faults += own.faults
        within = [each for each in self._faults if node.at.start <= each.at.start < node.at.end]
        is_bad = own.unfit or own.faults or within or len(self.accounts.found) > before
        return None if is_bad else case

    def _read(self, top: Table, whole: Node, notes: Notes) -> Case | None:
        notes.only(top, KEYS)
        name = notes.needed(top, "case", text)
        batch = _batch(top, whole, notes)
        expected = self._expected(top, notes, has_batch=batch is not None)
        notes.faults.extend(_senseless(top, batch, expected))
        if not (notes.unfit or notes.faults or expected.says_anything):
            notes.faults.append(Fault("this case expects nothing", first_line(top.at), _EXPECT))
        if name is None or not isinstance(whole, Table):
            return None
        at = next(entry.value.at for entry in top.entries if entry.name == "case")
        return Case(name.strip(), at, whole, batch, expected)

    def _expected(self, top: Table, notes: Notes, *, has_batch: bool) -> Expected:
        return Expected(
            self._lines(top, ENTRY, notes) if _is_written(top, ENTRY, notes) else None,
            self._lines(top, INCLUDES, notes),
            self._named(top, notes),
            notes.value(top, TOTAL, booked.amount),
            self._bills(top, notes) if _is_written(top, BILLS, notes) else None,
            _codes(top, FINDING, notes, has_batch=has_batch),
            _codes(top, NO_FINDING, notes, has_batch=has_batch),
        )

    def _lines(self, top: Table, name: str, notes: Notes) -> tuple[ExpectedLine, ...]:
        found = notes.value(top, name, items) or ()
        return notes.each(lambda node: booked.line(node, notes, self.accounts), found)

    def _bills(self, top: Table, notes: Notes) -> tuple[ExpectedBill, ...]:
        found = notes.value(top, BILLS, items) or ()
        return notes.each(lambda node: booked.bill(node, notes, self.accounts), found)

    def _named(self, top: Table, notes: Notes) -> tuple[Named, ...]:
        found = notes.value(top, LEAVES_OUT, _one_or_many) or ()
        return notes.each(lambda node: Named(self.accounts.account(node), node.at), found)


def _batch(top: Table, whole: Node, notes: Notes) -> OfBatch | None:
    number, store = (_scalar(top, name, notes) for name in ("batch", "store"))
    own_day = notes.value(top, "day", day)
    if _has(top, MEASURES) and isinstance(whole, Table):
        return MadeUp(whole, number, store, own_day)
    return None if number is None else Stored(number, store)


def _scalar(top: Table, name: str, notes: Notes) -> Scalar | None:
    """Return the value of a key that is one name, where it stands."""
    value = notes.value(top, name, text)
    entry = top.get(name)
    return None if value is None or entry is None else Scalar(value.strip(), entry.value.at)


def _has(top: Table, name: str) -> bool:
    return any(entry.name == name for entry in top.entries)


def _is_written(top: Table, name: str, notes: Notes) -> bool:
    """Whether a list is there; nothing behind its key may mean two things, and is told of."""
    if _has(top, name) and top.get(name) is None:
        message = f"nothing stands behind `{name}:`"
        help_ = f"write `{name}: []` if nothing is booked"
        notes.faults.append(Fault(message, top.value_at(name), help_))
    return top.get(name) is not None


def _one_or_many(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _codes(top: Table, name: str, notes: Notes, *, has_batch: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in notes.value(top, name, _one_or_many) or ():
        written = notes.tried(text, node, "")
        number = known_codes.number_of(written)
        if number is not None:
            fault = known_codes.misplaced(number, node.at, has_batch=has_batch)
            notes.faults += () if fault is None else (fault,)
            found[number] = None
        elif written:
            notes.faults.append(known_codes.unknown(written, node.at))
    return tuple(found)


def _senseless(top: Table, batch: OfBatch | None, expected: Expected) -> Iterator[Fault]:
    """Yield what in a case goes against something else in it."""
    has_batch = top.get("batch") is not None or _has(top, MEASURES)
    if not has_batch and any(_has(top, name) for name in _OF_SOME_BATCH):
        yield Fault("this case has no batch", first_line(top.at), known_codes.GIVE_BATCH)
    if isinstance(batch, Stored):
        yield from _of_its_own(top, batch)
    if expected.entry is not None and expected.includes:
        message = "`entry:` is the whole entry already; keep one of the two"
        yield Fault(message, _key(top, INCLUDES))
    for code in sorted({*expected.findings} & {*expected.no_findings}):
        message = f"{code} cannot be found and not be found"
        yield Fault(message, _key(top, NO_FINDING), None, _key(top, FINDING))


def _of_its_own(top: Table, batch: Stored) -> Iterator[Fault]:
    for name in ("day", *OF_A_BATCH):
        if _has(top, name):
            message = f"batch {batch.number.text} has `{name}` of its own"
            help_ = "leave this out; `measures:` would make a batch up"
            yield Fault(message, _key(top, name), help_)


def _key(top: Table, name: str) -> Span:
    return next(entry.at for entry in top.entries if entry.name == name)


def _called_alike(cases: Sequence[Case]) -> Iterator[Fault]:
    first: dict[str, Case] = {}
    for case in cases:
        earlier = first.setdefault(key(case.name), case)
        if earlier is not case:
            message = f"there is another case called `{case.name}`"
            yield Fault(message, case.at, "give it a name of its own", earlier.at)
