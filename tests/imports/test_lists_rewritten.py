"""A list in a YAML file is changed as a person would: what stays keeps every byte."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from crossfoot.project.editing.lists import Line, Sheet, rewritten
from crossfoot.project.editing.records import fields_of
from crossfoot.project.nodes import Scalar
from crossfoot.project.yaml import read_yaml
from crossfoot.source import Source

ORDER = ("name", "id", "number", "type", "active", "description")


def sheet(text: str) -> Sheet:
    source = Source("x.yaml", text)
    node, faults = read_yaml(source)
    assert not faults, text
    return Sheet(source, node, "accounts", ORDER)


def changed(text: str, *lines: Line) -> str:
    """Return the text with other records, having read from it that they are there."""
    new = rewritten(sheet(text), lines)
    assert list(sheet(new).rows) == [dict(line.fields) for line in lines], new
    return new


def kept(text: str) -> list[Line]:
    return [Line(place, fields) for place, fields in enumerate(sheet(text).rows)]


ALIGNED = """\
# The chart.
accounts:   # all of them
  # what we have
  - {name: "Checking",   number: '1000', type: Bank}     # the big one
  - {name: Sales,        number: 4000,   type: Income}
  # what we owe
  - {name: "Payables", type: AccountsPayable}            # not ours

classes: [East, West]  # as we use them
"""


def test_what_stays_as_it_is_keeps_every_byte() -> None:
    assert changed(ALIGNED, *kept(ALIGNED)) == ALIGNED


def test_a_value_is_replaced_where_it_stands_in_its_own_quotes() -> None:
    one, two, three = kept(ALIGNED)
    new = changed(
        ALIGNED,
        Line(0, {**one.fields, "number": "1001"}),
        Line(1, {**two.fields, "number": "4001", "name": "Sales: all"}),
        three,
    )
    expected = ALIGNED.replace("'1000'", "'1001'").replace("4000", "4001")
    assert new == expected.replace("name: Sales,", 'name: "Sales: all",')


def test_a_key_that_is_new_stands_behind_those_it_follows_and_one_that_is_not_wanted_goes() -> None:
    *_, three = kept(ALIGNED)
    new = changed(
        ALIGNED,
        Line(0, {"name": "Checking", "id": "80-1", "number": "1000", "type": "Bank"}),
        Line(1, {"name": "Sales", "type": "Income", "active": "false"}),
        three,
    )
    assert new == ALIGNED.replace('"Checking", ', '"Checking", id: "80-1", ').replace(
        "Sales,        number: 4000,   type: Income}", "Sales,   type: Income, active: false}"
    )


def test_records_come_behind_their_neighbours_and_go_with_the_remark_behind_them() -> None:
    one, _, three = kept(ALIGNED)
    first = Line(None, {"name": "Cash", "type": "Bank"})
    last = Line(None, {"name": "Equity", "number": "3000", "type": "Equity"})
    new = changed(ALIGNED, first, one, three, last)
    assert new == ALIGNED.replace(
        '  - {name: "Checking"', '  - {name: "Cash", type: Bank}\n  - {name: "Checking"'
    ).replace("  - {name: Sales,        number: 4000,   type: Income}\n", "").replace(
        "# not ours\n", '# not ours\n  - {name: "Equity", number: "3000", type: Equity}\n'
    )


BLOCKS = """\
accounts:
- name: Checking   # the big one
  type: Bank
  description: >
    where the money
-
  # without a number
  name: Sales
  type: Income
"""


def test_records_on_several_lines_stay_so() -> None:
    text = BLOCKS.replace(">\n    ", "")
    _, two = kept(text)
    new = changed(
        text,
        Line(0, {"name": "Checking", "number": "1000", "type": "Bank"}),
        Line(None, {"name": "Till", "type": "Bank"}),
        two,
    )
    assert new == (
        'accounts:\n- name: Checking   # the big one\n  number: "1000"\n  type: Bank\n'
        '- name: "Till"\n  type: Bank\n'
        "-\n  # without a number\n  name: Sales\n  type: Income\n"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("accounts: [A, B]\n", 'accounts: [A, {name: "N", id: "1"}]\n'),
        (
            "accounts: [\n  A, # first\n  B\n]\n",
            'accounts: [\n  A, # first\n  {name: "N", id: "1"},\n]\n',
        ),
        ("accounts: [A, # first\n  B]\n", 'accounts: [A, {name: "N", id: "1"}, # first\n  ]\n'),
        ("accounts:\n- A\n- B # second\n", 'accounts:\n- A\n- {name: "N", id: "1"}\n'),
        ('{"accounts": ["A", "B"]}\n', '{"accounts": ["A", {name: "N", id: "1"}]}\n'),
    ],
)
def test_a_list_of_names_takes_a_record_and_lets_one_go(text: str, wanted: str) -> None:
    new = changed(text, Line(0, {"name": "A"}), Line(None, {"name": "N", "id": "1"}))
    assert new == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("accounts:\n", 'accounts:\n  - {name: "N"}\n'),
        ("accounts: # none\nclasses: []\n", 'accounts: # none\n  - {name: "N"}\nclasses: []\n'),
        ("accounts: [] # none\n", 'accounts: # none\n  - {name: "N"}\n'),
        ("# none yet\n", '# none yet\naccounts:\n  - {name: "N"}\n'),
        ("", 'accounts:\n  - {name: "N"}\n'),
        ("accounts:\n- A # one\n# end\n", 'accounts:\n  - {name: "N"}\n# end\n'),
        ("accounts: [A, B] # two\n", 'accounts: # two\n  - {name: "N"}\n'),
        ('{"accounts": []}\n', '{"accounts": [{"name": "N"}]}\n'),
    ],
)
def test_a_list_of_others_or_of_none_is_filled(text: str, wanted: str) -> None:
    assert changed(text, Line(None, {"name": "N"})) == wanted


@pytest.mark.parametrize("text", ["accounts:\n- A\n- B\n", "accounts: [A, B]\n", "accounts: []\n"])
def test_a_list_may_lose_all(text: str) -> None:
    new = rewritten(sheet(text), [])
    assert sheet(new).rows == ()


def test_a_plain_name_becomes_a_record() -> None:
    text = "accounts: [East, 'Smith, John']\n"
    new = changed(text, Line(0, {"name": "East", "id": "1"}), Line(1, {"name": "Smith, Jo"}))
    assert new == 'accounts: [{name: "East", id: "1"}, \'Smith, Jo\']\n'


# ---- any layout, any change ------------------------------------------------------------------

WORDS = (
    "A",
    "b c",
    "No",
    "007",
    "it's",
    'a "b"',
    "x: y",
    "# x",
    "ä · ö",
    "- z",
    "{q}",
    "[",
    "a,b",
    "",
)


def _scalar(chance: random.Random, value: str, *, flow: bool) -> str:
    style = chance.randrange(3)
    if style == 0:
        return "'" + value.replace("'", "''") + "'"
    plain = value.replace(" ", "").isalnum()
    return value if style == 1 and plain else '"' + value.replace('"', '\\"') + '"'


def _space(chance: random.Random) -> str:
    return chance.choice(("", " ", "  "))


def _remark(chance: random.Random, number: int) -> str:
    return chance.choice(("", "", f"  # remark {number}"))


def _flow(chance: random.Random, fields: Mapping[str, str]) -> str:
    pairs = [f"{key}: {_scalar(chance, value, flow=True)}" for key, value in fields.items()]
    return "{" + _space(chance) + ("," + chance.choice((" ", "   "))).join(pairs) + "}"


def _written(chance: random.Random, rows: Sequence[Mapping[str, str]]) -> str:
    ahead = chance.choice(("", "# top\n", "other: [x]\n"))
    behind = chance.choice(("", "# end\n", "other 2: {a: b}\n", "\n\n# far\n"))
    if rows and chance.random() < 0.3:
        return f"{ahead}accounts:{_space(chance)} {_brackets(chance, rows)}\n{behind}"
    margin = " " * chance.randrange(3)
    text = f"{ahead}accounts:{_remark(chance, -1)}\n"
    for number, fields in enumerate(rows):
        text += chance.choice(("", "", f"{margin}# above {number}\n", "\n"))
        text += margin + _dashed(chance, fields, len(margin), number)
    return text + behind


def _dashed(chance: random.Random, fields: Mapping[str, str], margin: int, number: int) -> str:
    if len(fields) == 1 and chance.random() < 0.5:
        return f"- {_scalar(chance, fields['name'], flow=False)}{_remark(chance, number)}\n"
    if chance.random() < 0.5:
        return f"- {_flow(chance, fields)}{_remark(chance, number)}\n"
    deep = " " * (margin + 2)
    first = chance.choice(("- ", f"-\n{deep}", f"-  # dash {number}\n{deep}"))
    lines = [
        f"{key}: {_scalar(chance, value, flow=False)}{chance.choice(('', f' # {key}'))}\n"
        for key, value in fields.items()
    ]
    return first + deep.join(lines)


def _brackets(chance: random.Random, rows: Sequence[Mapping[str, str]]) -> str:
    texts = [
        _scalar(chance, fields["name"], flow=True)
        if len(fields) == 1 and chance.random() < 0.5
        else _flow(chance, fields)
        for fields in rows
    ]
    style = chance.randrange(3)
    if style == 0:
        return f"[{', '.join(texts)}{chance.choice(('', ',', ' , '))}]"
    if style == 1:
        lines = [f"  {text},{_remark(chance, at)}\n" for at, text in enumerate(texts[:-1])]
        last = f"  {texts[-1]}{chance.choice(('', ','))}{_remark(chance, 99)}\n"
        return "[\n" + "".join(lines) + last + "  ]"
    text = "[" + texts[0]
    for at, each in enumerate(texts[1:]):
        text += "," + chance.choice((" ", f"{_remark(chance, at)}\n   ")) + each
    return text + "]"


def _fields(chance: random.Random, number: int) -> dict[str, str]:
    keys = chance.sample(ORDER[1:], chance.randrange(4))
    values = {key: chance.choice(WORDS) or "e" for key in keys}
    return {"name": f"{chance.choice(WORDS)}{number}", **values}


def _reworked(chance: random.Random, fields: Mapping[str, str]) -> dict[str, str]:
    if chance.random() < 0.5:
        return dict(fields)
    new = {key: value for key, value in fields.items() if key == "name" or chance.random() < 0.7}
    for key in chance.sample(ORDER, 2):
        new[key] = chance.choice(WORDS) + "x"
    return new


def test_any_layout_takes_any_change() -> None:
    for seed in range(1500):
        _try(random.Random(seed))


def _try(chance: random.Random) -> None:
    rows = [_fields(chance, number) for number in range(chance.randrange(5))]
    text = _written(chance, rows)
    before = sheet(text)
    assert [dict(row) for row in before.rows] == rows, text
    lines: list[Line] = []
    for place, fields in enumerate(rows):
        while chance.random() < 0.3:
            lines.append(Line(None, _fields(chance, 100 + len(lines))))
        if chance.random() < 0.7:
            lines.append(Line(place, _reworked(chance, fields)))
    while chance.random() < 0.4:
        lines.append(Line(None, _fields(chance, 100 + len(lines))))
    after = rewritten(before, lines)
    found = sheet(after)
    assert [dict(row) for row in found.rows] == [dict(line.fields) for line in lines], (text, after)
    assert _without_list(found) == _without_list(before)
    for line in lines:
        if line.row is not None and line.fields == rows[line.row]:
            assert before.items[line.row].at.text.split("#")[0].strip() in after
    _require_remarks(text, after, before, lines)


def _without_list(read: Sheet) -> object:
    node = read.node
    if isinstance(node, Scalar):
        return {}
    return {
        entry.name: str(fields_of(entry.value)) or entry.value.at.text
        for entry in node.entries  # type: ignore[union-attr]
        if entry.name != "accounts"
    }


def _require_remarks(text: str, after: str, before: Sheet, lines: Sequence[Line]) -> None:
    """A remark above a record stays, and one behind a record that stays."""
    for number in range(5):
        if f"# above {number}" in text:
            assert f"# above {number}" in after, (text, after)
    kept_rows = {line.row for line in lines if line.row is not None}
    if "[" in text.split("accounts:")[1].split("\n")[0]:
        return
    for number in kept_rows:
        remark = f"# remark {number}\n"
        if remark in text:
            (line,) = [each for each in after.split("\n") if each.endswith(remark.strip())]
            assert line, (text, after)
