"""Holds the prover against books kept by hand until so many figures were drawn; `make fuzz`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from itertools import count

from compared import compare
from described import Shop
from drawn_shops import shop
from smaller_shops import shrunk
from tallies import Tally
from written_out import rules, texts

DRAWS = 60
"""Batches that are drawn for each store and stretch of days."""

VERDICTS = ("by-construction", "by-identity", "up-to-rounding", "refuted")
TOLD = (
    "cases", "cases without proofs", "proofs", *VERDICTS, "refuted by rounding", "refuted and seen",
    "clears", "does not clear", "certificates multiplied out", "batches posted", "batches refused",
    "batches", "figures",
)  # fmt: skip
_SHOWN = 20


def main() -> int:
    """Run it. Returns 1 where prover and books disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0, help="the first shop to draw")
    asked = parser.parse_args()
    total, failing = fuzz(asked.figures, asked.seed, _progress)
    _tell(total)
    if failing:
        _show(failing)
    return 1 if total.faults else 0


def fuzz(
    figures: int, first: int, progress: Callable[[int, Tally], None]
) -> tuple[Tally, dict[int, Tally]]:
    """Return what was compared in all, and the seeds on which there was a disagreement."""
    total, failing = Tally(), dict[int, Tally]()
    for seed in count(first):
        found = compare(shop(seed), seed, DRAWS)
        total.add(found)
        if found.faults:
            failing[seed] = found
        progress(seed, total)
        if total.counts["figures"] >= figures:
            break
    return total, failing


def _progress(seed: int, total: Tally) -> None:
    if total.counts["cases"] % 100 == 0:
        told = (
            f"seed {seed}: {total.counts['figures']:,} figures, {len(total.faults)} disagreements"
        )
        print(told, file=sys.stderr, flush=True)


def _tell(total: Tally) -> None:
    for name in TOLD:
        print(f"{total.counts[name]:>12,}  {name}")
    print(f"{len(total.faults):>12,}  disagreements")


def _show(failing: dict[int, Tally]) -> None:
    """Print the smallest of the failing shops, with whatever can be left out left out."""
    print(f"seeds {', '.join(map(str, list(failing)[:_SHOWN]))}", file=sys.stderr)
    seed = min(failing, key=lambda each: len(rules(shop(each))))
    kind = failing[seed].faults[0].kind

    def shows(tried: Shop) -> bool:
        try:
            return any(each.kind == kind for each in compare(tried, seed, DRAWS).faults)
        except LookupError:  # something that is left out is used elsewhere
            return False

    small = shrunk(shop(seed), shows)
    print(f"\nseed {seed}, made small:\n")
    for name, text in texts(small).items():
        print(f"--- {name}\n{text}")
    for fault in compare(small, seed, DRAWS).faults:
        print(f"{fault.kind}: {fault.text}")


if __name__ == "__main__":
    sys.exit(main())
