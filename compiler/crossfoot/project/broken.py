"""Says in an accountant's words why a text is not YAML.

The parser's own words speak of scalars and indicators, and its mark is where it gave up, often
a line below the mistake. So the mistake is looked for in the text around the mark, the likely
ones first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from crossfoot.project.fault import Fault
from crossfoot.source import Source, Span

_TAB = re.compile(r"[ ]*(?P<here>\t+)")
_NO_SPACE = re.compile(r"\s*(?:- +)*[^\W\d][\w ]*(?P<here>:)[^\s:/\\]")
_KEY = re.compile(r"\s*(?:[-?] +)*(?:\"[^\"]*\"|'[^']*'|[^\s:{\[][^:{\[]*):\s")


class _Broken(NamedTuple):
    """Where the parser gave up (`at`), what it was within (`within`), and what it says."""

    source: Source
    at: int
    within: int | None
    problem: str
    context: str

    @property
    def line(self) -> int:
        return self.source.position(self.at).line

    def start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self.source.start_of(line)

    def above(self) -> int | None:
        """The nearest line above that holds more than a remark."""
        for number in range(self.line - 1, 0, -1):
            text = self.source.line(number).strip()
            if text and not text.startswith("#"):
                return number
        return None

    def fault(self, message: str, start: int, end: int, help: str | None = None) -> Fault:
        size = len(self.source.text)
        return Fault(message, Span(self.source, min(start, size), min(end, size)), help)


def explained(source: Source, error: Any) -> Fault:
    """Return the fault behind an error of the YAML parser, with its marks."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Fault("this is not YAML", source.whole())
    within = None if error.context_mark is None else error.context_mark.index
    broken = _Broken(
        source, min(mark.index, len(source.text)), within, error.problem or "", error.context or ""
    )
    for look in _LOOKS:
        found = look(broken)
        if found is not None:
            return found
    return broken.fault(
        "this is not YAML: look at the quotes and the indentation", broken.at, broken.at + 1
    )


def _tab(broken: _Broken) -> Fault | None:
    for number in (broken.line, broken.line - 1):
        match = _TAB.match(broken.source.line(number)) if number else None
        if match:
            start = broken.start(number) + match.start("here")
            message = "this line is indented with a tab; use spaces"
            return broken.fault(message, start, start + len(match["here"]))
    return None


def _backslash(broken: _Broken) -> Fault | None:
    if not any(word in broken.problem for word in ("escape", "hexdecimal", "Unicode character")):
        return None
    start = broken.source.text.rfind("\\", 0, broken.at + 1)
    return broken.fault(
        "`\\` in double quotes begins a special character",
        start,
        start + 2,
        "write it twice, or use single quotes",
    )


def _open_quote(broken: _Broken) -> Fault | None:
    if "quoted scalar" in broken.context and broken.within is not None:
        return broken.fault("this quote is never closed", broken.within, broken.within + 1)
    for number in (broken.line, broken.above()):
        line = broken.source.line(number) if number else ""
        if number and _quotes(line) % 2:
            start = broken.start(number) + line.rindex('"')
            return broken.fault('a `"` is missing in this line', start, start + 1)
    return None


def _quotes(line: str) -> int:
    """Return how many double quotes stand in a line, outside single ones and remarks."""
    return re.sub(r"'[^']*'|\\\"|(?<=\s)#[^\"]*\Z", "", line).count('"')


def _behind_quote(broken: _Broken) -> Fault | None:
    before = broken.source.text[: broken.at].rstrip(" ")
    if "expected" not in broken.problem or not before.endswith(("'", '"')):
        return None
    if broken.source.text[broken.at : broken.at + 1] in ("", "\n", ":"):
        return None
    quote = before[-1]
    opened = _opened_above(broken, quote, len(before))
    if opened is not None:
        return opened
    other = "double" if quote == "'" else "single"
    return broken.fault(
        "the quote before this closes the value, yet it goes on",
        broken.at,
        broken.at + 1,
        f"put the whole value in {other} quotes",
    )


def _opened_above(broken: _Broken, quote: str, end: int) -> Fault | None:
    """Return the line above that lacks its closing quote, if a quote here only closes that."""
    if broken.source.text.count(quote, broken.start(broken.line), end) % 2 == 0:
        return None
    for number in range(broken.line - 1, 0, -1):
        line = broken.source.line(number)
        if line.count(quote) % 2:
            start = broken.start(number) + line.rindex(quote)
            return broken.fault(f"a `{quote}` is missing in this line", start, start + 1)
    return None


def _bracket(broken: _Broken) -> Fault | None:
    here = broken.source.text[broken.at : broken.at + 1]
    if "flow" in broken.context and broken.within is not None:
        if here == ",":
            return broken.fault("nothing stands before this `,`", broken.at, broken.at + 1)
        opening = _opening(broken.source.text, broken.within)
        message = f"this `{broken.source.text[opening]}` is not closed, or a `,` is missing in it"
        return broken.fault(message, opening, opening + 1)
    if here and here in "]}":
        return broken.fault(f"this `{here}` closes nothing", broken.at, broken.at + 1)
    return None


def _opening(text: str, at: int) -> int:
    """Return where the bracket opens that the parser was within at offset `at`."""
    if text[at : at + 1] in ("[", "{"):
        return at
    return max(text.rfind("[", 0, at), text.rfind("{", 0, at), 0)


def _no_space(broken: _Broken) -> Fault | None:
    for number in (broken.above(), broken.line):
        line = broken.source.line(number) if number else ""
        match = _NO_SPACE.match(line)
        if number and match and not _KEY.match(line):
            start = broken.start(number) + match.start("here")
            return broken.fault("a space is missing behind this `:`", start, start + 1)
    return None


def _no_colon(broken: _Broken) -> Fault | None:
    if "could not find expected ':'" not in broken.problem or broken.within is None:
        return None
    line = broken.source.position(broken.within).line
    end = broken.start(line) + len(broken.source.line(line))
    return broken.fault("a `:` is missing in this line", broken.within, end)


def _second_colon(broken: _Broken) -> Fault | None:
    if "mapping values" not in broken.problem:
        return None
    start = broken.start(broken.line)
    if _KEY.match(broken.source.text[start : broken.at]):
        return broken.fault(
            "a second `:` in this line",
            broken.at,
            broken.at + 1,
            'put the value in quotes, as in `name: "a: b"`',
        )
    line = broken.source.line(broken.line)
    start += len(line) - len(line.lstrip())
    message = "this line begins further to the right than the lines it belongs to"
    return broken.fault(message, start, broken.at)


def _beginning(broken: _Broken) -> Fault | None:
    here = broken.source.text[broken.at : broken.at + 1]
    if "cannot start any token" in broken.problem:
        message = "a value cannot begin with this character; put quotes around it"
        return broken.fault(message, broken.at, broken.at + 1)
    if "alphabetic or numeric" in broken.problem:
        message = "a value that begins with `&` or `*` needs quotes"
        return broken.fault(message, broken.at - 1, broken.at)
    if "sequence entries" in broken.problem:
        message = "a list begins in a line of its own, or is written `[a, b]`"
        return broken.fault(message, broken.at, broken.at + 1)
    if here == "?":
        return broken.fault("a value that begins with `?` needs quotes", broken.at, broken.at + 1)
    return None


def _misplaced(broken: _Broken) -> Fault | None:
    if "expected" not in broken.problem:
        return None
    above = broken.above()
    if "block" not in broken.context and above and ":" not in broken.source.line(above):
        start = broken.start(above)
        message = "a `:` is missing in this line"
        return broken.fault(message, start, start + len(broken.source.line(above)))
    if broken.source.text[broken.at : broken.at + 1] == ":":
        message = "a space is missing behind this `:`, or quotes around the whole value"
        return broken.fault(message, broken.at, broken.at + 1)
    message = "this line does not fit what stands above: look at its indentation"
    return broken.fault(message, broken.at, broken.at + 1)


_LOOKS: tuple[Callable[[_Broken], Fault | None], ...] = (
    _tab,
    _backslash,
    _bracket,
    _behind_quote,
    _open_quote,
    _no_space,
    _no_colon,
    _second_colon,
    _beginning,
    _misplaced,
)
"""The likely mistakes, in the order in which they are looked for."""
