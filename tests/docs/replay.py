"""Plays a document: writes the files it shows, runs its commands where it says, and compares.

Besides what `blocks.py` tells, an HTML comment above a block may say:

    <!-- new file: crumb/batches/2.yaml -->   the block is that file, from here on
    <!-- not run: it needs the network -->    the commands of the block are not run, and why

and one on a line of its own, before all blocks:

    <!-- copy: examples/corner-store to shop -->    that folder of ours lies there; it may say
                                                    `without *.cases.yaml`, for example

After a change of the output that was meant: ``CROSSFOOT_KEEP=1 pytest tests/docs`` writes it
into the documents; read the diff. A line ``[...]`` in what a command prints leaves lines out there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import Block, blocks, change, exchanges, write
from played import Played

from ground import REPOSITORY, Crossfoot

KEEP = os.environ.get("CROSSFOOT_KEEP") == "1"
LEFT_OUT = "[...]"
_MADE = ("expected", "crossfoot.sqlite*", "crossfoot.mark")
_COPY = re.compile(r"^<!-- copy: (\S+) to (\S+)(?: without (\S+))? -->$", re.MULTILINE)


def compare(
    document: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, crossfoot: Crossfoot
) -> None:
    """Assert that a document's commands print what it says, or with KEEP make it say so."""
    written = document.read_text(encoding="utf-8")
    actual = replayed(written, folder, monkeypatch, crossfoot)
    if KEEP:
        document.write_text(actual, encoding="utf-8")
    assert actual == written


def replayed(
    markdown: str, folder: Path, monkeypatch: pytest.MonkeyPatch, crossfoot: Crossfoot
) -> str:
    """Return a document with the output that its commands really have, run below `folder`."""
    found, played = blocks(markdown), Played(folder, monkeypatch)
    for ours, there, without in _COPY.findall(markdown):
        leave = shutil.ignore_patterns(*_MADE, without)
        shutil.copytree(REPOSITORY / ours, folder / there, ignore=leave)
    for block in found:
        if block.verb == "file":
            path = folder / block.what
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    pieces, copied = [], 0
    for block in found:
        if block.verb == "run in":
            monkeypatch.chdir(folder / block.what)
            pieces += [markdown[copied : block.start], transcript(block, crossfoot, played)]
            copied = block.end
        else:
            _lay_out(block, folder)
    return "".join([*pieces, markdown[copied:]])


def _lay_out(block: Block, folder: Path) -> None:
    """Write, or change, the file that a block shows."""
    if block.verb == "new file":
        write(folder / block.what, block.text)
    elif block.verb == "add to":
        with (folder / block.what).open("a", encoding="utf-8") as file:
            file.write(f"\n{block.text}")
    elif block.verb == "change":
        change(folder / block.what, block.text)


def transcript(block: Block, crossfoot: Crossfoot, played: Played) -> str:
    """Return a console block with what its commands really print."""
    told = []
    for exchange in exchanges(block.text):
        if exchange.is_typed:
            printed = shortened(ran(exchange.command, crossfoot).rstrip(), exchange.printed)
            told.append(f"$ {exchange.command}\n{printed}".rstrip() + "\n")
        else:
            played.happens(exchange.command)
            told.append(f"# {exchange.command}\n")
    return "".join(told)


def ran(command: str, crossfoot: Crossfoot) -> str:
    """Return what a command prints: ours, one of the tools', or one of the system's."""
    program, *arguments = shlex.split(command)
    if program == "crossfoot":
        printed = crossfoot(*arguments)
        return printed.out + printed.err
    if program == "python3":
        tool, *rest = arguments
        return _system(sys.executable, str(REPOSITORY / tool), *rest)
    assert program in ("cat", "ls", "git"), command
    return _system(program, *arguments)


def _system(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
    )
    return done.stdout + done.stderr


def shortened(actual: str, printed: str) -> str:
    """Leave out as many lines of what is printed as ``[...]`` stands for, if it is there."""
    kept = printed.rstrip().split("\n")
    if LEFT_OUT not in kept:
        return actual
    lines, before = actual.split("\n"), kept.index(LEFT_OUT)
    after = len(kept) - before - 1
    assert len(lines) > before + after, "nothing is left out"
    return "\n".join([*lines[:before], LEFT_OUT, *lines[len(lines) - after :]])


def typed(markdown: str) -> tuple[str, ...]:
    """Return the commands of ours that stand inside a sentence, as typed."""
    text = re.sub(r"^(`{3,}).*?^\1$", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return tuple(" ".join(each.split()) for each in re.findall(r"`(crossfoot [a-z-][^`]*)`", text))
