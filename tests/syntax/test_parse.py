"""Files with faults: every fault in one run, and nothing else lost."""

from __future__ import annotations

import gc

from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.source import Source
from crossfoot.syntax.parse import parse
from crossfoot.syntax.split import stretches


def test_every_fault_is_found_in_one_run_and_all_else_is_kept() -> None:
    text = (
        "use rms\n"
        'post A credits "1"\n'
        'post B credit "2"\n'
        'post C credit "3\n'
        "# a remark\n"
        '  credit "4"\n'
        "\n"
        "D = A +\n"
        "    # what was it?\n"
        "E = A\n"
    )
    file, found = parse(Source("rules.gl", text))
    assert [s.at.text for s in file.statements] == ["use rms", 'post B credit "2"', "E = A"]
    assert [(d.at.first.line, d.at.text) for d in found] == [
        (2, "credits"),
        (4, '"3'),
        (6, 'credit "4"'),
        (8, "+"),
    ]
    assert {d.code for d in found} == {SYNTAX_ERROR}
    assert [span.first.line for span in file.broken] == [2, 4, 6, 8]
    assert file.broken[3].text == "D = A +\n    # what was it?"


def test_spans_are_right_in_a_file_with_faults() -> None:
    good = 'use rms\npost Sales: Total credit "4000"\n'
    clean, _ = parse(Source("rules.gl", good))
    file, found = parse(Source("rules.gl", f"!\n{good}"))
    assert len(found) == 1
    assert [(s.at.start - 2, s.at.text) for s in file.statements] == [
        (s.at.start, s.at.text) for s in clean.statements
    ]
    assert file.statements[1].credit.at.text == '"4000"'


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    parse(Source("rules.gl", "use rms"))
    assert gc.isenabled()
    gc.disable()
    try:
        parse(Source("rules.gl", "use rms"))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_statements_are_split_by_indentation_alone() -> None:
    text = "a\n b # c\n  # d  \n\n# e\nf\n\n g\n h\ni\n#j\n k"
    assert [(text[s.start : s.end], s.indented) for s in stretches(text)] == [
        ("a\n b # c\n  # d", False),
        ("f", False),
        ("g\n h", True),
        ("i", False),
        ("k", True),
    ]


def test_a_file_of_nothing_but_faults() -> None:
    lines = [f"broken {i} +" for i in range(50)]
    file, found = parse(Source("rules.gl", "\n".join(lines)))
    assert file.statements == ()
    assert [d.at.first.line for d in found] == list(range(1, 51))
