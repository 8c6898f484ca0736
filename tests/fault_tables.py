"""Tables of faults: a text spoiled in one place, and everything that is said of it.

A block of such a table is `- ` with what stands in the good text, `+ ` with what is put in its
place (`\\n`, `\\t` and other escapes as in Python), and then a line for each finding.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic

_ESCAPE = re.compile(r"\\(?:[ntr\\]|x[0-9a-f]{2})")


class Spoiled(NamedTuple):
    """One block: the text is given at the line of the table that it comes from."""

    line: int
    old: str
    new: str
    findings: list[str]

    def of(self, text: str) -> str:
        """Return the good text with its first fitting place spoiled."""
        assert self.old in text, f"line {self.line}: {self.old!r} is not in the good text"
        return text.replace(self.old, self.new, 1)


def read(path: Path) -> list[Spoiled]:
    """Return the blocks of a table."""
    found: list[Spoiled] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("- "):
            found.append(Spoiled(number, _plain(line[2:]), "", []))
        elif line.startswith("+"):
            found[-1] = found[-1]._replace(new=_plain(line[2:]))
        elif line and not line.startswith("#"):
            found[-1].findings.append(line)
    assert found, f"{path} holds no block"
    return found


def named(block: Spoiled) -> str:
    """Return what a test of a block is called."""
    return f"line-{block.line}"


def shown(finding: Diagnostic, usual: str = "") -> str:
    """Return a finding as a table has it: the place, the code unless it is `usual`, the words."""
    place = f"{finding.at.first.line}:{finding.at.first.column}"
    code = "" if finding.code.number == usual else f" {finding.code.number}"
    help = f" | {finding.help}" if finding.help else ""
    return f"{place}{code} {finding.message}{help}"


def _plain(written: str) -> str:
    return _ESCAPE.sub(lambda match: match.group().encode().decode("unicode_escape"), written)
