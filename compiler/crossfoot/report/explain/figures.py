"""What becomes of a figure: how often it is in the books, in which accounts, in which claims."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.checks.support.sums import family
from crossfoot.model.amounts import Measure, Number, Part, Pick
from crossfoot.model.figures import Vector
from crossfoot.report.explain.lines import UNPROVED, place, section, some, written
from crossfoot.report.explain.project import Explained
from crossfoot.report.proof.says import called
from crossfoot.report.proof.sheet import Sheet


def of_figure(of: Explained, measure: Measure, member: str | None) -> Iterator[str]:
    """Yield what becomes of a measure's figures, or of one of them."""
    yield from section("In the books", _books(of, measure, member))
    yield from section("In what always holds", _identities(of, measure, member))
    yield from section("In what never occurs", _nevers(of, measure, member))


def _books(of: Explained, measure: Measure, member: str | None) -> Iterator[str]:
    if not of.proofs:
        yield UNPROVED
    for where, lines in of.told(lambda sheet: [*_reached(sheet, measure, member)]):
        if where is not None:
            yield f"{where}:"
        yield from (line if where is None else f"  {line}" for line in lines)


def _reached(sheet: Sheet, measure: Measure, member: str | None) -> Iterator[str]:
    """Yield how often a figure is in the debits and credits, and in each account."""
    wanted = [
        figure.index
        for figure in sheet.figures.all
        if figure.measure is measure and member in (None, figure.member)
    ]
    for indices in _alike(wanted, sheet.debits, sheet.credits):
        debits, credits_ = sheet.debits.get(indices[0], 0), sheet.credits.get(indices[0], 0)
        name = family(measure, indices, sheet.figures)
        yield f"{name}: {_often(debits)} in the debits, {_often(credits_)} in the credits"
    yield from some(list(_in_accounts(sheet, measure, wanted)), "and {} more accounts")


def _in_accounts(sheet: Sheet, measure: Measure, wanted: list[int]) -> Iterator[str]:
    for row in (row for line in sheet.accounts for row in line.rows):
        held = [at for at in wanted if at in row.vector and at not in sheet.never]
        for indices in _alike(held, row.vector):
            name = family(measure, indices, sheet.figures)
            yield f"{called(row.names, sheet.places)}: {_often(row.vector[indices[0]])} {name}"


def _alike(indices: list[int], *vectors: Vector) -> list[list[int]]:
    """Return figures together that all vectors have equally often."""
    found: dict[tuple[Number, ...], list[int]] = {}
    for at in indices:
        found.setdefault(tuple(vector.get(at, 0) for vector in vectors), []).append(at)
    return list(found.values())


def _often(factor: Number) -> str:
    return f"{factor} x" if factor else "not"


def _identities(of: Explained, measure: Measure, member: str | None) -> Iterator[str]:
    for identity in of.ruleset.model.identities:
        for part in identity.formula:
            if part.measure is measure and _has(part, member):
                said = f"always {' '.join(identity.text.split())}"
                yield f"{place(identity.at)}  {part.factor} x in {said}"


def _has(part: Part, member: str | None) -> bool:
    """Whether a term of a formula holds a member's figure; all of them for None."""
    return member is None or isinstance(part.pick, Pick) or part.pick == member


def _nevers(of: Explained, measure: Measure, member: str | None) -> Iterator[str]:
    found = {
        f"{place(never.whole)}  {written(never.whole)}": None
        for never in of.ruleset.nevers
        if measure in never.amount.measures and (member is None or never.member in (None, member))
    }
    yield from found
