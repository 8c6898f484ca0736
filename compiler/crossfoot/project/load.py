"""Loads a project folder: the one place where its YAML and rule files are opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Chart
from crossfoot.model.stores import Facts, Project, RulesPath
from crossfoot.project.accounts import chart
from crossfoot.project.beside import Beside, beside, with_lists
from crossfoot.project.company import Company, company
from crossfoot.project.decoded import CHART, PROJECT, bad_file, decoded
from crossfoot.project.facts import version_of
from crossfoot.project.there import is_there
from crossfoot.source import BadText, Source, decode

PROJECT_FILE = "crossfoot.yaml"


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
    read_company, is_whole, found = decoded(source, company, PROJECT)
    if read_company is None:
        return None, found
    accounts, misread = _chart(root, read_company.chart)
    lists = _beside(root, read_company.chart)
    version, fault = version_of(read_company.qbxml, lists.facts)
    unfit = () if fault is None else (bad_file(fault),)
    found = (*found, *_missing(root, read_company), *misread, *lists.found, *unfit)
    if accounts is None or not (is_whole and lists.is_whole):
        return None, found
    known = with_lists(accounts, lists.lists)
    return _project(root, source, read_company, known, version, lists.facts), found


def chart_of(root: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return where the project in folder `root` has its chart, there or not; else what is wrong.

    Raises MissingFile where there is no project file, OSError where it cannot be read.
    """
    path = root / PROJECT_FILE
    if not path.is_file():
        raise MissingFile(_no_project(root))
    try:
        source = read(path, PROJECT_FILE)
    except BadText as error:
        return None, (Diagnostic(BAD_TEXT, error.message, error.at),)
    read_company, _, found = decoded(source, company, PROJECT)
    if read_company is None or read_company.chart is None:
        return None, found
    return read_company.chart.path, ()


def _no_project(root: Path) -> str:
    if root.is_file():
        return f"`{root}` is a file: name the folder that {PROJECT_FILE} is in"
    where = "this folder" if root == Path() else f"`{root}`"
    return f"there is no {PROJECT_FILE} in {where}; `crossfoot init` writes one"


def _missing(root: Path, read_company: Company) -> Iterator[Diagnostic]:
    for named in read_company.rules:
        if not is_there((root / named.path).is_file):
            yield _not_there(named, "file")
    folder = read_company.batches
    if folder is not None and not is_there((root / folder.path).is_dir):
        yield _not_there(folder, "folder")


def _not_there(named: RulesPath, what: str, help: str | None = None) -> Diagnostic:
    message = f"there is no {what} `{named.path}` in the project folder"
    return Diagnostic(BAD_PROJECT_FILE, message, named.at, help=help)


def _chart(root: Path, named: RulesPath | None) -> tuple[Chart | None, tuple[Diagnostic, ...]]:
    if named is None:
        return None, ()
    path = root / named.path
    if not is_there(path.is_file):
        help_ = "`crossfoot import` writes it from the accounts that QuickBooks tells or exports"
        return None, (_not_there(named, "file", help_),)
    try:
        source = read(path, named.path)
    except BadText as error:
        return None, (Diagnostic(BAD_TEXT, error.message, error.at),)
    value, is_whole, found = decoded(source, chart, CHART)
    return value if is_whole else None, found


def _beside(root: Path, named: RulesPath | None) -> Beside:
    return Beside({}, None, (), True) if named is None else beside(root, named.path)


def _later(own: date | None, imported: date | None) -> date | None:
    return max((day for day in (own, imported) if day is not None), default=None)


def _project(
    root: Path,
    source: Source,
    read_company: Company,
    accounts: Chart,
    version: str,
    facts: Facts | None,
) -> Project:
    return Project(
        root,
        read_company.name,
        tuple(each for each in read_company.rules if is_there((root / each.path).is_file)),
        accounts,
        read_company.stores,
        source,
        read_company.starts,
        _later(read_company.closing_date, facts.closing_date if facts else None),
        version,
        None if read_company.batches is None else read_company.batches.path,
        read_company.dimensions,
        read_company.attributes,
        facts,
        read_company.policy,
    )
