"""The prover held against books kept by hand: the only module here that knows the package."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from by_hand import Books, Clash, days
from described import Batch, Figure, Shop
from drawn_batches import Drawing
from tallies import Fault, Tally, kinds_of
from written_out import batch_text, texts

from crossfoot.driver import check, drafts
from crossfoot.model.amounts import Identity
from crossfoot.model.amounts import Side as PackageSide
from crossfoot.model.figures import Vector
from crossfoot.posting.selection import Selection
from crossfoot.proof.result import Claim, Cleared, Counterexample, Proof, Verdict
from crossfoot.report.outcome import Outcome

DOLLAR = 100


class Place(NamedTuple):
    """A store on one day, with the batches that were drawn for it."""

    books: Books
    drawing: Drawing
    batches: list[dict[Figure, int]]


def compare(shop: Shop, seed: int, draws: int) -> Tally:
    """Write a shop out, prove it, and compare with books kept by hand."""
    with tempfile.TemporaryDirectory() as folder:
        return _compare(shop, random.Random(seed), draws, Path(folder))


def _compare(shop: Shop, rng: random.Random, draws: int, folder: Path) -> Tally:
    tally = Tally(Counter(cases=1))
    for name, text in texts(shop).items():
        (folder / name).write_text(text, encoding="utf-8")
    places = [
        _place(Books(shop, store, day), rng, draws) for store in shop.stores for day in days(shop)
    ]
    kept = _keep(places, rng, folder)
    try:
        outcome = check(folder)
    except Exception as error:
        tally.faults.append(Fault("crash", f"{error!r}"))
        return tally
    tally.faults += _compared(shop, outcome, places, kept, tally.counts)
    return tally


def _place(books: Books, rng: random.Random, draws: int) -> Place:
    drawing = Drawing(books, rng)
    return Place(books, drawing, list(drawing.batches(draws)))


def _compared(
    shop: Shop,
    outcome: Outcome,
    places: Sequence[Place],
    kept: Sequence[Kept],
    counts: Counter[str],
) -> Iterator[Fault]:
    codes = {each.code.number for each in outcome.diagnostics}
    counts.update(f"{code} cases" for code in codes)
    counts.update(kinds_of(shop))
    if outcome.ruleset is None or any(code.startswith(("XF0", "XF1")) for code in codes):
        yield Fault("not read", f"{[each.message for each in outcome.diagnostics]}")
        return
    clashes = any(_clashes(place.books) for place in places)
    if clashes != ("XF301" in codes):
        yield Fault("clash", f"rules clash: {clashes}, and the findings are {sorted(codes)}")
    if codes & {"XF301", "XF406"}:
        counts["cases without proofs"] += 1
        yield from _unproved(outcome, places, codes)
        return
    for place in places:
        yield from _held(place, outcome, codes, counts)
    yield from _posted(outcome, kept, counts)


def _clashes(books: Books) -> bool:
    try:
        _ = books.postings
    except Clash:
        return True
    return False


def _unproved(outcome: Outcome, places: Sequence[Place], codes: set[str]) -> Iterator[Fault]:
    if outcome.proofs:
        yield Fault("proofs", f"there are proofs in spite of {sorted(codes)}")
    if "XF406" in codes and not any(_is_cramped(place) for place in places):
        yield Fault("contradiction", "is told of, and every figure occurs in some batch")


def _is_cramped(place: Place) -> bool:
    """Whether some figure is never more than a few cents, though no `never` says so."""
    occurs = {at for batch in place.batches for at, cents in batch.items() if abs(cents) > DOLLAR}
    return bool(set(place.books.figures) - place.books.zero - occurs)


# ---- one store on one day


def _held(place: Place, outcome: Outcome, codes: set[str], counts: Counter[str]) -> Iterator[Fault]:
    books = place.books
    proofs = [each for each in outcome.proofs if _is_of(each, books.store.name, books.day)]
    if len(proofs) != 1:
        yield Fault("proofs", f"{len(proofs)} for {books.store.name} on {books.day}")
        return
    proof = proofs[0]
    counts["proofs"] += 1
    counts[proof.verdict.value] += 1
    counts["batches"] += len(place.batches)
    counts["figures"] += sum(len(batch) for batch in place.batches)
    where = f"{books.store.name} on {books.day}, {proof.verdict.value}: "
    for fault in (*_balance(place, proof, codes, counts), *_clearing(place, proof, codes, counts)):
        yield Fault(fault.kind, where + fault.text)


def _is_of(proof: Proof, store: str, day: date) -> bool:
    regime = proof.regime
    return (
        any(each.name == store for each in regime.stores)
        and (regime.first is None or regime.first <= day)
        and (regime.last is None or day <= regime.last)
    )


def _balance(place: Place, proof: Proof, codes: set[str], counts: Counter[str]) -> Iterator[Fault]:
    books, limit = place.books, _limit(place.books)
    if proof.verdict is Verdict.REFUTED:
        counts["refuted and seen"] += any(
            abs(books.entry(batch).off) > limit for batch in place.batches
        )
        yield from _refuted(place, proof, codes, counts)
        return
    most = proof.remainder.most
    if (proof.verdict is Verdict.UP_TO_ROUNDING) != (0 < most <= limit):
        yield Fault("limit", f"may be {most} off where {limit} is allowed")
    if proof.counterexample or proof.residual:
        yield Fault("left over", f"{proof.residual}, {proof.counterexample}")
    for batch in place.batches:
        if abs(books.entry(batch).off) > most:
            yield Fault(
                "proved", f"off by {books.entry(batch).off}, and {most} is allowed: {batch}"
            )
            break
    yield from _certified(place, proof, most, counts)


def _limit(books: Books) -> int:
    return books.differences.limit if books.differences else 0


def _certified(place: Place, proof: Proof, most: int, counts: Counter[str]) -> Iterator[Fault]:
    """Multiply the certificate out on batches that need keep nothing.

    Whatever a batch is off by, it is that because claims are off, each so many times, and
    because of what was rounded.
    """
    books, off = place.books, False
    for _ in range(6):
        batch = place.drawing.anything()
        missed = sum(
            (each.factor * _missed(books, proof, each.claim, batch) for each in proof.multipliers),
            Fraction(0),
        )
        rounded = sum(
            (factor * _added(books, _figure(proof, index), batch)
             for index, factor in proof.remainder.vector.items()),
            Fraction(0),
        )  # fmt: skip
        entry = books.entry(batch)
        off = off or entry.off != 0
        counts["certificates multiplied out"] += 1
        if entry.off != missed + rounded:
            yield Fault("certificate", f"{missed} and {rounded}, off by {entry.off}: {batch}")
            return
        if proof.verdict is Verdict.BY_CONSTRUCTION and abs(entry.off) > most:
            yield Fault("construction", f"off by {entry.off}: {batch}")
            return
    counts["by identity and off without"] += proof.verdict is Verdict.BY_IDENTITY and off


def _added(books: Books, rounding: Figure, batch: Batch) -> Fraction:
    """Return what rounding to cents adds to an amount."""
    name, member = rounding
    return books.rounding(name.removeprefix("rounding of "), member, batch)


def _missed(books: Books, proof: Proof, claim: Claim, batch: Batch) -> Fraction:
    """Return how far a batch is from keeping a claim."""
    if len(claim.vector) == 1:
        ((index, factor),) = claim.vector.items()
        figure = _figure(proof, index)
        if index >= len(proof.regime.figures.reported):
            return factor * _added(books, figure, batch)
        return Fraction(factor) * batch.get(figure, 0)
    assert isinstance(claim.source, Identity)
    text = claim.source.at.source.text
    place = text[: claim.source.at.start].count("\nalways ")
    return Fraction(books.miss(books.shop.identities[place], claim.member, batch))


def _figure(proof: Proof, index: int) -> Figure:
    figure = proof.regime.figures.all[index]
    return figure.measure.name, figure.member


def _refuted(place: Place, proof: Proof, codes: set[str], counts: Counter[str]) -> Iterator[Fault]:
    books = place.books
    by_rounding = all(at >= len(proof.regime.figures.reported) for at in proof.residual)
    counts["refuted by rounding"] += by_rounding
    if by_rounding and "XF405" not in codes:
        yield Fault("XF405", f"is not among {sorted(codes)}")
    if proof.counterexample is None:
        yield Fault("no batch", f"is shown, left over is {_labels(proof, proof.residual)}")
        return
    batch = _batch(proof, proof.counterexample)
    entry = books.entry(batch)
    yield from _impossible(books, batch, codes)
    if (entry.debits, entry.credits) != (proof.counterexample.debits, proof.counterexample.credits):
        yield Fault("replayed", f"{proof.counterexample} is booked as {entry}")
    if abs(entry.off) <= _limit(books):
        yield Fault("within", f"{batch} is off by {entry.off}, within the limit")
    if not by_rounding and any(cents % DOLLAR for cents in batch.values()):
        yield Fault("dollars", f"{batch} is not in whole ones")
    if not any(each.is_rounded for each in books.shop.definitions):
        yield from _smaller(place, batch)


def _batch(proof: Proof, example: Counterexample) -> dict[Figure, int]:
    return {_figure(proof, index): cents for index, cents in example.cents.items() if cents}


def _labels(proof: Proof, vector: Vector) -> dict[str, str]:
    return {proof.regime.figures.all[at].label: str(value) for at, value in vector.items()}


def _impossible(books: Books, batch: Batch, codes: set[str]) -> Iterator[Fault]:
    """Yield what a batch does that is shown and cannot be.

    An identity that only says how shares are rounded is refused by itself (XF405), and the batch
    that is shown may miss it.
    """
    if not set(batch) <= set(books.figures):
        yield Fault("figures", f"{batch} has some that are not here")
    else:
        yield from (
            Fault("impossible", each) for each in books.faults(batch, of_cents="XF405" not in codes)
        )


def _smaller(place: Place, shown: Batch) -> Iterator[Fault]:
    for batch in place.batches:
        if len(batch) < len(shown) and place.books.entry(batch).off:
            yield Fault("smaller", f"{shown} is shown, and {batch} has fewer figures")
            return


# ---- accounts that are said to clear


def _clearing(place: Place, proof: Proof, codes: set[str], counts: Counter[str]) -> Iterator[Fault]:
    accounts = place.books.clearing
    if len(accounts) != len(proof.cleared):
        yield Fault("clearings", f"{accounts}, and it is looked at {len(proof.cleared)}")
        return
    for account, cleared in zip(accounts, proof.cleared, strict=True):
        counts["clears" if not cleared.residual else "does not clear"] += 1
        # Where the entry itself is off, that may be told instead: the one follows from the other.
        is_told = "XF404" in codes or proof.verdict is Verdict.REFUTED
        if cleared.residual and not is_told:
            yield Fault("XF404", f"of {account} is not among {sorted(codes)}")
        faults = _uneven(place, account, proof, cleared, codes) if cleared.residual else _even(
            place, account
        )  # fmt: skip
        yield from (Fault(each.kind, f"{account} {each.text}") for each in faults)


def _is_held_back(books: Books, batch: Batch) -> bool:
    """Whether a batch is off by more than may be booked as a difference."""
    return books.differences is not None and abs(books.entry(batch).off) > _limit(books)


def _even(place: Place, account: str) -> Iterator[Fault]:
    for batch in place.batches:
        left = place.books.entry(batch).at(account)
        if left and not _is_held_back(place.books, batch):
            yield Fault("clears", f"has {left} after {batch}")
            return


def _uneven(
    place: Place, account: str, proof: Proof, cleared: Cleared, codes: set[str]
) -> Iterator[Fault]:
    books = place.books
    if cleared.counterexample is None:
        yield Fault("no batch", f"is shown, left over is {_labels(proof, cleared.residual)}")
        return
    batch = _batch(proof, cleared.counterexample)
    entry = books.entry(batch)
    yield from _impossible(books, batch, codes)
    left = cleared.counterexample.debits - cleared.counterexample.credits
    if not _is_held_back(books, batch) and not entry.at(account) == left != 0:
        yield Fault("uneven", f"has {entry.at(account)} after {batch}, and is shown with {left}")


# ---- what is posted


class Kept(NamedTuple):
    """A batch that was kept as a file, and whether it may be posted."""

    books: Books
    number: str
    batch: Batch
    is_fine: bool


def _keep(places: Iterable[Place], rng: random.Random, folder: Path) -> list[Kept]:
    (folder / "batches").mkdir()
    kept: list[Kept] = []
    for books, drawing, batches in places:
        some = [*batches[:1], drawing.something()]
        for batch in some:
            each = Kept(books, f"{len(kept) + 1}", batch, _is_fine(books, batch))
            text = batch_text(books.store.name, each.number, books.day, batch)
            (folder / "batches" / f"{each.number}.yaml").write_text(text, encoding="utf-8")
            kept.append(each)
    return kept


def _is_fine(books: Books, batch: Batch) -> bool:
    """Whether a batch may be posted: nothing is off, or all by as little as is allowed.

    Where something may be off, an account that is said to clear must be even all the same.
    """
    misses = [books.miss(*each, batch) for each in books.identities]
    if books.differences is None:
        return not any(misses)
    try:
        entry = books.entry(batch)
    except Clash:
        return False
    left = any(entry.at(account) for account in books.clearing)
    return not left and all(abs(each) <= _limit(books) for each in (*misses, entry.off))


def _is_told_of_the_rules(books: Books, batch: Batch, outcome: Outcome) -> bool:
    """Whether all that is off in a batch is told of the rules, and not of each batch again."""
    if any(abs(books.miss(*each, batch)) > _limit(books) for each in books.identities):
        return False
    (proof,) = (each for each in outcome.proofs if _is_of(each, books.store.name, books.day))
    if proof.verdict is Verdict.REFUTED:
        return True
    entry = books.entry(batch)
    uneven = {
        account
        for account, cleared in zip(books.clearing, proof.cleared, strict=True)
        if cleared.residual
    }
    left = any(entry.at(account) for account in books.clearing if account not in uneven)
    return not left and abs(entry.off) <= _limit(books)


def _posted(outcome: Outcome, kept: Sequence[Kept], counts: Counter[str]) -> Iterator[Fault]:
    assert outcome.ruleset is not None
    refused = {
        each.at.source.path: each.code.number
        for each in outcome.diagnostics
        if each.code.number in ("XF502", "XF503", "XF504", "XF506", "XF507")
    }
    entries = {each.number: each for each in drafts(outcome.ruleset, Selection())}
    for books, number, batch, is_fine in kept:
        counts["batches posted" if is_fine else "batches refused"] += 1
        is_told = not is_fine and not _is_told_of_the_rules(books, batch, outcome)
        if is_told != (refused.get(f"batches/{number}.yaml") == "XF502"):
            yield Fault("refused", f"{refused}, and batch {number} is fine: {is_fine}")
        entry = books.entry(batch)
        lines = sorted((each.account, each.cents) for each in (*entry.lines, *entry.difference))
        written = sorted(
            (each.account.name, each.cents if each.side is PackageSide.DEBIT else -each.cents)
            for each in entries[number].lines
        )
        if lines != written:
            yield Fault("booked", f"{written}, by hand {lines}: {batch}")
