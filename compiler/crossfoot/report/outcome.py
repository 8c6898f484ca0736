"""What a check came to: the input of every report."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Project
from crossfoot.proof.result import Proof


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of a check, in order, with what was read and proved on the way.

    `project` and `ruleset` are None where the project file could not be read. `proofs` is
    empty where a fault of form or of names leaves nothing to prove.
    """

    project: Project | None
    ruleset: Ruleset | None
    proofs: tuple[Proof, ...]
    diagnostics: tuple[Diagnostic, ...]
