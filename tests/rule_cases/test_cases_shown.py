"""What a case that is not as expected looks like: kept, so that it is read before it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_case_shop import shop, tried, write
from shown_cases import SHOWN
from syrupy.assertion import SnapshotAssertion

from crossfoot.report.cases import text
from crossfoot.report.columns import width


def shown(made: Path, columns: int = 80) -> str:
    return text.render(tried(made), columns)


@pytest.mark.parametrize("name", SHOWN)
def test_a_case_that_is_not_as_expected(
    name: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    made = shop(tmp_path, SHOWN[name])
    assert f"{SHOWN[name]}\n{'-' * 80}\n{shown(made)}" == snapshot


def test_rules_with_errors_keep_cases_from_being_tried(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    made = shop(tmp_path, SHOWN["bills"] + "- case: as we know\n  finding: XF402\n")
    rules = (made / "rules.gl").read_text("utf-8")
    (made / "rules.gl").write_text(
        rules.replace('post Tax Collected credit "2210 · Taxes"', 'skip Tax Collected because "?"'),
        "utf-8",
    )
    assert shown(made) == snapshot


@pytest.mark.parametrize("columns", [80, 100])
def test_wide_names_and_large_amounts_stay_within_the_lines(columns: int, tmp_path: Path) -> None:
    made = shop(tmp_path)
    name, other = "Übrige laufende Einnahmen des Hauptgeschäfts", "現金売上と雑収入" * 5
    chart = (made / "chart.yaml").read_text("utf-8").replace('"Sales"', f'"{name}"')
    added = f'accounts:\n  - {{name: "{other}", number: "4001", type: Income}}\n'
    (made / "chart.yaml").write_text(chart.replace("accounts:\n", added), "utf-8")
    rules = (made / "rules.gl").read_text("utf-8").replace("4000 · Sales", "4000")
    (made / "rules.gl").write_text(rules, "utf-8")
    write(
        made,
        """\
- case: a large day
  measures: {Closing: {Cash: 1234567.89}, Dept Sales: {Grocery: 1234567.89}}
  entry:
    - {account: 4000, debit: 1234567.88}
    - {account: 4001, debit: 1234567.88}
""",
    )
    found = shown(made, columns)
    table = [
        line for line in found.splitlines() if line.endswith(("  side", "  missing", "  extra"))
    ]
    assert len(table) == 3
    assert max(width(line) for line in table) <= columns


def test_a_name_for_which_amounts_leave_no_room_stands_above_them(tmp_path: Path) -> None:
    made = shop(tmp_path)
    write(
        made,
        """\
- case: a very large day
  measures: {Closing: {Cash: 999999999.99}, Dept Sales: {Grocery: 999999999.99}}
  entry:
    - {account: 4000, debit: 999999999.99}
    - {account: 1010, credit: 999999999.99}
""",
    )
    table = shown(made).splitlines()[3:8]
    assert table == [
        "  account            debit          credit           debit          credit",
        "  4000 · Sales",
        "            999,999,999.99                                  999,999,999.99  side",
        "  1010 · Undeposited Funds",
        "                            999,999,999.99  999,999,999.99                  side",
    ]
    assert max(map(width, table)) <= 80


def test_a_long_entry_is_shown_without_what_is_as_expected(tmp_path: Path) -> None:
    made = shop(tmp_path)
    project = (made / "crossfoot.yaml").read_text("utf-8")
    taxes = [f"T{number}" for number in range(40)]
    project = project.replace("[GST, PST]", f"[{', '.join(taxes)}]")
    (made / "crossfoot.yaml").write_text(project, "utf-8")
    collected = ", ".join(f"{tax}: 1.00" for tax in taxes)
    lines = "".join("    - {account: 2210, credit: 1.00}\n" for _ in taxes)
    write(
        made,
        f"- case: taxes\n  measures:\n    Closing: {{Cash: 40.00}}\n"
        f"    Tax Collected: {{{collected}}}\n  entry:\n"
        f"{lines}    - {{account: 1010, debit: 39.00}}\n",
    )
    found = shown(made)
    assert "  and 40 lines as expected\n" in found
    assert found.count("2210 · Taxes") == 0
