"""The names of a project: what is declared, and which amount and member a written name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crossfoot.codes.ambiguous_name import AMBIGUOUS_NAME
from crossfoot.codes.dimension_mismatch import DIMENSION_MISMATCH
from crossfoot.codes.unknown_member import UNKNOWN_MEMBER
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Fix, Related
from crossfoot.model.amounts import Amount, Dimension
from crossfoot.model.names import key
from crossfoot.model.stores import Member
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.respelling import Wording, named
from crossfoot.spelling import certain_name
from crossfoot.suggest import did_you_mean, nearest
from crossfoot.syntax.tree import Name

_CLAUSE = re.compile(r" (?P<word>debit|credit|for|class|memo) (?P<rest>.+)", re.IGNORECASE)


class Reading(NamedTuple):
    """What a written name means: an amount, and one member of it or None for the whole."""

    amount: Amount
    member: str | None


MOST_COLONS = 20
"""Places at which a name is tried to be taken apart; no shop's names have more than three."""


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield each way to read a name as ``Family: Member``, from the right."""
    at = text.rfind(": ")
    for _ in range(MOST_COLONS):
        if at <= 0:
            return
        yield text[:at], text[at + 2 :]
        at = text.rfind(": ", 0, at)


class Lexicon:
    """Amounts by name, members by dimension, and the reading of names.

    `members` maps a dimension's key to the members of all stores by their key, each as first
    declared. `unsound` holds amounts whose definition failed: nothing is said about uses of
    them. `excused` is the text of declarations that could not be read, in which a missing name
    may well stand. `modelless` is True where no statement declares anything. `declared` are the
    names of all amounts, those with the rest that are yet to be added; `of_model` those of models,
    and of their dimensions.
    """

    def __init__(
        self,
        members: Mapping[str, Mapping[str, Member]],
        findings: Findings,
        excused: str,
        modelless: bool,
        wording: Wording,
    ) -> None:
        self.dimensions: dict[str, Dimension] = {}
        self.amounts: dict[str, Amount] = {}
        self.unsound: set[Amount] = set()
        self.declared: tuple[str, ...] = ()
        self.of_model: frozenset[str] = frozenset()
        self.members = members
        self.wording = wording
        self._findings = findings
        self._excused = excused
        self._modelless = modelless
        self._read: dict[str, Reading] = {}

    def meant(self, written: str, known: Iterable[str]) -> str | None:
        """Return which of some declared names `written` is certainly a slip for."""
        return self.wording.declared(written, known, self.of_model)

    def add(self, amount: Amount) -> None:
        """Declare an amount."""
        self.amounts[key(amount.name)] = amount

    def read(self, name: Name) -> Reading | None:
        """Return what a name means, or None after reporting why it means nothing."""
        known = self._read.get(name.text)
        if known is not None:
            return known
        reading = self._reading(name)
        if reading is not None:
            self._read[name.text] = reading
        return reading

    def family(self, name: Name) -> Amount | None:
        """Return the amount that a name without a member means, or None after reporting."""
        reading = self.read(name)
        if reading is not None and reading.member is not None:
            self._findings.add(
                DIMENSION_MISMATCH,
                f"`{name.text}` is one member; this needs the whole of `{reading.amount.name}`",
                name.at,
                help=f"write `{reading.amount.name}`",
            )
        return None if reading is None else reading.amount

    def _reading(self, name: Name) -> Reading | None:
        whole = self.amounts.get(key(name.text))
        found = self._as_member(name.text)
        if whole is not None:
            for hidden in found:
                self._report_hidden(name, whole, hidden)
            return Reading(whole, None)
        if len(found) > 1:
            self._report_two(name, found)
        if found:
            return found[0]
        self._report_miss(name)
        return None

    def _as_member(self, text: str) -> list[Reading]:
        found: list[Reading] = []
        for family, member in splits(text):
            amount = self.amounts.get(key(family))
            if amount is None or amount.dimension is None:
                continue
            known = self.members_of(amount).get(key(member))
            if known is not None:
                found.append(Reading(amount, known.name))
        return found

    def members_of(self, amount: Amount) -> Mapping[str, Member]:
        """Return the members that any store has of an amount, by key; empty for a single one."""
        if amount.dimension is None:
            return {}
        return self.members.get(key(amount.dimension.name), {})

    def _report_hidden(self, name: Name, whole: Amount, hidden: Reading) -> None:
        member = self.members_of(hidden.amount)[key(hidden.member or "")]
        self._findings.add(
            AMBIGUOUS_NAME,
            f"`{name.text}` could be the amount `{whole.name}` or "
            f"`{hidden.amount.name}` of `{member.name}`",
            name.at,
            Related(member.at, f"the member `{member.name}`"),
            help=f"give the member another name than `{member.name}` in the project file",
        )

    def _report_two(self, name: Name, found: list[Reading]) -> None:
        readings = " or ".join(f"`{each.member}` of `{each.amount.name}`" for each in found)
        self._findings.add(
            AMBIGUOUS_NAME,
            f"`{name.text}` could be {readings}",
            name.at,
            help="give one of the members another name in the project file",
        )

    def _report_miss(self, name: Name) -> None:
        if self._modelless or self._is_excused(name.text):
            return
        for family, member in splits(name.text):
            if self._is_excused(family):
                return
            amount = self.amounts.get(key(family))
            if amount is not None:
                self._report_no_member(name, amount, member)
                return
        self._findings.add(
            UNKNOWN_NAME,
            f"nothing is called `{name.text}`",
            name.at,
            help=_swallowed(name.text)
            or self._screen_label(name.text)
            or self._without_colon(name.text)
            or did_you_mean(name.text, self._known()),
            fix=None if _swallowed(name.text) else named(name, self._meant(name.text)),
        )

    def _meant(self, text: str) -> str | None:
        """Return the name that was certainly meant; None where several may have been."""
        readings = {*self._of_label(text), *self._of_words(text)}
        if not readings and not self._is_label(text):
            readings.update(self._misspelt(text))
        return next(iter(readings)) if len(readings) == 1 else None

    def _misspelt(self, text: str) -> Iterator[str]:
        whole = self.meant(text, self.declared)
        if whole is not None:
            yield whole
        for family, member in splits(text):
            meant = self.meant(family, self.declared)
            amount = meant and self.amounts.get(key(meant))
            known = amount and self.members_of(amount).get(key(member))
            if amount and known:
                yield f"{amount.name}: {known.name}"

    def _is_excused(self, text: str) -> bool:
        """Whether a name may be declared in a statement that could not be read."""
        return bool(re.search(rf"(?<!\w){re.escape(key(text))}(?!\w)", self._excused))

    def _report_no_member(self, name: Name, amount: Amount, member: str) -> None:
        if amount in self.unsound:
            return
        if amount.dimension is None:
            self._findings.add(
                DIMENSION_MISMATCH,
                f"`{amount.name}` is a single amount; it has no `{member}`",
                name.at,
                help=did_you_mean(name.text, self._known()) or f"write `{amount.name}`",
            )
            return
        names = [known.name for known in self.members_of(amount).values()]
        close = nearest(member, names)
        dimension = amount.dimension.name
        has = f"the stores have {_listed(names)}" if names else f"no store lists any {dimension}"
        self._findings.add(
            UNKNOWN_MEMBER,
            f"no store has a {dimension} called `{member}`",
            name.at,
            help=f"did you mean `{amount.name}: {close}`?"
            if close
            else f"{has}; write one of these, or add `{member}` under `{dimension}:` "
            "in the project file",
            fix=self._other_member(name, amount, certain_name(member, names, self.wording.words)),
        )

    @staticmethod
    def _other_member(name: Name, amount: Amount, meant: str | None) -> Fix | None:
        return named(name, None if meant is None else f"{amount.name}: {meant}")

    def _known(self) -> list[str]:
        return [amount.name for amount in self.amounts.values()]

    def _without_colon(self, text: str) -> str | None:
        """Return what to write for a member that was named without the colon."""
        meant = next(self._of_words(text), None)
        return None if meant is None else f"write `{meant}`"

    def _of_words(self, text: str) -> Iterator[str]:
        words = text.split(" ")
        for cut in range(1, min(len(words), MOST_COLONS)):
            family = self.amounts.get(key(" ".join(words[:cut])))
            member = family and self.members_of(family).get(key(" ".join(words[cut:])))
            if family and member:
                yield f"{family.name}: {member.name}"

    def _screen_label(self, text: str) -> str | None:
        """Return what to write for a label off the register's screen, ``Dept Grocery: Sales``."""
        for family, member in self._labels(text):
            known = self.members_of(family).get(key(member))
            return f"write `{family.name}: {known.name if known else member}`"
        return None

    def _is_label(self, text: str) -> bool:
        return any(True for _ in self._labels(text))

    def _of_label(self, text: str) -> Iterator[str]:
        for family, member in self._labels(text):
            known = self.members_of(family).get(key(member))
            if known is not None:
                yield f"{family.name}: {known.name}"

    def _labels(self, text: str) -> Iterator[tuple[Amount, str]]:
        """Yield each way to read a text as a label, with what it has for a member."""
        left, colon, what = text.rpartition(": ")
        words = left.split(" ")
        for cut in range(1, len(words) if colon else 0):
            family = self.amounts.get(key(f"{' '.join(words[:cut])} {what}"))
            if family is not None and family.dimension is not None:
                yield family, " ".join(words[cut:])


def _swallowed(text: str) -> str | None:
    """Return what to write where a clause without quotes was taken for a part of the name."""
    match = _CLAUSE.search(text)
    if match is None:
        return None
    word, rest = match["word"], match["rest"]
    return f'if `{rest}` is not part of the name, write it in quotes: `{word} "{rest}"`'


def _listed(names: list[str]) -> str:
    shown = [f"`{name}`" for name in names[:6]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
