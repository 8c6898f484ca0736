"""XF003 bad-text

A file is not plain UTF-8 text: it was saved in another encoding, holds a
control character that no editor shows, or has a line longer than a million
characters. Such a file looks right on the screen and matches no account, so it
is refused at the first character that is wrong. Save it as UTF-8, or delete
the character. (Below, <U+2028> stands for a hidden line separator.)

Bad::

    post Sales: Total<U+2028> credit "4000 · Sales"

Good::

    post Sales: Total credit "4000 · Sales"
"""

from crossfoot.codes.code import Code, Severity

BAD_TEXT = Code("XF003", "bad-text", Severity.ERROR, __doc__)
