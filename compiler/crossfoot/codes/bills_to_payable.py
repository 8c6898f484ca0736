"""XF206 bills-to-payable

The rule for bills names an Accounts Payable account. QuickBooks posts the
payable side of every bill by itself; what the rule names is the other side,
where the goods go, usually the inventory account. With a payable account on
both sides the purchase would never reach the books.

Bad::

    bills to "2000 · Accounts Payable"

Good::

    bills to "1200 · Inventory Asset"
"""

from crossfoot.codes.code import Code, Severity

BILLS_TO_PAYABLE = Code("XF206", "bills-to-payable", Severity.ERROR, __doc__)
