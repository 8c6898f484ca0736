"""The corner store and a QuickBooks that plays its part: posted to, answered, read back."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from ground import REPOSITORY, Crossfoot, Ran

STAND_IN = REPOSITORY / "tests" / "quickbooks" / "stand_in"
sys.path.insert(0, str(STAND_IN))

from stand_in import Crashed, Faults, ParseFault, QuickBooks, description  # noqa: E402

SOUND = Faults()
SHOP = REPOSITORY / "examples" / "corner-store"


class Trade:
    """A shop, its QuickBooks, and the way of files between them."""

    def __init__(self, folder: Path, crossfoot: Crossfoot, shop: Path = SHOP) -> None:
        self.folder = folder
        self.shop = shutil.copytree(shop, folder / "shop")
        chart = (self.shop / "chart.yaml").read_text("utf-8")
        self.quickbooks = QuickBooks.make(folder / "company.json", description(chart))
        self._crossfoot = crossfoot
        self._count = 0

    def run(self, command: str, *options: str | Path) -> Ran:
        return self._crossfoot(command, self.shop, *options)

    def post(self, *options: str) -> tuple[Ran, list[Path]]:
        """Post into a new folder; return what was said, and the request files."""
        self._count += 1
        out = self.folder / f"out-{self._count}"
        ran = self.run("post", "--out", out, *options)
        return ran, sorted(out.glob("*.xml"))

    def send(self, request: Path, faults: Faults = SOUND) -> Path:
        """Have QuickBooks answer a request file; return the file with the answer."""
        answer = self.folder / f"answer-{request.parent.name}-{request.name}"
        answer.write_bytes(self.quickbooks.process(request.read_bytes(), faults))
        return answer

    def receive(self, answer: Path, *options: str) -> Ran:
        return self._crossfoot("receive", answer, "--project", self.shop, *options)

    def exchange(self, *options: str) -> list[Ran]:
        """Post, send and receive; return what `receive` said of each file."""
        _, requests = self.post(*options)
        return [self.receive(self.send(request)) for request in requests]

    def refs(self) -> list[str | None]:
        """The numbers of all entries and bills in the books that are for something, sorted."""
        return sorted(
            each.ref or ""
            for each in self.quickbooks.postings()
            if any(cents for _, cents in each.lines)
        )

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.shop / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def states(self) -> dict[str, str]:
        """How far each entry and bill has come: the latest request for each reference."""
        from crossfoot.record.record import Record

        record = Record.open(self.shop, writable=False)
        assert record is not None
        with record:
            assert record.verify() == []
            return {each.request.ref: each.state.value for each in record.requests()}


def manifest(requests: list[Path]) -> dict[str, Any]:
    (folder,) = {request.parent for request in requests}
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return read


__all__ = ["Crashed", "Faults", "ParseFault", "QuickBooks", "Trade", "manifest"]
