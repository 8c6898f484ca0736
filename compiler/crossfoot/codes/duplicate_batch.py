"""XF507 duplicate-batch

Two files, or two places in one, report the same batch of the same store. One
of them is a copy or a second export, and posting both books the day twice.
The run stops until one of them is gone.

Bad::

    monday.yaml    store: Main Street    batch: 1043
    copy.yaml      store: Main Street    batch: 1043

Good::

    monday.yaml    store: Main Street    batch: 1043
    tuesday.yaml   store: Main Street    batch: 1044
"""

from crossfoot.codes.code import Code, Severity

DUPLICATE_BATCH = Code("XF507", "duplicate-batch", Severity.ERROR, __doc__)
