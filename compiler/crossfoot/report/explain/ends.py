"""The accounts that a rule comes to mean: for which members, at which stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossfoot.checks.support.sums import enumerated
from crossfoot.model.rules import Post, Template
from crossfoot.model.ruleset import Posting, Regime
from crossfoot.report.explain.project import Explained
from crossfoot.report.proof.naming import End
from crossfoot.resolve.templates import STORE


@dataclass(frozen=True, slots=True)
class Meant:
    """One account that a side of a rule means; members and stores where it depends on them."""

    rule: Post
    side: str
    account: str
    members: dict[str, None] = field(default_factory=dict)
    stores: dict[str, None] = field(default_factory=dict)

    @property
    def whose(self) -> str:
        """For whom it is so: `` for Visa at East ``; nothing where it is so for all."""
        for_members = f" for {enumerated([*self.members])}" if self.members else ""
        return for_members + (f" at {enumerated([*self.stores])}" if self.stores else "")


def meant(of: Explained, rule: Post, member: str | None = None) -> tuple[Meant, ...]:
    """Return the accounts of a rule, where it is in force; with `member` those of that one."""
    found: dict[tuple[str, str], Meant] = {}
    for regime in of.ruleset.regimes:
        for posting in regime.postings:
            if posting.rule is rule and member in (None, posting.member):
                for end, account, store in _each(of, posting, regime):
                    each = found.setdefault((end.side, account), Meant(rule, end.side, account))
                    if posting.member is not None and _asks_member(rule, end.template):
                        each.members[posting.member] = None
                    if end.template.asks(STORE):
                        each.stores[store] = None
    return tuple(found.values())


def _each(of: Explained, posting: Posting, regime: Regime) -> Iterator[tuple[End, str, str]]:
    rule, member = posting.rule, posting.member
    for side, template, account in (
        ("debit", rule.debit, posting.debit),
        ("credit", rule.credit, posting.credit),
    ):
        if template is not None:
            end = End(rule, side, template, member, account)
            for named in of.names.of([end], [regime]):
                for at in named.places:
                    yield end, named.account, regime.stores[at].name


def _asks_member(rule: Post, template: Template) -> bool:
    return rule.amount.dimension is not None and template.asks(rule.amount.dimension.name)
