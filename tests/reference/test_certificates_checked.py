"""Every certificate is accepted by the checker that knows nothing of the prover."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from drawn_shops import shop
from written_out import texts

from crossfoot import driver
from crossfoot.report.certificate import render
from ground import REPOSITORY

VERIFIER = REPOSITORY / "tools" / "verify_certificate.py"
CODE = compile(VERIFIER.read_text(encoding="utf-8"), str(VERIFIER), "exec")
CASES, CHUNK = 300, 50


def refusal(path: Path) -> str:
    """Return why the checker refuses a certificate, or nothing."""
    before, sys.argv = sys.argv, ["verify_certificate.py", str(path)]
    try:
        exec(CODE, {"__name__": "__main__"})
    except SystemExit as end:
        return str(end) if str(end).startswith("refused") else ""
    finally:
        sys.argv = before
    return ""


def certified(seed: int, folder: Path) -> str | None:
    """Return what the checker says of a shop's certificate, None where nothing is proved."""
    (folder / "batches").mkdir()
    for name, text in texts(shop(seed)).items():
        (folder / name).write_text(text, encoding="utf-8")
    outcome = driver.check_rules(folder)
    proofs = [each for each in outcome.proofs if each.counterexample or not each.residual]
    clear = all(each.counterexample or not each.residual for p in proofs for each in p.cleared)
    if outcome.ruleset is None or not proofs or not clear:
        return None
    path = folder / "certificate.json"
    path.write_text(render(outcome.ruleset, proofs), encoding="utf-8")
    return refusal(path)


@pytest.mark.parametrize("first", range(0, CASES, CHUNK), ids="seeds from {}".format)
def test_every_certificate_is_accepted(first: int, tmp_path: Path) -> None:
    tried = 0
    for seed in range(first, first + CHUNK):
        folder = tmp_path / str(seed)
        folder.mkdir()
        refused = certified(seed, folder)
        assert not refused, f"seed {seed}: {refused}"
        tried += refused is not None
    assert tried >= CHUNK * 0.8
