"""Cases: a few lines of rules, put beside the rest of a company's, and what they should raise.

A case is a rule file. `# expect: XF201` at the end of a line says what is found on that line,
several codes with commas; `# expect in crossfoot.yaml: XF403 Visa` what is found in another
file, at which text. Of what else is said in comments: `# project: two-stores` picks the folder
that the case is put into, and `# without: Sales: Total` drops a line of `rest.gl`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from crossfoot import driver
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key

HERE = Path(__file__).resolve().parent
DEFAULT = "project"

_EXPECT = re.compile(r"#\s*expect:\s*(.+)")
_ELSEWHERE = re.compile(r"#\s*expect in (\S+):\s*(XF\d+)\s+(.+)")
_PROJECT = re.compile(r"#\s*project:\s*(\S+)")
_WITHOUT = re.compile(r"#\s*without:\s*(.+)")
_NAMES = re.compile(
    r"\s*(?:post|skip|never)\s+(.+?)\s*(?=\s(?:debit|credit|because|for|from|until)\s+[\"\d]|$)",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """One finding as a case expects it: a line of the case, or a text in another file."""

    where: str
    code: str


def expected(text: str) -> set[Found]:
    """Return what a case says will be found."""
    found: set[Found] = set()
    for number, line in enumerate(text.split("\n"), 1):
        elsewhere = _ELSEWHERE.search(line)
        here = _EXPECT.search(line)
        if elsewhere:
            path, code, at = elsewhere.groups()
            found.add(Found(f"{path} {at.strip()}", code))
        elif here:
            codes = here.group(1).split(",")
            found.update(Found(f"rules.gl line {number}", code.strip()) for code in codes)
    return found


def as_found(finding: Diagnostic) -> Found:
    """Return a finding as a case would expect it."""
    path = finding.at.source.path
    if path == "rules.gl":
        return Found(f"rules.gl line {finding.at.first.line}", finding.code.number)
    return Found(f"{path} {finding.at.text}", finding.code.number)


def outcome_of(text: str, folder: Path) -> driver.Outcome:
    """Return what checking a case comes to, in a project made in an empty `folder`."""
    lay_out(text, folder)
    return driver.check(folder)


def lay_out(text: str, folder: Path) -> None:
    """Write the project of a case into `folder`."""
    picked = _PROJECT.search(text)
    shutil.copytree(HERE / (picked.group(1) if picked else DEFAULT), folder, dirs_exist_ok=True)
    (folder / "rules.gl").write_text(text, encoding="utf-8", newline="")
    (folder / "rest.gl").write_text(rest_for(text), encoding="utf-8")


def rest_for(text: str) -> str:
    """Return the rest of the company's rules, without those that a case replaces."""
    rest = (HERE / "rest.gl").read_text(encoding="utf-8")
    replaced = {key(name) for match in _WITHOUT.finditer(text) for name in [match.group(1)]}
    replaced |= {name for line in text.split("\n") for name in _item_names(line)}
    return "\n".join(line for line in rest.split("\n") if not _is_replaced(line, replaced))


def _is_replaced(line: str, replaced: set[str]) -> bool:
    if line.startswith("bills"):
        return "bills" in replaced
    match = _NAMES.match(line)
    return match is not None and key(match.group(1)) in replaced


def _item_names(line: str) -> set[str]:
    """Return the names that a rule is about, each with the families it may be a member of."""
    if line.startswith("bills"):
        return {"bills"}
    match = _NAMES.match(line.partition("#")[0])
    names = match.group(1).split(",") if match else ()
    found: set[str] = set()
    for name in names:
        parts = key(name.strip(" []")).split(": ")
        found.update(": ".join(parts[:end]) for end in range(1, len(parts) + 1))
    return found
