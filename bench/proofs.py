"""Times the proof alone, after everything is read and resolved, and `check` where it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import shops
from measure import Command, typical, typically
from rows import CROSSFOOT, EXAMPLES, HERE, Row
from shops import Chain, Fault, Size

RUNS = 5

PROGRAM: Command = [sys.executable, HERE / "proving.py"]


class Told(NamedTuple):
    """What proving some rules takes: seconds, and megabytes at its largest before and after."""

    prove: float
    checks: float
    before: float
    after: float


def sections(folder: Path) -> Iterator[Row]:
    """How long it takes to prove rules, right and wrong ones, after they are read and resolved."""
    for rows in (_large, _linear, _chain, _shares, _refuted, _one_shop):
        yield from rows(folder)


def _large(folder: Path) -> Iterator[Row]:
    size = shops.LARGE
    shops.till(folder / "large", size)
    shops.till(folder / "clearing", size, more=shops.TILL)
    plain, clearing = _proved([folder / "large", folder / "clearing"])
    members = f"{size.tenders} tenders, {size.departments:,} departments, {size.taxes} taxes"
    yield _row(f"{size.posts:,} posting rules for {members}, proved", plain, 1)
    yield _row(f"the same, and that the till of {size.tenders} tenders clears", clearing, 2)


def _linear(folder: Path) -> Iterator[Row]:
    sizes = [Size(50 * times, 500 * times, 150 * times) for times in (1, 2, 4, 8)]
    roots = [folder / str(size.posts) for size in sizes]
    for root, size in zip(roots, sizes, strict=True):
        shops.till(root, size, more=shops.TILL)
    told = _proved(roots, 2 * RUNS - 1)
    each = [cost.prove / size.posts for cost, size in zip(told, sizes, strict=True)]
    growth = max(each) / each[0]
    for size, cost, seconds in zip(sizes, told, each, strict=True):
        yield Row(
            f"{size.posts:,} rules for {sum(size):,} members, proved",
            f"{cost.prove * 1000:.0f} ms, {seconds * 1e6:.1f} µs a rule",
            "at most 1.5 times as much a rule" if size is sizes[-1] else "",
            growth <= 1.5,
        )


def _chain(folder: Path) -> Iterator[Row]:
    root, size = folder / "chain", Chain(5_000, 20)
    shops.chain(root, size)
    (told,) = _proved([root])
    what = f"{size.stores:,} stores of {size.shapes} kinds, a bank account each"
    yield _row(f"{what}, ten of them with a rule of their own, proved", told, 2)
    checked = typical([CROSSFOOT, "check", root], 3)
    yield Row("`check` for them", f"{checked.seconds:.2f} s, {checked.megabytes:.0f} MB")


_SHARES: tuple[tuple[str, Callable[[Path, int], None], str], ...] = (
    ("6 % of each, and the rest", lambda to, many: shops.shares(to, many, shops.REMAINDER), ""),
    ("20 % and 80 % of each", lambda to, many: shops.shares(to, many, shops.SPLIT), ""),
    ("a share of its own of each, and the rest", shops.own_shares, ""),
    ("two shares of their own of each", shops.own_splits, ""),
    (
        "6 % and 94 % of each, refuted",
        lambda to, many: shops.shares(to, many, shops.BAD_SPLIT),
        "XF405",
    ),
)


def _shares(folder: Path) -> Iterator[Row]:
    for number, (what, write, code) in enumerate(_SHARES):
        root = folder / f"shares-{number}"
        write(root, 2_000)
        (told,) = _proved([root], codes={code} - {""})
        yield _row(f"2,000 departments, {what}", told, 2)


def _refuted(folder: Path) -> Iterator[Row]:
    for fault, codes in (
        (Fault.OVER_MISSING, {"XF403"}),
        (Fault.DROPS_TURNED, {"XF402"}),
        (Fault.CLOSING_MISSING, {"XF303", "XF404"}),
        (Fault.WAYS_MIXED, {"XF401"}),
        (Fault.DEPARTMENT_MISSING, {"XF403"}),
        (Fault.DEPARTMENTS_MISSING, {"XF403"}),
    ):
        root = folder / fault.name
        posts = shops.till(root, shops.LARGE, fault, more=shops.TILL)
        (told,) = _proved([root], 1, codes)
        checked = typical([CROSSFOOT, "check", root], 3, status=1)
        yield Row(
            f"`check` with {posts:,} posting rules, {fault.value}",
            f"{checked.seconds:.2f} s, {checked.megabytes:.0f} MB; "
            f"{told.prove:.2f} s of it the proof, {told.checks:.2f} s the findings",
            "under 3 s",
            checked.seconds < 3,
        )


def _one_shop(_folder: Path) -> Iterator[Row]:
    for name in ("corner-store", "two-stores"):
        shop = EXAMPLES / name
        resolved, proved = typically(
            [[*PROGRAM, shop, "resolve"], [*PROGRAM, shop, "prove"]], 5 * RUNS
        )
        more = (proved.seconds - resolved.seconds) * 1000
        yield Row(
            f"the proof and its checks for examples/{name}, imports and all",
            f"{more:.0f} ms on top of {resolved.seconds * 1000:.0f} ms",
            "under 20 ms",
            more < 20,
        )


def _row(what: str, told: Told, limit: int) -> Row:
    measured = (
        f"{told.prove:.2f} s, {told.after:.0f} MB of which {told.after - told.before:.0f} for this;"
        f" {told.checks:.2f} s more for the findings"
    )
    return Row(what, measured, f"under {limit} s", told.prove < limit)


def _proved(
    roots: Sequence[Path], runs: int = RUNS, codes: Collection[str] = frozenset()
) -> list[Told]:
    """Return the medians of several processes for each project, which take turns.

    Raises RuntimeError where one finds anything else than `codes`: what is measured then is not
    what is said to be.
    """
    rounds = [[_once(root, codes) for root in roots] for _ in range(runs)]
    return [
        Told(*(median(getattr(told, field) for told in each) for field in Told._fields))
        for each in zip(*rounds, strict=True)
    ]


def _once(root: Path, codes: Collection[str]) -> Told:
    ran = subprocess.run([*PROGRAM, root], capture_output=True, check=True, text=True)
    told: Mapping[str, Any] = json.loads(ran.stdout)
    if told["codes"] != sorted(codes):
        raise RuntimeError(f"{root.name}: {told['codes']} found, not {sorted(codes)}")
    return Told(*(told[field] for field in Told._fields))
