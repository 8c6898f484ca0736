"""What the statements mean: every one is told, and each example is one that can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.report.explain.statements import STATEMENTS, Meaning, explain_statement
from crossfoot.source import Source
from crossfoot.syntax.parse import parse
from ground import REPOSITORY, Crossfoot


def ids(meaning: Meaning) -> str:
    return meaning.words


def keywords() -> set[str]:
    """Return the words that statements are known by, as the grammar lists them."""
    text = (REPOSITORY / "grammar" / "keywords.txt").read_text("utf-8")
    parts = text.split("# a statement's first words")[1].split("# clauses")[0]
    rows = [line for line in parts.splitlines() if line and not line.startswith("#")]
    return {re.split(r"\s{2,}", row.partition(" ")[2].strip())[0] for row in rows}


def test_every_keyword_of_a_statement_is_told() -> None:
    assert len(keywords()) == len(STATEMENTS)
    assert all(explain_statement(words) for words in keywords())


@pytest.mark.parametrize("meaning", STATEMENTS, ids=ids)
def test_an_example_can_be_typed_and_shows_the_word(meaning: Meaning) -> None:
    _, found = parse(Source("rules.gl", f"{meaning.example}\n"))
    assert found == ()
    assert meaning.words in meaning.example


@pytest.mark.parametrize("meaning", STATEMENTS, ids=ids)
def test_a_statement_fits_a_terminal(
    meaning: Meaning, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    ran = crossfoot("explain", *meaning.words.split(), "--project", tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{meaning.words} (a statement)\n\nIt {meaning.text.split()[0]} ")
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("asked", ["bills", "Bills To", "differences up to", "CLEARS"])
def test_any_way_to_ask(asked: str, crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("explain", asked, "--project", examples / "corner-store")
    assert (ran.status, ran.err) == (0, "")
    assert "(a statement)" in ran.out


def test_a_word_that_is_also_a_name_is_told_as_both(crossfoot: Crossfoot, tmp_path: Path) -> None:
    (tmp_path / "crossfoot.yaml").write_text(
        "company: A\nrules: [rules.gl]\nchart: chart.yaml\n"
        "stores:\n  - name: Main\n    Tender: [Skip]\n",
        "utf-8",
    )
    (tmp_path / "chart.yaml").write_text("accounts: []\n", "utf-8")
    (tmp_path / "rules.gl").write_text("use rms\n", "utf-8")
    ran = crossfoot("explain", "skip", "--project", tmp_path)
    assert ran.out.startswith("skip (a statement)\n")
    assert "\nSkip\n  a Tender of Main" in ran.out


def test_a_word_is_told_where_the_project_cannot_be_read(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    (tmp_path / "crossfoot.yaml").write_text("nonsense", "utf-8")
    assert crossfoot("explain", "never", "--project", tmp_path).status == 0


def test_a_word_that_is_nearly_one(crossfoot: Crossfoot, examples: Path) -> None:
    ran = crossfoot("explain", "cleers", "--project", examples / "corner-store")
    assert ran.status == 2
    assert "did you mean `clears`?" in ran.err
