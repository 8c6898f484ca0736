"""What is wrong with a file from QuickBooks: it cannot be taken at its word."""

from __future__ import annotations

_MOST = 60


class BadAnswer(ValueError):
    """A file that is no answer or list of QuickBooks', or is damaged: nothing of it counts.

    `message` is one line in an accountant's words and says what to do; `line` and `column` count
    from 1.
    """

    def __init__(self, message: str, line: int, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def quoted(text: str) -> str:
    """Return a text of a file as it may stand in a message: one short line in backticks."""
    short = text if len(text) <= _MOST else text[: _MOST - 1] + "…"
    return f"`{''.join(map(_shown, short))}`"


def _shown(character: str) -> str:
    """Return a character, or what stands for one that a terminal would obey or not show."""
    return character if character.isprintable() and character != "`" else "?"
