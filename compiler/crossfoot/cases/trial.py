"""Tries all cases of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crossfoot.cases.actual import Actual, Examiner
from crossfoot.cases.case import Case, MadeUp, Stored
from crossfoot.cases.coverage import Coverage, coverage
from crossfoot.cases.files import CasesFile
from crossfoot.cases.judged import (
    Judged,
    Verdict,
    judged,
    judged_of_rules,
    not_tried,
    without_batch,
)
from crossfoot.cases.made_up import Maker
from crossfoot.cases.reading import Read, cases_of
from crossfoot.cases.shelf import Fetched, NotFetched, Shelf
from crossfoot.codes.closed_period import CLOSED_PERIOD
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Rejected
from crossfoot.proof.result import Proof


class Rules(NamedTuple):
    """A project's rules as `check` finds them; `ruleset` is None where it cannot be read."""

    ruleset: Ruleset | None
    proofs: Sequence[Proof]
    findings: tuple[Diagnostic, ...]


class TriedFile(NamedTuple):
    """A file of cases: what is wrong with it, and what came of its cases."""

    file: CasesFile
    findings: tuple[Diagnostic, ...]
    cases: tuple[Judged, ...]

    @property
    def path(self) -> str:
        """Its path within the project."""
        return self.file.shown


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of all cases.

    `in_the_way` are errors of the rules that kept cases from being tried. `coverage` is None
    where that, or a choice of cases, leaves nothing to be said of it.
    """

    rules: Rules
    files: tuple[TriedFile, ...]
    in_the_way: tuple[Diagnostic, ...]
    coverage: Coverage | None

    @property
    def cases(self) -> Iterator[Judged]:
        """All cases, file by file."""
        return (case for file in self.files for case in file.cases)

    @property
    def is_as_expected(self) -> bool:
        """Whether every file can be read and every case is as expected."""
        verdicts = {case.verdict for case in self.cases}
        return verdicts <= {Verdict.AS_EXPECTED} and not any(file.findings for file in self.files)


class NoSuchCase(LookupError):
    """A case that was asked for by its name is not there; `known` are those that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


def tried(rules: Rules, files: Iterable[CasesFile], names: Collection[str] = ()) -> Tried:
    """Return what comes of the cases in some files, or of those called `names` in any case.

    No case about a batch is tried where the rules have an error: nothing would be posted by
    them. Raises NoSuchCase, and OSError where a batch file cannot be read.
    """
    chart = rules.ruleset.project.chart if rules.ruleset is not None else None
    read = [
        (file, Read((), file.findings) if file.source is None else cases_of(file.source, chart))
        for file in files
    ]
    read = _chosen(read, names) if read else read
    trial = _Trial(rules, [case for _, each in read for case in each.cases])
    done = tuple(
        TriedFile(file, each.findings, tuple(map(trial.judged, each.cases))) for file, each in read
    )
    return Tried(rules, done, trial.in_the_way(), None if names else trial.coverage(done))


def _chosen(
    read: Sequence[tuple[CasesFile, Read]], names: Collection[str]
) -> list[tuple[CasesFile, Read]]:
    if not names:
        return list(read)
    known = {key(case.name): case.name for _, each in read for case in each.cases}
    for name in names:
        if key(name) not in known:
            raise NoSuchCase(name, tuple(known.values()))
    wanted = set(map(key, names))
    kept = (
        (file, each._replace(cases=tuple(c for c in each.cases if key(c.name) in wanted)))
        for file, each in read
    )
    return [(file, each) for file, each in kept if each.cases or each.findings]


class _Trial:
    def __init__(self, rules: Rules, cases: Sequence[Case]) -> None:
        self._rules = rules
        self._of_batches = any(case.batch is not None for case in cases)
        ruleset = rules.ruleset
        is_sound = ruleset is not None and not errors(rules.findings)
        self._bench = _Bench(ruleset, rules.proofs, cases) if ruleset and is_sound else None

    def judged(self, case: Case) -> Judged:
        """Return what comes of a case."""
        if case.batch is None:
            return judged_of_rules(case, self._rules.findings)
        if self._bench is None:
            return not_tried(case)
        try:
            return judged(case, self._bench.actual(case))
        except NotFetched as miss:
            return without_batch(case, miss.finding)

    def in_the_way(self) -> tuple[Diagnostic, ...]:
        """Return the errors that kept cases from being tried."""
        is_idle = self._bench is None and self._of_batches
        return errors(self._rules.findings) if is_idle else ()

    def coverage(self, files: Sequence[TriedFile]) -> Coverage | None:
        """Return which rules the cases reach."""
        if self._bench is None or self._rules.ruleset is None:
            return None
        return coverage(self._rules.ruleset, (case for file in files for case in file.cases))


class _Bench:
    """Where batches are fetched or made, and examined."""

    def __init__(self, ruleset: Ruleset, proofs: Sequence[Proof], cases: Sequence[Case]) -> None:
        self._maker = Maker(ruleset)
        self._examiner = Examiner(ruleset, proofs)
        self._shelf = Shelf(ruleset, [c.batch for c in cases if isinstance(c.batch, Stored)])

    def actual(self, case: Case) -> Actual:
        """Return what came of the batch of a case. Raises NotFetched."""
        batch, more = self._batch(case)
        if batch is None:
            return Actual(None, None, (), more)
        spoken_of = (*case.expected.findings, *case.expected.no_findings)
        heeds_closing = CLOSED_PERIOD.number in spoken_of
        return self._examiner.examine(batch, more, heeds_closing=heeds_closing)

    def _batch(self, case: Case) -> Fetched:
        if isinstance(case.batch, MadeUp):
            made = self._maker.batch(case.batch)
            return Fetched(None, made.findings) if isinstance(made, Rejected) else Fetched(made, ())
        assert case.batch is not None, "INVARIANT: only a case with a batch comes here"
        return self._shelf.fetch(case.batch)
