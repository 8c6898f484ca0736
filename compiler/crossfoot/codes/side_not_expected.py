"""XF207 side-not-expected

A rule posts an item on a side that should stay blank. The money is then taken
from an account that it never was in, and the wrong report shows it. Where the
entry does not balance because of it, XF402 says so instead.

Where it is meant, say so: `takes` gives an item another side.

Bad::

    measure Bottle Deposits
    Bottle Deposits takes credit Other Current Liability
    post Bottle Deposits debit "1010 · Undeposited Funds"
        credit "2300 · Customer Deposits"

Good::

    measure Bottle Deposits
    Bottle Deposits takes credit Other Current Liability
    Bottle Deposits takes debit Other Current Asset
    post Bottle Deposits debit "1010 · Undeposited Funds"
        credit "2300 · Customer Deposits"
"""

from crossfoot.codes.code import Code, Severity

SIDE_NOT_EXPECTED = Code("XF207", "side-not-expected", Severity.WARNING, __doc__)
