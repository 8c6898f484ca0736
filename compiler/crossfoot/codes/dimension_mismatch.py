"""XF104 dimension-mismatch

A formula adds amounts that are broken down differently, such as one figure a
tender and one figure a tax, or names a member where the whole is needed. Say
`sum of` to add up all members, or name the one that is meant.

Bad::

    Takings = Closing + Tax Collected

Good::

    Takings = sum of Closing + sum of Tax Collected
"""

from crossfoot.codes.code import Code, Severity

DIMENSION_MISMATCH = Code("XF104", "dimension-mismatch", Severity.ERROR, __doc__)
