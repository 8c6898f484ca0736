"""Loads a project folder: the one place where its YAML and rule files are opened."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.chart import Chart
from crossfoot.model.stores import Project, RulesPath
from crossfoot.project.accounts import chart
from crossfoot.project.company import Company, company
from crossfoot.project.decode import Notes
from crossfoot.project.fault import Fault, Unfit, Unreadable
from crossfoot.project.nodes import Node
from crossfoot.project.yaml import read_yaml
from crossfoot.source import BadText, Source, decode

PROJECT_FILE = "crossfoot.yaml"

_Read = TypeVar("_Read")


class MissingFile(OSError):
    """There is no project where one was asked for; the message is for the reader."""


def read(path: Path, shown: str) -> Source:
    """Return the text of a file. Raises OSError, or BadText (XF003)."""
    return decode(shown, path.read_bytes())


def load(root: Path) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """Return the project in folder `root`, or None, and all that is wrong with its files.

    There is no project where something of it could not be read: what names it would only be
    called unknown. Raises MissingFile where there is no project file, OSError where it cannot
    be read.
    """
    path = root / PROJECT_FILE
    if not path.is_file():
        raise MissingFile(_no_project(root))
    try:
        source = read(path, PROJECT_FILE)
    except BadText as error:
        return None, (Diagnostic(BAD_TEXT, error.message, error.at),)
    read_company, is_whole, found = _decoded(source, company, "project")
    if read_company is None:
        return None, found
    accounts, misread = _chart(root, read_company.chart)
    found = (*found, *_missing(root, read_company), *misread)
    if accounts is None or not is_whole:
        return None, found
    return _project(root, source, read_company, accounts), found


def _no_project(root: Path) -> str:
    if root.is_file():
        return f"`{root}` is a file: name the folder that {PROJECT_FILE} is in"
    where = "this folder" if root == Path() else f"`{root}`"
    return f"there is no {PROJECT_FILE} in {where}; `crossfoot init` writes one"


_WHAT = {"project": "the project file", "chart": "the chart of accounts"}


def _decoded(
    source: Source, decoder: Callable[[Node, Notes], _Read], kind: str
) -> tuple[_Read | None, bool, tuple[Diagnostic, ...]]:
    """Return what a file says, whether it is whole, and what is wrong with it."""
    notes = Notes()
    try:
        node, faults = read_yaml(source)
    except Unreadable as error:
        return None, False, (_diagnostic(error.fault),)
    try:
        value = decoder(node, notes)
    except Unfit as misfit:
        value = None
        notes.unfit.append(misfit.fault)
    found = (*faults, *_misfits(node, notes, kind), *notes.faults)
    return value, not notes.unfit, tuple(_diagnostic(fault) for fault in found)


def _misfits(node: Node, notes: Notes, kind: str) -> tuple[Fault, ...]:
    if not notes.unfit:
        return ()
    from crossfoot.project.shape import misfits

    return misfits(node, f"{kind}.schema.json", _WHAT[kind]) or tuple(notes.unfit)


def _diagnostic(fault: Fault) -> Diagnostic:
    related = () if fault.earlier is None else (Related(fault.earlier, "the other one"),)
    return Diagnostic(BAD_PROJECT_FILE, fault.message, fault.at, related, help=fault.help)


def _is_there(is_there: Callable[[], bool]) -> bool:
    """Return what a look at the disk says; a name too long for one is not there."""
    try:
        return is_there()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def _missing(root: Path, read_company: Company) -> Iterator[Diagnostic]:
    for named in read_company.rules:
        if not _is_there((root / named.path).is_file):
            yield _not_there(named, "file")
    folder = read_company.batches
    if folder is not None and not _is_there((root / folder.path).is_dir):
        yield _not_there(folder, "folder")


def _not_there(named: RulesPath, what: str) -> Diagnostic:
    message = f"there is no {what} `{named.path}` in the project folder"
    return Diagnostic(BAD_PROJECT_FILE, message, named.at)


def _chart(root: Path, named: RulesPath | None) -> tuple[Chart | None, tuple[Diagnostic, ...]]:
    if named is None:
        return None, ()
    path = root / named.path
    if not _is_there(path.is_file):
        return None, (_not_there(named, "file"),)
    try:
        source = read(path, named.path)
    except BadText as error:
        return None, (Diagnostic(BAD_TEXT, error.message, error.at),)
    value, is_whole, found = _decoded(source, chart, "chart")
    return value if is_whole else None, found


def _project(root: Path, source: Source, read_company: Company, accounts: Chart) -> Project:
    return Project(
        root,
        read_company.name,
        tuple(each for each in read_company.rules if _is_there((root / each.path).is_file)),
        accounts,
        read_company.stores,
        source,
        read_company.starts,
        read_company.closing_date,
        read_company.qbxml,
        None if read_company.batches is None else read_company.batches.path,
        read_company.dimensions,
        read_company.attributes,
    )
