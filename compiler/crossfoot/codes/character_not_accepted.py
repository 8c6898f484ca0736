"""XF607 character-not-accepted

A text has a character that QuickBooks cannot take, such as one outside the
Western European letters, or a control character. QuickBooks refuses the whole
request because of it.

Bad::

    post Sales: Total credit "4000 · Sales" memo "Batch № {batch}"

Good::

    post Sales: Total credit "4000 · Sales" memo "Batch {batch}"
"""

from crossfoot.codes.code import Code, Severity

CHARACTER_NOT_ACCEPTED = Code("XF607", "character-not-accepted", Severity.ERROR, __doc__)
