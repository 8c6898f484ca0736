"""What findings weigh in a project: after what its rules allow, what its project file says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache

from crossfoot.checks.allowances import apply_allowances, without_allowed
from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic, Silenced, Silencer, Weighed, in_order
from crossfoot.model.policy import Policy
from crossfoot.model.ruleset import Ruleset

_ANY_FOLDERS = "**"


def weighed(ruleset: Ruleset, found: Iterable[Diagnostic]) -> Weighed:
    """Return what is told of all findings of a run, and what not, each in order.

    `allow` comes first, so it takes its part of findings that the project file makes errors:
    they can be lived with one by one, for a reason.
    """
    allowed = apply_allowances(ruleset, in_order(found))
    kept, silenced = graded(ruleset.project.policy, in_order(allowed.told))
    return Weighed(kept, (*allowed.silenced, *silenced))


def told(ruleset: Ruleset, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that are told, as heavy as the project has them.

    Nothing is said of allowances: that needs all findings of a run.
    """
    return graded(ruleset.project.policy, without_allowed(ruleset, found)).told


def graded(policy: Policy, found: Iterable[Diagnostic]) -> Weighed:
    """Return findings as heavy as a project has them; what it turns off or leaves out is silenced.

    INVARIANT: an error is told as an error, whatever the policy says; also one that it made of a
    warning, wherever that was found.
    """
    kept: list[Diagnostic] = []
    silenced: list[Silenced] = []
    for finding in found:
        each, because = _graded(policy, finding)
        if because is None:
            kept.append(each)
        else:
            silenced.append(Silenced(each, Silencer.PROJECT_FILE, because))
    return Weighed(tuple(kept), tuple(silenced))


def _graded(policy: Policy, finding: Diagnostic) -> tuple[Diagnostic, str | None]:
    """Return a finding with its weight, and why it is not told, if it is not."""
    if finding.severity is Severity.ERROR:
        return finding, None
    grade = policy.grades.get(finding.code.number)
    if grade is not None:
        if grade.severity is None:
            return finding, f"`{grade.written}` in {grade.at.source.path}"
        finding = replace(finding, graded=grade.severity)
        if grade.severity is Severity.ERROR:
            return finding, None
    for pattern, at in policy.left_out:
        if fits(pattern, finding.at.source.path):
            return finding, f"`{pattern}` is left out in {at.source.path}"
    return finding, None


@lru_cache(maxsize=4096)
def fits(pattern: str, path: str) -> bool:
    """Whether a pattern means a file, by its path from the project folder, with ``/``.

    `*` stands for any letters of one name, `?` for one letter, `**` for any folders, none
    included. A pattern that is one name is looked for in every folder, a longer one counts from the
    project folder. What means a folder means all that is in it. The case of letters matters.
    """
    names = [name for name in pattern.split("/") if name not in ("", ".")]
    if len(names) == 1:
        names = [_ANY_FOLDERS, *names]
    return _fit(names, path.split("/"))


def _fit(names: Sequence[str], path: Sequence[str]) -> bool:
    """Whether names lead to a path, or to a folder above it."""
    if not names:
        return True
    first, *others = names
    if first == _ANY_FOLDERS:
        return any(_fit(others, path[begin:]) for begin in range(len(path) + 1))
    return bool(path) and _is_named(path[0], first) and _fit(others, path[1:])


def _is_named(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern.replace("[", "[[]"))
