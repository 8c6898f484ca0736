"""The pages, and the parts of pages, that are made of the code: what it says is said once.

A page has `<!-- made: NAME -->` where a part of `PARTS` goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from made.codes import code_pages, codes_by_group
from made.commands import commands, parsers
from made.messages import messages
from made.model import model
from made.plugs import inputs
from made.statements import statements
from made.statuses import failures, remarks, statuses

PARTS: Mapping[str, Callable[[], str]] = {
    "codes": codes_by_group,
    "commands": commands,
    "inputs": inputs,
    "messages": messages,
    "model": model,
    "statements": statements,
    "statuses": statuses,
    "failures": failures,
    "remarks": remarks,
}

__all__ = ["PARTS", "filled", "for_readers", "pages", "parsers"]

_MADE = re.compile(r"<!-- made: ([a-z]+) -->")
_FILE = re.compile(
    r"^<!-- (file|new file|add to|change|lines of): (\S+) -->\n```(\w+)", re.MULTILINE
)
_TITLES = {
    "file": "",
    "new file": "",
    "add to": "added to ",
    "change": "changed in ",
    "lines of": "from ",
}
_FINDS = re.compile(r"^<!-- finds: (XF\d{3}).* -->\n", re.MULTILINE)
_SAID_TO_TESTS = re.compile(r"^<!-- .* -->\n", re.MULTILINE)


def filled(markdown: str) -> str:
    """Return a page with its made parts in place. Raises KeyError for one that is not known."""
    return _MADE.sub(lambda found: PARTS[found[1]](), markdown)


def for_readers(markdown: str) -> str:
    """Return a page with what is said to the tests as readers need it: titles, what is wrong."""
    titled = _FILE.sub(
        lambda found: f'```{found[3]} title="{_TITLES[found[1]]}{found[2]}"', markdown
    )
    marked = _FINDS.sub(r"**Wrong** ([\1](codes/\1.md)):\n\n", titled)
    return _SAID_TO_TESTS.sub("", marked)


def pages() -> Mapping[str, str]:
    """Return the pages that are made as a whole, by their path below `docs/`."""
    return code_pages()
