"""XF602 changed-since-posted

A batch that has been posted has other figures now, or the rules would post it
differently. Posting it again as it is would add to the first entry, not replace
it. Repost it: the old entry is voided and the new one added, in one go. Where
its period is closed, reverse the old entry on an open day and then post anew.

Bad::

    crossfoot post --batch 1043     with the closing count corrected

Good::

    crossfoot post --batch 1043 --repost --because "closing count corrected"
"""

from crossfoot.codes.code import Code, Severity

CHANGED_SINCE_POSTED = Code("XF602", "changed-since-posted", Severity.ERROR, __doc__)
