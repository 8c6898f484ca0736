"""``crossfoot fmt``."""

import os
from pathlib import Path

import pytest
from cli_shops import corner_store, edited

from ground import Crossfoot

UNTIDY = "expect   Tender over/short   within 10.00\n"
TIDY = "expect Tender Over/Short within 10.00\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop whose second rule file is untidy."""
    shop = corner_store(tmp_path)
    edited(shop, "rules.gl", TIDY + "\n", "")
    (shop / "more.gl").write_text(UNTIDY, "utf-8")
    return edited(shop, "crossfoot.yaml", "rules: [rules.gl]", "rules: [rules.gl, more.gl]")


def test_a_project(shop: Path, crossfoot: Crossfoot) -> None:
    assert crossfoot("fmt", shop) == (0, f"laid out {shop / 'more.gl'}\n", "")
    assert (shop / "more.gl").read_text("utf-8") == TIDY
    assert crossfoot("fmt", shop) == (0, "", "")
    assert crossfoot("check", shop).status == 0


def test_here(shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop)
    assert crossfoot("fmt") == (0, "laid out more.gl\n", "")


def test_check_changes_nothing(shop: Path, crossfoot: Crossfoot) -> None:
    assert crossfoot("fmt", shop, "--check") == (1, f"would lay out {shop / 'more.gl'}\n", "")
    assert (shop / "more.gl").read_text("utf-8") == UNTIDY


def test_one_file_takes_its_spelling_from_the_project(shop: Path, crossfoot: Crossfoot) -> None:
    assert crossfoot("fmt", shop / "more.gl").status == 0
    assert (shop / "more.gl").read_text("utf-8") == TIDY


def test_a_file_of_no_project(tmp_path: Path, crossfoot: Crossfoot) -> None:
    alone = tmp_path / "alone.gl"
    alone.write_text("use rms\n" + UNTIDY, "utf-8")
    assert crossfoot("fmt", alone).status == 0
    assert alone.read_text("utf-8") == "use rms\n" + TIDY


def test_line_ends_are_kept(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / "more.gl").write_bytes(UNTIDY.encode().replace(b"\n", b"\r\n"))
    assert crossfoot("fmt", shop).status == 0
    assert (shop / "more.gl").read_bytes() == TIDY.encode().replace(b"\n", b"\r\n")
    assert crossfoot("fmt", shop, "--check") == (0, "", "")


def test_a_link_stays_a_link_and_rights_stay(shop: Path, crossfoot: Crossfoot) -> None:
    real = (shop / "more.gl").rename(shop.parent / "real.gl")
    real.chmod(0o640)
    (shop / "more.gl").symlink_to(real)
    assert crossfoot("fmt", shop).status == 0
    assert (shop / "more.gl").is_symlink()
    assert real.read_text("utf-8") == TIDY
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_with_an_error_is_left_alone(shop: Path, crossfoot: Crossfoot) -> None:
    broken = UNTIDY + "post Sales: Total credits 4000\n"
    (shop / "more.gl").write_text(broken, "utf-8")
    (shop / "rules.gl").write_text(
        (shop / "rules.gl").read_text("utf-8") + "\n\n\n# the end\n\n\n", "utf-8"
    )
    ran = crossfoot("fmt", shop)
    assert (ran.status, ran.err) == (1, "")
    assert "more.gl:2:" in ran.out
    assert "error XF001" in ran.out
    assert (shop / "more.gl").read_text("utf-8") == broken
    assert (shop / "rules.gl").read_text("utf-8").endswith("\n\n# the end\n")


def test_a_file_that_is_no_text(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / "more.gl").write_bytes(b"post \xe9")
    ran = crossfoot("fmt", shop)
    assert (ran.status, ran.err) == (1, "")
    assert "error XF003" in ran.out


def test_what_is_not_there(shop: Path, crossfoot: Crossfoot) -> None:
    ran = crossfoot("fmt", shop / "none.gl")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"crossfoot: {shop / 'none.gl'}: no such file or directory\n"
    assert crossfoot("fmt", shop.parent).status == 2


def test_a_project_that_cannot_be_read(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / "crossfoot.yaml").write_text("nonsense", "utf-8")
    ran = crossfoot("fmt", shop)
    assert (ran.status, ran.out) == (2, "")
    assert "says why" in ran.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(shop: Path, crossfoot: Crossfoot) -> None:
    shop.chmod(0o555)
    try:
        ran = crossfoot("fmt", shop)
    finally:
        shop.chmod(0o755)
    assert ran.status == 2
    assert (shop / "more.gl").read_text("utf-8") == UNTIDY


def test_nothing_is_left_behind(shop: Path, crossfoot: Crossfoot) -> None:
    before = sorted(path.name for path in shop.iterdir())
    crossfoot("fmt", shop)
    assert sorted(path.name for path in shop.iterdir()) == before


def test_the_examples_are_laid_out(examples: Path, crossfoot: Crossfoot) -> None:
    for example in ("corner-store", "opening-closing", "two-stores"):
        assert crossfoot("fmt", examples / example, "--check") == (0, "", "")
