"""`check --fix` and `--diff` as a user meets them."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from fixing_shops import RULES, all_files, changed, corner_store, rules, write

from ground import Crossfoot

TYPO = ("post Tender Received: Visa", "post Tender Recieved: Visa")
ACCOUNT = ("6990 · Cash Rounding", "6990 · Cash Roundng")
IDLE = 'allow XF203 on Dept Cost because "of old"\n'


def test_what_is_certain_is_put_right_and_said(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, TYPO, ACCOUNT, more=IDLE)
    ran = crossfoot("check", shop, "--fix")
    assert rules(shop) == RULES
    assert (ran.status, "no findings" in ran.out) == (0, True)
    assert ran.err.splitlines() == [
        f"fixed 3 findings in {os.path.relpath(shop / 'rules.gl')}".replace(os.sep, "/")
    ]


def test_a_second_time_changes_nothing(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, TYPO, more=IDLE)
    crossfoot("check", shop, "--fix")
    before = all_files(shop)
    ran = crossfoot("check", shop, "--fix")
    assert (ran.status, ran.err, all_files(shop)) == (0, "", before)


def test_a_check_says_what_can_be_fixed(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, TYPO, ACCOUNT)
    before = all_files(shop)
    ran = crossfoot("check", shop)
    assert (ran.status, ran.err) == (1, f"2 can be fixed with `crossfoot check {shop} --fix`\n")
    assert all_files(shop) == before
    assert crossfoot("check", shop, "--format", "json").err == ""


def test_a_diff_writes_nothing_and_gives_by_patch_what_fix_gives(
    tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = corner_store(tmp_path, TYPO, ACCOUNT, more=IDLE)
    before = all_files(shop)
    monkeypatch.chdir(shop)
    ran = crossfoot("check", "--diff")
    assert (ran.status, ran.err) == (1, "would fix 3 findings in rules.gl\n")
    assert all_files(shop) == before
    if shutil.which("patch") is None:
        pytest.skip("there is no `patch` here")
    subprocess.run(["patch", "-p1", "-s"], input=ran.out, text=True, check=True)
    assert rules(shop) == RULES
    assert crossfoot("check", "--diff") == (0, "", "")


def test_a_diff_is_taken_by_git_also_where_the_last_line_does_not_end(
    tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = corner_store(tmp_path, TYPO, more=IDLE.rstrip("\n"))
    monkeypatch.chdir(shop)
    patch = crossfoot("check", "--diff").out
    assert "\n\\ No newline at end of file\n" in patch
    subprocess.run(["git", "apply"], input=patch, text=True, check=True)
    assert rules(shop) == RULES


def test_line_ends_the_mark_and_the_rights_of_a_file_stay(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    shop = corner_store(tmp_path)
    spoiled = RULES.replace(*TYPO).replace("\n", "\r\n")
    write(shop, "\ufeff" + spoiled)
    (shop / "rules.gl").chmod(0o640)
    crossfoot("check", shop, "--fix")
    assert rules(shop) == "\ufeff" + RULES.replace("\n", "\r\n")
    assert stat.S_IMODE((shop / "rules.gl").stat().st_mode) == 0o640


def test_each_line_keeps_its_own_end(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path)
    mixed = RULES.replace("\n", "\r\n", 9)
    write(shop, mixed.replace(*TYPO))
    crossfoot("check", shop, "--fix")
    assert rules(shop) == mixed


def test_a_link_stays_a_link_and_one_out_of_the_project_is_left_alone(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    shop = corner_store(tmp_path, TYPO)
    shutil.move(shop / "rules.gl", shop / "kept.gl")
    (shop / "rules.gl").symlink_to("kept.gl")
    crossfoot("check", shop, "--fix")
    assert (shop / "rules.gl").is_symlink()
    assert rules(shop) == RULES
    outside = tmp_path / "outside.gl"
    outside.write_text(RULES.replace(*TYPO), "utf-8")
    (shop / "rules.gl").unlink()
    (shop / "rules.gl").symlink_to(outside)
    ran = crossfoot("check", shop, "--fix")
    assert (ran.status, ran.err) == (1, "")
    assert outside.read_text("utf-8") == RULES.replace(*TYPO)


def test_all_projects_are_mended_each_for_itself(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shops = [corner_store(tmp_path / name, TYPO) for name in ("a", "b")]
    ran = crossfoot("check", *shops, "--fix")
    assert [rules(shop) for shop in shops] == [RULES, RULES]
    assert (ran.status, ran.err.count("fixed 1 finding in")) == (0, 2)


def test_only_what_is_asked_for_is_mended(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, ACCOUNT, more='post Layaway: Piad credit "2310"\n')
    crossfoot("check", shop, "--fix", "--select", "XF1")
    assert "Cash Roundng" in rules(shop)
    crossfoot("check", shop, "--fix", "--ignore", "XF2")
    assert "Cash Roundng" in rules(shop)
    crossfoot("check", shop, "--fix", "--select", "XF201")
    assert "Cash Rounding" in rules(shop)


def test_the_report_is_of_what_is_left(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, TYPO, ("4900 · Delivery Income", "4901 · Delivery Income"))
    ran = crossfoot("check", shop, "--fix", "--format", "json")
    codes = [each["code"] for each in json.loads(ran.out)["diagnostics"]]
    assert (ran.status, codes) == (1, ["XF201"])
    assert "fixed 1 finding" in ran.err


def test_a_fix_that_meets_another_rule_is_taken_back(tmp_path: Path, crossfoot: Crossfoot) -> None:
    again = '\npost Layaway: Closde debit "1000"\n'
    shop = corner_store(tmp_path, ACCOUNT, more=again)
    ran = crossfoot("check", shop, "--fix")
    assert again in rules(shop)
    assert "Cash Rounding" in rules(shop)
    assert "not fixed: to write `Layaway: Closed` would lead to XF301" in ran.err
    assert ran.status == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unsafe-fixes",), "goes with `--fix`, or with `--diff`"),
        (("--fix", "--model", "rms"), "`--fix` is for projects; it changes no model"),
        (("--diff", "--format", "json"), "leave `--format` out"),
        (("--fix", "--watch"), "`--fix` does not go with `--watch`"),
        (("--diff", "--write-baseline", "known.json"), "`--diff` writes nothing"),
    ],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, crossfoot: Crossfoot, arguments: tuple[str, ...], said: str
) -> None:
    ran = crossfoot("check", corner_store(tmp_path), *arguments)
    assert ran.status == 2
    assert said in ran.err


def test_a_shipped_model_is_never_changed(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path)
    copied = shop / "crossfoot" / "rules" / "rms.gl"
    copied.parent.mkdir(parents=True)
    copied.write_text("dimension Tender\n", "utf-8")
    write(shop, RULES + "Tender Received takes debit Bnak\n")
    before = all_files(shop)
    assert crossfoot("check", shop, "--fix").status == 1
    assert all_files(shop) == before


def test_files_in_folders_are_mended_where_links_can_be_made_or_not(
    tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    for has_links in (True, False):
        shop = corner_store(tmp_path / str(has_links), TYPO)
        (shop / "rules" / "of").mkdir(parents=True)
        (shop / "rules.gl").rename(shop / "rules" / "of" / "all.gl")
        project = (shop / "crossfoot.yaml").read_text("utf-8")
        write(shop, project.replace("[rules.gl]", "[rules/of/all.gl]"), "crossfoot.yaml")
        if not has_links:
            monkeypatch.setattr(Path, "symlink_to", refuse)
        before = all_files(shop)
        assert crossfoot("check", shop, "--diff").status == 1
        assert all_files(shop) == before
        assert crossfoot("check", shop, "--fix").status == 0
        assert (shop / "rules" / "of" / "all.gl").read_text("utf-8") == RULES


def test_what_a_baseline_holds_or_the_project_silences_is_left_alone(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    shop = corner_store(tmp_path, TYPO, more=IDLE)
    baseline = tmp_path / "known.json"
    crossfoot("check", shop, "--write-baseline", baseline, "--ignore", "XF201")
    write(shop, rules(shop).replace(*ACCOUNT))
    ran = crossfoot("check", shop, "--fix", "--baseline", baseline)
    assert "fixed 1 finding in" in ran.err
    assert rules(shop) == RULES.replace(*TYPO) + IDLE
    project = (shop / "crossfoot.yaml").read_text("utf-8")
    write(shop, project + "check: {severity: {XF305: off}}\n", "crossfoot.yaml")
    crossfoot("check", shop, "--fix")
    assert rules(shop) == RULES + IDLE


def test_a_file_that_changed_meanwhile_is_not_written(
    tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crossfoot.cli.check import fixing

    shop = corner_store(tmp_path, TYPO)
    mend = fixing.mend

    def slow(*arguments: object) -> object:
        done = mend(*arguments)  # type: ignore[arg-type]
        write(shop, rules(shop) + "# and more\n")
        return done

    monkeypatch.setattr(fixing, "mend", slow)
    ran = crossfoot("check", shop, "--fix")
    assert ran.status == 2
    assert "was changed by someone else meanwhile" in ran.err
    assert rules(shop).endswith("# and more\n")
    assert TYPO[1] in rules(shop)


def test_two_files_are_mended_together(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, TYPO)
    write(shop, IDLE, "more.gl")
    project = (shop / "crossfoot.yaml").read_text("utf-8")
    write(shop, project.replace("[rules.gl]", "[rules.gl, more.gl]"), "crossfoot.yaml")
    ran = crossfoot("check", shop, "--fix")
    assert "fixed 2 findings in" in ran.err
    assert ran.err.count(".gl") == 2
    assert (rules(shop), (shop / "more.gl").read_text("utf-8")) == (RULES, "")


def test_what_comes_to_light_is_mended_too(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(
        tmp_path,
        ('post Tender Rounding Error debit  "6990', 'psot Tender Ronuding Error debit  "6990'),
        ACCOUNT,
    )
    ran = crossfoot("check", shop, "--fix")
    assert rules(shop) == RULES
    assert "fixed 3 findings in" in ran.err


def test_what_did_not_do_is_not_advised_again(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, more='\npost Layaway: Closde debit "1000"\n')
    ran = crossfoot("check", "--fix", shop)
    assert "not fixed" in ran.err
    assert "can be fixed with" not in ran.err
    assert "can be fixed with" in crossfoot("check", _with(shop, " credit ", " credits ")).err


def test_what_is_advised_can_be_typed(tmp_path: Path, crossfoot: Crossfoot) -> None:
    folder = tmp_path / "two words"
    folder.mkdir()
    shop = corner_store(folder, (" credit ", " credits "))
    assert f'`crossfoot check "{shop}" --fix`' in crossfoot("check", shop).err


def test_a_file_that_is_read_only_stays(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path, (" credit ", " credits "))
    (shop / "rules.gl").chmod(0o444)
    before = all_files(shop)
    ran = crossfoot("check", "--fix", shop)
    assert (ran.status, ran.out) == (2, "")
    assert "rules.gl` is read-only, so nothing was fixed" in ran.err
    assert all_files(shop) == before


def test_a_file_listed_twice_is_told_once(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path)
    project = (shop / "crossfoot.yaml").read_text("utf-8")
    write(shop, project.replace("[rules.gl]", "[rules.gl, ./rules.gl]"), "crossfoot.yaml")
    ran = crossfoot("check", shop)
    assert "`./rules.gl` is listed twice" in ran.out
    assert ran.out.endswith("1 error\n")


def _with(shop: Path, old: str, new: str) -> Path:
    write(shop, changed(rules(shop), (old, new)))
    return shop
