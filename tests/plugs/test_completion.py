"""The Tab key: each shell that is here is asked what it would complete."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossfoot.cli.completion import SHELLS, script, values
from crossfoot.cli.parser import COMMANDS, parser
from crossfoot.codes.all import ALL
from ground import Crossfoot

CODES = [code.number for code in ALL]

COMPLETED = [
    ("ch", ["check"]),
    ("re", ["receive", "request", "reverse"]),
    ("post --d", ["--delete", "--dry-run"]),
    ("check --form", ["--format"]),
    ("check --format js", ["json"]),
    ("post --target ", ["journal", "qbxml"]),
    ("check --select XF40", [code for code in CODES if code.startswith("XF40")]),
    ("check --strict --ignore XF60", [code for code in CODES if code.startswith("XF60")]),
    ("check --model ", ["rms"]),
    ("explain excl", ["excluded-together", "excludes"]),
    ("explain --project my", ["my-shop"]),
    ("completion p", ["powershell"]),
    ("post my", ["my-shop"]),
    ("check my-shop/ru", ["my-shop/rules.gl"]),
    ("check my-shop ot", ["other-shop"]),
    ("post --out o", ["other-shop"]),
    ("diff my-shop ot", ["other-shop"]),
]


@pytest.fixture
def shops(tmp_path: Path) -> Path:
    """A folder with two projects, and a file that is no folder."""
    for name in ("my-shop", "other-shop"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rules.gl").touch()
    (tmp_path / "open-items.txt").touch()
    return tmp_path


def shell(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def in_bash(line: str, shops: Path) -> list[str]:
    words = " ".join(f"'{word}'" for word in ["crossfoot", *line.split(" ")])
    ask = f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _shtab_crossfoot\n"
    program = script("bash") + ask + "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    (shops / ".ask.bash").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [shell("bash"), "--noprofile", "--norc", ".ask.bash"],
        capture_output=True,
        encoding="utf-8",
        cwd=shops,
        check=True,
    )
    assert done.stderr == ""
    return sorted(done.stdout.split())


@pytest.mark.parametrize(("line", "expected"), COMPLETED, ids=[line for line, _ in COMPLETED])
def test_bash_completes(line: str, expected: list[str], shops: Path) -> None:
    assert in_bash(line, shops) == expected


def test_bash_lists_every_command(shops: Path) -> None:
    assert in_bash("", shops) == sorted(COMMANDS)


@pytest.mark.parametrize(
    ("line", "expected"),
    [each for each in COMPLETED if "my" not in each[0] and "--out" not in each[0]],
)
def test_fish_completes(line: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "crossfoot.fish").write_text(script("fish"), encoding="utf-8")
    done = subprocess.run(
        [shell("fish"), "-N", "-c", f"source crossfoot.fish; complete -C 'crossfoot {line}'"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        check=True,
    )
    assert sorted(each.split("\t")[0] for each in done.stdout.splitlines() if each) == expected


class Zsh:
    """A zsh at a terminal, which has read our script from its fpath."""

    def __init__(self, folder: Path) -> None:
        import pty

        (folder / ".zfunc").mkdir()
        (folder / ".zfunc" / "_crossfoot").write_text(script("zsh"), encoding="utf-8")
        ours, theirs = pty.openpty()
        self.screen = ours
        environment = {**os.environ, "HOME": str(folder), "TERM": "dumb"}
        self.run = subprocess.Popen(
            [shell("zsh"), "-f", "-i"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self.type("PS1='re''ady> ' fpath=(~/.zfunc $fpath); autoload -U compinit; compinit -u -D\n")
        self.read_until("ready> ")

    def type(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def read_until(self, end: str) -> str:
        """Return what is shown up to some text; fail where it does not come in time."""
        shown, late = "", time.monotonic() + 20
        while end not in shown:
            assert time.monotonic() < late, f"no `{end}` in {shown!r}"
            if select.select([self.screen], [], [], 0.2)[0]:
                shown += os.read(self.screen, 65536).decode("utf-8", "replace")
        return shown

    def completes(self, line: str, to: str) -> None:
        self.type(f"crossfoot {line}\t")
        self.read_until(f"crossfoot {to}")
        self.type("\x15")  # ctrl-U, which takes the line away

    def end(self) -> None:
        self.run.kill()
        self.run.wait()
        os.close(self.screen)


@pytest.fixture
def zsh(shops: Path) -> Iterator[Zsh]:
    shell("zsh")
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    terminal = Zsh(shops)
    yield terminal
    terminal.end()


def test_zsh_completes(zsh: Zsh) -> None:
    for line, expected in COMPLETED:
        if len(expected) == 1:
            zsh.completes(line, line.rpartition(" ")[0] + " " * (" " in line) + expected[0])


def test_tcsh_takes_the_script(tmp_path: Path) -> None:
    (tmp_path / "crossfoot.tcsh").write_text(script("tcsh"), encoding="utf-8")
    done = subprocess.run(
        [shell("tcsh"), "-f", "-c", "source crossfoot.tcsh; complete crossfoot"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=True,
    )
    assert "c/--format=/(" in done.stdout
    assert done.stderr == ""


def test_powershell_completes(shops: Path) -> None:
    ask = "TabExpansion2 -inputScript 'crossfoot ch' -cursorColumn 12"
    program = f"{script('powershell')}\n({ask}).CompletionMatches.CompletionText\n"
    (shops / "ask.ps1").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [shell("pwsh"), "-NoProfile", "-File", "ask.ps1"],
        capture_output=True,
        encoding="utf-8",
        cwd=shops,
        check=True,
    )
    assert done.stdout.split() == ["check"]


ANY_TEXT = {
    *("after", "batch", "because", "before", "case", "company", "date", "department", "first"),
    *("history", "last", "number", "of", "ref", "requests_per_file", "resend", "run", "since"),
    *("store", "tax", "tender", "withdraw"),
}
"""What takes a text that no list holds."""


def test_whoever_adds_an_option_says_what_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    top = parser()
    monkeypatch.setattr("crossfoot.cli.parser.parser", lambda: top)
    script("bash")
    for action in values(top):
        fits = action.choices is not None or hasattr(action, "complete")
        assert fits or action.dest in ANY_TEXT, action.dest


@pytest.mark.parametrize("name", SHELLS)
def test_each_shell_has_a_script(name: str, crossfoot: Crossfoot) -> None:
    ran = crossfoot("completion", name)
    assert (ran.status, ran.err) == (0, "")
    assert ran == crossfoot("completion", name)
    for command in COMMANDS:
        assert command in ran.out


def test_without_a_shell_it_says_how_to_install(crossfoot: Crossfoot) -> None:
    ran = crossfoot("completion")
    assert (ran.status, ran.err) == (0, "")
    for name in SHELLS:
        assert f"  crossfoot completion {name} " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_another_shell_is_refused(crossfoot: Crossfoot) -> None:
    ran = crossfoot("completion", "ksh")
    assert (ran.status, ran.out) == (2, "")
    assert "powershell" in ran.err


def test_only_completion_loads_what_it_needs() -> None:
    program = "import sys; from crossfoot.cli.parser import parser; parser(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert "crossfoot.cli.completion" in done.stdout.split()
    assert "shtab" not in done.stdout.split()
