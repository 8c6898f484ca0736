"""XF207 side-not-expected

A rule posts an item on a side that should stay blank, such as sales on the
debit side. The figure then counts against what it belongs to, and the entry is
off by twice the amount or, with both sides given, the income is taken out
again as soon as it is booked.

Where it is meant, say so: `Layaway: Paid takes debit Other Current Asset`
changes what is expected.

Bad::

    post Sales: Total debit "1300 · Store Accounts" credit "4000 · Sales"

Good::

    post Sales: Total credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

SIDE_NOT_EXPECTED = Code("XF207", "side-not-expected", Severity.WARNING, __doc__)
