"""Texts in a terminal: wide characters, accents, tabs, and lines that are too long."""

import pytest

from crossfoot.report.columns import fitted, safe, width, window, wrapped


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("post", 4),
        ("Épicerie", 8),
        ("E\u0301picerie", 8),
        ("売上", 4),
        ("4000 · Sales", 12),
        ("a\u200db", 2),
        ("\u1112\u1161\u11ab", 2),
        ("co\u00adop", 5),
        ("\u0600\u0661", 2),
        ("", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\u202e", "\u2066", "\x00", "\n"])
def test_what_could_move_the_cursor_is_replaced(character: str) -> None:
    assert safe(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_safe_leaves_names_alone() -> None:
    assert safe("Épicerie 売上 4000 · Sales") == "Épicerie 売上 4000 · Sales"


def test_a_line_that_fits_is_shown_whole() -> None:
    assert window("post Sales", 5, 10, 20) == ("post Sales", 5, 10)


def test_a_tab_goes_to_the_next_stop() -> None:
    assert window("ab\tc", 3, 4, 20) == ("ab  c", 4, 5)


def test_a_wide_character_before_the_mark_takes_two_columns() -> None:
    assert window('"売上" x', 5, 6, 20) == ('"売上" x', 7, 8)


def test_a_mark_on_nothing_is_one_column() -> None:
    assert window("abc", 3, 3, 20) == ("abc", 3, 4)


def test_a_mark_never_reaches_beyond_its_line() -> None:
    assert window("abc", 1, 99, 20) == ("abc", 1, 3)


@pytest.mark.parametrize("start", [0, 1, 39, 40, 41, 100, 159, 198])
def test_a_long_line_is_cut_around_the_mark(start: int) -> None:
    line = "".join(chr(ord("a") + place % 26) for place in range(200))
    shown, first, last = window(line, start, start + 2, 40)
    assert shown[first:last] == line[start : start + 2]
    assert 30 <= width(shown) <= 40
    assert shown.startswith("…") == (not shown.startswith(line[0:5]))


def test_a_mark_wider_than_the_room_is_cut() -> None:
    shown, first, last = window("x" * 10 + "y" * 100, 10, 110, 40)
    assert shown[first:last].strip("…") == "y" * (last - first)
    assert last <= 40


def test_a_million_characters_are_no_trouble() -> None:
    shown, first, last = window("x" * 999_999 + "yy", 999_999, 1_000_001, 40)
    assert shown[first:last] == "yy"
    assert shown.startswith("…xx")


def test_wrapped_keeps_every_word() -> None:
    text = 'write `post Cash Dropped debit "1000"` or leave it out altogether'
    lines = wrapped(text, 20)
    assert " ".join(lines) == text
    assert max(map(width, lines)) <= 20


def test_what_is_to_be_typed_stays_together() -> None:
    text = "write `allow XF508 on Dept Cost` or (`never Dept Cost`), please"
    assert wrapped(text, 40) == (
        "write `allow XF508 on Dept Cost` or",
        "(`never Dept Cost`), please",
    )
    assert wrapped(text, 20) == (
        *("write `allow XF508", "on Dept Cost` or", "(`never Dept Cost`),", "please"),
    )


def test_a_backtick_alone_is_a_letter() -> None:
    assert wrapped("a ` b", 20) == ("a ` b",)


def test_a_word_too_long_stays_whole() -> None:
    assert wrapped("a " + "b" * 30, 20) == ("a", "b" * 30)


def test_fitted() -> None:
    assert fitted("Sales", 5) == "Sales"
    assert fitted("Sales Tax", 6) == "Sales…"
    assert fitted("売上売上", 6) == "売上…"


def test_a_mark_on_an_accent_stands_under_its_letter() -> None:
    assert window("abe\u0301f", 3, 4, 20) == ("abe\u0301f", 2, 3)


def test_a_mark_on_what_cannot_be_seen_stands_where_it_is() -> None:
    assert window("ab\ufeffc", 2, 3, 20) == ("ab\ufeffc", 2, 3)


def test_no_accent_is_left_without_its_letter() -> None:
    shown, first, _ = window("e\u0301" * 100 + "@@", 200, 202, 20)
    assert shown[1] == "e"
    assert width(shown[: shown.index("@@")]) == first


def test_a_picture_of_several_is_shown_in_parts() -> None:
    assert window("👩\u200d👧 x", 4, 5, 20) == ("👩👧 x", 5, 6)
    assert window("❤\ufe0f x", 3, 4, 20) == ("❤ x", 2, 3)
