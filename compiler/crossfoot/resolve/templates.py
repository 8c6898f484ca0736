"""Quoted texts with placeholders: ``2200 · Taxes:{Tax}``, ``{store.bank}``, ``Batch {batch}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from crossfoot.codes.dimension_mismatch import DIMENSION_MISMATCH
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Fix
from crossfoot.fixing import instead
from crossfoot.model.amounts import Dimension
from crossfoot.model.names import key
from crossfoot.model.rules import Placeholder, Template
from crossfoot.model.stores import Member, Store
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.lexicon import Lexicon
from crossfoot.source import Span
from crossfoot.spelling import certain
from crossfoot.suggest import nearest
from crossfoot.syntax.tree import Text

STORE, BATCH, DATE = "store", "batch", "date"

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_INSIDE = re.compile(
    r"\s*(?P<owner>[^.'{}]+?)\s*(?:\.\s*(?P<attribute>[^'{}]+?)\s*)?"
    r"(?:\s+or\s+'(?P<otherwise>[^']*)'\s*)?\Z"
)


class MissingAttributeError(LookupError):
    """A store or member was not given the attribute that a placeholder asks for."""

    def __init__(self, placeholder: Placeholder, holder: str) -> None:
        super().__init__(holder)
        self.placeholder = placeholder
        self.holder = holder


class Templates:
    """Reads templates and reports placeholders that can mean nothing where they stand."""

    def __init__(self, lexicon: Lexicon, findings: Findings) -> None:
        self._lexicon = lexicon
        self._findings = findings

    def read(self, text: Text, dimension: Dimension | None, *, account: bool = False) -> Template:
        """Return the template of a quoted text in a rule about an amount by `dimension`.

        An account is looked up once for all batches, so it may not depend on one.
        """
        return Template(tuple(self._parts(text, dimension, account)), text.at)

    def _parts(
        self, text: Text, dimension: Dimension | None, account: bool
    ) -> Iterator[str | Placeholder]:
        done = 0
        for match in _BRACES.finditer(text.value):
            if match.start() > done:
                yield text.value[done : match.start()]
            done = match.end()
            start = text.at.start + 1 + match.start()
            at = Span(text.at.source, start, start + len(match.group()))
            placeholder = self._placeholder(match.group(1), at)
            if placeholder is not None and self._fits(placeholder, dimension, account):
                yield placeholder
        if done < len(text.value):
            yield text.value[done:]

    def _placeholder(self, inside: str | None, at: Span) -> Placeholder | None:
        match = None if inside is None else _INSIDE.match(inside)
        if match is None:
            self._findings.add(
                SYNTAX_ERROR,
                f"`{at.text}` is not a placeholder",
                at,
                help="write `{store}`, `{batch}`, `{date}`, a dimension such as `{Tender}`, "
                "or `{store.bank or '1000'}`",
            )
            return None
        owner, attribute = match["owner"], match["attribute"]
        dimension = self._lexicon.dimensions.get(key(owner))
        named = dimension.name if dimension else key(owner)
        return Placeholder(named, key(attribute) if attribute else None, match["otherwise"], at)

    def _fits(self, placeholder: Placeholder, dimension: Dimension | None, account: bool) -> bool:
        owner = placeholder.owner
        if owner == STORE or (dimension is not None and owner == dimension.name):
            return True
        if owner in (BATCH, DATE):
            return self._fits_batch(placeholder, account)
        if key(owner) in self._lexicon.dimensions:
            self._findings.add(
                DIMENSION_MISMATCH,
                f"`{placeholder.at.text}` has no meaning here: this amount is not by {owner}",
                placeholder.at,
            )
            return False
        known = [STORE, BATCH, DATE, *(each.name for each in self._lexicon.dimensions.values())]
        close = nearest(owner, known)
        self._findings.add(
            UNKNOWN_NAME,
            f"`{placeholder.at.text}` is not a placeholder that is known",
            placeholder.at,
            help=f"did you mean `{{{close}}}`?"
            if close
            else "there are " + ", ".join(f"`{{{each}}}`" for each in known),
            fix=_respelt(placeholder, certain(owner, known)),
        )
        return False

    def _fits_batch(self, placeholder: Placeholder, account: bool) -> bool:
        message = None
        if account:
            message = "an account cannot depend on the batch: it is looked up before any is read"
        elif placeholder.attribute is not None:
            message = f"`{placeholder.owner}` has no further keys"
        if message:
            self._findings.add(UNKNOWN_NAME, message, placeholder.at)
        return message is None


def _respelt(placeholder: Placeholder, meant: str | None) -> Fix | None:
    at = placeholder.at
    if meant is None or placeholder.owner not in at.text:
        return None
    return instead(at, at.text.replace(placeholder.owner, meant, 1))


def filled(
    template: Template, store: Store, member: Member | None
) -> tuple[str | Placeholder, ...]:
    """Return the parts with store and member filled in; ``{batch}`` and ``{date}`` remain.

    `member` is the member the rule books, None for a single amount. Adjacent texts are not
    joined. Raises MissingAttributeError.
    """
    return tuple(
        part if isinstance(part, str) else _value(part, store, member) for part in template.parts
    )


def _value(part: Placeholder, store: Store, member: Member | None) -> str | Placeholder:
    if part.owner in (BATCH, DATE):
        return part
    holder: Store | Member = store if part.owner == STORE or member is None else member
    if part.attribute is None:
        return holder.name
    value = holder.attributes.get(part.attribute, part.otherwise)
    if value is None:
        raise MissingAttributeError(part, holder.name)
    return value


def finished(parts: tuple[str | Placeholder, ...], batch: str, day: date) -> str:
    """Return the text for one batch, its number and business day filled in."""
    return "".join(
        part if isinstance(part, str) else batch if part.owner == BATCH else day.isoformat()
        for part in parts
    )
