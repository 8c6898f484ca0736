"""qbXML: the requests by which QuickBooks Desktop adds journal entries."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from crossfoot.model.amounts import Side
from crossfoot.money import dollars
from crossfoot.plan import Entry, Unbalanced
from crossfoot.targets.environment import environment, parted
from crossfoot.targets.format import Around

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_SPECIAL = re.compile(r"[^\x20-\x7e]|[&<>\"']")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_WORDS = {Side.DEBIT: "Debit", Side.CREDIT: "Credit"}
_REQUESTS = "<!-- the requests, one an entry -->"
_LINES = re.compile(
    r"<Journal(Debit|Credit)Line>\s*<AccountRef>\s*<FullName>[^<]*</FullName>\s*</AccountRef>"
    r"\s*<Amount>(\d+)\.(\d\d)</Amount>"
)


class Qbxml:
    """Writes entries as `JournalEntryAdd` requests, for a version of qbXML such as ``13.0``."""

    suffix = ".xml"
    is_divided = True

    def __init__(self, version: str) -> None:
        self._version = version

    def entry(self, entry: Entry, request_id: str) -> bytes:
        """Return the request that adds an entry.

        Raises Unbalanced where the amounts as written do not balance, and ValueError for a
        character that QuickBooks does not take: both were ruled out before.
        """
        text = self._request.render(
            request_id=request_id,
            day=entry.day.isoformat(),
            ref=entry.ref,
            lines=[
                (_WORDS[line.side], line.account.name, dollars(line.cents), line.memo, line.klass)
                for line in entry.lines
            ],
        )
        _assert_balanced(text, entry)
        return text.encode("ascii")

    def around(self, message_set_id: str) -> Around:
        """Return the envelope of a message set."""
        template = self._templates.get_template("envelope.xml.j2")
        return parted(template, _REQUESTS, version=self._version, message_set_id=message_set_id)

    @cached_property
    def _templates(self) -> Environment:
        return environment("qbxml", escaped)

    @cached_property
    def _request(self) -> Template:
        return self._templates.get_template("journal_entry_add.xml.j2")


def escaped(value: object) -> str:
    """Return a text as it stands in XML: ASCII, other Latin-1 characters by their number.

    Raises ValueError for any other character, and for a control character.
    """
    text = str(value)
    return _SPECIAL.sub(_reference, text) if _SPECIAL.search(text) else text


def _reference(match: re.Match[str]) -> str:
    character = match.group()
    if character in _REFERENCES:
        return _REFERENCES[character]
    if not "\xa0" <= character <= "\xff":
        raise ValueError(f"U+{ord(character):04X} must not be written to qbXML")
    return f"&#{ord(character)};"


def _assert_balanced(text: str, entry: Entry) -> None:
    """Read the amounts back from what was written, and add them up once more."""
    sums = {"Debit": 0, "Credit": 0}
    found = _LINES.findall(text)
    for side, whole, part in found:
        sums[side] += int(whole) * 100 + int(part)
    debits, credits = sums["Debit"], sums["Credit"]
    if not debits == credits == entry.total or len(found) != len(entry.lines) or not found:
        raise Unbalanced(entry.ref, debits, credits)
