"""Terminals that do not take every letter, and consoles of Windows that are told to colour."""

from __future__ import annotations

import ctypes
import io
import os
import sys
from types import SimpleNamespace

import pytest

from crossfoot.cli.output import paint, steady
from crossfoot.report.paint import coloured, plain

REPORT = "rules.gl:3:6: “4000 · Épicerie — bien…” ‘x’ → 売\ufffd ½\n   | ^^^^\n"


class Terminal(io.TextIOWrapper):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


def shown(encoding: str, text: str = REPORT) -> str:
    raw = io.BytesIO()
    terminal = Terminal(raw, encoding=encoding, newline="\n")
    steady(terminal)
    terminal.write(text)
    terminal.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8", REPORT.split("\n")[0]),
        ("cp1252", "rules.gl:3:6: “4000 · Épicerie — bien…” ‘x’ -> \\u58f2? ½"),
        ("cp437", "rules.gl:3:6: \"4000 · Épicerie - bien...\" 'x' -> \\u58f2? ½"),
        ("ascii", "rules.gl:3:6: \"4000 . Epicerie - bien...\" 'x' -> \\u58f2? \\xbd"),
        ("cp932", "rules.gl:3:6: “4000 . Epicerie - bien…” ‘x’ → 売? \\xbd"),
    ],
)
def test_what_a_code_page_lacks_stays_legible(encoding: str, line: str) -> None:
    assert shown(encoding) == f"{line}\n   | ^^^^\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "cp932", "koi8-r", "utf-16-le"])
def test_a_terminal_takes_every_letter(encoding: str) -> None:
    every = "".join(map(chr, (*range(0x20, 0x3100), *range(0xD7F0, 0xE010), 0x1F6D2, 0x10FFFF)))
    assert shown(encoding, every)


def test_elsewhere_the_bytes_are_the_same_everywhere() -> None:
    raw = io.BytesIO()
    pipe = io.TextIOWrapper(raw, encoding="cp437", newline="\r\n")
    steady(pipe)
    pipe.write(REPORT + "\udcff")
    pipe.flush()
    assert raw.getvalue() == REPORT.encode() + b"\\udcff"


def painted(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Return whether there are colours, with standard output a terminal."""
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding="utf-8"))
    return {coloured: True, plain: False}[paint()]


@pytest.mark.parametrize(
    ("variable", "value", "is_coloured"),
    [
        ("TERM", "xterm", True),
        ("TERM", "dumb", False),
        ("NO_COLOR", "", True),
        ("NO_COLOR", "0", False),
        ("NO_COLOR", "1", False),
    ],
)
def test_colours_as_the_terminal_allows(
    variable: str, value: str, is_coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    monkeypatch.setitem(os.environ, variable, value)
    assert painted(monkeypatch) == is_coloured


@pytest.mark.parametrize(
    ("is_console", "heeds", "is_coloured"), [(1, 1, True), (1, 0, False), (0, 1, False)]
)
def test_a_console_of_windows_is_told_to_colour(
    is_console: int, heeds: int, is_coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    told: list[int] = []

    def set_mode(_handle: int, mode: int) -> int:
        told.append(mode)
        return heeds

    console = SimpleNamespace(
        GetStdHandle=lambda number: number,
        GetConsoleMode=lambda _handle, _mode: is_console,
        SetConsoleMode=set_mode,
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=console), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert painted(monkeypatch) == is_coloured
    assert told == ([4] if is_console else [])
