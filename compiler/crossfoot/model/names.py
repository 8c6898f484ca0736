"""When two names are the same name."""

from __future__ import annotations


def key(name: str) -> str:
    """Return what a name is looked up by: case and runs of white space do not matter."""
    return " ".join(name.split()).casefold()
