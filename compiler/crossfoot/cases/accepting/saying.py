"""How lines and bills that came of a batch are said in a case."""

from __future__ import annotations

from crossfoot.cases.accepting.list_text import Change
from crossfoot.cases.case import Expected
from crossfoot.cases.judged import BillRow
from crossfoot.cases.matching import Difference, Row
from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.model.names import key
from crossfoot.money import dollars
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import Line


class Saying:
    """Says them as a case does already: with classes, memos and terms where it speaks of any."""

    def __init__(self, expected: Expected, chart: Chart) -> None:
        self._chart = chart
        lines = (*(expected.entry or ()), *expected.includes)
        self._says_class = any(line.klass is not None for line in lines)
        self._says_memo = any(line.memo is not None for line in lines)
        bills = expected.bills or ()
        self._says_day = any(bill.created is not None for bill in bills)
        self._says_terms = any(bill.terms is not None for bill in bills)

    def of_line(self, line: Line) -> dict[str, str | None]:
        """Return the fields of a line."""
        return {
            "account": self._account(line.account),
            line.side.value: dollars(line.cents),
            "class": line.klass if self._says_class else None,
            "memo": line.memo if self._says_memo else None,
        }

    def of_bill(self, bill: DraftBill) -> dict[str, str | None]:
        """Return the fields of a bill."""
        return {
            "number": bill.ref,
            "supplier": bill.vendor,
            "created": bill.day.isoformat() if self._says_day else None,
            "total": dollars(bill.cents),
            "terms": bill.terms if self._says_terms else None,
            "account": self._account(bill.account),
        }

    def of_row(self, row: Row) -> Change | None:
        """Return what becomes of an expected line, or None where it stays."""
        if row.difference is Difference.NONE:
            return None
        if row.booked is None:
            return Change(row.expected.node if row.expected else None, None)
        if row.expected is None:
            return Change(None, self.of_line(row.booked))
        return Change(row.expected.node, _restated(row))

    def of_bill_row(self, row: BillRow) -> Change | None:
        """Return what becomes of an expected bill, or None where it stays."""
        if not row.differs:
            return None
        if row.booked is None:
            return Change(row.expected.node if row.expected else None, None)
        said = self.of_bill(row.booked)
        if row.expected is None:
            return Change(None, said)
        said |= {"created": row.booked.day.isoformat(), "terms": row.booked.terms}
        return Change(row.expected.node, {name: said[name] for name in row.differs})

    def _account(self, account: Account) -> str:
        """Return an account as QuickBooks shows it, or its full name where that is not enough."""
        try:
            is_clear = self._chart.find(account.shown) is account
        except NoSuchAccount:
            is_clear = False
        return account.shown if is_clear else account.name


def _restated(row: Row) -> dict[str, str | None]:
    """Return the fields of an expected line that are not as they are booked."""
    expected, booked = row.expected, row.booked
    fields: dict[str, str | None] = {}
    if expected is None or booked is None:
        return fields
    if (expected.side, expected.cents) != (booked.side, booked.cents):
        fields[booked.side.value] = dollars(booked.cents)
    if expected.klass is not None and key(expected.klass) != key(booked.klass or ""):
        fields["class"] = booked.klass
    if expected.memo is not None and expected.memo != booked.memo:
        fields["memo"] = booked.memo
    return fields
