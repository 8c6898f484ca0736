"""`crossfoot import`: QuickBooks' lists become the project's, and it is said what that changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from import_shop import account, answered, corner_store, files_of, list_of, record, replaced, saved

from crossfoot.project.load import load
from ground import Crossfoot


def chart_answer(root: Path, *more: str, without: str = "") -> str:
    """Return the accounts of a project's chart as QuickBooks would tell of them."""
    project, _ = load(root)
    assert project is not None
    accounts = [
        account(each.name, f"80-{place}", each.type, each.number or "", each.special or "")
        for place, each in enumerate(project.chart.accounts)
        if each.name != without
    ]
    return answered(list_of("Account", *accounts, *more))


# ---- a real chart ----------------------------------------------------------------------------


def test_a_real_chart_is_imported_whole(crossfoot: Crossfoot, oracle: Path, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    ran = crossfoot("import", oracle / "samples" / "accounts.xml", "--project", root)
    assert ran.out.startswith("accounts: 116 (109 new, 7 changed, 15 gone)\n")
    assert (ran.status, ran.err) == (1, "")
    project, found = load(root)
    assert project is not None
    assert found == ()
    accounts = project.chart.accounts
    assert len(accounts) == 116
    assert len({each.id for each in accounts}) == 116
    by_type = Counter(each.type for each in accounts)
    assert by_type["Expense"] == 44
    assert by_type["NonPosting"] == by_type["Bank"] == 3
    specials = [each.special for each in accounts if each.special]
    assert len(set(specials)) == len(specials) == 11
    assert project.chart.find("Vehicles:Depreciation").active is False
    assert project.chart.find("10100").name == "Checking"
    assert max(each.name.count(":") for each in accounts) == 1
    checked = crossfoot("check", root)
    assert checked.status == 1
    assert "Traceback" not in checked.out + checked.err


def test_a_second_import_leaves_every_byte(
    crossfoot: Crossfoot, oracle: Path, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    samples = [oracle / "samples" / f"{name}.xml" for name in ("accounts", "vendors", "customers")]
    crossfoot("import", *samples, "--project", root)
    before = files_of(root)
    assert {"chart.yaml", "vendors.yaml", "customers.yaml"} <= set(before)
    ran = crossfoot("import", *samples, "--project", root)
    assert ran.status == 0
    assert ran.out == (
        "accounts: 116 (unchanged)\nvendors: 54 (unchanged)\ncustomers: 146 (unchanged)\n"
        "nothing had to be changed\n`crossfoot check` finds nothing new\n"
    )
    assert files_of(root) == before


def test_a_project_on_a_real_chart_checks(
    crossfoot: Crossfoot, oracle: Path, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "chart.yaml").unlink()
    rules = root / "rules.gl"
    rules.write_text(
        'use rms\nbills to "12100 · Inventory Asset"\n'
        'post Sales: Total credit "40100 · Construction Income"\n',
        encoding="utf-8",
    )
    crossfoot("import", oracle / "samples" / "accounts.xml", "--project", root)
    out = crossfoot("check", root).out
    assert "XF002" not in out
    assert "`40100 · Construction Income`" not in out


# ---- accounts follow QuickBooks --------------------------------------------------------------


def test_what_says_the_same_is_left_as_it_was_written_and_ids_are_added(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    chart = root / "chart.yaml"
    replaced(chart, 'number: "1000", type: Bank}', "number: '1000',   type: Bank}   # the big one")
    replaced(chart, "type: FixedAsset}", "type: Fixed Asset}  # by hand")
    text = chart.read_text(encoding="utf-8")
    ran = crossfoot("import", saved(tmp_path, chart_answer(root)), "--project", root)
    assert ran.status == 0, ran.out
    new = chart.read_text(encoding="utf-8")
    lines = zip(text.splitlines(), new.splitlines(), strict=True)
    for was, now in lines:
        name, _, rest = was.partition('", ')
        if was.startswith("  - {name"):
            assert now.startswith(f'{name}", id: "80-'), now
            assert now.endswith(rest), now
        else:
            assert now == was


def test_a_rename_is_a_rename_by_id_and_the_rules_are_told(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    crossfoot("import", saved(tmp_path, chart_answer(root)), "--project", root)
    replaced(root / "chart.yaml", "type: FixedAsset}", "type: FixedAsset}  # sold in March")
    renamed = (
        chart_answer(root)
        .replace(">Store Fixtures<", ">Fixtures<")
        .replace(">Card Clearing<", ">Cards<")
        .replace("<AccountNumber>4020<", "<AccountNumber>4021<")
    )
    ran = crossfoot("import", saved(tmp_path, renamed), "--project", root)
    assert ran.status == 1
    first, second, third, *_ = ran.out.splitlines()
    assert first == "accounts: 22 (2 renamed, 1 changed)"
    assert second == "  renamed: `Card Clearing` to `Cards`, `Store Fixtures` to `Fixtures`"
    assert third == "wrote chart.yaml"
    told = [line for line in ran.out.splitlines() if "in QuickBooks now" in line]
    assert (
        "rules.gl:15:40: account `1020 · Card Clearing` is called `Cards` in QuickBooks now: "
        "write `1020 · Cards`"
    ) in told
    assert (
        "rules.gl:36:36: account `4020 · Liquor` has number 4021 in QuickBooks now, as the "
        "project file has it: write `4021 · Liquor`"
    ) in told
    text = (root / "chart.yaml").read_text(encoding="utf-8")
    assert 'name: "Fixtures", id: "80-6", number: "1500", type: FixedAsset}  # sold in Mar' in text


def test_an_account_without_an_id_is_found_by_its_number(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    renamed = chart_answer(root).replace(">Card Clearing<", ">Cards<")
    ran = crossfoot("import", saved(tmp_path, renamed), "--project", root)
    assert ran.out.startswith("accounts: 22 (1 renamed, 21 changed)\n")


def test_rules_on_accounts_that_are_gone_or_inactive_are_told(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    answer = chart_answer(root, without="Layaways").replace(
        "<Name>Customer Deposits</Name><FullName>Customer Deposits</FullName>"
        "<IsActive>true</IsActive>",
        "<Name>Customer Deposits</Name><FullName>Customer Deposits</FullName>"
        "<IsActive>false</IsActive>",
    )
    ran = crossfoot("import", saved(tmp_path, answer), "--project", root)
    assert ran.status == 1
    assert "accounts: 21 (21 changed, 1 gone)\n  gone: `Layaways`\n" in ran.out
    assert "account `2310 · Layaways` is gone from QuickBooks: write another\n" in ran.out
    assert (
        "account `2300 · Customer Deposits` is inactive in QuickBooks now: write another, or make "
        "it active\n"
    ) in ran.out
    assert ran.out.endswith("`crossfoot check` finds what it did not before: 4 errors\n")
    assert "type: OtherCurrentLiability, active: false}" in (root / "chart.yaml").read_text()


def test_new_accounts_come_behind_the_one_they_follow_in_quickbooks(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    text = chart_answer(root)
    first = account("Petty Cash", "90-1", "Bank", "0900")
    second = account("Savings", "90-2", "Bank", "1005", Desc="a\n tab\tand a line")
    at = text.index("<AccountRet>")
    after = text.index("</AccountRet>") + len("</AccountRet>\n")
    text = text[:at] + first + text[at:after] + second + text[after:]
    crossfoot("import", saved(tmp_path, text), "--project", root)
    lines = (root / "chart.yaml").read_text(encoding="utf-8").splitlines()
    at_ = lines.index("accounts:") + 1
    assert lines[at_] == '  - {name: "Petty Cash", id: "90-1", number: "0900", type: Bank}'
    assert lines[at_ + 1].startswith('  - {name: "Checking", id: "80-0"')
    assert lines[at_ + 2] == (
        '  - {name: "Savings", id: "90-2", number: "1005", type: Bank, '
        'description: "a  tab and a line"}'
    )


def test_the_accounts_of_a_company_with_several_currencies(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    answer = answered(
        list_of(
            "Account",
            account("Checking", "1", "Bank", "1000", CurrencyRef="US Dollar"),
            account("Euro", "2", "Bank", "1001", CurrencyRef="Euro"),
            account("Sales", "3", "Income", "4000", CurrencyRef="US Dollar"),
        )
    )
    crossfoot("import", saved(tmp_path, answer), "--project", root)
    project, _ = load(root)
    assert project is not None
    assert [each.currency for each in project.chart.accounts] == [None, "Euro", None]


def test_an_import_writes_a_chart_that_is_not_there_yet(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    answer = saved(tmp_path, chart_answer(root))
    (root / "chart.yaml").unlink()
    ran = crossfoot("import", answer, "--project", root)
    assert ran.status == 0, ran.out
    assert ran.out.startswith("accounts: 22 (22 new)\nwrote chart.yaml\n")
    assert crossfoot("check", root).status == 0


def test_a_chart_with_windows_lines_and_a_mark_keeps_them(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    chart = root / "chart.yaml"
    chart.write_bytes(b"\xef\xbb\xbf" + chart.read_bytes().replace(b"\n", b"\r\n"))
    crossfoot("import", saved(tmp_path, chart_answer(root)), "--project", root)
    data = chart.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf#")
    assert data.count(b"\n") == data.count(b"\r\n") > 20
    assert b'id: "80-0"' in data


def test_a_dry_run_writes_nothing(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    before = files_of(root)
    ran = crossfoot("import", saved(tmp_path, chart_answer(root)), "--project", root, "--dry-run")
    assert ran.status == 0
    assert ran.out == "accounts: 22 (22 changed)\nwould change chart.yaml; nothing was written\n"
    assert files_of(root) == before


# ---- terms, classes, facts -------------------------------------------------------------------


def test_terms_classes_and_facts_go_into_files_beside_the_chart(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    answer = answered(
        list_of("Terms", record("StandardTerms", "Net 30", "1", IsActive="true", StdDueDays="30")),
        list_of("Class", record("Class", "East", "2"), record("Class", "East:Till", "3")),
        "<HostQueryRs statusCode='0'><HostRet><ProductName>QuickBooks Pro 2017</ProductName>"
        "<SupportedQBXMLVersion>12.0</SupportedQBXMLVersion>"
        "<SupportedQBXMLVersion>13.0</SupportedQBXMLVersion></HostRet></HostQueryRs>",
        "<CompanyQueryRs statusCode='0'><CompanyRet><CompanyName>Corner</CompanyName></CompanyRet>"
        "</CompanyQueryRs>",
        "<PreferencesQueryRs statusCode='0'><PreferencesRet><AccountingPreferences>"
        "<IsUsingClassTracking>true</IsUsingClassTracking>"
        "<IsUsingAccountNumbers>true</IsUsingAccountNumbers>"
        "<ClosingDate>2025-12-31</ClosingDate>"
        "</AccountingPreferences></PreferencesRet></PreferencesQueryRs>",
    )
    ran = crossfoot("import", saved(tmp_path, answer), "--project", root)
    assert ran.status == 0, ran.out
    assert ran.out.startswith(
        "company: company Corner; product QuickBooks Pro 2017; qbxml 12.0 to 13.0; "
        "class tracking true; account numbers true; closing date 2025-12-31\n"
        "terms: 1 (1 new)\nclasses: 2 (2 new)\nwrote company.yaml, terms.yaml, classes.yaml\n"
    )
    assert (root / "company.yaml").read_text() == (
        'company: "Corner"\nproduct: "QuickBooks Pro 2017"\nqbxml: ["12.0", "13.0"]\n'
        'class tracking: true\naccount numbers: true\nclosing date: "2025-12-31"\n'
    )
    assert (root / "terms.yaml").read_text() == (
        'terms:\n  - {name: "Net 30", id: "1", due days: 30}\n'
    )
    project, found = load(root)
    assert found == ()
    assert project is not None
    assert project.chart.classes == ("East", "East:Till")
    later = answer.replace("2025-12-31", "2026-01-31").replace("Corner<", "Corner Inc.<")
    ran = crossfoot("import", saved(tmp_path, later), "--project", root)
    assert ran.out.startswith(
        "company: company Corner Inc. (was Corner); closing date 2026-01-31 (was 2025-12-31)\n"
        "terms: 1 (unchanged)\nclasses: 2 (unchanged)\nwrote company.yaml\n"
    )
    open_ = later.replace("<ClosingDate>2026-01-31</ClosingDate>", "")
    ran = crossfoot("import", saved(tmp_path, open_), "--project", root)
    assert ran.out.startswith("company: no closing date any more (was 2026-01-31)\n")


def test_standard_terms_alone_do_not_take_date_driven_ones_away(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "terms.yaml").write_text(
        "terms:\n  - {name: Net 30, due days: 30}\n  - {name: Net 60, due days: 60}\n"
        "  - {name: 15th, day of month due: 15}\n",
        encoding="utf-8",
    )
    terms = list_of("StandardTerms", record("StandardTerms", "Net 30", "1", StdDueDays="30"))
    ran = crossfoot("import", saved(tmp_path, answered(terms)), "--project", root)
    assert ran.out.startswith("terms: 2 (1 changed, 1 gone)\n  gone: `Net 60`\n")
    assert "15th" in (root / "terms.yaml").read_text()


def test_a_list_that_quickbooks_has_nothing_on_empties_ours(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "classes.yaml").write_text("classes: [East] # of old\n", encoding="utf-8")
    answer = saved(tmp_path, answered(list_of("Class", code=1)))
    ran = crossfoot("import", answer, "--project", root)
    assert ran.out.startswith("classes: 0 (1 gone)\n")
    assert (root / "classes.yaml").read_text() == "classes: [] # of old\n"


def test_a_list_that_is_not_whole_takes_nothing_away_and_says_how_to_go_on(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "classes.yaml").write_text("classes: [East, West]\n", encoding="utf-8")
    part = list_of("Class", record("Class", "East", "1"), remaining=12)
    ran = crossfoot("import", saved(tmp_path, answered(part)), "--project", root)
    assert ran.out.startswith(
        "classes: 2 (1 changed)\n  12 more are in QuickBooks: ask for them with `crossfoot request"
    )
    assert "West" in (root / "classes.yaml").read_text()


# ---- IIF -------------------------------------------------------------------------------------

IIF = """\
!ACCNT\tNAME\tACCNTTYPE\tDESC\tACCNUM\tHIDDEN\tEXTRA\r
ACCNT\tChecking\tBANK\t\t1000\tN\t\r
ACCNT\tSales\tINC\tall of it\t4000\tN\t\r
ACCNT\tSales:Liquor\tINC\t\t4020\tY\t\r
!VEND\tNAME\tTERMS\tHIDDEN\r
VEND\tAcme Foods\tNet 30\tN\r
"""


def test_an_export_is_merged_by_name_and_leaves_what_it_does_not_know(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "chart.yaml").write_text(
        'accounts:\n  - {name: "Checking", id: "80-0", number: "1000", type: Bank}  # ours\n'
        '  - {name: "Revenue", id: "80-1", number: "4000", type: Income}\n',
        encoding="utf-8",
    )
    export = saved(tmp_path, IIF, "lists.iif")
    ran = crossfoot("import", export, "--project", root)
    assert ran.out.startswith(
        "accounts: 3 (1 new, 1 renamed)\n  renamed: `Revenue` to `Sales`\nvendors: 1 (1 new)\n"
    )
    assert (root / "chart.yaml").read_text(encoding="utf-8") == (
        'accounts:\n  - {name: "Checking", id: "80-0", number: "1000", type: Bank}  # ours\n'
        '  - {name: "Sales", id: "80-1", number: "4000", type: Income, description: "all of it"}\n'
        '  - {name: "Sales:Liquor", number: "4020", type: Income, active: false}\n'
    )
    before = files_of(root)
    assert "accounts: 3 (unchanged)" in crossfoot("import", export, "--project", root).out
    assert files_of(root) == before


# ---- what cannot be taken --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "the file is empty"),
        ("hello", "this is not XML"),
        (answered(list_of("Account"))[:-30], "answer.xml:5:"),
        (answered(list_of("Account")), "the list of accounts is empty"),
        (answered(list_of("JournalEntryAdd")), "crossfoot receive"),
        (
            answered(
                list_of(
                    "Account", account("A", "1", "Bank", "100"), account("B", "2", "Bank", "100")
                )
            ),
            "chart.yaml cannot become what QuickBooks says: `A` and `B` both have number 100",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_and_nothing_is_written(
    text: str, wanted: str, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    before = files_of(root)
    text = text.replace("JournalEntryAddQueryRs", "JournalEntryAddRs")
    ran = crossfoot("import", saved(tmp_path, text), "--project", root)
    assert (ran.status, ran.out) == (2, "")
    assert wanted in ran.err
    assert ran.err.count("\n") == 1
    assert files_of(root) == before


def test_files_that_contradict_each_other_are_refused(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    one = saved(tmp_path, answered(list_of("Class", record("Class", "East", "1"))), "a.xml")
    other = saved(tmp_path, answered(list_of("Class", record("Class", "East", "2"))), "b.xml")
    ran = crossfoot("import", one, other, "--project", root)
    assert ran.status == 2
    assert "class `East` is not as in" in ran.err
    assert crossfoot("import", one, one, "--project", root).status == 0


def test_a_chart_with_faults_is_put_right_first(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    answer = saved(tmp_path, chart_answer(root))
    replaced(root / "chart.yaml", "type: FixedAsset", "type: FixedAsst")
    before = files_of(root)
    ran = crossfoot("import", answer, "--project", root)
    assert ran.status == 2
    assert "chart.yaml:9:" in ran.err
    assert "put this right first, nothing was imported" in ran.err
    assert files_of(root) == before


def test_without_a_project_nothing_is_imported(crossfoot: Crossfoot, tmp_path: Path) -> None:
    answer = saved(tmp_path, answered(list_of("Class", record("Class", "East", "1"))))
    ran = crossfoot("import", answer, "--project", tmp_path)
    assert ran.status == 2
    assert "there is no crossfoot.yaml" in ran.err
    ran = crossfoot("import", tmp_path / "none.xml", "--project", corner_store(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert "none.xml: no such file" in ran.err


def test_a_chart_with_the_name_of_another_list_is_refused(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "chart.yaml").rename(root / "classes.yaml")
    replaced(root / "crossfoot.yaml", "chart: chart.yaml", "chart: classes.yaml")
    answer = saved(tmp_path, answered(list_of("Class", record("Class", "East", "1"))))
    ran = crossfoot("import", answer, "--project", root)
    assert ran.status == 2
    assert "the chart of accounts is called `classes.yaml`" in ran.err
