"""XF103 circular-definition

A definition leads back to itself, so that no amount ever comes out of it.
Write one of the definitions on the circle in terms of what the register
measures.

Bad::

    Counter Sales = All Sales - Phone Sales
    Phone Sales = All Sales - Counter Sales
    All Sales = Counter Sales + Phone Sales

Good::

    measure Phone Sales
    All Sales = Sales: Total
    Counter Sales = All Sales - Phone Sales
"""

from crossfoot.codes.code import Code, Severity

CIRCULAR_DEFINITION = Code("XF103", "circular-definition", Severity.ERROR, __doc__)
