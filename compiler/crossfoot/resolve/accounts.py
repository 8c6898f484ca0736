"""The account that a rule means at a store: templates filled in and looked up, each once."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.model.names import key
from crossfoot.model.rules import (
    Bills,
    Clears,
    Differences,
    Naming,
    Placeholder,
    Post,
    Template,
    Use,
)
from crossfoot.model.stores import Member, Store
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.templates import STORE, MissingAttributeError, filled


class Accounts:
    """Looks accounts up and keeps each reference once, with what came of it."""

    def __init__(self, chart: Chart, findings: Findings) -> None:
        self.uses: dict[tuple[Naming, str, str], Use] = {}
        self._chart = chart
        self._findings = findings
        self._found: dict[str, tuple[Account | None, str | None]] = {}
        self._members: dict[Store, dict[str, Mapping[str, Member]]] = {}
        self._missing: set[tuple[Placeholder, str]] = set()

    def of_post(self, rule: Post, side: str, store: Store, member: str | None) -> Account | None:
        """Return the account of one side of a post; None where it is blank or unknown."""
        template = rule.debit if side == "debit" else rule.credit
        if template is None:
            return None
        holder = self.member(rule, store, member)
        return self._use(rule, side, template, store, holder)

    def of_statement(self, rule: Bills | Clears | Differences, store: Store) -> Account | None:
        """Return the account that a statement names which is not about an amount."""
        return self._use(rule, rule.side, rule.account, store, None)

    def member(self, rule: Post, store: Store, name: str | None) -> Member | None:
        """Return the store's member of a rule's amount by its name."""
        dimension = rule.amount.dimension
        if name is None or dimension is None:
            return None
        members = self._members.setdefault(store, {})
        by_name = members.get(dimension.name)
        if by_name is None:
            listed = store.members.get(key(dimension.name), ())
            by_name = members[dimension.name] = {key(each.name): each for each in listed}
        return by_name.get(key(name))

    def check_text(self, template: Template, store: Store, member: Member | None) -> None:
        """Report an attribute that a class or memo asks for and the store or member has not."""
        if template.fixed is None:
            self._fill(template, store, member)

    def _use(
        self,
        rule: Naming,
        side: str,
        template: Template,
        store: Store,
        member: Member | None,
    ) -> Account | None:
        written = template.fixed or self._fill(template, store, member)
        if written is None:
            return None
        place = (rule, side, written)
        known = self.uses.get(place)
        if known is not None:
            return known.account
        account, fault = self._look_up(written)
        at_store = store.name if template.asks(STORE) else None
        of_member = member.name if member and template.fixed is None else None
        self.uses[place] = Use(rule, side, template, written, at_store, of_member, account, fault)
        return account

    def _look_up(self, written: str) -> tuple[Account | None, str | None]:
        known = self._found.get(written)
        if known is None:
            try:
                known = (self._chart.find(written), None)
            except NoSuchAccount as error:
                known = (None, str(error))
            self._found[written] = known
        return known

    def _fill(self, template: Template, store: Store, member: Member | None) -> str | None:
        try:
            parts = filled(template, store, member)
        except MissingAttributeError as error:
            self._report(error)
            return None
        return "".join(part for part in parts if isinstance(part, str))

    def _report(self, error: MissingAttributeError) -> None:
        placeholder = error.placeholder
        if (placeholder, error.holder) in self._missing:
            return
        self._missing.add((placeholder, error.holder))
        wanted = placeholder.attribute
        self._findings.add(
            UNKNOWN_NAME,
            f"`{error.holder}` has no `{wanted}` in the project file, "
            f"which `{placeholder.at.text}` asks for",
            placeholder.at,
            help=f"give `{error.holder}` a `{wanted}:` there, or write "
            f"`{{{placeholder.owner}.{wanted} or '...'}}` for those without one",
        )
