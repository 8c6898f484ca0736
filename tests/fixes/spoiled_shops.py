"""Shops made up at random, with names as long as real ones, and mistakes made in their rules."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from by_hand import Books, days
from described import Shop
from drawn_batches import Drawing
from drawn_shops import shop
from written_out import batch_text, texts

from crossfoot import driver
from crossfoot.cli.check.mending import Mended, mended
from crossfoot.codes import Severity
from crossfoot.posting.draft import DraftEntry
from crossfoot.posting.selection import Selection
from crossfoot.report.outcome import Outcome

Entries: TypeAlias = tuple[tuple[str, tuple[tuple[str, str, int, str, str], ...]], ...]

_LONGER = {
    "Cash": "Banknotes", "Visa": "Mastercard", "Check": "Cheques", "Food": "Groceries",
    "Wine": "Beverages", "Gifts": "Giftware", "East": "Easterly", "North": "Northgate",
    "West": "Westminster", "Till": "Register Drawer", "Tips": "Gratuities", "Safe": "Strongbox",
    "Income": "Earnings", "Owed": "Outstanding", "Bank": "Checking", "Cost": "Expenditure",
    "Off": "Discrepancies", "Kept": "Withheld", "Held": "Retained", "Lent": "Advanced",
}  # fmt: skip
_WORD = re.compile("|".join(rf"\b{word}\b" for word in _LONGER))


def lay_out(seed: int, folder: Path) -> str:
    """Write the project of a seed with some batches of every store and day; return its rules."""
    made = shop(seed)
    files = {name: _longer(text) for name, text in texts(made).items()}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "batches").mkdir()
    for number, text in enumerate(_batches(made, random.Random(seed)), 1):
        path = folder / "batches" / f"{number}.yaml"
        path.write_text(_longer(text.replace('batch: "1"', f'batch: "{number}"')), "utf-8")
    return files["rules.gl"]


def _longer(text: str) -> str:
    return _WORD.sub(lambda match: _LONGER[match[0]], text)


def _batches(made: Shop, rng: random.Random) -> Iterator[str]:
    for store in made.stores:
        for day in days(made):
            drawing = Drawing(Books(made, store, day), rng)
            for batch in (drawing.something(), drawing.anything()):
                yield batch_text(store.name, "1", day, batch)


def entries(folder: Path) -> Entries:
    """Return what every batch comes to: account, side, cents, class and memo of each line."""
    ruleset = driver.check_rules(folder).ruleset
    assert ruleset is not None
    return tuple(sorted(map(_entry, driver.drafts(ruleset, Selection()))))


def _entry(entry: DraftEntry) -> tuple[str, tuple[tuple[str, str, int, str, str], ...]]:
    lines = (
        (each.account.name, each.side.value, each.cents, each.klass or "", each.memo or "")
        for each in entry.lines
    )
    return entry.number, tuple(sorted(lines))


def fixed(folder: Path) -> Mended:
    """Make the safe fixes, and write them."""
    done = mended(folder, driver.check(folder), lambda outcome: outcome, unsafe=False)
    for path, (before, after) in done.files.items():
        assert (folder / path).read_bytes() == before
        (folder / path).write_bytes(after)
    return done


def is_read(outcome: Outcome) -> bool:
    """Whether all names, accounts and statements are known."""
    return not any(
        each.severity is Severity.ERROR and each.code.number.startswith(("XF0", "XF1", "XF2"))
        for each in outcome.diagnostics
    )


# ---- mistakes


def spoiled(text: str, rng: random.Random) -> str:
    """Return rules with one mistake, of the fingers or of habit."""
    return rng.choice((_slipped, _slipped, _slipped, _habit))(text, rng)


def _slipped(text: str, rng: random.Random) -> str:
    match = rng.choice(list(re.finditer(r"[A-Za-z]{3,}", text)))
    word, at = match[0], rng.randrange(len(match[0]))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word.swapcase(),
    )
    return text[: match.start()] + rng.choice(slips) + text[match.end() :]


HABITS = (
    (r"\bpost ", "posts "), (r"\bpost ", "book "), (r"\bpost ", "- post "), (r"\bpost ", "  post "),
    (r"\bcredit ", "credits "), (r"\bdebit ", "debits "), (r"\bcredit ", "Cr. "),
    (r"\bdebit ", "dr "), (r"\bskip ", "ignore "), (r" because ", " reason "),
    (r" because ", " becuase "), (r"\bclears", "clear"), (r"\bdifferences", "difference"),
    (r'"([^"]+)"', r"“\1”"), (r'"([^"]+)"', r"'\1'"), (r'"([^"]+)"', r"\1"), (r'"([^"]+)"', r'"\1'),
    (r'"([^"]+)"', r'\1"'), (r'" credit "', '" and credit "'), (r"(\w): (\w)", r"\1:\2"),
    (r"(\w): (\w)", r"\1 : \2"), (r"(\w): (\w)", r"\1 \2"), (r" = ", " == "), (r" = ", " is "),
    (r" - ", " – "), (r"% of ", "% "), (r" \* ", " × "), (r" until ", " to "),
    (r" from ", " since "),
    (r"(\d{4})-0(\d)-0(\d)", r"\1-\2-\3"), (r"(\d{4})-(\d\d)-(\d\d)", r"\2/\3/\1"), (r"\n", ";\n"),
    (r"\n", " // so it is\n"), (r" up to ", " up to $"), (r"\[([^\]]+)\]", r"\1"),
    (r" never ", " nevr "), (r"sum of (\w+)", r"sum(\1)"),
)  # fmt: skip
"""What people write instead, as regular expressions of what is right and what comes of it."""


def _habit(text: str, rng: random.Random) -> str:
    fitting = [habit for habit in HABITS if re.search(habit[0], text)]
    pattern, wrong = rng.choice(fitting)
    match = rng.choice(list(re.finditer(pattern, text)))
    return text[: match.start()] + match.expand(wrong) + text[match.end() :]
