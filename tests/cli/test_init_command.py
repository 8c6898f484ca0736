"""``crossfoot init``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ground import Crossfoot


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_new_project_is_sound(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = tmp_path / "corner-shop"
    ran = crossfoot("init", shop)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith(f"now try `crossfoot check {shop}`\n")
    checked = crossfoot("check", shop, "--strict")
    assert checked == (0, "no findings: 1 store, 1 period proved for every batch\n", "")
    assert "Corner Shop" in (shop / "crossfoot.yaml").read_text("utf-8")


def test_options_answer_all_questions(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    ran = crossfoot(
        *("init", shop, "--company", "Smith, Jones & Co", "--store", "East,West"),
        *("--tender", "Cash", "--tender", "Chèque,No", "--tax", "none"),
        *("--department", "Épicerie,Wine & Beer", "--department", "10% off: last"),
    )
    assert (ran.status, ran.err) == (0, "")
    assert crossfoot("check", shop, "--strict").status == 0
    project = (shop / "crossfoot.yaml").read_text("utf-8")
    for name in ("Smith, Jones & Co", "East", "West", "Chèque", "No", "Épicerie", "Wine & Beer"):
        assert name in project


@pytest.mark.parametrize("name", ["crossfoot.yaml", "rules.gl", "chart.yaml"])
def test_nothing_is_overwritten(name: str, crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    ran = crossfoot("init", tmp_path)
    assert ran.status == 2
    assert ran.err == f"crossfoot: `{tmp_path / name}` is there already; nothing was written\n"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "options",
    [["--tender", "Cash,cash"], ["--store", " "], ["--store", "\x1b"], ["--department", "a,,b"]],
)
def test_bad_answers(options: list[str], crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("init", tmp_path / "shop", *options)
    assert (ran.status, ran.out) == (2, "")
    assert not (tmp_path / "shop").exists()


def asked(
    answers: str, shop: Path, monkeypatch: pytest.MonkeyPatch, *options: str
) -> tuple[int, str]:
    from crossfoot.cli import main

    screen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    return main(["init", str(shop), *options]), screen.getvalue()


def test_questions_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = tmp_path / "my_shop"
    status, screen = asked("Smith, Jones\nEast, West\n\nnone\n", shop, monkeypatch)
    assert status == 130
    assert not shop.exists()
    status, screen = asked("Smith, Jones\nEast, West\n\nnone\n\n", shop, monkeypatch)
    assert status == 0
    assert screen.count("]: ") == 5
    assert "[My Shop]: " in screen
    project = (shop / "crossfoot.yaml").read_text("utf-8")
    assert "Smith, Jones" in project
    assert "Visa" in project


def test_only_what_is_missing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ["--company", "A", "--store", "B", "--tender", "C", "--department", "D"]
    status, screen = asked("GST\n", tmp_path / "shop", monkeypatch, *options)
    assert status == 0
    assert screen.startswith("The taxes it collects")
    assert screen.count("]: ") == 1
