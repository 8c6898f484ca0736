"""Every kind of statement, and what its node holds."""

from __future__ import annotations

from datetime import date

import pytest
from reading import meaning, read, statement

from crossfoot.model.amounts import Side, Sign
from crossfoot.source import Source, decode
from crossfoot.syntax import tree
from crossfoot.syntax.parse import parse


def test_the_two_lines_that_started_it() -> None:
    definition, exclusion = read(
        "Tender Received = Closing - Opening - Dropped - Paid\nSales: Total excludes Dept Sales\n"
    ).statements
    assert isinstance(definition, tree.Definition)
    assert definition.name.text == "Tender Received"
    assert [term.factor for term in definition.value.terms] == [1, -1, -1, -1]
    assert isinstance(exclusion, tree.Excludes)
    assert exclusion.name.text == "Sales: Total"
    assert [name.text for name in exclusion.others] == ["Dept Sales"]


def test_use() -> None:
    assert statement("use rms").name.text == "rms"


def test_dimension() -> None:
    node = statement("dimension Tender")
    assert isinstance(node, tree.DimensionDecl)
    assert node.name.text == "Tender"


@pytest.mark.parametrize(
    ("text", "names", "by", "sign"),
    [
        ("measure Vouchers Sold", ["Vouchers Sold"], None, Sign.FREE),
        ("measure Closing, Opening by Tender", ["Closing", "Opening"], "Tender", Sign.FREE),
        ("measure Paid by Tender, never positive", ["Paid"], "Tender", Sign.NEVER_POSITIVE),
        ("measure A, B, never negative", ["A", "B"], None, Sign.NEVER_NEGATIVE),
        ("measure A , NEVER  Negative", ["A"], None, Sign.NEVER_NEGATIVE),
    ],
)
def test_measure(text: str, names: list[str], by: str | None, sign: Sign) -> None:
    node = statement(text)
    assert [name.text for name in node.names] == names
    assert (node.by.text if node.by else None) == by
    assert node.sign is sign
    assert node.at.text == text


def test_takes_with_several_sides() -> None:
    node = statement("Drop takes debit Bank or Other Current Asset, credit Income")
    assert [(s.side, [t.text for t in s.types]) for s in node.sides] == [
        (Side.DEBIT, ["Bank", "Other Current Asset"]),
        (Side.CREDIT, ["Income"]),
    ]
    assert [s.at.text for s in node.sides] == [
        "debit Bank or Other Current Asset",
        "credit Income",
    ]


def test_excludes_requires_corrects() -> None:
    assert [n.text for n in statement("A excludes B, C: D").others] == ["B", "C: D"]
    assert [n.text for n in statement("A requires B or C: D").choices] == ["B", "C: D"]
    assert statement("Tender Over/Short corrects Closing").counted.text == "Closing"


def test_also_and_always() -> None:
    assert isinstance(statement("Due also sum of Card Tips"), tree.Extension)
    always = statement("always Taken = 0")
    assert isinstance(always.right.terms[0].operand, tree.Constant)


def test_post_has_its_clauses_in_any_order() -> None:
    text = (
        'post Sales: Total for "East", "West" credit "4000" until 2026-06-30 memo "m" '
        'class "c" from 2026-01-01 debit "1010"'
    )
    node = statement(text)
    assert (node.debit.value, node.credit.value) == ("1010", "4000")
    assert (node.klass.value, node.memo.value) == ("c", "m")
    assert [store.value for store in node.scope.stores] == ["East", "West"]
    assert node.scope.first.value == date(2026, 1, 1)
    assert node.scope.last.value == date(2026, 6, 30)
    assert node.at.text == text
    assert node.credit.at.text == '"4000"'
    assert node.scope.first.at.text == "2026-01-01"


def test_a_post_of_one_side_and_no_scope() -> None:
    node = statement('post Sales: Total credit "4000 · Sales"')
    assert node.debit is None
    assert node.scope == tree.Scope()


@pytest.mark.parametrize(("word", "kind"), [("skip", tree.Skip), ("never", tree.Never)])
def test_skip_and_never(word: str, kind: type) -> None:
    node = statement(f'{word} A, B: C for "East" from 2026-07-01 because "no such thing"')
    assert type(node) is kind
    assert [name.text for name in node.names] == ["A", "B: C"]
    assert node.because.value == "no such thing"
    assert node.scope.first.value == date(2026, 7, 1)
    assert [store.value for store in node.scope.stores] == ["East"]


def test_the_reason_may_come_first() -> None:
    assert meaning(statement('skip A because "x" from 2026-01-01')) == meaning(
        statement('skip A from 2026-01-01 because "x"')
    )


def test_default() -> None:
    node = statement('default memo "Batch {batch}" class "{store}" for "East"')
    assert (node.klass.value, node.memo.value) == ("{store}", "Batch {batch}")
    assert statement('default class "x"').memo is None
    assert statement('default memo "x"').klass is None


def test_expect_in_cents() -> None:
    node = statement('expect Tender Over/Short within 20.5 for "East"')
    assert node.within.value == 2050
    assert node.within.at.text == "20.5"
    assert node.scope.stores[0].value == "East"


def test_bills() -> None:
    node = statement('bills to "1200 · Inventory Asset" until 2026-12-31')
    assert node.account.value == "1200 · Inventory Asset"
    assert node.scope.last.value == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("", None),
        (" on Dept Cost", tree.Name),
        (' on "1010 · Undeposited Funds"', tree.Text),
    ],
)
def test_allow(on: str, expected: type | None) -> None:
    node = statement(f'allow xf508{on} for "East" because "cost is monthly"')
    assert node.code.text == "XF508"
    assert node.code.at.text == "xf508"
    assert (type(node.on) if node.on else None) is expected
    assert node.because.value == "cost is monthly"
    assert node.scope.stores[0].value == "East"


def test_clears_and_differences_are_read_though_their_meaning_comes_later() -> None:
    clears = statement('"1010 · Undeposited Funds" clears from 2026-01-01')
    assert isinstance(clears, tree.Clears)
    assert clears.account.value == "1010 · Undeposited Funds"
    differences = statement('differences up to 0.05 to "6990 · Cash Rounding" for "East"')
    assert isinstance(differences, tree.Differences)
    assert differences.limit.value == 5
    assert differences.account.value == "6990 · Cash Rounding"


def test_a_hash_in_quotes_or_brackets_is_no_comment() -> None:
    node = statement('post [Item #5] credit "Acct #7"  # but this is')
    assert node.name.text == "Item #5"
    assert node.credit.value == "Acct #7"
    assert node.at.text == 'post [Item #5] credit "Acct #7"'


def test_indented_lines_continue_a_statement_and_indented_comments_do_not_end_it() -> None:
    file = read(
        "Due = Sales: Total  # what is owed\n    # first the taxes\n    + Tax\n\t- Returns\n"
        'post A\n  debit "1"\n  # and\n  credit "2"\n'
    )
    assert [type(s).__name__ for s in file.statements] == ["Definition", "Post"]
    assert len(file.statements[0].value.terms) == 3


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n  ", "\n# end", "  # end", "\n  # end\n"])
@pytest.mark.parametrize("start", ["", "\n", "\n\n", "# start\n", "  # start\n\n", "   \n\t\n"])
def test_files_may_begin_and_end_in_any_way(start: str, end: str) -> None:
    file = read(f'{start}use rms\npost A credit "1"{end}')
    assert [s.at.text for s in file.statements] == ["use rms", 'post A credit "1"']


@pytest.mark.parametrize("text", ["", "\n", "   ", "\n \n", "# only", "  # only\n# a remark\n"])
def test_a_file_may_say_nothing(text: str) -> None:
    assert read(text).statements == ()


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    source = decode("rules.gl", b'\xef\xbb\xbfuse rms\r\npost A\r\n  credit "1"\r\n')
    file, found = parse(source)
    assert found == ()
    assert [type(s).__name__ for s in file.statements] == ["Use", "Post"]


def test_no_break_spaces_are_spaces() -> None:
    assert statement('post\u00a0Sales:\u00a0Total\u00a0credit "1"').name.text == "Sales: Total"


@pytest.mark.parametrize("file", ["rules/rms.gl"])
def test_the_shipped_models_are_read(file: str) -> None:
    from crossfoot import resources

    path = resources.model("rms")
    tree_, found = parse(decode(file, path.read_bytes()))
    assert found == ()
    assert len(tree_.statements) > 50


def test_each_statement_knows_its_documentation() -> None:
    file = read(
        "# A file.\n\n#The tenders\n# that we take.\n#\n#   Each of them.\ndimension Tender\n"
        "measure A\n# no: a blank line follows\n\nmeasure B\n  # no: indented\nmeasure C\n"
    )
    assert [s.doc for s in file.statements] == [
        "The tenders\nthat we take.\n\n  Each of them.",
        "",
        "",
        "",
    ]


def test_documentation_is_the_same_where_another_statement_is_broken() -> None:
    text = "# why\nmeasure A\n# what\nnonsense is here +\n# how\nmeasure B\n"
    file, found = parse(Source("rules.gl", text))
    assert len(found) == 1
    assert [(s.doc, s.at.text) for s in file.statements] == [
        ("why", "measure A"),
        ("how", "measure B"),
    ]


def test_a_keyword_does_not_look_beyond_its_statement() -> None:
    file = read('X = Store Debit\n"1010" clears\nY = Sales From\n\nZ = Total Sum\n')
    assert [type(s).__name__ for s in file.statements] == [
        "Definition",
        "Clears",
        "Definition",
        "Definition",
    ]


def test_a_clause_may_be_broken_over_lines_and_comments() -> None:
    node = statement('post A debit # which?\n  # this one:\n  "1010" from\n  2026-01-01')
    assert node.debit.value == "1010"
    assert node.scope.first.value == date(2026, 1, 1)
