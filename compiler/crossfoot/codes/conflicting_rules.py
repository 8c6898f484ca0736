"""XF301 conflicting-rules

Two rules claim the same amount at the same store on the same day, and neither
is more specific than the other. Which of them should post is for the
accountant to say. Name a member or a store in one of them, give them dates
that do not overlap, or delete one.

A debit line and a credit line for the same item are two such rules: write both
sides on one line.

Bad::

    post Sales: Total credit "4000 · Sales"
    post Sales: Total credit "4010 · Grocery"

Good::

    post Sales: Total credit "4000 · Sales" until 2026-06-30
    post Sales: Total credit "4010 · Grocery" from 2026-07-01
"""

from crossfoot.codes.code import Code, Severity

CONFLICTING_RULES = Code("XF301", "conflicting-rules", Severity.ERROR, __doc__)
