"""XF501 batch-not-closed

A batch was asked for by its number, and it is still open. Only closed batches
are posted: the counts of an open one are not final, and what is sold after it
was posted would never reach the books. Close it at the register first.

Bad::

    store: Main Street
    batch: 1043
    status: open

Good::

    store: Main Street
    batch: 1043
    status: closed
"""

from crossfoot.codes.code import Code, Severity

BATCH_NOT_CLOSED = Code("XF501", "batch-not-closed", Severity.ERROR, __doc__)
