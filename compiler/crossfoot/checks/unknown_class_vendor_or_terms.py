"""XF211: a rule names a class that the company's list does not have.

Vendors and terms stand in purchase orders, not in rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.checks.support.filling import member_of, varies_with_store, written
from crossfoot.checks.support.wording import at_stores, for_members, listed
from crossfoot.codes.unknown_class_vendor_or_terms import UNKNOWN_CLASS_VENDOR_OR_TERMS
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.model.rules import Placeholder, Template
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Member, Store
from crossfoot.proof.result import Proof
from crossfoot.suggest import did_you_mean


def unknown_class_vendor_or_terms(
    ruleset: Ruleset, proofs: Sequence[Proof]
) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted class that is not in the list, where there is one."""
    classes = ruleset.project.chart.classes
    if classes is None:
        return
    found = _Found({key(name) for name in classes})
    for template, store, member in (*_of_posts(ruleset), *_of_defaults(ruleset)):
        found.look_at(template, store, member)
    for template, missing in found.missing.values():
        yield _finding(template, missing, classes)


class _Found:
    """Classes that are missing, by where they are quoted."""

    def __init__(self, known: set[str]) -> None:
        self._known = known
        self.missing: dict[int, tuple[Template, list[tuple[str, Store, Member | None]]]] = {}

    def look_at(self, template: Template, store: Store, member: Member | None) -> None:
        name = written(template, store, member)
        if name is not None and key(name) not in self._known:
            _, places = self.missing.setdefault(id(template), (template, []))
            places.append((name, store, member))


def _of_posts(ruleset: Ruleset) -> Iterator[tuple[Template, Store, Member | None]]:
    for regime in ruleset.regimes:
        for posting in regime.postings:
            klass, amount = posting.rule.klass, posting.rule.amount
            if klass is not None:
                varies = varies_with_store(klass, amount)
                for store in regime.stores if varies else regime.stores[:1]:
                    yield klass, store, member_of(store, amount, posting.member)


def _of_defaults(ruleset: Ruleset) -> Iterator[tuple[Template, Store, Member | None]]:
    """Yield the classes of `default` lines, save where a line for the store takes over."""
    with_class = [each for each in ruleset.defaults if each.klass is not None]
    named = {store for each in with_class for store in each.scope.stores}
    for each in with_class:
        for store in ruleset.project.stores:
            is_own = store.name in each.scope.stores
            if each.klass and (is_own or (not each.scope.stores and store.name not in named)):
                yield each.klass, store, None


def _asks_attribute(template: Template) -> bool:
    """Whether it is made of attributes; one that is made of names says of whom itself."""
    asked = [part for part in template.parts if isinstance(part, Placeholder)]
    return any(part.attribute is not None for part in asked)


def _finding(
    template: Template,
    missing: Sequence[tuple[str, Store, Member | None]],
    classes: Iterable[str],
) -> Diagnostic:
    names = list(dict.fromkeys(name for name, _, _ in missing))
    stores = tuple(dict.fromkeys(store.name for _, store, _ in missing))
    members = tuple(dict.fromkeys(member.name for _, _, member in missing if member))
    where = for_members(members) + at_stores(stores) if _asks_attribute(template) else ""
    is_one = len(names) == 1
    return Diagnostic(
        UNKNOWN_CLASS_VENDOR_OR_TERMS,
        f"class{'' if is_one else 'es'} {listed(names)} {'is' if is_one else 'are'} "
        f"not in the company's list of classes{where and f',{where}'}",
        template.at,
        why="QuickBooks refuses an entry that names an unknown class",
        help=did_you_mean(names[0], classes)
        or "add it to the list in QuickBooks and in the chart, or write one that is there",
    )
