"""A default or `bills to` that is given twice: which line would hold is not for us to guess."""

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
    source = REPOSITORY / "examples" / "corner-store"
    for name in ("crossfoot.yaml", "chart.yaml"):
        text = (source / name).read_text("utf-8").replace("batches: batches/", "")
        (tmp_path / name).write_text(text, "utf-8")
    kept = (source / "rules.gl").read_text("utf-8").splitlines()
    rules = [line for line in kept if not line.startswith(("default", "bills"))]
    (tmp_path / "rules.gl").write_text("\n".join([*rules, lines, ""]), "utf-8")
    ran = crossfoot("check", tmp_path)
    assert ran.out.count("error XF301 conflicting-rules") == codes
    assert ran.status == (1 if codes else 0)
