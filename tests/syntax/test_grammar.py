"""The grammar, the keywords and the mistakes hang together."""

from __future__ import annotations

import re

import pytest
from mistakes_table import blocks, snippet

from crossfoot import resources
from crossfoot.source import Source
from crossfoot.syntax import grammar, mistakes
from crossfoot.syntax.broken import Broken
from crossfoot.syntax.build import Builder
from crossfoot.syntax.fault import Missing, Stuck
from crossfoot.syntax.reader import reader
from crossfoot.syntax.split import stretches

LARK = resources.grammar("crossfoot.lark").read_text("utf-8")


def test_every_rule_of_the_grammar_has_a_method_that_builds_its_node() -> None:
    rules = re.findall(r"^([a-z_]+):", LARK, re.MULTILINE)
    assert len(rules) > 25
    assert [rule for rule in rules if not rule.startswith("_") and not hasattr(Builder, rule)] == []


@pytest.mark.parametrize("keyword", grammar.keywords(), ids=lambda keyword: keyword.terminal)
def test_every_keyword_is_used_in_the_grammar(keyword: grammar.Keyword) -> None:
    assert re.search(rf"\b{keyword.terminal}\b", LARK)
    assert keyword.ends <= grammar.NAMES | {"-"}
    assert keyword.before in ("-", "blank", "digit", "quote")


def test_terminal_groups_name_keywords_that_exist() -> None:
    known = {keyword.terminal for keyword in grammar.keywords()}
    assert known >= {*grammar.STATEMENTS, *grammar.VERBS, *grammar.CLAUSES}


def _answers(text: str) -> str | None:
    """Return the name of the function that explains a broken statement."""
    source = Source("rules.gl", text)
    for stretch in stretches(text):
        try:
            reader().read(source, stretch.start, stretch.end)
        except Stuck as stuck:
            broken = Broken(source, stretch.start, stretch.end, stuck.offset, stuck.expected)
        except Missing:
            broken = Broken(source, stretch.start, stretch.end, stretch.end, frozenset())
        except Exception:
            return None
        else:
            return None
        found = (m.__name__ for m in mistakes.MISTAKES if m(broken) is not None)
        return next(found, None)
    return None


def test_every_mistake_has_a_snippet_that_only_it_explains() -> None:
    answering = {_answers(snippet(block)) for block in blocks()}
    assert {mistake.__name__ for mistake in mistakes.MISTAKES} - answering == set()
