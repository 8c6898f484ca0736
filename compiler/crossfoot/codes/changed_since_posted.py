"""XF602 changed-since-posted

A batch that has been posted has other figures now, or the rules would post it
differently. Posting it again would add to the first entry, not replace it.
Reverse the entry that stands in the books first, then post the batch anew.

Bad::

    crossfoot post --batch 1043     with the closing count corrected

Good::

    crossfoot reverse --batch 1043
    crossfoot post --batch 1043
"""

from crossfoot.codes.code import Code, Severity

CHANGED_SINCE_POSTED = Code("XF602", "changed-since-posted", Severity.ERROR, __doc__)
