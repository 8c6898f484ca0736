"""Mistakes: a sound shop with a few lines changed, and where the finding should stand.

The first line of a mistake says what somebody did. `shop:` names the sound rules in `shops/` that
it starts from. `- post X` takes out the line that begins so, and `+ …` puts a line in its place, or
at the end. `~ Tender: […]` puts a line of the project file in place of its like. Each `expect:` is
a finding: its code and how its line begins; `in crossfoot.yaml` where it is not in the rules.
Where advice leaves the wording to whoever follows it, `answer: + …` is a line that he types, and
`answer: - post X` one that he takes out. `rounds: 2` tells that what the advice leads to needs
another look.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crossfoot import driver
from crossfoot.diagnostic import Diagnostic

HERE = Path(__file__).resolve().parent
SHOPS = HERE / "shops"

RULES, PROJECT = "rules.gl", "crossfoot.yaml"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the texts of the wrong files, and the findings as they should be told."""

    told: str
    rules: str
    project: str
    expected: tuple[str, ...]
    answers: tuple[str, ...]
    rounds: int


def mistake(path: Path) -> Mistake:
    """Read a mistake; what it takes out must be there."""
    told, *lines = path.read_text(encoding="utf-8").splitlines()
    (shop,) = _all("shop: ", lines)
    rules = (SHOPS / f"{shop}.gl").read_text(encoding="utf-8").splitlines()
    project = project_of(shop).splitlines()
    at = len(rules)
    for line in lines:
        if line.startswith("- "):
            at = place_in(line[2:], rules)
            del rules[at]
        elif line.startswith("+ "):
            rules.insert(at, line[2:])
            at += 1
        elif line.startswith("~ "):
            place = place_in(line[2:].partition(":")[0], project)
            project[place] = f"    {line[2:]}"
    return Mistake(
        told,
        text_of(rules),
        text_of(project),
        tuple(_all("expect: ", lines)),
        tuple(_all("answer: ", lines)),
        int(next(iter(_all("rounds: ", lines)), "1")),
    )


def project_of(shop: str) -> str:
    """Return the project file of a shop; most have one store."""
    own = SHOPS / f"{shop}.yaml"
    path = own if own.is_file() else SHOPS / "one-store.yaml"
    return path.read_text(encoding="utf-8")


def _all(key: str, lines: list[str]) -> list[str]:
    return [line.removeprefix(key) for line in lines if line.startswith(key)]


def place_in(begin: str, lines: list[str]) -> int:
    """Return the first line that begins so, whatever the spaces between its words."""
    pattern = re.compile(r"\s*" + r"\s+".join(map(re.escape, begin.split())) + r"(?![\w/])")
    return next(at for at, line in enumerate(lines) if pattern.match(line))


def text_of(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@cache
def found_in(rules: str, project: str) -> tuple[Diagnostic, ...]:
    """Return the findings of `check`, in order."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(SHOPS / "chart.yaml", folder)
        (folder / RULES).write_text(rules, encoding="utf-8", newline="")
        (folder / PROJECT).write_text(project, encoding="utf-8", newline="")
        return driver.check(folder).diagnostics


def place_of(finding: Diagnostic) -> str:
    """Return a finding as a mistake expects it: code, file if not the rules, begin of the line."""
    source = finding.at.source
    where = "" if source.path == RULES else f"in {source.path} "
    line = " ".join(source.line(finding.at.first.line).split())
    return f"{finding.code.number} {where}{line}"
