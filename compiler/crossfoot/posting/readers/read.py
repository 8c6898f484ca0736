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
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.readers import documents, rows
from crossfoot.posting.readers.found import told
from crossfoot.posting.readers.json_nodes import read_json
from crossfoot.project.fault import Fault, Unreadable
from crossfoot.project.load import read
from crossfoot.project.yaml import read_yaml
from crossfoot.source import BadText, Source, Span

_REFERENCE = ""
"""Stands for the store in the name of a reference; no store is called so."""

SUFFIXES = (".csv", ".json", ".yaml", ".yml")


def read_batches(ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    """Yield every batch of the project's batch folder, files by name, each batch once.

    What stands for the folder may be one file.

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
        """Remember a batch; return whether it is the first that is called so."""
        names = _names(batch)
        if any(name in self._files for name in names):
            return False
        self._files.update(dict.fromkeys(names, path))
        return True

    def twice(self, batch: Batch, path: Path) -> Rejected:
        """Return XF507 for a batch that is here a second time."""
        name = next(name for name in _names(batch) if name in self._files)
        earlier = self._files[name]
        first = self._in(earlier).get(name)
        is_apart = path == earlier and path.suffix.casefold() == ".csv"
        finding = Diagnostic(
            DUPLICATE_BATCH,
            f"batch {batch.number} of `{batch.store.name}` {_same_as(batch, name)}",
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
                    for name in _names(each):
                        places.setdefault(name, each.at)
        return places


def _files(ruleset: Ruleset) -> list[Path]:
    project = ruleset.project
    if project.batches is None:
        return []
    folder = project.root / project.batches
    if not folder.is_dir():
        return [folder] if folder.is_file() else []
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() in SUFFIXES and not path.name.startswith(".")
    )


def _batches(path: Path, ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    root = ruleset.project.root
    shown = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
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


def _names(batch: Batch) -> tuple[tuple[str, str], ...]:
    """Return what a batch may not share with another: its number in its store, its reference.

    Neither zeros in front nor the case of letters make it another batch.
    """
    return (batch.store.name, number_key(batch.number)), (
        _REFERENCE,
        f"{batch.store.prefix}{batch.number}".casefold(),
    )


def _same_as(batch: Batch, name: tuple[str, str]) -> str:
    if name[0] != _REFERENCE:
        return "is here a second time"
    return f"would have the same reference in QuickBooks as another: {name[1].upper()}"
