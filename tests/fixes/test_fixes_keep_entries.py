"""Safe fixes never change what is posted: on shops made up at random, with mistakes in them."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from spoiled_shops import entries, fixed, is_read, lay_out, spoiled

from crossfoot import driver

pytestmark = pytest.mark.xdist_group("fixes")

SEEDS, CHUNK, TRIES = 100, 20, 5


class Ran(NamedTuple):
    """What came of one shop: what went wrong, and how often what was met."""

    faults: list[str]
    counts: Counter[str]


@cache
def mistakes(seed: int) -> Ran:
    """Make mistakes in the rules of a shop, one or two at a time, and fix them."""
    ran = Ran([], Counter())
    with TemporaryDirectory() as name:
        folder = Path(name)
        sound = lay_out(seed, folder)
        if not is_read(driver.check(folder)):
            return ran
        wanted, rng = entries(folder), random.Random(seed)
        for _ in range(TRIES):
            text, other = spoiled(sound, rng), spoiled(sound, rng)
            if text != sound and _is_seen(folder, text):
                both = _both(sound, text, other)
                is_second = rng.random() < 0.3 and _is_seen(folder, other)
                _try(folder, both if is_second and both else text, wanted, ran)
    return ran


def _both(sound: str, one: str, other: str) -> str | None:
    """Return rules with the mistakes of two, where they are in different lines."""
    lines = [text.split("\n") for text in (sound, one, other)]
    if len({len(each) for each in lines}) > 1:
        return None
    changed = [[a != b for a, b in zip(lines[0], each, strict=True)] for each in lines[1:]]
    if any(all(both) for both in zip(*changed, strict=True)):
        return None
    return "\n".join(a if a != s else b for s, a, b in zip(*lines, strict=True))


def _is_seen(folder: Path, text: str) -> bool:
    """Whether a mistake is found out: one that makes another name of a name may not be."""
    (folder / "rules.gl").write_text(text, "utf-8")
    return not is_read(driver.check_rules(folder))


def _try(folder: Path, text: str, wanted: object, ran: Ran) -> None:
    (folder / "rules.gl").write_text(text, "utf-8")
    project = (folder / "crossfoot.yaml").read_text("utf-8")
    done = fixed(folder)
    after = (folder / "rules.gl").read_text("utf-8")
    ran.counts["mistakes"] += 1
    ran.counts["fixed" if done.made else "not fixed"] += 1
    ran.counts["taken back"] += bool(done.refused)
    if done.made and is_read(driver.check(folder)):
        ran.counts["repaired"] += 1
        if entries(folder) != wanted:
            ran.faults.append(f"{_changed(text, after)}")
        if fixed(folder).files:
            ran.faults.append(f"a second time changes more: {_changed(text, after)}")
    (folder / "crossfoot.yaml").write_text(project, "utf-8")


def _changed(before: str, after: str) -> str:
    old, new = before.split("\n"), after.split("\n")
    return "\n".join(line for line in (*old, "became", *new) if (line in old) != (line in new))


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK), ids="seeds from {}".format)
def test_what_is_repaired_posts_what_it_posted_before_the_mistake(first: int) -> None:
    for seed in range(first, first + CHUNK):
        assert not mistakes(seed).faults, f"seed {seed}: {mistakes(seed).faults[0]}"


def test_many_mistakes_are_made_and_many_are_repaired() -> None:
    counts = sum((mistakes(seed).counts for seed in range(SEEDS)), Counter[str]())
    assert counts["mistakes"] > 300
    assert counts["repaired"] > 150
    assert counts["not fixed"] > 80


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK), ids="seeds from {}".format)
def test_dead_rules_and_idle_allowances_go_and_nothing_changes(first: int) -> None:
    for seed in range(first, first + CHUNK):
        tidied(seed)


def test_many_rules_and_allowances_go() -> None:
    counts = sum(map(tidied, range(SEEDS)), Counter[str]())
    assert counts["XF304"] > 10
    assert counts["XF305"] > 80


@cache
def tidied(seed: int) -> Counter[str]:
    with TemporaryDirectory() as name:
        return _tidied(seed, Path(name))


def _tidied(seed: int, folder: Path) -> Counter[str]:
    text = _with_idle(lay_out(seed, folder), random.Random(seed))
    (folder / "rules.gl").write_text(text, "utf-8")
    if not is_read(driver.check(folder)):
        return Counter()
    before = entries(folder)
    done = fixed(folder)
    after = (folder / "rules.gl").read_text("utf-8")
    assert entries(folder) == before, f"seed {seed}: {_changed(text, after)}"
    left = {each.code.number for each in driver.check(folder).diagnostics if _is_safe(each.fix)}
    assert left <= {each.finding.code.number for each in done.refused}
    assert not fixed(folder).files
    return Counter(each.code.number for each in done.made)


def _is_safe(fix: object) -> bool:
    return bool(getattr(fix, "is_safe", False))


def _with_idle(text: str, rng: random.Random) -> str:
    """Return rules with rules for each member beside one for all, and with idle allowances."""
    lines = text.rstrip("\n").split("\n")
    posts = [line for line in lines if re.match(r"post [A-Z][\w ]+ (?:debit|credit)", line)]
    more: list[str] = []
    for post in posts:
        family = re.match(r"post ([A-Z][\w ]+?) (?:debit|credit)", post)
        by = family and re.search(rf"^measure {family[1]} by (\w+)", text, re.MULTILINE)
        if family and by and rng.random() < 0.5:
            more += [
                post.replace(family[1], f"{family[1]}: {member}", 1)
                for member in MEMBERS[by[1]]
                if f"{family[1]}: {member}" not in text
            ]
    allowances = [
        f'allow {code} because "of old"' for code in rng.sample(("XF203", "XF207", "XF306"), 2)
    ]
    for line in (*more, *allowances):
        lines.insert(rng.randint(lines.index(posts[0]) if posts else 0, len(lines)), line)
    return "\n".join(lines) + "\n"


MEMBERS = {
    "Tender": ("Banknotes", "Mastercard", "Cheques"),
    "Department": ("Groceries", "Beverages", "Giftware"),
}
