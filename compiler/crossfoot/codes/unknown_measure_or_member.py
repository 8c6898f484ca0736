"""XF503 unknown-measure-or-member

A batch reports a figure under a name that the model or the store does not
have. A new tender must not vanish, so nothing is passed over: add the member
to the store in the project file, and see what the rules do with it.

Bad::

    measures:
      Closing: {Cash: 100.00, Gift Card: 5.00}
      Dept Sales: {Grocery: 105.00}

Good::

    measures:
      Closing: {Cash: 100.00, Visa: 5.00}
      Dept Sales: {Grocery: 105.00}
"""

from crossfoot.codes.code import Code, Severity

UNKNOWN_MEASURE_OR_MEMBER = Code("XF503", "unknown-measure-or-member", Severity.ERROR, __doc__)
