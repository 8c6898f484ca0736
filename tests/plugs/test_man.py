"""The manual page: roff takes it without a warning, and it tells what `--help` tells."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from crossfoot.cli.parser import COMMANDS
from ground import Crossfoot

PAGE_WIDTH = 80


@pytest.fixture(scope="module")
def groff() -> str:
    found = shutil.which("groff")
    if found is None:
        pytest.skip("groff is not installed here")
    return found


def shown(groff: str, page: str) -> str:
    done = subprocess.run(
        [groff, "-man", "-ww", "-Tutf8", "-P-c", f"-rLL={PAGE_WIDTH}n"],
        input=page,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return re.sub(".\b", "", done.stdout)


def test_it_tells_what_help_tells(groff: str, crossfoot: Crossfoot) -> None:
    page = shown(groff, crossfoot("man").out)
    assert max(map(len, page.splitlines())) <= PAGE_WIDTH
    words = "".join(page.replace("‐\n", "").split())
    for command in COMMANDS:
        told = crossfoot(command, "--help").out
        assert "".join(told[told.index("examples:") :].split()) in words, command
        for option in re.findall(r"--[a-z][a-z-]+", told):
            assert option in page, f"{command} {option}"


def test_it_is_the_same_on_any_terminal(
    crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = crossfoot("man").out
    monkeypatch.setenv("COLUMNS", "200")
    assert crossfoot("man") == (0, page, "")
    assert page.isascii()
