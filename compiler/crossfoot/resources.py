"""Where the grammar, the models and the templates lie.

They are the user's top-level folders in a checkout and lie inside the package
once installed; no other module knows which.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _CHECKOUT / name


def grammar(name: str) -> Path:
    """Return the path of a grammar or schema file, e.g. ``crossfoot.lark``."""
    return _folder("grammar") / name


def model(name: str) -> Path:
    """Return the path that a shipped model called `name` would have; it may not exist."""
    return _folder("rules") / f"{name}.gl"


def models() -> tuple[str, ...]:
    """Return the names of the shipped models, sorted."""
    return tuple(sorted(path.stem for path in _folder("rules").glob("*.gl")))


def templates() -> Path:
    """Return the folder of the output templates."""
    return _folder("templates")
