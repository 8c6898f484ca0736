"""Standard output as a terminal, a pipe, and one that cannot show every letter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_shops import edited, misspelt_account

COMMAND = [sys.executable, "-m", "crossfoot", "check"]


def piped(shop: Path, **environment: str) -> bytes:
    done = subprocess.run(
        [*COMMAND, shop], capture_output=True, check=False, env={**os.environ, **environment}
    )
    assert done.stderr == b""
    assert done.returncode == 1
    return done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"FORCE_COLOR": "1", "TERM": "xterm"},
        {"COLUMNS": "20"},
    ],
)
def test_a_pipe_gets_the_same_bytes_everywhere(environment: dict[str, str], tmp_path: Path) -> None:
    shop = misspelt_account(tmp_path)
    expected = piped(shop)
    assert "4900 · Delivery".encode() in expected
    assert b"\x1b" not in expected
    assert piped(shop, **environment) == expected


def on_a_terminal(shop: Path, columns: int, **environment: str) -> str:
    """Return what is shown on a terminal of so many columns."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    run = subprocess.Popen(
        [*COMMAND, shop], stdout=theirs, env={**clean, "TERM": "xterm", **environment}
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            part = b""
        if not part:
            break
        shown += part
    os.close(ours)
    assert run.wait() == 1
    return shown.decode("ascii" if "PYTHONIOENCODING" in environment else "utf-8")


def test_a_terminal_gets_colours(tmp_path: Path) -> None:
    assert "\x1b[1;31merror XF201\x1b[0m" in on_a_terminal(misspelt_account(tmp_path), 80)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours(environment: dict[str, str], tmp_path: Path) -> None:
    shown = on_a_terminal(misspelt_account(tmp_path), 80, **environment)
    assert "error XF201" in shown
    assert "\x1b" not in shown


def test_a_narrow_terminal_gets_narrow_excerpts(tmp_path: Path) -> None:
    shown = on_a_terminal(misspelt_account(tmp_path), 45, NO_COLOR="1")
    excerpt = [line for line in shown.split("\r\n") if " | " in line]
    assert "…" in excerpt[0]
    assert max(len(line) for line in excerpt) <= 45


def test_a_terminal_that_cannot_show_a_letter(tmp_path: Path) -> None:
    shop = misspelt_account(tmp_path)
    edited(shop, "rules.gl", "4900 · Delivery", "4900 · Épicerie 売上")
    shown = on_a_terminal(shop, 80, PYTHONIOENCODING="ascii")
    assert r"`4900 . Epicerie \u58f2\u4e0a`" in shown
