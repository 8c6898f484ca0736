"""Entries as qbXML: what Intuit's schema wants, and what it does not catch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest
from lxml import etree
from qbxml_schema import faults

from crossfoot.plan import Entry, Unbalanced
from crossfoot.targets.qbxml import Escaped, Qbxml, escaped
from posting_shop import RULES, batch, plan, ruleset

ID = "a" * 40


def entry(**changes: Any) -> Entry:
    rules = ruleset()
    made = plan(rules).entry(batch(rules))
    lines = tuple(line._replace(**changes) for line in made.lines)
    return replace(made, lines=lines)


def document(*entries: Entry, version: str = "13.0") -> bytes:
    format_ = Qbxml(version)
    before, after = format_.around("set")
    requests = b"".join(format_.entry(each, ID) for each in entries)
    return before.encode() + requests + after.encode()


def texts(data: bytes, path: str) -> list[str | None]:
    return [element.text for element in etree.fromstring(data).iterfind(f".//{path}")]


def test_a_file_is_what_the_schema_wants(oracle: Path) -> None:
    assert faults(oracle, document(entry(), entry(memo=None), entry(klass="East"))) == []


def test_the_schema_is_really_asked(oracle: Path) -> None:
    assert faults(oracle, document(entry()).replace(b"RefNumber", b"Reference"))


def test_the_envelope_names_version_message_set_and_goes_on_after_an_error() -> None:
    text = document(entry()).decode()
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<?qbxml version="13.0"?>\n')
    assert '<QBXMLMsgsRq newMessageSetID="set" onError="continueOnError">' in text
    assert '<?qbxml version="16.0"?>' in document(entry(), version="16.0").decode()


def test_lines_keep_their_order_side_amount_and_texts() -> None:
    data = document(entry(klass="East"))
    lines = etree.fromstring(data).findall(".//JournalEntryAdd/*")
    assert [each.tag for each in lines[:2]] == ["TxnDate", "RefNumber"]
    told = [
        (each.tag, each.findtext("AccountRef/FullName"), each.findtext("Amount"))
        for each in lines[2:6]
    ]
    assert told == [
        ("JournalDebitLine", "Funds", "70.00"),
        ("JournalDebitLine", "Funds", "30.25"),
        ("JournalDebitLine", "Checking", "20.00"),
        ("JournalCreditLine", "Funds", "20.00"),
    ]
    assert {each.findtext("Memo") for each in lines[2:]} == {"Batch 1"}
    assert {each.findtext("ClassRef/FullName") for each in lines[2:]} == {"East"}
    assert b"<Memo>" not in document(entry(memo=None))


def test_the_header_bears_no_memo() -> None:
    """The schema allows one; QuickBooks Desktop does not take it."""
    (add,) = etree.fromstring(document(entry())).iterfind(".//JournalEntryAdd")
    assert add.find("Memo") is None


def test_special_and_accented_characters_come_back_as_they_were(oracle: Path) -> None:
    text = "Été <1> & \"2\" 'Co', £5 ½ ÿ ]]>"
    data = document(entry(memo=text, klass=text))
    assert data.isascii()
    assert b"&#201;t&#233; &lt;1&gt; &amp; &quot;2&quot; &apos;Co&apos;" in data
    assert set(texts(data, "Memo")) == {text}
    assert faults(oracle, data) == []


def test_a_text_at_its_limit_is_taken_though_its_escaped_form_is_longer(oracle: Path) -> None:
    assert faults(oracle, document(entry(memo="&" * 4095, klass="é" * 159))) == []
    assert faults(oracle, document(entry(memo="&" * 4096)))


@pytest.mark.parametrize("character", ["№", "Ł", "“", "\t", "\n", "\0", "\x7f", "\x85", "😀"])
def test_a_character_that_quickbooks_does_not_take_is_never_written(character: str) -> None:
    with pytest.raises(ValueError, match="must not be written to qbXML"):
        Qbxml("13.0").entry(entry(memo=f"a{character}b"), ID)


def test_what_was_escaped_once_is_remembered_and_the_memory_stays_small() -> None:
    known = Escaped()
    assert known["a & b"] == known["a & b"] == "a &amp; b"
    for number in range(25_000):
        assert known[str(number)] == str(number)
    assert len(known) <= 10_000


def test_only_texts_are_written() -> None:
    with pytest.raises(TypeError, match="not a text"):
        Escaped()[1]


def test_an_undeclared_variable_is_an_error_and_not_an_empty_text() -> None:
    template = Qbxml("13.0")._templates.from_string("<a>{{ missing }}</a>")
    with pytest.raises(jinja2.UndefinedError):
        template.render()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<Amount>{{ amount }}", "<Amount>1{{ amount }}"),
        ("<JournalDebitLine>", "<JournalCreditLine>"),
        (
            "{% for is_debit, account, amount, memo, class in lines %}",
            "{% for is_debit, account, amount, memo, class in lines[1:] %}",
        ),
        ("<Amount>{{ amount }}</Amount>", ""),
        ("{{ amount }}", "-{{ amount }}"),
    ],
)
def test_what_a_template_spoils_is_found_in_the_text_that_it_made(wrong: str, right: str) -> None:
    format_ = Qbxml("13.0")
    source, _, _ = format_._templates.loader.get_source(
        format_._templates, "journal_entry_add.xml.j2"
    )
    assert wrong in source
    spoiled = source.replace(wrong, right, 1)
    format_.__dict__["_request"] = format_._templates.from_string(spoiled)
    with pytest.raises(Unbalanced):
        format_.entry(entry(), ID)


def test_an_entry_without_lines_is_never_written() -> None:
    rules = ruleset(RULES)
    empty = plan(rules).entry(batch(rules, {}))
    with pytest.raises(Unbalanced):
        Qbxml("13.0").entry(empty, ID)


def test_plain_text_is_not_changed() -> None:
    plain = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in "&<>\"'")
    assert escaped(plain) == plain
