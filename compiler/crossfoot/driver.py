"""The pipeline on one screen: from a project folder to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from crossfoot.checks import apply_allowances, run_checks
from crossfoot.diagnostic import Diagnostic, errors, in_order
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model
from crossfoot.model.stores import Project
from crossfoot.project.load import PROJECT_FILE, load, read
from crossfoot.proof.prove import prove
from crossfoot.report.outcome import Outcome
from crossfoot.resolve import resolve, resolve_model
from crossfoot.rulefiles import RuleFiles, rule_files
from crossfoot.source import Source
from crossfoot.syntax.layout import laid_out
from crossfoot.syntax.parse import parse
from crossfoot.syntax.tree import File

_UNPROVABLE = ("XF0", "XF1", "XF301", "XF406")
"""Where one of these is found, nothing can be proved (language.md, "Commands")."""


def check(root: Path) -> Outcome:
    """Return all findings and proofs of the project in folder `root`.

    Raises OSError where a file that must be there cannot be read.
    """
    project, found = load(root)
    if project is None:
        return Outcome(None, None, (), in_order(found))
    files, faults = rule_files(project)
    ruleset, misnamed = resolve(project, files)
    found = (*found, *faults, *misnamed)
    if errors(found):
        ruleset = replace(ruleset, incomplete=True)
    proofs = prove(ruleset) if _is_provable(found) else ()
    found = (*found, *run_checks(ruleset, proofs))
    return Outcome(project, ruleset, proofs, in_order(apply_allowances(ruleset, found)))


def _is_provable(found: Iterable[Diagnostic]) -> bool:
    return not any(each.code.number.startswith(_UNPROVABLE) for each in found)


class Formatted(NamedTuple):
    """A rule file in its one layout. `path` is the file; `is_changed` compares line ends too."""

    path: Path
    source: Source
    text: str
    findings: tuple[Diagnostic, ...]


def formatted(root: Path, paths: Sequence[Path] = ()) -> Iterator[Formatted]:
    """Yield rule files laid out: those of the project in folder `root`, or `paths`.

    Names get the spelling that the project declares; where `paths` lie in no project, the
    spelling of the models that they use. Raises OSError where a file cannot be read, BadText
    where one is no text.
    """
    project = load(root)[0] if not paths or (root / PROJECT_FILE).is_file() else None
    spelling = _spelling(project) if project else {}
    listed = [root / rules.path for rules in project.rules] if project else []
    for path in paths or listed:
        source = read(path, path.as_posix() if paths else path.relative_to(root).as_posix())
        file, faults = parse(source)
        spelled = spelling or _spelling_of(file, root)
        yield Formatted(path, source, laid_out(source, file, spelled), in_order(faults))


def _spelling(project: Project) -> dict[str, str]:
    files, _ = rule_files(project)
    ruleset, _ = resolve(project, files)
    members = {
        key(member.name): member.name
        for store in reversed(project.stores)
        for listed in store.members.values()
        for member in listed
    }
    return {**members, **_declared(ruleset.model)}


def _spelling_of(file: File, root: Path) -> dict[str, str]:
    reader = RuleFiles(root)
    reader.add(file, is_model=False)
    model, _ = resolve_model(reader.files)
    return _declared(model)


def _declared(model: Model) -> dict[str, str]:
    dimensions = {key(each.name): each.name for each in model.dimensions}
    return {**dimensions, **{name: amount.name for name, amount in model.amounts.items()}}
