"""XF208 cash-hides-shortage

Over and short is posted to a bank account or another current asset. It turns
counted cash back into expected cash: the entry balances, the cash account
always shows what should have been in the drawer, and no shortage is ever seen.
Post it to an income or expense account of its own, where it can be watched.

Bad::

    post Tender Over/Short credit "1010 · Undeposited Funds"

Good::

    post Tender Over/Short credit "6900 · Cash Over/Short"
"""

from crossfoot.codes.code import Code, Severity

CASH_HIDES_SHORTAGE = Code("XF208", "cash-hides-shortage", Severity.WARNING, __doc__)
