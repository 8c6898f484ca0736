"""Every fault of the project file and the chart: what is said, at which line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

import fault_tables
from crossfoot.diagnostic import in_order
from crossfoot.driver import check
from crossfoot.project.load import MissingFile, load
from fault_tables import Spoiled

HERE = Path(__file__).parent

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
    """Return each finding as ``path:line:column message | help``, XF002 unless it says so."""
    for name, text in (("crossfoot.yaml", project), ("chart.yaml", chart), ("rules.gl", "")):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return [
        f"{each.at.source.path}:{fault_tables.shown(each, 'XF002')}"
        for each in in_order(load(folder)[1])
    ]


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


@pytest.mark.parametrize(
    "spoiled", fault_tables.read(HERE / "project_faults.txt"), ids=fault_tables.named
)
def test_a_fault_of_the_project_file(spoiled: Spoiled, tmp_path: Path) -> None:
    told = found(tmp_path, spoiled.of(PROJECT))
    assert told == [f"crossfoot.yaml:{each}" for each in spoiled.findings]


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    project = (
        PROJECT.replace("company: Corner Store", "compny: Corner Store")
        .replace("[rules.gl]", "[rules.gl, other.gl]")
        .replace("    prefix: M\n", "    prefix: M\n    prefix: N\n")
        .replace("[GST]", "[GST, gst, [PST]]")
    )
    chart = CHART.replace("type: Bank", "type: Bnk").replace("4000", "4010") + "clases: [East]\n"
    assert found(tmp_path, project, chart) == [
        "chart.yaml:2:44 `Bnk` is not an account type of QuickBooks | did you mean `Bank`?",
        "chart.yaml:4:12 `Sales` and `Sales:Food` both have number 4010"
        " | give each account a number of its own, as QuickBooks does",
        "chart.yaml:5:1 `clases` is not a key of the chart of accounts | did you mean `classes`?",
        "crossfoot.yaml:1:1 `compny` is not a key of the project file | did you mean `company`?",
        "crossfoot.yaml:2:19 there is no file `other.gl` in the project folder",
        "crossfoot.yaml:7:5 `prefix` is given twice",
        "crossfoot.yaml:10:16 `gst` is listed twice under `Tax`",
        "crossfoot.yaml:10:21 an item of `Tax` should be a name, or keys with values"
        ' as in `{name: Liquor, account: "4020"}`',
    ]
    assert load(tmp_path)[0] is None


@pytest.mark.parametrize(
    ("spoil", "is_whole"),
    [
        (("prefix: M", "prefix: M\n    prefix: N"), True),
        (("[rules.gl]", "[rules.gl, other.gl]"), True),
        (("[GST]", "[GST, gst]"), True),
        (("04:00", "4pm"), False),
        (("[GST]", "[GST, [PST]]"), False),
        (("[rules.gl]", "[../rules.gl]"), False),
    ],
)
def test_a_project_is_made_unless_a_part_of_it_is_missing(
    spoil: tuple[str, str], is_whole: bool, tmp_path: Path
) -> None:
    assert found(tmp_path, PROJECT.replace(*spoil))
    assert (load(tmp_path)[0] is not None) is is_whole


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
        (b"", "crossfoot.yaml:1:1 the project file should be keys with values"),
        (b"# only a remark\n", "crossfoot.yaml:1:1 the project file should be keys with values"),
        (b"- a\n- b\n", "crossfoot.yaml:1:1 the project file should be keys with values"),
        (b"a: " + b"[" * 10_000, "1:24 lists and keys are nested too deeply here"),
        (b"a: &a [x]\nb: [" + b"*a," * 1000 + b"]\n", "1:4 `&` and `*`"),
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


def test_a_tender_that_is_no_list_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, PROJECT.replace("[Cash, No, 010]", "Cash")) == []
    (tmp_path / "rules.gl").write_text("dimension Tender\ndimension Tax\ndimension Department\n")
    told = [fault_tables.shown(each, "XF002") for each in check(tmp_path).diagnostics]
    assert "8:5 `Tender` has members, so a list belongs here | write `Tender: [...]`" in told


def test_a_file_name_beyond_all_measure_is_not_there(tmp_path: Path) -> None:
    name = "x" * 5000
    assert found(tmp_path, PROJECT.replace("rules.gl", name)) == [
        f"crossfoot.yaml:2:9 there is no file `{name}` in the project folder"
    ]


def test_a_file_where_a_folder_is_meant_is_said_as_such(tmp_path: Path) -> None:
    found(tmp_path)
    with pytest.raises(MissingFile, match="is a file: name the folder"):
        load(tmp_path / "crossfoot.yaml")
