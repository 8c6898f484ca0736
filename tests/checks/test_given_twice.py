"""A rule, default or `bills to` that is given twice: which would hold is not for us to guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from ground import REPOSITORY, Crossfoot


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ('default memo "a"\ndefault memo "b"', 1),
        ('default class "A" memo "x"\ndefault memo "b"', 1),
        ('default memo "a"\ndefault class "b"', 0),
        ('default memo "a" until 2026-06-30\ndefault memo "b" from 2026-07-01', 0),
        ('default memo "a"\ndefault memo "b" for "Main Street"', 0),
        ('bills to "1200"\nbills to "1110"', 1),
    ],
)
def test_two_lines_of_equal_standing_conflict(
    lines: str, codes: int, tmp_path: Path, crossfoot: Crossfoot
) -> None:
    out = checked(lines, tmp_path, crossfoot)
    assert out.count("error XF301 conflicting-rules") == codes


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ('post Dept Sales credit "4000"', "a member, a store or days"),
        ('post Tender Received: Visa debit "1010"', "a store or days"),
        ('post Layaway: Paid credit "2300"', "a store or days"),
    ],
)
def test_a_member_is_to_be_named_only_where_there_are_some(
    rule: str, named: str, tmp_path: Path, crossfoot: Crossfoot
) -> None:
    out = checked(rule, tmp_path, crossfoot)
    assert f"fix: keep one of them, or name {named} in one\n" in out


def checked(lines: str, tmp_path: Path, crossfoot: Crossfoot) -> str:
    """Return what is said of a shop to whose rules lines are added, and no others of the kind."""
    source = REPOSITORY / "examples" / "corner-store"
    for name in ("crossfoot.yaml", "chart.yaml"):
        text = (source / name).read_text("utf-8").replace("batches: batches/", "")
        (tmp_path / name).write_text(text, "utf-8")
    kept = (source / "rules.gl").read_text("utf-8").splitlines()
    rules = [line for line in kept if not line.startswith(("default", "bills"))]
    (tmp_path / "rules.gl").write_text("\n".join([*rules, lines, ""]), "utf-8")
    ran = crossfoot("check", tmp_path)
    assert ran.status == (1 if "error XF301" in ran.out else 0)
    return ran.out
