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
from crossfoot.project.load import read
from crossfoot.project.shape import Fault
from crossfoot.project.yaml import BadYaml, read_yaml
from crossfoot.source import BadText, Source

SUFFIXES = (".csv", ".json", ".yaml", ".yml")


def read_batches(ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    """Yield every batch of the project's batch folder, files by name, each batch once.

    What is no batch comes as Rejected with its findings; a batch number that a store has
    already used is one of these (XF507). Raises OSError where a file cannot be read.
    """
    seen: dict[tuple[str, str], Path] = {}
    for path in _files(ruleset):
        for each in _batches(path, ruleset):
            if isinstance(each, Batch):
                place = (each.store.name, each.number)
                if place in seen:
                    yield _twice(each, path, seen[place], ruleset)
                else:
                    seen[place] = path
                    yield each
            else:
                yield each


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
        document = reader(read(path, shown))
    except BadText as error:
        yield Rejected(None, None, (Diagnostic(BAD_TEXT, error.message, error.at),))
    except BadYaml as error:
        fault = Fault(error.message, error.at, None, error.earlier)
        yield Rejected(None, None, (told(fault),))
    else:
        yield from documents.batches(document, ruleset)


def _twice(batch: Batch, path: Path, earlier: Path, ruleset: Ruleset) -> Rejected:
    """Return XF507 for a batch, reading the earlier file again to say where the first is."""
    first = next(
        each.at
        for each in _batches(earlier, ruleset)
        if isinstance(each, Batch) and (each.store, each.number) == (batch.store, batch.number)
    )
    apart = path == earlier and path.suffix.casefold() == ".csv"
    finding = Diagnostic(
        DUPLICATE_BATCH,
        f"batch {batch.number} of `{batch.store.name}` is here a second time",
        batch.at,
        (Related(first, "the first"),),
        help="keep the rows of one batch together"
        if apart
        else "delete one of the two, or correct its number or store",
    )
    return Rejected(batch.store.name, batch.number, (finding,))
