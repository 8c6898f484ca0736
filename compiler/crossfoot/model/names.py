"""When two names are the same name."""

from __future__ import annotations

from unicodedata import normalize


def key(name: str) -> str:
    """Return what a name is looked up by: case and runs of white space do not matter.

    Nor does it whether an accent is a character of its own.
    """
    folded = " ".join(name.split()).casefold()
    return folded if folded.isascii() else normalize("NFC", folded)


def subject(name: str, member: str | None = None) -> tuple[str, ...]:
    """Return what a finding on an amount, or on one member of it, is about: `Diagnostic.about`."""
    return (key(name),) if member is None else (key(f"{name}: {member}"), key(name))


def account_subject(name: str) -> str:
    """Return what a finding on an account, by its full name, is about."""
    return f"account {key(name)}"
