"""``crossfoot explain``."""

from pathlib import Path

import pytest
from cli_shops import corner_store, edited

from crossfoot.codes.all import ALL
from ground import Crossfoot


@pytest.mark.parametrize(
    "asked", ["XF302", "xf302", "302", "excluded-together", "Excluded-Together"]
)
def test_a_code(asked: str, crossfoot: Crossfoot) -> None:
    ran = crossfoot("explain", asked)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("XF302 excluded-together (error)\n\n")
    assert "Bad:\n" in ran.out
    assert "Good:\n" in ran.out


def test_every_code_fits_a_terminal(crossfoot: Crossfoot) -> None:
    for code in ALL:
        ran = crossfoot("explain", code.number)
        assert ran.out.startswith(f"{code.number} {code.name} (")
        assert max(len(line) for line in ran.out.splitlines()) <= 80, code.number


def test_without_a_name_all_codes(crossfoot: Crossfoot) -> None:
    lines = crossfoot("explain").out.splitlines()
    assert len(lines) == len(ALL)
    assert lines[0] == "XF001 error   syntax-error"


@pytest.mark.parametrize("words", [["Sales: Total"], ["Sales:", "Total"], ["sales: total"]])
def test_an_amount(words: list[str], crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("explain", *words, "--project", examples / "corner-store")
    assert ran.out.startswith("Sales: Total\n")
    assert "Dept Sales" in ran.out


def test_an_account(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("explain", "6400", "--project", examples / "corner-store")
    assert ran.out.startswith("6400 · Store Expenses\n")
    assert "Cash Paid Out" in ran.out


def test_a_member(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("explain", "Visa", "--project", examples / "corner-store")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Visa\n  a Tender of Main Street (")


def test_a_number_that_is_a_code_and_an_account(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = edited(corner_store(tmp_path), "chart.yaml", '"6400"', '"402"')
    edited(shop, "rules.gl", '"6400 ·', '"402 ·')
    ran = crossfoot("explain", "402", "--project", shop)
    assert ran.status == 0
    assert ran.out.startswith("XF402 out-of-balance (error)\n")
    assert "\n\n402 · Store Expenses\n" in ran.out
    assert "XF402" in crossfoot("explain", "402", "--project", tmp_path).out


def test_here_is_the_default(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corner_store(tmp_path))
    assert crossfoot("explain", "Tender", "Received:", "Visa").status == 0


def test_an_unknown_name_gets_a_suggestion(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("explain", "Salse: Total", "--project", examples / "corner-store")
    assert ran == (
        2,
        "",
        "crossfoot: nothing is called `Salse: Total` here; did you mean `Sales: Total`?\n",
    )


def test_an_unknown_code(crossfoot: Crossfoot) -> None:
    ran = crossfoot("explain", "XF999")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no code `XF999`" in ran.err


def test_a_name_without_a_project(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("explain", "Visa", "--project", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "name the folder with --project" in ran.err


def test_a_project_that_cannot_be_read(crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / "crossfoot.yaml").write_text("nonsense", "utf-8")
    ran = crossfoot("explain", "Visa", "--project", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert f"`crossfoot check {tmp_path}` says why" in ran.err


def test_a_name_cannot_colour_the_terminal(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("explain", "\x1b[31mVisa", "--project", corner_store(tmp_path))
    assert ran.status == 2
    assert "\x1b" not in ran.err
