"""What a comparison of two versions comes to: a verdict, and who gives what to whom where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeAlias

from crossfoot.model.amounts import Side


class Verdict(Enum):
    """How far two versions are apart, the weakest first."""

    EQUIVALENT = "equivalent"
    RECLASSIFIES = "reclassifies"
    CHANGES_TOTALS = "changes totals"

    @property
    def rank(self) -> int:
        """How strong it is, from 0 up."""
        return tuple(Verdict).index(self)


class Place(NamedTuple):
    """A store over some days, both included; None where they are open."""

    store: str
    first: date | None
    last: date | None


class Named(NamedTuple):
    """An account as it is shown, with the class of its lines, and the numbers of its places."""

    account: str
    klass: str | None
    places: tuple[int, ...]


Names: TypeAlias = tuple[Named, ...]
"""What an account is called: stores may have one each for the same thing."""


class Said(NamedTuple):
    """A sum of figures in words, and by figure with its coefficients as texts.

    `is_rounding` tells that it is made of nothing but what is rounded to cents.
    """

    text: str
    vector: tuple[tuple[str, str], ...]
    is_rounding: bool = False


class Flow(NamedTuple):
    """What one account had and another now has, on the side that it is posted to."""

    giver: Names
    taker: Names
    what: Said
    side: Side


class How(Enum):
    """What becomes of what an account is debited or credited with."""

    NEWLY = "newly"
    NO_LONGER = "no longer"
    MORE = "more"
    LESS = "less"


class Change(NamedTuple):
    """What an account is debited or credited with, and was not, or the other way round."""

    account: Names
    side: Side
    how: How
    what: Said


class Total(NamedTuple):
    """By what the debits, or the credits, of an entry rise in all, or fall."""

    side: Side
    rises: bool
    what: Said


class Topic(Enum):
    """What a remark is about.

    `ACCEPTED` says which batches are posted, `DAYS` of which day their entries are: where one of
    them differs, more or less is posted of a month.
    """

    ACCEPTED = "accepted"
    DAYS = "days"
    CLOSED = "closed"
    EXPECTED = "expected"
    CLEARS = "clears"
    SKIPPED = "skipped"
    MEMOS = "memos"
    LINES = "lines"
    STORES = "stores"
    ACCOUNTS = "accounts"
    ALLOWED = "allowed"


class Remark(NamedTuple):
    """What else differs. `is_new` tells what only the later version says, None a change."""

    topic: Topic
    is_new: bool | None
    text: str


class Shown(NamedTuple):
    """What an account gets by an example, in cents: debits less credits, or one side alone.

    `account` is empty where it is the debits, or the credits, of the whole entry.
    """

    account: Names
    side: Side | None
    before: int
    after: int


class Witness(NamedTuple):
    """A batch on which two versions differ, by figure in cents.

    `refused` is the version that does not accept such a batch: ``before``, ``after`` or None.
    """

    figures: tuple[tuple[str, int], ...]
    accounts: tuple[Shown, ...]
    refused: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What differs at some stores over some days; `places` are those."""

    places: tuple[Place, ...]
    verdict: Verdict
    flows: tuple[Flow, ...] = ()
    changes: tuple[Change, ...] = ()
    totals: tuple[Total, ...] = ()
    remarks: tuple[Remark, ...] = ()
    witness: Witness | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all differs."""
        return self.verdict is Verdict.EQUIVALENT and not self.remarks


class Texts(NamedTuple):
    """Files whose text differs, by path; `renamed` holds old and new paths of the same text."""

    changed: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing that is said is written otherwise."""
        return not any(self)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions compared. `remarks` are about the projects as such.

    `shared` counts the stores that both versions have, `gone` and `new` are those that only one
    has. INVARIANT: the verdict is as strong as the strongest of the answers, and CHANGES_TOTALS
    where there is such a store, or a batch that only one version posts, or posts on another day.
    """

    verdict: Verdict
    answers: tuple[Answer, ...]
    shared: int
    gone: tuple[str, ...]
    new: tuple[str, ...]
    remarks: tuple[Remark, ...]
    texts: Texts

    @property
    def topics(self) -> frozenset[Topic]:
        """What anything is remarked on, about the projects or at some stores."""
        told = (*self.remarks, *(one for each in self.answers for one in each.remarks))
        return frozenset(remark.topic for remark in told)
