"""Reads a request as strictly as QuickBooks does: whatever is wrong with it, none of it is done."""

from __future__ import annotations

import re
from collections.abc import Container
from xml.parsers import expat

from qb_shapes import Element, misshapen


class ParseFault(Exception):
    """A request is no good as a whole: it comes back empty, with this HRESULT (B)."""

    def __init__(self, why: str, hresult: str = "0x80040400") -> None:
        super().__init__(f"{hresult}: {why}")
        self.why = why
        self.hresult = hresult


def parsed(request: bytes, versions: Container[str]) -> Element:
    """Return the QBXMLMsgsRq of a request.

    Raises ParseFault where it is not well-formed, holds bytes outside ASCII, an entity, a control
    character, or elements that are unknown or out of order, or names no version that is known.
    """
    if not request.isascii():
        raise ParseFault("QuickBooks found an error when parsing: bytes outside ASCII")  # B
    reading = _Reading()
    try:
        reading.parser.Parse(request, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise ParseFault(f"QuickBooks found an error when parsing: {fault}") from fault
    if reading.version not in versions:  # A: the qbxml instruction comes first, and is known
        raise ParseFault(f"qbXML version {reading.version} is not supported")
    wrong = misshapen(reading.root)
    if reading.root.tag != "QBXML" or wrong:
        raise ParseFault(wrong or f"element '{reading.root.tag}' is not QBXML")
    return reading.root.children[0]


class _Reading:
    """A tree in the making."""

    def __init__(self) -> None:
        self.version: str | None = None
        self.root = Element("", {}, [], [])
        self._open = [self.root]
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        for value in attributes.values():
            _only_latin(value)
        element = Element(tag, attributes, [], [])
        self._open[-1].children.append(element)
        self._open.append(element)
        self.root = self._open[1]

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        _only_latin(text)
        self._open[-1].texts.append(text)

    def _instruction(self, target: str, data: str) -> None:
        found = re.fullmatch(r"version\s*=\s*(['\"])([\w.]+)\1\s*", data)
        if target == "qbxml" and found and not self.root.tag:
            self.version = found[2]

    def _doctype(self, *_: object) -> None:
        raise ParseFault("QuickBooks found an error when parsing: a DOCTYPE")


def _only_latin(text: str) -> None:
    # XML itself forbids the first 32 (A); the rest of the control characters, and what a Western
    # Windows has no letter for, are refused to be on the safe side (C).
    if re.search("[^\t\n\r\x20-\x7e\xa0-\xff]", text):
        raise ParseFault("QuickBooks found an error when parsing: a character it does not take")
