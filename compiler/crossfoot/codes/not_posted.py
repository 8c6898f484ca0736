"""XF403 not-posted

A figure that the register reports reaches no account, though no rule skips it
and none says that it never occurs. Most often a new tender, tax or department
was added, and the rules name the old ones one by one. The money of the new one
is missing from the books from its first day.

It is an error where the rest of the family is posted, and a warning for
figures that no identity needs, such as cost of goods or commission.

Bad::

    post Tender Received: Cash debit "1010 · Undeposited Funds"
    post Tender Received: Visa debit "1020 · Card Clearing"

Good::

    post Tender Received debit "1010 · Undeposited Funds"
    post Tender Received: Visa debit "1020 · Card Clearing"
"""

from crossfoot.codes.code import Code, Severity

NOT_POSTED = Code("XF403", "not-posted", Severity.ERROR, __doc__, is_mixed=True)
