"""XF510 over-short-beyond-limit

An amount of a batch is larger than the rules expect of it, such as a drawer
that is short by more than the limit set with `expect`. It is posted as
reported; look at the count, the paid-outs and who had the drawer before the
trail is cold.

Bad::

    measures:
      Closing: {Cash: 60.00}
      Short: {Cash: 40.00}
      Dept Sales: {Grocery: 100.00}

Good::

    measures:
      Closing: {Cash: 99.00}
      Short: {Cash: 1.00}
      Dept Sales: {Grocery: 100.00}
"""

from crossfoot.codes.code import Code, Severity

OVER_SHORT_BEYOND_LIMIT = Code("XF510", "over-short-beyond-limit", Severity.WARNING, __doc__)
