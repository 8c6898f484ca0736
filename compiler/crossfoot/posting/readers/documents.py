"""Batches from YAML and JSON: one batch a file, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator

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
from crossfoot.posting.readers.header import BadHeader, Header
from crossfoot.project.decode import anything, items, needed, optional, table, text
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.shape import Fault, Unfit, faults
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


def batches(document: Node, ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    """Yield the batches of a document."""
    reader = _Reader(ruleset)
    for node in document.items if isinstance(document, Items) else (document,):
        yield reader.read(node)


class _Reader:
    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._stores = stores_of(ruleset)

    def read(self, node: Node) -> Batch | Rejected:
        """Return a batch, or everything that is wrong with it."""
        try:
            return self._batch(table(node, KEYS))
        except Unfit as misfit:
            found = faults(node, "batch.schema.json", "a batch") or (misfit.fault,)
            return _rejected(node, tuple(told(fault) for fault in found))

    def _batch(self, top: Table) -> Batch | Rejected:
        written = text(needed(top, "store").value)
        store = self._stores.get(key(written))
        if store is None:
            at = needed(top, "store").value.at
            return _rejected(top, (unknown_store(written, at, self._ruleset),))
        about = _header(top, store)
        accept, orders = _accept(top), _orders(top)
        figures = self._ruleset.figures[store.name]
        places, values, found = self._measures(top, store, figures)
        if found:
            return Rejected(store.name, about.number, found)
        amounts = [0] * len(figures.all)
        for index, value in values.items():
            amounts[index] = value
        start = top.at

        def place(index: int | None) -> Span:
            return _first_line(start) if index is None else places.get(index, _first_line(start))

        return Batch(
            store,
            *about,
            figures,
            amounts,
            frozenset(values),
            accept,
            orders,
            place,
        )

    def _measures(
        self, top: Table, store: Store, figures: Figures
    ) -> tuple[dict[int, Span], dict[int, int], tuple[Diagnostic, ...]]:
        places: dict[int, Span] = {}
        values: dict[int, int] = {}
        found: list[Diagnostic] = []
        for measure, member, value in _figures(top):
            of_member = None if member is None else member.name
            amount = _amount(value.value)
            try:
                index = figure(self._ruleset.model, store, figures, measure.name, of_member)
            except NoFigure as miss:
                at = measure.at if member is None else member.at
                found.append(told(miss.fault(measure.at, at), UNKNOWN_MEASURE_OR_MEMBER))
                continue
            if index in values:
                message = f"`{figures.all[index].label}` is given twice"
                raise Unfit(Fault(message, value.at, None, places[index]))
            if amount is not None:
                places[index], values[index] = value.value.at, amount
        return places, values, tuple(dict.fromkeys(found))


def _figures(top: Table) -> Iterator[tuple[Entry, Entry | None, Entry]]:
    measures = top.get("measures")
    if measures is None:
        if not any(entry.name == "measures" for entry in top.entries):
            raise Unfit(Fault("`measures:` is missing here", top.at))
        return
    for measure in table(measures.value).entries:
        if isinstance(measure.value, Table):
            for member in measure.value.entries:
                yield measure, member, member
        elif isinstance(measure.value, Scalar):
            yield measure, None, measure
        else:
            raise Unfit(Fault(f"`{measure.name}` should be an amount", measure.value.at))


def _amount(node: Node) -> int | None:
    """Return an amount in cents; None where nothing is written, which is not reported."""
    written = anything(node)
    if not written.strip():
        return None
    try:
        return cents(written)
    except NotAnAmount:
        message = f"`{written}` is not an amount such as `812.40`: digits, a point, two decimals"
        raise Unfit(Fault(message, node.at)) from None


def _header(top: Table, store: Store) -> Header:
    names = ("batch", "status", "opened", "closed", "date")
    written = {name: anything(entry.value) for name in names if (entry := top.get(name))}
    try:
        number = header.number(written.get("batch", ""))
        closed = header.is_closed(text(needed(top, "status").value))
        return Header(number, closed, *header.times(store, written, closed=closed))
    except BadHeader as error:
        entry = top.get(error.name)
        at = _first_line(top.at) if entry is None else entry.value.at
        raise Unfit(Fault(error.message, at)) from None


def _accept(top: Table) -> dict[str, str]:
    entry = top.get("accept")
    if entry is None:
        return {}
    return {each.name: text(each.value) for each in table(entry.value, ACCEPTED).entries}


def _orders(top: Table) -> tuple[PurchaseOrder, ...]:
    return tuple(_order(table(node, ORDER_KEYS)) for node in items(top.get("purchase orders")))


def _order(node: Table) -> PurchaseOrder:
    kind = optional(node, "kind") or "standard"
    if kind not in KINDS:
        raise Unfit(Fault(f"`{kind}` is not a kind of purchase order", node.at))
    total = needed(node, "total").value
    created = needed(node, "created").value
    amount = _amount(total)
    try:
        day = header.day_of("created", text(created))
    except BadHeader as error:
        raise Unfit(Fault(error.message, created.at)) from None
    if amount is None or day is None:
        raise Unfit(Fault("a purchase order needs a total and a day", node.at))
    return PurchaseOrder(
        text(needed(node, "number").value),
        text(needed(node, "supplier").value),
        day,
        amount,
        optional(node, "terms"),
        kind,
        _first_line(node.at),
    )


def _rejected(node: Node, found: tuple[Diagnostic, ...]) -> Rejected:
    store = number = None
    if isinstance(node, Table):
        store, number = (_said(node, name) for name in ("store", "batch"))
    return Rejected(store, number, found)


def _said(node: Table, name: str) -> str | None:
    entry = node.get(name)
    return entry.value.text if entry and isinstance(entry.value, Scalar) else None


def _first_line(at: Span) -> Span:
    end = at.source.text.find("\n", at.start)
    return at if end < 0 or end >= at.end else Span(at.source, at.start, end)
