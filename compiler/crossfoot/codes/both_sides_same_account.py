"""XF306 both-sides-same-account

A rule debits and credits the same account with the same amount. The two lines
cancel: the entry balances, and nothing has been booked. One of the two sides
was probably meant for another account.

Bad::

    post Cash Dropped debit "1010 · Undeposited Funds"
        credit "1010 · Undeposited Funds"

Good::

    post Cash Dropped debit "1000 · Checking" credit "1010 · Undeposited Funds"
"""

from crossfoot.codes.code import Code, Severity

BOTH_SIDES_SAME_ACCOUNT = Code("XF306", "both-sides-same-account", Severity.WARNING, __doc__)
