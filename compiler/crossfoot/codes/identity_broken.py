"""XF502 identity-broken

The figures of a batch do not keep an identity that the rules rest on: what was
taken does not equal what was due, or a figure is not zero that the rules say
never occurs. The report is incomplete or the register added up something that
the rules do not know. Posted like this the entry would not balance, so the
batch is held back.

Bad::

    measures:
      Closing: {Cash: 112.00}
      Dept Sales: {Grocery: 100.00}
      Tax Collected: {GST: 5.00}

Good::

    measures:
      Closing: {Cash: 105.00}
      Dept Sales: {Grocery: 100.00}
      Tax Collected: {GST: 5.00}
"""

from crossfoot.codes.code import Code, Severity

IDENTITY_BROKEN = Code("XF502", "identity-broken", Severity.ERROR, __doc__)
