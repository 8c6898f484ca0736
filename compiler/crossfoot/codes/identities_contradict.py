"""XF406 identities-contradict

What the rules claim about every batch cannot all be true at once: no batch
satisfies every `always` and `never` line together with the signs of the
figures, or they force a figure to be zero that nobody said is zero. From
claims that contradict each other anything could be proved, so nothing is.

Bad::

    measure Tips, never negative
    measure Tips Paid, never positive
    always Tips = Tips Paid
    skip Tips, Tips Paid because "they pass through the drawer"

Good::

    measure Tips, never negative
    measure Tips Paid, never positive
    always Tips = -Tips Paid
    skip Tips, Tips Paid because "they pass through the drawer"
"""

from crossfoot.codes.code import Code, Severity

IDENTITIES_CONTRADICT = Code("XF406", "identities-contradict", Severity.ERROR, __doc__)
