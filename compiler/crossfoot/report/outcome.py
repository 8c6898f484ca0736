"""What a check came to: the input of every report."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.diagnostic import Diagnostic, Silenced
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Project
from crossfoot.proof.result import Proof


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of a check, in order, with what was read and proved on the way.

    `project` and `ruleset` are None where the project file could not be read. `proofs` is
    empty where a fault of form or of names leaves nothing to prove. `silenced` are findings that
    are not told. `folder` is the project folder as the reader finds it from where they stand,
    with ``/``; empty where they stand in it.
    """

    project: Project | None
    ruleset: Ruleset | None
    proofs: tuple[Proof, ...]
    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()
    folder: str = ""

    def path(self, diagnostic_path: str) -> str:
        """Return where a file of the project is from where the reader stands."""
        return f"{self.folder}/{diagnostic_path}" if self.folder else diagnostic_path
