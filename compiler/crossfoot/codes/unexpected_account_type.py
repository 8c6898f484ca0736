"""XF203 unexpected-account-type

A rule posts an item to an account of a type that the item does not usually
take: sales to an expense account, tax to an income account. The entry balances
all the same, and the wrong report shows the figure for the rest of the year.

Where it is meant, say so: `takes` changes what is expected of one member, and
`allow XF203` keeps any other exception, with its reason.

Bad::

    post Sales: Total credit "5000 · Cost of Goods Sold"

Good::

    post Sales: Total credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

UNEXPECTED_ACCOUNT_TYPE = Code("XF203", "unexpected-account-type", Severity.WARNING, __doc__)
