"""XF103 circular-definition

A definition leads back to itself, so that no amount ever comes out of it.
Write one of the definitions on the circle in terms of what the register
measures.

Bad::

    Counter Sales = All Sales - Shipping Charge: Total
    All Sales = Counter Sales + Shipping Charge: Total

Good::

    Counter Sales = Sales: Total
    All Sales = Counter Sales + Shipping Charge: Total
"""

from crossfoot.codes.code import Code, Severity

CIRCULAR_DEFINITION = Code("XF103", "circular-definition", Severity.ERROR, __doc__)
