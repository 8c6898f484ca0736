"""XF508 figure-not-reported

A rule posts a figure that a batch does not report, and no identity would
notice if it were missing. It counts as zero. Perhaps there was none, perhaps
the export left it out, as happens with cost of goods; the shelves and the
books then drift apart.

Bad::

    measures:
      Closing: {Cash: 100.00}
      Dept Sales: {Grocery: 100.00}

Good::

    measures:
      Closing: {Cash: 100.00}
      Dept Sales: {Grocery: 100.00}
      Dept Cost: {Grocery: 61.00}
"""

from crossfoot.codes.code import Code, Severity

FIGURE_NOT_REPORTED = Code("XF508", "figure-not-reported", Severity.WARNING, __doc__)
