"""Every rule of every shop spoilt in every way, and two at a time: the advice mends it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from followed_advice import Edit, choices, followed
from mistaken_shop import SHOPS, found_in, project_of

_SIDES = re.compile(r"""(debit|credit)\s+("[^"]*")(?:\s+(debit|credit)\s+("[^"]*"))?""")
_OTHER = {"debit": "credit", "credit": "debit"}
_ELSEWHERE = '"1020 · Card Clearing"'

FIRST_LOOK, SECOND_LOOK, TOO_OFTEN = 1, 2, 4
"""One mistake is mended at once; two may hide each other, and the second shows at the next look."""


def spoilt(rule: str) -> Iterator[list[str]]:
    """Yield what may become of a rule: nothing, other sides, or one side more or less."""
    match = _SIDES.search(rule)
    assert match, rule
    side, account, other, its_account = match.groups()
    before, after = rule[: match.start()], rule[match.end() :]
    yield []
    if other:
        yield [f"{before}{side} {account}{after}"]
        yield [f"{before}{other} {its_account}{after}"]
    else:
        both = {side: account, _OTHER[side]: _ELSEWHERE}
        yield [f"{before}{_OTHER[side]} {account}{after}"]
        yield [f"{before}debit {both['debit']} credit {both['credit']}{after}"]


def looks(rules: str, project: str) -> int:
    """Return how often one has to look and to type until nothing is found, whatever one chooses.

    `TOO_OFTEN` stands for more than anybody would.
    """
    offered = _offered(rules, project)
    if offered is None:
        return 0
    most = max(map(len, offered), default=0)
    return max((_looks(rules, number, project) for number in range(most)), default=TOO_OFTEN)


def _looks(rules: str, number: int, project: str) -> int:
    for taken in range(TOO_OFTEN):
        offered = _offered(rules, project)
        if offered is None:
            return taken
        rules = followed(rules, [each[min(number, len(each) - 1)] for each in offered])
    return TOO_OFTEN


def _offered(rules: str, project: str) -> list[list[Edit]] | None:
    """Return the choices that each finding gives; None where nothing is found."""
    found = found_in(rules, project)
    return [each for each in map(choices, found) if each] if found else None


def rules_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


SPOILT = [
    pytest.param(path, place, id=f"{path.stem}-{place + 1}")
    for path in sorted(SHOPS.glob("*.gl"))
    for place, line in enumerate(rules_of(path))
    if line.startswith("post")
]


@pytest.mark.parametrize(("path", "place"), SPOILT)
def test_one_rule_spoilt_is_mended_by_what_it_says_to_type(path: Path, place: int) -> None:
    lines = rules_of(path)
    for instead in spoilt(lines[place]):
        rules = joined([*lines[:place], *instead, *lines[place + 1 :]])
        assert looks(rules, project_of(path.stem)) <= FIRST_LOOK, instead


@pytest.mark.parametrize("seed", range(6))
def test_two_rules_spoilt_are_mended_in_two_looks(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        path = chance.choice(sorted(SHOPS.glob("*.gl")))
        lines = rules_of(path)
        posts = [place for place, line in enumerate(lines) if line.startswith("post")]
        for place in sorted(chance.sample(posts, 2), reverse=True):
            lines[place : place + 1] = chance.choice(list(spoilt(lines[place])))
        rules = joined(lines)
        assert looks(rules, project_of(path.stem)) <= SECOND_LOOK, rules
