"""Every fault of the project file and the chart: what is said, at which line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.diagnostic import Diagnostic
from crossfoot.project.load import MissingFile, load

PROJECT = """\
company: Corner Store
rules: [rules.gl]
chart: chart.yaml
stores:
  - name: Main Street
    prefix: M
    day ends: "04:00"
    Tender: [Cash, No, 010]
    Tax: [GST]
    Department: [Grocery, {name: Liquor, account: "4020"}]
"""

CHART = """\
accounts:
  - {name: Checking, number: "1000", type: Bank}
  - {name: "Sales", number: "4000", type: Income}
  - {name: "Sales:Food", number: 4010, type: Other Current Asset, active: false}
"""


def found(folder: Path, project: str | bytes = PROJECT, chart: str | bytes = CHART) -> list[str]:
    """Return each finding as ``path:line:column code message | help``."""
    for name, text in (("crossfoot.yaml", project), ("chart.yaml", chart), ("rules.gl", "")):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return [shown(each) for each in load(folder)[1]]


def shown(each: Diagnostic) -> str:
    place = f"{each.at.source.path}:{each.at.first.line}:{each.at.first.column}"
    return f"{place} {each.code.number} {each.message} | {each.help}"


def test_a_project_is_read_with_names_as_written(tmp_path: Path) -> None:
    assert found(tmp_path) == []
    project, _ = load(tmp_path)
    assert project is not None
    (store,) = project.stores
    assert [member.name for member in store.members["tender"]] == ["Cash", "No", "010"]
    assert store.members["department"][1].attributes == {"account": "4020"}
    assert (store.prefix, store.day_ends.total_seconds()) == ("M", 4 * 3600)
    food = project.chart.find("4010")
    assert (food.name, food.type, food.active) == ("Sales:Food", "OtherCurrentAsset", False)


PROJECT_FAULTS = [
    ("company: Corner Store\n", "", "crossfoot.yaml:1:1 XF002 the project file lacks `company:`"),
    ("rules: [", "rule: [", "1:1 XF002 the project file lacks `rules:`"),
    (
        "rules: [",
        "rule: [",
        "2:1 XF002 `rule` is not a key of the project file | did you mean `rules`?",
    ),
    ("rules: [rules.gl]", "rules: rules.gl", "2:8 XF002 `rules` should be a list of rule files"),
    ("rules: [rules.gl]", "rules: []", "2:8 XF002 `rules` is empty"),
    ("[rules.gl]", "[rule.gl]", "2:9 XF002 there is no `rule.gl` in the project folder"),
    ("[rules.gl]", "[rules.gl, rules.gl]", "2:19 XF002 `rules.gl` is listed twice"),
    ("[rules.gl]", "[../rules.gl]", "2:9 XF002 `../rules.gl` is not a file or folder inside"),
    ("[rules.gl]", "[/etc/passwd]", "2:9 XF002 `/etc/passwd` is not a file or folder inside"),
    ("chart.yaml", "char.yaml", "3:8 XF002 there is no `char.yaml`"),
    ("04:00", "4pm", "7:15 XF002 `4pm` is not a time of day such as `04:00`"),
    ("04:00", "24:00", "7:15 XF002 `24:00` is not a time of day"),
    (
        "day ends",
        "day end",
        "7:5 XF002 `day end` is not a key of a store | did you mean `day ends`?",
    ),
    ("prefix", "Prefix", "6:5 XF002 `Prefix` is not a key of a store | did you mean `prefix`?"),
    ("[Cash, No, 010]", "[Cash, cash]", "8:20 XF002 `cash` is listed twice under `Tender`"),
    ("[Cash, No, 010]", "[Cash, [x]]", "8:20 XF002 `Tender` should be a name"),
    ("[Cash, No, 010]", "[Cash, {nam: x}]", "8:20 XF002"),
    ("name: Main Street", "nam: Main Street", "5:5 XF002 `stores` lacks `name:`"),
    ("company:", "starts: soon\ncompany:", "1:9 XF002 `soon` is not a day such as `2026-01-31`"),
    ("company:", "starts: 2026-02-30\ncompany:", "1:9 XF002 `2026-02-30` is not a day that exists"),
    ("company:", "quickbooks: {qbxml: 13}\ncompany:", "1:21 XF002 `13` is not a version of qbXML"),
    ("company:", "batches: nowhere\ncompany:", "1:10 XF002 there is no `nowhere`"),
    ("company: Corner Store", "company: [", "XF002"),
    ("company:", "company: A\ncompany:", "2:1 XF002 `company` is given twice"),
    ("Corner Store", "&x Corner Store", "1:10 XF002 `&` and `*` references are not taken"),
    ("Corner Store", "!!str Corner Store", "1:10 XF002 `!` types are not taken"),
    ("Corner Store", "Corner: Store", "1:16 XF002 a second `:` in this line"),
    ("Corner Store", "@Corner", "1:10 XF002 `@` cannot begin a value; put quotes around it"),
    ("    prefix", "\tprefix", "XF002"),
    ("company:", "---\na: 1\n---\ncompany:", "3:1 XF002 a second document begins here"),
]


@pytest.mark.parametrize(("old", "new", "wanted"), PROJECT_FAULTS, ids=lambda text: text[:30])
def test_a_fault_of_the_project_file(old: str, new: str, wanted: str, tmp_path: Path) -> None:
    assert old in PROJECT
    told = found(tmp_path, PROJECT.replace(old, new, 1))
    assert any(wanted in each for each in told), told


def test_all_faults_of_the_shape_are_told_at_once(tmp_path: Path) -> None:
    told = found(tmp_path, PROJECT.replace("rules:", "rule:").replace("chart:", "chars:"))
    assert [each.partition(" XF002 ")[0] for each in told] == [
        "crossfoot.yaml:1:1",
        "crossfoot.yaml:1:1",
        "crossfoot.yaml:2:1",
        "crossfoot.yaml:3:1",
    ]


CHART_FAULTS = [
    (
        "type: Bank",
        "type: Bnk",
        "2:44 XF002 `Bnk` is not an account type of QuickBooks | did you mean `Bank`?",
    ),
    ('name: "Sales", ', "", "3:5 XF002 `accounts` lacks `name:`"),
    ("active: false", "active: no", "4:75 XF002 `active` should be `true` or `false`"),
    ('number: "4000"', 'number: "1000"', "3:12 XF002 `Checking` and `Sales` both have number 1000"),
    ('"Sales:Food"', "SALES", "4:12 XF002 the account `SALES` is in the chart twice"),
    ("accounts:", "account:", "1:1 XF002 `account` is not a key of the chart of accounts"),
    (
        "type: Income",
        "typ: Income",
        "3:37 XF002 `typ` is not a key of an account | did you mean `type`?",
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), CHART_FAULTS, ids=lambda text: text[:30])
def test_a_fault_of_the_chart(old: str, new: str, wanted: str, tmp_path: Path) -> None:
    assert old in CHART
    told = found(tmp_path, chart=CHART.replace(old, new, 1))
    assert any(f"chart.yaml:{wanted}" in each for each in told), told


@pytest.mark.parametrize(
    ("prefixes", "clashes"),
    [
        (("", ""), True),
        (("M", "M"), True),
        (("M", "M1"), True),
        (("", "7"), True),
        (("M", "N"), False),
        (("M", "MX"), False),
        (("", "M"), False),
        (("M1", "M2"), False),
    ],
)
def test_two_stores_may_not_get_the_same_reference_number(
    prefixes: tuple[str, str], clashes: bool, tmp_path: Path
) -> None:
    head, _, _ = PROJECT.partition("  - name")
    stores = "".join(
        f'  - {{name: Store {place}, prefix: "{prefix}"}}\n'
        for place, prefix in enumerate(prefixes)
    )
    for each in (stores, "".join(reversed(stores.splitlines(keepends=True)))):
        told = found(tmp_path, head + each)
        assert any("could get the same reference number" in line for line in told) is clashes


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (PROJECT.encode("utf-16"), "crossfoot.yaml:1:1 XF003"),
        (PROJECT.replace("Main", "Café").encode("latin-1"), "crossfoot.yaml:5:14 XF003"),
        (PROJECT.encode() + b"#\x00\n", "crossfoot.yaml:11:2 XF003"),
        (b"", "crossfoot.yaml:1:1 XF002"),
        (b"# only a remark\n", "XF002"),
        (b"- a\n- b\n", "crossfoot.yaml:1:1 XF002 the project file should be keys with values"),
        (b"a: " + b"[" * 10_000, "XF002"),
        (b"a: &a [x]\nb: [" + b"*a," * 1000 + b"]\n", "1:4 XF002 `&` and `*`"),
        (b"company: " + b"x" * 5_000_000, "1:1 XF003"),
    ],
)
def test_hostile_bytes_get_one_finding(data: bytes, wanted: str, tmp_path: Path) -> None:
    told = found(tmp_path, data)
    assert any(wanted in each for each in told), told


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + PROJECT.encode(), PROJECT.replace("\n", "\r\n").encode()]
)
def test_a_byte_order_mark_and_windows_lines_are_fine(data: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, data) == []


def test_no_project_file_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"there is no crossfoot\.yaml"):
        load(tmp_path)


def test_an_unknown_dimension_is_a_list_nobody_reports_by(tmp_path: Path) -> None:
    found(tmp_path, PROJECT.replace("Tender:", "Tenders:"))
    project, _ = load(tmp_path)
    assert project is not None
    assert [at.text for at in project.dimensions.values()] == ["Tenders", "Tax", "Department"]
