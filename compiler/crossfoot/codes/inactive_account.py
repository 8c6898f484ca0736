"""XF202 inactive-account

A rule posts to an account that has been made inactive in QuickBooks, which
then refuses the whole entry. Post to the account that took its place, or make
it active again in QuickBooks and in the chart.

Bad::

    post Tender Received debit "1090 · Old Till"

Good::

    post Tender Received debit "1010 · Undeposited Funds"
"""

from crossfoot.codes.code import Code, Severity

INACTIVE_ACCOUNT = Code("XF202", "inactive-account", Severity.ERROR, __doc__)
