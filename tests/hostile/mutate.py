"""Spoils a file the way editors, spreadsheets, transfers and tired people do: by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

Dice: TypeAlias = random.Random
Spoil: TypeAlias = Callable[[bytes, Sequence[bytes], Dice], bytes]


def tokens(name: str) -> tuple[bytes, ...]:
    """Return what to insert: one a line of ``name.txt``, with Python's escapes for odd bytes."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text("ascii").splitlines()
    return tuple(line.encode("ascii").decode("unicode_escape").encode("latin-1") for line in lines)


def spoiled(data: bytes, tokens: Sequence[bytes], dice: Dice) -> bytes:
    """Return the file with one to four things done to it."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 4))):
        data = dice.choice(_WAYS)(data, tokens, dice)
    return data


def _insert(data: bytes, tokens: Sequence[bytes], dice: Dice) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(tokens) + data[at:]


def _insert_at_a_gap(data: bytes, tokens: Sequence[bytes], dice: Dice) -> bytes:
    gaps = [at for at, byte in enumerate(data) if byte in b' \n"'] or [0]
    at = dice.choice(gaps)
    return data[:at] + b" " + dice.choice(tokens) + b" " + data[at:]


def _replace_a_word(data: bytes, tokens: Sequence[bytes], dice: Dice) -> bytes:
    words = data.split(b" ")
    words[dice.randrange(len(words))] = dice.choice((*tokens, dice.choice(words)))
    return b" ".join(words)


def _delete(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.choice((1, 1, 2, 5, 40)) :]


def _cut_off(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _copy(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    at, to = dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)
    return data[:to] + data[at : at + dice.randrange(1, 80)] + data[to:]


def _change_a_byte(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _move_a_line(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(dice.randrange(len(lines)))
    lines.insert(dice.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _double_a_line(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    lines = data.split(b"\n")
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    return b"\n".join(lines)


def _indent_a_line(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines[at] = dice.choice((b"", b" ", b"\t", b"      ")) + lines[at].lstrip()
    return b"\n".join(lines)


def _join_lines(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines[at : at + 2] = [b" ".join(lines[at : at + 2])]
    return b"\n".join(lines)


def _change_case(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    return dice.choice((data.upper(), data.lower(), data.swapcase()))


def _other_line_ends(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\r", b"\x0b")))


def _other_encoding(data: bytes, _tokens: Sequence[bytes], dice: Dice) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(("utf-16", "latin-1", "cp1252", "utf-8-sig")), "replace")


_WAYS: tuple[Spoil, ...] = (
    *(_insert, _insert_at_a_gap, _replace_a_word, _delete, _copy) * 4,
    *(_change_a_byte, _move_a_line, _double_a_line, _indent_a_line, _join_lines, _cut_off) * 2,
    _change_case,
    _other_line_ends,
    _other_encoding,
)
"""The commoner a way, the more often it stands here."""
