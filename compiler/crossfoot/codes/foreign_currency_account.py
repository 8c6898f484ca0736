"""XF210 foreign-currency-account

A rule posts to an account that is kept in a foreign currency. All figures of a
batch are in home currency, a foreign tender counts at its home value; booked
to a foreign account they would be taken for amounts in that currency.

Bad::

    post Tender Received debit "1050 · Euro Checking"

Good::

    post Tender Received debit "1010 · Undeposited Funds"
"""

from crossfoot.codes.code import Code, Severity

FOREIGN_CURRENCY_ACCOUNT = Code("XF210", "foreign-currency-account", Severity.ERROR, __doc__)
