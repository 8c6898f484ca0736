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
from crossfoot.posting.data_checks.closed_period import closed_until, closing_place
from crossfoot.suggest import did_you_mean


class BillChecks:
    """Checks bills against the company's lists, which are looked through once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        chart = project.chart
        self._vendors = _Listed("vendors", chart.vendors, chart.inactive.vendors)
        self._terms = _Listed("terms", chart.terms, chart.inactive.terms)

    def findings(self, bill: DraftBill) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a bill, its texts left aside."""
        return tuple(self._found(bill))

    def _found(self, bill: DraftBill) -> Iterator[Diagnostic]:
        if not self._vendors.takes(bill.vendor):
            yield self._vendors.fault("supplier", bill.vendor, bill)
        if bill.terms is not None and not self._terms.takes(bill.terms):
            yield self._terms.fault("payment terms", bill.terms, bill)
        if bill.cents < 0:
            yield _negative(bill)
        closed = self._project.closing_date
        if closed is not None and bill.day <= closed:
            yield Diagnostic(
                CLOSED_PERIOD,
                f"purchase order `{bill.ref}` is of {bill.day}, and {closed_until(self._project)}",
                bill.at,
                closing_place(self._project),
                help="enter its bill in QuickBooks with a later day, or post with `--no-bills`",
            )


class _Listed:
    """The names of one list; `names` is None where nothing is known of it."""

    def __init__(self, what: str, names: Sequence[str] | None, inactive: Sequence[str]) -> None:
        self._what = what
        self._names = names or ()
        self._keys = None if names is None else frozenset(map(key, names))
        self._inactive = frozenset(map(key, inactive))

    def takes(self, name: str) -> bool:
        """Whether a bill may have a name, as far as is known."""
        return self._keys is None or key(name) in self._keys

    def fault(self, field: str, name: str, bill: DraftBill) -> Diagnostic:
        """Return XF211 for a name that a bill may not have."""
        verb = "is" if self._what == "vendors" else "are"
        is_inactive = key(name) in self._inactive
        how = (
            "inactive in QuickBooks"
            if is_inactive
            else f"not in the company's list of {self._what}"
        )
        return Diagnostic(
            UNKNOWN_CLASS_VENDOR_OR_TERMS,
            f"{field} `{name}` of purchase order `{bill.ref}` {verb} {how}",
            bill.at,
            why=f"QuickBooks refuses a bill that names {self._what} it does not have, or not any "
            "more",
            help=self._help(name, is_inactive),
        )

    def _help(self, name: str, is_inactive: bool) -> str:
        if is_inactive:
            return "make it active in QuickBooks and import the list again, or post `--no-bills`"
        return (
            did_you_mean(name, self._names)
            or f"add it in QuickBooks and type `crossfoot import` with its list of {self._what}, "
            "or post with `--no-bills`"
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
