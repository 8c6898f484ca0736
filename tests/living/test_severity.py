"""``check: severity:`` in the project file: what findings weigh, and what stays an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from living_shops import (
    added,
    corner_store,
    edited,
    gap_between_batches,
    missing_figure,
    odd_account_type,
    with_check,
)

from crossfoot import driver, resources
from crossfoot.codes import Severity
from crossfoot.codes.all import ALL
from crossfoot.diagnostic import Silencer
from crossfoot.project.policy import ALLOWED_SINGLY
from ground import Crossfoot

COUPONS = """\
store: Main Street
batch: {number}
status: closed
opened: "2026-03-09T08:00"
closed: "2026-03-09T21:00"
measures:
  Opening: {{Coupons: 0.00}}
  Closing: {{Coupons: 110.00}}
  Dept Sales: {{Grocery: 110.00}}
  Dept Cost: {{Grocery: 80.00}}
"""


def told(shop: Path) -> list[tuple[str, Severity]]:
    return [(each.code.number, each.severity) for each in driver.check(shop).diagnostics]


def silenced(shop: Path) -> list[tuple[str, Silencer, str]]:
    found = driver.check(shop).silenced
    return [(each.diagnostic.code.number, each.by, each.because) for each in found]


@pytest.mark.parametrize("code", ["XF203", "unexpected-account-type"])
@pytest.mark.parametrize("level", ["note", "warning", "error"])
def test_a_warning_weighs_what_the_project_says(code: str, level: str, tmp_path: Path) -> None:
    shop = with_check(odd_account_type(corner_store(tmp_path)), f"severity: {{{code}: {level}}}")
    assert told(shop) == [("XF203", Severity(level))]


def test_what_is_off_is_silenced_by_the_project_file(tmp_path: Path) -> None:
    shop = with_check(odd_account_type(corner_store(tmp_path)), "severity: {XF203: off}")
    assert told(shop) == []
    assert silenced(shop) == [("XF203", Silencer.PROJECT_FILE, "`XF203: off` in crossfoot.yaml")]


def test_a_warning_that_was_raised_is_an_error_everywhere(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    shop = odd_account_type(corner_store(tmp_path))
    assert crossfoot("post", shop, "--dry-run").status == 0
    with_check(shop, "severity: {XF203: error}")
    assert crossfoot("check", shop).status == 1
    assert crossfoot("prove", shop).status == 1
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert ran.status == 1
    assert "error XF203 unexpected-account-type" in ran.out
    assert not (tmp_path / "out").exists()


def test_a_raised_warning_can_still_be_allowed_where_it_is_meant(tmp_path: Path) -> None:
    shop = with_check(odd_account_type(corner_store(tmp_path)), "severity: {XF203: error}")
    added(shop, "rules.gl", '\nallow XF203 because "it is meant"\n')
    assert told(shop) == []
    assert silenced(shop) == [("XF203", Silencer.ALLOW, "it is meant")]


def test_an_allowance_of_what_is_off_is_not_called_unused(tmp_path: Path) -> None:
    shop = with_check(odd_account_type(corner_store(tmp_path)), "severity: {XF203: off}")
    added(shop, "rules.gl", '\nallow XF203 because "it is meant"\n')
    assert told(shop) == []


def test_an_unused_allowance_weighs_what_the_project_says(tmp_path: Path) -> None:
    shop = with_check(corner_store(tmp_path), "severity: {XF305: error}")
    added(shop, "rules.gl", '\nallow XF203 because "it was"\n')
    assert told(shop) == [("XF305", Severity.ERROR)]


def test_a_finding_of_batches_weighs_what_the_project_says(tmp_path: Path) -> None:
    shop = missing_figure(corner_store(tmp_path))
    assert told(shop) == [("XF508", Severity.WARNING)]
    with_check(shop, "severity: {XF508: off}")
    assert (told(shop), len(silenced(shop))) == ([], 1)


def test_a_raised_finding_of_a_batch_holds_it_back(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = with_check(missing_figure(corner_store(tmp_path)), "severity: {XF508: error}")
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert ran.status == 1
    assert "\nMain Street, batch 1043, 2026-03-04: held back\n" in ran.out
    assert ran.out.endswith("\n4 prepared, 1 held back\n")


def test_a_raised_first_posting_holds_every_batch_of_it_back(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    shop = corner_store(tmp_path)
    assert crossfoot("post", shop, "--out", tmp_path / "out").status == 0
    edited(shop, "crossfoot.yaml", "Visa, Debit Card]", "Visa, Debit Card, Coupons]")
    for number in (1046, 1047):
        batch = shop / "batches" / f"{number}.yaml"
        batch.write_text(COUPONS.format(number=number), "utf-8")
    with_check(shop, "severity: {XF511: error}")
    ran = crossfoot("post", shop, "--out", tmp_path / "out-2")
    assert (ran.status, ran.out.count("error XF511")) == (1, 1)
    assert ran.out.count(": held back\n") == 2
    with_check(shop, "severity: {XF511: off}")
    ran = crossfoot("post", shop, "--out", tmp_path / "out-2")
    assert (ran.status, "XF511" in ran.out) == (0, False)


def test_a_raised_gap_between_batches_stops_the_run(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = gap_between_batches(corner_store(tmp_path))
    assert told(shop) == [("XF509", Severity.WARNING)]
    with_check(shop, "severity: {XF509: error}")
    ran = crossfoot("post", shop, "--out", tmp_path / "out")
    assert (ran.status, (tmp_path / "out").exists()) == (1, False)
    assert "error XF509" in ran.out


def test_what_is_an_error_and_a_warning_stays_an_error(tmp_path: Path) -> None:
    shop = edited(corner_store(tmp_path), "rules.gl", "post Shipping Charge: Total", "# gone")
    before = told(shop)
    assert Severity.ERROR in {severity for _, severity in before}
    with_check(shop, "severity: {XF403: off}")
    assert told(shop) == [each for each in before if each != ("XF403", Severity.WARNING)]


def test_json_carries_the_weight(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = with_check(odd_account_type(corner_store(tmp_path)), "severity: {XF203: note}")
    report = json.loads(crossfoot("check", shop, "--format", "json").out)
    assert report["summary"] == {"errors": 0, "warnings": 0, "notes": 1}


def test_a_level_that_an_error_cannot_have(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = with_check(corner_store(tmp_path), "severity: {XF402: warning}")
    ran = crossfoot("check", shop)
    assert ran.status == 1
    assert "error XF002 bad-project-file: XF402 out-of-balance cannot be a warning" in ran.out
    assert crossfoot("post", shop, "--dry-run").status == 1


@pytest.mark.parametrize("level", ["off", "note", "warning"])
def test_no_level_makes_an_error_less_than_one(level: str, tmp_path: Path) -> None:
    errors = [code for code in ALL if not code.may_be_graded]
    assert {*ALLOWED_SINGLY} <= {code.number for code in errors}
    grades = ", ".join(f"{code.number}: {level}" for code in errors)
    outcome = driver.check(with_check(corner_store(tmp_path), f"severity: {{{grades}}}"))
    refused = [each.message.split()[0] for each in outcome.diagnostics]
    assert refused == [code.number for code in errors]
    assert outcome.project is None or not outcome.project.policy.grades


def test_errors_may_be_called_errors(tmp_path: Path) -> None:
    grades = ", ".join(f"{code.name}: error" for code in ALL)
    outcome = driver.check(with_check(corner_store(tmp_path), f"severity: {{{grades}}}"))
    assert outcome.diagnostics == ()


def test_editors_complete_the_codes_whose_weight_may_be_less() -> None:
    schema = json.loads(resources.grammar("project.schema.json").read_text("utf-8"))
    known = schema["properties"]["check"]["properties"]["severity"]["properties"]
    told_of = {name: about["description"] for name, about in known.items()}
    graded = [code for code in ALL if code.may_be_graded]
    by_number = {code.number: code.name for code in graded}
    assert told_of == {**by_number, **{code.name: code.number for code in graded}}
