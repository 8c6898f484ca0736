"""Batches from YAML and JSON: one batch a file, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from crossfoot.codes.unknown_measure_or_member import UNKNOWN_MEASURE_OR_MEMBER
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.money import NotAnAmount, cents
from crossfoot.posting.batch import Batch, PurchaseOrder, Rejected
from crossfoot.posting.readers import header
from crossfoot.posting.readers.figures import NoFigure, figure
from crossfoot.posting.readers.found import stores_of, told, unknown_store
from crossfoot.posting.readers.header import STATUSES, BadHeader, Header
from crossfoot.posting.readers.printed import as_plain, cut_off
from crossfoot.project.decode import Notes, anything, day, first_line, items, one_of, table, text
from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.source import Span

KEYS = (
    "store",
    "batch",
    "status",
    "opened",
    "closed",
    "date",
    "accept",
    "measures",
    "purchase orders",
)
ORDER_KEYS = ("number", "supplier", "created", "total", "terms", "kind")
KINDS = ("standard", "transfer-in", "transfer-out")
ACCEPTED = ("XF505", "XF508", "XF509", "XF510")
"""Findings on a batch that a person may answer for; a broken identity is not one of them."""


def batches(
    document: Node, faults: Sequence[Fault], ruleset: Ruleset
) -> Iterator[Batch | Rejected]:
    """Yield the batches of a document; `faults` are those met when it was read."""
    reader = Reader(ruleset)
    for node in document.items if isinstance(document, Items) else (document,):
        notes = Notes()
        notes.faults.extend(
            fault for fault in faults if node.at.start <= fault.at.start < node.at.end
        )
        yield reader.read(node, notes)


class _Reported(NamedTuple):
    """An amount in cents as a file names it, by measure and perhaps member; None for nothing."""

    measure: Entry
    member: Entry | None
    cents: int | None


class _Measured(NamedTuple):
    """Amounts in cents and where they stand, by figure; and the names that are no figures."""

    values: dict[int, int]
    places: dict[int, Span]
    unknown: tuple[Diagnostic, ...]


class Reader:
    """Makes batches of nodes for one project."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._stores = stores_of(ruleset)

    def read(self, node: Node, notes: Notes) -> Batch | Rejected:
        """Return a batch, or everything that is wrong with it."""
        top = notes.tried(table, node, None)
        if top is None:
            return Rejected(None, None, _told(node, notes))
        notes.only(top, KEYS)
        written = notes.needed(top, "store", text)
        store = None if written is None else self._stores.get(key(written))
        about = _header(top, store, notes)
        accept, orders = _accept(top, notes), _orders(top, notes)
        reported = tuple(_figures(top, notes))
        if store is None:
            return self._of_no_store(top, written, notes)
        figures = self._ruleset.figures[store.name]
        measured = self._measured(reported, store, figures, notes)
        found = (*_told(node, notes), *measured.unknown)
        if found or about is None:
            return Rejected(store.name, _said(top, "batch"), found)
        return _batch(store, about, figures, measured, accept, orders, top.at)

    def _of_no_store(self, top: Table, written: str | None, notes: Notes) -> Rejected:
        found = _told(top, notes)
        at = top.value_at("store")
        if written is not None and not any(fault.at == at for fault in notes.faults):
            found = (unknown_store(written, at, self._ruleset), *found)
        return Rejected(written, _said(top, "batch"), found)

    def _measured(
        self, reported: Sequence[_Reported], store: Store, figures: Figures, notes: Notes
    ) -> _Measured:
        measured: dict[int, int] = {}
        places: dict[int, Span] = {}
        unknown: list[Diagnostic] = []
        for measure, member, value in reported:
            of_member = None if member is None else member.name
            try:
                index = figure(self._ruleset.model, store, figures, measure.name, of_member)
            except NoFigure as miss:
                unknown.append(_unknown(miss, measure, member))
                continue
            at = (member or measure).at
            if index in places:
                message = f"`{figures.all[index].label}` is given twice"
                notes.faults.append(Fault(message, at, None, places[index]))
            elif value is not None:
                measured[index] = value
                places[index] = (member or measure).value.at
        return _Measured(measured, places, tuple(dict.fromkeys(unknown)))


def _unknown(miss: NoFigure, measure: Entry, member: Entry | None) -> Diagnostic:
    """Return XF503, with what to write where a comma made a member of a part of an amount."""
    fault = miss.fault(measure.at, (member or measure).at)
    if isinstance(measure.value, Table):
        help_ = dict(cut_off(measure.value.entries)).get(fault.at)
        fault = fault._replace(help=help_ or fault.help)
    return told(fault, UNKNOWN_MEASURE_OR_MEMBER)


def _batch(
    store: Store,
    about: Header,
    figures: Figures,
    measured: _Measured,
    accept: dict[str, str],
    orders: tuple[PurchaseOrder, ...],
    whole: Span,
) -> Batch:
    amounts = [0] * len(figures.reported)
    for index, value in measured.values.items():
        amounts[index] = value
    places = measured.places

    def place(index: int | None) -> Span:
        return first_line(whole) if index is None else places.get(index, first_line(whole))

    return Batch(store, *about, figures, amounts, frozenset(measured.values), accept, orders, place)


def _figures(top: Table, notes: Notes) -> Iterator[_Reported]:
    """Yield each measure, its member if it has one, and the amount in cents."""
    if not any(entry.name == "measures" for entry in top.entries):
        notes.unfit.append(Fault("`measures:` is missing here", top.at))
    measures = notes.value(top, "measures", table)
    for measure in measures.entries if measures else ():
        if isinstance(measure.value, Table):
            for member in measure.value.entries:
                yield _Reported(measure, member, notes.tried(_amount, member.value, None))
        else:
            yield _Reported(measure, None, notes.tried(_amount, measure.value, None))


def _amount(node: Node) -> int | None:
    """Return an amount in cents; None where nothing is written, which is not reported."""
    if isinstance(node, Scalar) and node.text is None:
        return None
    return _money(node)


def _money(node: Node) -> int:
    written = anything(node)
    try:
        return cents(written)
    except NotAnAmount:
        message = f"`{written}` is not an amount such as `812.40`"
        raise Unfit(Fault(message, node.at, as_plain(written))) from None


def _header(top: Table, store: Store | None, notes: Notes) -> Header | None:
    number = notes.needed(top, "batch", text)
    status = notes.needed(top, "status", one_of(STATUSES))
    begin, end = notes.value(top, "opened", _moment), notes.value(top, "closed", _moment)
    own = notes.value(top, "date", day)
    if number is None or status is None or store is None or notes.unfit:
        return None
    return _completed(top, store, number.strip(), begin, end, own, status == "closed", notes)


def _completed(
    top: Table,
    store: Store,
    number: str,
    begin: datetime | None,
    end: datetime | None,
    own: date | None,
    closed: bool,
    notes: Notes,
) -> Header | None:
    try:
        return header.completed(store, number, begin, end, own, closed=closed)
    except BadHeader as error:
        notes.faults.append(Fault(error.message, first_line(top.value_at(error.name))))
        return None


def _moment(node: Node) -> datetime:
    value = header.moment(anything(node))
    if value is None:
        raise Unfit(Fault("this is not a day and time such as `2026-03-01T21:10`", node.at))
    return value


def _accept(top: Table, notes: Notes) -> dict[str, str]:
    accept = notes.value(top, "accept", table)
    if accept is None:
        return {}
    notes.only(accept, ACCEPTED)
    return {each.name: notes.tried(text, each.value, "") for each in accept.entries}


def _orders(top: Table, notes: Notes) -> tuple[PurchaseOrder, ...]:
    orders = notes.value(top, "purchase orders", items) or ()
    return notes.each(lambda node: _order(table(node), notes), orders)


def _order(node: Table, notes: Notes) -> PurchaseOrder | None:
    notes.only(node, ORDER_KEYS)
    number = notes.needed(node, "number", text)
    supplier = notes.needed(node, "supplier", text)
    created = notes.needed(node, "created", day)
    total = notes.needed(node, "total", _money)
    terms = notes.value(node, "terms", text)
    kind = notes.value(node, "kind", one_of(KINDS)) or "standard"
    if number is None or supplier is None or created is None or total is None:
        return None
    return PurchaseOrder(number, supplier, created, total, terms, kind, first_line(node.at))


def _told(node: Node, notes: Notes) -> tuple[Diagnostic, ...]:
    """Return what was noted as diagnostics, the misfits in the words of the schema."""
    unfit: tuple[Fault, ...] = ()
    if notes.unfit:
        from crossfoot.project.shape import misfits

        helps = {fault.at: fault.help for fault in notes.unfit} | dict(_cut_off(node))
        told_of = misfits(node, "batch.schema.json", "a batch") or tuple(notes.unfit)
        unfit = tuple(each._replace(help=each.help or helps.get(each.at)) for each in told_of)
    return tuple(told(fault) for fault in (*unfit, *notes.faults))


def _cut_off(node: Node) -> Iterator[tuple[Span, str]]:
    """Yield the pieces of amounts that commas cut off, with help."""
    measures = node.get("measures") if isinstance(node, Table) else None
    for measure in measures.value.entries if measures and isinstance(measures.value, Table) else ():
        if isinstance(measure.value, Table):
            yield from cut_off(measure.value.entries)


def _said(node: Table, name: str) -> str | None:
    entry = node.get(name)
    return entry.value.text if entry and isinstance(entry.value, Scalar) else None
