"""The files of a project that lists are kept in: read as they are, written as they become."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.lists.arrivals import NotImported
from crossfoot.exchange.lists.kinds import Kind
from crossfoot.project import accounts, facts
from crossfoot.project.beside import place_of
from crossfoot.project.decode import Notes
from crossfoot.project.decoded import CHART, Form, bad_file, fitted
from crossfoot.project.editing.edit import Edit, applied
from crossfoot.project.editing.lists import Line, Sheet, rewritten
from crossfoot.project.editing.records import changed, fields_of
from crossfoot.project.editing.scalars import Value, pairs
from crossfoot.project.fault import Fault, Unreadable
from crossfoot.project.lists import file_of, form_of, list_decoder
from crossfoot.project.nodes import Node, Scalar
from crossfoot.project.there import is_there
from crossfoot.project.yaml import read_yaml
from crossfoot.quickbooks.list_items import ListKind
from crossfoot.source import BadText, Source, decode


class Shape(NamedTuple):
    """What a file should look like, and what reads it."""

    form: Form
    decoder: Callable[[Node, Notes], object]


@dataclass(frozen=True, slots=True)
class Paper:
    """One file as it is. `content` is None where there is none; its text then is empty."""

    path: str
    content: bytes | None
    source: Source
    node: Node
    shape: Shape

    @property
    def is_blank(self) -> bool:
        """Whether nothing but remarks is in it."""
        return isinstance(self.node, Scalar) and self.node.text is None

    def sheet(self, kind: Kind) -> Sheet:
        """Return the list in it."""
        return Sheet(self.source, self.node, kind.name, kind.order)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file as it becomes, and what is then read of it. `old` is None where there was none."""

    path: str
    old: bytes | None
    new: bytes
    value: object

    @property
    def is_changed(self) -> bool:
        """Whether it has to be written."""
        return self.old != self.new


def paper_of_list(root: Path, chart: str, kind: Kind) -> Paper:
    """Return the file of a list. Raises NotImported where it has faults, OSError."""
    if kind.list is ListKind.ACCOUNTS:
        return _paper(root, chart, Shape(CHART, accounts.chart))
    path = _beside(chart, file_of(kind.name))
    return _paper(root, path, Shape(form_of(kind.name), list_decoder(kind.name)))


def paper_of_facts(root: Path, chart: str) -> Paper:
    """Return the file of the company's facts. Raises NotImported where it has faults, OSError."""
    return _paper(root, _beside(chart, facts.FILE), Shape(facts.FORM, facts.facts))


def _beside(chart: str, name: str) -> str:
    path = place_of(chart, name)
    if path == chart:
        raise NotImported(
            f"the chart of accounts is called `{name}`, the name of another list; give it another"
        )
    return path


def _paper(root: Path, path: str, shape: Shape) -> Paper:
    place = root / path
    if not is_there(place.exists):
        source = Source(path, "")
        return Paper(path, None, source, Scalar(None, source.whole()), shape)
    content = place.read_bytes()
    try:
        source = _ended(decode(path, content))
        node, faults = read_yaml(source)
    except BadText as error:
        raise _unfit(bad_file(Fault(error.message, error.at))) from None
    except Unreadable as error:
        raise _unfit(bad_file(error.fault)) from None
    paper = Paper(path, content, source, node, shape)
    if not paper.is_blank:
        _, _, found = fitted(node, faults, shape.decoder, shape.form)
        if found:
            raise _unfit(found[0])
    return paper


def _ended(source: Source) -> Source:
    """Return a text whose last line ends."""
    if not source.text or source.text.endswith("\n"):
        return source
    return Source(source.path, f"{source.text}\n", source.crlf)


def _unfit(found: Diagnostic) -> NotImported:
    line, column = found.at.first
    return NotImported(
        f"{found.at.source.path}:{line}:{column}: {found.message}; put this right first, nothing "
        "was imported"
    )


def with_list(
    paper: Paper, kind: Kind, lines: Sequence[Line], more: Mapping[str, Value]
) -> Rewritten:
    """Return a file with another list in it, and `more` values beside the list.

    Raises NotImported where the list could not stand in the file.
    """
    sheet = paper.sheet(kind)
    if paper.is_blank:
        ahead = "".join(f"{pair}\n" for pair in pairs(more))
        text = rewritten(sheet, lines, [Edit(0, 0, ahead)] if ahead else [])
    else:
        said = {**fields_of(paper.node), **more}
        text = rewritten(sheet, lines, list(changed(paper.node, said, accounts.KEYS)))
    new, node, value = _read_back(paper, text)
    wanted = [dict(line.fields) for line in lines]
    found = list(Sheet(new, node, kind.name, kind.order).rows)
    _require(found == wanted, paper)
    return _rewritten(paper, text, value)


def with_facts(paper: Paper, said: Mapping[str, Value]) -> Rewritten:
    """Return the company's file saying so. Raises NotImported where that could not be."""
    if paper.is_blank:
        text = paper.source.text + "".join(f"{pair}\n" for pair in pairs(said))
    else:
        text = applied(paper.source.text, changed(paper.node, said, facts.KEYS))
    _, node, value = _read_back(paper, text)
    _require(fields_of(node) == dict(said), paper)
    return _rewritten(paper, text, value)


def _read_back(paper: Paper, text: str) -> tuple[Source, Node, object]:
    """Read a file as it would be; whatever is wrong with it is wrong with the lists."""
    try:
        source = decode(paper.path, text.encode())
        node, faults = read_yaml(source)
    except BadText as error:
        raise NotImported(f"{paper.path} would not be a text: {error.message}") from None
    except Unreadable as error:
        raise _cannot_stand(paper, error.fault.message) from None
    value, _, found = fitted(node, faults, paper.shape.decoder, paper.shape.form)
    if found:
        raise _cannot_stand(paper, found[0].message)
    return source, node, value


def _require(is_as_wanted: bool, paper: Paper) -> None:
    if not is_as_wanted:
        raise _cannot_stand(paper, "its layout is one that records cannot be put into")


def _cannot_stand(paper: Paper, why: str) -> NotImported:
    return NotImported(
        f"{paper.path} cannot become what QuickBooks says: {why}; nothing was imported"
    )


def _rewritten(paper: Paper, text: str, value: object) -> Rewritten:
    if text == paper.source.text:
        return Rewritten(paper.path, paper.content, paper.content or b"", value)
    mark = codecs.BOM_UTF8 if (paper.content or b"").startswith(codecs.BOM_UTF8) else b""
    new = (text.replace("\n", "\r\n") if paper.source.crlf else text).encode()
    return Rewritten(paper.path, paper.content, mark + new, value)
