"""XF107 ambiguous-name

A name can be read in two ways: as an amount of its own and as one member of a
family, or as a member of two families. Both readings would post money, but
different money. Rename the amount or the member so that one reading is left.

Bad::

    measure Tender Received: Cash
    Takings = Tender Received: Cash

Good::

    measure Event Cash
    never Event Cash because "there are no events yet"
    Takings = Tender Received: Cash
"""

from crossfoot.codes.code import Code, Severity

AMBIGUOUS_NAME = Code("XF107", "ambiguous-name", Severity.ERROR, __doc__)
