"""XF505 blank-closing-count

A closing count is zero or was not entered, and the same tender is short.
Everything that should have been in the drawer then lands in the shortage: the
entry balances, and the takings of the day are booked as a loss. Count the
drawer and close the batch again, or, if it really was empty, accept it in the
batch with a reason.

Bad::

    measures:
      Closing: {Cash: 0.00}
      Short: {Cash: 100.00}
      Dept Sales: {Grocery: 100.00}

Good::

    accept: {XF505: "the drawer was stolen, police report 4711"}
    measures:
      Closing: {Cash: 0.00}
      Short: {Cash: 100.00}
      Dept Sales: {Grocery: 100.00}
"""

from crossfoot.codes.code import Code, Severity

BLANK_CLOSING_COUNT = Code("XF505", "blank-closing-count", Severity.ERROR, __doc__)
