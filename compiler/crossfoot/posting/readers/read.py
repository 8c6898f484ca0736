"""Reads the batch files of a project, one after the other, holding one batch at a time.

A new format is one more suffix here and a module of its own beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.codes.duplicate_batch import DUPLICATE_BATCH
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.readers import documents, rows
from crossfoot.posting.readers.found import told
from crossfoot.posting.readers.json_nodes import read_json
from crossfoot.project.fault import Fault, Unreadable
from crossfoot.project.load import read
from crossfoot.project.yaml import read_yaml
from crossfoot.source import BadText, Source, Span

SUFFIXES = (".csv", ".json", ".yaml", ".yml")


def read_batches(ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    """Yield every batch of the project's batch folder, files by name, each batch once.

    What is no batch comes as Rejected with its findings; a batch number that a store has
    already used is one of these (XF507). Raises OSError where a file cannot be read.
    """
    first = _FirstPlaces(ruleset)
    for path in _files(ruleset):
        for each in _batches(path, ruleset):
            if isinstance(each, Rejected) or first.take(each, path):
                yield each
            else:
                yield first.twice(each, path)


class _FirstPlaces:
    """Remembers which file holds each batch; where in it is looked up only for a second one."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._files: dict[tuple[str, str], Path] = {}
        self._places: dict[Path, dict[tuple[str, str], Span]] = {}

    def take(self, batch: Batch, path: Path) -> bool:
        """Remember a batch; return whether it is the first of its store and number."""
        name = (batch.store.name, batch.number)
        if name in self._files:
            return False
        self._files[name] = path
        return True

    def twice(self, batch: Batch, path: Path) -> Rejected:
        """Return XF507 for a batch that is here a second time."""
        name = (batch.store.name, batch.number)
        earlier = self._files[name]
        first = self._in(earlier).get(name)
        is_apart = path == earlier and path.suffix.casefold() == ".csv"
        finding = Diagnostic(
            DUPLICATE_BATCH,
            f"batch {batch.number} of `{batch.store.name}` is here a second time",
            batch.at,
            () if first is None else (Related(first, "the first"),),
            help="keep the rows of one batch together"
            if is_apart
            else "delete one of the two, or correct its number or store",
        )
        return Rejected(batch.store.name, batch.number, (finding,))

    def _in(self, path: Path) -> dict[tuple[str, str], Span]:
        """Return where each batch of a file begins, reading the file once more."""
        places = self._places.get(path)
        if places is None:
            places = self._places[path] = {}
            for each in _batches(path, self._ruleset):
                if isinstance(each, Batch):
                    places.setdefault((each.store.name, each.number), each.at)
        return places


def _files(ruleset: Ruleset) -> list[Path]:
    project = ruleset.project
    if project.batches is None or not (project.root / project.batches).is_dir():
        return []
    folder = project.root / project.batches
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() in SUFFIXES and not path.name.startswith(".")
    )


def _batches(path: Path, ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    shown = path.relative_to(ruleset.project.root).as_posix()
    if not path.is_file():
        fault = Fault("this is no file that can be read", Source(shown, "").whole())
        yield Rejected(None, None, (told(fault),))
        return
    if path.suffix.casefold() == ".csv":
        yield from rows.batches(path, shown, ruleset)
        return
    reader = read_json if path.suffix.casefold() == ".json" else read_yaml
    try:
        document, faults = reader(read(path, shown))
    except BadText as error:
        yield Rejected(None, None, (Diagnostic(BAD_TEXT, error.message, error.at),))
    except Unreadable as error:
        yield Rejected(None, None, (told(error.fault),))
    else:
        yield from documents.batches(document, faults, ruleset)
