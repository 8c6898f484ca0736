"""Lets these tests use what the tests of the targets know of Intuit's schema; and a company."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "targets"))

from stand_in import QuickBooks
from stand_in_ground import COMPANY


@pytest.fixture
def books(tmp_path: Path) -> QuickBooks:
    """A company with a small chart, and nothing booked."""
    return QuickBooks.make(tmp_path / "company.json", COMPANY)
