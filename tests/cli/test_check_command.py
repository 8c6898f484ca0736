"""``crossfoot check``."""

import json
from pathlib import Path

import pytest
from cli_shops import corner_store, misspelt_account, misspelt_line, odd_account_type

from ground import Crossfoot


def test_a_sound_project(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("check", examples / "corner-store")
    assert ran == (0, "no findings: 1 store, 1 period proved for every batch\n", "")


def test_here_is_the_default(
    crossfoot: Crossfoot, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(examples / "corner-store")
    assert crossfoot("check").status == 0


def test_the_project_file_stands_for_its_folder(crossfoot: Crossfoot, examples: Path) -> None:
    assert crossfoot("check", examples / "corner-store" / "crossfoot.yaml").status == 0


def test_an_error(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("check", misspelt_account(tmp_path))
    assert (ran.status, ran.err) == (1, "")
    assert f"rules.gl:{misspelt_line()}:36: error XF201 unknown-account: " in ran.out
    assert ran.out.endswith("\n1 error\n")


def test_a_warning_is_no_error_unless_strict(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = odd_account_type(tmp_path)
    relaxed = crossfoot("check", shop)
    assert (relaxed.status, relaxed.err) == (0, "")
    assert "warning XF203" in relaxed.out
    assert crossfoot("check", shop, "--strict") == (1, relaxed.out, "")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--select", "XF201"], True),
        (["--select", "xf2"], True),
        (["--select", "unknown-account"], True),
        (["--select", "XF3,XF2"], True),
        (["--select", "XF3", "--select", "XF201"], True),
        (["--select", "XF3"], False),
        (["--ignore", "XF3"], True),
        (["--ignore", "XF2"], False),
        (["--ignore", "XF201"], False),
        (["--select", "XF2", "--ignore", "XF201"], False),
    ],
)
def test_select_and_ignore(
    options: list[str], shown: bool, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("check", misspelt_account(tmp_path), *options)
    assert ("XF201" in ran.out) is shown
    assert ran.status == (1 if shown else 0)


def test_what_is_ignored_is_not_posted_all_the_same(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = misspelt_account(tmp_path)
    assert crossfoot("check", shop, "--ignore", "XF").status == 0
    assert crossfoot("post", shop, "--out", tmp_path / "out").status == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("XF999", "there is no code `XF999`"),
        ("unknown-acount", "did you mean `unknown-account`?"),
        ("XF201,,XF3", "empty item"),
        ("", "empty item"),
    ],
)
def test_codes_that_do_not_exist(
    option: str, code: str, hint: str, crossfoot: Crossfoot, examples: Path
) -> None:
    ran = crossfoot("check", examples / "corner-store", option, code)
    assert (ran.status, ran.out) == (2, "")
    assert hint in ran.err


def test_json(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("check", misspelt_account(tmp_path), "--format", "json")
    report = json.loads(ran.out)
    assert ran.status == 1
    assert report["summary"] == {"errors": 1, "warnings": 0, "notes": 0}
    assert [each["code"] for each in report["diagnostics"]] == ["XF201"]
    assert [each["verdict"] for each in report["proofs"]] == ["by-identity"]


def test_github_counts_paths_from_the_checkout(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = misspelt_account(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert crossfoot("check", "shop", "--format", "github").out.startswith(
        f"::error file=shop/rules.gl,line={misspelt_line()},col=36,"
    )
    monkeypatch.setenv("GITHUB_WORKSPACE", str(shop))
    assert "::error file=rules.gl,line=" in crossfoot("check", shop, "--format", "github").out


def test_formats_of_later_releases_are_not_there(crossfoot: Crossfoot) -> None:
    for option in (["--format", "sarif"], ["--format", "junit"], ["--baseline", "x"]):
        assert crossfoot("check", *option).status == 2


def test_a_folder_without_a_project(crossfoot: Crossfoot, tmp_path: Path) -> None:
    ran = crossfoot("check", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"crossfoot: there is no crossfoot.yaml in `{tmp_path}`; `crossfoot init` writes one\n"
    )


def test_the_same_bytes_from_anywhere(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = misspelt_account(tmp_path)
    absolute = crossfoot("check", shop)
    monkeypatch.chdir(tmp_path)
    assert crossfoot("check", "shop") == absolute
    monkeypatch.chdir(shop)
    assert crossfoot("check") == absolute
    assert crossfoot("check", "../shop") == absolute


def test_a_copy_is_sound(crossfoot: Crossfoot, tmp_path: Path) -> None:
    assert crossfoot("check", corner_store(tmp_path)).status == 0


def test_a_model(crossfoot: Crossfoot) -> None:
    assert crossfoot("check", "--model", "rms") == (0, "no findings\n", "")
    report = json.loads(crossfoot("check", "--model", "rms", "--format", "json").out)
    assert (report["diagnostics"], report["proofs"]) == ([], [])


def test_a_model_of_ones_own(crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / "till.gl").write_text("measure A\nB = A\nB excludes Z\n", "utf-8")
    ran = crossfoot("check", tmp_path, "--model", "till")
    assert ran.status == 1
    assert "till.gl:3:12: error XF101" in ran.out


def test_a_model_that_is_not_there(crossfoot: Crossfoot) -> None:
    ran = crossfoot("check", "--model", "rsm")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no model called `rsm`" in ran.err
