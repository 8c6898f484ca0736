"""The tests of the record do not wait for the disk, but for those that look at just that."""

from __future__ import annotations

import pytest

from crossfoot.record import opening


@pytest.fixture(autouse=True)
def unforced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave it to the system when it writes; what a killed program wrote is there all the same."""
    monkeypatch.setattr(opening, "FORCED", "OFF")
