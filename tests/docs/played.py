"""What happens between the commands of a document: days pass, and QuickBooks does its part.

The tests play QuickBooks (tests/quickbooks/stand_in). Lines of a console block that begin with
``#`` say what happens, in one of the forms of `HAPPENINGS`; paths are those of the folder in
which the block's commands are run. QuickBooks has the accounts of the chart that is there at first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeAlias

import pytest

LATER = Path(__file__).resolve().parent / "later"
STAND_IN = Path(__file__).resolve().parents[1] / "quickbooks" / "stand_in"
sys.path.insert(0, str(STAND_IN))

import company_file  # noqa: E402
from stand_in import QuickBooks, description  # noqa: E402

WHO = "Ann"
COMMITTED = "2026-03-01T08:00:00+00:00"
_HANDS = ("AUTHOR", "COMMITTER")


class Played:
    """The days and the QuickBooks of a document."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._books = folder / "company.json"
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("CROSSFOOT_USER", WHO)

    def happens(self, said: str) -> None:
        """Let happen what a line says; raise AssertionError where it says nothing known."""
        for form, happening in HAPPENINGS.items():
            found = re.fullmatch(form, said)
            if found:
                happening(self, *found.groups())
                return
        raise AssertionError(said)

    def today(self, day: str) -> None:
        """Let the commands from here on run on that day."""
        moment = datetime.combine(date.fromisoformat(day), time(8), UTC)
        self._monkeypatch.setattr("crossfoot.cli.hand._now", lambda: moment)

    def comes(self, path: str) -> None:
        """Lay a file of tests/docs/later there."""
        shutil.copy(LATER / Path(path).name, path)

    def answers(self, request: str, answer: str) -> None:
        """Have QuickBooks process a request file, and write its answer."""
        Path(answer).write_bytes(self._quickbooks().process(Path(request).read_bytes()))

    def loses(self, request: str) -> None:
        """Have QuickBooks process a request file, and drop its answer."""
        self._quickbooks().process(Path(request).read_bytes())

    def is_made(self, name: str, state: str) -> None:
        """Make an account active or inactive, by hand in QuickBooks."""
        self._quickbooks()
        company = company_file.read(self._books)
        accounts = company.lists["Account"]
        assert name in [each.name for each in accounts], name
        company.lists["Account"] = [
            each._replace(is_active=state == "active again") if each.name == name else each
            for each in accounts
        ]
        company_file.write(self._books, company)

    def is_committed(self) -> None:
        """Commit everything in the folder, which becomes a repository if it is none."""
        who = {f"GIT_{each}_{what}": WHO for each in _HANDS for what in ("NAME", "EMAIL")}
        when = {f"GIT_{each}_DATE": COMMITTED for each in _HANDS}
        for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "rules"]):
            subprocess.run(["git", *command], env=os.environ | who | when, check=True)

    def _quickbooks(self) -> QuickBooks:
        if self._books.exists():
            return QuickBooks(self._books)
        chart = description(Path("chart.yaml").read_text("utf-8"))
        found = re.search(r'^company: "?(.*?)"?$', Path("crossfoot.yaml").read_text("utf-8"), re.M)
        assert found is not None
        company = {"company": found[1], "account numbers": True}
        return QuickBooks.make(self._books, {**chart, **company})


Happening: TypeAlias = Callable[..., None]

HAPPENINGS: dict[str, Happening] = {
    r"the morning of (\d{4}-\d\d-\d\d)": Played.today,
    r"(\S+) comes from the register": Played.comes,
    r"QuickBooks answers (\S+): (\S+)": Played.answers,
    r"QuickBooks takes (\S+), and its answer is lost": Played.loses,
    r"everything here is committed to git": Played.is_committed,
    r"in QuickBooks, (\S+) is made (inactive|active again)": Played.is_made,
}
