"""XF211, XF504, XF606: purchase orders that QuickBooks would not take as bills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.codes.closed_period import CLOSED_PERIOD
from crossfoot.codes.unknown_class_vendor_or_terms import UNKNOWN_CLASS_VENDOR_OR_TERMS
from crossfoot.codes.wrong_sign import WRONG_SIGN
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.model.stores import Project
from crossfoot.money import grouped
from crossfoot.posting.bills import DraftBill
from crossfoot.suggest import did_you_mean


class BillChecks:
    """Checks bills against the company's lists, which are looked through once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._vendors = _keys(project.chart.vendors)
        self._terms = _keys(project.chart.terms)

    def findings(self, bill: DraftBill) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a bill, its texts left aside."""
        return tuple(self._found(bill))

    def _found(self, bill: DraftBill) -> Iterator[Diagnostic]:
        chart = self._project.chart
        if self._vendors is not None and key(bill.vendor) not in self._vendors:
            yield _unknown("supplier", "vendors", bill.vendor, chart.vendors or (), bill)
        if (
            bill.terms is not None
            and self._terms is not None
            and key(bill.terms) not in self._terms
        ):
            yield _unknown("payment terms", "terms", bill.terms, chart.terms or (), bill)
        if bill.cents < 0:
            yield _negative(bill)
        closed = self._project.closing_date
        if closed is not None and bill.day <= closed:
            yield Diagnostic(
                CLOSED_PERIOD,
                f"purchase order `{bill.ref}` is of {bill.day}, and the books are closed until "
                f"{closed}",
                bill.at,
                help="enter its bill in QuickBooks with a later day, or post with `--no-bills`",
            )


def _keys(names: Sequence[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(map(key, names))


def _unknown(what: str, which: str, name: str, names: Sequence[str], bill: DraftBill) -> Diagnostic:
    is_one = which == "vendors"
    return Diagnostic(
        UNKNOWN_CLASS_VENDOR_OR_TERMS,
        f"{what} `{name}` of purchase order `{bill.ref}` {'is' if is_one else 'are'} not in the "
        f"company's list of {which}",
        bill.at,
        why=f"QuickBooks refuses a bill that names unknown {which}",
        help=did_you_mean(name, names)
        or f"add it in QuickBooks and type `crossfoot import` with its list of {which}, "
        "or post with `--no-bills`",
    )


def _negative(bill: DraftBill) -> Diagnostic:
    return Diagnostic(
        WRONG_SIGN,
        f"purchase order `{bill.ref}` comes to {grouped(bill.cents)}; "
        "a bill is for what is owed to a vendor",
        bill.at,
        why="what a vendor owes is a vendor credit in QuickBooks",
        help="enter the credit in QuickBooks, and take the purchase order out of the batch",
    )
