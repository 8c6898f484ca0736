"""XF105 not-linear

A formula multiplies two amounts, divides by one, or adds a fixed sum. Only
sums of amounts with numeric factors can be proved to balance for every batch;
with anything else the entry would balance on some days and not on others.

Bad::

    Counter Sales = Sales: Total * Tax Collected: Total

Good::

    Counter Sales = Sales: Total - 2 * Shipping Charge: Total
"""

from crossfoot.codes.code import Code, Severity

NOT_LINEAR = Code("XF105", "not-linear", Severity.ERROR, __doc__)
