"""What a model says about its amounts: identities, exclusions, requirements, account types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.codes.defined_twice import DEFINED_TWICE
from crossfoot.codes.dimension_mismatch import DIMENSION_MISMATCH
from crossfoot.codes.not_linear import NOT_LINEAR
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Related
from crossfoot.model.amounts import (
    Amount,
    Correction,
    Exclusion,
    Identity,
    Requirement,
    Side,
    Taken,
)
from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.names import key
from crossfoot.resolve.declarations import Stated
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.formulas import Formula, formula, minus
from crossfoot.resolve.lexicon import Lexicon
from crossfoot.resolve.respelling import named
from crossfoot.spelling import certain
from crossfoot.suggest import did_you_mean
from crossfoot.syntax.tree import Always, Corrects, Excludes, Name, Requires, TakenSide, Takes

_TYPES = {
    **{key(name): name for name in ACCOUNT_TYPES},
    **{key(shown): name for name, shown in ACCOUNT_TYPES.items()},
}


def identities(
    stated: Sequence[Stated], lexicon: Lexicon, findings: Findings
) -> Iterator[Identity]:
    """Yield every ``always``, kept as left less right."""
    for statement, from_model in stated:
        if not isinstance(statement, Always):
            continue
        left = formula((statement.left,), lexicon, findings)
        right = formula((statement.right,), lexicon, findings)
        if not (left.sound and right.sound) or not _is_fit(statement, left, right, findings):
            continue
        text = f"{statement.left.at.text} = {statement.right.at.text}"
        dimension = left.dimension if left.parts else right.dimension
        parts = minus(left.parts, right.parts)
        uses = tuple(dict.fromkeys((*left.uses, *right.uses)))
        yield Identity(" ".join(text.split()), dimension, parts, statement.at, from_model, uses)


def _is_fit(statement: Always, left: Formula, right: Formula, findings: Findings) -> bool:
    shares = [side.share for side in (left, right) if side.share is not None]
    for share in shares:
        findings.add(
            NOT_LINEAR,
            "`always` cannot hold of a share of an amount, which has to be rounded to cents",
            share,
            help="give the share a name on a line of its own, such as `Franchise Fee = 6% of "
            "Sales: Total`, and write that name here",
        )
    return not shares and _same_dimension(statement, left, right, findings)


def _same_dimension(statement: Always, left: Formula, right: Formula, findings: Findings) -> bool:
    if left.dimension is right.dimension or not left.parts or not right.parts:
        return True
    findings.add(
        DIMENSION_MISMATCH,
        f"the two sides differ: `{statement.left.at.text}` is {_by(left)}, "
        f"`{statement.right.at.text}` is {_by(right)}",
        statement.right.at,
        help="write `sum of` on the side that is broken down",
    )
    return False


def _by(side: Formula) -> str:
    return "a single amount" if side.dimension is None else f"by {side.dimension.name}"


def exclusions(
    stated: Sequence[Stated], lexicon: Lexicon, findings: Findings
) -> Iterator[Exclusion]:
    """Yield every pair that a statement excludes, each pair once."""
    seen: set[frozenset[Amount]] = set()
    for statement, from_model in stated:
        if not isinstance(statement, Excludes):
            continue
        first = lexicon.family(statement.name)
        for name in statement.others:
            second = lexicon.family(name)
            if first is None or second is None:
                continue
            pair = frozenset((first, second))
            if first is second:
                _report_itself(name, "exclude", findings)
            elif pair not in seen:
                seen.add(pair)
                yield Exclusion(first, second, statement.at, from_model)


def _report_itself(name: Name, verb: str, findings: Findings) -> None:
    findings.add(
        DEFINED_TWICE,
        f"`{name.text}` cannot {verb} itself",
        name.at,
        help="name the other amount, or delete the line",
    )


def requirements(
    stated: Sequence[Stated], lexicon: Lexicon, findings: Findings
) -> Iterator[Requirement]:
    """Yield every ``requires``."""
    for statement, _ in stated:
        if not isinstance(statement, Requires):
            continue
        amount = lexicon.family(statement.name)
        choices = [lexicon.family(name) for name in statement.choices]
        known = tuple(choice for choice in choices if choice is not None)
        if amount is not None and len(known) == len(choices):
            yield Requirement(amount, known, statement.at)


def corrections(
    stated: Sequence[Stated], lexicon: Lexicon, findings: Findings
) -> Iterator[Correction]:
    """Yield every ``corrects``; both amounts must be by the same dimension."""
    for statement, _ in stated:
        if not isinstance(statement, Corrects):
            continue
        amount, counted = lexicon.family(statement.name), lexicon.family(statement.counted)
        if amount is None or counted is None:
            continue
        if amount.dimension is not counted.dimension:
            findings.add(
                DIMENSION_MISMATCH,
                f"`{amount.name}` and `{counted.name}` are not broken down alike",
                statement.counted.at,
            )
        else:
            yield Correction(amount, counted, statement.at)


def taken(stated: Sequence[Stated], lexicon: Lexicon, findings: Findings) -> Iterator[Taken]:
    """Yield every side of every ``takes``, reporting a side given twice with other types."""
    seen: dict[tuple[Amount, str | None, Side], Taken] = {}
    for statement, _ in stated:
        if not isinstance(statement, Takes):
            continue
        reading = lexicon.read(statement.name)
        for side in statement.sides:
            types = _types(side, findings)
            if reading is None:
                continue
            each = Taken(reading.amount, reading.member, side.side, types, side.at)
            before = seen.setdefault((reading.amount, reading.member, side.side), each)
            if before is each:
                yield each
            elif set(before.types) != set(types):
                findings.add(
                    DEFINED_TWICE,
                    f"`{statement.name.text}` already takes other {side.side.value} accounts",
                    side.at,
                    Related(before.at, "given here first"),
                    help="name all types in one line, with `or` between them",
                )


def _types(side: TakenSide, findings: Findings) -> tuple[str, ...]:
    types: list[str] = []
    for name in side.types:
        known = _TYPES.get(key(name.text))
        if known is not None:
            types.append(known)
        else:
            findings.add(
                UNKNOWN_NAME,
                f"`{name.text}` is not an account type of QuickBooks",
                name.at,
                help=did_you_mean(name.text, ACCOUNT_TYPES.values())
                or "the types are " + ", ".join(ACCOUNT_TYPES.values()),
                fix=named(name, certain(name.text, ACCOUNT_TYPES.values())),
            )
    return tuple(types)
