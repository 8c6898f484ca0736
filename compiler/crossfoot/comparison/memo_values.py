"""What memos are filled in with: values of stores and members that only their texts ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crossfoot.comparison.result import Remark, Topic
from crossfoot.comparison.stretches import Shared
from crossfoot.model.names import key
from crossfoot.model.rules import Placeholder, Template
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.resolve.templates import STORE


def remarks_on_values(
    before: Ruleset, after: Ruleset, stores: Iterable[Shared]
) -> Iterator[Remark]:
    """Yield the values that memos of both versions ask for, and that are others than before."""
    asked = [each for each in _asked(before) if each in set(_asked(after))]
    for old, new in stores if asked else ():
        for owner, attribute in asked:
            was, now = (_values(store, owner, attribute) for store in (old, new))
            for holder in now:
                if holder in was and was[holder][1] != now[holder][1]:
                    name = f"`{{{owner}.{attribute}}}` of `{now[holder][0]}`"
                    text = f"{name} is {_shown(now[holder][1])}, before: {_shown(was[holder][1])}"
                    yield Remark(Topic.MEMOS, None, text)


def _asked(ruleset: Ruleset) -> list[tuple[str, str]]:
    """Return the owners and keys that memos ask for, in the order of the rules."""
    memos = [each.memo for each in ruleset.posts] + [each.memo for each in ruleset.defaults]
    return list(dict.fromkeys(pair for memo in memos for pair in _of(memo)))


def _of(memo: Template | None) -> Iterator[tuple[str, str]]:
    for part in memo.parts if memo is not None else ():
        if isinstance(part, Placeholder) and part.attribute is not None:
            yield part.owner, part.attribute


def _values(store: Store, owner: str, attribute: str) -> Mapping[str, tuple[str, str | None]]:
    """Return name and value of who has such a key, by the key of the name."""
    if owner == STORE:
        return {key(store.name): (store.name, store.attributes.get(attribute))}
    members = store.members.get(key(owner), ())
    return {key(each.name): (each.name, each.attributes.get(attribute)) for each in members}


def _shown(value: str | None) -> str:
    return "not given" if value is None else f"`{value}`"
