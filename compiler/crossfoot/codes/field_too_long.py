"""XF603 field-too-long

A text is longer than QuickBooks takes: 11 characters for the reference number
of a journal entry, 20 for that of a bill, 31 for payment terms, 41 for a
vendor, 159 for an account or a class, 4095 for a memo. QuickBooks refuses the
whole request; a text cut short could hit another vendor or another batch.

Bad::

    prefix: MAINSTREET-

Good::

    prefix: M
"""

from crossfoot.codes.code import Code, Severity

FIELD_TOO_LONG = Code("XF603", "field-too-long", Severity.ERROR, __doc__)
