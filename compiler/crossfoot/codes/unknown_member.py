"""XF106 unknown-member

A rule names a tender, tax or department that no store in the project file has.
Either the name is misspelt, or a new tender has not been added to the project
file yet. A rule for it would post nothing.

Bad::

    post Tender Received debit "1010 · Undeposited Funds"
    post Tender Received: Viza debit "1020 · Card Clearing"

Good::

    post Tender Received debit "1010 · Undeposited Funds"
    post Tender Received: Visa debit "1020 · Card Clearing"
"""

from crossfoot.codes.code import Code, Severity

UNKNOWN_MEMBER = Code("XF106", "unknown-member", Severity.ERROR, __doc__)
