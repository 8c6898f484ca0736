"""XF605 answer-without-request

An answer from QuickBooks belongs to no request of this run: it comes from
another company file, from an earlier run, or was edited. Taken at its word it
would mark a batch as posted that is not in the books.

Bad::

    an answer of last week's run, read for today's

Good::

    the answer that QuickBooks gave to today's request file
"""

from crossfoot.codes.code import Code, Severity

ANSWER_WITHOUT_REQUEST = Code("XF605", "answer-without-request", Severity.ERROR, __doc__)
