"""Only rules that are proved and free of errors become checked ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from case_harness import outcome_of

from crossfoot.checks import CheckedRuleset, checked
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.codes.dead_rule import DEAD_RULE
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof, Verdict


@pytest.fixture
def sound(tmp_path: Path) -> tuple[Ruleset, tuple[Proof, ...]]:
    outcome = outcome_of("", tmp_path)
    assert outcome.ruleset is not None
    assert outcome.diagnostics == ()
    return outcome.ruleset, outcome.proofs


def test_sound_rules_are_checked(sound: tuple[Ruleset, tuple[Proof, ...]]) -> None:
    ruleset, proofs = sound
    warning = Diagnostic(DEAD_RULE, "a warning", ruleset.project.source.whole())
    made = checked(ruleset, proofs, [warning])
    assert made is not None
    assert (made.ruleset, made.proofs) == (ruleset, proofs)


def test_an_error_keeps_them_from_it(sound: tuple[Ruleset, tuple[Proof, ...]]) -> None:
    ruleset, proofs = sound
    error = Diagnostic(BAD_TEXT, "an error", ruleset.project.source.whole())
    assert checked(ruleset, proofs, [error]) is None


def test_a_missing_or_a_foreign_proof_keeps_them_from_it(
    sound: tuple[Ruleset, tuple[Proof, ...]],
) -> None:
    ruleset, proofs = sound
    assert checked(ruleset, (), []) is None
    assert checked(replace(ruleset, regimes=(*ruleset.regimes,) * 2), proofs, []) is None


def test_what_could_not_be_read_keeps_them_from_it(
    sound: tuple[Ruleset, tuple[Proof, ...]],
) -> None:
    ruleset, proofs = sound
    assert checked(replace(ruleset, incomplete=True), proofs, []) is None


def test_a_refuted_proof_cannot_be_smuggled_in(sound: tuple[Ruleset, tuple[Proof, ...]]) -> None:
    ruleset, proofs = sound
    refuted = tuple(replace(proof, verdict=Verdict.REFUTED) for proof in proofs)
    assert checked(ruleset, refuted, []) is None
    with pytest.raises(ValueError, match="not proved"):
        CheckedRuleset(ruleset, refuted)
