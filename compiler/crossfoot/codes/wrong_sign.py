"""XF504 wrong-sign

A figure has a sign that it cannot have: money dropped into the safe that came
in, a shortage below zero. Usually the export writes sizes where movements are
expected, or mixes both in one batch. Money that leaves the drawer is negative;
over and short are sizes and never negative.

Bad::

    measures:
      Closing: {Cash: 80.00}
      Dropped: {Cash: 20.00}
      Dept Sales: {Grocery: 60.00}

Good::

    measures:
      Closing: {Cash: 80.00}
      Dropped: {Cash: -20.00}
      Dept Sales: {Grocery: 100.00}
"""

from crossfoot.codes.code import Code, Severity

WRONG_SIGN = Code("XF504", "wrong-sign", Severity.ERROR, __doc__)
