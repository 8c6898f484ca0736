"""XF304 dead-rule

A rule can never apply: at every store, for every member and on every day that
it covers, a more specific rule takes its place, or its last day lies before
its first. Whoever reads the file believes that it posts something. Delete it,
or correct the dates or the store.

Bad::

    post Shipping Charge: Total credit "4900 · Shipping Income"
        from 2026-07-01 until 2026-06-30
    post Shipping Charge: Total credit "4900 · Shipping Income"

Good::

    post Shipping Charge: Total credit "4900 · Shipping Income"
"""

from crossfoot.codes.code import Code, Severity

DEAD_RULE = Code("XF304", "dead-rule", Severity.WARNING, __doc__)
