"""XF604 refused-by-quickbooks

QuickBooks answered a request with an error, and the entry is not in the books.
The message gives QuickBooks' own reason. Put it right and post the batch
again: only entries that QuickBooks confirmed count as posted.

Bad::

    3140  There is an invalid reference to QuickBooks Account "Sale"

Good::

    0  Status OK
"""

from crossfoot.codes.code import Code, Severity

REFUSED_BY_QUICKBOOKS = Code("XF604", "refused-by-quickbooks", Severity.ERROR, __doc__)
