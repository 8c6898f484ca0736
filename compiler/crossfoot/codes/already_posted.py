"""XF601 already-posted

A batch was asked for by its number that is posted already, or whose request
waits for an answer. QuickBooks takes the same journal entry twice without a
word, and the day would stand in the books twice. A range of dates passes over
such batches by itself. To replace an entry on purpose, say so and why; to give
up a run that was never sent, withdraw it.

Bad::

    crossfoot post --batch 1043
    crossfoot post --batch 1043

Good::

    crossfoot post --from 2026-03-01 --to 2026-03-31
    crossfoot post --batch 1043 --repost --because "count corrected"
"""

from crossfoot.codes.code import Code, Severity

ALREADY_POSTED = Code("XF601", "already-posted", Severity.ERROR, __doc__)
