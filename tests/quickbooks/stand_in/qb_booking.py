"""Books what a request asks for: journal entries and bills, their changes, voids and deletions."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date, timedelta

from company_file import CREDIT, DEBIT, Company, Line, Record, Transaction, at
from qb_shapes import Element
from qb_values import (
    Refused,
    cents,
    check_lengths,
    choice,
    day,
    identity,
    missing,
    needed,
    record,
    truth,
    unsaved,
)

JOURNAL, BILL = "JournalEntry", "Bill"
_SIDES = {"JournalDebitLine": DEBIT, "JournalCreditLine": CREDIT}

Locked = Container[str]
"""The TxnIDs of what another user has open."""


def book(company: Company, request: Element, locked: Locked) -> Transaction:
    """Carry out an Add, Mod, Void or Del; return the transaction as it is, or as it was.

    Raises Refused, and then nothing has changed.
    """
    check_lengths(request)
    return _DEEDS[request.tag](company, request, locked)


def _add_journal(company: Company, request: Element, _: Locked) -> Transaction:
    asked = request.children[0]
    on = _open_day(company, day(asked, "TxnDate") or at(company.now).date().isoformat(), JOURNAL)
    drafts = [
        _line(company, line, JOURNAL, _SIDES[line.tag])
        for line in asked.children
        if line.tag in _SIDES
    ]
    _check_journal(company, drafts)
    adjusts = truth(asked, "IsAdjustment")
    return _enter(company, JOURNAL, on, asked.say("RefNumber"), drafts, bool(adjusts))


def _enter(
    company: Company,
    kind: str,
    on: str,
    ref: str | None,
    drafts: Iterable[Line],
    adjusts: bool = False,
) -> Transaction:
    # A RefNumber may be in the books already: QuickBooks takes the same entry twice (A).
    txn_id, now = company.draw(), company.now
    lines = _numbered(company, drafts)
    company.booked += 1
    entered = Transaction(txn_id, kind, company.booked, str(now), now, now, on, ref, lines, adjusts)
    company.transactions[txn_id] = entered
    return entered


def _numbered(company: Company, drafts: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line if line.line_id else line._replace(line_id=company.draw()) for line in drafts)


def _line(company: Company, line: Element, kind: str, side: str, name: str = "EntityRef") -> Line:
    account = record(company, ("Account",), needed(line, "AccountRef"), f"{kind} line")
    amount = cents(line, may_be_negative=kind == BILL)
    entity = line.get(name)
    choice(line, "BillableStatus", "Billable", "NotBillable", "HasBeenBilled")
    kinds = ("Customer",) if name == "CustomerRef" else ("Vendor", "Customer")
    found = record(company, kinds, entity, f"{kind} line") if entity else None
    klass = _class(company, line, kind)
    memo, party = line.say("Memo"), found.list_id if found else None
    return Line("", side, account.list_id, amount, memo, party, klass)


def _class(company: Company, line: Element, kind: str) -> str | None:
    # Nothing is known of a class where class tracking is off: taken to be passed over (C).
    ref = line.get("ClassRef")
    if ref is None or not company.uses_classes:
        return None
    return record(company, ("Class",), ref, f"{kind} line").list_id


def _check_journal(company: Company, lines: Sequence[Line]) -> None:
    # A: the total of the debits is that of the credits, and both are given in one request.
    # Which code it gets was not seen: a transaction that cannot be saved (3180).
    sides = {line.side for line in lines}
    if sides != {DEBIT, CREDIT} or sum(line.debit for line in lines) != 0:
        why = "The transaction is not in balance: debits and credits must be equal."
        raise unsaved(JOURNAL, why)
    _check_accounts(company, JOURNAL, lines)


def _check_accounts(company: Company, kind: str, lines: Iterable[Line]) -> None:
    accounts = [(line, _record(company, "Account", line.account)) for line in lines]
    owed = 1 if kind == BILL else 0  # a bill's own account
    for line, account in accounts:
        what = account.details.get("type", "")
        if what == "NonPosting":  # A: such accounts take no transactions
            raise unsaved(kind, f"You cannot post to the non-posting account {account.name}.")
        if account.details.get("special") == "SalesTaxPayable" and not _agency(company, line):
            raise unsaved(kind, "Sales Tax Payable needs a sales tax agency as its name.")
        owed += what in _PARTIES
        _check_party(company, kind, line, what)
    if owed > 1:
        why = "You cannot use more than one A/R or A/P account in the same transaction."
        raise unsaved(kind, why)


_PARTIES = {"AccountsReceivable": "Customer", "AccountsPayable": "Vendor"}


def _check_party(company: Company, kind: str, line: Line, what: str) -> None:
    party = _PARTIES.get(what)
    if party and not company.find(party, line.entity):
        raise unsaved(kind, f"An {what} line needs a {party.lower()} as its name.")


def _agency(company: Company, line: Line) -> bool:
    agency = company.find("Vendor", line.entity)
    return agency is not None and agency.details.get("tax agency") in ("true", "True")


def _record(company: Company, kind: str, list_id: str) -> Record:
    found = company.find(kind, list_id)
    assert found is not None, f"the company file has lost {kind} {list_id}"
    return found


def _open_day(company: Company, on: str, kind: str, code: int = 3171) -> str:
    # B: 3171. A: it needs a password, which no request can give. C: 3161 for a deletion.
    if company.closed_until and on <= company.closed_until:
        raise Refused(
            code,
            f"An attempt was made to modify a {kind} with a date that is on or before the "
            "closing date of the company.",
        )
    return on


def _add_bill(company: Company, request: Element, _: Locked) -> Transaction:
    asked = request.children[0]
    if asked.get("ItemLineAdd") or asked.get("ItemGroupLineAdd") or asked.get("LinkToTxnID"):
        raise Refused(1030, "The stand-in takes bills with expense lines only.")
    vendor = record(company, ("Vendor",), needed(asked, "VendorRef"), BILL)
    payable, terms = _payable(company, asked), _terms(company, asked, vendor)
    on = _open_day(company, day(asked, "TxnDate") or at(company.now).date().isoformat(), BILL)
    due = day(asked, "DueDate") or _due(on, terms)
    drafts = [
        _line(company, line, BILL, DEBIT, "CustomerRef")
        for line in asked.children
        if line.tag == "ExpenseLineAdd"
    ]
    _check_bill(company, drafts)
    bill = _enter(company, BILL, on, asked.say("RefNumber"), drafts)._replace(
        vendor=vendor.list_id,
        payable=payable.list_id,
        terms=terms.list_id if terms else None,
        due=due,
        memo=asked.say("Memo"),
    )
    company.transactions[bill.txn_id] = bill
    return bill


def _check_bill(company: Company, lines: Sequence[Line]) -> None:
    if not lines:  # C
        raise missing("ExpenseLineAdd")
    if sum(line.debit for line in lines) < 0:  # C: it would be a vendor credit
        raise unsaved(BILL, "The total of a bill cannot be negative.")
    _check_accounts(company, BILL, lines)


def _payable(company: Company, asked: Element) -> Record:
    ref = asked.get("APAccountRef")
    if ref:
        found = record(company, ("Account",), ref, BILL)
        if found.details.get("type") != "AccountsPayable":
            raise unsaved(BILL, f"{found.name} is not an accounts payable account.")
        return found
    for account in company.lists["Account"]:
        if account.is_active and account.details.get("type") == "AccountsPayable":
            return account
    raise Refused(3270, "There is no posting account for the bill.")  # C


def _terms(company: Company, asked: Element, vendor: Record) -> Record | None:
    ref = asked.get("TermsRef")
    if ref:
        return record(company, ("Terms",), ref, BILL)
    return company.find("Terms", vendor.details.get("terms"))


DUE_DAYS = 10
"""When a bill without terms is due, as QuickBooks has it in a new company."""


def _due(on: str, terms: Record | None) -> str:
    days = int(terms.details.get("due days", 0)) if terms else DUE_DAYS
    return (date.fromisoformat(on) + timedelta(days)).isoformat()


def _modify(company: Company, request: Element, locked: Locked) -> Transaction:
    asked = request.children[0]
    old = _transaction(company, JOURNAL, identity(asked), locked)
    if asked.say("EditSequence") != old.edit_sequence:  # B
        raise Refused(3200)
    _open_day(company, old.day, JOURNAL)
    on = _open_day(company, day(asked, "TxnDate") or old.day, JOURNAL)
    drafts = _modified(company, asked, old)
    _check_journal(company, drafts)
    adjusts = truth(asked, "IsAdjustment")
    new = old._replace(
        day=on,
        ref=asked.say("RefNumber") or old.ref,
        is_adjustment=old.is_adjustment if adjusts is None else adjusts,
    )
    return _changed(company, new, drafts)


def _modified(company: Company, asked: Element, old: Transaction) -> Sequence[Line]:
    mods = [each for each in asked.children if each.tag == "JournalLineMod"]
    kept = {line.line_id: line for line in old.lines}
    _check_order([each.say("TxnLineID") or "" for each in mods], kept)
    # C: lines that are left out are deleted. No lines at all: they stay as they are.
    return [_mod(company, each, kept) for each in mods] or old.lines


def _check_order(ids: list[str], kept: dict[str, Line]) -> None:
    named = [each for each in ids if each != "-1"]
    for each in named:
        if each not in kept:
            raise _unknown(each)
    if named != [each for each in kept if each in named]:  # B
        said = f'The item "{named[0]}" is placed in the request in incorrect order.'
        raise Refused(3290, said)


def _mod(company: Company, mod: Element, kept: dict[str, Line]) -> Line:
    side = choice(mod, "JournalLineType", DEBIT, CREDIT)
    if mod.say("TxnLineID") == "-1":
        if side is None:
            raise missing("JournalLineType")
        return _line(company, mod, JOURNAL, side)
    old = kept[mod.say("TxnLineID") or ""]
    account, klass = mod.get("AccountRef"), mod.get("ClassRef")
    entity = mod.get("EntityRef")
    where = "JournalEntry line"
    return old._replace(
        side=side or old.side,
        account=record(company, ("Account",), account, where).list_id if account else old.account,
        cents=cents(mod) if mod.get("Amount") else old.cents,
        memo=mod.say("Memo") if mod.get("Memo") else old.memo,
        entity=record(company, ("Vendor", "Customer"), entity, where).list_id
        if entity
        else old.entity,
        klass=_class(company, mod, JOURNAL) if klass else old.klass,
    )


def _void(company: Company, request: Element, locked: Locked) -> Transaction:
    kind = choice(request, "TxnVoidType", *VOIDABLE) or ""
    old = _transaction(company, kind, identity(request), locked)
    _open_day(company, old.day, kind)
    # A: what is voided stays, with amounts of zero.
    return _changed(company, old, [line._replace(cents=0) for line in old.lines])


def _delete(company: Company, request: Element, locked: Locked) -> Transaction:
    kind = choice(request, "TxnDelType", *DELETABLE) or ""
    old = _transaction(company, kind, identity(request), locked)
    _open_day(company, old.day, kind, code=3161)
    company.draw()
    return company.transactions.pop(old.txn_id)


def _changed(company: Company, new: Transaction, drafts: Iterable[Line]) -> Transaction:
    lines = _numbered(company, drafts)
    company.draw()
    now = company.now
    new = new._replace(lines=lines, modified=now, edit_sequence=str(now))
    company.transactions[new.txn_id] = new
    return new


def _transaction(company: Company, kind: str, txn_id: str, locked: Locked) -> Transaction:
    found = company.transactions.get(txn_id)
    if found is None or found.kind != kind:
        raise _unknown(txn_id)
    if txn_id in locked:  # B
        raise Refused(3175)
    return found


def _unknown(named: str) -> Refused:
    return Refused(3120, f'Object "{named}" specified in the request cannot be found.')  # B


VOIDABLE = (
    "ARRefundCreditCard", "Bill", "BillPaymentCheck", "BillPaymentCreditCard", "Charge", "Check",
    "CreditCardCharge", "CreditCardCredit", "CreditMemo", "Deposit", "InventoryAdjustment",
    "Invoice", "ItemReceipt", "JournalEntry", "SalesReceipt", "VendorCredit",
)  # fmt: skip
DELETABLE = (
    *VOIDABLE, "BuildAssembly", "Estimate", "PurchaseOrder", "ReceivePayment", "SalesOrder",
    "SalesTaxPaymentCheck", "TimeTracking", "TransferInventory", "VehicleMileage",
)  # fmt: skip
_Deed = Callable[[Company, Element, Locked], Transaction]
_DEEDS: dict[str, _Deed] = {
    "JournalEntryAddRq": _add_journal,
    "JournalEntryModRq": _modify,
    "BillAddRq": _add_bill,
    "TxnVoidRq": _void,
    "TxnDelRq": _delete,
}
