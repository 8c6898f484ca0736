"""The smallest shop that still shows a fault: whatever can be left out is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from described import ALWAYS, Shop, Store

_LISTS = (
    "differences", "clears", "rules", "nevers", "identities", "definitions", "measures", "stores",
)  # fmt: skip
_SCOPED = ("differences", "clears", "rules", "nevers")


def shrunk(shop: Shop, shows: Callable[[Shop], bool]) -> Shop:
    """Return a shop that still `shows` it, of which nothing more can be left out."""
    while (less := next(filter(shows, _smaller(shop)), None)) is not None:
        shop = less
    return shop


def _smaller(shop: Shop) -> Iterator[Shop]:
    for name in _LISTS:
        listed = getattr(shop, name)
        for at in range(len(listed)):
            yield _with(shop, name, (*listed[:at], *listed[at + 1 :]))
    for at, store in enumerate(shop.stores):
        for fewer in _fewer_members(store):
            yield _with(shop, "stores", (*shop.stores[:at], fewer, *shop.stores[at + 1 :]))
    for name in _SCOPED:
        listed = getattr(shop, name)
        for at, each in enumerate(listed):
            if each.scope != ALWAYS:
                plain = replace(each, scope=ALWAYS)
                yield _with(shop, name, (*listed[:at], plain, *listed[at + 1 :]))
    for at, measure in enumerate(shop.measures):
        if measure.sign:
            free = replace(measure, sign=0)
            yield _with(shop, "measures", (*shop.measures[:at], free, *shop.measures[at + 1 :]))


def _with(shop: Shop, name: str, listed: tuple[object, ...]) -> Shop:
    return replace(shop, **{name: listed})  # type: ignore[arg-type]


def _fewer_members(store: Store) -> Iterator[Store]:
    for by, members in store.members.items():
        for member in members:
            rest = tuple(each for each in members if each != member)
            yield Store(store.name, {**store.members, by: rest})
