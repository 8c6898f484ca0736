"""XF601 already-posted

A batch was asked for by its number that has been posted already, unchanged.
QuickBooks takes the same journal entry twice without a word, and the day would
stand in the books twice. A range of dates passes over such batches by itself.
To post it again on purpose, reverse the first entry.

Bad::

    crossfoot post --batch 1043
    crossfoot post --batch 1043

Good::

    crossfoot post --from 2026-03-01 --to 2026-03-31
"""

from crossfoot.codes.code import Code, Severity

ALREADY_POSTED = Code("XF601", "already-posted", Severity.ERROR, __doc__)
