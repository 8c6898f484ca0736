"""Files that no one should have, each with the finding it should get."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from ground import Crossfoot

Spoil: TypeAlias = Callable[[Path], None]


@pytest.fixture
def shop(examples: Path, tmp_path: Path) -> Path:
    return shutil.copytree(examples / "corner-store", tmp_path / "shop")


def holds(name: str, content: bytes) -> Spoil:
    def spoil(shop: Path) -> None:
        (shop / name).write_bytes(content)

    return spoil


def prefixed(name: str, prefix: bytes) -> Spoil:
    def spoil(shop: Path) -> None:
        (shop / name).write_bytes(prefix + (shop / name).read_bytes())

    return spoil


def recoded(name: str, encoding: str) -> Spoil:
    def spoil(shop: Path) -> None:
        text = "# Épicerie\n" + (shop / name).read_text("utf-8")
        (shop / name).write_bytes(text.encode(encoding))

    return spoil


def folder(name: str) -> Spoil:
    def spoil(shop: Path) -> None:
        (shop / name).unlink()
        (shop / name).mkdir()

    return spoil


def missing(name: str) -> Spoil:
    def spoil(shop: Path) -> None:
        (shop / name).unlink()

    return spoil


def looping(name: str) -> Spoil:
    def spoil(shop: Path) -> None:
        (shop / name).unlink()
        (shop / name).symlink_to(name)

    return spoil


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n".encode()
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = b"[" * 100_000
PARENTHESES = b"use rms\nA = " + b"(" * 100_000 + b"Closing" + b")" * 100_000 + b"\n"
LONG = b"post " + b"a" * 5_000_000 + b"\n"

RULES, PROJECT, CHART = "rules.gl", "crossfoot.yaml", "chart.yaml"


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        pytest.param(holds(RULES, LONG), "rules.gl:1:1: error XF003", id="a 5 MB line of rules"),
        pytest.param(holds(PROJECT, LONG), "crossfoot.yaml:1:1: error XF003", id="5 MB of YAML"),
        pytest.param(holds(CHART, LONG), "chart.yaml:1:1: error XF003", id="5 MB of chart"),
        pytest.param(holds(PROJECT, BOMB), "crossfoot.yaml:1:4: error XF002", id="alias bomb"),
        pytest.param(holds(CHART, BOMB), "chart.yaml:1:4: error XF002", id="bomb in the chart"),
        pytest.param(holds(PROJECT, b"company: " + DEEP), "error XF002", id="deep YAML"),
        pytest.param(holds(CHART, b"accounts: " + DEEP), "error XF002", id="deep chart"),
        pytest.param(holds(RULES, PARENTHESES), "rules.gl:2:1: error XF001", id="deep formula"),
        pytest.param(
            holds(RULES, b"use rms\n[" + DEEP), "rules.gl:2:1: error XF001", id="deep brackets"
        ),
        pytest.param(prefixed(PROJECT, b"company: x\n"), "error XF002", id="a key twice"),
        pytest.param(holds(RULES, b"post A\0B"), "rules.gl:1:7: error XF003", id="NUL in rules"),
        pytest.param(prefixed(PROJECT, b"# \0\n"), "error XF003", id="NUL in YAML"),
        pytest.param(recoded(RULES, "latin-1"), "rules.gl:1:3: error XF003", id="Latin-1 rules"),
        pytest.param(recoded(RULES, "utf-16"), "rules.gl:1:1: error XF003", id="UTF-16 rules"),
        pytest.param(recoded(CHART, "latin-1"), "chart.yaml:1:3: error XF003", id="Latin-1 chart"),
        pytest.param(recoded(PROJECT, "utf-16"), "error XF003", id="UTF-16 YAML"),
        pytest.param(holds(PROJECT, b""), "crossfoot.yaml:1:1: error XF002", id="empty project"),
        pytest.param(holds(CHART, b""), "chart.yaml:1:1: error XF002", id="empty chart"),
        pytest.param(folder(RULES), "crossfoot.yaml:3:9: error XF002", id="a folder of rules"),
        pytest.param(folder(CHART), "crossfoot.yaml:4:8: error XF002", id="a folder for a chart"),
        pytest.param(missing(RULES), "crossfoot.yaml:3:9: error XF002", id="no rules"),
        pytest.param(missing(CHART), "crossfoot.yaml:4:8: error XF002", id="no chart"),
        pytest.param(looping(RULES), "crossfoot.yaml:3:9: error XF002", id="a link to itself"),
    ],
)
def test_a_finding(spoil: Spoil, finding: str, shop: Path, crossfoot: Crossfoot) -> None:
    spoil(shop)
    ran = crossfoot("check", shop)
    assert (ran.status, ran.err) == (1, "")
    assert finding in ran.out
    assert len(ran.out) < 10_000
    assert_nothing_is_posted(shop, crossfoot, status=1)


def with_line_ends(name: str, ends: bytes) -> Spoil:
    def spoil(shop: Path) -> None:
        (shop / name).write_bytes((shop / name).read_bytes().replace(b"\n", ends))

    return spoil


BATCH = "batches/1043.yaml"


@pytest.mark.parametrize(
    "spoil",
    [
        *(
            pytest.param(prefixed(name, b"\xef\xbb\xbf"), id=f"byte-order mark in {name}")
            for name in (RULES, PROJECT, CHART, BATCH)
        ),
        *(
            pytest.param(with_line_ends(name, b"\r\n"), id=f"CRLF in {name}")
            for name in (RULES, PROJECT, CHART, BATCH)
        ),
    ],
)
def test_no_difference(
    spoil: Spoil, shop: Path, examples: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    spoil(shop)
    ran = crossfoot("check", shop)
    assert ran == crossfoot("check", examples / "corner-store")
    assert ran.status == 0


@pytest.mark.parametrize("spoil", [missing(PROJECT), folder(PROJECT), looping(PROJECT)])
def test_without_a_project_file(spoil: Spoil, shop: Path, crossfoot: Crossfoot) -> None:
    spoil(shop)
    ran = crossfoot("check", shop)
    assert (ran.status, ran.out) == (2, "")
    assert PROJECT in ran.err
    assert ran.err.count("\n") == 1
    assert_nothing_is_posted(shop, crossfoot, status=2)


@pytest.mark.parametrize("name", [RULES, PROJECT, CHART, BATCH])
def test_a_file_that_may_not_be_read(
    name: str, shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == shop / name:
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert crossfoot("check", shop) == (2, "", f"crossfoot: {shop / name}: permission denied\n")
    assert_nothing_is_posted(shop, crossfoot, status=2)


def assert_nothing_is_posted(shop: Path, crossfoot: Crossfoot, status: int) -> None:
    out = shop / "out"
    ran = crossfoot("post", shop, "--out", out)
    assert ran.status == status
    assert "internal fault" not in ran.err
    assert not out.exists()


BATCHES = {"yaml": BATCH, "json": "batches/1046.json", "csv": "batches/1046.csv"}
NOT_A_NUMBER = b"store: Main Street\nbatch: 1\nmeasures:\n  Closing: {Cash: %s}\n"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        *((name, b"\0", "XF003") for name in BATCHES.values()),
        *((name, b"\xff\xfea\0", "XF003") for name in BATCHES.values()),
        *((name, b"Main Street \xe9", "XF003") for name in BATCHES.values()),
        *((name, LONG, "XF003") for name in BATCHES.values()),
        *((name, b"", "XF506") for name in BATCHES.values()),
        (BATCHES["yaml"], BOMB, "XF506"),
        (BATCHES["yaml"], b"measures: " + DEEP, "XF506"),
        (BATCHES["json"], b'{"measures": ' + DEEP, "XF506"),
        (BATCHES["json"], b'{"batch": 1, "batch": 2}', "XF506"),
        (BATCHES["json"], b'{"batch": NaN}', "XF506"),
        (BATCHES["json"], b'{"batch": 1e999999999}', "XF506"),
        (BATCHES["csv"], b'store,batch\n"Main Street', "XF506"),
        *(
            (BATCHES["yaml"], NOT_A_NUMBER % figure, "XF506")
            for figure in (b".nan", b".inf", b"1e3", b"1.005", b"0x10", b"1_000", b"9" * 400, b"[]")
        ),
    ],
)
def test_a_bad_batch_file(
    name: str, content: bytes, code: str, shop: Path, crossfoot: Crossfoot
) -> None:
    (shop / name).write_bytes(content)
    ran = crossfoot("check", shop)
    assert (ran.status, ran.err) == (1, "")
    assert f"{name}:" in ran.out
    assert f"error {code}" in ran.out
    assert_nothing_is_posted(shop, crossfoot, status=1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r"),
        (b"West,", b"West\x0c,"),
        (b"Tax Collected", b"Tax\xc2\x85Collected"),
        (b"Tax Collected", b"Tax\rCollected"),
    ],
)
def test_odd_spaces_in_a_csv(
    old: bytes, new: bytes, examples: Path, tmp_path: Path, crossfoot: Crossfoot
) -> None:
    """Whether they count as spaces or not, a finding at such a row has a place."""
    shop = shutil.copytree(examples / "two-stores", tmp_path / "shop")
    path = shop / "batches" / "west.csv"
    spoiled = path.read_bytes().replace(old, new).replace(b",501,", b",499,")
    assert spoiled.count(new) > 1
    path.write_bytes(spoiled)
    ran = crossfoot("check", shop)
    assert ran.status in (0, 1)
    assert ran.err == ""
    assert "batches/west.csv:" in ran.out


def pipe(path: Path) -> None:
    """Put a named pipe: whoever opens it waits for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)


@pytest.mark.parametrize("name", BATCHES.values())
@pytest.mark.parametrize("put", [Path.mkdir, lambda path: path.symlink_to(path), pipe])
def test_what_is_no_file(
    name: str, put: Callable[[Path], None], shop: Path, crossfoot: Crossfoot
) -> None:
    (shop / name).unlink(missing_ok=True)
    put(shop / name)
    ran = crossfoot("check", shop)
    assert (ran.status, ran.err) == (1, "")
    assert f"{name}:1:1: error XF506" in ran.out
    assert_nothing_is_posted(shop, crossfoot, status=1)
