"""What a shop made up at random measures, defines and takes for granted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from described import (
    Clears,
    Definition,
    Differences,
    Identity,
    Measure,
    Never,
    Rule,
    Store,
    Term,
)

DIMENSIONS = {"Tender": ("Cash", "Visa", "Check"), "Department": ("Food", "Wine", "Gifts")}
SINGLES = ("Sales", "Tips", "Layaway: Paid", "Freight", "Vouchers", "Sales: Total + Tax")
FAMILIES = {
    "Tender": ("Closing", "Dropped", "Received"),
    "Department": ("Dept Sales", "Dept Cost", "Dept Returns"),
}
STORES = ("East", "North", "West")
WHOLE, HALF = Fraction(1), Fraction(1, 2)
PARTS = tuple(
    Fraction(each) for each in ("6/100", "1/5", "2/5", "1/3", "1/8", "1/2", "29/400", "-1/4", "1/7")
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name that can be posted, and the ways to say the same by other names."""

    name: str
    by: str | None
    splits: list[tuple[Term, ...]] = field(default_factory=list)


class Measuring:
    """A shop in the making, but for its rules."""

    def __init__(self, rng: random.Random, features: frozenset[str]) -> None:
        self.rng, self.features = rng, features
        self.stores: list[Store] = []
        self.measures: list[Measure] = []
        self.definitions: list[Definition] = []
        self.identities: list[Identity] = []
        self.nevers: list[Never] = []
        self.rules: list[Rule] = []
        self.clears: list[Clears] = []
        self.differences: list[Differences] = []
        self.names: dict[str, Named] = {}

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def members(self, by: str) -> tuple[str, ...]:
        """Return the members that some store has."""
        had = {member for store in self.stores for member in store.members[by]}
        return tuple(member for member in DIMENSIONS[by] if member in had)

    # ---- what is measured

    def open(self) -> None:
        chosen = self.rng.sample(sorted(DIMENSIONS), self.rng.choice((1, 1, 2)))
        many = "stores" in self.features and self.chance(0.5)
        for name in STORES[: self.rng.randint(2, 3) if many else 1]:
            listed = {by: self._listed(DIMENSIONS[by], many) for by in sorted(chosen)}
            self.stores.append(Store(name, listed))

    def _listed(self, members: tuple[str, ...], many: bool) -> tuple[str, ...]:
        most = members[: self.rng.randint(1, 3)]
        if not many or self.chance(0.5):
            return most
        few = self.rng.sample(members, self.rng.randint(0, 3))
        return tuple(member for member in members if member in few)

    def measure(self) -> None:
        for name in self.rng.sample(SINGLES, self.rng.randint(1, 4)):
            self._measure(name, None)
        for by in self.stores[0].members:
            for name in self.rng.sample(FAMILIES[by], self.rng.randint(1, 2)):
                self._measure(name, by)

    def _measure(self, name: str, by: str | None) -> None:
        self.measures.append(Measure(name, by, self.rng.choice((0, 0, 0, 0, 1, -1))))
        self.names[name] = Named(name, by)

    def define(self) -> None:
        for name in list(self.names.values()):
            if name.by and self.chance(0.4):
                self._define(f"Total {name.name}", None, (self.term(name, summed=True),))
        for word in ("Alpha", "Beta"):
            if self.chance(0.3):
                by = self.rng.choice([None, *self.stores[0].members])
                terms = self.sum(by, 3)
                if terms:
                    self._define(word, by, terms)
        for word in ("Kept", "Held") if "shares" in self.features else ():
            if self.chance(0.4):
                self.share(word)

    def _define(
        self, name: str, by: str | None, terms: tuple[Term, ...], *, same: bool = True
    ) -> Named:
        later = 1 if len(terms) > 1 and self.chance(0.1) else 0
        self.definitions.append(Definition(name, by, terms, later))
        self.names[name] = Named(name, by, [terms] if same else [])
        return self.names[name]

    def term(self, named: Named, factor: Fraction = WHOLE, *, summed: bool = False) -> Term:
        return Term(factor, named.name, None, summed, self.rng.randrange(60))

    def sum(self, by: str | None, most: int) -> tuple[Term, ...]:
        """Return a sum of different names, all by the same dimension or all single."""
        fit = list(self.terms(by))
        self.rng.shuffle(fit)
        different = {each.name: each for each in fit}
        chosen = list(different.values())[: self.rng.randint(1, most)]
        signs = (1, 1, 1, 1, 1, -1, -1, -1, 2)
        return tuple(replace(each, factor=Fraction(self.rng.choice(signs))) for each in chosen)

    def terms(self, by: str | None) -> Iterator[Term]:
        for named in self.names.values():
            if named.by == by:
                yield self.term(named)
            elif by is None:
                yield self.term(named, summed=True)
                if self.members(named.by or "") and self.chance(0.3):
                    member = self.rng.choice(self.members(named.by or ""))
                    yield replace(self.term(named), member=member)

    def share(self, word: str) -> None:
        """Define shares of a name, and how they add up to it."""
        base = self.rng.choice(list(self.names.values()))
        part = self.rng.choice(PARTS)
        ways: tuple[Callable[[str, Named, Fraction], tuple[Named, ...]], ...] = (
            self._remainder, self._complement, self._thirds, self._nested, self._shifted,
        )  # fmt: skip
        made = self.rng.choice(ways)(word, base, part)
        base.splits.append(tuple(self.term(each) for each in made))

    def _part(self, name: str, base: Named, *terms: Term) -> Named:
        return self._define(name, base.by, terms, same=False)

    def _remainder(self, word: str, base: Named, part: Fraction) -> tuple[Named, ...]:
        share = self._part(f"{word} One", base, self.term(base, part))
        rest = self._part(f"{word} Two", base, self.term(base), self.term(share, -WHOLE))
        return share, rest

    def _complement(self, word: str, base: Named, part: Fraction) -> tuple[Named, ...]:
        shares = ((" One", part), (" Two", 1 - part))
        return tuple(self._part(word + at, base, self.term(base, each)) for at, each in shares)

    def _thirds(self, word: str, base: Named, part: Fraction) -> tuple[Named, ...]:
        other = self.rng.choice((part, Fraction(1, 4), Fraction(1, 10)))
        shares = ((" One", part), (" Two", other), (" Three", 1 - part - other))
        return tuple(
            self._part(word + at, base, self.term(base, each)) for at, each in shares if each
        )

    def _nested(self, word: str, base: Named, part: Fraction) -> tuple[Named, ...]:
        share, rest = self._remainder(word, base, part)
        inner = self.rng.choice((HALF, Fraction(1, 3), Fraction(1, 5)))
        one = self._part(f"{word} Three", base, self.term(share, inner))
        if self.chance(0.5):
            two = self._part(f"{word} Four", base, self.term(share, 1 - inner))
        else:
            two = self._part(f"{word} Four", base, self.term(share), self.term(one, -WHOLE))
        return one, two, rest

    def _shifted(self, word: str, base: Named, part: Fraction) -> tuple[Named, ...]:
        """A whole amount of another measure beside the share, of any sign."""
        behind = self._measures(base.name)
        free = [each.name for each in self.measures if not each.sign and each.name not in behind]
        others = [self.names[name] for name in free if self.names[name].by == base.by]
        if not others or "beside" not in self.features:
            return self._complement(word, base, part)
        other = self.rng.choice(others)
        one = self._part(f"{word} One", base, self.term(base, part), self.term(other))
        two = self._part(f"{word} Two", base, self.term(base, 1 - part), self.term(other, -WHOLE))
        return one, two

    def identify(self) -> None:
        for _ in range(self.rng.choice((0, 1, 1, 1, 1, 2))):
            by = self.rng.choice([None, None, None, *self.stores[0].members])
            terms = self.sum(by, 5)
            at = self.rng.randint(1, max(1, len(terms) - 1))
            right = tuple(replace(term, factor=-term.factor) for term in terms[at:])
            if self._is_likely(terms):
                self.identities.append(Identity(terms[:at], right, by))

    def _is_likely(self, terms: Sequence[Term]) -> bool:
        """Whether some batch keeps it to the cent: something in it has to give."""
        shared = {name for term in terms for name in self._shared(term.name)}
        if len(terms) < 2:
            return not shared and self.chance(0.2)
        measured = {each.name for each in self.measures} - shared
        gives = any(term.name in measured and abs(term.factor) == 1 for term in terms)
        return gives or not shared or self.chance(0.02)

    def _shared(self, name: str) -> frozenset[str]:
        """Return the measures of which a name takes a rounded share."""
        known = next((each for each in self.definitions if each.name == name), None)
        if known is None:
            return frozenset()
        behind = {each for term in known.terms for each in self._shared(term.name)}
        if known.is_rounded:
            behind |= {each for term in known.terms for each in self._measures(term.name)}
        return frozenset(behind)

    def _measures(self, name: str) -> frozenset[str]:
        known = next((each for each in self.definitions if each.name == name), None)
        if known is None:
            return frozenset({name})
        return frozenset(each for term in known.terms for each in self._measures(term.name))
