"""What lies beside the chart: read with places, and used where it tells what QuickBooks takes."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from import_shop import corner_store, replaced
from jsonschema import Draft202012Validator

from crossfoot import resources
from crossfoot.driver import check
from crossfoot.model.stores import Project
from crossfoot.project.decode import Notes
from crossfoot.project.facts import facts
from crossfoot.project.fault import Unfit
from crossfoot.project.lists import KEYS, list_decoder
from crossfoot.project.load import load
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.shape import misfits
from crossfoot.source import Source
from ground import Crossfoot

LISTS = {
    "terms.yaml": 'terms:\n  - {name: "Net 30", id: "1", due days: 30}\n  - Due on receipt\n',
    "vendors.yaml": 'vendors: [Acme Foods, {name: "Old Mill", active: false}]\n',
    "classes.yaml": "classes:\n  - name: East\n  - name: West\n    active: false\n",
    "company.yaml": """\
company: Corner Store Inc.
product: QuickBooks Pro 2017
qbxml: ["1.0", "CA3.0", "12.0", "13.0"]
class tracking: true
account numbers: true
closing date: "2025-12-31"
""",
}


def shop(folder: Path, **files: str) -> Path:
    root = corner_store(folder)
    for name, text in files.items():
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def project_of(root: Path) -> Project:
    project, found = load(root)
    assert project is not None
    assert found == ()
    return project


def told(root: Path) -> list[str]:
    """Return the findings on the files of the project."""
    return [
        f"{each.at.source.path}:{each.at.first.line}:{each.at.first.column} {each.code.number} "
        f"{each.message}" + (f" | {each.help}" if each.help else "")
        for each in load(root)[1]
    ]


def test_lists_beside_the_chart_are_known_together_with_its_own(tmp_path: Path) -> None:
    root = shop(tmp_path)
    for name, text in LISTS.items():
        (root / name).write_text(text, encoding="utf-8")
    own = "classes: [north, West]\nvendors: [acme foods, Brewery]\n"
    (root / "chart.yaml").write_text(f"accounts: []\n{own}", encoding="utf-8")
    chart_read = project_of(root).chart
    assert chart_read.classes == ("north", "East")
    assert chart_read.vendors == ("acme foods", "Brewery")
    assert chart_read.terms == ("Net 30", "Due on receipt")
    assert chart_read.inactive.classes == ("West",)
    assert chart_read.inactive.vendors == ("Old Mill",)
    assert dict(chart_read.due_days) == {"net 30": 30}


def test_without_a_list_nothing_is_known_and_an_empty_one_is_known_to_be_so(tmp_path: Path) -> None:
    root = shop(tmp_path, classes="classes:\n")
    chart = project_of(root).chart
    assert chart.classes == ()
    assert chart.inactive.classes == ()


def test_the_facts_of_the_company_are_read(tmp_path: Path) -> None:
    read = project_of(shop(tmp_path, company=LISTS["company.yaml"])).facts
    assert read is not None
    assert (read.company, read.product) == ("Corner Store Inc.", "QuickBooks Pro 2017")
    assert read.qbxml_versions == ("1.0", "CA3.0", "12.0", "13.0")
    assert (read.class_tracking, read.account_numbers) == (True, True)
    assert read.closing_date == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        (
            "terms",
            "terms: [{name: Net 30, due days: many}]",
            "1:34 XF002 `many` is not a number of",
        ),
        ("terms", "term: []", "1:1 XF002 `term` is not a key of the list of payment terms | did"),
        ("terms", "terms:\n  - Net 30\n  - net  30", "3:5 XF002 `net  30` is in the list of terms"),
        ("vendors", "vendors:\n  - {id: 1}", "2:5 XF002 a vendor lacks `name:`"),
        (
            "vendors",
            "vendors: [{name: A, actve: no}]",
            "1:21 XF002 `actve` is not a key of a vendo",
        ),
        (
            "vendors",
            'vendors: [{name: A, id: "1"}, {name: B, id: "1"}]',
            "1:38 XF002 `A` and `B` have the same id | take it out of one of them",
        ),
        ("classes", "classes: East", "1:10 XF002 `classes` should be a list of classes, as in"),
        (
            "classes",
            "classes: [East",
            "1:10 XF002 this `[` is not closed, or a `,` is missing in it",
        ),
        ("company", "closing date: 2025-02-30", "1:15 XF002 `2025-02-30` is not a day that exists"),
        ("company", "class tracking: maybe", "1:17 XF002 `maybe` is not `true` or `false`"),
        (
            "company",
            "qbxml: 13.0",
            "1:8 XF002 `qbxml` should be a list of versions of qbXML, as in",
        ),
        ("company", "company: \x01", "1:10 XF003 a control character (U+0001) stands here"),
    ],
)
def test_a_fault_is_told_at_its_place(name: str, text: str, wanted: str, tmp_path: Path) -> None:
    found = told(shop(tmp_path, **{name: text}))
    assert [line for line in found if line.startswith(f"{name}.yaml:{wanted}")], found


def test_two_accounts_of_one_id_are_told(tmp_path: Path) -> None:
    root = shop(tmp_path)
    chart = root / "chart.yaml"
    replaced(chart, '{name: "Checking", ', '{name: "Checking", id: "80-1", ')
    replaced(chart, '{name: "Card Clearing", ', '{name: "Card Clearing", id: "80-1", ')
    assert told(root) == [
        "chart.yaml:5:12 XF002 `Checking` and `Card Clearing` have the same id"
        " | take it out of one of them"
    ]


def test_customers_and_items_are_not_looked_at(tmp_path: Path) -> None:
    assert told(shop(tmp_path, customers="]", items="{")) == []


def test_a_chart_of_such_a_name_is_the_chart(tmp_path: Path) -> None:
    root = shop(tmp_path)
    (root / "chart.yaml").rename(root / "terms.yaml")
    replaced(root / "crossfoot.yaml", "chart: chart.yaml", "chart: terms.yaml")
    assert told(root) == []


# ---- the version of qbXML --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "version"),
    [
        ('["12.0", "13.0", "16.0"]', "13.0"),
        ('["8.0", "2.0", "CA13.0", "7.0"]', "8.0"),
        ('["14.0", "15.0"]', "14.0"),
        ("[]", "13.0"),
        ('["UK13.0"]', "13.0"),
    ],
)
def test_the_version_is_one_that_quickbooks_takes(taken: str, version: str, tmp_path: Path) -> None:
    root = shop(tmp_path, company=f"qbxml: {taken}\n")
    replaced(root / "crossfoot.yaml", 'quickbooks: {qbxml: "13.0"}\n', "")
    assert project_of(root).qbxml == version


def test_a_version_that_is_asked_for_and_not_taken_is_told_where_it_is_asked_for(
    tmp_path: Path,
) -> None:
    root = shop(tmp_path, company='qbxml: ["5.0", "10.0", "12.0", "CA13.0"]\n')
    assert told(root) == [
        "crossfoot.yaml:7:21 XF002 this QuickBooks does not take qbXML 13.0"
        " | write one that it takes: `10.0`, `12.0`"
    ]


def test_a_quickbooks_that_takes_no_entries_of_ours_is_told(tmp_path: Path) -> None:
    root = shop(tmp_path, company='qbxml: ["1.0", "5.0"]\n')
    replaced(root / "crossfoot.yaml", 'quickbooks: {qbxml: "13.0"}\n', "")
    (line,) = told(root)
    assert line.startswith("company.yaml:1:1 XF002 this QuickBooks takes qbXML up to 5.0, and")


# ---- the closing date ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("imported", "in_force"), [("2026-02-28", "2026-02-28"), ("2025-06-30", "2025-12-31")]
)
def test_the_later_closing_date_is_in_force(imported: str, in_force: str, tmp_path: Path) -> None:
    project = project_of(shop(tmp_path, company=f"closing date: {imported}\n"))
    assert str(project.closing_date) == in_force
    assert (project.closing_at is not None) is (imported == in_force)


def test_a_batch_in_the_imported_closed_period_is_held_back_and_says_why(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = shop(tmp_path, company="closing date: 2026-12-31\n")
    ran = crossfoot("post", root, "--dry-run")
    assert ran.status == 1
    assert "closed until 2026-12-31, as imported from QuickBooks (`company.yaml`)" in " ".join(
        (ran.out + ran.err).split()
    )


# ---- classes ---------------------------------------------------------------------------------


def classes_used(root: Path) -> list[str]:
    rules = root / "rules.gl"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text + '\ndefault class "East" memo "Batch {batch}"\n', encoding="utf-8")
    return [each.message for each in check(root).diagnostics if each.code.number == "XF211"]


def test_an_inactive_class_is_told_as_such(tmp_path: Path) -> None:
    root = shop(tmp_path, classes="classes: [{name: EAST, active: false}, West]\n")
    (message,) = classes_used(root)
    assert message == "class `East` is inactive in QuickBooks"


def test_classes_without_class_tracking_are_told_once(tmp_path: Path) -> None:
    root = shop(tmp_path, company="class tracking: false\n", classes="classes: [West]\n")
    (message,) = classes_used(root)
    assert message == "class `East` is used, and class tracking is off in QuickBooks"


def test_with_class_tracking_and_an_active_class_nothing_is_told(tmp_path: Path) -> None:
    root = shop(tmp_path, company="class tracking: true\n", classes="classes: [East]\n")
    assert classes_used(root) == []


# ---- the decoders and their schemas ----------------------------------------------------------

_ODD = (None, "", " ", "x", "true", "010", "30", "12345", "-1", "1.5", "2026-01-31", "2026-02-30")
_AT = Source("x", "").whole()


def _odd_value(chance: random.Random) -> Node:
    kind = chance.random()
    if kind < 0.8:
        return Scalar(chance.choice(_ODD), _AT)
    if kind < 0.9:
        return Items((Scalar(chance.choice(_ODD), _AT),), _AT)
    return Table((), _AT)


def _table(chance: random.Random, keys: list[str]) -> Node:
    chosen = chance.sample([*keys, "extra"], chance.randint(0, len(keys)))
    return Table(tuple(Entry(name, _AT, _odd_value(chance)) for name in chosen), _AT)


def _is_read(decoder: object, document: Node) -> bool:
    notes = Notes()
    try:
        decoder(document, notes)  # type: ignore[operator]
    except Unfit:
        return False
    return not notes.unfit


@pytest.mark.parametrize("kind", KEYS)
def test_a_list_is_read_where_its_schema_takes_it(kind: str) -> None:
    chance = random.Random(kind)
    accepted = 0
    for _ in range(400):
        record = _table(chance, list(KEYS[kind])) if chance.random() < 0.9 else _odd_value(chance)
        if isinstance(record, Table) and chance.random() < 0.7:
            others = tuple(entry for entry in record.entries if entry.name != "name")
            record = Table((Entry("name", _AT, Scalar("x", _AT)), *others), _AT)
        top = kind if chance.random() < 0.95 else "extra"
        document = Table((Entry(top, _AT, Items((record,), _AT)),), _AT)
        is_fit = _is_read(list_decoder(kind), document)
        assert is_fit == (not misfits(document, f"{kind}.schema.json", kind)), document
        accepted += is_fit
    assert 20 < accepted < 380


def test_the_facts_are_read_where_their_schema_takes_them() -> None:
    chance = random.Random(1)
    keys = ["company", "product", "version", "qbxml", "class tracking", "account numbers"]
    for _ in range(400):
        document = _table(chance, [*keys, "closing date"])
        unfit = misfits(document, "company.schema.json", "the file")
        assert _is_read(facts, document) == (not unfit), document


@pytest.mark.parametrize("kind", [*KEYS, "company"])
def test_a_schema_is_one_that_editors_can_use(kind: str) -> None:
    schema = json.loads(resources.grammar(f"{kind}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    natural = {"name": 7, "id": "1", "active": True}
    if kind == "terms":
        natural = {**natural, "due days": 30}
    document = {"closing date": "2026-01-31", "qbxml": ["13.0"]} if kind == "company" else {}
    document = document or {kind: ["Plain", natural]}
    assert not list(Draft202012Validator(schema).iter_errors(document))
