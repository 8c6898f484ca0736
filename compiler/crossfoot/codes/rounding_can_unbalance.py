"""XF405 rounding-can-unbalance

Shares of an amount are rounded to cents one by one, and on some amounts the
shares do not add up to the whole. The entry is then a cent off on those days.
Write one share as the remainder of the others.

Percentages are not understood by this release, which says so where they are
written.

Bad::

    Franchise Fee = 6% of Sales: Total
    Owner Share = 94% of Sales: Total

Good::

    Franchise Fee = 6% of Sales: Total
    Owner Share = Sales: Total - Franchise Fee
"""

from crossfoot.codes.code import Code, Severity

ROUNDING_CAN_UNBALANCE = Code("XF405", "rounding-can-unbalance", Severity.ERROR, __doc__)
