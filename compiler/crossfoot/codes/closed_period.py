"""XF606 closed-period

A batch's day lies within the period that is closed in QuickBooks. A posting
there needs the closing date password, which no request can give, and it would
change figures that have been reported. Ask whoever closed the books.

Bad::

    closing date: "2026-03-31"

Good::

    closing date: "2025-12-31"
"""

from crossfoot.codes.code import Code, Severity

CLOSED_PERIOD = Code("XF606", "closed-period", Severity.ERROR, __doc__)
