"""Findings and proofs made by hand, for the reports to show."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Dimension, Measure, Number, Sign
from crossfoot.model.chart import Chart
from crossfoot.model.figures import Figures
from crossfoot.model.ruleset import Regime
from crossfoot.model.stores import Project, Store
from crossfoot.proof.result import Counterexample, Proof, Verdict
from crossfoot.report.outcome import Outcome
from crossfoot.source import Source, Span

RULES = Source(
    "rules.gl",
    "\n" * 13
    + 'post Sales: Total  credit "4000 · Sales"\n'
    + "\n\n"
    + 'post Dept Sales    credit "4010 · Sales:{Department}"\n',
)
NOWHERE = Source("crossfoot.yaml", "").whole()

TENDER = Dimension("Tender", NOWHERE)
FIGURES = Figures(
    (
        Measure("Opening", TENDER, Sign.FREE, 0, NOWHERE),
        Measure("Dropped", TENDER, Sign.NEVER_POSITIVE, 1, NOWHERE),
        Measure("Layaway: Paid", None, Sign.FREE, 2, NOWHERE),
    ),
    {"tender": ("Cash", "Visa")},
)


def span(source: Source, text: str, after: int = 0) -> Span:
    """Return the place of a text in a source."""
    start = source.text.index(text, after)
    return Span(source, start, start + len(text))


def store(name: str) -> Store:
    return Store(name, name[0], timedelta(), {}, {}, NOWHERE)


MAIN, EAST = store("Main Street"), store("East")


def project(*stores: Store) -> Project:
    return Project(Path(), "Shop", (), Chart((), NOWHERE), stores, NOWHERE.source)


def regime(*stores: Store, first: date | None = None, last: date | None = None) -> Regime:
    return Regime(stores, first, last, FIGURES, (), (), ())


def proved(*stores: Store, first: date | None = None, last: date | None = None) -> Proof:
    return Proof(
        regime(*stores, first=first, last=last), Verdict.BY_IDENTITY, {}, (), {}, None, (), ()
    )


def refuted(*stores: Store, factor: Number = 1, first: date | None = None) -> Proof:
    cash, dropped, layaway = 0, 2, 4
    residual: dict[int, Number] = {dropped: factor, layaway: -2}
    counterexample = Counterexample({dropped: -1000, cash: 1000, layaway: 250}, 1000, 2000)
    return Proof(
        regime(*stores, first=first),
        Verdict.REFUTED,
        residual,
        (),
        residual,
        counterexample,
        (),
        (),
    )


EXCLUDED = Diagnostic(
    EXCLUDED_TOGETHER,
    "`Sales: Total` and `Dept Sales` post the same money",
    span(RULES, "Sales: Total"),
    related=(
        Related(span(RULES, "Sales: Total"), "this is the sum of Dept Sales"),
        Related(span(RULES, "Dept Sales"), "which is posted here"),
    ),
    why="every sale would be credited twice",
    help="keep the total or the departments, not both",
)

UNKNOWN = Diagnostic(
    UNKNOWN_ACCOUNT,
    "account `4000 · Sales` is not in the chart of accounts",
    span(RULES, '"4000 · Sales"'),
)


def outcome(*diagnostics: Diagnostic, proofs: tuple[Proof, ...] = ()) -> Outcome:
    return Outcome(project(MAIN, EAST), None, proofs, diagnostics)
