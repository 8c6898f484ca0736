"""XF001 syntax-error

A line of a rule file is not written in a form that has a meaning: a quote or a
side is missing, a clause stands twice, a date does not exist. What cannot be
read is never guessed at, since a guess would put money on an account. All
lines that can be read are still checked, so one run shows every fault.

Bad::

    post Sales: Total credit 4000 · Sales

Good::

    post Sales: Total credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

SYNTAX_ERROR = Code("XF001", "syntax-error", Severity.ERROR, __doc__)
