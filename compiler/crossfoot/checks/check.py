"""What a check is: one small function from resolved rules and their proofs to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof

Check: TypeAlias = Callable[[Ruleset, Sequence[Proof]], Iterator[Diagnostic]]
"""Proofs run like `Ruleset.regimes`; there are none where an error forbids to prove anything.

A check is pure, keeps nothing, and yields in any order: findings are sorted before shown.
"""
