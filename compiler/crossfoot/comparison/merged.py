"""Answers that say the same, told once: of other stores, and of the days that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from crossfoot.comparison.result import Answer, Names, Place


def merged(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return answers by what they say, in the order of the first of each.

    Those that name accounts by store stay as they are.
    """
    found: dict[Answer, list[Place]] = {}
    for answer in answers:
        said = answer if _by_store(answer) else replace(answer, places=())
        found.setdefault(said, []).extend(answer.places)
    return tuple(
        replace(said, places=places if _by_store(said) else _joined(places))
        for said, places in ((each, tuple(places)) for each, places in found.items())
    )


def _by_store(answer: Answer) -> bool:
    return any(len(names) > 1 for names in _names(answer))


def _names(answer: Answer) -> Iterable[Names]:
    for flow in answer.flows:
        yield from (flow.giver, flow.taker)
    yield from (change.account for change in answer.changes)
    yield from (shown.account for shown in (answer.witness.accounts if answer.witness else ()))


def _joined(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places, the stretches of a store that follow each other as one."""
    by_store: dict[str, list[Place]] = {}
    for place in places:
        by_store.setdefault(place.store, []).append(place)
    out: list[Place] = []
    for each in by_store.values():
        for place in sorted(each, key=lambda place: place.first or date.min):
            if out and _follows(out[-1], place):
                out[-1] = out[-1]._replace(last=place.last)
            else:
                out.append(place)
    return tuple(out)


def _follows(place: Place, other: Place) -> bool:
    if place.store != other.store or place.last is None:
        return False
    return other.first == place.last + timedelta(days=1)
