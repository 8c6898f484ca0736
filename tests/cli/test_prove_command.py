"""``crossfoot prove``."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_shops import corner_store, edited, misspelt_account

from ground import Crossfoot


def unposted(folder: Path) -> Path:
    """Return a shop whose rules do not balance: a delivery is posted nowhere."""
    return edited(corner_store(folder), "rules.gl", "post Shipping", "# post Shipping")


def conflicting(folder: Path) -> Path:
    """Return a shop of which nothing can be proved: two rules for one thing."""
    shop = corner_store(folder)
    rule = 'post Shipping Charge: Total credit "4900 · Delivery Income"\n'
    return edited(shop, "rules.gl", "# --- What we do not have", f"{rule}# --- What we do not have")


def test_what_is_proved(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", corner_store(tmp_path))
    assert (ran.status, ran.err) == (0, "")
    head, sheet = ran.out.split("\n\n")[:2]
    assert head.startswith("Corner Store: proof by Crossfoot ")
    assert re.search(r"\brules\.gl [0-9a-f]{12}$", head)
    assert sheet.startswith(
        "Main Street from 2026-01-01\n"
        "  proved by identity, which is to say by what is 0 in every batch: debits"
    )
    assert "  1000 · Checking             -sum of Dropped\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_what_is_refuted(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", unposted(tmp_path))
    assert (ran.status, ran.err) == (1, "")
    assert "  refuted: there are batches" in ran.out
    assert "out of balance: debits are larger by 1.00" in ran.out
    assert "error XF402 out-of-balance" in ran.out
    assert ran.out.endswith("`crossfoot check` says why, and what to type instead\n")


def test_what_cannot_be_proved(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", conflicting(tmp_path))
    assert (ran.status, ran.err) == (1, "")
    assert "error XF301 conflicting-rules" in ran.out
    assert "proved by" not in ran.out


def test_what_is_proved_though_it_may_not_be_posted_yet(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("prove", misspelt_account(tmp_path))
    assert ran.status == 1
    assert "proved by identity" in ran.out
    assert "error XF201 unknown-account" in ran.out


def test_a_project_that_cannot_be_read(crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / "crossfoot.yaml").write_text("nonsense", "utf-8")
    ran = crossfoot("prove", tmp_path)
    assert (ran.status, ran.err) == (1, "")
    assert "error XF002" in ran.out


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_project_that_cannot_be_read_in_every_format(
    form: str, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    (tmp_path / "crossfoot.yaml").write_text("nonsense", "utf-8")
    ran = crossfoot("prove", tmp_path, "--format", form)
    assert (ran.status, ran.err) == (1, "")
    assert "XF002" in ran.out


def test_a_folder_without_a_project(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", tmp_path / "nowhere")
    assert (ran.status, ran.out) == (crossfoot("check", tmp_path / "nowhere").status, "")


def test_one_store(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("prove", examples / "two-stores", "--store", "east")
    assert ran.status == 0
    assert ran.out.count("\nEast from 2026-07-01\n") == 1
    assert "West" not in ran.out


def test_several_stores(crossfoot: Crossfoot, examples: Path) -> None:
    both = crossfoot("prove", examples / "two-stores", "--store", "East,West")
    assert both == crossfoot("prove", examples / "two-stores", "--store=East", "--store=West")
    assert both == crossfoot("prove", examples / "two-stores")


def test_a_store_that_is_not_there(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("prove", examples / "two-stores", "--store", "Est")
    assert ran == (2, "", "crossfoot: there is no store `Est`; did you mean `East`?\n")


def test_the_other_stores_faults_are_not_this_ones(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = shutil.copytree(Path(__file__).parents[2] / "examples/two-stores", tmp_path / "two")
    line = 'post Layaway: Paid          credit "2310 · Layaways"      for "East"\n'
    edited(shop, "rules.gl", line, "")
    assert crossfoot("prove", shop, "--store", "East").status == 1
    assert crossfoot("prove", shop, "--store", "West").status == 0


def test_as_json(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", corner_store(tmp_path), "--format", "json")
    report = json.loads(ran.out)
    assert (ran.status, report["proved"], report["errors"]) == (0, True, [])


def test_to_a_file(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop, page = corner_store(tmp_path), tmp_path / "proof.html"
    ran = crossfoot("prove", shop, "--format", "html", "--output", page)
    assert ran == (
        0,
        f"1 store, 1 period proved for every batch, by identity\nwrote {page}\n",
        "",
    )
    assert page.read_text("utf-8") == crossfoot("prove", shop, "--format", "html").out


def test_a_refuted_proof_to_a_file_is_told_all_the_same(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("prove", unposted(tmp_path), "--output", tmp_path / "proof.txt")
    assert ran.status == 1
    assert ran.out.startswith("out of balance: Main Street from 2026-01-01\n")
    assert "XF402" in ran.out
    assert "refuted" in (tmp_path / "proof.txt").read_text("utf-8")


def test_a_file_that_is_there_is_replaced_and_keeps_its_mode(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    shop, path = corner_store(tmp_path), tmp_path / "proof.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    assert crossfoot("prove", shop, "--output", path).status == 0
    assert path.read_text("utf-8") == crossfoot("prove", shop).out
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_as_readable_as_any(crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    crossfoot("prove", corner_store(tmp_path), "--output", tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_folder_that_is_not_there(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", corner_store(tmp_path), "--output", tmp_path / "no" / "proof.txt")
    assert (ran.status, ran.out) == (2, "")
    assert "no such file or directory" in ran.err


def test_what_cannot_be_written_leaves_the_old_file(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, path = corner_store(tmp_path), tmp_path / "proof.txt"
    path.write_text("old", "utf-8")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = crossfoot("prove", shop, "--output", path)
    assert (ran.status, ran.out) == (2, "")
    assert path.read_text("utf-8") == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["proof.txt", "shop"]


def test_to_what_is_no_file(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("prove", corner_store(tmp_path), "--output", os.devnull)
    assert ran.status == 0
    assert ran.out.endswith(f"wrote {os.devnull}\n")


def test_text_needs_no_templates(tmp_path: Path) -> None:
    """The library that fills templates costs a third of a start-up: only the page asks for it."""
    program = (
        "import sys; from crossfoot.cli import main; "
        "main(sys.argv[1:]); print('jinja2' in sys.modules, file=sys.stderr)"
    )
    told = [
        subprocess.run(
            [
                sys.executable,
                "-c",
                program,
                "prove",
                corner_store(tmp_path / form),
                "--format",
                form,
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stderr
        for form in ("text", "json", "html")
    ]
    assert told == ["False\n", "False\n", "True\n"]
