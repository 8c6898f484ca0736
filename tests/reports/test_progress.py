"""The progress of a long run: on a terminal only, and gone when the run is over."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from crossfoot.cli.progress import progress


class Terminal(io.StringIO):
    """A terminal; `screen` is what its line shows."""

    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> str:
        shown: list[str] = []
        at = 0
        for character in self.getvalue():
            if character == "\r":
                at = 0
                continue
            shown[at : at + 1] = [character]
            at += 1
        return "".join(shown).rstrip()


def ticking(seconds: float) -> Callable[[], float]:
    """Return a clock on which every look at it takes so long."""

    def times() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += seconds

    return times().__next__


def test_a_count_of_what_is_known_is_a_bar() -> None:
    terminal = Terminal()
    with progress("reading batches", 4000, terminal, ticking(2)) as bar:
        bar.step(1000)
        assert terminal.screen == f"reading batches [{'#' * 10}{'.' * 30}] 1,000 of 4,000"
        bar.step(3000)
        assert terminal.screen == f"reading batches [{'#' * 40}] 4,000 of 4,000"
        bar.step(500)
        assert terminal.screen.endswith("] 4,500 of 4,000")
    assert terminal.screen == ""
    assert terminal.getvalue().endswith("\r")


def test_a_count_without_an_end_is_a_number() -> None:
    terminal = Terminal()
    with progress("reading batches", None, terminal, ticking(2)) as bar:
        assert list(bar.counted("abc")) == ["a", "b", "c"]
        assert terminal.screen == "reading batches: 3"
    assert terminal.screen == ""


def test_a_run_of_less_than_a_second_shows_nothing() -> None:
    terminal = Terminal()
    with progress("reading batches", 10, terminal, ticking(0.01)) as bar:
        for _ in range(10):
            bar.step()
    assert terminal.getvalue() == ""


def test_it_is_not_shown_more_often_than_can_be_read() -> None:
    terminal = Terminal()
    with progress("reading batches", None, terminal, ticking(0.001)) as bar:
        for _ in range(2000):
            bar.step()
    assert 8 <= terminal.getvalue().count("reading") <= 12


def test_away_from_a_terminal_it_is_silent() -> None:
    file = io.StringIO()
    with progress("reading batches", 10, file, ticking(5)) as bar:
        bar.step(3)
    assert file.getvalue() == ""


def test_a_dumb_terminal_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    terminal = Terminal()
    with progress("reading batches", 10, terminal, ticking(5)) as bar:
        bar.step(3)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("columns", [10, 20, 30, 40, 80, 200])
def test_it_stays_within_its_line(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for total in (None, 123_456):
        terminal = Terminal()
        with progress("reading batches", total, terminal, ticking(5)) as bar:
            bar.step(98_765)
            assert len(terminal.screen) <= max(20, columns) - 1
            assert terminal.screen.startswith("reading batches")


def test_an_error_finds_a_clean_line() -> None:
    terminal = Terminal()

    def broken_off() -> None:
        with progress("reading batches", None, terminal, ticking(2)) as bar:
            bar.step()
            assert terminal.screen == "reading batches: 1"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert terminal.screen == ""


def test_a_terminal_that_went_away_is_no_fault() -> None:
    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with progress("reading batches", None, Gone(), ticking(2)) as bar:
        bar.step()
        bar.step()
    closed = Terminal()
    closed.close()
    with progress("reading batches", None, closed, ticking(2)) as bar:
        bar.step()


def test_a_real_terminal_shows_it_and_is_left_clean() -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    program = (
        "import itertools; from crossfoot.cli.progress import progress\n"
        "with progress('reading batches', 3, clock=itertools.count(0, 2).__next__) as bar:\n"
        "    bar.step(2)\n"
    )
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", program], stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    assert run.wait() == 0
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "reading batches [" in shown
    assert "2 of 3" in shown
    assert shown.endswith(" \r")
