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
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.money import ROUNDING, dollars
from crossfoot.proof.bookings import Booking, bookings_of
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.forcing import forcing
from crossfoot.proof.linear import add
from crossfoot.proof.residual import assembled, multipliers_of
from crossfoot.proof.result import Claim, Cleared, Multiplier, Proof, Remainder, Verdict
from crossfoot.proof.rounding import groups_of
from crossfoot.source import Span
from crossfoot.targets.digests import rule_digests

VERSION = 1
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
        "proofs": [_proof(ruleset.model, each) for each in _apart(proofs)],
    }
    return json.dumps({**content, "seal": seal(content)}, indent=1, ensure_ascii=False) + "\n"


def seal(content: Object) -> str:
    """Return the SHA-256 of everything but the seal itself: as JSON in ASCII, keys in order."""
    text = json.dumps(content, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _apart(proofs: Sequence[Proof]) -> Iterator[list[Proof]]:
    """Yield proofs that are one and the same together."""
    found: dict[int, list[Proof]] = {}
    for proof in proofs:
        found.setdefault(id(proof.net), []).append(proof)
    yield from found.values()


def _proof(model: Model, proofs: Sequence[Proof]) -> Object:
    proof = proofs[0]
    figures, claims = proof.regime.figures, claims_of(model, proof.regime)
    stated = _Stated(model, proof.regime, claims)
    entry = {"verdict": proof.verdict.value, **_statement(proof, stated, figures)}
    clears = [_cleared(each, stated, proof.regime) for each in proof.cleared]
    tolerance = proof.regime.tolerance
    return {
        "places": [_place(each.regime) for each in proofs],
        "signs": {figures.all[at].label: sign for at, sign in claims.every_sign.items()},
        "roundings": {
            figures.all[at].label: _row(exact, figures) for at, exact in figures.exact.items()
        },
        "legs": [leg for each in bookings_of(proof.regime) for leg in _legs(each, figures)],
        "limit": dollars(tolerance.rule.limit) if tolerance else "0",
        "claims": stated.claims,
        "zeros": stated.zeros,
        "entry": entry,
        "clears": clears,
    }


def _place(regime: Regime) -> Object:
    days = (regime.first, regime.last)
    first, last = (None if day is None else day.isoformat() for day in days)
    return {"stores": [store.name for store in regime.stores], "from": first, "until": last}


def _legs(booking: Booking, figures: Figures) -> Iterator[Object]:
    rule, posting = booking.rule, booking.posting
    sides = (("debit", rule.debit, posting.debit), ("credit", rule.credit, posting.credit))
    for side, template, account in sides:
        if template is not None:
            yield {
                "rule": _where(rule.at),
                "amount": rule.amount.name,
                "member": posting.member,
                "side": side,
                "account": _account(account),
                "row": _row(booking.amount, figures),
            }


def _account(account: Account | None) -> str:
    return "?" if account is None else account.name


def _where(at: Span) -> str:
    return f"{at.source.path}:{at.first.line}"


def _row(vector: Mapping[int, Number], figures: Figures) -> dict[str, str]:
    return {figures.all[at].label: str(vector[at]) for at in sorted(vector)}


class _Stated:
    """The claims as the rules state them, and which figures can only be 0 because of them.

    A proof may use a claim that is drawn from several: it is written as a sum of these. Claims
    are named by their place, from ``0``; what is drawn from them as ``z0``, ``z1``, …
    """

    def __init__(self, model: Model, regime: Regime, claims: Claims) -> None:
        self.claims: list[Object] = []
        self.zeros: list[Object] = []
        self._figures = regime.figures
        self.made = claims
        self._rows: list[Vector] = []
        self._names: dict[tuple[int, tuple[tuple[int, Number], ...]], str] = {}
        for identity in model.identities:
            for member in self._figures.members_of(identity):
                vector = self._figures.vector(identity.formula, member)
                self._add(identity, f"always {identity.text}", member, vector)
        for never in regime.nevers:
            members = (never.member,) if never.member else self._figures.members_of(never.amount)
            for member in members:
                for at in self._figures.vector(never.amount.formula, member):
                    if at < claims.reported:
                        self._add(never, f"never {never.amount.name}", member, {at: 1})

    def _add(self, source: Identity | Never, text: str, member: str | None, row: Vector) -> None:
        self._names.setdefault(_key(source, row), str(len(self.claims)))
        self._rows.append(row)
        at, shown = _where(source.at), _row(row, self._figures)
        self.claims.append({"claim": text, "member": member, "at": at, "row": shown})

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
            name = self._names[_key(claim.source, claim.vector)] = f"z{len(self.zeros)}"
            self.zeros.append(self._zero(claim.vector))
        return name

    def _zero(self, row: Vector) -> Object:
        (index,) = row
        taken = forcing(index, self._rows, self.made.every_sign)
        assert taken is not None, "a figure that is pinned is so by the claims and the signs"
        times = {str(place): str(factor) for place, factor in sorted(taken.items())}
        return {"figure": self._figures.all[index].label, "times": times}


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
        "debits": dollars(found.debits if found else 0),
        "credits": dollars(found.credits if found else 0),
    }


def _cleared(cleared: Cleared, stated: _Stated, regime: Regime) -> Object:
    account, tolerance = cleared.clearing.account, regime.tolerance
    said = _statement(cleared, stated, regime.figures)
    proved = Verdict.BY_IDENTITY if said["times"] else Verdict.BY_CONSTRUCTION
    return {
        "account": _account(account),
        "takes differences": int(tolerance is not None and tolerance.account is account),
        "verdict": (Verdict.REFUTED if cleared.residual else proved).value,
        **said,
    }


def _rounded(remainder: Remainder, stated: _Stated, figures: Figures) -> list[Object]:
    """Return the roundings that are left by what they are rounded from: a share of a base.

    What a rounding rounds is that share of the base, and a sum of claims. One without a base
    rounds what is whole cents already.
    """
    groups = groups_of(remainder.vector, stated.made, figures)
    shared = [(group.base, group.members) for group in groups]
    known = {at for group in groups for at in group.figures}
    return [
        {
            "base": _row(base, figures),
            "shares": [_share(at, share, base, stated, figures) for at, share in members],
        }
        for base, members in shared
    ] + [_whole(at, stated, figures) for at in sorted(remainder.vector) if at not in known]


def _share(at: int, share: Number, base: Vector, stated: _Stated, figures: Figures) -> Object:
    rest = dict(figures.exact[at])
    add(rest, base, -share)
    claims = stated.made
    used = claims.cent_basis.reduce(claims.unpinned(rest))[1]
    times = stated.times(multipliers_of(assembled(rest, claims, used), claims))
    return {"rounding": figures.all[at].label, "share": str(share), "times": times}


def _whole(at: int, stated: _Stated, figures: Figures) -> Object:
    """Return a rounding of which the base is what is rounded: it comes to whole cents."""
    claims = stated.made
    base = claims.cent_basis.reduce(claims.unpinned(figures.exact[at]))[0]
    return {"base": _row(base, figures), "shares": [_share(at, 1, base, stated, figures)]}
