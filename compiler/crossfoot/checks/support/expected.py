"""What `takes` leads one to expect, held against what the rules book where they win."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from crossfoot.checks.support.accounts import Fault, fault
from crossfoot.checks.support.filling import spread
from crossfoot.checks.support.wording import at_stores, called, for_members
from crossfoot.model.amounts import Amount, Side, Taken
from crossfoot.model.chart import ACCOUNT_TYPES, Account
from crossfoot.model.names import account_subject, key, subject
from crossfoot.model.rules import Post, Use
from crossfoot.model.ruleset import Ruleset

Sides: TypeAlias = Mapping[Side, Taken]

_NOTHING_SAID: Sides = {}

_HELD = {key(name): code for code, name in ACCOUNT_TYPES.items()}


class Booked(NamedTuple):
    """One account in a rule and the members for which the same is expected of it.

    `sides` is empty where nothing is said of what the item takes.
    """

    use: Use
    post: Post
    account: Account
    side: Side
    sides: Sides
    members: tuple[str | None, ...]

    @property
    def taken(self) -> Taken | None:
        """What is expected on this side, None where nothing is."""
        return self.sides.get(self.side)

    @property
    def is_wrong_side(self) -> bool:
        """Whether something is expected, and nothing on this side."""
        return bool(self.sides) and self.taken is None

    @property
    def is_wrong_type(self) -> bool:
        """Whether the side takes accounts of other types."""
        return self.taken is not None and self.account.type not in types_of(self.taken)


def types_of(taken: Taken) -> tuple[str, ...]:
    """Return the account types as `Account.type` has them."""
    return tuple(_HELD.get(key(name), name) for name in taken.types)


def type_names(taken: Taken) -> str:
    """Return ``Bank or Other Current Asset``."""
    return " or ".join(ACCOUNT_TYPES.get(code, code) for code in types_of(taken))


class Expectations:
    """`takes`, by amount and member: a member's own replaces the family's."""

    def __init__(self, taken: Iterable[Taken]) -> None:
        self._sides: dict[tuple[Amount, str | None], dict[Side, Taken]] = {}
        for each in taken:
            member = None if each.member is None else key(each.member)
            self._sides.setdefault((each.amount, member), {})[each.side] = each

    def of(self, amount: Amount, member: str | None) -> Sides:
        """Return the sides an amount takes; none where nothing is said of it."""
        of_family = self._sides.get((amount, None), _NOTHING_SAID)
        return of_family if member is None else self._sides.get((amount, key(member)), of_family)


def booked(ruleset: Ruleset) -> Iterator[Booked]:
    """Yield every account that rules in force book to, apart for each thing expected of it."""
    expectations = Expectations(ruleset.model.taken)
    members = _Members(ruleset)
    for use in ruleset.uses:
        if isinstance(use.rule, Post) and use.account is not None:
            post, account = use.rule, use.account
            yield from _apart(use, post, account, members.of(use, post), expectations)


class _Members:
    """The members for which a rule wins, and those for which it comes to one account."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._won: dict[Post, dict[str | None, None]] = {}
        self._of_account: dict[tuple[Post, str, Account | None], dict[str | None, None]] = {}
        varying = {use.rule for use in ruleset.uses if use.member is not None}
        for regime in ruleset.regimes:
            for posting in regime.postings:
                rule, member = posting.rule, posting.member
                self._won.setdefault(rule, {})[member] = None
                if rule in varying:
                    self._of_account.setdefault((rule, "debit", posting.debit), {})[member] = None
                    self._of_account.setdefault((rule, "credit", posting.credit), {})[member] = None

    def of(self, use: Use, post: Post) -> Iterable[str | None]:
        """Return the members that one use of an account stands for."""
        if use.member is None:
            return self._won.get(post, ())
        # The accounts of a regime are those at its first store; elsewhere the use itself tells.
        return {use.member: None, **self._of_account.get((post, use.side, use.account), {})}


def _apart(
    use: Use,
    post: Post,
    account: Account,
    members: Iterable[str | None],
    expectations: Expectations,
) -> Iterator[Booked]:
    alike: dict[int, tuple[Sides, list[str | None]]] = {}
    for member in members:
        sides = expectations.of(post.amount, member)
        alike.setdefault(id(sides), (sides, []))[1].append(member)
    side = Side(use.side)
    for sides, those in alike.values():
        yield Booked(use, post, account, side, sides, tuple(those))


class Unexpected(NamedTuple):
    """Bookings of one quoted account that fail one expectation."""

    booked: tuple[Booked, ...]
    fault: Fault
    family: frozenset[str]

    @property
    def first(self) -> Booked:
        """One that stands for all."""
        return self.booked[0]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts, each once."""
        return self.fault.accounts

    @property
    def members(self) -> tuple[str, ...]:
        """The members, where the rule is for a family and they are not all of it."""
        if self.first.post.member is not None:
            return ()
        names = dict.fromkeys(name for each in self.booked for name in each.members if name)
        return () if self.family <= set(names) else tuple(names)

    @property
    def stores(self) -> tuple[str, ...]:
        """The stores, where the account varies with them."""
        return self.fault.stores

    @property
    def where(self) -> str:
        """For which members and stores, where it is not for all."""
        members = () if self.only else self.members
        said = for_members(members) + at_stores(self.stores)
        return f",{said}" if said else ""

    @property
    def called(self) -> str:
        """The amount or the member that it is about, in backticks."""
        return called(self.first.post.amount.name, self.only)

    @property
    def only(self) -> str | None:
        """The one member it is about, or None where it is the family or several."""
        members = self.members
        return self.first.post.member or (members[0] if len(members) == 1 else None)

    @property
    def about(self) -> tuple[str, ...]:
        """What an `allow` may name to excuse it."""
        own = subject(self.first.post.amount.name, self.only)
        accounts = self.accounts
        return (*own, account_subject(accounts[0].name)) if len(accounts) == 1 else own


def gathered(ruleset: Ruleset, all_booked: Iterable[Booked]) -> Iterator[Unexpected]:
    """Gather what stands at the same quoted account and fails the same expectation."""
    found: dict[tuple[str, int, int], list[Booked]] = {}
    for each in all_booked:
        at = each.use.template.at
        found.setdefault((at.source.path, at.start, id(each.sides)), []).append(each)
    spreads = spread(ruleset, [each.use for alike in found.values() for each in alike])
    for alike in found.values():
        whole = fault((each.use for each in alike), spreads)
        yield Unexpected(tuple(alike), whole, _family(ruleset, alike[0].post.amount))


def _family(ruleset: Ruleset, amount: Amount) -> frozenset[str]:
    """Return all members that any store has of an amount."""
    different = {id(figures): figures for figures in ruleset.figures.values()}.values()
    return frozenset(name for each in different for name in each.members_of(amount) if name)
