"""What the example projects post, judged by Intuit's schema and by hledger and beancount."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from beancount import loader
from qbxml_schema import faults

from crossfoot.driver import post
from crossfoot.exchange.keeping import Hand
from crossfoot.targets.options import Options

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/crossfoot.yaml"))


def written(name: str, target: str, out: Path) -> list[Path]:
    shop = shutil.copytree(EXAMPLES / name, out.with_name("shop"))
    hand = Hand("somebody", lambda: datetime(2026, 4, 1, tzinfo=UTC))
    posted = post(shop, Options(out, target, requests_per_file=2, bills=target == "qbxml"), hand)
    assert posted.result is not None
    assert posted.result.files
    return [out / file for file in posted.result.files]


def test_there_are_examples() -> None:
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_every_request_file_is_what_the_schema_wants(
    name: str, tmp_path: Path, oracle: Path
) -> None:
    for path in written(name, "qbxml", tmp_path / "out"):
        data = path.read_bytes()
        assert data.isascii()
        assert faults(oracle, data) == []


@pytest.mark.parametrize("name", NAMES)
def test_beancount_and_hledger_accept_every_journal(name: str, tmp_path: Path) -> None:
    for_hledger, for_beancount = written(name, "journal", tmp_path / "out")
    _, errors, _ = loader.load_file(str(for_beancount))
    assert errors == []
    if shutil.which("hledger") is None:
        pytest.skip("hledger is not installed")
    checked = subprocess.run(
        ["hledger", "-f", str(for_hledger), "check", "--strict"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
