"""The certificate: all that is needed to check the proofs without us, as plain numbers.

``tools/verify_certificate.py`` does so; it knows nothing of this program. Fractions are written
``3/50``, amounts ``0.25``. A seal over the whole tells of any change that was made later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from crossfoot.model.amounts import Identity, Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.model.stores import Store
from crossfoot.money import ROUNDING, dollars
from crossfoot.proof.bookings import Booking, bookings_of
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.forcing import forcing
from crossfoot.proof.linear import ratio
from crossfoot.proof.residual import assembled, multipliers_of
from crossfoot.proof.result import Claim, Cleared, Multiplier, Proof, Remainder, Verdict
from crossfoot.proof.rounding import groups_of
from crossfoot.report.proof.naming import Names
from crossfoot.report.summary import period
from crossfoot.source import Span
from crossfoot.targets.digests import rule_digests

VERSION = 2
"""Raised when the meaning of a key changes."""

Object: TypeAlias = dict[str, Any]


def render(ruleset: Ruleset, proofs: Sequence[Proof]) -> str:
    """Return the certificate of some proofs of a project's rules.

    The same proofs give the same bytes. Refuted rules get one, too: it shows that they are.
    """
    content: Object = {
        "certificate": "crossfoot proof",
        "version": VERSION,
        "company": ruleset.project.company,
        "rounding": ROUNDING,
        "sources": rule_digests(ruleset),
        "proofs": [_proof(ruleset, each) for each in _apart(ruleset, proofs)],
    }
    return sealed(content)


def sealed(content: Object) -> str:
    """Return a certificate as text; its last line holds the SHA-256 of all that stands before."""
    body = json.dumps(content, indent=1, ensure_ascii=False).removesuffix("\n}")
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
    return f'{body},\n "seal": "{digest}"\n}}\n'


_Place: TypeAlias = tuple[Proof, Store, tuple[str, ...]]
"""A proof at one of its stores, and the names of its accounts there."""


def _apart(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[list[_Place]]:
    """Yield the places together at which a proof is the same, but for what accounts are called."""
    names = Names(ruleset)
    found: dict[tuple[object, ...], list[_Place]] = {}
    for proof in proofs:
        for store in proof.regime.stores:
            called = names.at(store, proof.regime)
            numbers: dict[str, int] = {}
            alike = tuple(numbers.setdefault(name, len(numbers)) for name in called)
            found.setdefault((id(proof.net), alike), []).append((proof, store, called))
    yield from found.values()


def _proof(ruleset: Ruleset, places: Sequence[_Place]) -> Object:
    proof, _, called = places[0]
    figures, claims = proof.regime.figures, claims_of(ruleset.model, proof.regime)
    stated = _Stated(ruleset.model, proof.regime, claims)
    entry = {"verdict": proof.verdict.value, **_statement(proof, stated, figures)}
    tolerance = proof.regime.tolerance
    legs = list(_legs(bookings_of(proof.regime), called, figures))
    clearings = zip(proof.regime.clearings, called[len(legs) :], strict=False)
    accounts = {clearing.rule: account for clearing, account in clearings}
    return {
        "places": list(_places(places)),
        "signs": {figures.all[at].label: sign for at, sign in claims.every_sign.items()},
        "roundings": {
            figures.all[at].label: _row(exact, figures) for at, exact in figures.exact.items()
        },
        "legs": legs,
        "limit": {"entry": dollars(tolerance.rule.limit if tolerance else 0)},
        "claims": stated.claims,
        "zeros": stated.zeros,
        "entry": entry,
        "clears": {
            accounts[each.clearing.rule]: _cleared(each, stated, proof.regime)
            for each in proof.cleared
        },
    }


def _places(places: Sequence[_Place]) -> Iterator[Object]:
    """Yield where and when a proof holds, and what its accounts are called there if otherwise.

    `accounts` is by the names that the legs have: those at the first place.
    """
    first = places[0][2]
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for proof, store, called in places:
        other = {name: own for name, own in zip(first, called, strict=True) if name != own}
        alike.setdefault((period(proof.regime), tuple(other.items())), []).append(store.name)
    for (days, accounts), stores in alike.items():
        yield {"stores": stores, "days": days, "accounts": dict(accounts)}


def _legs(bookings: Sequence[Booking], called: Sequence[str], figures: Figures) -> Iterator[Object]:
    """Yield each side of each posting; `called` are the accounts of all sides, and more."""
    accounts = iter(called)
    for booking in bookings:
        rule, row = booking.rule, _row(booking.amount, figures)
        for side, template in (("debit", rule.debit), ("credit", rule.credit)):
            if template is not None:
                yield {
                    "rule": _where(rule.at),
                    "amount": rule.amount.name,
                    "member": booking.posting.member,
                    "side": side,
                    "account": next(accounts),
                    "row": row,
                }


def _where(at: Span) -> str:
    return f"{at.source.path}:{at.first.line}"


def _row(vector: Mapping[int, Number], figures: Figures) -> dict[str, str]:
    return {figures.all[at].label: str(vector[at]) for at in sorted(vector)}


class _Stated:
    """The claims as the rules state them, and which figures can only be 0 because of them.

    A proof may use a claim that is drawn from several: it is written as a sum of these. Claims
    are called as they are stated, and where; what is drawn from them ``z0``, ``z1``, …
    """

    def __init__(self, model: Model, regime: Regime, claims: Claims) -> None:
        self.claims: dict[str, dict[str, str]] = {}
        self.zeros: list[list[object]] = []
        self._figures = regime.figures
        self.made = claims
        self._rows: list[tuple[str, Vector]] = []
        self._names: dict[tuple[int, tuple[tuple[int, Number], ...]], str] = {}
        for identity in model.identities:
            for member in self._figures.members_of(identity):
                vector = self._figures.vector(identity.formula, member)
                whose = f" for {member}" if member else ""
                self._add(identity, f"always {' '.join(identity.text.split())}{whose}", vector)
        for never in regime.nevers:
            members = (never.member,) if never.member else self._figures.members_of(never.amount)
            for member in members:
                for at in self._figures.vector(never.amount.formula, member):
                    if at < claims.reported:
                        self._add(never, f"never {self._figures.all[at].label}", {at: 1})

    def _add(self, source: Identity | Never, text: str, row: Vector) -> None:
        name = f"{text} ({_where(source.at)})"
        self._names.setdefault(_key(source, row), name)
        self._rows.append((name, row))
        self.claims[name] = _row(row, self._figures)

    def times(self, multipliers: Iterable[Multiplier]) -> dict[str, str]:
        """Return how often each claim is taken in a sum, by its name."""
        found: dict[str, Number] = {}
        for each in multipliers:
            name = self._name(each.claim)
            found[name] = found.get(name, 0) + each.factor
        return {name: str(factor) for name, factor in found.items()}

    def _name(self, claim: Claim) -> str:
        name = self._names.get(_key(claim.source, claim.vector))
        if name is None:
            made = self._zero(claim.vector)  # which may draw others before it
            name = self._names[_key(claim.source, claim.vector)] = f"z{len(self.zeros)}"
            self.zeros.append(made)
        return name

    def _zero(self, row: Vector) -> list[object]:
        (index,) = row
        if not self._figures.is_reported(index):
            return [self._figures.all[index].label, self._idle(index)]
        taken = forcing(index, [each for _, each in self._rows], self.made.every_sign)
        assert taken is not None, "a figure that is pinned is so by the claims and the signs"
        times = {self._rows[place][0]: str(factor) for place, factor in sorted(taken.items())}
        return [self._figures.all[index].label, times]

    def _idle(self, index: int) -> dict[str, str]:
        """Return which claims take out of a rounding's formula all that is no whole cents."""
        pinned, every = self.made.pinned, self.made.all
        gone = {at: n for at, n in self._figures.exact[index].items() if at in pinned}
        claims = {at: every[pinned[at]] for at in gone}
        used = (Multiplier(claims[at], ratio(n, claims[at].vector[at])) for at, n in gone.items())
        return self.times(used)


def _key(source: Identity | Never, row: Vector) -> tuple[int, tuple[tuple[int, Number], ...]]:
    return id(source), tuple(sorted(row.items()))


def _statement(proof: Proof | Cleared, stated: _Stated, figures: Figures) -> Object:
    """Return what is said of an entry, or of an account: a sum of claims and roundings, or not."""
    found = proof.counterexample
    said = proof if not proof.residual else None
    return {
        "times": stated.times(said.multipliers) if said else {},
        "rounded": _rounded(said.remainder, stated, figures) if said else [],
        "batch": {figures.all[at].label: dollars(n) for at, n in found.cents.items()}
        if found
        else {},
        "sums": {
            "debits": dollars(found.debits if found else 0),
            "credits": dollars(found.credits if found else 0),
        },
    }


def _cleared(cleared: Cleared, stated: _Stated, regime: Regime) -> Object:
    tolerance = regime.tolerance
    said = _statement(cleared, stated, regime.figures)
    proved = Verdict.BY_IDENTITY if said["times"] else Verdict.BY_CONSTRUCTION
    own = cleared.clearing.account
    return {
        "takes differences": int(tolerance is not None and tolerance.account is own),
        "verdict": (Verdict.REFUTED if cleared.residual else proved).value,
        **said,
    }


def _rounded(remainder: Remainder, stated: _Stated, figures: Figures) -> list[Object]:
    """Return the roundings that are left by what they are rounded from: a share of a base.

    What a rounding rounds is that share of the base, and a sum of claims. One without a base
    rounds what is whole cents already.
    """
    groups = groups_of(remainder.vector, stated.made, figures)
    known = {at for group in groups for at in group.figures}
    out = [_group(group.base, group.members, stated, figures) for group in groups]
    for at in sorted(remainder.vector.keys() - known):
        claims = stated.made
        base = claims.cent_basis.reduce(claims.unpinned(figures.exact[at]))[0]
        out.append(_group(base, ((at, 1),), stated, figures))
    return out


def _group(
    base: Vector, members: Sequence[tuple[int, Number]], stated: _Stated, figures: Figures
) -> Object:
    labels = {at: figures.all[at].label for at, _ in members}
    return {
        "base": _row(base, figures),
        "shares": {labels[at]: str(share) for at, share in members},
        "times": {labels[at]: _taken(at, stated, figures) for at, _ in members},
    }


def _taken(at: int, stated: _Stated, figures: Figures) -> dict[str, str]:
    """Return the claims that a rounding's formula holds, beside its share of a base."""
    claims = stated.made
    used = claims.cent_basis.reduce(claims.unpinned(figures.exact[at]))[1]
    return stated.times(multipliers_of(assembled(figures.exact[at], claims, used), claims))
