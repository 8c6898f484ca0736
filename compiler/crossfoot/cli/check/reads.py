"""Which files a check of a project reads: what may change what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING

from crossfoot.cli.options import PROJECT_FILE

if TYPE_CHECKING:
    from crossfoot.model.stores import Project


def read_for_rules(project: Project) -> frozenset[str]:
    """Return the paths of what rules are made of, there or not, from the project folder.

    Models that lie beside the project file are not among them: see `is_model`.
    """
    return frozenset(map(normpath, _read(project)))


def _read(project: Project) -> Iterator[str]:
    from crossfoot.project.facts import FILE as FACTS
    from crossfoot.project.lists import KEYS, file_of

    yield PROJECT_FILE
    yield from (each.path for each in project.rules)
    chart = project.chart.at.source.path
    yield chart
    yield from (join(dirname(chart), name) for name in (FACTS, *map(file_of, KEYS)))


def is_model(path: str) -> bool:
    """Whether a file may be a model of the project's own, which `use` names."""
    return "/" not in path and path.casefold().endswith(".gl")


def is_batch(path: str, project: Project) -> bool:
    """Whether a file is, or was, one of the project's batch files."""
    from crossfoot.posting.readers.read import SUFFIXES

    if project.batches is None:
        return False
    batches = normpath(project.batches)
    is_inside = path == batches or normpath(dirname(path)) == batches
    return is_inside and path.casefold().endswith(SUFFIXES) and not basename(path).startswith(".")
