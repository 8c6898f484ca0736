"""qbXML: the requests by which QuickBooks Desktop adds journal entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from crossfoot.model.amounts import Side
from crossfoot.money import dollars
from crossfoot.plan import Bill, Entry, Reversal, Unbalanced
from crossfoot.posting.standing import Kind
from crossfoot.targets.environment import environment, parted
from crossfoot.targets.format import Around, Undo

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_SPECIAL = re.compile(r"[^\x20-\x7e]|[&<>\"']")
_REMEMBERED = 10_000
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_REQUESTS = "<!-- the requests, one an entry -->"
_DEBITS, _CREDITS = (
    re.compile(
        rf"<Journal{side}Line>\s*<AccountRef>\s*<FullName>[^<]*</FullName>\s*</AccountRef>"
        r"\s*<Amount>(\d+\.\d\d)</Amount>"
    )
    for side in ("Debit", "Credit")
)

_Line: TypeAlias = tuple[bool, str, str, str | None, str | None]
"""Whether it is a debit, account, amount, memo, class."""


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
        lines = [
            (line.side is Side.DEBIT, line.account.name, dollars(line.cents), line.memo, line.klass)
            for line in entry.lines
        ]
        return self._added(entry, lines, request_id)

    def reversal(self, reversal: Reversal, request_id: str) -> bytes:
        """Return the request that adds the reverse of an entry, as `entry` does."""
        lines = [
            (line.side is Side.DEBIT, line.account, dollars(line.cents), line.memo, line.klass)
            for line in reversal.lines
        ]
        return self._added(reversal, lines, request_id)

    def _added(self, entry: Entry | Reversal, lines: Sequence[_Line], request_id: str) -> bytes:
        text = self._request.render(
            request_id=request_id, day=entry.day.isoformat(), ref=entry.ref, lines=lines
        )
        _assert_balanced(text, entry)
        return text.encode("ascii")

    def bill(self, bill: Bill, request_id: str) -> bytes:
        """Return the request that adds a bill. Raises ValueError as `entry` does."""
        said = bill.said
        text = self._templates.get_template("bill_add.xml.j2").render(
            request_id=request_id,
            vendor=said.vendor,
            day=said.day.isoformat(),
            ref=said.ref,
            terms=said.terms,
            memo=said.memo,
            account=said.account.name,
            amount=dollars(said.cents),
            klass=said.klass,
        )
        return text.encode("ascii")

    def undo(self, undo: Undo, request_id: str) -> bytes:
        """Return the request that voids, or deletes, an entry or a bill."""
        text = self._templates.get_template("txn_undo.xml.j2").render(
            verb="TxnDel" if undo.deletes else "TxnVoid",
            kind="Bill" if undo.of is Kind.BILL else "JournalEntry",
            request_id=request_id,
            txn_id=undo.txn_id,
        )
        return text.encode("ascii")

    def around(self, message_set_id: str) -> Around:
        """Return the envelope of a message set: one batch's failed entry must not stop others."""
        return self._envelope(message_set_id, "continueOnError")

    def around_chain(self, message_set_id: str) -> Around:
        """Return the envelope of a message set in which a failed request stops what follows."""
        return self._envelope(message_set_id, "stopOnError")

    def _envelope(self, message_set_id: str, on_error: str) -> Around:
        template = self._templates.get_template("envelope.xml.j2")
        return parted(
            template,
            _REQUESTS,
            version=self._version,
            message_set_id=message_set_id,
            on_error=on_error,
        )

    @cached_property
    def _templates(self) -> Environment:
        return environment("qbxml", Escaped().__getitem__)

    @cached_property
    def _request(self) -> Template:
        return self._templates.get_template("journal_entry_add.xml.j2")


def escaped(text: str) -> str:
    """Return a text as it stands in XML: ASCII, other Latin-1 characters by their number.

    Raises ValueError for any other character, and for a control character.
    """
    return _SPECIAL.sub(_reference, text) if _SPECIAL.search(text) else text


def _reference(match: re.Match[str]) -> str:
    character = match.group()
    if character in _REFERENCES:
        return _REFERENCES[character]
    if not "\xa0" <= character <= "\xff":
        raise ValueError(f"U+{ord(character):04X} must not be written to qbXML")
    return f"&#{ord(character)};"


class Escaped(dict[object, str]):
    """Values and what they are in XML, so that a name met on every line is escaped once.

    Amounts are all different: where they have filled it up, it begins anew.
    """

    def __missing__(self, value: object) -> str:
        """Escape a value that was not met before. Raises TypeError for what is no text."""
        if not isinstance(value, str):
            raise TypeError(f"{value!r} is not a text: what is written is made a text before")
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = text = escaped(value)
        return text


def _assert_balanced(text: str, entry: Entry | Reversal) -> None:
    """Read the amounts back from what was written, and add them up once more."""
    written = (_DEBITS.findall(text), _CREDITS.findall(text))
    debits, credits = (sum(map(int, "\n".join(each).replace(".", "").split())) for each in written)
    lines = len(written[0]) + len(written[1])
    if not debits == credits == entry.total or lines != len(entry.lines) or not lines:
        raise Unbalanced(entry.ref, debits, credits)
