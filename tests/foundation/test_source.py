"""Texts, places, and bytes that are no text."""

from __future__ import annotations

import pytest

from crossfoot.source import LONGEST_LINE, BadText, Position, Source, Span, decode


def test_places_count_from_one_in_characters() -> None:
    source = Source("a.gl", "é·x\nsecond\n")
    assert source.position(2) == Position(1, 3)
    assert source.position(4) == Position(2, 1)
    assert Span(source, 4, 10).last == Position(2, 7)
    assert (source.line(2), source.line(3), source.line(9)) == ("second", "", "")


@pytest.mark.parametrize("data", [b"use rms\n", b"\xef\xbb\xbfuse rms\n", b"use rms\r\n"])
def test_marks_and_line_ends_do_not_matter(data: bytes) -> None:
    assert decode("a.gl", data).text == "use rms\n"


def test_the_line_end_is_remembered() -> None:
    assert decode("a.gl", b"a\r\nb\r\n").crlf
    assert not decode("a.gl", b"a\nb\n").crlf


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"a\nCaf\xe9\n", (2, 4), "not UTF-8"),
        (b"\xef\xbb\xbfa\r\n\xff\r\n", (2, 1), "not UTF-8"),
        ("é\nx\x00".encode(), (2, 2), r"U\+0000"),
        (b"a\rb", (1, 2), r"U\+000D"),
        ("a\u2028b".encode(), (1, 2), r"U\+2028"),
        ("use rms".encode("utf-16"), (1, 1), "UTF-16"),
        (b"a\n" + b"x" * (LONGEST_LINE + 1), (2, 1), "longer than a million"),
    ],
)
def test_bytes_that_are_no_text_are_refused_where_they_stand(
    data: bytes, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(BadText, match=words) as error:
        decode("a.gl", data)
    assert error.value.at.first == place


def test_a_line_of_a_million_characters_is_read() -> None:
    assert len(decode("a.gl", b"x" * LONGEST_LINE).text) == LONGEST_LINE
