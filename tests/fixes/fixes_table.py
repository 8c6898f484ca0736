"""The tables of fixes: reads and writes ``statements.txt`` and ``codes.txt``.

Run as a program it writes both anew, for a reader to compare.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), *(str(HERE.parent / name) for name in ("checks", "syntax"))]

from case_harness import outcome_of  # noqa: E402
from mistakes_table import TAB, blocks, snippet  # noqa: E402

from crossfoot.cli.check.mending import mended  # noqa: E402
from crossfoot.codes import Code  # noqa: E402
from crossfoot.codes.all import ALL  # noqa: E402
from crossfoot.fixing import replaced  # noqa: E402
from crossfoot.source import Source  # noqa: E402
from crossfoot.syntax.parse import parse  # noqa: E402

STATEMENTS, CODES = HERE / "statements.txt", HERE / "codes.txt"

_STATEMENTS = """\
What people write instead of a statement, and what `check --fix` makes of it.

All that `tests/syntax/mistakes.txt` has and can be put right; a tab is shown as ⇥. What is
`unsafe` is made with `--unsafe-fixes` alone. `python tests/fixes/fixes_table.py` writes it anew.
"""
_CODES = """\
What the documentation of each code shows as bad, and what `check --fix` makes of it.

`unsafe` is what takes `--unsafe-fixes`. `python tests/fixes/fixes_table.py` writes it anew.
"""


def statements() -> str:
    """Return the table of statements."""
    rows = [row for row in map(_statement, map(snippet, blocks())) if row]
    return "\n".join((_STATEMENTS, *rows))


def _statement(text: str) -> str | None:
    source = Source("rules.gl", text)
    _, (found,) = parse(source)
    if found.fix is None:
        return None
    pieces = ((each.at.start, each.at.end, each.text) for each in found.fix.edits)
    return _row(text, replaced(text, pieces), found.fix.what, is_safe=found.fix.is_safe)


def _row(before: str, after: str, what: str, *, is_safe: bool) -> str:
    old, new = (text.replace("\t", TAB).rstrip("\n").split("\n") for text in (before, after))
    lines = [*(f"- {line}".rstrip() for line in old), *(f"+ {line}".rstrip() for line in new)]
    return "\n".join((*lines, f"  {'' if is_safe else 'unsafe: '}{what}\n"))


def codes() -> str:
    """Return the table of codes."""
    rows = (_code(code, unsafe=unsafe) for code in ALL for unsafe in (False, True))
    return "\n".join((_CODES, *filter(None, rows)))


def _code(code: Code, *, unsafe: bool) -> str | None:
    before = example(code, "Bad")
    if code.number.startswith(("XF5", "XF6")) or before is None:
        return None
    with TemporaryDirectory() as folder:
        outcome = outcome_of(before, Path(folder))
        done = mended(Path(folder), outcome, lambda each: each, unsafe=unsafe)
    made = [each for each in done.made if each.code is code and each.fix]
    made = [each for each in made if each.fix and each.fix.is_safe is not unsafe]
    if not made or made[0].fix is None:
        return None
    after = done.files["rules.gl"][1].decode("utf-8")
    what = f"{code.number} {code.name}: {made[0].fix.what}"
    return _row(before, after, what, is_safe=not unsafe)


def example(code: Code, title: str) -> str | None:
    """Return an example of rules in a code's documentation, as the tests of the codes have it."""
    match = re.search(rf"^{title}::\n\n((?:    .*\n|\n)+)", code.doc or "", re.MULTILINE)
    if match is None or code.number in ("XF002", "XF003"):
        return None
    return re.sub(r"^    ", "", match.group(1), flags=re.MULTILINE).strip("\n") + "\n"


def main() -> None:
    STATEMENTS.write_text(statements(), "utf-8")
    CODES.write_text(codes(), "utf-8")


if __name__ == "__main__":
    main()
