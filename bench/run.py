"""Measures what is promised, prints it, and keeps it in RESULTS.md beside this file.

Every figure is the median of several whole processes, in the same run on the same machine;
those that are compared take turns.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import daily
import generate
import proofs
import rendering
from measure import Cost, machine, once, typical, typically
from rows import CROSSFOOT, EXAMPLES, HERE, PROGRAMS, Row, milliseconds

NOTHING = [sys.executable, "-c", "pass"]


def starting(_folder: Path) -> Iterator[Row]:
    """How long `check` takes on a real project, against Python doing nothing."""
    check = [CROSSFOOT, "check", EXAMPLES / "corner-store"]
    nothing, checked, version = typically([NOTHING, check, [CROSSFOOT, "--version"]], 15)
    ratio = checked.seconds / nothing.seconds
    yield Row("`python -c pass`", milliseconds(nothing))
    yield Row(
        "`crossfoot --version`",
        f"{milliseconds(version)}, {version.seconds / nothing.seconds:.1f} times that",
    )
    yield Row(
        "`crossfoot check examples/corner-store`",
        f"{milliseconds(checked)}, {ratio:.1f} times that",
        "at most 20 times",
        ratio <= 20,
    )


def many_rules(folder: Path) -> Iterator[Row]:
    """How long a large rule file takes, and whether ten times as many rules take ten times that."""
    costs = {}
    for size, runs in ((10_000, 5), (100_000, 3)):
        posts = generate.big_project(folder / str(size), size)
        costs[size] = (posts, typical([CROSSFOOT, "check", folder / str(size)], runs))
    (few, small), (many, large) = costs.values()
    growth = (large.seconds / many) / (small.seconds / few)
    yield Row(
        f"`check` with {few:,} posting rules",
        f"{small.seconds:.2f} s, {small.megabytes:.0f} MB",
        "under 1.5 s",
        small.seconds < 1.5,
    )
    yield Row(
        f"`check` with {many:,} posting rules",
        f"{large.seconds:.2f} s, {large.megabytes:.0f} MB; {growth:.2f} times as much a rule",
        "at most 1.5 times as much a rule",
        growth <= 1.5,
    )


def many_batches(folder: Path) -> Iterator[Row]:
    """How long a year of a chain takes from CSV to qbXML, and whether memory stays flat."""
    small, large = (_posted(folder, batches) for batches in (1_000, 10_000))
    growth = large.megabytes / small.megabytes
    yield Row(
        "1,000 batches of 60 figures, CSV to qbXML",
        f"{small.seconds:.2f} s, {small.megabytes:.0f} MB at its largest",
    )
    yield Row(
        "10,000 batches of 60 figures, CSV to qbXML",
        f"{large.seconds:.2f} s, {large.megabytes:.0f} MB at its largest",
        "under 4 s, memory flat",
        large.seconds < 4 and growth < 1.2,
    )
    bare = _posted(folder, 10_000, "--target", "journal")
    yield Row(
        "the same as a plain-text journal, of which no record is kept",
        f"{bare.seconds:.2f} s, {bare.megabytes:.0f} MB at its largest",
    )


def _posted(folder: Path, batches: int, *options: str) -> Cost:
    """Return what it takes to post, each time into a new folder; the last is `out`.

    Each time without a record of the time before: what is posted is not posted again.
    """
    shop, out = folder / "shop", folder / "out"
    generate.busy_project(shop, batches)
    costs = []
    for _ in range(4):
        shutil.rmtree(out, ignore_errors=True)
        for kept in shop.glob("crossfoot.sqlite*"):
            kept.unlink()
        (shop / "crossfoot.mark").unlink(missing_ok=True)
        costs.append(once([CROSSFOOT, "post", shop, "--out", out, *options]))
    costs = sorted(costs[1:])
    return Cost(costs[1].seconds, max(cost.megabytes for cost in costs))


def rendering_alone(folder: Path) -> Iterator[Row]:
    """How fast entries become text, beside the fastest that Python can do."""
    shop = folder / "rendered"
    generate.busy_project(shop, 2_000)
    templates, bare = rendering.speeds(shop)
    yield Row(
        "rendering qbXML through the templates, checked again",
        f"{templates:.0f} MB/s",
    )
    yield Row("the same text from one bare f-string a line", f"{bare:.0f} MB/s")


def peers(folder: Path) -> Iterator[Row]:
    """How long others take to read what we write."""
    wrote = _posted(folder, 1_000, "--target", "journal")
    yield Row("1,000 batches as a plain-text journal", f"{wrote.seconds:.2f} s")
    for program, pattern, arguments in (
        ("bean-check", "*.beancount", ["--no-cache"]),
        ("hledger", "*.journal", ["check", "-f"]),
    ):
        where = shutil.which(program, path=f"{PROGRAMS}:{os.environ['PATH']}")
        files = sorted((folder / "out").glob(pattern))
        if where and files:
            cost = typical([where, *arguments, files[0]], 3)
            yield Row(f"the same journal read by `{program}`", f"{cost.seconds:.2f} s")
        else:
            yield Row(f"the same journal read by `{program}`", "not installed")


SECTIONS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "Starting": starting,
    "Many rules": many_rules,
    "The proof": proofs.sections,
    "Every day": daily.sections,
    "Many batches": many_batches,
    "Rendering alone": rendering_alone,
    "Beside others": peers,
}


def main() -> int:
    wanted = sys.argv[1:]
    lines = ["# How fast it is", "", f"`make bench` on {machine()}.", ""]
    missed = 0
    for title, section in SECTIONS.items():
        if wanted and not any(word.lower() in title.lower() for word in wanted):
            continue
        lines += [f"## {title}", "", "| | measured | aim | |", "|---|---|---|---|"]
        with tempfile.TemporaryDirectory() as folder:
            for row in section(Path(folder)):
                missed += not row.holds
                verdict = ("holds" if row.holds else "MISSED") if row.aim else ""
                lines.append(f"| {row.what} | {row.measured} | {row.aim} | {verdict} |")
                print(f"{row.what}: {row.measured}", f"({row.aim}: {verdict})" if row.aim else "")
        lines.append("")
    if not wanted:
        (HERE / "RESULTS.md").write_text("\n".join(lines), encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
