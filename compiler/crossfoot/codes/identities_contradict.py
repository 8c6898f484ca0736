"""XF406 identities-contradict

What the rules claim about every batch cannot all be true at once: no batch
satisfies every `always` and `never` line together with the signs of the
figures, or they force a figure to be zero that nobody said is zero. From
claims that contradict each other anything could be proved, so nothing is.

Bad::

    always Shipping Charge: Total + Surcharges: Cash Back = 0

Good::

    never Shipping Charge: Total, Surcharges: Cash Back because "we do not ship"
"""

from crossfoot.codes.code import Code, Severity

IDENTITIES_CONTRADICT = Code("XF406", "identities-contradict", Severity.ERROR, __doc__)
