"""The pipeline on one screen: from a project folder to findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from crossfoot import resources
from crossfoot.checks import apply_allowances, run_checks
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Diagnostic, errors, in_order
from crossfoot.model.names import key
from crossfoot.model.stores import Project
from crossfoot.project.load import load, read
from crossfoot.proof.prove import prove
from crossfoot.report.outcome import Outcome
from crossfoot.resolve import resolve
from crossfoot.source import BadText
from crossfoot.suggest import did_you_mean
from crossfoot.syntax.parse import parse
from crossfoot.syntax.tree import File, Use

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


def rule_files(
    project: Project,
) -> tuple[tuple[tuple[File, bool], ...], tuple[Diagnostic, ...]]:
    """Return the models in use and the company's rule files, parsed, with what is wrong in them.

    Each file comes with whether it is a model; a model stands before what uses it.
    """
    reader = _Reader(project.root)
    for rules in project.rules:
        reader.read(project.root / rules.path, rules.path, is_model=False)
    return tuple(reader.files), tuple(reader.found)


class _Reader:
    """Reads rule files and what they use, each once."""

    def __init__(self, root: Path) -> None:
        self.files: list[tuple[File, bool]] = []
        self.found: list[Diagnostic] = []
        self._root = root
        self._used: set[str] = set()

    def read(self, path: Path, shown: str, *, is_model: bool) -> None:
        """Take in one file, after the models it uses."""
        try:
            source = read(path, shown)
        except BadText as error:
            self.found.append(Diagnostic(BAD_TEXT, error.message, error.at))
            return
        file, faults = parse(source)
        self.found.extend(faults)
        for statement in file.statements:
            if isinstance(statement, Use) and key(statement.name.text) not in self._used:
                self._used.add(key(statement.name.text))
                self._use(statement)
        self.files.append((file, is_model))

    def _use(self, statement: Use) -> None:
        name = statement.name.text
        shipped = resources.model(name.casefold())
        own = self._root / f"{name}.gl"
        if name.casefold() in resources.models():
            self.read(shipped, f"crossfoot/rules/{shipped.name}", is_model=True)
        elif own.is_file():
            self.read(own, own.name, is_model=True)
        else:
            self.found.append(
                Diagnostic(
                    UNKNOWN_NAME,
                    f"there is no model called `{name}`",
                    statement.name.at,
                    help=did_you_mean(name, resources.models())
                    or "there are " + ", ".join(f"`use {each}`" for each in resources.models()),
                )
            )
