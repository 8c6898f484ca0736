"""XF102 defined-twice

One name is given two meanings. Which of them a rule posts would depend on the
order of the files, so neither is taken. Repeating a definition word for word
is no fault. To extend a definition of the model, write `also`.

Bad::

    Counter Sales = Sales: Total
    Counter Sales = Sales: Total + Shipping Charge: Total

Good::

    Counter Sales = Sales: Total
    Counter Sales and Shipping = Sales: Total + Shipping Charge: Total
"""

from crossfoot.codes.code import Code, Severity

DEFINED_TWICE = Code("XF102", "defined-twice", Severity.ERROR, __doc__)
