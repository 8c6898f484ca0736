"""What happens between the commands of a document: days pass, and QuickBooks does its part.

The tests play QuickBooks (tests/quickbooks/stand_in). Comments in the document say what it does:

    <!-- today: 2026-03-03 -->                         the commands below run on that day
    <!-- QuickBooks has the chart: shop/chart.yaml --> its company has these accounts
    <!-- QuickBooks answers: shop/a.xml -> shop/b.xml -->
    <!-- QuickBooks takes: shop/a.xml -->              its answer is lost
    <!-- QuickBooks makes inactive: Sales:Food -->     somebody does so there
    <!-- QuickBooks makes active: Sales:Food -->
    <!-- QuickBooks is closed until: 2026-03-31 -->
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

STAND_IN = Path(__file__).resolve().parents[1] / "quickbooks" / "stand_in"
sys.path.insert(0, str(STAND_IN))

import company_file  # noqa: E402
from stand_in import QuickBooks, description  # noqa: E402

WHO = "Ann"
COMPANY = "Bean Street Coffee"


class Played:
    """The days and the QuickBooks of a document whose files lie in `folder`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._monkeypatch = monkeypatch
        self._books = folder / "company.json"
        self._doing: dict[str, Callable[[str], None]] = {
            "today": self._today,
            "QuickBooks has the chart": self._made,
            "QuickBooks answers": self._answers,
            "QuickBooks takes": self._takes,
            "QuickBooks makes inactive": lambda name: self._activity(name, False),
            "QuickBooks makes active": lambda name: self._activity(name, True),
            "QuickBooks is closed until": self._closed,
        }
        monkeypatch.setenv("CROSSFOOT_USER", WHO)

    def knows(self, verb: str) -> bool:
        """Whether a comment is one of these."""
        return verb in self._doing

    def do(self, verb: str, what: str) -> None:
        """Do what a comment says."""
        self._doing[verb](what)

    def _today(self, day: str) -> None:
        moment = datetime.combine(date.fromisoformat(day), time(8), UTC)
        self._monkeypatch.setattr("crossfoot.cli.hand._now", lambda: moment)

    def _made(self, chart: str) -> None:
        text = (self._folder / chart).read_text("utf-8")
        QuickBooks.make(
            self._books, {**description(text), "company": COMPANY, "account numbers": True}
        )

    def _answers(self, files: str) -> None:
        request, answer = (self._folder / name for name in files.split(" -> "))
        answer.write_bytes(self._processed(request))

    def _takes(self, request: str) -> None:
        self._processed(self._folder / request)

    def _processed(self, request: Path) -> bytes:
        return QuickBooks(self._books).process(request.read_bytes())

    def _activity(self, name: str, is_active: bool) -> None:
        company = company_file.read(self._books)
        accounts = company.lists["Account"]
        assert name in [each.name for each in accounts], name
        company.lists["Account"] = [
            each._replace(is_active=is_active) if each.name == name else each for each in accounts
        ]
        company_file.write(self._books, company)

    def _closed(self, day: str) -> None:
        QuickBooks(self._books).change(closed_until=day)
