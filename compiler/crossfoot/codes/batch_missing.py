"""XF509 batch-missing

The numbers of a store's batches have a gap. A batch that was never exported is
a day that never reaches the books, and nothing else would tell: every entry
that is there balances.

Bad::

    Main Street  1043
    Main Street  1045

Good::

    Main Street  1043
    Main Street  1044
    Main Street  1045
"""

from crossfoot.codes.code import Code, Severity

BATCH_MISSING = Code("XF509", "batch-missing", Severity.WARNING, __doc__)
