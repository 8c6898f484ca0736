"""``--watch``, as a process of its own: what is drawn when files change under it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from living_shops import added, corner_store, missing_figure, odd_account_type

from crossfoot.cli.check import watching
from ground import REPOSITORY, Crossfoot

pytestmark = pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent otherwise there")

PATIENCE = 30.0
"""Seconds to wait for what must come; it comes within two."""

END = "watching for changes; Ctrl-C ends\n"


class Watching:
    """A running ``crossfoot check --watch``, whose drawings can be waited for."""

    def __init__(self, *options: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crossfoot", "check", "--watch", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(REPOSITORY / "compiler")},
        )
        self._text = ""
        self._shown = 0
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._text += line

    def drawn(self) -> str:
        """Wait for the next drawing and return it."""
        until = time.monotonic() + PATIENCE
        while (end := self._text.find(END, self._shown)) < 0:
            assert time.monotonic() < until, self._text
            assert self._process.poll() is None, self._text
            time.sleep(0.02)
        shown, self._shown = self._text[self._shown : end], end + len(END)
        return shown

    def rests(self) -> bool:
        """Whether nothing is drawn for as long as two looks take."""
        time.sleep(1.5)
        return END not in self._text[self._shown :]

    def interrupted(self) -> tuple[int, str]:
        """Interrupt it, and return its exit status and what it said last."""
        self._process.send_signal(signal.SIGINT)
        status = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status, self._text[self._shown :]

    def seconds_of_work(self) -> float:
        """Return what the process has used of a processor."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watching]]:
    """A function that starts to watch; what it started ends with the test."""
    monkeypatch.chdir(tmp_path)
    started: list[Watching] = []

    def start(*options: str) -> Watching:
        started.append(Watching(*options))
        return started[-1]

    yield start
    for each in started:
        each.kill()


@pytest.mark.slow
def test_each_change_is_drawn(watch: Callable[..., Watching], tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    seen = watch("shop")
    assert seen.drawn() == "no findings: 1 store, 1 period proved for every batch\n"
    odd_account_type(shop)
    drawn = seen.drawn()
    assert drawn.startswith("\n--- changed: shop/rules.gl ---\n")
    assert "warning XF203" in drawn
    missing_figure(shop)
    drawn = seen.drawn()
    assert "\n--- changed: shop/batches/1043.yaml ---\n" in drawn
    assert ("XF203" in drawn, "XF508" in drawn) == (True, True)
    (shop / "batches" / "1046.yaml").write_text("store: nowhere\n", "utf-8")
    assert "batches/1046.yaml:" in seen.drawn()
    (shop / "batches" / "1046.yaml").unlink()
    assert "1046" not in seen.drawn().partition("---\n")[2]
    assert seen.rests()
    assert seen.interrupted() == (130, "")


@pytest.mark.slow
def test_what_cannot_be_read_is_told_and_waited_for(
    watch: Callable[..., Watching], tmp_path: Path
) -> None:
    shop = corner_store(tmp_path)
    seen = watch("shop")
    seen.drawn()
    file, aside = shop / "crossfoot.yaml", shop / "aside"
    file.rename(aside)
    assert "crossfoot: there is no crossfoot.yaml in `shop`" in seen.drawn()
    aside.rename(file)
    assert "no findings" in seen.drawn()
    good = (shop / "chart.yaml").read_bytes()
    (shop / "chart.yaml").write_bytes(good[: len(good) // 2] + b'  - {name: "')
    assert "error XF002" in seen.drawn()
    (shop / "chart.yaml").write_bytes(good)
    assert "no findings" in seen.drawn()
    (shop / "rules.gl").rename(aside)
    assert "there is no file `rules.gl`" in seen.drawn()
    aside.replace(shop / "rules.gl")
    assert "no findings" in seen.drawn()
    assert seen.interrupted() == (130, "")


@pytest.mark.slow
def test_a_save_as_editors_make_it_is_one_change(
    watch: Callable[..., Watching], tmp_path: Path
) -> None:
    shop = corner_store(tmp_path)
    seen = watch("shop")
    seen.drawn()
    file, backup, new = shop / "rules.gl", shop / "rules.gl~", shop / ".rules.gl.swp"
    text = file.read_text("utf-8").replace('"4900 · Delivery Income"', '"6400"')
    new.write_text(text, "utf-8")
    file.rename(backup)
    new.rename(file)
    assert "XF203" in seen.drawn()
    (shop / "notes.txt").write_text("nothing that is read\n", "utf-8")
    assert seen.rests()


@pytest.mark.slow
def test_only_the_project_that_changed_is_checked_again_and_all_are_shown(
    watch: Callable[..., Watching], tmp_path: Path
) -> None:
    for name in ("east", "west"):
        corner_store(tmp_path, name)
    seen = watch("east", "west")
    seen.drawn()
    odd_account_type(tmp_path / "west")
    drawn = seen.drawn()
    assert ("west" in drawn, "XF203" in drawn) == (True, True)
    assert "2 projects" in drawn


@pytest.mark.slow
def test_reports_and_a_baseline(watch: Callable[..., Watching], tmp_path: Path) -> None:
    shop = odd_account_type(corner_store(tmp_path))
    (shop / "base.json").write_text('{"version": 1, "findings": []}\n', "utf-8")
    seen = watch("shop", "--baseline", "shop/base.json", "--format", "text",
                 "--format", "json=shop/out.json")  # fmt: skip
    assert "XF203" in seen.drawn()
    assert seen.rests(), "the report that it wrote itself is no change"
    assert "XF203" in (shop / "out.json").read_text("utf-8")
    (shop / "base.json").write_text("{}\n", "utf-8")
    assert "base.json:1:1: a baseline lacks" in seen.drawn()
    added(shop, "rules.gl", "\n")
    (shop / "base.json").unlink()
    assert "there is no baseline `shop/base.json`" in seen.drawn()
    assert seen.interrupted()[0] == 130


@pytest.mark.slow
def test_a_model_of_ones_own_is_watched(watch: Callable[..., Watching], tmp_path: Path) -> None:
    (tmp_path / "till.gl").write_text("measure A\n", "utf-8")
    seen = watch("--model", "till")
    seen.drawn()
    (tmp_path / "till.gl").write_text("measure A\nB = Z\n", "utf-8")
    assert "XF101" in seen.drawn()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the work of a process is not told here")
def test_waiting_is_no_work(watch: Callable[..., Watching], tmp_path: Path) -> None:
    corner_store(tmp_path)
    seen = watch("shop")
    seen.drawn()
    before = seen.seconds_of_work()
    time.sleep(3)
    assert seen.seconds_of_work() - before < 0.3


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    watching._begin((Path("rules.gl"),))
    assert screen.getvalue() == "\x1b[H\x1b[2J\x1b[3J"


def test_many_changes_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    watching._begin([Path(f"{name}.gl") for name in "abcde"])
    assert capsys.readouterr().out == "\n--- changed: a.gl, b.gl, c.gl and 2 more ---\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--fix"], "does not go with `--watch`"),
        (["--diff"], "does not go with `--watch`"),
        (["--write-baseline", "base.json"], "leave out one of the two"),
    ],
)
def test_what_does_not_go_with_it(
    options: list[str], told: str, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("check", corner_store(tmp_path), "--watch", *options)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
