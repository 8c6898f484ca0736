"""XML that is not trusted: what is read, what is refused and where, and in how much room."""

from __future__ import annotations

import io
import time
import tracemalloc
from collections.abc import Iterator
from typing import cast

import pytest
from answer_texts import Made, account, answer, rs, told

from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.lists import read_lists
from crossfoot.quickbooks.xml import BOUNDS, Bounds, Part, read_parts


def parts(data: bytes, bounds: Bounds = BOUNDS) -> list[Part]:
    return list(read_parts(io.BytesIO(data), bounds))


def fault(data: bytes, bounds: Bounds = BOUNDS) -> str:
    with pytest.raises(BadAnswer) as caught:
        parts(data, bounds)
    return told(caught.value)


WRAPPED = b"<a><b><c>%s</c></b></a>"
AGAIN = "nothing was taken; save QuickBooks' answer again"


def test_what_is_around_records_comes_first_and_records_come_whole() -> None:
    data = b'<a>\n<b x="1">\n<c>\n<d y="2">\n<e>f&amp;g</e>\n<e/>\n</d>\n</c>\n</b>\n</a>'
    around = parts(data)
    assert [(part.depth, part.element.name) for part in around] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (4, "d"),
    ]
    assert around[1].element.attributes == {"x": "1"}
    record = around[3].element
    assert (record.line, record.column, record.attributes, record.text) == (4, 1, {"y": "2"}, "")
    assert [(each.name, each.text, each.line) for each in record.children] == [
        ("e", "f&g", 5),
        ("e", "", 6),
    ]
    assert record.text_of("e") == "f&g"
    assert record.text_of("x", "y") is None


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("windows-1252", b""), ("utf-16", b""), ("utf-8", b"\xef\xbb\xbf")],
)
def test_encodings_are_those_that_the_file_names(encoding: str, mark: bytes) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a><b><c><d>Café – €</d></c></b></a>'
    assert parts(mark + text.encode(encoding))[3].element.text == "Café – €"


def test_text_of_any_spelling_is_one_text() -> None:
    data = WRAPPED % b"<d>a<![CDATA[<b>&]]>&#233;<!-- no --> c</d>"
    assert parts(data)[3].element.text == "a<b>&é c"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<a>\n  <b>\n<c><d>x", f"3:8: the file ends in the middle of `d`: {AGAIN}"),
        (b"<a>\n  <b", f"2:3: the file ends in the middle of `a`: {AGAIN}"),
        (b"<?xml version='1.0'?>\n", f"2:1: the file ends in the middle: {AGAIN}"),
        (b"<a><b></a>", f"1:9: another element ends here than `b`: {AGAIN}"),
        (
            b"<a/>\n<a/>",
            "2:1: something stands behind the end of the answer; one file holds one answer: "
            f"{AGAIN}",
        ),
        (
            b"\n<?xml version='1.0'?><a/>",
            f"2:1: something stands in front of the first line `<?xml …?>`: {AGAIN}",
        ),
        (b"hello", f"1:1: this is not XML, which QuickBooks answers in: {AGAIN}"),
        (b'{"a": 1}', f"1:1: this is not XML, which QuickBooks answers in: {AGAIN}"),
        (
            b"<a><b><c><d>&lol;</d></c></b></a>",
            f"1:13: this is no sound XML, in the middle of `d`: {AGAIN}",
        ),
        (
            b"<a><b><c><d>\x01</d></c></b></a>",
            f"1:13: this is no sound XML, in the middle of `d`: {AGAIN}",
        ),
        (
            b"<a><b><c><d>\xff</d></c></b></a>",
            f"1:13: this is no sound XML, in the middle of `d`: {AGAIN}",
        ),
        (b"<<a>", f"1:2: this is no sound XML: {AGAIN}"),
        (
            b"<?xml version='1.0' encoding='rot13'?><a/>",
            "1:1: the file is in `rot13`; save it as UTF-8",
        ),
        (
            b"<?xml version='1.0' encoding='utf-16'?><a/>",
            f"1:31: the file is not in the encoding that its first line names: {AGAIN}",
        ),
        (b"<a>\n<b>loose</b></a>", f"2:9: `loose` stands between records: {AGAIN}"),
        (WRAPPED % b"<d>a<e/></d>", "1:18: `a` stands loose in `d`"),
    ],
)
def test_a_fault_is_told_where_it_stands(data: bytes, message: str) -> None:
    assert fault(data) == message


@pytest.mark.parametrize(
    "declaration",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a SYSTEM "http://localhost/x.dtd">',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>',
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        b"<!DOCTYPE a [" + b"<!-- -->" * 1000,
    ],
)
def test_a_doctype_is_refused_before_anything_of_it_is_used(declaration: bytes) -> None:
    assert "a DOCTYPE stands here, and QuickBooks writes none" in fault(declaration + b"<a>&c;</a>")


@pytest.mark.parametrize(
    ("data", "bounds", "message"),
    [
        (b"<a>" + b" " * 100, Bounds(size=50), "the file is larger than any answer"),
        (b"<a>" * 33, Bounds(), "`a` stands deeper than anything"),
        (b"<a>" * 1_000_000, Bounds(), "`a` stands deeper than anything"),
        (WRAPPED % (b"<d>" + b"x" * 101 + b"</d>"), Bounds(text=100), "the text of `d` is longer"),
        (WRAPPED % (b"<d>" + b"&#233;" * 101 + b"</d>"), Bounds(text=100), "the text of `d`"),
        (WRAPPED % (b"<d>" + b"<e/>" * 100 + b"</d>"), Bounds(elements=100), "one record has more"),
        (b"<a x='" + b"y" * 101 + b"'/>", Bounds(text=100), "the attributes of `a` are longer"),
        (b"<a " + b" ".join(b"x%d='1'" % n for n in range(65)) + b"/>", Bounds(), "the attributes"),
        (b"<a " + b" " * 2_000_000, Bounds(), "one tag or comment is longer"),
        (b"<!--" + b" " * 2_000_000, Bounds(), "one tag or comment is longer"),
        (b"<a" + b"y" * 2_000_000, Bounds(), "one tag or comment is longer"),
    ],
)
def test_what_is_beyond_the_bounds_is_refused_at_once(
    data: bytes, bounds: Bounds, message: str
) -> None:
    begun = time.monotonic()
    assert message in fault(data, bounds)
    assert time.monotonic() - begun < 2


def test_what_is_just_within_the_bounds_is_read() -> None:
    bounds = Bounds(depth=5, text=100, elements=3, attributes=1)
    data = WRAPPED % (b"<d x='%s'><e>%s</e><e/></d>" % (b"y" * 100, b"z" * 100))
    assert parts(data * 1, bounds)[3].element.children[0].text == "z" * 100
    many = b"<a><b><c>" + b"<d><e/><e/></d>" * 10 + b"</c></b></a>"
    assert len(parts(many, bounds)) == 3 + 10


def test_tags_that_are_parted_between_two_readings_are_whole() -> None:
    data = answer(rs("AccountQuery", account("Sales"), account("Sales:Food")))
    whole = [each.element for each in parts(data)]
    cut = Made(data[at : at + 1] for at in range(len(data)))
    assert [each.element for each in read_parts(cast("io.BytesIO", cut))] == whole


CUSTOMER = (
    "<CustomerRet><ListID>{0:08X}-1</ListID><Name>Customer {0}</Name>"
    "<FullName>Customer {0}</FullName><Phone>415-555-6579</Phone><Notes>{1}</Notes></CustomerRet>\n"
)


def customers(size: int) -> Iterator[bytes]:
    """Yield an answer of about so many bytes, some 2 kB a customer, as in QuickBooks' sample."""
    yield b'<QBXML><QBXMLMsgsRs><CustomerQueryRs statusCode="0">'
    for number in range(size // 2_000):
        yield CUSTOMER.format(number, "n" * 1_850).encode()
    yield b"</CustomerQueryRs></QBXMLMsgsRs></QBXML>"


def peak(size: int) -> int:
    """Return how many bytes were in use at most while a list of such a size was read."""
    file = Made(customers(size))
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_lists(cast("io.BytesIO", file)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == size // 2_000 + 1
    assert file.given > size * 0.95
    return most


@pytest.mark.slow
def test_a_list_of_any_length_takes_little_more_room_than_its_names() -> None:
    small, large = peak(2_000_000), peak(50_000_000)
    records = (50_000_000 - 2_000_000) / 2_000
    assert (large - small) / records < 500
    assert large < 15_000_000
