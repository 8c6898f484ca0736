"""Reads what was imported of the company: its QuickBooks, preferences and closing date."""

from __future__ import annotations

import re

from crossfoot.model.stores import Facts
from crossfoot.project.company import QBXML, USUAL, Wanted
from crossfoot.project.decode import Notes, day, items, table, text, yes_or_no
from crossfoot.project.decoded import Form
from crossfoot.project.fault import Fault
from crossfoot.project.nodes import Node

FILE = "company.yaml"
FORM = Form("company.schema.json", "the file of the company")
KEYS = (
    "company",
    "product",
    "version",
    "qbxml",
    "class tracking",
    "account numbers",
    "closing date",
)

_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}\Z")
"""What a version of the United States' edition looks like; others begin with letters."""


def facts(node: Node, notes: Notes) -> Facts:
    """Return what a company's file says; whatever is wrong with it goes into `notes`."""
    top = table(node)
    notes.only(top, KEYS)
    return Facts(
        top.at,
        notes.value(top, "company", text),
        notes.value(top, "product", text),
        notes.value(top, "version", text),
        notes.each(text, notes.value(top, "qbxml", items) or ()),
        notes.value(top, "class tracking", yes_or_no),
        notes.value(top, "account numbers", yes_or_no),
        notes.value(top, "closing date", day),
        top.value_at("closing date"),
    )


def version_of(wanted: Wanted | None, known: Facts | None) -> tuple[str, Fault | None]:
    """Return the version of qbXML to write, and what is wrong with the one that is asked for.

    That is the project's own; else 13.0 where QuickBooks takes it or nothing is known of it;
    else the highest that it takes below, or the lowest above.
    """
    taken = _taken(known)
    if known is None or not taken:
        return USUAL if wanted is None else wanted.version, None
    written = [version for version in QBXML if version in taken]
    if wanted is not None:
        return wanted.version, None if wanted.version in taken else _not_taken(wanted, written)
    if not written:
        return USUAL, Fault(
            f"this QuickBooks takes qbXML up to {taken[-1]}, and entries are written in "
            f"{QBXML[0]} or later",
            known.at,
            "post from a later QuickBooks, and import what it says of itself",
        )
    below = [version for version in written if _order(version) <= _order(USUAL)]
    return below[-1] if below else written[0], None


def _taken(known: Facts | None) -> tuple[str, ...]:
    """Return the versions that QuickBooks takes, lowest first; those of other editions left out."""
    versions = known.qbxml_versions if known else ()
    return tuple(sorted((each for each in versions if _VERSION.match(each)), key=_order))


def _order(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    return int(major), int(minor)


def _not_taken(wanted: Wanted, written: list[str]) -> Fault:
    listed = ", ".join(f"`{version}`" for version in written)
    return Fault(
        f"this QuickBooks does not take qbXML {wanted.version}",
        wanted.at,
        f"write one that it takes: {listed}" if written else "it takes none that is written here",
    )
