"""XF401 double-posting

The same measured figure reaches the books twice on the same side, through two
items that nothing declares to exclude each other. Takings, sales or a transfer
would show at twice their size.

Typical is Tender Received beside Tender Closing Amounts on the debit side
alone: what was received is part of what was counted.

Bad::

    post Counter Sales credit "4000 · Sales"
    post Sales: Total credit "4000 · Sales"
    Counter Sales = sum of Dept Sales

Good::

    post Counter Sales credit "4000 · Sales"
    skip Sales: Total because "posted as Counter Sales"
    Counter Sales = sum of Dept Sales
"""

from crossfoot.codes.code import Code, Severity

DOUBLE_POSTING = Code("XF401", "double-posting", Severity.ERROR, __doc__)
