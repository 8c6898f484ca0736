"""The order in which definitions can be unfolded, and the circles among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def in_order(
    needs: Mapping[str, Sequence[str]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the names so that each comes after what it needs, and the circles met on the way.

    Walks without recursion: a chain of definitions may be as long as the file. A name on a
    circle is in the order too, where its circle was closed.
    """
    done: dict[str, bool] = {}
    order: list[str] = []
    circles: list[tuple[str, ...]] = []
    for start in needs:
        if start not in done:
            _walk(start, needs, done, order, circles)
    return tuple(order), tuple(circles)


def _walk(
    start: str,
    needs: Mapping[str, Sequence[str]],
    done: dict[str, bool],
    order: list[str],
    circles: list[tuple[str, ...]],
) -> None:
    path: list[str] = [start]
    ahead: list[Iterator[str]] = [iter(needs[start])]
    done[start] = False
    while path:
        following = next((name for name in ahead[-1] if name in needs), None)
        if following is None:
            done[path[-1]] = True
            order.append(path.pop())
            ahead.pop()
        elif following not in done:
            done[following] = False
            path.append(following)
            ahead.append(iter(needs[following]))
        elif not done[following]:
            circles.append(tuple(path[path.index(following) :]))
