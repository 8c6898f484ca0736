"""XF506 bad-batch-file

A batch file cannot be read: a column is missing, an amount is not a number
with at most two decimals, a date does not exist, a store is not in the project
file. Since it is not known what the file holds, the whole run stops and
nothing is written.

Bad::

    measures:
      Closing: {Cash: "1,043.50"}
      Dept Sales: {Grocery: 1043.50}

Good::

    measures:
      Closing: {Cash: 1043.50}
      Dept Sales: {Grocery: 1043.50}
"""

from crossfoot.codes.code import Code, Severity

BAD_BATCH_FILE = Code("XF506", "bad-batch-file", Severity.ERROR, __doc__)
