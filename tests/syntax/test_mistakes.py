"""What people write instead of a statement, and the exact words they get for it."""

from __future__ import annotations

import pytest
from mistakes_table import blocks, rendered, snippet


@pytest.mark.parametrize("block", blocks(), ids=snippet)
def test_a_mistake_is_explained_in_these_words(block: str) -> None:
    assert rendered(snippet(block)) == block


def test_the_table_is_large_and_says_nothing_twice() -> None:
    snippets = [snippet(block) for block in blocks()]
    assert len(snippets) >= 150
    assert len(set(snippets)) == len(snippets)


@pytest.mark.parametrize("block", blocks(), ids=snippet)
def test_messages_are_written_for_accountants(block: str) -> None:
    said = [line.partition(": ")[2] for line in block.splitlines() if not line.startswith("|")]
    assert 1 <= len(said) <= 2
    for line in said:
        outside = "".join(line.split("`")[::2])
        assert outside[:1] == outside[:1].lower()
        assert line.count("`") % 2 == 0
        assert not line.endswith(".")
        jargon = (
            "token",
            "parse",
            "expression",
            "regex",
            "null",
            "syntax",
            "invalid",
            "unexpected",
        )
        assert not [word for word in jargon if word in outside]
