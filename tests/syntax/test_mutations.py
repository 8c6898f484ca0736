"""Damaged files: reading never fails, and only the damaged statements are lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import meaning, read
from rule_files import BROKEN, files

from crossfoot.diagnostic import Diagnostic
from crossfoot.source import Source
from crossfoot.syntax.layout import laid_out
from crossfoot.syntax.parse import parse
from crossfoot.syntax.split import stretches
from crossfoot.syntax.tree import File

WHOLE = """\
use rms
dimension Tender
measure Closing, Opening by Tender
measure Dropped by Tender, never positive
Tender Received = Closing - Opening - Dropped - Paid  # by Tender, inferred
Cash Dropped = -sum of Dropped
Franchise Fee = 6% of Sales: Total + 1/3 * (A - B)
# what it takes
Sales: Total takes credit Income or Other Income, debit Bank
Sales: Total excludes Dept Sales, [Sales: Total + Tax]
Tender Received requires Tender Paid Out or Cash Paid Out
Tender Over/Short corrects Closing
Due also sum of Card Tips
always Taken = Due

post Sales: Total    credit "4000 · Sales"
post Tender Received debit  "1010 · Undeposited Funds"   # every tender
post Dept Sales: [Beer & Wine] for "East", "West"
    credit "4100 · Sales East" class "East"
    # the memo
    memo "Batch {batch}" from 2026-01-01 until 2026-06-30
skip Commission from 2026-07-01 because "paid through payroll"
never Vouchers Sold, Layaway: Paid because "we do not offer them"
default class "{store}" memo "Batch {batch}"
"1010 · Undeposited Funds" clears
differences up to 0.05 to "6990 · Cash Rounding"
expect Tender Over/Short within 20.00
bills to "1200 · Inventory"
allow XF508 on Dept Cost because "we book cost monthly"
"""

FRAGMENTS = (
    '"', "“", "[", "]", "(", ")", "#", ":", ": ", ",", "=", "==", "+", "-", "*", "/", "%", "·", "'",
    " ", "  ", "\t", "0", "5", "$", ".", ";", "é", "\u0301", "中", "\u00a0", "\u200b", "😀", " of ",
    " sum of ", " credit ", " debit ", " by ", " or ", " for ", " from ", " until ", " because ",
    " takes ", " never ", " never positive", "post ", " 2026-02-30 ", " 3/1/2026 ", "1,000", " if ",
    "a" * 5000, '"x" ', " within ", " on ", "also", "XF508",
)  # fmt: skip
LINES = ("\n", "\n\n", "\n  ", "\n#", "\n  # ", "# ")


def _checked(text: str) -> tuple[File, tuple[Diagnostic, ...]]:
    """Read a text and check what must hold of any text."""
    file, found = parse(Source("rules.gl", text))
    assert len(found) == len(file.broken)
    for diagnostic, broken in zip(found, file.broken, strict=True):
        assert broken.start <= diagnostic.at.start < diagnostic.at.end <= broken.end
        assert diagnostic.message == " ".join(diagnostic.message.split())
        assert len(diagnostic.message) < 300
    lines = list(stretches(text))
    assert len(file.statements) + len(file.broken) == len(lines)
    for statement in file.statements:
        assert 0 <= statement.at.start < statement.at.end <= len(text)
    return file, found


@st.composite
def damaged(draw: st.DrawFn, text: str, pieces: tuple[str, ...]) -> str:
    """Return a text with a few places cut out, doubled, or overwritten."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(st.sampled_from([*pieces, "", text[start:end] * 2])) + text[end:]
    return text


@given(damaged(WHOLE, FRAGMENTS + LINES))
def test_a_damaged_file_is_always_read(text: str) -> None:
    _checked(text)


@given(st.data())
def test_damage_inside_a_statement_leaves_all_others_as_they_were(data: st.DataObject) -> None:
    whole = read(WHOLE)
    lines = list(stretches(WHOLE))
    chosen = data.draw(st.integers(0, len(lines) - 1))
    stretch = lines[chosen]
    inside = WHOLE[stretch.start + 1 : stretch.end]
    damage = data.draw(damaged(inside, FRAGMENTS)).replace("\n", " ")
    text = WHOLE[: stretch.start + 1] + damage + WHOLE[stretch.end :]
    end = stretch.start + 1 + len(damage)
    file, found = _checked(text)
    kept = [meaning(s) for i, s in enumerate(whole.statements) if i != chosen]
    others = [meaning(s) for s in file.statements if not stretch.start <= s.at.start < end]
    assert all(stretch.start <= d.at.start < end for d in found)
    assert others == kept


@given(files(broken=True).flatmap(lambda text: damaged(text, FRAGMENTS + LINES)))
def test_a_damaged_file_is_laid_out_without_loss(text: str) -> None:
    file, _ = _checked(text)
    source = Source("rules.gl", text)
    laid = laid_out(source, file, {})
    again, _ = _checked(laid)
    assert meaning(again.statements) == meaning(file.statements)
    assert [span.text for span in again.broken] == [span.text for span in file.broken]
    assert laid_out(Source("rules.gl", laid), again, {}) == laid


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    _checked(text.replace("\r", " "))


@given(st.lists(st.sampled_from([*FRAGMENTS, *LINES, *WHOLE.split(), *BROKEN]), max_size=25))
def test_any_heap_of_words_is_read(words: list[str]) -> None:
    _checked(" ".join(words))


@pytest.mark.parametrize(
    "line",
    [
        "(" * 50_000,
        "[" * 50_000,
        '"' * 50_001,
        "A: " * 50_000,
        "A " * 50_000,
        "A-" * 50_000,
        "post " * 20_000,
        "X = " + "A + " * 20_000,
        "X = A" + " - B" * 20_000,
        "measure " + "A, " * 20_000,
        "X = " + "1/" * 20_000 + "A",
        "X = " + "6% of " * 20_000 + "A",
        "#" * 50_000,
        "\u0301" * 50_000,
        "-" * 50_000,
        "1," * 50_000,
        "sum " * 30_000,
        "“" * 50_000,
        "'" * 50_000,
        "$" * 50_000,
        "9" * 50_000,
        "never positive " * 10_000,
    ],
    ids=lambda line: line[:12],
)
def test_a_very_long_line_is_read_in_good_time(line: str) -> None:
    """A pattern that tries every way to match would not come back from these."""
    _checked(f"{line}\nuse rms\n")
