"""Makes the fixes of a project's findings in a mirror of it, until no more can be made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from crossfoot import driver
from crossfoot.cli.check.mirror import mirrored, put
from crossfoot.codes import Severity
from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.diagnostic import Diagnostic
from crossfoot.fixing import Place, apart, edits_of, fixable, rewritten, statements_at
from crossfoot.report.outcome import Outcome
from crossfoot.source import BadText, Source, decode

ROUNDS = 10
"""How often what was fixed is checked for more that can be fixed then."""

_COLLISIONS = ("XF0", "XF102", "XF107", "XF301", "XF304")
"""What speaks against a fix wherever it is found: another rule was meant, or none."""

Told: TypeAlias = Callable[[Outcome], Outcome]
"""Leaves of an outcome the findings that are asked for."""


class Refused(NamedTuple):
    """A finding whose fix was taken back, and the finding that it led to."""

    finding: Diagnostic
    because: Diagnostic


class Mended(NamedTuple):
    """What became of a project: the bytes of its files before and after, by their paths.

    `is_over` tells that nothing more can be fixed.
    """

    root: Path
    files: dict[str, tuple[bytes, bytes]]
    made: tuple[Diagnostic, ...]
    refused: tuple[Refused, ...]
    is_over: bool


def mended(root: Path, outcome: Outcome, told: Told, *, unsafe: bool) -> Mended:
    """Return what the fixes make of the project in folder `root`; nothing is written there.

    They are made of the findings in `outcome` that may be (see `can_change`), and of what is found
    and `told` after that. A fix is taken back where it makes an error more, or leads to a rule
    that another one meets. Raises OSError where the project cannot be read.
    """
    with mirrored(root) as folder:
        work = _Work(root, folder, told, unsafe=unsafe)
        work.leave_out(outcome)
        is_over = any(not work.round() for _ in range(ROUNDS))
        files = {path: (before, work.now[path]) for path, before in work.before.items()}
        return Mended(root, files, tuple(work.made), tuple(work.refused), is_over)


def can_change(root: Path, finding: Diagnostic) -> bool:
    """Whether all that a finding's fix changes are files of the project, in the folder `root`.

    They are rule files; the project file, the chart and the lists beside it (XF002). No batch is
    ever changed: it says what was.
    """
    is_of_project = finding.code is BAD_PROJECT_FILE
    return all(
        (is_of_project or PurePosixPath(path).suffix == ".gl") and _is_in(root, path)
        for path in edits_of([finding])
    )


def _is_in(root: Path, path: str) -> bool:
    place = root / path
    return place.is_file() and place.resolve().is_relative_to(root.resolve())


class _Work:
    """The mirror as it is now, and what was made of it."""

    def __init__(self, root: Path, folder: Path, told: Told, *, unsafe: bool) -> None:
        self.made: list[Diagnostic] = []
        self.refused: list[Refused] = []
        self.before: dict[str, bytes] = {}
        self.now: dict[str, bytes] = {}
        self._root, self._folder, self._told, self._unsafe = root, folder, told, unsafe
        self._left: set[tuple[str, str]] = set()
        self._outcome = driver.check_rules(folder)

    def leave_out(self, outcome: Outcome) -> None:
        """Leave alone what was found and is not in an outcome: nobody asked for it."""
        told = {_kind(each) for each in outcome.diagnostics}
        self._left = {_kind(each) for each in self._outcome.diagnostics} - told

    def round(self) -> bool:
        """Make the fixes that can be made now; return whether one was."""
        findings = apart(self._fitting(self._open()))
        while findings:
            tried, against = self._tried(findings)
            if not against:
                self._keep(findings, tried)
                return True
            blamed = self._blamed(findings, against)
            self.refused += blamed
            gone = [id(each.finding) for each in blamed]
            findings = tuple(each for each in findings if id(each) not in gone)
        return False

    def _open(self) -> Iterator[Diagnostic]:
        refused = {_kind(each.finding) for each in self.refused}
        told = self._told(self._outcome).diagnostics
        for each in fixable(told, unsafe=self._unsafe):
            if _kind(each) not in self._left | refused and can_change(self._root, each):
                yield each

    def _fitting(self, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield the findings whose fixes are made in the texts that the files have."""
        fits: dict[Source, bool] = {}
        for each in findings:
            sources = {edit.at.source for edits in edits_of([each]).values() for edit in edits}
            for source in sources - fits.keys():
                fits[source] = self._is_text_of_file(source)
            if all(fits[source] for source in sources):
                yield each

    def _is_text_of_file(self, source: Source) -> bool:
        try:
            return (
                decode(source.path, (self._folder / source.path).read_bytes()).text == source.text
            )
        except BadText:
            return False

    def _content(self, findings: Sequence[Diagnostic]) -> dict[str, bytes]:
        """Return what files become. INVARIANT: each finding fits its files."""
        return {
            path: rewritten((self._folder / path).read_bytes(), edits)
            for path, edits in edits_of(findings).items()
        }

    def _tried(self, findings: Sequence[Diagnostic]) -> tuple[_Tried, list[Diagnostic]]:
        content = self._content(findings)
        old = {path: (self._folder / path).read_bytes() for path in content}
        self._put(content)
        try:
            after = driver.check_rules(self._folder)
        finally:
            self._put(old)
        tried = _Tried(content, after, tuple(_places(findings, content)))
        return tried, list(_against(self._outcome, tried, findings))

    def _put(self, content: dict[str, bytes]) -> None:
        for path, data in content.items():
            put(self._folder, path, data)

    def _keep(self, findings: Sequence[Diagnostic], tried: _Tried) -> None:
        for path, data in tried.content.items():
            self.before.setdefault(path, (self._folder / path).read_bytes())
            self.now[path] = data
        self._put(tried.content)
        self._outcome = tried.after
        self.made += findings

    def _blamed(
        self, findings: Sequence[Diagnostic], against: Sequence[Diagnostic]
    ) -> list[Refused]:
        """Return the fixes that are to be taken back: all where it cannot be told which."""
        if len(findings) > 1:
            alone = ((each, self._tried([each])[1]) for each in findings)
            blamed = [Refused(each, faults[0]) for each, faults in alone if faults]
            if blamed:
                return blamed
        return [Refused(each, against[0]) for each in findings]


class _Tried(NamedTuple):
    """Files after some fixes, what is found then, and the statements that were changed."""

    content: dict[str, bytes]
    after: Outcome
    places: tuple[Place, ...]


def _places(findings: Sequence[Diagnostic], content: dict[str, bytes]) -> Iterator[Place]:
    for path, edits in edits_of(findings).items():
        yield from statements_at(decode(path, content[path]).text, path, edits)


def _against(
    before: Outcome, tried: _Tried, findings: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield the findings that speak against fixes: collisions, errors more, what is still there."""
    fixed = {_kind(each) for each in findings if each.fix and all(e.text for e in each.fix.edits)}
    fresh = _fresh(before.diagnostics, tried.after.diagnostics)
    known = [each for each in fresh if _was_looked_for(before, each)]
    has_more = _errors(tried.after, before) > _errors(before, before)
    for each in tried.after.diagnostics:
        is_inside = any(place.holds(each.at) for place in tried.places)
        if is_inside and _kind(each) in fixed:
            yield each
    for each in known:
        is_inside = any(place.holds(each.at) for place in tried.places)
        is_more = has_more and each.severity is Severity.ERROR and not is_inside
        if each.code.number.startswith(_COLLISIONS) or is_more:
            yield each


def _fresh(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that were not there before, wherever they stood."""
    left = Counter(map(_kind, before))
    fresh: list[Diagnostic] = []
    for each in after:
        kind = _kind(each)
        if left[kind]:
            left[kind] -= 1
        else:
            fresh.append(each)
    return fresh


def _errors(outcome: Outcome, before: Outcome) -> int:
    """Count the errors of the kinds that were looked for before."""
    return sum(
        each.severity is Severity.ERROR and _was_looked_for(before, each)
        for each in outcome.diagnostics
    )


def _was_looked_for(before: Outcome, finding: Diagnostic) -> bool:
    """Whether a finding would have been told before: some faults keep checks from their work."""
    if before.project is None:
        return False
    number = finding.code.number
    return bool(before.proofs) or number in _COLLISIONS or not number.startswith(("XF3", "XF4"))


def _kind(finding: Diagnostic) -> tuple[str, str]:
    """Return what tells a finding from others wherever it stands."""
    return finding.code.number, f"{finding.at.source.path}: {finding.message}"
