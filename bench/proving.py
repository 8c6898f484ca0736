"""Proves the rules of one project, and tells what that alone takes: run as a program.

`proving.py PROJECT` prints, as JSON, seconds to prove and to run the checks after everything is
read and resolved, megabytes before and after, and the codes of what is found. With a word more,
`resolve` or `prove`, it only does that, with no import that it does not need: to be timed from
outside.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.project.load import load
from crossfoot.resolve import resolve
from crossfoot.rulefiles import rule_files

if TYPE_CHECKING:
    from crossfoot.model.ruleset import Ruleset

GARBAGE_PACE = 500_000
"""As the command line has it: from one search for garbage to the next."""


def resolved(root: Path) -> Ruleset:
    """Return the rules of a project. Raises RuntimeError where they cannot be read or resolved."""
    project, found = load(root)
    if project is None:
        raise RuntimeError(found[0].message)
    files, faults = rule_files(project)
    ruleset, misnamed = resolve(project, files)
    for each in (*found, *faults, *misnamed):
        raise RuntimeError(each.message)
    return ruleset


def proved(ruleset: Ruleset) -> None:
    """Prove the rules and look for what is wrong with them."""
    from crossfoot.checks import run_checks
    from crossfoot.proof.prove import prove

    run_checks(ruleset, prove(ruleset))


def told(ruleset: Ruleset) -> dict[str, object]:
    """Return what the proof of some rules takes, and what came of it."""
    from crossfoot.checks import run_checks
    from crossfoot.proof.prove import prove

    before, begin = _megabytes(), time.perf_counter()
    proofs = prove(ruleset)
    middle, after = time.perf_counter(), _megabytes()
    found = run_checks(ruleset, proofs)
    return {
        "prove": middle - begin,
        "checks": time.perf_counter() - middle,
        "before": before,
        "after": after,
        "codes": sorted({each.code.number for each in found}),
    }


def _megabytes() -> float:
    """Return how large this process has been at its largest."""
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def main() -> None:
    gc.set_threshold(GARBAGE_PACE, 50, 50)
    root, *only = sys.argv[1:]
    ruleset = resolved(Path(root))
    if only == ["prove"]:
        proved(ruleset)
    elif not only:
        json.dump(told(ruleset), sys.stdout)
    gc.freeze()


if __name__ == "__main__":
    main()
