"""Where a run ends: exit statuses, one line for what went wrong, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot import __version__
from crossfoot.cli.entry import DEBUG
from crossfoot.cli.exits import Unable
from ground import Crossfoot

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "crossfoot"]


def fails_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr("crossfoot.cli.entry._run", run)


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (FileNotFoundError(2, "No such file or directory", "shop"), 2, "shop: no such file"),
        (PermissionError(13, "Permission denied", "out/log"), 2, "out/log: permission denied"),
        (OSError("the disk is full"), 2, "the disk is full"),
        (Unable("there is no\nstore"), 2, "there is no store"),
        (RecursionError("maximum depth"), 2, "internal fault: RecursionError: maximum depth;"),
        (KeyError("Visa"), 2, "internal fault: KeyError: 'Visa'; please report"),
        (MemoryError(), 2, "internal fault: MemoryError"),
    ],
)
def test_what_goes_wrong_is_one_line(
    error: BaseException,
    status: int,
    line: str,
    crossfoot: Crossfoot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fails_with(error, monkeypatch)
    ran = crossfoot("check")
    assert ran.status == status
    assert ran.out == ""
    assert ran.err.startswith(f"crossfoot: {line}")
    assert ran.err.count("\n") == 1


def test_an_interrupt_is_quiet(crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(KeyboardInterrupt(), monkeypatch)
    assert crossfoot("check") == (130, "", "")


def test_who_asks_sees_the_trace(crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(KeyError("Visa"), monkeypatch)
    monkeypatch.setenv(DEBUG, "1")
    ran = crossfoot("check")
    assert ran.status == 2
    assert "Traceback" in ran.err


def test_version(crossfoot: Crossfoot) -> None:
    assert crossfoot("--version") == (0, f"crossfoot {__version__}\n", "")


def test_no_command_shows_the_help(crossfoot: Crossfoot) -> None:
    ran = crossfoot()
    assert (ran.status, ran.out) == (2, "")
    assert "crossfoot check my-shop" in ran.err


def test_a_misspelt_command_is_suggested(crossfoot: Crossfoot) -> None:
    ran = crossfoot("chekc")
    assert ran == (2, "", "crossfoot: there is no command `chekc`; did you mean `check`?\n")


def test_a_folder_for_a_command(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot(tmp_path)
    assert ran.status == 2
    assert f"to check that folder, type `crossfoot check {tmp_path}`" in ran.err


def test_help_fits_a_terminal(crossfoot: Crossfoot) -> None:
    for arguments in (["--help"], *([name, "--help"] for name in commands(crossfoot))):
        ran = crossfoot(*arguments)
        assert ran.status == 0
        assert "examples:" in ran.out
        assert max(len(line) for line in ran.out.splitlines()) <= 80, arguments


def commands(crossfoot: Crossfoot) -> list[str]:
    listed = crossfoot("--help").out.split("COMMAND\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in listed.splitlines() if line[4] != " "]


def test_a_reader_who_leaves_is_no_fault() -> None:
    run = subprocess.Popen(
        [*COMMAND, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert run.stdout is not None
    run.stdout.close()
    assert run.stderr is not None
    assert run.stderr.read() == b""
    run.stderr.close()
    assert run.wait() in (0, 141)


def test_starting_loads_nothing_heavy() -> None:
    program = (
        "import sys; from crossfoot.cli.parser import parser; parser();"
        "print(*sorted({'lark', 'ruamel', 'jinja2', 'jsonschema', 'xml', 'json'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert done.stdout == "\n"


_NEEDLESS = (
    "crossfoot.cli.check.baseline",
    "crossfoot.cli.check.mending",
    "crossfoot.cli.check.since",
    "crossfoot.cli.check.watching",
    "crossfoot.cli.post",
    "crossfoot.plan",
)
"""What a check of a sound project could do without."""


def test_a_check_loads_no_more_than_it_needs() -> None:
    program = (
        "import sys; from crossfoot.cli import main; "
        "status = main(['check', 'examples/corner-store']); "
        f"print(status, *sorted({{*{_NEEDLESS}}} & {{*sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "0"
