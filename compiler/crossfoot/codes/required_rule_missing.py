"""XF303 required-rule-missing

An item is posted whose money is only half the story without another one. With
Tender Received posted, for instance, paid-outs that post nowhere leave an
entry that balances, and the expense is never booked. Post the missing item,
`skip` it with a reason, or say `never` if the shop does not have it.

Bad::

    post Tender Received debit "1010 · Undeposited Funds"
    post Cash Paid Out debit "6300 · Petty Expenses"
        credit "1010 · Undeposited Funds" from 2026-07-01

Good::

    post Tender Received debit "1010 · Undeposited Funds"
    post Cash Paid Out debit "6300 · Petty Expenses"
        credit "1010 · Undeposited Funds"
"""

from crossfoot.codes.code import Code, Severity

REQUIRED_RULE_MISSING = Code("XF303", "required-rule-missing", Severity.ERROR, __doc__)
