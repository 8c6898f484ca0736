"""XF404 does-not-clear

The rules claim that an account clears with every batch, and it does not: some
figure goes in and does not come out again. A clearing account that keeps a
remainder hides an error that grows day by day.

The claim is not understood by this release, which says so where it is written.

Bad::

    "1010 · Undeposited Funds" clears
"""

from crossfoot.codes.code import Code, Severity

DOES_NOT_CLEAR = Code("XF404", "does-not-clear", Severity.ERROR, __doc__)
