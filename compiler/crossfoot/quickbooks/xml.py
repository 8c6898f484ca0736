"""Reads XML that is not trusted, record by record: a list of any length takes the same room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.quickbooks.bad_answer import BadAnswer as BadAnswer
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.opening import BLANK, CHUNK, Readable

if TYPE_CHECKING:
    from pyexpat import ExpatError, XMLParserType

RECORDS_AT = 4
"""How deep a record stands: QBXML, QBXMLMsgsRs, an answer such as AccountQueryRs, AccountRet."""


class Bounds(NamedTuple):
    """What is too much. No answer of QuickBooks' comes near; sizes in bytes, texts in characters.

    `unread` is how much of one tag or comment may come before its end is seen, `elements` how
    many a single record may hold.
    """

    size: int = 2**31
    depth: int = 32
    text: int = 65_536
    elements: int = 100_000
    attributes: int = 64
    unread: int = 2**20


BOUNDS = Bounds()

_ENCODINGS = frozenset(
    ("utf-8", "utf-16", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "cp1252")
)
_NOT_TAKEN = "nothing was taken; save QuickBooks' answer again"


class Element(NamedTuple):
    """An element with all that is in it. `text` is its own, as written; `line` is where it begins.

    An element that has children has no text: only white space may stand between them.
    """

    name: str
    attributes: Mapping[str, str]
    text: str
    children: tuple[Element, ...]
    line: int
    column: int = 1

    def child(self, name: str) -> Element | None:
        """Return the first child of a name."""
        return next((each for each in self.children if each.name == name), None)

    def find(self, *path: str) -> Element | None:
        """Return the first element down a path of names."""
        found: Element | None = self
        for name in path:
            if found is None:
                return None
            found = found.child(name)
        return found

    def text_of(self, *path: str) -> str | None:
        """Return the text down a path of names, without space around it; None where it is blank."""
        found = self.find(*path)
        return (found.text.strip() or None) if found is not None else None

    def fault(self, message: str) -> BadAnswer:
        """Return a fault of this element, to be raised."""
        return BadAnswer(message, self.line, self.column)


class Part(NamedTuple):
    """One step through a file: an element, and how deep it stands, from 1.

    A record is whole. What is around records comes when it begins: without what is in it.
    """

    depth: int
    element: Element


def read_parts(file: Readable, bounds: Bounds = BOUNDS) -> Iterator[Part]:
    """Yield what is around the records, and each record as soon as it is whole.

    The last part having come means that the whole file is sound XML. Raises BadAnswer for
    anything else, for a DOCTYPE (QuickBooks writes none, and entities are how a small file grows
    without end), and for what is beyond the bounds. Nothing outside the file is ever read.
    """
    reader = _Reader(bounds)
    fed = 0
    while True:
        chunk = file.read(CHUNK)
        if chunk and not fed and not chunk.lstrip(BLANK).startswith(b"<"):
            raise BadAnswer(f"this is not XML, which QuickBooks answers in: {_NOT_TAKEN}", 1)
        fed += len(chunk)
        fault = reader.fed(chunk, fed)
        yield from reader.taken()
        if fault is not None:
            raise fault
        if not chunk:
            return


class _Open(NamedTuple):
    """An element whose end has not come yet."""

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[Element]
    texts: list[str]


class _Reader:
    """What the parser calls: builds records and holds everything against the bounds."""

    def __init__(self, bounds: Bounds) -> None:
        from pyexpat import ParserCreate

        self.parser: XMLParserType = ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends
        self.parser.CharacterDataHandler = self._text
        self._bounds = bounds
        self._open: list[_Open] = []
        self._parts: list[Part] = []
        self._elements = 0
        self._length = 0

    @property
    def _names(self) -> tuple[str, ...]:
        """The names of what is open, outermost first."""
        return tuple(each.name for each in self._open)

    def fed(self, chunk: bytes, fed: int) -> BadAnswer | None:
        """Read on, or to the end where nothing comes; return what is wrong, if anything is.

        `fed` is how many bytes that makes in all. What comes in front of a fault is taken.
        """
        from pyexpat import ExpatError

        if fed > self._bounds.size:
            return self._beyond("the file is larger than any answer of QuickBooks'")
        try:
            self.parser.Parse(chunk, not chunk)
        except ExpatError as error:
            return _told(error, self._names)
        except BadAnswer as fault:
            return fault
        if fed - max(self.parser.CurrentByteIndex, 0) > self._bounds.unread:
            return self._beyond("one tag or comment is longer than any of QuickBooks'")
        return None

    def taken(self) -> list[Part]:
        """Return the parts since the last time."""
        parts, self._parts = self._parts, []
        return parts

    def _here(self, message: str) -> BadAnswer:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        return BadAnswer(message, max(line, 1), max(column, 0) + 1)

    def _beyond(self, message: str) -> BadAnswer:
        return self._here(f"{message}: {_NOT_TAKEN}")

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise self._here(f"the file is in {quoted(encoding)}; save it as UTF-8")

    def _doctype(self, name: str, system: str | None, public: str | None, subset: bool) -> None:
        raise self._beyond("a DOCTYPE stands here, and QuickBooks writes none")

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        depth, bounds = len(self._open) + 1, self._bounds
        if depth > bounds.depth:
            raise self._beyond(f"{quoted(name)} stands deeper than anything of QuickBooks'")
        self._elements = self._elements + 1 if depth > RECORDS_AT else 1
        if self._elements > bounds.elements:
            raise self._beyond("one record has more in it than any of QuickBooks'")
        if attributes:
            self._bound(name, attributes)
        parser = self.parser
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        self._open.append(_Open(name, attributes, line, column, [], []))
        self._length = 0
        if depth < RECORDS_AT:
            self._parts.append(Part(depth, Element(name, attributes, "", (), line, column)))

    def _bound(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hold an element's attributes against the bounds."""
        longest = max(map(len, attributes.values()))
        if len(attributes) > self._bounds.attributes or longest > self._bounds.text:
            raise self._beyond(f"the attributes of {quoted(name)} are longer than any")

    def _text(self, text: str) -> None:
        if len(self._open) < RECORDS_AT:
            if text.strip():
                raise self._here(f"{quoted(text.strip())} stands between records: {_NOT_TAKEN}")
            return
        self._length += len(text)
        if self._length > self._bounds.text:
            raise self._beyond(
                f"the text of {quoted(self._open[-1].name)} is longer than any of QuickBooks'"
            )
        self._open[-1].texts.append(text)

    def _ends(self, name: str) -> None:
        _, attributes, line, column, children, texts = self._open.pop()
        depth = len(self._open) + 1
        self._length = 0
        if depth < RECORDS_AT:
            return
        text = "".join(texts)
        if children and text:
            self._require_blank(text, name)
            text = ""
        whole = Element(name, attributes, text, tuple(children), line, column)
        if depth == RECORDS_AT:
            self._parts.append(Part(depth, whole))
        else:
            self._open[-1].children.append(whole)

    def _require_blank(self, text: str, name: str) -> None:
        if not text.isspace():
            raise self._here(f"{quoted(text.strip())} stands loose in {quoted(name)}")


def _told(error: ExpatError, names: tuple[str, ...]) -> BadAnswer:
    return BadAnswer(
        f"{_fault(error, names)}: {_NOT_TAKEN}", max(error.lineno, 1), max(error.offset, 0) + 1
    )


def _fault(error: ExpatError, names: tuple[str, ...]) -> str:
    """Return what the parser met, in words for people."""
    from pyexpat import errors

    where = f" of {quoted(names[-1])}" if names else ""
    what = errors.messages.get(error.code, "")
    if what in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    ):
        return f"the file ends in the middle{where}"
    if what == errors.XML_ERROR_TAG_MISMATCH:
        return f"another element ends here than {quoted(names[-1])}" if names else "this is no XML"
    if what == errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
        return "something stands behind the end of the answer; one file holds one answer"
    if what == errors.XML_ERROR_MISPLACED_XML_PI:
        return "something stands in front of the first line `<?xml …?>`"
    if what == errors.XML_ERROR_INCORRECT_ENCODING or what == errors.XML_ERROR_UNKNOWN_ENCODING:
        return "the file is not in the encoding that its first line names"
    return f"this is no sound XML, in the middle{where}" if names else "this is no sound XML"
