"""When a misspelt name is certain, so that it may be put right without asking.

What is put right unasked decides where money goes, and `Sales East` for `Sales West` balances as
well as the other. So nothing is certain but one slip of the fingers, in one word, that makes no
word of its own:

- A word with a digit is never mended, nor a Roman number: `4010` is as good a number as `4020`.
- All other words and signs must stand there, in their order; or nothing but spaces is amiss.
- The first letter must be right: fingers seldom slip there, and `Bales` is no slip for `Sales`.
- Short words have too many neighbours: `Visa` and `Vista`, `Paid` and `Said`.
- What was written must be no word of another name: in `Sales West`, `West` is meant.
- No other name may be nearly as near: two slips away, with the same digits.

Names of a fixed list are told apart by that. There are more names that people give, to members,
accounts and stores, than any list has: `Skirts` is one slip from `Shirts`, `Planing` from
`Planning`, `Contacts` from `Contracts`, `Forderungen` from `Förderungen`. Of those it must be a
slip that makes no other word: a letter three times, neighbours that changed places in a word of
eight letters, a letter twice instead of once in one of nine, a letter missing or too many in one
of eleven; and what is written a second time is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

_TOKEN = r"[^\W\d_]+|\d+|."
_SPACING = r"[\s:_-]+"
_ROMAN = frozenset("ivxlcdm")
"""The letters of Roman numbers; no pattern is compiled before a name is misspelt."""

LEAST_KEYWORD = 4
"""Letters of the shortest word of the language, or key of a file, that is recognised."""

_LEAST = 5
"""Letters of the shortest word of a fixed list that is recognised."""

_NEARLY = 2
"""Slips by which another name is nearly as near."""

Words: TypeAlias = Mapping[str, int]
"""How often each word is written in some texts, in small letters."""


class Slip(Enum):
    """What happened to a word."""

    TRIPLED = "a letter stands three times"
    SWAPPED = "two neighbouring letters changed places"
    DOUBLED = "a letter stands twice instead of once, or once instead of twice"
    MISSED = "a letter inside is missing or too many"
    WRONG = "a letter inside is another"
    AT_END = "the last letter is wrong, missing or too many"


class _Kind(NamedTuple):
    """How sure one must be of a name: how many letters a word must have at least for each slip."""

    least: tuple[tuple[Slip, int], ...]
    colons_count: bool = True


_PLACE = _Kind(((Slip.TRIPLED, 6), (Slip.SWAPPED, 8)))
_GIVEN = _Kind((*_PLACE.least, (Slip.DOUBLED, 9), (Slip.MISSED, 11)))
_OWN = _GIVEN._replace(colons_count=False)


def words_of(texts: Iterable[str]) -> Words:
    """Return how often each word is written in `texts`."""
    return Counter(token for text in texts for token in _tokens(text) if token.isalpha())


def certain(wanted: str, known: Iterable[str], least: int = _LEAST) -> str | None:
    """Return the name of a fixed list that `wanted` can only be a slip for, or None.

    `known` are all names that could stand there; `least` is how long the word that was meant
    must be. Case does not count.
    """
    of_list = _Kind(tuple((slip, least) for slip in Slip), colons_count=False)
    return _certain(wanted, _listed(known), of_list)


def certain_own(wanted: str, known: Iterable[str]) -> str | None:
    """Return the name of an amount, given by somebody, that `wanted` can only be a slip for."""
    return _certain(wanted, _listed(known), _OWN)


def certain_name(
    wanted: str, known: Iterable[str], said: Words, *, of_places: bool = False
) -> str | None:
    """Return the name, given by somebody, that `wanted` can only be a slip for, or None.

    `said` are the words of all texts of the project, with the one that holds `wanted`. Names
    `of_places` have neighbours however long they are: `Charleston`, `Charlestown`.
    """
    found = _certain(wanted, _listed(known), _PLACE if of_places else _GIVEN)
    if found is not None and any(said.get(word, 0) > 1 for word in _own_words(wanted, found)):
        return None
    return found


def is_slip(wanted: str, name: str, others: Iterable[str]) -> bool:
    """Whether `wanted` is a slip for a name that something else vouches for, such as its number.

    Any slip will do in a word of five letters, if it makes no word of the `others`.
    """
    pair = _pair(_tokens(wanted), _tokens(name))
    if pair is None or len(pair[1]) < _LEAST:
        return False
    is_other = any(pair[0] in _tokens(other) for other in others)
    return not is_other and not _ROMAN.issuperset(pair[1]) and _slip(*pair) is not None


# ---- names


def _listed(known: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(known)))


def _tokens(name: str) -> tuple[str, ...]:
    """Return the words, numbers and signs of a name, in small letters."""
    return tuple(re.findall(_TOKEN, _folded(name), re.DOTALL))


def _folded(name: str) -> str:
    return normalize("NFC", " ".join(name.split()).casefold())


@lru_cache(maxsize=1024)
def _certain(wanted: str, known: tuple[str, ...], kind: _Kind) -> str | None:
    tokens = _tokens(wanted)
    if not tokens or len(wanted) > _LONGEST:
        return None
    candidates = _candidates(known)
    found = dict.fromkeys(
        name for place in _places(tokens) for name in candidates.by_rest.get(place, ())
    )
    spaced = candidates.by_letters.get(_letters(wanted), ())
    near = [*found, *(name for name in spaced if name not in found)]
    fitting = [name for name in near if _is_certain(tokens, name, candidates.words, kind)]
    if len(fitting) != 1 or _has_rival(wanted, fitting[0], known):
        return None
    return fitting[0]


_LONGEST = 200
"""Characters of a name; longer ones are no slip for anything."""


class _Candidates(NamedTuple):
    """Names by what is left of them without one word, by their letters, and their words."""

    by_rest: dict[_Place, list[str]]
    by_letters: dict[str, list[str]]
    words: frozenset[str]


_Place: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""What stands before and behind a word."""


@lru_cache(maxsize=16)
def _candidates(known: tuple[str, ...]) -> _Candidates:
    by_rest: dict[_Place, list[str]] = {}
    by_letters: dict[str, list[str]] = {}
    words: set[str] = set()
    for name in known:
        tokens = _tokens(name)
        words.update(tokens)
        by_letters.setdefault(_letters(name), []).append(name)
        for place in _places(tokens):
            by_rest.setdefault(place, []).append(name)
    return _Candidates(by_rest, by_letters, frozenset(words))


def _places(tokens: tuple[str, ...]) -> list[_Place]:
    return [(tokens[:at], tokens[at + 1 :]) for at, token in enumerate(tokens) if token.isalpha()]


def _letters(name: str) -> str:
    return re.sub(_SPACING, "", _folded(name))


def _is_certain(tokens: tuple[str, ...], name: str, words: frozenset[str], kind: _Kind) -> bool:
    meant = _tokens(name)
    if tokens == meant:
        return True
    pair = _pair(tokens, meant)
    if pair is None:
        return _differs_in_spacing(tokens, meant, kind)
    wrong, right = pair
    slip = _slip(wrong, right)
    return (
        any(slip is each and len(right) >= least for each, least in kind.least)
        and wrong not in words
        and not _ROMAN.issuperset(right)
    )


def _differs_in_spacing(tokens: tuple[str, ...], meant: tuple[str, ...], kind: _Kind) -> bool:
    """Whether all letters agree, and no more than spaces, hyphens and the like do not.

    A colon says what an account is part of; in an amount it may be missing.
    """
    if kind.colons_count and tokens.count(":") != meant.count(":"):
        return False
    wanted, name = _letters("".join(tokens)), _letters("".join(meant))
    shortest = min(least for _, least in kind.least)
    return wanted == name and len(name) >= shortest and not any(map(str.isdigit, name))


def _pair(tokens: tuple[str, ...], meant: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the one word in which two names differ, as it is in each."""
    if len(tokens) != len(meant):
        return None
    pairs = [pair for pair in zip(tokens, meant, strict=True) if pair[0] != pair[1]]
    is_one = len(pairs) == 1 and all(map(str.isalpha, pairs[0]))
    return pairs[0] if is_one else None


def _own_words(wanted: str, name: str) -> list[str]:
    """Return the words of `wanted` that the name does not have."""
    of_name = _tokens(name)
    return [token for token in _tokens(wanted) if token.isalpha() and token not in of_name]


def _has_rival(wanted: str, found: str, known: Iterable[str]) -> bool:
    ours, digits, letters = _folded(wanted), _digits(wanted), Counter(_folded(wanted))
    for name in known:
        if name == found or abs(len(name) - len(ours)) > _NEARLY or _digits(name) != digits:
            continue
        other = _folded(name)
        apart = Counter(other)
        unlike = (letters - apart).total() + (apart - letters).total()
        if unlike <= 2 * _NEARLY and _distance(ours, other) <= _NEARLY:
            return True
    return False


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


# ---- words


def _slip(wrong: str, right: str) -> Slip | None:
    """Return the one slip that makes one word of another whose first letter it has."""
    if wrong[0] != right[0] or wrong == right:
        return None
    if len(wrong) == len(right):
        return _of_one_length(wrong, right)
    short, long = sorted((wrong, right), key=len)
    pairs = enumerate(zip(short, long[: len(short)], strict=True))
    at = next((at for at, pair in pairs if pair[0] != pair[1]), len(short))
    if long[:at] + long[at + 1 :] != short:
        return None
    if long[at] == long[at - 1]:
        return _repeated(long, at, is_too_many=long == wrong)
    return Slip.AT_END if at == len(short) else Slip.MISSED


def _repeated(long: str, at: int, *, is_too_many: bool) -> Slip:
    """Return what it is that a letter stands again at a place.

    Before an ending, once and twice are two words in English: `Striping`, `Stripping`.
    """
    if is_too_many and long[at - 2 : at + 1] == 3 * long[at]:
        return Slip.TRIPLED
    return Slip.MISSED if long[at + 1 :] in _ENDINGS else Slip.DOUBLED


_ENDINGS = ("ed", "er", "ers", "ing", "ings", "y")


def _of_one_length(wrong: str, right: str) -> Slip | None:
    unlike = [at for at, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]]
    first, last = unlike[0], unlike[-1]
    if len(unlike) == 1:
        return Slip.AT_END if first == len(right) - 1 else Slip.WRONG
    is_swap = last == first + 1 and wrong[first : last + 1] == right[last] + right[first]
    return Slip.SWAPPED if is_swap and len(unlike) == 2 else None


def _distance(one: str, other: str) -> int:
    """Return how many slips apart two texts are: letters wrong, missing, too many or swapped."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one):
        before, above = above, row
        row = [at + 1]
        for place, theirs in enumerate(other):
            least = min(above[place + 1], row[place]) + 1
            least = min(least, above[place] + (letter != theirs))
            if at and place and letter == other[place - 1] and one[at - 1] == theirs:
                least = min(least, before[place - 1] + 1)
            row.append(least)
    return row[-1]
