"""Laying out never changes what a file says, whatever it looks like."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from reading import meaning, names
from rule_files import BROKEN, NAME, files

from crossfoot.model.names import key
from crossfoot.source import Source
from crossfoot.syntax.layout import laid_out
from crossfoot.syntax.leaves import name_text
from crossfoot.syntax.parse import parse
from crossfoot.syntax.tree import File


def _laid_out(text: str, spelling: dict[str, str] | None = None) -> tuple[File, str]:
    source = Source("rules.gl", text)
    file, _ = parse(source)
    return file, laid_out(source, file, spelling or {})


def _comments(text: str) -> list[str]:
    """Return all comments; quotes and brackets may hold a `#`."""
    found = re.findall(r'"[^"\n]*"|\[[^\[\]\n]*\]|(#[^\n]*)', text)
    return sorted(comment.rstrip() for comment in found if comment)


@given(files())
def test_a_generated_file_is_read_without_a_fault(text: str) -> None:
    file, found = parse(Source("rules.gl", text))
    assert [f"{d.message}: {d.at.text}" for d in found] == []
    assert file.broken == ()


@given(files())
def test_the_meaning_is_kept(text: str) -> None:
    file, laid = _laid_out(text)
    again, found = parse(Source("rules.gl", laid))
    assert found == ()
    assert meaning(again.statements) == meaning(file.statements)


@given(files(broken=True))
def test_laying_out_again_changes_nothing(text: str) -> None:
    _, laid = _laid_out(text)
    assert _laid_out(laid)[1] == laid


@given(files())
def test_every_comment_is_kept(text: str) -> None:
    assert _comments(_laid_out(text)[1]) == _comments(text)


@given(files())
def test_lines_have_no_loose_ends(text: str) -> None:
    laid = _laid_out(text)[1]
    lines = laid.split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert "\n\n\n" not in laid
    assert not laid.startswith("\n")
    assert not laid.endswith("\n\n")
    assert laid == "" or laid.endswith("\n")


@given(files(broken=True))
def test_what_cannot_be_read_is_left_as_it_is(text: str) -> None:
    file, laid = _laid_out(text)
    again, _ = parse(Source("rules.gl", laid))
    assert meaning(again.statements) == meaning(file.statements)
    assert [span.text for span in again.broken] == [span.text for span in file.broken]
    for broken in BROKEN:
        assert laid.count(broken) == text.count(broken)


@given(files(), st.lists(NAME.map(name_text), max_size=3))
def test_names_come_out_as_they_were_declared(text: str, more: list[str]) -> None:
    source = Source("rules.gl", text)
    file, _ = parse(source)
    declared = {key(name): name.swapcase() for name in [*names(file.statements), *more]}
    declared = {known: name for known, name in declared.items() if key(name) == known}
    again, found = parse(Source("rules.gl", laid_out(source, file, declared)))
    assert found == ()
    assert meaning(again.statements) == meaning(file.statements)
    for statement in again.statements:
        if type(statement).__name__ not in ("Takes", "Use", "Allow"):
            assert all(declared.get(key(name), name) == name for name in names(statement))
