"""A shop to show findings in: the one of the tests, with a batch, and the QuickBooks they play."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from crossfoot.cli import main

TESTS = Path(__file__).resolve().parents[2] / "tests"
sys.path[:0] = [str(TESTS / "checks"), str(TESTS / "quickbooks" / "stand_in")]

import company_file  # noqa: E402
from case_harness import lay_out  # noqa: E402
from stand_in import QuickBooks, description  # noqa: E402

COMPANY = "Main Street Market"
BOOKS = Path("company.json")
MORNING = datetime(2026, 3, 3, 8, tzinfo=UTC)
TERMINAL = {"COLUMNS": "80", "NO_COLOR": "1", "CROSSFOOT_USER": "Ann"}

_BATCH = """\
store: Main Street
batch: 1043
status: closed
opened: "2026-03-02T07:52"
closed: "2026-03-02T22:14"
measures:
  Closing: {Cash: 105.00}
  Dept Sales: {Grocery: 100.00}
  Tax Collected: {GST: 5.00}
"""


def run(*arguments: str) -> str:
    """Return what a command prints, on a morning of March 2026."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, TERMINAL),
        patch("crossfoot.cli.hand._now", lambda: MORNING),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.suppress(SystemExit),
    ):
        main([*arguments])
    return out.getvalue() + err.getvalue()


class Shop:
    """The shop of the checks' tests in the current folder, with batches and a QuickBooks."""

    def __init__(self, *, settings: str = "", rules: str = "", new_tender: str = "") -> None:
        lay_out(rules or "expect Tender Over/Short within 5.00\n", Path())
        project = Path("crossfoot.yaml")
        text = project.read_text("utf-8") + "batches: batches\n"
        if new_tender:
            text = text.replace("Visa]", f"Visa, {new_tender}]")
        project.write_text(_with(text, settings), encoding="utf-8")
        Path("batches").mkdir()

    def batch(self, keys: str = "", *, file: str = "") -> None:
        """Lay a batch there, with these keys in place of its own."""
        number = re.search(r"^batch: (\d+)", keys, re.MULTILINE)
        path = Path("batches", file or f"{number[1] if number else 1043}.yaml")
        given = {line.partition(":")[0] for line in keys.split("\n") if line[:1].strip()}
        rest = [part for part in _parts(_BATCH) if part.partition(":")[0] not in given]
        path.write_text(keys + "".join(rest), encoding="utf-8")

    def posted(self) -> None:
        """Have the batches posted, and confirmed by QuickBooks."""
        self.answered()

    def answered(self, *, inactive: str = "", request_id: str = "") -> str:
        """Post, have QuickBooks answer, and return what is said of its answer.

        An account may be `inactive` there by then, and the answer be to another `request_id`.
        """
        run("post", "--out", "out")
        books = _opened()
        _deactivate(inactive)
        (request,) = Path("out").glob("*.xml")
        answer = books.process(request.read_bytes()).decode()
        if request_id:
            answer = re.sub(r'requestID="[^"]*"', f'requestID="{request_id}"', answer)
        Path("answer.xml").write_text(answer, encoding="utf-8")
        return run("receive", "answer.xml")


def _with(text: str, settings: str) -> str:
    """Return a project file with a setting: of its store where it is `prefix`, of itself else."""
    if settings.startswith("prefix"):
        return re.sub(r"prefix: \w+\n", settings, text)
    return text + settings


def _parts(text: str) -> list[str]:
    """Return the keys of a batch with what belongs to each."""
    return re.findall(r"^\S.*\n(?: .*\n)*", text, re.MULTILINE)


def _opened() -> QuickBooks:
    if BOOKS.exists():
        return QuickBooks(BOOKS)
    chart = description(Path("chart.yaml").read_text("utf-8"))
    return QuickBooks.make(BOOKS, {**chart, "company": COMPANY, "account numbers": True})


def _deactivate(name: str) -> None:
    company = company_file.read(BOOKS)
    company.lists["Account"] = [
        each._replace(is_active=each.is_active and each.name != name)
        for each in company.lists["Account"]
    ]
    company_file.write(BOOKS, company)
