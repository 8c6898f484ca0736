"""From the text of a YAML file to what it says, with every fault of it as a finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.project.decode import Notes
from crossfoot.project.fault import Fault, Unfit, Unreadable
from crossfoot.project.nodes import Node
from crossfoot.project.yaml import read_yaml
from crossfoot.source import Source

_Read = TypeVar("_Read")


class Form(NamedTuple):
    """A kind of file: its JSON Schema in `grammar`, and what a reader calls it."""

    schema: str
    called: str


PROJECT = Form("project.schema.json", "the project file")
CHART = Form("chart.schema.json", "the chart of accounts")


def decoded(
    source: Source, decoder: Callable[[Node, Notes], _Read], form: Form
) -> tuple[_Read | None, bool, tuple[Diagnostic, ...]]:
    """Return what a file says, whether it is whole, and what is wrong with it."""
    try:
        node, faults = read_yaml(source)
    except Unreadable as error:
        return None, False, (bad_file(error.fault),)
    return fitted(node, faults, decoder, form)


def fitted(
    node: Node, faults: Sequence[Fault], decoder: Callable[[Node, Notes], _Read], form: Form
) -> tuple[_Read | None, bool, tuple[Diagnostic, ...]]:
    """Return what a document says that was read with some faults, as `decoded` does."""
    notes = Notes()
    try:
        value = decoder(node, notes)
    except Unfit as misfit:
        value = None
        notes.unfit.append(misfit.fault)
    found = (*faults, *_misfits(node, notes, form), *notes.faults)
    return value, not notes.unfit, tuple(bad_file(fault) for fault in found)


def _misfits(node: Node, notes: Notes, form: Form) -> tuple[Fault, ...]:
    if not notes.unfit:
        return ()
    from crossfoot.project.shape import misfits

    return misfits(node, form.schema, form.called) or tuple(notes.unfit)


def bad_file(fault: Fault) -> Diagnostic:
    """Return a fault of a project's file as a finding (XF002)."""
    related = () if fault.earlier is None else (Related(fault.earlier, "the other one"),)
    message, at, help_, _, fix = fault
    return Diagnostic(BAD_PROJECT_FILE, message, at, related, help=help_, fix=fix)
