"""XF101 unknown-name

A rule speaks of an amount that neither the model nor the rules declare, or a
placeholder asks for something that the store or the member does not have. The
figure that was meant is then posted nowhere.

Labels as the register's own screens show them, such as `Dept Grocery: Sales`,
are not names here: write `Dept Sales: Grocery`.

Bad::

    post Sale: Total credit "4000 · Sales"

Good::

    post Sales: Total credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

UNKNOWN_NAME = Code("XF101", "unknown-name", Severity.ERROR, __doc__)
