"""Did you mean: the nearest of the names that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_CLOSE = 0.6
"""How much of two names must agree, as `difflib` counts it, for one to suggest the other."""

_COMPARED = 24
"""Names compared in full: those that share most pairs of letters with the one that is wanted."""


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to `wanted`, or None when none is close.

    Case and the order of words do not count. Of two numbers only those are close that differ
    in one digit or in two that changed places. Ties go to the name that sorts first, so the
    answer is stable.
    """
    return _nearest(wanted, tuple(sorted(set(known))))


def did_you_mean(wanted: str, known: Iterable[str]) -> str | None:
    """Return a help line, ``did you mean `X`?``, or None."""
    name = nearest(wanted, known)
    return None if name is None else f"did you mean `{name}`?"


@lru_cache(maxsize=256)
def _nearest(wanted: str, known: tuple[str, ...]) -> str | None:
    if wanted.strip().isdigit():
        return _nearest_number(wanted.strip(), known)
    from difflib import SequenceMatcher

    best, best_score = None, _CLOSE
    plain = SequenceMatcher(b=wanted.casefold(), autojunk=False)
    by_words = SequenceMatcher(b=_words(wanted), autojunk=False)
    for name in _likely(wanted, known):
        score = max(_score(plain, name.casefold()), _score(by_words, _words(name)))
        if score > best_score or (score == best_score and (best is None or name < best)):
            best, best_score = name, score
    return best


def _likely(wanted: str, known: tuple[str, ...]) -> list[str]:
    """Return the names that share most pairs of letters, so that thousands cost little."""
    if len(known) <= _COMPARED:
        return list(known)
    index, shared = _by_pair(known), Counter[int]()
    for pair in set(_pairs(wanted)):
        shared.update(index.get(pair, ()))
    places = sorted(shared, key=lambda place: (-shared[place], place))
    return [known[place] for place in places[:_COMPARED]]


@lru_cache(maxsize=8)
def _by_pair(known: tuple[str, ...]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for place, name in enumerate(known):
        for pair in set(_pairs(name)):
            index.setdefault(pair, []).append(place)
    return index


def _pairs(name: str) -> Iterator[str]:
    """Yield the pairs of neighbouring letters, a word's first and last with the space beside."""
    text = f" {' '.join(name.casefold().replace(':', ' ').split())} "
    return (text[at : at + 2] for at in range(len(text) - 1))


def _score(matcher: SequenceMatcher[str], name: str) -> float:
    matcher.set_seq1(name)
    if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
        return 0.0
    return matcher.ratio()


def _words(name: str) -> str:
    return " ".join(sorted(name.casefold().replace(":", " ").split()))


def _nearest_number(wanted: str, known: tuple[str, ...]) -> str | None:
    swapped = [name for name in known if _is_swapped(wanted, name)]
    one_off = [name for name in known if _is_one_off(wanted, name)]
    return next(iter(swapped + one_off), None)


def _is_swapped(one: str, other: str) -> bool:
    """Whether two neighbouring characters changed places."""
    differing = _differing(one, other)
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    left, right = differing
    return one[left] == other[right] and one[right] == other[left]


def _is_one_off(one: str, other: str) -> bool:
    """Whether one character is another, or one is missing or too many."""
    if len(one) == len(other):
        return len(_differing(one, other)) == 1
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1 or not long.isdigit():
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _differing(one: str, other: str) -> list[int]:
    if len(one) != len(other):
        return []
    return [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
