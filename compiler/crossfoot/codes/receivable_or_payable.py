"""XF204 receivable-or-payable

A rule posts to an account of type Accounts Receivable or Accounts Payable.
Such a line needs a customer or a vendor, which a batch's totals do not have,
and an entry may bear only one of them. Keep what customers owe the shop in an
Other Current Asset account, and what the shop owes in an Other Current
Liability account.

Bad::

    post Store Account: Paid On debit "1110 · Accounts Receivable"

Good::

    post Store Account: Paid On debit "1300 · Store Accounts"
"""

from crossfoot.codes.code import Code, Severity

RECEIVABLE_OR_PAYABLE = Code("XF204", "receivable-or-payable", Severity.ERROR, __doc__)
