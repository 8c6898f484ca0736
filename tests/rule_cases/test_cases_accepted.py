"""``--accept``: what came of a case is written in its place, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from accepted_layouts import LAYOUTS, Layout
from rule_case_shop import NAME, shop, tried, write

from crossfoot.cases.accepting import accepted
from crossfoot.cases.judged import Verdict
from ground import Crossfoot


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop(tmp_path_factory.mktemp("accepted"))


def after(made: Path, text: str | bytes) -> bytes:
    """Return the file of cases after what came of them was accepted; twice changes no more."""
    found = tried(write(made, text))
    assert not [each.message for file in found.files for each in file.findings]
    for each in accepted(found):
        assert each.before == each.path.read_bytes()
        write(made, each.after)
    again = tried(made)
    assert {case.verdict for case in again.cases} == {Verdict.AS_EXPECTED}
    assert accepted(again) == ()
    return (made / NAME).read_bytes()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_only_what_is_not_as_expected_changes(layout: Layout, made: Path) -> None:
    assert after(made, layout.before).decode() == layout.after


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_ends_of_lines_and_the_mark_of_the_file_stay(layout: Layout, made: Path) -> None:
    before = b"\xef\xbb\xbf" + layout.before.replace("\n", "\r\n").encode()
    assert after(made, before) == b"\xef\xbb\xbf" + layout.after.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_last_line_may_lack_its_end(layout: Layout, made: Path) -> None:
    assert after(made, layout.before.removesuffix("\n")).decode() == layout.after


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_cases_around_it_keep_every_byte(layout: Layout, made: Path) -> None:
    ahead = "# before\n- case:   first\n  measures: { }   # nothing\n  entry: [ ]\n\n"
    behind = "\n# behind\n- {case: last, batch: 77, finding: [ XF501 ]}  # open\n# end\n"
    text = ahead + layout.before + behind
    assert after(made, text).decode() == ahead + layout.after + behind


def test_a_file_with_a_fault_is_left_alone(made: Path, crossfoot: Crossfoot) -> None:
    text = "- case: one\n  batch: 71\n  total: 5\n- case: two\n  batch: 71\n  totl: 5\n"
    write(made, text)
    ran = crossfoot("test", made, "--accept")
    assert ran.status == 1
    assert (made / NAME).read_text() == text
    assert ran.err == f"crossfoot: {NAME} is left as it is: mend what is wrong with it first\n"


def test_a_misspelt_figure_is_not_accepted(made: Path, crossfoot: Crossfoot) -> None:
    text = "- case: one\n  measures: {Closng: {Cash: 1}}\n  entry: []\n"
    ran = crossfoot("test", write(made, text), "--accept")
    assert (ran.status, (made / NAME).read_text()) == (1, text)
    assert "did you mean `Closing`?" in ran.out


def test_a_batch_that_is_not_there_is_not_accepted(made: Path, crossfoot: Crossfoot) -> None:
    text = "- case: one\n  batch: 99\n  entry: []\n"
    ran = crossfoot("test", write(made, text), "--accept")
    assert (ran.status, (made / NAME).read_text()) == (1, text)
    assert "there is no batch 99 in `batches`" in ran.out


def test_what_was_written_is_told(made: Path, crossfoot: Crossfoot) -> None:
    text = "- case: one\n  batch: 71\n  total: 5\n- case: two\n  batch: 71\n  total: 6\n"
    ran = crossfoot("test", write(made, text), "--accept", "--case", "TWO")
    assert ran.err == f"crossfoot: {NAME}:4: `two` expects what came of it\n"
    assert ran.out == f"{NAME}: 1 case, as expected\n1 case, as expected\n"
    assert (made / NAME).read_text() == text.replace("total: 6", "total: 166.00")
    assert (ran.status, crossfoot("test", made).status) == (0, 1)
