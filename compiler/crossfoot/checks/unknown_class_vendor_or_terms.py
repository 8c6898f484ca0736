"""XF211: a rule names a class that the company's list does not have, or that cannot be used.

Vendors and terms stand in purchase orders, not in rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.certainty import requoted, said
from crossfoot.checks.support.filling import member_of, varies_with_store, written
from crossfoot.checks.support.wording import at_stores, for_members, listed
from crossfoot.codes.unknown_class_vendor_or_terms import UNKNOWN_CLASS_VENDOR_OR_TERMS
from crossfoot.diagnostic import Diagnostic, Fix, Related
from crossfoot.model.names import key
from crossfoot.model.rules import Placeholder, Template
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Member, Store
from crossfoot.proof.result import Proof
from crossfoot.spelling import certain_name
from crossfoot.suggest import did_you_mean

_QUOTES = '"'


def unknown_class_vendor_or_terms(
    ruleset: Ruleset, proofs: Sequence[Proof]
) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted class that is not in the list, where there is one.

    Where QuickBooks keeps no classes at all, that is the only finding.
    """
    chart, facts = ruleset.project.chart, ruleset.project.facts
    quoted = (*_of_posts(ruleset), *_of_defaults(ruleset))
    if facts is not None and facts.class_tracking is False:
        yield from _untracked([template for template, _, _ in quoted])
        return
    if chart.classes is None:
        return
    inactive = {key(name) for name in chart.inactive.classes}
    missing, closed = _Found(), _Found()
    known = {key(name) for name in chart.classes}
    for template, store, member in quoted:
        name = written(template, store, member)
        if name is not None and key(name) not in known:
            found = closed if key(name) in inactive else missing
            found.add(template, name, store, member)
    for template, places in missing.quoted.values():
        yield _finding(template, places, chart.classes, ruleset)
    for template, places in closed.quoted.values():
        yield _inactive(template, places)


class _Found:
    """Classes that are wrong in one way, by where they are quoted."""

    def __init__(self) -> None:
        self.quoted: dict[int, tuple[Template, list[tuple[str, Store, Member | None]]]] = {}

    def add(self, template: Template, name: str, store: Store, member: Member | None) -> None:
        _, places = self.quoted.setdefault(id(template), (template, []))
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


def _untracked(templates: Sequence[Template]) -> Iterator[Diagnostic]:
    """Yield one finding for all classes that are quoted, at the first of them."""
    places = {(each.at.source.path, each.at.start): each.at for each in templates}
    if places:
        first, *others = (places[place] for place in sorted(places))
        yield Diagnostic(
            UNKNOWN_CLASS_VENDOR_OR_TERMS,
            f"class `{first.text.strip(_QUOTES)}` is used, and class tracking is off in QuickBooks",
            first,
            tuple(Related(at, "and here") for at in others),
            why="QuickBooks keeps no class while class tracking is off",
            help="turn class tracking on in QuickBooks' preferences and import them again, or "
            "take `class` out of the rules",
        )


def _finding(
    template: Template,
    missing: Sequence[tuple[str, Store, Member | None]],
    classes: Sequence[str],
    ruleset: Ruleset,
) -> Diagnostic:
    first, _, _ = missing[0]
    return Diagnostic(
        UNKNOWN_CLASS_VENDOR_OR_TERMS,
        _said(template, missing, "not in the company's list of classes"),
        template.at,
        why="QuickBooks refuses an entry that names an unknown class",
        help=did_you_mean(first, classes)
        or "add it to the list in QuickBooks and in the chart, or write one that is there",
        fix=_respelt(template, classes, ruleset),
    )


def _respelt(template: Template, classes: Sequence[str], ruleset: Ruleset) -> Fix | None:
    """Return the fix that names the class that was certainly meant."""
    if template.fixed is None:
        return None
    return requoted(
        template.at, certain_name(template.fixed, classes, said(ruleset), of_places=True)
    )


def _inactive(template: Template, closed: Sequence[tuple[str, Store, Member | None]]) -> Diagnostic:
    return Diagnostic(
        UNKNOWN_CLASS_VENDOR_OR_TERMS,
        _said(template, closed, "inactive in QuickBooks"),
        template.at,
        why="QuickBooks refuses an entry that names an inactive class",
        help="make it active in QuickBooks and import the classes again, or write another",
    )


def _said(template: Template, wrong: Sequence[tuple[str, Store, Member | None]], what: str) -> str:
    """Return ``class `East` is`` or ``classes … are`` so, and for whom."""
    names = list(dict.fromkeys(name for name, _, _ in wrong))
    stores = tuple(dict.fromkeys(store.name for _, store, _ in wrong))
    members = tuple(dict.fromkeys(member.name for _, _, member in wrong if member))
    where = for_members(members) + at_stores(stores) if _asks_attribute(template) else ""
    is_one = len(names) == 1
    return (
        f"class{'' if is_one else 'es'} {listed(names)} {'is' if is_one else 'are'} "
        f"{what}{where and f',{where}'}"
    )
