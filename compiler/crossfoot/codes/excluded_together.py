"""XF302 excluded-together

Two items are posted that the model declares to exclude each other, because one
holds the money of the other: a total and its parts, or a figure with and
without tax. Every dollar of it would be booked twice. Keep one of the two.

Bad::

    post Sales: Total credit "4000 · Sales"
    post Dept Sales credit "4010 · Grocery"

Good::

    post Dept Sales credit "4010 · Grocery"
    skip Sales: Total because "posted by department"
"""

from crossfoot.codes.code import Code, Severity

EXCLUDED_TOGETHER = Code("XF302", "excluded-together", Severity.ERROR, __doc__)
