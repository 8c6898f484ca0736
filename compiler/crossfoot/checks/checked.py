"""Rules that are proved and free of errors: the only ones that may become a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof, Verdict


@dataclass(frozen=True, slots=True)
class CheckedRuleset:
    """A ruleset with a proof for each of its regimes.

    INVARIANT: no error was found in it and every regime balances for every batch that keeps
    the identities. Made by `checked` alone.
    """

    ruleset: Ruleset
    proofs: tuple[Proof, ...]

    def __post_init__(self) -> None:
        """Refuse rules that are not proved, whoever makes this."""
        if not _are_proved(self.ruleset, self.proofs):
            raise ValueError("rules that are not proved cannot be posted by")


def checked(
    ruleset: Ruleset, proofs: Sequence[Proof], diagnostics: Iterable[Diagnostic]
) -> CheckedRuleset | None:
    """Return the rules as checked, or None where there is an error or a proof is missing.

    `diagnostics` are all findings on the project, its files and its rules, after allowances.
    """
    if errors(diagnostics) or not _are_proved(ruleset, proofs):
        return None
    return CheckedRuleset(ruleset, tuple(proofs))


def _are_proved(ruleset: Ruleset, proofs: Sequence[Proof]) -> bool:
    regimes = tuple(proof.regime for proof in proofs)
    is_refuted = any(proof.verdict is Verdict.REFUTED for proof in proofs)
    return not ruleset.incomplete and regimes == ruleset.regimes and not is_refuted
