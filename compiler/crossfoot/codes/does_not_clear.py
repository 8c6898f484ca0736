"""XF404 does-not-clear

The rules claim that an account clears with every batch, and it does not: some
figure goes in and does not come out again. A clearing account that keeps a
remainder hides an error that grows day by day.

The message says what is left in the account, and shows a batch after which it
is. Post what takes it out again to this account, or post it elsewhere from the
start. What stays in a drawer overnight is never cleared: it belongs in an
account of its own.

Bad::

    post Tender Received debit "1010 · Undeposited Funds"
    "1010 · Undeposited Funds" clears

Good::

    post Tender Received debit "1010 · Undeposited Funds"
    post Tender Opening Amounts debit "1010" credit "1000 · Checking"
    post Tender Closing Amounts debit "1000 · Checking" credit "1010"
    "1010 · Undeposited Funds" clears
"""

from crossfoot.codes.code import Code, Severity

DOES_NOT_CLEAR = Code("XF404", "does-not-clear", Severity.ERROR, __doc__)
