"""XF201 unknown-account

A rule names an account that the chart of accounts does not have, or a number
and a name that belong to different accounts. QuickBooks refuses the whole
entry, after the day has closed; where only the number is wrong, it books to
the wrong account without a word.

Bad::

    post Sales: Total credit "4000 · Sale"

Good::

    post Sales: Total credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

UNKNOWN_ACCOUNT = Code("XF201", "unknown-account", Severity.ERROR, __doc__)
