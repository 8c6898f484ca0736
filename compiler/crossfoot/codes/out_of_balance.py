"""XF402 out-of-balance

Debits do not equal credits for every batch that the register can report. The
message names the figures that are left over, and shows a batch on which the
entry is off. QuickBooks refuses such an entry.

A `skip` on a figure that the drawer's identity needs leaves the entry out of
balance. If the shop does not have the figure, write `never`, which is checked
against each batch.

Bad::

    skip Tender Over/Short because "it is only pennies"

Good::

    post Tender Over/Short credit "6900 · Cash Over/Short"
"""

from crossfoot.codes.code import Code, Severity

OUT_OF_BALANCE = Code("XF402", "out-of-balance", Severity.ERROR, __doc__)
