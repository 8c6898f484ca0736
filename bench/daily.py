"""Measures what is done with rules every day: many shops, many findings, fixes, versions, cases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import generate
import shops
from measure import Cost, once, typical
from rows import CROSSFOOT, EXAMPLES, Row

SHOPS = 300
POSTS = 10_000
CASES = 1_000
CHAIN = shops.Chain(stores=5_000, shapes=20)
RECLASSIFIES = 3


def sections(folder: Path) -> Iterator[Row]:
    """How long the work of every day takes where there is much of it."""
    yield _many_shops(folder / "chain")
    yield from _many_findings(folder / "misspelt")
    yield from _versions(folder)
    yield _cases(folder / "cases")


def _many_shops(folder: Path) -> Row:
    roots = [shutil.copytree(EXAMPLES / "corner-store", folder / str(at)) for at in range(SHOPS)]
    cost = typical([CROSSFOOT, "check", *roots], 3)
    each = cost.seconds / SHOPS * 1000
    return Row(f"`check` of {SHOPS} shops in one run", f"{_told(cost)}; {each:.0f} ms a shop")


def _many_findings(shop: Path) -> Iterator[Row]:
    generate.big_project(shop, POSTS)
    rules = shop / "rules.gl"
    sound = rules.read_text("utf-8")
    count = sound.count("Dept Commission:")
    rules.write_text(sound.replace("Dept Commission:", "Dept Comission:"), "utf-8")
    for form in ("text", "sarif", "junit"):
        cost = typical([CROSSFOOT, "check", shop, "--format", form], 3, status=1)
        yield Row(f"`check` with {count:,} misspelt names, told as {form}", _told(cost))
    cost = once([CROSSFOOT, "check", shop, "--fix"])
    if rules.read_text("utf-8") != sound:
        raise RuntimeError("--fix did not put back what was there before")
    yield Row("the same put right with `--fix`, and checked again", _told(cost))


def _versions(folder: Path) -> Iterator[Row]:
    generate.big_project(folder / "old", POSTS)
    shutil.copytree(folder / "old", folder / "new")
    _moved(folder / "new", '"40007"', '"40008"')
    yield _compared(folder, f"`diff` of two versions with {POSTS:,} rules, some sales moved")
    for name in ("old", "new"):
        shutil.rmtree(folder / name)
        shops.chain(folder / name, CHAIN)
    _moved(folder / "new", '"40001"', '"40002"')
    yield _compared(folder, f"`diff` of two versions for {CHAIN.stores:,} stores, all sales moved")


def _moved(shop: Path, old: str, new: str) -> None:
    rules = shop / "rules.gl"
    rules.write_text(rules.read_text("utf-8").replace(old, new), "utf-8")


def _compared(folder: Path, what: str) -> Row:
    command = [CROSSFOOT, "diff", folder / "old", folder / "new"]
    return Row(what, _told(typical(command, 3, RECLASSIFIES)))


def _cases(shop: Path) -> Row:
    shutil.copytree(EXAMPLES / "corner-store", shop)
    written = "".join(
        f"- case: delivery {at}\n  measures:\n    Closing: {{Cash: {at}.50}}\n"
        f'    "Shipping Charge: Total": {at}.50\n  entry includes:\n'
        f'    - {{account: "4900", credit: {at}.50}}\n'
        for at in range(CASES)
    )
    (shop / "many.cases.yaml").write_text(written, "utf-8")
    return Row(f"`test` with {CASES:,} cases", _told(typical([CROSSFOOT, "test", shop], 3)))


def _told(cost: Cost) -> str:
    return f"{cost.seconds:.2f} s, {cost.megabytes:.0f} MB"
