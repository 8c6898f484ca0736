"""XF205 built-in-sales-tax

A rule posts to QuickBooks' own Sales Tax Payable account. QuickBooks keeps
that account by tax agency from its own invoices; a journal line without an
agency is refused or upsets the sales tax report. Make another account of type
Other Current Liability for the tax that the register collects.

Bad::

    post Tax Collected credit "2200 · Sales Tax Payable"

Good::

    post Tax Collected credit "2210 · Taxes"
"""

from crossfoot.codes.code import Code, Severity

BUILT_IN_SALES_TAX = Code("XF205", "built-in-sales-tax", Severity.ERROR, __doc__)
