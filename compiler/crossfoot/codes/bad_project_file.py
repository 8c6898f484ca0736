"""XF002 bad-project-file

The project file or the chart of accounts has a key that is not known, lacks
one that is needed, names a file that is not there, or holds a value of the
wrong kind. A misspelt key would otherwise be passed over in silence, and with
it a whole list of tenders or a closing date.

Bad::

    closing dat: "2025-12-31"

Good::

    closing date: "2025-12-31"
"""

from crossfoot.codes.code import Code, Severity

BAD_PROJECT_FILE = Code("XF002", "bad-project-file", Severity.ERROR, __doc__)
