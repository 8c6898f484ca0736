"""Which files of two versions have another text, whatever it means."""

from __future__ import annotations

from crossfoot.comparison.result import Texts
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.sources import sources_of


def texts(before: Ruleset, after: Ruleset) -> Texts:
    """Return how the files differ that rules, chart and stores stand in."""
    old = {path: source.text for path, source in sources_of(before).items()}
    new = {path: source.text for path, source in sources_of(after).items()}
    gone = [path for path in sorted(old) if path not in new]
    added = [path for path in sorted(new) if path not in old]
    renamed: list[tuple[str, str]] = []
    for path in list(gone):
        other = next((each for each in added if new[each] == old[path]), None)
        if other is not None:
            renamed.append((path, other))
            gone.remove(path)
            added.remove(other)
    changed = (path for path in sorted(new) if path in old and old[path] != new[path])
    return Texts(tuple(changed), tuple(gone), tuple(added), tuple(renamed))
