"""What the documentation of a code shows as bad raises it; what it shows as good does not.

An example of rules is put beside the rest of a company's rules, as a case is, and must be
silent where it is good. One of a project or a batch file replaces the same keys of a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_harness import lay_out, outcome_of

from crossfoot import driver
from crossfoot.codes import Code
from crossfoot.codes.all import ALL
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks import check_batch
from crossfoot.posting.data_checks.batch_not_closed import batch_not_closed
from crossfoot.posting.readers.read import read_batches

OF_RULES = [
    code
    for code in ALL
    if code.number.startswith(("XF0", "XF1", "XF2", "XF3", "XF4")) and code.number != "XF002"
]

OF_BATCHES = [
    code
    for code in ALL
    if code.number in ("XF501", "XF502", "XF503", "XF504", "XF505", "XF506", "XF508", "XF510")
]

BATCH = """\
store: Main Street
batch: 1043
status: closed
opened: "2026-03-02T07:52"
closed: "2026-03-02T22:14"
"""


def example(code: Code, title: str) -> str:
    """Return the lines of an example, flush left."""
    assert code.doc is not None
    match = re.search(rf"^{title}::\n\n((?:    .*\n|\n)+)", code.doc, re.MULTILINE)
    assert match is not None
    text = re.sub(r"^    ", "", match.group(1), flags=re.MULTILINE).strip("\n") + "\n"
    return re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found.group(1), 16)), text)


@pytest.mark.parametrize("code", OF_RULES, ids=lambda code: str(code.number))
def test_bad_rules_raise_their_code(code: Code, tmp_path: Path) -> None:
    found = {each.code.number for each in outcome_of(example(code, "Bad"), tmp_path).diagnostics}
    assert code.number in found


@pytest.mark.parametrize("code", OF_RULES, ids=lambda code: str(code.number))
def test_good_rules_raise_nothing_at_all(code: Code, tmp_path: Path) -> None:
    assert outcome_of(example(code, "Good"), tmp_path).diagnostics == ()


@pytest.mark.parametrize(("title", "raised"), [("Bad", {"XF002"}), ("Good", set())])
def test_a_bad_project_file_raises_its_code(title: str, raised: set[str], tmp_path: Path) -> None:
    lay_out("", tmp_path)
    path = tmp_path / "crossfoot.yaml"
    code = next(code for code in ALL if code.number == "XF002")
    path.write_text(path.read_text("utf-8") + example(code, title), encoding="utf-8")
    assert {each.code.number for each in driver.check(tmp_path).diagnostics} == raised


@pytest.mark.parametrize("code", OF_BATCHES, ids=lambda code: str(code.number))
def test_bad_batches_raise_their_code_and_good_ones_do_not(code: Code, tmp_path: Path) -> None:
    assert code.number in set(_raised(example(code, "Bad"), tmp_path / "bad"))
    assert code.number not in set(_raised(example(code, "Good"), tmp_path / "good"))


def _raised(batch: str, folder: Path) -> Iterator[str]:
    folder.mkdir()
    lay_out("expect Tender Over/Short within 5.00\n", folder)
    project = folder / "crossfoot.yaml"
    project.write_text(project.read_text("utf-8") + "batches: batches\n", encoding="utf-8")
    (folder / "batches").mkdir()
    (folder / "batches" / "one.yaml").write_text(_whole(batch), encoding="utf-8")
    outcome = driver.check(folder)
    assert outcome.ruleset is not None
    for each in read_batches(outcome.ruleset):
        if not isinstance(each, Batch):
            yield from (finding.code.number for finding in each.findings)
            continue
        if not each.is_closed:
            yield batch_not_closed(each).code.number
        yield from (finding.code.number for finding in check_batch(outcome.ruleset, each))


def _whole(batch: str) -> str:
    given = {line.partition(":")[0] for line in batch.split("\n")}
    rest = [line for line in BATCH.split("\n") if line.partition(":")[0] not in given]
    measures = "" if "measures" in given else "measures: {}\n"
    return "\n".join(rest) + "\n" + measures + batch
