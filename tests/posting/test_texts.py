"""Texts that QuickBooks would refuse, measured and looked through before they are escaped."""

from __future__ import annotations

import pytest

from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.draft import Draft
from crossfoot.posting.texts import LONGEST_MEMO, LONGEST_NAME, Texts
from posting_shop import account, batch, chart, ruleset, store


def found(
    memo: str = "m", klass: str = "k", prefix: str = "M", name: str = "Sales"
) -> list[Diagnostic]:
    rules = ruleset(
        f'post Sales: Total credit "{name}" memo "{memo}" class "{klass}"\n',
        store(prefix=prefix),
        chart=chart(account(name)) if name != "Sales" else chart(),
    )
    made = batch(rules, number="12345")
    entry = Draft(rules).entry(made)
    return list(Texts(rules).findings(made, entry.ref, entry.lines))


def test_ordinary_texts_pass_accents_and_signs_among_them() -> None:
    assert found("Été <1> & 'Co', £5 ½", "Épicerie") == []


@pytest.mark.parametrize(
    ("texts", "code", "message"),
    [
        (
            {"prefix": "MAIN-STR"},
            "XF603",
            "the reference number `MAIN-STR12345` has 13 characters, and QuickBooks takes 11",
        ),
        ({"memo": "№ 1"}, "XF607", "the memo `№ 1` has `№` (U+2116)"),
        ({"klass": "Łódź"}, "XF607", "the class `Łódź` has `Ł` (U+0141)"),
        ({"name": "Sales “net”"}, "XF607", "the account `Sales “net”` has `“` (U+201C)"),
        ({"memo": "a\tb"}, "XF607", "the memo `a?b` has a character U+0009"),
        ({"memo": "smile 😀"}, "XF607", "has `😀` (U+1F600)"),
    ],
)
def test_each_text_is_looked_through(texts: dict[str, str], code: str, message: str) -> None:
    (finding,) = found(**texts)
    assert finding.code.number == code
    assert message in finding.message


@pytest.mark.parametrize(
    ("field", "longest"), [("memo", LONGEST_MEMO), ("klass", LONGEST_NAME), ("name", LONGEST_NAME)]
)
def test_lengths_are_those_of_the_text_not_of_its_escaped_form(field: str, longest: int) -> None:
    assert found(**{field: "&" * longest}) == []
    (finding,) = found(**{field: "&" * (longest + 1)})
    assert finding.code.number == "XF603"
    assert f"has {longest + 1} characters, and QuickBooks takes {longest}" in finding.message


def test_a_reference_number_of_eleven_characters_fits() -> None:
    assert found(prefix="ABCDEF") == []


def test_one_account_on_two_lines_is_one_finding() -> None:
    rules = ruleset('post Dept Sales credit "Sales “net”"\n', chart=chart(account("Sales “net”")))
    made = batch(rules)
    entry = Draft(rules).entry(made)
    texts = Texts(rules)
    assert len(entry.lines) == 2
    assert len(texts.findings(made, entry.ref, entry.lines)) == 1
    assert len(texts.findings(made, entry.ref, entry.lines)) == 1, "found again, not remembered"


def test_the_finding_stands_where_the_text_is_written() -> None:
    (finding,) = found(memo="№")
    assert finding.at.text == '"№"'


def test_a_text_by_default_is_told_where_the_default_stands() -> None:
    rules = ruleset('post Sales: Total credit "Sales"\ndefault memo "№ {batch}"\n')
    made = batch(rules)
    entry = Draft(rules).entry(made)
    (finding,) = Texts(rules).findings(made, entry.ref, entry.lines)
    assert finding.at.text == '"№ {batch}"'
