"""Reads the lines and the bills that a case expects."""

from __future__ import annotations

from crossfoot.cases.accounts import Accounts
from crossfoot.cases.case import ExpectedBill, ExpectedLine
from crossfoot.model.amounts import Side
from crossfoot.money import NotAnAmount, cents, dollars
from crossfoot.project.decode import Notes, anything, day, first_line, table, text
from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Node, Table

SIDES = tuple(side.value for side in Side)
TOTAL = "total"
LINE_KEYS = ("account", *SIDES, "class", "memo")
BILL_KEYS = ("number", "supplier", "created", TOTAL, "terms", "account")


def amount(node: Node) -> int:
    """Return an amount in cents. Raises Unfit."""
    written = anything(node)
    try:
        return cents(written)
    except NotAnAmount:
        fault = Fault(f"`{written}` is not an amount such as `812.40`", node.at)
        raise Unfit(fault) from None


def line(node: Node, notes: Notes, accounts: Accounts) -> ExpectedLine | None:
    """Return an expected line; None where what is wrong with it is noted. Raises Unfit."""
    top = table(node)
    notes.only(top, LINE_KEYS)
    account = notes.needed(top, "account", accounts.account)
    klass, memo = notes.value(top, "class", text), notes.value(top, "memo", text)
    sides = [side for side in Side if top.get(side.value) is not None]
    amounts = [notes.value(top, side.value, amount) for side in sides]
    if len(sides) != 1:
        if all(entry.name in LINE_KEYS for entry in top.entries):
            message = "a line has one amount: `debit:` or `credit:`"
            notes.faults.append(Fault(message, first_line(top.at)))
        return None
    ((side, value),) = zip(sides, amounts, strict=True)
    if account is None or value is None:
        return None
    if value <= 0:
        notes.faults.append(_not_above_zero(top, side, value))
        return None
    return ExpectedLine(account, side, value, klass, memo, top)


def _not_above_zero(top: Table, side: Side, value: int) -> Fault:
    at = top.value_at(side.value)
    if not value:
        return Fault("an amount of 0.00 books no line", at, "leave this line out")
    other = Side.CREDIT if side is Side.DEBIT else Side.DEBIT
    message = "a line's amount is above zero: a negative one stands on the other side"
    return Fault(message, at, f"write `{other.value}: {dollars(-value)}`")


def bill(node: Node, notes: Notes, accounts: Accounts) -> ExpectedBill | None:
    """Return an expected bill; None where what is wrong with it is noted. Raises Unfit."""
    top = table(node)
    notes.only(top, BILL_KEYS)
    number = notes.needed(top, "number", text)
    supplier, terms = notes.value(top, "supplier", text), notes.value(top, "terms", text)
    created, total = notes.value(top, "created", day), notes.value(top, "total", amount)
    account = notes.value(top, "account", accounts.account)
    if number is None:
        return None
    return ExpectedBill(number, supplier, created, total, terms, account, top)
