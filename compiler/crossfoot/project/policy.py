"""Reads the key `check` of the project file: how much findings weigh, and where none is told."""

from __future__ import annotations

import re

from crossfoot.codes import Code, Severity
from crossfoot.model.policy import Grade, LeftOut, Policy
from crossfoot.project.decode import Notes, items, one_of, table, text
from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Entry, Node, Table
from crossfoot.suggest import did_you_mean

KEYS = ("severity", "leave out")
OFF = "off"
LEVELS = (OFF, *(severity.value for severity in reversed(Severity)))

_PATTERN = r"(?![/\\~!])(?!.*(^|[/\\])\.\.([/\\]|\Z))(?![A-Za-z]:).*\S"

_BOOKS = "posting by such rules would put wrong numbers in the books"
_WHY_ERRORS = {
    "XF0": "what cannot be read cannot be posted by",
    "XF1": "what is not understood cannot be posted by",
    "XF2": "QuickBooks would refuse what such rules post",
    "XF3": _BOOKS,
    "XF4": _BOOKS,
    "XF5": "posting such a batch would put wrong numbers in the books",
    "XF6": "QuickBooks would refuse it, or have it twice",
}
"""Why an error stays one, by the first digit of its code."""

ALLOWED_SINGLY = ("XF302", "XF401")
"""Errors that may be meant; each is allowed where it stands, with a reason."""


def policy(node: Node, notes: Notes) -> Policy:
    """Return what the key says; whatever is wrong with it goes into `notes`."""
    top = table(node)
    notes.only(top, KEYS)
    severity = notes.value(top, "severity", table)
    left_out = notes.value(top, "leave out", items) or ()
    grades = {} if severity is None else _grades(severity, notes)
    return Policy(grades, notes.each(_left_out, left_out))


def _left_out(node: Node) -> LeftOut:
    written = text(node)
    if not re.match(_PATTERN, written):
        raise Unfit(Fault(f"`{written}` is not a pattern of files in the project folder", node.at))
    return LeftOut(written.replace("\\", "/"), node.at)


def _grades(node: Table, notes: Notes) -> dict[str, Grade]:
    from crossfoot.codes.all import ALL

    known = {each.number: each for each in ALL} | {each.name: each for each in ALL}
    grades: dict[str, Grade] = {}
    for entry in node.entries:
        level = notes.tried(one_of(LEVELS), entry.value, None)
        code = known.get(entry.name)
        if code is None:
            notes.faults.append(_unknown(entry, known))
        elif level is not None:
            _grade(grades, code, level, entry, notes)
    return grades


def _grade(grades: dict[str, Grade], code: Code, level: str, entry: Entry, notes: Notes) -> None:
    severity = None if level == OFF else Severity(level)
    if severity is not Severity.ERROR and not code.may_be_graded:
        notes.faults.append(_stays_an_error(code, level, entry))
        return
    grade = Grade(f"{entry.name}: {level}", severity, entry.at)
    earlier = grades.setdefault(code.number, grade)
    if earlier is not grade:
        message = f"{code.number} {code.name} is given twice, by its number and by its name"
        notes.faults.append(Fault(message, entry.at, None, earlier.at))


def _unknown(entry: Entry, known: dict[str, Code]) -> Fault:
    hint = did_you_mean(entry.name, known) or "`crossfoot explain` lists the codes"
    return Fault(f"there is no code `{entry.name}`", entry.at, hint)


def _stays_an_error(code: Code, level: str, entry: Entry) -> Fault:
    cannot = "cannot be off" if level == OFF else f"cannot be a {level}"
    help_ = "put right what it finds"
    if code.number in ALLOWED_SINGLY:
        help_ = f'where it is meant, write `allow {code.number} because "…"` into the rules'
    message = f"{code.number} {code.name} {cannot}: {_WHY_ERRORS[code.number[:3]]}"
    return Fault(message, entry.value.at, help_)
