"""XF405 rounding-can-unbalance

Shares of an amount are rounded to cents one by one, half a cent away from
zero, and on some amounts the rounded shares do not add up to the whole: of
0.25, 6 % are 0.02 and 94 % are 0.24. The entry is then a cent off on that day,
and QuickBooks refuses it.

Write one share as the remainder of the others; it takes the odd cent. Shares
that come out even on every amount, such as 20 % and 80 %, are let be.

Bad::

    Manager Share = 6% of Commission
    Staff Share = 94% of Commission
    post Commission debit "6100 · Commissions"
    post Manager Share credit "2400 · Commissions Payable"
    post Staff Share credit "2400 · Commissions Payable"

Good::

    Manager Share = 6% of Commission
    Staff Share = Commission - Manager Share
    post Commission debit "6100 · Commissions"
    post Manager Share credit "2400 · Commissions Payable"
    post Staff Share credit "2400 · Commissions Payable"
"""

from crossfoot.codes.code import Code, Severity

ROUNDING_CAN_UNBALANCE = Code("XF405", "rounding-can-unbalance", Severity.ERROR, __doc__)
