"""What a posting run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from crossfoot.posting.selection import Selection
from crossfoot.posting.standing import Kind
from crossfoot.targets.target import QBXML


@dataclass(frozen=True, slots=True)
class Options:
    """The folder to write to, what to write, and for which batches.

    Where `out` is None everything is done but the writing: a dry run. `target` is one of
    `TARGETS`. `batches` is a file or a folder to read instead of the project's, on dry runs only.
    `bills` tells whether purchase orders become bills. Where `undo_by` is a kind, a posted batch is
    posted again, and its entry is voided or deleted first.
    """

    out: Path | None
    target: str = QBXML
    selection: Selection = field(default_factory=Selection)
    requests_per_file: int = 100
    batches: Path | None = None
    bills: bool = True
    undo_by: Kind | None = None

    def __post_init__(self) -> None:
        """Refuse to post what the project does not keep: it could be posted again unnoticed."""
        if self.batches is not None and self.out is not None:
            raise ValueError("batches from elsewhere can only be tried, not posted")
        if self.undo_by not in (None, Kind.VOID, Kind.DELETE):
            raise ValueError(f"a posted entry is voided or deleted, not {self.undo_by}")

    @property
    def is_recorded(self) -> bool:
        """Whether the run is one for QuickBooks, of the project's own batches."""
        return self.target == QBXML and self.batches is None
