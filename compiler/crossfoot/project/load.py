"""Loads a project folder: the one place where its YAML and rule files are opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.chart import Chart
from crossfoot.model.stores import Project, RulesPath
from crossfoot.project.accounts import chart
from crossfoot.project.company import Company, company
from crossfoot.project.nodes import Node
from crossfoot.project.shape import Fault, Unfit, faults
from crossfoot.project.yaml import BadYaml, read_yaml
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

    Raises MissingFile where there is no project file, OSError where it cannot be read.
    """
    path = root / PROJECT_FILE
    if not path.is_file():
        where = "this folder" if root == Path() else f"`{root}`"
        raise MissingFile(f"there is no {PROJECT_FILE} in {where}; `crossfoot init` writes one")
    try:
        source = read(path, PROJECT_FILE)
    except BadText as error:
        return None, (Diagnostic(BAD_TEXT, error.message, error.at),)
    read_company, found = _decoded(source, company, "project.schema.json", "the project file")
    if read_company is None:
        return None, found
    missing = tuple(_missing(root, read_company))
    accounts, misread = _chart(root, read_company.chart)
    found = (*found, *missing, *misread)
    if accounts is None:
        return None, found
    return _project(root, source, read_company, accounts), found


def _decoded(
    source: Source,
    decoder: Callable[[Node], tuple[_Read, tuple[Fault, ...]]],
    schema: str,
    what: str,
) -> tuple[_Read | None, tuple[Diagnostic, ...]]:
    try:
        node = read_yaml(source)
    except BadYaml as error:
        return None, (_diagnostic(Fault(error.message, error.at, None, error.earlier)),)
    try:
        decoded, found = decoder(node)
    except Unfit as misfit:
        told = faults(node, schema, what) or (misfit.fault,)
        return None, tuple(_diagnostic(fault) for fault in told)
    return decoded, tuple(_diagnostic(fault) for fault in found)


def _diagnostic(fault: Fault) -> Diagnostic:
    related = () if fault.earlier is None else (Related(fault.earlier, "the other one"),)
    return Diagnostic(BAD_PROJECT_FILE, fault.message, fault.at, related, help=fault.help)


def _missing(root: Path, read_company: Company) -> list[Diagnostic]:
    return [
        _not_there(named) for named in read_company.rules if not (root / named.path).is_file()
    ] + [
        _not_there(named)
        for named in (read_company.batches,)
        if named is not None and not (root / named.path).is_dir()
    ]


def _not_there(named: RulesPath) -> Diagnostic:
    return Diagnostic(
        BAD_PROJECT_FILE, f"there is no `{named.path}` in the project folder", named.at
    )


def _chart(root: Path, named: RulesPath) -> tuple[Chart | None, tuple[Diagnostic, ...]]:
    path = root / named.path
    if not path.is_file():
        return None, (_not_there(named),)
    try:
        source = read(path, named.path)
    except BadText as error:
        return None, (Diagnostic(BAD_TEXT, error.message, error.at),)
    return _decoded(source, chart, "chart.schema.json", "the chart of accounts")


def _project(root: Path, source: Source, read_company: Company, accounts: Chart) -> Project:
    return Project(
        root,
        read_company.name,
        tuple(named for named in read_company.rules if (root / named.path).is_file()),
        accounts,
        read_company.stores,
        source,
        read_company.starts,
        read_company.closing_date,
        read_company.qbxml,
        None if read_company.batches is None else read_company.batches.path,
        read_company.dimensions,
    )
