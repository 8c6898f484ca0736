"""Texts as they stand in HTML and XML."""

from __future__ import annotations

import re
from html import escape

from crossfoot.report.columns import safe

_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""What XML has no place for."""


def as_html(value: object) -> str:
    """Return a value as it may stand in a text or a quoted attribute, of HTML and XML alike."""
    return escape(_NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", safe(str(value))))
