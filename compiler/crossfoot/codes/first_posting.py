"""XF511 first-posting

A tender, tax or department posts for the first time, and it does so through a
rule for its whole family that was written before it existed. The money goes
somewhere, but nobody has decided yet that this is the right account. Give it a
rule of its own if it is not.

Bad::

    post Tender Received debit "1010 · Undeposited Funds"

Good::

    post Tender Received debit "1010 · Undeposited Funds"
    post Tender Received: Gift Card debit "2320 · Gift Vouchers"
"""

from crossfoot.codes.code import Code, Severity

FIRST_POSTING = Code("XF511", "first-posting", Severity.NOTE, __doc__)
