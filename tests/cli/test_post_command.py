"""``crossfoot post``."""

import json
from pathlib import Path

import pytest
from cli_shops import corner_store, edited, misspelt_account

from ground import Crossfoot


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def batches(shop: Path, *, first: int = 1041, copies: int = 12) -> Path:
    """Make many more batches of the first one, a number and a day apart."""
    text = (shop / "batches" / f"{first}.yaml").read_text("utf-8")
    for copy in range(copies):
        number, day = 2000 + copy, f"2026-04-{copy + 1:02d}"
        changed = text.replace(f"batch: {first}", f"batch: {number}").replace("2026-03-02", day)
        (shop / "batches" / f"{number}.yaml").write_text(changed, "utf-8")
    return shop


def test_entries_are_shown_and_written(crossfoot: Crossfoot, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = crossfoot("post", corner_store(tmp_path), "--out", out)
    assert (ran.status, ran.err) == (0, "")
    assert "Main Street, batch 1041, 2026-03-02, entry M1041, “Batch 1041”\n" in ran.out
    assert ran.out.endswith(
        f"wrote {out / 'manifest.json'}\n"
        "this is run 1: posted once QuickBooks confirms it (`crossfoot receive`)\n"
        "5 prepared, 1 bill\n"
    )
    assert max(len(line) for line in ran.out.splitlines() if "wrote" not in line) <= 80
    assert set(files(out)) == {"post-1041-1045.xml", "post.log", "manifest.json"}
    for name in files(out):
        assert f"wrote {out / name}\n" in ran.out


def test_the_same_again_changes_nothing(crossfoot: Crossfoot, tmp_path: Path) -> None:
    arguments = ("post", corner_store(tmp_path), "--out", tmp_path / "out")
    crossfoot(*arguments)
    before = files(tmp_path)
    ran = crossfoot(*arguments)
    assert ran.status == 0
    assert ran.out.endswith(
        "Main Street, batch 1045, 2026-03-06: under way\nnothing was written\n"
        "QuickBooks' answer to what is under way is missing: see `crossfoot status`\n5 under way\n"
    )
    assert files(tmp_path) == before


def test_the_same_journal_again_changes_nothing(crossfoot: Crossfoot, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("post", corner_store(tmp_path), "--out", out, "--target", "journal")
    crossfoot(*arguments)
    before = files(tmp_path)
    ran = crossfoot(*arguments)
    assert ran.status == 0
    assert f"nothing was written: {out} holds this run already\n" in ran.out
    assert files(tmp_path) == before


def test_another_run_is_not_overwritten(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop, out = corner_store(tmp_path), tmp_path / "out"
    crossfoot("post", shop, "--out", out, "--batch", "1042")
    before = files(tmp_path)
    ran = crossfoot("post", shop, "--out", out, "--batch", "1041")
    assert (ran.status, ran.out) == (2, "")
    assert "holds an earlier run, which is not overwritten" in ran.err
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--batch", "1043"], "1043"),
        (["--batch", "1043,1041", "--batch", "1045"], "1041 1043 1045"),
        (["--from", "2026-03-04"], "1043 1044 1045"),
        (["--to", "2026-03-03"], "1041 1042"),
        (["--from", "2026-03-03", "--to", "2026-03-03"], "1042"),
        (["--store", "main street"], "1041 1042 1043 1044 1045"),
        (["--from", "2026-03-03", "--batch", "1041,1042"], "1042"),
    ],
)
def test_what_is_picked(
    options: list[str], numbers: str, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("post", corner_store(tmp_path), "--out", tmp_path / "out", *options)
    shown = [line.split()[3].strip(",") for line in ran.out.splitlines() if ", batch " in line]
    assert shown == numbers.split()
    assert len(json.loads((tmp_path / "out" / "manifest.json").read_text())["batches"]) == len(
        shown
    )


def test_a_batch_that_is_not_there(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("post", corner_store(tmp_path), "--batch", "1,1041", "--out", tmp_path / "o")
    assert ran.status == 1
    assert "\nthere is no batch 1 to post\n" in ran.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--store", "Maine Street"], "did you mean `Main Street`?"),
        (["--store", "x"], "there is no store `x`; there are `Main Street`"),
        (["--from", "2026-3-1"], "`2026-3-1` is no day; type it as 2026-03-31"),
        (["--to", "2026-02-30"], "`2026-02-30` is no day"),
        (["--from", "2026-03-02", "--to", "2026-03-01"], "is later than"),
        (["--requests-per-file", "0"], "`0` is no whole number from 1 up"),
        (["--requests-per-file", "1.5"], "`1.5` is no whole number"),
        (["--target", "iif"], "--target: `iif` is none of"),
        (["--batch", "1,,2"], "empty item"),
    ],
)
def test_what_cannot_be_meant(
    options: list[str], message: str, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("post", corner_store(tmp_path), "--out", tmp_path / "out", *options)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert not (tmp_path / "out").exists()


def test_a_dry_run_writes_nothing(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shop = corner_store(tmp_path)
    before = files(tmp_path)
    ran = crossfoot("post", shop, "--dry-run")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count(", batch 10") == 5
    assert ran.out.endswith("\nnothing was written\n5 to post, 1 bill\n")
    assert files(tmp_path) == before


def test_a_dry_run_shows_what_does_not_balance(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = edited(corner_store(tmp_path), "rules.gl", 'credit "1010 · Undeposited Funds"', "")
    ran = crossfoot("post", shop, "--dry-run")
    assert ran.status == 1
    assert "error XF401" in ran.out
    assert "  out of balance: debits are larger by 600.00\n" in ran.out
    assert ran.out.endswith("\nnothing is posted until the errors above are mended\n")


def test_a_dry_run_shows_a_batch_that_is_held_back(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = edited(corner_store(tmp_path), "batches/1041.yaml", "Grocery: 1186.42", "Grocery: 1187")
    ran = crossfoot("post", shop, "--dry-run", "--batch", "1041")
    assert ran.status == 1
    assert "error XF502" in ran.out
    assert "  out of balance: credits are larger by 0.58\n  held back: " in ran.out


def test_a_bad_batch_holds_back_itself(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = edited(corner_store(tmp_path), "batches/1041.yaml", "Grocery: 1186.42", "Grocery: 1187")
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert ran.status == 1
    assert "error XF502" in ran.out
    assert "Main Street, batch 1041, 2026-03-02: held back\n" in ran.out
    assert ran.out.endswith("\n4 prepared, 1 held back, 1 bill\n")
    assert (tmp_path / "out" / "post-1042-1045.xml").is_file()


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_rules_with_an_error_post_nothing(
    options: list[str], crossfoot: Crossfoot, tmp_path: Path
) -> None:
    shop = misspelt_account(tmp_path)
    ran = crossfoot("post", shop, "--out", tmp_path / "out", *options)
    assert (ran.status, ran.err) == (1, "")
    assert "error XF201" in ran.out
    assert ran.out.endswith("\nnothing is posted until the errors above are mended\n")
    assert not (tmp_path / "out").exists()


def test_a_batch_that_cannot_be_read_stops_the_run(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    (shop / "batches" / "1044.yaml").write_text("store: [", "utf-8")
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert ran.status == 1
    assert "error XF506" in ran.out
    assert ran.out.endswith("\nnothing is posted until the errors above are mended\n")
    assert not (tmp_path / "out").exists()


def test_a_warning_does_not_keep_from_posting(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = edited(corner_store(tmp_path), "rules.gl", "within 10.00", "within 1.00")
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert ran.status == 0
    assert "warning XF510" in ran.out
    assert ran.out.endswith("\n5 prepared, 1 bill\n")


def test_many_entries_are_a_line_each(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = batches(corner_store(tmp_path))
    short = crossfoot("post", shop, "--dry-run", "--batch", ",".join(map(str, range(2000, 2012))))
    assert (
        "Main Street, batch 2000, 2026-04-01, entry M2000: 16 lines, 3,981.30\n"
        "Main Street, batch 2001, 2026-04-02, entry M2001: 16 lines, 3,981.30\n"
    ) in short.out
    assert "debit" not in short.out
    long = crossfoot("post", shop, "--dry-run", "--verbose", "--from", "2026-04-01")
    assert long.out.count("debit      credit\n") == 12


def test_files_are_parted(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    crossfoot("post", shop, "--out", tmp_path / "out", "--requests-per-file", "2")
    assert [path.name for path in sorted((tmp_path / "out").glob("*.xml"))] == [
        "post-1041-1042.xml",
        "post-1043-1044.xml",
        "post-1045-1045.xml",
    ]


def test_of_many_files_the_ends_are_named(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop, out = batches(corner_store(tmp_path)), tmp_path / "out"
    ran = crossfoot("post", shop, "--out", out, "--requests-per-file", "2", "--from", "2026-04-01")
    assert [line for line in ran.out.splitlines() if line.startswith("wrote")] == [
        f"wrote {out / 'post-2000-2001.xml'}",
        f"wrote {out / 'post-2002-2003.xml'}",
        f"wrote {out / 'post-2004-2005.xml'}",
        f"wrote {out / 'post-2006-2007.xml'}",
        f"wrote {out / 'post-2008-2009.xml'}",
        f"wrote {out / 'post-2010-2011.xml'}",
        f"wrote {out / 'post.log'}",
        f"wrote {out / 'manifest.json'}",
    ]
    (shop / "crossfoot.sqlite").unlink()
    (shop / "crossfoot.mark").unlink()
    ran = crossfoot("post", shop, "--out", tmp_path / "o", "--requests-per-file", "2")
    assert "post-1041-1042.xml\nwrote " in ran.out
    assert "post-2011-2011.xml\nwrote 7 more files between them\nwrote " in ran.out


def test_a_journal(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    ran = crossfoot("post", shop, "--out", tmp_path / "out", "--target", "journal")
    assert ran.status == 0
    names = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert {".journal", ".beancount"} <= names


def test_a_folder_that_is_a_file(crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    ran = crossfoot("post", corner_store(tmp_path), "--out", tmp_path / "out")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_no_batches(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    for path in (shop / "batches").iterdir():
        path.unlink()
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert ran == (0, "nothing was written\nno batches\n", "")
