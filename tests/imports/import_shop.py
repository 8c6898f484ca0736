"""A shop to import lists into: the corner store, and what QuickBooks says of one like it."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from ground import REPOSITORY

CORNER_STORE = REPOSITORY / "examples" / "corner-store"


def corner_store(folder: Path) -> Path:
    """Return a copy of the corner store, to be changed."""
    root = folder / "shop"
    names = shutil.ignore_patterns("expected", "crossfoot.sqlite*", "crossfoot.mark")
    shutil.copytree(CORNER_STORE, root, ignore=names)
    return root


def replaced(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that is there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def answered(*parts: str) -> str:
    """Return an answer of QuickBooks' with lists and facts in it."""
    inside = "".join(parts)
    head = '<?xml version="1.0" ?>\n<QBXML>\n<QBXMLMsgsRs>\n'
    return f"{head}{inside}</QBXMLMsgsRs>\n</QBXML>\n"


def list_of(kind: str, *records: str, remaining: int | None = None, code: int = 0) -> str:
    """Return the answer to one question, as ``AccountQuery``."""
    left = "" if remaining is None else f' iteratorRemainingCount="{remaining}" iteratorID="{{1}}"'
    status = f'statusCode="{code}" statusSeverity="Info" statusMessage="Status OK"'
    return f"<{kind}QueryRs {status}{left}>\n{''.join(records)}</{kind}QueryRs>\n"


def record(kind: str, name: str, id_: str, **fields: str) -> str:
    """Return a record; a ``Ref`` holds a full name."""
    texts = {"ListID": id_, "Name": name.rpartition(":")[2], "FullName": name, **fields}
    if kind in ("StandardTerms", "Vendor"):
        del texts["FullName"]
    inside = "".join(
        f"<{tag}><FullName>{escape(text)}</FullName></{tag}>"
        if tag.endswith("Ref")
        else f"<{tag}>{escape(text)}</{tag}>"
        for tag, text in texts.items()
    )
    return f"<{kind}Ret>{inside}</{kind}Ret>\n"


def account(
    name: str, id_: str, type_: str, number: str = "", special: str = "", **fields: str
) -> str:
    """Return an account as QuickBooks tells of it."""
    more = {"SpecialAccountType": special, "AccountNumber": number}
    more = {tag: text for tag, text in more.items() if text}
    fields = {"IsActive": "true", **fields, "AccountType": type_, **more}
    return record("Account", name, id_, **fields)


def saved(folder: Path, text: str, name: str = "answer.xml") -> Path:
    """Save an answer, and return where."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def files_of(root: Path) -> dict[str, bytes]:
    """Return what the files right in the project folder hold."""
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}
