"""XF209 non-posting-account

A rule posts to an account of type Non-Posting. QuickBooks keeps such accounts,
for estimates and purchase orders, as a memorandum only; no journal line may
name one, and the whole entry is refused.

Bad::

    post Customer Deposit: Made credit "9000 · Estimates"

Good::

    post Customer Deposit: Made credit "2300 · Customer Deposits"
"""

from crossfoot.codes.code import Code, Severity

NON_POSTING_ACCOUNT = Code("XF209", "non-posting-account", Severity.ERROR, __doc__)
