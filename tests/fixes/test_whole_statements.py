"""Rules that never apply become comments, allowances that do nothing go: as they are read then."""

from __future__ import annotations

from pathlib import Path

from fixing_shops import RULES, corner_store, rules, write

from ground import Crossfoot

HEAD = RULES.rstrip("\n")


def _after(shop: Path) -> str:
    text = rules(shop)
    assert text.startswith(HEAD)
    return text[len(HEAD) :]


def test_a_rule_that_others_take_the_place_of_is_kept_as_a_comment(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    shop = corner_store(
        tmp_path,
        ("post Tender Received             debit", "# all\npost Tender Received debit"),
        ('"1010 · Undeposited Funds"\n', '"1010 · Undeposited Funds"\n    # and\n    memo "all"\n'),
        more='post Tender Received: Cash debit "1000"\npost Tender Received: Check debit "1000"\n',
    )
    ran = crossfoot("check", shop, "--fix", "--select", "XF304")
    assert "fixed 1 finding" in ran.err
    said = "more specific rules take its place at every store, for every member and on every day"
    assert f"""
# all
# dead: {said}
# post Tender Received debit "1010 · Undeposited Funds"
#     # and
#     memo "all"

post Tender Received: Visa       debit""" in rules(shop)


def test_dates_that_run_backwards_may_be_meant_otherwise(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    never = 'post Commission debit "6100" from 2020-01-01 until 2019-01-01\n'
    shop = corner_store(tmp_path, more=never)
    assert crossfoot("check", shop, "--fix").out.count("XF304") == 1
    assert _after(shop) == f"\n{never}"
    ran = crossfoot("check", shop, "--fix", "--unsafe-fixes")
    assert "make a comment of the rule for `Commission`" in ran.err
    assert _after(shop) == (
        "\n# dead: its last day, 2019-01-01, lies before its first, 2020-01-01\n"
        '# post Commission debit "6100" from 2020-01-01 until 2019-01-01\n'
    )


def test_idle_allowances_go_with_their_lines_and_all_other_comments_stay(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    idle = """
# what we live with
allow XF203 on Dept Cost because "of old"
allow XF207 on Dept Cost   # for now
    because "of old"   # and no longer
    # below
allow XF208 because "of old"
# at the end"""
    shop = corner_store(tmp_path, more=idle)
    ran = crossfoot("check", shop, "--fix", "--strict")
    assert ran.status == 0
    assert "fixed 3 findings" in ran.err
    assert _after(shop) == "\n\n# what we live with\n    # below\n# at the end"


def test_the_total_beside_its_parts_is_left_out_for_who_asks(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    total = 'post Sales: Total credit "4000 · Sales"\n'
    shop = corner_store(tmp_path, more=total)
    before = crossfoot("check", shop)
    assert "1 can be fixed, perhaps not as meant" in before.err
    assert crossfoot("check", shop, "--fix").status == 1
    assert _after(shop) == f"\n{total}"
    ran = crossfoot("check", shop, "--fix", "--unsafe-fixes")
    assert ran.status == 0
    assert "leave out `Sales: Total`, which changes what is posted" in ran.err
    assert _after(shop) == f"\n# left out: the same money is posted by another rule\n# {total}"


def test_keys_of_the_project_and_the_chart_are_put_right(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    shop = corner_store(tmp_path)
    texts = {name: (shop / name).read_text("utf-8") for name in ("crossfoot.yaml", "chart.yaml")}
    assert "chart:" in texts["crossfoot.yaml"]
    write(shop, texts["crossfoot.yaml"].replace("chart:", "chrat:"), "crossfoot.yaml")
    write(shop, texts["chart.yaml"].replace("type: Bank", "tpye: Bank", 1), "chart.yaml")
    ran = crossfoot("check", shop, "--fix")
    assert ran.status == 0
    assert {name: (shop / name).read_text("utf-8") for name in texts} == texts


def test_a_key_that_is_there_already_is_not_given_twice(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    shop = corner_store(tmp_path)
    text = (shop / "crossfoot.yaml").read_text("utf-8") + "chrat: other.yaml\n"
    write(shop, text, "crossfoot.yaml")
    assert crossfoot("check", shop, "--fix").status == 1
    assert (shop / "crossfoot.yaml").read_text("utf-8") == text


def test_a_batch_is_never_changed(tmp_path: Path, crossfoot: Crossfoot) -> None:
    shop = corner_store(tmp_path)
    batch = sorted((shop / "batches").iterdir())[0]
    text = batch.read_text("utf-8").replace("Closing:", "Closign:", 1)
    batch.write_text(text, "utf-8")
    ran = crossfoot("check", shop, "--fix", "--unsafe-fixes")
    assert "Closign" in ran.out
    assert batch.read_text("utf-8") == text
