"""What a proof rests on: the statements that say what is 0, and how often each was used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.checks.support.sums import definition, enumerated, families
from crossfoot.model.amounts import Identity, Number
from crossfoot.model.figures import Figures
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Regime
from crossfoot.proof.result import Claim, Multiplier
from crossfoot.report.proof.sheet import Ground, Use
from crossfoot.source import Span


def grounds_of(
    used: Sequence[Multiplier], regime: Regime, *, with_unused: bool
) -> tuple[Ground, ...]:
    """Return the identities that a sum of claims uses, and the `never` lines, in that order.

    With `with_unused` the other `never` lines in force are told too: formulas leave out the
    figures that they speak of.
    """
    by_source: dict[tuple[object, ...], list[Multiplier]] = {}
    for each in used:
        by_source.setdefault(_statement(each.claim.source), []).append(each)
    for never in regime.nevers if with_unused else ():
        by_source.setdefault(_statement(never), [])
    sources = {_statement(each): each for each in reversed(_sources(used, regime))}
    grounds = (
        _ground(sources[statement], each, regime.figures) for statement, each in by_source.items()
    )
    return tuple(sorted(grounds, key=lambda ground: (ground.is_never, not ground.from_model)))


def _sources(used: Iterable[Multiplier], regime: Regime) -> list[Identity | Never]:
    return [*(each.claim.source for each in used), *regime.nevers]


def _statement(source: Identity | Never) -> tuple[object, ...]:
    """Return what tells statements apart: several amounts may stand in one `never`."""
    at = source.whole if isinstance(source, Never) else source.at
    return (at.source, at.start, isinstance(source, Never))


def _ground(source: Identity | Never, used: Sequence[Multiplier], figures: Figures) -> Ground:
    if isinstance(source, Never):
        said, at = on_one_line(source.whole), where(source.whole)
        uses = tuple(_by_figure(used, figures))
        return Ground(said, at, False, True, "", tuple(used), uses)
    whole = [each for each in used if _is_whole(each.claim, source, figures)]
    parts = [each for each in used if not _is_whole(each.claim, source, figures)]
    return Ground(
        f"always {' '.join(source.text.split())}",
        where(source.at),
        source.from_model,
        False,
        definition(source.formula),
        tuple(used),
        (*_by_member(whole), *_by_figure(parts, figures)),
    )


def _is_whole(claim: Claim, identity: Identity, figures: Figures) -> bool:
    """Whether a claim is the identity itself; signs can make it say more, of single figures."""
    return claim.vector == figures.vector(identity.formula, claim.member)


def _by_member(used: Iterable[Multiplier]) -> Iterator[Use]:
    """Yield how often an identity is taken, for which members."""
    by_factor: dict[Number, list[str]] = {}
    for each in used:
        by_factor.setdefault(each.factor, []).extend(filter(None, (each.claim.member,)))
    for factor, members in by_factor.items():
        yield Use(factor, (enumerated(members),) if members else None)


def _by_figure(used: Iterable[Multiplier], figures: Figures) -> Iterator[Use]:
    """Yield how often each figure by itself is taken; a claim may hold it some number of times."""
    by_factor: dict[Number, list[int]] = {}
    for each in used:
        for at, value in each.claim.vector.items():
            by_factor.setdefault(each.factor * value, []).append(at)
    for factor, indices in by_factor.items():
        yield Use(factor, families(indices, figures))


def on_one_line(span: Span) -> str:
    """Return a statement with its line breaks and runs of spaces made one space each."""
    return " ".join(span.text.split())


def quoted(span: Span) -> str:
    """Return the line that a place begins in, as it is written but for runs of spaces."""
    return " ".join(span.source.line(span.first.line).split())


def where(span: Span) -> str:
    """Return the file and the line of a place."""
    return f"{span.source.path}:{span.first.line}"
