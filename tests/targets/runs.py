"""Runs for tests: batches posted to a folder, and what to ask of the result."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree

from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import RunResult
from crossfoot.targets.run import post
from posting_shop import A_DAY, batch, plan


def run(
    rules: Ruleset, batches: Iterable[Batch | Rejected], out: Path | None, **options: Any
) -> RunResult:
    return post(plan(rules), batches, Options(out, **options))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fates(result: RunResult) -> list[str]:
    return [f"{row.number} {row.fate.value}" for row in result.rows]


def codes(result: RunResult) -> list[str]:
    return [each.code.number for each in result.diagnostics]


def refs(path: Path) -> list[str | None]:
    return [each.text for each in etree.parse(path).iterfind(".//RefNumber")]


def broken(rules: Ruleset, number: str) -> Batch:
    """Return a batch that breaks the identity by one cent."""
    return batch(rules, {**A_DAY, "Closing: Visa": "30.26"}, number=number)
