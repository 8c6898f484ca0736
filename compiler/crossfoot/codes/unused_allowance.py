"""XF305 unused-allowance

An `allow` line silences nothing: what it excused has been put right, it names
another item, or its code is one that cannot be excused. Left in place it would
hide the next real fault of the same kind.

Warnings can be excused, and XF302 and XF401. Other errors cannot: the entry
would be refused, or would not balance.

Bad::

    allow XF203 on Sales: Total because "we book sales to equity"

Good::

    post Sales: Total credit "3000 · Owner's Equity"
    allow XF203 on Sales: Total because "we book sales to equity"
"""

from crossfoot.codes.code import Code, Severity

UNUSED_ALLOWANCE = Code("XF305", "unused-allowance", Severity.WARNING, __doc__)
