"""XF108 unknown-store

A rule is limited to a store that the project file does not list, so it would
never apply and the store that was meant would go without it.

Bad::

    post Sales: Total for "Main Stret" credit "4000 · Sales"

Good::

    post Sales: Total for "Main Street" credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

UNKNOWN_STORE = Code("XF108", "unknown-store", Severity.ERROR, __doc__)
